"""Does the work of a large import in a process of its own, which the desk starts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from desk.imports import jobs


class Command(BaseCommand):
    help = "Reads, compares, takes in or undoes the import of this number, as its state asks for. The desk starts it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("import", type=int, help="the number of the import")
        parser.add_argument("--by", type=int, required=True, help="the number of the person whose work it is")
        parser.add_argument("--reason", default="", help="why it is undone, for the history")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(pk=options["by"], is_active=True).first()
        if by is None:
            raise CommandError("There is no such person.")
        jobs.run(options["import"], by, options["reason"], apart=True)
