"""Load what a register begins with: the reference data, and the Marrakech record into an empty one."""

import hashlib
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Max

from core.commands import RegisterCommand
from core.models import LoadedDataset
from core.versions import KEPT
from delegations.models import CountryName
from meetings.models import Meeting, MoU
from meetings.services import revising

REFERENCE: Final = Path("fixtures/reference.json")
MARRAKECH: Final = Path("fixtures/marrakech-2025.json")
# An arbitrary number that only this command takes: two that start at once load one after the other.
LOCK: Final = 7_265_001
# Country names with a smaller number are the file's, the others are what editors added.
FIRST_NAME_OF_EDITORS: Final = 100_000


class Command(RegisterCommand):
    help = (
        "Load fixtures/reference.json whenever it has changed, and fixtures/marrakech-2025.json into a register that "
        "has no meeting and no MoU. Running it again changes nothing."
    )
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self._load(REFERENCE, only_empty=False)
        self._load(MARRAKECH, only_empty=True)

    def _load(self, fixture: Path, *, only_empty: bool) -> None:
        path: Path = settings.BASE_DIR / fixture
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
            if fixture == REFERENCE:
                load_reference(path)
            else:
                with revising():
                    call_command("loaddata", str(path), verbosity=0)
            LoadedDataset.objects.update_or_create(name=fixture.stem, defaults={"sha256": sha256})
        self.stdout.write(f"Loaded {fixture}.")


def load_reference(path: Path) -> None:
    """Load regions, countries and their names: what ``loaddata`` does in 8 seconds, in one, and again without harm.

    The names are numbered by their place in the file, so one more in it moves all that follow. Those that differ are
    taken out before the new ones go in, because a name may not be there twice, not even for a moment; what editors
    added has numbers of its own and stays.
    """
    names: dict[int, CountryName] = {}
    for loaded in serializers.deserialize("json", path.read_text(encoding="utf-8")):
        if isinstance(loaded.object, CountryName):
            names[loaded.object.pk] = loaded.object
        else:
            loaded.save()
    fields = CountryName._meta.concrete_fields
    theirs = [field.attname for field in fields if not field.generated and field.name not in KEPT]
    before = {
        row[0]: row for row in CountryName.objects.filter(pk__lt=FIRST_NAME_OF_EDITORS).values_list("pk", *theirs)
    }
    after = {pk: (pk, *(getattr(name, attname) for attname in theirs)) for pk, name in names.items()}
    CountryName.objects.filter(pk__in=[pk for pk, row in before.items() if after.get(pk) != row]).delete()
    changed = [name for pk, name in names.items() if before.get(pk) != after[pk]]
    # An editor may have added a name before the file had it.
    CountryName.objects.bulk_create(changed, batch_size=2000, ignore_conflicts=True)
    with connection.cursor() as cursor:
        last = CountryName.objects.aggregate(last=Max("pk"))["last"] or 0
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
            [CountryName._meta.db_table, max(last, FIRST_NAME_OF_EDITORS)],
        )
