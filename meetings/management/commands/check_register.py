"""``manage.py check_register``: is everything that follows from something else as it should be?"""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from core.commands import RegisterCommand
from meetings.integrity import differences


class Command(RegisterCommand):
    help = (
        "Compare every derived value (first and last days, search words, sort keys, continents, parties of "
        "meetings, the next references) with what it should be. Prints a line for each difference, and fails "
        "if any remains."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="write what the values should be")

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        found = remaining = 0
        for difference in differences(fix=fix):
            self.stdout.write(str(difference))
            found += 1
            remaining += not difference.fixed
        if remaining:
            raise CommandError(f"{remaining} of {found} differences remain." if fix else f"{found} differences.")
        self.stdout.write(f"{found} differences, all fixed." if found else "Every derived value is as it should be.")
