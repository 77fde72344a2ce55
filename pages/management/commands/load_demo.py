"""``manage.py load_demo``: fill an empty register with invented records."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from core.commands import RegisterCommand
from pages.demo.loading import NotEmpty, load_demo


class Command(RegisterCommand):
    help = "Fill an empty register with invented records, to look at. Never beside real ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--meetings", type=int, default=5000, help="how many meetings (default: 5000)")
        parser.add_argument("--seed", type=int, default=1, help="the same gives the same records (default: 1)")

    def handle(self, *args: Any, meetings: int, seed: int, **options: Any) -> None:
        if meetings < 1:
            raise CommandError("--meetings must be 1 or more.")
        try:
            loaded = load_demo(meetings, seed)
        except NotEmpty as error:
            raise CommandError(
                "This register has records of its own, and invented ones never stand beside them: "
                "load the demonstration into an empty database."
            ) from error
        if loaded:
            self.stdout.write(f"{meetings} invented meetings are loaded.")
        else:
            self.stdout.write("This register holds the invented records already; nothing was done.")
