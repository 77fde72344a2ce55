"""The addresses of the API. Each view begins with ``published()`` and reads its parameters through a filter set."""
