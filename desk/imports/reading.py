"""A file becomes lines of cells: CSV in any of the usual encodings and separators, or one sheet of a workbook."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from desk.imports import limits, sheets
from desk.imports.refusals import Unreadable
from desk.imports.sheets import Row

SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
ENCODINGS: Final = {"utf-8": "utf-8-sig", "windows-1252": "cp1252", "utf-16": "utf-16"}
BEGINNINGS: Final = 8
# Tells how many of the cells of a line are headings that are known.
Score = Callable[[Sequence[str]], int]


class Opened(NamedTuple):
    """What was found in the file, and its lines, which are read as they are asked for."""

    encoding: str
    separator: str
    sheet: str
    header: int  # the line of the headings
    headings: list[str]
    rows: Iterator[Row]


def open_table(data: bytes, score: Score, *, encoding: str = "", separator: str = "", sheet: str = "") -> Opened:
    """Find the table in a file. What is not said (an empty text) is found out. Raises ``Unreadable``.

    The content decides what a file is, never its name. ``sheet`` is the name of a sheet, or its number from 1.
    """
    if not data:
        raise Unreadable(_("This file is empty."))
    if len(data) > limits.LARGEST_FILE:
        raise Unreadable(too_large())
    if data.startswith(b"PK"):
        return _open_book(data, score, sheet)
    return _open_text(data, score, encoding, separator)


def too_large() -> str:
    return _("This file is larger than %(n)d MB. Split it, or leave out what is not needed.") % {
        "n": limits.LARGEST_FILE // limits.MIB
    }


def header_of(rows: Iterable[Row], score: Score) -> tuple[int, list[str], int]:
    """Return the line of the headings, the headings, and how many of them are known.

    The line with the most known headings; where no line has any, the first with two cells at least.
    """
    first: tuple[int, list[str], int] = (0, [], -1)
    best = first
    for row in rows:
        known = score(row.cells)
        if known > max(best[2], 0):
            best = (row.line, row.cells, known)
        if first[2] < 0 and sum(bool(cell.strip()) for cell in row.cells) >= 2:
            first = (row.line, row.cells, 0)
    return best if best[2] > 0 else first


# --- Workbooks -------------------------------------------------------------------------------------------


def _open_book(data: bytes, score: Score, wanted: str) -> Opened:
    found = sheets.heads(data)
    if wanted:
        named = [sheet for sheet in found if wanted.casefold() == sheet.name.casefold()]
        named = named or [sheet for sheet in found if wanted == str(sheet.number + 1)]
        if not named:
            names = ", ".join(sheet.name for sheet in found)
            raise Unreadable(
                _("There is no sheet “%(name)s”. There are: %(names)s.") % {"name": wanted, "names": names}
            )
        found = named
    found = [sheet for sheet in found if sheet.rows]
    if not found:
        raise Unreadable(_("There is no table in this file."))
    sheet = max(found, key=lambda sheet: (header_of(sheet.rows, score)[2], -sheet.number))
    header, headings, _known = header_of(sheet.rows, score)
    return Opened("", "", sheet.name, *_with_headings(header, headings), sheets.rows_of(data, sheet.number))


# --- Text ------------------------------------------------------------------------------------------------


def _open_text(data: bytes, score: Score, encoding: str, separator: str) -> Opened:
    encoding, text = _decode(data, encoding)
    if text[:4].lower() == "sep=" and text[4:5] in SEPARATORS.values():
        # A line of a spreadsheet's own, which names the separator.
        separator = separator or next(name for name, sign in SEPARATORS.items() if sign == text[4])
        end = text.find("\n")
        text = "\n" + text[end + 1 :] if end >= 0 else ""
    if not separator:
        separator = _separator_of(text, score)
    header, headings, _known = header_of(islice(_rows(text, separator), limits.LOOKED_AT), score)
    return Opened(encoding, separator, "", *_with_headings(header, headings), _counted(_rows(text, separator)))


def _decode(data: bytes, encoding: str) -> tuple[str, str]:
    if data.startswith((b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")):
        raise Unreadable(_not_a_table(data))
    tried = [encoding] if encoding else _likely(data)
    for name in tried:
        try:
            text = data.decode(ENCODINGS[name] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _plain(name, data))
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return name, text.removeprefix("\ufeff")
        break
    if encoding:
        raise Unreadable(_("This file is not written in the encoding that you chose."))
    raise Unreadable(_not_a_table(data))


def _likely(data: bytes) -> list[str]:
    """Return the encodings to be tried: by the marks at the beginning, or by where there are zeros."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:BEGINNINGS]:
        return ["utf-16"]
    return ["utf-8", "windows-1252"]


def _plain(name: str, data: bytes) -> str:
    if name != "utf-16":
        return ENCODINGS[name]
    # Without a mark: an ASCII letter shows which half is the zero.
    return "utf-16-be" if data[:1] == b"\0" else "utf-16-le"


def _not_a_table(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return _("This is a PDF, whatever its name says. Choose a table: a file that ends in .csv or .xlsx.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _(
            "This workbook is protected by a password, or is of the old kind (.xls). Save it as .xlsx without one."
        )
    return _("This is no table. Choose a file that ends in .csv or .xlsx.")


def _separator_of(text: str, score: Score) -> str:
    """Return the separator that gives the most known headings, or else the most lines with as many cells."""
    ranked = []
    for place, (name, sign) in enumerate(SEPARATORS.items()):
        try:
            head = list(islice(_rows(text, name), limits.LOOKED_AT))
        except Unreadable:
            head = []
        known = max((score(row.cells) for row in head), default=0)
        widths = Counter(len(row.cells) for row in head if len(row.cells) > 1)
        ranked.append((known, max(widths.values(), default=0), text.count(sign, 0, 10_000), -place, name))
    return max(ranked)[-1]


def _rows(text: str, separator: str) -> Iterator[Row]:
    csv.field_size_limit(limits.LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATORS[separator], strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field larger" in str(error):
                raise sheets.refusal("cell") from error
            text = _(
                "Line %(line)d cannot be read: a quotation mark is opened and never closed, or closed within a cell."
            )
            raise Unreadable(text % {"line": line}) from error
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            if len(cells) > limits.MOST_COLUMNS:
                raise sheets.refusal("columns")
            yield Row(line, cells)


def _counted(rows: Iterator[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number > limits.MOST_ROWS + limits.LOOKED_AT:
            raise sheets.refusal("rows")
        yield row


def _with_headings(header: int, headings: list[str]) -> tuple[int, list[str]]:
    if not headings:
        raise Unreadable(_("There is no table in this file: no line has two cells."))
    return header, [cell.strip() for cell in headings]
