"""Reads a workbook in a process of its own, which dies of a hostile one instead of the server.

Run as a script, without Django: the file on standard input, the limits and what is wanted as arguments, JSON lines on
standard output: ``{"sheet": name}`` before the rows of a sheet, ``[line, cells]`` for a row that is not empty, and
``{"error": code}`` where there is nothing to read. Each cell is a text: a day as 2025-11-24, a whole number without
a point. What a formula gave when the file was saved counts, never the formula.
"""

import datetime
import json
import resource
import sys
import warnings
import zipfile
from typing import Any
from xml.parsers import expat

CHUNK = 64 * 1024


class Refused(Exception):
    """The code of a sentence of ``desk.imports.sheets``."""


def main(wanted: str, inflated: int, memory: int, cpu: int, rows: int, columns: int, cell: int) -> None:
    """``wanted`` is "?" for the first rows of every sheet, or the number of one sheet."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        check(inflated)
        read(wanted, rows, columns, cell)
    except Refused as error:
        say({"error": str(error)})
    except MemoryError:
        say({"error": "large"})
    except Exception:
        # Whatever the library stumbles over is a file that it cannot read.
        say({"error": "broken"})
    sys.stdout.flush()


def say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


def check(inflated: int) -> None:
    """Look at the members of the archive before the library does, and count what they inflate to."""
    try:
        with zipfile.ZipFile(sys.stdin.buffer) as archive:
            members = archive.infolist()
            names = [member.filename for member in members]
            if any(member.flag_bits & 1 for member in members):
                raise Refused("encrypted")
            if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in names):
                raise Refused("path")
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Refused("macros")
            if "xl/workbook.xml" not in names:
                raise Refused("no-workbook")
            total = 0
            is_strange = False
            for member in members:
                with archive.open(member) as file:
                    part = file.read(CHUNK)
                    is_strange |= Prolog().is_long(part)
                    while part:
                        total += len(part)
                        if total > inflated:
                            raise Refused("large")
                        part = file.read(CHUNK)
            if is_strange:
                raise Refused("broken")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Refused("broken") from error


class Prolog:
    """Refuses a document type, and with it every entity, by the parser that the library uses too.

    It can stand before the first element only, so that is all that is read of a member. The library would let
    defusedxml look for it, which parses all of a sheet in Python.
    """

    def __init__(self) -> None:
        self.is_over = False
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.StartElementHandler = self.end

    def refuse(self, *_what: Any) -> None:
        raise Refused("broken")

    def end(self, *_what: Any) -> None:
        self.is_over = True

    def is_long(self, first: bytes) -> bool:
        """Read the ``first`` part of a member; tell whether its first element is not in it, though there is more."""
        try:
            self.parser.Parse(first)
        except expat.ExpatError:
            # A picture, say; and what this parser cannot read of XML, the library cannot either.
            return False
        return not self.is_over and len(first) == CHUNK


def quicken() -> None:
    """Let the library do no more than is asked of it: a text without its formats, a sheet without its size.

    It makes five objects of each text that stands in its cell, and reads a sheet that does not say its size twice.
    """
    from openpyxl.cell.text import Text
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.xml.constants import SHEET_MAIN_NS

    plain, run = f"{{{SHEET_MAIN_NS}}}t", f"{{{SHEET_MAIN_NS}}}r"

    class Words:
        def __init__(self, node: Any) -> None:
            texts = [child.text if child.tag == plain else child.findtext(plain)
                     for child in node if child.tag in (plain, run)]  # fmt: skip
            self.content = "".join(filter(None, texts))

    Text.from_tree = Words
    ReadOnlyWorksheet._get_size = lambda self: None


def read(wanted: str, rows: int, columns: int, cell: int) -> None:
    import openpyxl

    quicken()
    warnings.simplefilter("ignore")  # of styles and validations, which nobody asks for
    sys.stdin.buffer.seek(0)
    book = openpyxl.load_workbook(sys.stdin.buffer, read_only=True, data_only=True, keep_links=False)
    for number, sheet in enumerate(book.worksheets):
        if sheet.sheet_state != "visible" or (wanted != "?" and number != int(wanted)):
            continue
        say({"sheet": sheet.title, "number": number})
        found = 0
        for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            if wanted == "?" and line > rows:
                break
            cells = [text(value) for value in values]
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                continue
            if len(cells) > columns:
                raise Refused("columns")
            if any(len(each) > cell for each in cells):
                raise Refused("cell")
            found += 1
            if wanted != "?" and found > rows:
                raise Refused("rows")
            say([line, cells])


def text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        at_midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    # What a cell may spell out and no database can store: zeros and halves of characters.
    return str(value).replace("\0", "\ufffd").encode("utf-8", "replace").decode()


if __name__ == "__main__":
    main(sys.argv[1], *(int(argument) for argument in sys.argv[2:]))
