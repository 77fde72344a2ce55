"""The text of an article in pieces: paragraphs with their numbers, findings linked to their rows, and characters that
would hide or turn the words spelled out. Pieces are plain text; the template escapes them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from intake.reading.words import Words
from intake.sheet.rows import Row

# What makes a line read otherwise than it is written, or hides in it: embeddings, overrides and isolates, zero widths,
# tags. Not the marks that honest Arabic needs.
HIDDEN: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
MOST_MARKS: Final = 1000


@dataclass(slots=True)
class Piece:
    """A run of the text from ``start``. ``rows`` are the findings that it belongs to, the shortest first; ``begins``
    the keys of those that begin here. ``hidden`` names a character that is shown by its number instead."""

    text: str
    start: int
    rows: list[Row] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)
    hidden: str = ""

    @property
    def row(self) -> Row | None:
        return self.rows[0] if self.rows else None

    @property
    def others(self) -> list[Row]:
        return self.rows[1:]


@dataclass(slots=True)
class Line:
    number: int  # of the paragraph that begins here; 0 in the midst of one
    pieces: list[Piece]


def lines_of(text: str, rows: Sequence[Row]) -> list[Line]:
    """Return the lines of ``text`` that are not empty. Linear in the text."""
    begun = _paragraphs(text)
    marks = sorted(rows, key=lambda row: (row.start, row.end))[:MOST_MARKS]
    found, at, first = [], 0, 0
    for raw in text.split("\n"):
        end = at + len(raw)
        if raw.strip():
            while first < len(marks) and marks[first].end <= at:
                first += 1
            here = [row for row in marks[first:] if row.start < end and row.end > at]
            found.append(Line(_number(begun, at, end), list(_pieces(text, at, end, here))))
        at = end + 1
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return where each paragraph begins, and its number."""
    words, found, last = Words(text), [], 0
    for sentence in words.sentences:
        if sentence.paragraph != last:
            last = sentence.paragraph
            found.append((words.start[sentence.first], last))
    found.reverse()  # so that the next one is the last
    return found


def _number(begun: list[tuple[int, int]], at: int, end: int) -> int:
    number = 0
    while begun and begun[-1][0] < end:
        start, told = begun.pop()
        number = number or (told if start >= at else 0)
    return number


def _pieces(text: str, at: int, end: int, rows: list[Row]) -> Iterator[Piece]:
    cuts = {at, end}
    for row in rows:
        cuts |= {max(at, row.start), min(end, row.end)}
    for match in HIDDEN.finditer(text, at, end):
        cuts |= {match.start(), match.end()}
    places = sorted(cuts)
    for start, stop in pairwise(places):
        inside = [row for row in rows if row.start <= start and row.end >= stop]
        inside.sort(key=lambda row: row.end - row.start)
        part = text[start:stop]
        hidden = _name(part) if len(part) == 1 and HIDDEN.match(part) else ""
        yield Piece(part, start, inside, [row.key for row in inside if max(at, row.start) == start], hidden)


def _name(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()
