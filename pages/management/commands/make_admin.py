"""``make admin``: somebody who may do everything, with a password made here when none is given."""

import getpass
import os
import secrets
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from core.commands import RegisterCommand


class Command(RegisterCommand):
    help = "Make an administrator. Asks for what it is not told; prints the password when it made one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", default=os.environ.get("ENTENTE_ADMIN_NAME", ""))
        # By the environment and not by an option: everybody on a machine can read a command line.
        parser.epilog = "ENTENTE_ADMIN_PASSWORD in the environment gives the password."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_LOCAL:
            call_command("migrate", verbosity=0)  # the first command may be this one
        users = get_user_model()
        is_asking = not options["name"]
        if is_asking and not sys.stdin.isatty():
            raise CommandError("There is nobody to ask for a name: make admin NAME=ana PASSWORD=…")
        try:
            name = options["name"] or input("Name of the administrator: ").strip()
            user = users(username=name, is_staff=True, is_superuser=True)
            user.clean_fields(exclude=("password",))
            user.validate_unique()
            password = os.environ.get("ENTENTE_ADMIN_PASSWORD", "")
            if not password and is_asking:
                password = getpass.getpass("Password (nothing: one is made and shown): ")
            made = "" if password else secrets.token_urlsafe(15)
            if password:
                validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except (KeyboardInterrupt, EOFError):
            raise CommandError("Nobody was made.") from None
        user.set_password(password or made)
        user.save()
        self.stdout.write(f"{name} may sign in at /admin/" + (f" with the password {made}" if made else "."))
