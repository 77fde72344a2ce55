"""The columns in which a list is written, and the files: made row by row, so that a long list takes no more memory."""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, Any, NamedTuple

from django.contrib.auth.models import Group
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from accounts.models import User
from core.cells import neutralise
from desk.imports.kinds import kind_of

AT_ONCE = 500
BOM = "\ufeff"
FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Table(NamedTuple):
    """The headings, what makes the cells of a row, and what has to be fetched along with the rows."""

    headings: list[str]
    cells: Callable[[Any], list[str]]
    prepare: Callable[[Any], Any]


def table_of(model: Any) -> Table | None:
    """Return how the rows of ``model`` are written; None where they are not."""
    if kind := kind_of(model):
        columns = list(kind.columns)
        return Table(
            [column.name for column in columns],
            lambda row: [column.text(row) for column in columns],
            kind.queryset,
        )
    return PEOPLE.get(model)


def rows_of(table: Table, queryset: Any) -> Iterator[list[str]]:
    """Yield the cells of every row, made harmless for spreadsheets."""
    for row in table.prepare(queryset).iterator(chunk_size=AT_ONCE):
        yield [neutralise(cell) for cell in table.cells(row)]


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield CSV in UTF-8 with a mark at its beginning, by which spreadsheets know the encoding."""
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow(headings)
    for row in rows:
        yield writer.writerow(row)


def workbook(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> IO[bytes]:
    """Return a workbook of one sheet, in a file that is gone when it is closed. Every cell is a text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Entente")
    sheet.freeze_panes = "A2"
    for row in chain([headings], rows):
        sheet.append([_text(sheet, cell) for cell in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the response
    book.save(file)
    file.seek(0)
    return file


def _text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # never a formula, never a date
    return cell


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _of_people(*fields: str) -> Callable[[Any], list[str]]:
    def cells(row: Any) -> list[str]:
        return [_words(getattr(row, field)) for field in fields]

    return cells


def _words(value: Any) -> str:
    if hasattr(value, "all"):
        return "; ".join(sorted(str(other) for other in value.all()))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


_USER = ("username", "first_name", "last_name", "email", "is_active", "groups")
# Who may sign in and what a role allows is never decided by a file: these are written and not brought in.
PEOPLE: dict[Any, Table] = {
    User: Table(list(_USER), _of_people(*_USER), lambda rows: rows.prefetch_related("groups")),
    Group: Table(["name"], _of_people("name"), lambda rows: rows),
}
