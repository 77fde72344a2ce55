"""What every page may ask for."""

from typing import Any

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest

from core.theme import THEMES, theme_of


def register(request: HttpRequest) -> dict[str, Any]:
    """``register``: the state of the register (lazily read), for the mark that a demo's records are invented.

    ``theme`` is the reader's choice, and blank where the system decides.
    """
    state = getattr(request, "register", None)

    def is_demo_where_known() -> bool:
        """The same for pages that say what is wrong: they must not fail because the database is away as well."""
        try:
            return bool(state is not None and state.is_demo)
        except (DatabaseError, InterfaceError):
            return False

    return {
        "register": state,
        "is_demo_where_known": is_demo_where_known,
        "theme": theme_of(request),
        "themes": THEMES,
    }
