"""Workbooks (.xlsx), opened in a child process with limits: memory, processor time, and what the file inflates to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from core.child import ChildRefused, lines_of
from desk.imports import limits
from desk.imports.refusals import Unreadable

CHILD = Path(__file__).with_name("sheet_child.py")
SENTENCES = {
    "encrypted": gettext_lazy("This workbook is protected by a password. Save it without one, then choose it again."),
    "path": gettext_lazy("This workbook holds a member whose name leads out of it. It was not opened."),
    "macros": gettext_lazy("This workbook holds macros. Save it as .xlsx, without macros, then choose it again."),
    "no-workbook": gettext_lazy("This is an archive but no workbook. Choose a file that ends in .xlsx or .csv."),
    "broken": gettext_lazy("This workbook cannot be read: it is damaged, or only a part of it arrived."),
    "large": gettext_lazy("This workbook takes up too much room once it is opened. Split it, or save it as CSV."),
    "columns": gettext_lazy("This table has more than %(columns)d columns."),
    "rows": gettext_lazy("This table has more than %(rows)d rows. Split it."),
    "cell": gettext_lazy("A cell of this table has more than %(cell)d characters."),
}


class Row(NamedTuple):
    """A line of a table that is not empty, with its number in the file, from 1."""

    line: int
    cells: list[str]


class Sheet(NamedTuple):
    number: int
    name: str
    rows: list[Row]


def heads(data: bytes) -> list[Sheet]:
    """Return the visible sheets of a workbook with their first lines. Raises ``Unreadable``."""
    found: list[Sheet] = []
    for said in _ask(data, "?", limits.LOOKED_AT):
        if isinstance(said, dict):
            found.append(Sheet(said["number"], said["sheet"], []))
        else:
            found[-1].rows.append(Row(said[0], said[1]))
    return found


def rows_of(data: bytes, number: int) -> Iterator[Row]:
    """Yield the lines of one sheet as they are read. Raises ``Unreadable``, perhaps in the middle."""
    for said in _ask(data, str(number), limits.MOST_ROWS + limits.LOOKED_AT):
        if not isinstance(said, dict):
            yield Row(said[0], said[1])


def refusal(code: str) -> Unreadable:
    words = {"columns": limits.MOST_COLUMNS, "rows": limits.MOST_ROWS, "cell": limits.LONGEST_CELL}
    return Unreadable(str(SENTENCES[code]) % words)


def _ask(data: bytes, wanted: str, rows: int) -> Iterator[Any]:
    numbers = (limits.MOST_INFLATED, limits.MOST_MEMORY, limits.MOST_CPU_S, rows, limits.MOST_COLUMNS,
               limits.LONGEST_CELL)  # fmt: skip
    # The child looks for document types itself, and in less of the file than the library would.
    environment = {"OPENPYXL_LXML": "False", "OPENPYXL_DEFUSEDXML": "False"}
    said = lines_of(CHILD, data, (wanted, *numbers), seconds=limits.MOST_WAIT_S, environment=environment)
    try:
        yield from said
    except ChildRefused as error:
        raise refusal(error.code) from error
