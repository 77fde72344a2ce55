"""Files as people have them become lines of cells; what is no table gets a sentence."""

import io
import zipfile
from datetime import date, datetime

import pytest

from desk.imports import limits
from desk.imports.dates import day, vague
from desk.imports.kinds import KINDS
from desk.imports.mapping import proposed, score_of
from desk.imports.reading import Opened, open_table
from desk.imports.refusals import Unreadable, Wrong
from tests.desk.imports.files import archive, text, workbook

HEAD = ["event", "principal", "counterpart"]
ROWS = [HEAD, ["assembly", "Maroc", "Côte d'Ivoire"], ["assembly", "Morocco", "Korea, South"]]
SCORE = score_of(KINDS["meeting"])


def cells(opened: Opened) -> list[list[str]]:
    return [row.cells for row in opened.rows]


def read(content: bytes, **said: str) -> list[list[str]]:
    return cells(open_table(content, SCORE, **said))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_table_is_read_in_every_encoding_and_with_every_separator(encoding: str, separator: str) -> None:
    assert read(text(ROWS, separator, encoding)) == ROWS


def test_separator_of_a_spreadsheets_own_line_counts() -> None:
    assert read(b"sep=;\r\n" + text(ROWS, ";"))[0] == HEAD


def test_blank_lines_and_blank_columns_at_the_end_are_left_out() -> None:
    content = b"event,principal,counterpart,,,\n\na,b,c,,,\n,,,,,\n"
    opened = open_table(content, SCORE)
    assert opened.headings == HEAD
    rows = list(opened.rows)
    assert [row.cells for row in rows] == [HEAD, ["a", "b", "c"]]
    assert [row.line for row in rows] == [1, 3]


def test_headings_are_found_below_a_cover() -> None:
    opened = open_table(text([["Our table", ""], ["of 2025", "draft"], *ROWS]), SCORE)
    assert (opened.header, opened.headings) == (3, HEAD)


def test_line_of_the_file_is_known_where_cells_hold_line_breaks() -> None:
    opened = open_table(b'event,principal,counterpart\n"a\nb",x,y\nc,x,y\n', SCORE)
    assert [row.line for row in opened.rows] == [1, 2, 4]


def test_sheet_that_fits_is_found_behind_a_cover_sheet() -> None:
    content = workbook(("Cover", [["Read me"], ["first"]]), ("Data", [["a title"], *ROWS]))
    opened = open_table(content, SCORE)
    assert (opened.sheet, opened.header) == ("Data", 2)
    assert cells(opened)[1:] == ROWS
    assert cells(open_table(content, SCORE, sheet="2"))[1:] == ROWS
    with pytest.raises(Unreadable, match="no table"):
        open_table(content, SCORE, sheet="cover")
    with pytest.raises(Unreadable, match="There are: Cover, Data"):
        open_table(content, SCORE, sheet="Other")


def test_cells_of_a_workbook_are_texts() -> None:
    typed = [HEAD, [date(2025, 11, 24), 12.0, True], [datetime(2025, 11, 24, 9, 30), 1.5, None]]
    found = read(workbook(("Data", typed)))
    assert found[1:] == [["2025-11-24", "12", "true"], ["2025-11-24 09:30:00", "1.5"]]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        made.writestr("xl/worksheets/sheet1.xml", b"0" * (limits.MOST_INFLATED + 1))
    return file.getvalue()


def named(name: str) -> bytes:
    file = io.BytesIO(workbook(("Data", ROWS)))
    with zipfile.ZipFile(file, "a") as made:
        made.writestr(name, "x")
    return file.getvalue()


def encrypted() -> bytes:
    content = bytearray(workbook(("Data", ROWS)))
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def far() -> bytes:
    """A few bytes that ask for millions of cells."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )
    source, file = zipfile.ZipFile(io.BytesIO(workbook(("Data", ROWS)))), io.BytesIO()
    with source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(name, sheet if name.endswith("sheet1.xml") else source.read(name))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 renamed", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "password"),
        (b"\x89PNG\r\n\x1a\n", "no table"),
        (b"a,b\0c\n1,2\n", "no table"),
        (b'event,principal\n"never closed,x\n', "Line 2"),
        (b"a" * (limits.LARGEST_FILE + 1), "10 MB"),
        (workbook(("Data", ROWS))[:2000], "damaged"),
        (archive(readme_txt="no workbook"), "no workbook"),
        (bomb(), "too much room"),
        (named("../../etc/passwd"), "leads out"),
        (named("..\\evil"), "leads out"),
        (named("xl/vbaProject.bin"), "macros"),
        (encrypted(), "password"),
        (far(), "no table"),
        (b"event,principal\n" + b"x" * (limits.LONGEST_CELL + 1) + b",y\n", "20000 characters"),
        (b"," * 300 + b"x\n", "200 columns"),
    ],
    ids=range(17),
)
def test_what_is_no_table_gets_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        list(open_table(content, SCORE).rows)


@pytest.mark.parametrize("before", ["", "<!-- x -->", "<!--" + "x" * 100_000 + "-->"], ids=["first", "second", "far"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_a_workbook_are_not_expanded(before: str, encoding: str) -> None:
    laughs = f'{before}<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'.encode(encoding)
    with pytest.raises(Unreadable, match="damaged"):
        open_table(archive(xl__workbook_xml=laughs), SCORE)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("24/11/2025", "2025-11-24"),
        ("24.11.2025", "2025-11-24"),
        ("4-1-2025~", "2025-01-04~"),
        ("24/11/2025 - 27/11/2025", "[2025-11-24..2025-11-27]"),
        ("2025-11-24 09:30:00", "2025-11-24"),
        ("[2025-11-24..2025-11-27]", "[2025-11-24..2025-11-27]"),
        ("2025-11-24/2025-11-27", "2025-11-24/2025-11-27"),
        ("199X", "199X"),
        ("2025", "2025"),
    ],
)
def test_date_is_read_with_the_day_first_and_as_edtf(written: str, meant: str) -> None:
    assert vague(written) == meant


@pytest.mark.parametrize("written", ["11/24/2025", "31/02/2025", "24/11/25", "²", "0000", "10000", "soon", "2025-13"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(Wrong):
        vague(written)
    with pytest.raises(Wrong):
        day(written)


def test_headings_are_known_in_three_languages() -> None:
    kind = KINDS["meeting"]
    assert proposed(kind, ["Événement", "Counterpart", "contrepartie", "Held on", "nonsense"]) == {
        "0": "event", "1": "counterpart", "3": "held_on",
    }  # fmt: skip
