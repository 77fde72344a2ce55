"""Cards: the picture that a messenger or a search engine shows beside a link, 1200 by 630 pixels.

A card speaks the language of the request and runs in its direction: in Arabic everything stands the other way round.
It is drawn with fonts that come with the requirements (see ``core.lettering``), so that every machine draws the same
bytes. What no font can write is replaced by `Card.plain_title`, or left out.
"""

import io
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from core.languages import DEFAULT, direction_of
from core.lettering import is_drawable, lettered

WIDTH, HEIGHT = 1200, 630
# Written alike in every language, as at the head of each page.
NAME = "Entente"
MARGIN = 80
# The light theme of static/css/tokens.css; a test holds the two together.
COLOURS = {
    "paper": "#faf8f3",
    "ink": "#1e1f1d",
    "ink-2": "#545550",
    "line": "#ddd8ca",
    "accent": "#0b4f5c",
    "accent-soft": "#dcebec",
    "mark": "#17616e",
    "warn": "#774800",
    "warn-soft": "#faedd1",
}

TITLE_SIZES = (76, 66, 58, 50, 44)
TITLE_LINES = 3
NOTE_SIZES = (30, 26)
NOTE_LINES = 2


@dataclass(frozen=True, slots=True)
class Card:
    """What is written: a line above the title, the title, a figure with what it counts, a last line.

    ``is_demo`` marks the card of an invented record. ``plain_title`` stands for a title in another script.
    """

    kicker: str
    title: str
    figure: str = ""
    counted: str = ""
    note: str = ""
    plain_title: str = NAME
    codes: tuple[str, ...] = ()
    is_demo: bool = False


def draw(card: Card) -> bytes:
    """Return the card as PNG: the same bytes for the same words in the same language."""
    sheet = _Sheet(direction_of(get_language() or DEFAULT) == "rtl")
    sheet.box(0, 0, 24, HEIGHT, fill=COLOURS["accent"])
    sheet.write(MARGIN, 62, NAME, 40, "accent")
    tagline = _("open register of bilateral security meetings")
    sheet.write(MARGIN + sheet.width(NAME, 40) + 28, 72, tagline, 26, "ink-2")
    if card.is_demo:
        _chip(sheet, 60, _("Demonstration").upper())
    sheet.line(130)
    sheet.write(MARGIN, 160, sheet.clipped(_shown(card.kicker, ""), 28, WIDTH - 2 * MARGIN), 28, "ink-2")
    _title(sheet, _shown(card.title, card.plain_title))
    _foot(sheet, card)
    return sheet.png()


