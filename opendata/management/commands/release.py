"""``manage.py release``: the published register as one file, for the page of the data."""

from typing import Any

from django.core.management.base import BaseCommand

from opendata.releasing import write


class Command(BaseCommand):
    help = (
        "Writes the published register as a versioned Frictionless Data Package, which /data/ lists. The same state of "
        "the register gives the same file; one that is there already is left as it is, and older ones stay."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        release, is_new = write()
        words = "written" if is_new else "there already"
        self.stdout.write(f"{release.path}: {words}, {release.meetings} meetings, {release.size} bytes")
        self.stdout.write(f"sha256 {release.sha256}")
