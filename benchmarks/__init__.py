"""How fast the pages are, against the framework and the database they stand on: ``python -m benchmarks``."""
