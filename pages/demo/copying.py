"""Rows into PostgreSQL by COPY, with the derived fields and the triggers that an INSERT would have."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault

from meetings.models import Meeting, MoU, Record

_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
REFERENCES: dict[type[Record], tuple[str, str]] = {
    Meeting: ("M", "meetings_meeting_reference"),
    MoU: ("A", "meetings_mou_reference"),
}


class SequenceNumbers:
    """Keys and references from the sequences of the database: nobody else gets the same ones.

    They are fetched in blocks; what is left of one is lost, as any number of a sequence may be.
    """

    def __init__(self, block: int = 500) -> None:
        self.block = block
        self._numbers: dict[str, Iterator[int]] = defaultdict(lambda: iter(()))

    def key(self, model: type[Model]) -> int:
        return self._next(f"{model._meta.db_table}_id_seq")

    def reference(self, model: type[Record]) -> str:
        letter, sequence = REFERENCES[model]
        return f"{letter}{self._next(sequence):06}"

    def _next(self, sequence: str) -> int:
        number = next(self._numbers[sequence], None)
        if number is None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, self.block])
                self._numbers[sequence] = iter([row[0] for row in cursor.fetchall()])
            number = next(self._numbers[sequence])
        return number


def in_batches(groups: Iterable[list[Model]], rows: int) -> Iterator[list[Model]]:
    """Join groups until they hold ``rows`` rows; a group is never divided."""
    batch: list[Model] = []
    for group in groups:
        batch += group
        if len(batch) >= rows:
            yield batch
            batch = []
    if batch:
        yield batch


def write(rows: Iterable[Model], tables: Sequence[type[Model]], *, analyse: bool = False) -> None:
    """Write rows of ``tables``, table after table in that order.

    ``analyse`` tells the planner of the rows at once: triggers and foreign keys keep the plans that they made
    first, and those made for an empty table read all of a full one, for each row.
    """
    by_table: dict[type[Model], list[Model]] = defaultdict(list)
    for row in rows:
        by_table[type(row)].append(row)
    if not by_table.keys() <= set(tables):
        raise ValueError("A row is of none of the tables to be written.")
    for model in tables:
        if by_table[model]:
            copy(model, by_table[model])
        if analyse:
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def copy(model: type[Model], rows: Sequence[Model]) -> None:
    """Write rows of one table. All have a primary key, or none has and the database gives them one."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.generated
        and not (field.primary_key and rows[0].pk is None)
        and not isinstance(getattr(rows[0], field.attname), DatabaseDefault)
    ]
    lines = StringIO()
    for row in rows:
        lines.write("\t".join([_written(field, row) for field in fields]) + "\n")
    lines.seek(0)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN", lines)


def _written(field: Field, row: Model) -> str:
    """Return a value as COPY reads it, prepared as ``save()`` would: derived, checked, adapted."""
    value = field.get_db_prep_save(field.pre_save(row, True), connection)
    if value is None:
        return r"\N"
    if isinstance(value, list):
        value = "{" + ",".join(_quoted(str(item)) for item in value) + "}"
    elif not isinstance(value, str | int | datetime.date):
        raise TypeError(f"{field} has a value that COPY is not taught to write: {type(value)}")
    return str(value).translate(_ESCAPES)


def _quoted(item: str) -> str:
    return '"' + item.replace("\\", r"\\").replace('"', r"\"") + '"'
