"""XLSX: one sheet, every cell a text, never a formula and never a date that a spreadsheet would change."""

import tempfile
from collections.abc import Iterator
from itertools import chain
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from core.cells import neutralise
from opendata.columns import BETWEEN
from opendata.lists import Asked
from opendata.reading import rows_of

PIECE = 1 << 16
# The longest text that a cell of a workbook holds.
LONGEST = 32_767


def write(asked: Asked, about: dict[str, Any]) -> Iterator[bytes]:
    """Yield the file. A workbook is packed, so it is made whole, on disk, before its first byte is sent."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(asked.table.name)
    sheet.freeze_panes = "A2"
    for row in chain([asked.table.headings()], rows_of(asked.table, asked.rows, asked.order)):
        sheet.append([_cell(sheet, value) for value in row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _cell(sheet: Any, value: Any) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, int):
        return value
    cell = WriteOnlyCell(sheet, neutralise(_text(value))[:LONGEST])
    cell.data_type = "s"
    return cell


def _text(value: Any) -> str:
    if isinstance(value, list):
        return BETWEEN.join(value)
    if hasattr(value, "hour"):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return str(value)
