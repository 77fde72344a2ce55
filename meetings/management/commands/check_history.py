"""``manage.py check_history``: does the history of every table end in what is there now?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.replay import gaps, histories


class Command(BaseCommand):
    help = (
        "Replay the history of every table: each row must equal the last of its history, each life begin with its "
        "insertion, versions follow one another, and what is gone have been deleted. Prints a line for each "
        "difference, and fails if there is any. It only reads."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for history in histories():
            for gap in gaps(history):
                self.stdout.write(str(gap))
                found += 1
        if found:
            raise CommandError(f"{found} differences between the register and its history.")
        self.stdout.write(f"The history of {len(histories())} tables replays to what they hold.")
