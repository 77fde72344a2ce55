"""From a text to findings: pure functions, without a database. ``read`` is the door."""
