"""What every page may ask for."""

from typing import Any

from django.http import HttpRequest


def register(request: HttpRequest) -> dict[str, Any]:
    """``register``: the state of the register (lazily read), for the mark that a demo's records are invented."""
    return {"register": getattr(request, "register", None)}
