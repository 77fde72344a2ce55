"""What commands write is in the history as written by a command, and by which."""

from typing import Any, Final

from django.core.management.base import BaseCommand

from core.history import acting

# Django's own commands that write rows; ``manage.py`` starts them in the same context.
OF_DJANGO: Final = frozenset({"changepassword", "createsuperuser", "loaddata", "shell"})


class RegisterCommand(BaseCommand):
    """The base of every command that writes to the register, but for those that work for a person."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with by_command(type(self).__module__.rpartition(".")[2]):
            return super().execute(*args, **options)


def by_command(name: str) -> Any:
    """Return the context in which every change is made by the command ``name``."""
    return acting(None, via="command", command=name)