class _Sheet:
    """The paper. Places are measured from the side where reading begins: the left one, or in Arabic the right one."""

    def __init__(self, is_mirrored: bool) -> None:
        self.is_mirrored = is_mirrored
        self.image = Image.new("RGB", (WIDTH, HEIGHT), COLOURS["paper"])
        self.pen = ImageDraw.Draw(self.image)

    def _x(self, start: float) -> float:
        return WIDTH - start if self.is_mirrored else start

    def width(self, text: str, size: int) -> int:
        shown, font = lettered(text, size, is_rtl=self.is_mirrored)
        return int(self.pen.textlength(shown, font=font))

    def write(self, start: float, top: float, text: str, size: int, colour: str, anchor: str = "start") -> None:
        """Write one line. Its top is that of the ascenders; ``anchor`` says what ``start`` is: start, end, or middle.

        Fonts differ in how high they stand, so it is the line of the letters' feet that is put in its place.
        """
        shown, font = lettered(text, size, is_rtl=self.is_mirrored)
        sides = ("right", "left") if self.is_mirrored else ("left", "right")
        side = {"start": sides[0], "end": sides[1], "middle": "middle"}[anchor][0]
        feet = top + size
        self.pen.text((self._x(start), feet), shown, font=font, fill=COLOURS[colour], anchor=f"{side}s")

    def box(
        self, start: float, top: float, end: float, bottom: float, *, fill: str, outline: str | None = None
    ) -> None:
        left, right = sorted((self._x(start), self._x(end)))
        radius = 8 if outline else 0
        self.pen.rounded_rectangle((left, top, right, bottom), radius, fill=fill, outline=outline, width=2)

    def line(self, top: int) -> None:
        self.pen.line((MARGIN, top, WIDTH - MARGIN, top), fill=COLOURS["line"], width=2)

    def wrapped(self, text: str, size: int, room: int) -> list[str]:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.width(longer, size) <= room:
                lines[-1] = longer
            elif lines[-1]:
                lines.append(word)
            else:
                lines[-1] = word
        return [self.clipped(line, size, room) for line in lines]

    def clipped(self, text: str, size: int, room: int) -> str:
        """Return as much of ``text`` as fits into ``room`` pixels, with an ellipsis where something is left out."""
        if self.width(text, size) <= room:
            return text
        text = text.rstrip(" …")
        while text and self.width(f"{text}…", size) > room:
            text = text[:-1]
        return f"{text.rstrip()}…" if text else ""

    def fitted(self, text: str, sizes: tuple[int, ...], most: int, room: int) -> tuple[int, list[str]]:
        """Return the largest size at which ``text`` needs at most so many lines; the last line may be cut short."""
        for size in sizes:
            lines = self.wrapped(text, size, room)
            if len(lines) <= most:
                return size, lines
        return sizes[-1], [*lines[: most - 1], self.clipped(f"{lines[most - 1]} …", sizes[-1], room)]

    def png(self) -> bytes:
        buffer = io.BytesIO()
        # Few colours make a third of the bytes; without dithering letters stay sharp.
        self.image.quantize(64, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
        return buffer.getvalue()


def _shown(text: str, instead: str) -> str:
    return text if is_drawable(text) else instead


def _title(sheet: _Sheet, text: str) -> None:
    """Write the title as large as its lines allow; one that is too long even so ends in an ellipsis."""
    room = WIDTH - 2 * MARGIN
    size, lines = TITLE_SIZES[0], sheet.wrapped(text, TITLE_SIZES[0], room)
    if len(lines) >= TITLE_LINES:  # too high at this size
        size, lines = sheet.fitted(text, TITLE_SIZES[1:], TITLE_LINES, room)
    for number, line in enumerate(lines):
        sheet.write(MARGIN, 220 + number * size * 1.18, line, size, "ink")


def _foot(sheet: _Sheet, card: Card) -> None:
    """The figure with what it counts, codes as chips, and the note at the end of the last line."""
    sheet.line(478)
    start = MARGIN
    if card.figure:
        sheet.write(start, 494, card.figure, 84, "mark")
        start += sheet.width(card.figure, 84) + 24
        counted = _shown(card.counted, "")
        sheet.write(start, 546, counted, 32, "ink-2")
        start += sheet.width(counted, 32) + 40
    for code in card.codes:
        start = _code(sheet, start, 520, code) + 16
    room = WIDTH - MARGIN - start - 24
    note = _shown(card.note, "")
    if not note or room <= 120:
        return
    size, lines = sheet.fitted(note, NOTE_SIZES, NOTE_LINES, room)
    for number, line in enumerate(reversed(lines)):
        sheet.write(WIDTH - MARGIN, 548 - number * size * 1.3, line, size, "ink", anchor="end")


def _code(sheet: _Sheet, start: int, top: int, code: str) -> int:
    end = start + sheet.width(code, 40) + 36
    sheet.box(start, top, end, top + 62, fill=COLOURS["accent-soft"], outline=COLOURS["accent"])
    sheet.write((start + end) / 2, top + 4, code, 40, "accent", anchor="middle")
    return end


def _chip(sheet: _Sheet, top: int, text: str) -> None:
    end = WIDTH - MARGIN
    start = end - sheet.width(text, 22) - 28
    sheet.box(start, top, end, top + 44, fill=COLOURS["warn-soft"], outline=COLOURS["warn"])
    sheet.write((start + end) / 2, top + 8, text, 22, "warn", anchor="middle")
