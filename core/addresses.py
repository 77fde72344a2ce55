"""Query strings: every state of a list is an address."""

from collections.abc import Mapping
from urllib.parse import urlencode


def query(applied: Mapping[str, list[str]], **changes: str) -> str:
    """Return the query string of ``applied`` with ``changes`` (a blank value removes its key), "?" at its start."""
    pairs = [(key, value) for key, values in applied.items() if key not in changes for value in values]
    pairs += [(key, value) for key, value in changes.items() if value]
    return f"?{urlencode(pairs)}"
