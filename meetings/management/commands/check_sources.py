"""``manage.py check_sources``: ask whether the cited pages are still there. For a timer, once a day."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from core.commands import RegisterCommand
from meetings.models import Source
from meetings.sources.checking import check, due

# Any number, so that two runs at once do not ask everybody twice.
LOCK = 7_203_114


class Command(RegisterCommand):
    help = (
        "Ask the addresses of sources whether anything is there. One that fails on two days is shown to editors as "
        "dead. Only this command asks; no page of the site ever does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=500, help="how many addresses at most (default: 500)")
        parser.add_argument(
            "--older-than", type=int, default=30, help="ask again after so many days (default: 30); 0 asks all"
        )
        parser.add_argument("--pause", type=float, default=1, help="seconds between two of one host (default: 1)")

    def handle(self, *args: Any, limit: int, older_than: int, pause: float, **options: Any) -> None:
        if limit < 1 or not 0 <= older_than <= 36_500 or not 0 <= pause <= 3600:
            raise CommandError("--limit must be 1 or more, --older-than 0 to 36500 days, --pause 0 to 3600 seconds.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                raise CommandError("Another check is running.")
        try:
            sources = list(due(timedelta(days=older_than), timezone.now())[:limit])
            answers, newly_dead = check(sources, pause)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        self.stdout.write(f"{len(sources)} addresses asked.")
        for result, number in answers.most_common():
            self.stdout.write(f"  {Source.CheckResult(result).label}: {number}")
        for source in newly_dead:
            self.stdout.write(f"Dead: {source.url} ({source.title})")
