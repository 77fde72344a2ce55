"""Times an import: ``python -m benchmarks.imports --rows 50000``, on the register in ``ENTENTE_DATA_DIR``.

It invents meetings at one event, brings them in as CSV and as XLSX, each work in a process of its own as the desk does,
and says how long each took and what memory it had at its height. What came in is undone at the end.
"""

import argparse
import csv
import io
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import chain
from typing import Any

HEAD = (
    "external_key",
    "event",
    "held_on",
    "principal",
    "counterpart",
    "counterpart_head",
    "kind",
    "topics",
    "source",
    "locator",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--work", type=int, help="used by itself: the import that a child process works on")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    if options.work:
        work(options.work)
        return
    for format in ("csv", "xlsx"):
        bring_in(format, options.rows)


def bring_in(format: str, rows: int) -> None:
    from accounts.models import User
    from delegations.models import Event
    from desk.exporting.tables import workbook
    from desk.models import ImportBatch
    from meetings.models import Source

    by, _made = User.objects.get_or_create(
        username="benchmark", defaults={"is_staff": True, "is_superuser": True, "is_active": True}
    )
    source = Source.objects.create(title=f"Benchmark of imports, {format}")
    event, _made = Event.objects.get_or_create(
        slug="benchmark-of-imports", defaults={"name": "Benchmark of imports", "held_on": "2025"}
    )
    table = invented(rows, event.slug, source.pk)
    content = workbook(HEAD, table).read() if format == "xlsx" else as_csv(chain([HEAD], table))
    batch = ImportBatch.objects.create(kind="meeting", name=f"benchmark.{format}", by=by, file=content, sha256="0" * 64)
    print(f"{format}: {rows} rows, {len(content) / 1e6:.1f} MB")
    for state in ("reading", "matching", "applying", "undoing"):
        if state == "applying":
            batch.rows.filter(verdict="duplicate").update(included=True)
        ImportBatch.objects.filter(pk=batch.pk).update(state=state, done=0)
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "benchmarks.imports", "--work", str(batch.pk)], check=True)
        batch.refresh_from_db()
        print(f"  {state}: {time.perf_counter() - began:.1f} s; then {batch.state} {batch.problem}", flush=True)


def work(batch: int) -> None:
    from accounts.models import User
    from desk.imports import jobs

    jobs.run(batch, User.objects.get(username="benchmark"), "End of the benchmark.", apart=True)
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    mine, childs = (
        spent.ru_utime + spent.ru_stime
        for spent in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )
    print(
        f"  seconds of a processor: {mine:.1f}, in its child {childs:.1f}, in the database {_of_database():.1f}; "
        f"at most {own:.0f} MB, and {children:.0f} MB in its child",
        flush=True,
    )


def _of_database() -> float:
    """Return the seconds of a processor that the process of this connection has used, where it is on this machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    try:
        with open(f"/proc/{number}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def invented(rows: int, event: str, source: int) -> Iterator[list[str]]:
    from delegations.models import Country

    codes = list(Country.objects.exclude(pk="MA").values_list("pk", flat=True))
    for number in range(rows):
        head = f"Head {number // len(codes)}"
        day = f"{1 + number % 28:02}/{1 + number % 12:02}/2025"
        yield [f"row-{number}", event, day, "Morocco", codes[number % len(codes)], head, "bilateral", "", str(source),
               f"page {number % 300}"]  # fmt: skip


def as_csv(table: Any) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(table)
    return file.getvalue().encode()


if __name__ == "__main__":
    main()
