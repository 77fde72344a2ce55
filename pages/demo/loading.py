"""The invented register into the database of this application."""

import hashlib
import json
import uuid
from collections.abc import Sequence

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model

from core.models import LoadedDataset
from delegations.models import Country, Delegation, Event, Organization
from meetings.models import Meeting, MoU, Source, Topic
from pages.demo.copying import SequenceNumbers, in_batches, write
from pages.demo.plan import Place
from pages.demo.register import TABLES, InventedRegister

REFERENCE = settings.BASE_DIR / "fixtures" / "reference.json"
BATCH = 20_000
RECORDS: Sequence[type[Model]] = (Meeting, MoU, Event, Delegation, Organization, Source, Topic)


class NotEmpty(Exception):
    """The register has records of its own, and invented ones must never stand beside them."""


def load_demo(meetings: int, seed: int) -> bool:
    """Fill an empty register with invented records, all or nothing. False if it has them already.

    The row ``demo`` among the loaded data sets is what the banner of the site goes by. It is written first,
    so that two who load at once wait for each other there.
    """
    with transaction.atomic():
        parameters = f"demo meetings={meetings} seed={seed}"
        _dataset, is_new = LoadedDataset.objects.get_or_create(
            name=LoadedDataset.DEMO, defaults={"sha256": hashlib.sha256(parameters.encode()).hexdigest()}
        )
        if not is_new:
            return False
        if any(model._default_manager.exists() for model in RECORDS):
            raise NotEmpty
        fill(meetings, seed)
    return True


def fill(meetings: int, seed: int) -> None:
    """Write the invented records, in the transaction of the caller."""
    if not Country.objects.exists():
        call_command("loaddata", str(REFERENCE), verbosity=0)
        # As load_register records it, so that it finds nothing left to do.
        sha256 = hashlib.sha256(REFERENCE.read_bytes()).hexdigest()
        LoadedDataset.objects.update_or_create(name=REFERENCE.stem, defaults={"sha256": sha256})
    _say_who_writes()
    register = InventedRegister(meetings=meetings, seed=seed, places=places(), numbers=SequenceNumbers())
    for number, batch in enumerate(in_batches(register, BATCH)):
        write(batch, TABLES, analyse=number == 0)
        # Now and again, or PostgreSQL would remember millions of deferred checks until COMMIT.
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    analyse()


def _say_who_writes() -> None:
    """Give the history of this transaction a context; ``pghistory.context`` does not see a COPY.

    It also makes loading three times as fast: each trigger asks for these settings, and where they are
    missing it catches an error, for each row.
    """
    context = {
        "pghistory.context_id": str(uuid.uuid4()),
        "pghistory.context_metadata": json.dumps({"via": "command", "command": "load_demo"}),
        # The invented records were entered long ago, and what belongs to them with them.
        "pgtrigger.ignore": "{" + ",".join(_triggers_of_belongings()) + "}",
        "entente.revising": "on",
    }
    with connection.cursor() as cursor:
        for name, value in context.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])


def _triggers_of_belongings() -> list[str]:
    return [
        trigger.get_pgid(model)
        for model in apps.get_models()
        for trigger in getattr(model._meta, "triggers", ())
        if trigger.name == "belongs_to"
    ]


def analyse() -> None:
    """Tell the planner about the new rows at once; autovacuum would get there in a minute or so."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(quote(model._meta.db_table) for model in TABLES))


def places() -> list[Place]:
    return [
        Place(code=country.pk, name=country.name, continent=country.continent.name, region=country.region.name)
        for country in Country.objects.select_related("continent", "region").order_by("pk")
    ]
