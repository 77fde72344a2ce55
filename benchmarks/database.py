"""The database of the benchmarks: made, filled and kept from run to run."""

import hashlib
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test import Client

import pages.demo
from accounts.models import User
from core.models import LoadedDataset
from delegations.models import Country
from pages.demo.loading import REFERENCE, fill

# A comment on the database says that it is ours to empty, and with what it is filled.
OURS = "entente benchmarks: "


class NotOurs(Exception):
    """There is a database of that name which the benchmarks did not make."""


def prepare(meetings: int, seed: int, *, reload: bool = False) -> bool:
    """Have the invented meetings in the database; False if they were there already."""
    _create_if_absent()
    contents = f"{OURS}{fingerprint(meetings, seed)}"
    comment = _comment()
    if comment == contents and not reload:
        return False
    if not comment.startswith(OURS) and connection.introspection.table_names():
        raise NotOurs
    _say(f"{OURS}unfinished")
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    call_command("migrate", verbosity=0, interactive=False)
    load(meetings, seed)
    with connection.cursor() as cursor:
        # As autovacuum would have done before long: index-only scans need to know which pages all can see.
        cursor.execute("VACUUM ANALYZE")
    _say(contents)
    connection.close()
    return True


def load(meetings: int, seed: int) -> float:
    """Write the meetings without history and triggers, where the user may; return how many seconds it took."""
    start = time.perf_counter()
    with transaction.atomic():
        if not Country.objects.exists():
            call_command("loaddata", str(REFERENCE), verbosity=0)
        LoadedDataset.objects.create(name=LoadedDataset.DEMO, sha256="0" * 64)
        with connection.cursor() as cursor:
            cursor.execute("SHOW is_superuser")
            if cursor.fetchone()[0] == "on":
                cursor.execute("SET LOCAL session_replication_role = replica")
            fill(meetings, seed)
            cursor.execute("SET LOCAL session_replication_role = origin")
            cursor.execute("UPDATE core_registerstate SET version = version + 1")
    return time.perf_counter() - start


def fingerprint(meetings: int, seed: int) -> str:
    """Name what a database filled now would hold: parameters, generator, models and migrations."""
    root = Path(pages.demo.__file__).resolve().parents[2]
    digest = hashlib.sha256(f"{meetings} {seed}".encode())
    files = [*root.glob("pages/demo/*.py"), *root.glob("*/migrations/*.py"), REFERENCE]
    for file in sorted(files):
        digest.update(file.read_bytes())
    return f"{meetings} meetings, seed {seed}, {digest.hexdigest()[:16]}"


def bump_version() -> None:
    """Make everything cached of no use, as an editor's change would."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_registerstate SET version = version + 1")


def cookie_of_an_editor() -> str:
    """Return the cookie of somebody who has signed in and may do everything."""
    editor, _made = User.objects.get_or_create(
        username="bench", defaults={"is_staff": True, "is_superuser": True, "password": "!"}
    )
    client = Client()
    client.force_login(editor)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def _create_if_absent() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        if "does not exist" not in str(error):
            raise
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")


def _comment() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        return cursor.fetchone()[0] or ""


def _say(comment: str) -> None:
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [comment])
