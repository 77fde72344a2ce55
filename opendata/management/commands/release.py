"""``manage.py release``: the published register as one file, for the page of the data."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opendata import parquet
from opendata.packaging import CSV, PARQUET
from opendata.releasing import write


class Command(BaseCommand):
    help = (
        "Writes the published register as a versioned Frictionless Data Package, which /data/ lists. The same state of "
        "the register gives the same file; one that is there already is left as it is, and older ones stay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parquet", action="store_true", help="write it once more as Parquet (needs make parquet)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["parquet"] and not parquet.is_available():
            raise CommandError("Parquet needs the package pyarrow, which is not installed: run `make parquet` first.")
        for form in (CSV, PARQUET) if options["parquet"] else (CSV,):
            release, is_new = write(form)
            words = "written" if is_new else "there already"
            self.stdout.write(f"{release.path}: {words}, {release.meetings} meetings, {release.size} bytes")
            self.stdout.write(f"sha256 {release.sha256}")
