"""Load what a register begins with: the reference data, and the Marrakech record into an empty one."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from core.models import LoadedDataset
from meetings.models import Meeting, MoU

REFERENCE = Path("fixtures/reference.json")
MARRAKECH = Path("fixtures/marrakech-2025.json")
# An arbitrary number that only this command takes: two that start at once load one after the other.
LOCK = 7_265_001


class Command(BaseCommand):
    help = (
        "Load fixtures/reference.json whenever it has changed, and fixtures/marrakech-2025.json into a register that "
        "has no meeting and no MoU. Running it again changes nothing."
    )
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self._load(REFERENCE, only_empty=False)
        self._load(MARRAKECH, only_empty=True)

    def _load(self, fixture: Path, *, only_empty: bool) -> None:
        path = settings.BASE_DIR / fixture
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            loaded = LoadedDataset.objects.filter(name=fixture.stem).first()
            # Editors own a record once it is loaded: a changed file must not undo their work, nor bring back what
            # they took out.
            if loaded and (only_empty or loaded.sha256 == sha256):
                return
            if only_empty and (Meeting.objects.exists() or MoU.objects.exists()):
                return
            call_command("loaddata", str(path), verbosity=0)
            LoadedDataset.objects.update_or_create(name=fixture.stem, defaults={"sha256": sha256})
        self.stdout.write(f"Loaded {fixture}.")
