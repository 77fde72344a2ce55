"""What a column of a file is: its name, what it means, and where the database finds it.

The tables made of these are the only list of columns: files, codebook and releases all read them.
"""

from dataclasses import dataclass
from typing import Any, Final, Literal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, Func, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

Kind = Literal["string", "integer", "date", "datetime", "list"]

# Between the values of a list in a cell. No slug, code, reference or key holds it.
BETWEEN: Final = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """``source`` is a path of fields or an expression. ``is_free``: people typed it, and it may look like a formula.

    A list is an array of texts in the database and in JSON, and one cell elsewhere.
    """

    name: str
    means: Any
    source: Any
    kind: Kind = "string"
    is_free: bool = False

    @property
    def value(self) -> Any:
        """The expression for files that have types of their own: JSON, and what is made of rows in Python."""
        return F(self.source) if isinstance(self.source, str) else self.source

    @property
    def cell(self) -> Any:
        """The expression for CSV, in which a text that would be run as a formula is harmless."""
        if self.kind == "list":
            joined = Func(self.value, Value(BETWEEN), function="array_to_string", output_field=TextField())
            return Harmless(joined) if self.is_free else joined
        if self.kind == "datetime":
            return Moment(self.value)
        if not self.is_free:
            return self.value
        # A column may be named three times, a question with parameters once.
        return HarmlessColumn(self.value) if isinstance(self.source, str) else Harmless(self.value)


class Harmless(Func):
    """``core.cells.neutralise`` in the database."""

    template = "regexp_replace(%(expressions)s, '^(''*[=+@\\t\\r\\n-])', '''\\1')"
    output_field = TextField()


class HarmlessColumn(Harmless):
    """The same of a column that is at hand. Its first letter is looked at first: a regular expression for each cell
    would take longer than all the rest."""

    template = (
        "CASE WHEN left(%(expressions)s, 1) IN ('=', '+', '-', '@', '''', chr(9), chr(10), chr(13)) "
        f"THEN {Harmless.template} ELSE %(expressions)s END"
    )


class Moment(Func):
    """A moment as ISO 8601 writes it, in UTC: "2026-01-31T12:00:00Z"."""

    template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
    output_field = TextField()


def path_of(before: str, key: Any, after: str = "/") -> Any:
    """Return the path of a record's page on this site, in English: ``path_of("/meetings/", "reference")``."""
    return Concat(Value(before), Cast(key, CharField()), Value(after), output_field=CharField())


def either(*sources: Any) -> Any:
    """Return the first that is there."""
    return Coalesce(*sources, output_field=CharField())


def listed(rows: Any, column: Any = "pk") -> Any:
    """Return the texts of ``column`` of a queryset about an ``OuterRef``, in its order, as an array."""
    return ArraySubquery(rows.annotate(_text=Cast(column, CharField())).values("_text"))


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of record as a table. ``order`` is the order of a release, ending in the key."""

    name: str
    title: Any
    rows: Any
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    key: str = ""
    # Column of this table → table and column it points at.
    refers: tuple[tuple[str, str, str], ...] = ()

    def headings(self) -> list[str]:
        return [column.name for column in self.columns]
