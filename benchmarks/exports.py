"""Times CSV of all meetings against COPY of the same columns: ``python -m benchmarks.exports --meetings 1000000``.

Both run on the database of the benchmarks (``benchmarks/README.md``), each in a process of its own, of which the
height of its memory is told: COPY as one statement into nothing, then the file as the site hands it out, drained
likewise.
"""

import argparse
import os
import resource
import subprocess
import sys
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

WAYS = ("copy", "csv")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exports", description=__doc__)
    parser.add_argument("--meetings", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--way", choices=[*WAYS, "jsonl"], help="used by itself: what a child process measures")
    options = parser.parse_args()
    django.setup()
    if options.way:
        measure(options.way)
        return
    from benchmarks import database

    database.prepare(options.meetings, options.seed)
    for way in (*WAYS, "jsonl"):
        subprocess.run([sys.executable, "-m", "benchmarks.exports", "--way", way], check=True)


def measure(way: str) -> None:
    began = time.perf_counter()
    size, first = by_copy() if way == "copy" else by_site(way)
    seconds = time.perf_counter() - began
    height = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{way}: {seconds:.1f} s, {size / 1e6:.0f} MB, {size / 1e6 / seconds:.1f} MB/s, "
        f"first byte after {first:.2f} s, at most {height:.0f} MB of memory",
        flush=True,
    )


class Nowhere:
    """A file that forgets what it is given, and counts it."""

    def __init__(self) -> None:
        self.size, self.began, self.first = 0, time.perf_counter(), 0.0

    def write(self, piece: bytes) -> int:
        if not self.size:
            self.first = time.perf_counter() - self.began
        self.size += len(piece)
        return len(piece)


def by_copy() -> tuple[int, float]:
    """COPY of the same columns, in the same order, as they are: nothing is made harmless."""
    from django.db import connection, transaction

    from opendata.tables import TABLES

    table = TABLES[0]
    plain = [column.value if column.kind != "list" else column.cell for column in table.columns]
    sql, parameters = table.rows().order_by("-held_order", "-pk").values_list(*plain).query.sql_with_params()
    nowhere = Nowhere()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        statement = cursor.mogrify(sql, parameters)
        cursor.copy_expert(b"COPY (" + statement + b") TO STDOUT WITH (FORMAT csv)", nowhere)
    return nowhere.size, nowhere.first


def by_site(format: str) -> tuple[int, float]:
    """The answer of the application, piece by piece, as gunicorn would send it."""
    from django.test import Client

    nowhere = Nowhere()
    response = Client().get(f"/meetings.{format}")
    assert response.status_code == 200
    for piece in response.streaming_content:  # type: ignore[attr-defined]  # the view streams
        nowhere.write(piece)
    return nowhere.size, nowhere.first


if __name__ == "__main__":
    main()
