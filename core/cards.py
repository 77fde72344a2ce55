"""Cards: the picture that a messenger or a search engine shows beside a link, 1200 by 630 pixels.

Drawn with a font that comes with the requirements, so that every machine draws the same bytes. It has Latin, Greek and
Cyrillic letters and no Arabic ones (the font that Pillow itself brings has not even an é): so cards speak English in
every language of the site, and a title that the font cannot write is replaced by `Card.plain_title`.
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
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
    plain_title: str = "Entente"
    codes: tuple[str, ...] = ()
    is_demo: bool = False


@lru_cache(maxsize=32)
def _font(size: int) -> ImageFont.FreeTypeFont:
    # As bytes, because a package may be anything that can be read. Without Raqm, which not every machine has.
    face = io.BytesIO(files("font_source_serif_pro").joinpath("files/SourceSerifPro-Regular.ttf").read_bytes())
    return ImageFont.truetype(face, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _is_drawable(letter: str) -> bool:
    """Tell whether the font has the letter: one that it lacks is drawn as the box that no letter looks like."""
    if letter.isspace():
        return True
    return bytes(_font(32).getmask(letter)) != bytes(_font(32).getmask("\U0010fffd"))


def is_drawable(text: str) -> bool:
    return all(_is_drawable(letter) for letter in text)


def draw(card: Card) -> bytes:
    """Return the card as PNG: the same bytes for the same words."""
    image = Image.new("RGB", (WIDTH, HEIGHT), COLOURS["paper"])
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 23, HEIGHT), fill=COLOURS["accent"])
    pen.text((MARGIN, 62), "Entente", font=_font(40), fill=COLOURS["accent"])
    pen.text((MARGIN + 172, 72), "open register of bilateral security meetings", font=_font(26), fill=COLOURS["ink-2"])
    if card.is_demo:
        _chip(pen, WIDTH - MARGIN, 60, "DEMONSTRATION", COLOURS["warn"], COLOURS["warn-soft"])
    pen.line((MARGIN, 130, WIDTH - MARGIN, 130), fill=COLOURS["line"], width=2)
    kicker = _shown(card.kicker, "")
    pen.text((MARGIN, 160), _clipped(pen, kicker, 28, WIDTH - 2 * MARGIN), font=_font(28), fill=COLOURS["ink-2"])
    _title(pen, _shown(card.title, card.plain_title))
    _foot(pen, card)
    buffer = io.BytesIO()
    # Few colours make a third of the bytes; without dithering letters stay sharp.
    image.quantize(64, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _shown(text: str, instead: str) -> str:
    return text if is_drawable(text) else instead


def _title(pen: ImageDraw.ImageDraw, text: str) -> None:
    """Write the title as large as its lines allow; one that is too long even so ends in an ellipsis."""
    lines: list[str] = []
    for size in TITLE_SIZES:
        lines = _wrapped(pen, text, size)
        if len(lines) <= TITLE_LINES and size * 1.18 * len(lines) <= 250:
            break
    size = TITLE_SIZES[-1] if len(lines) > TITLE_LINES else size
    if len(lines) > TITLE_LINES:
        lines = [*lines[: TITLE_LINES - 1], _clipped(pen, f"{lines[TITLE_LINES - 1]} …", size, WIDTH - 2 * MARGIN)]
    for number, line in enumerate(lines):
        pen.text((MARGIN, 212 + number * size * 1.18), line, font=_font(size), fill=COLOURS["ink"])


def _foot(pen: ImageDraw.ImageDraw, card: Card) -> None:
    """The figure with what it counts, codes as chips, and the note at the end of the last line."""
    pen.line((MARGIN, 478, WIDTH - MARGIN, 478), fill=COLOURS["line"], width=2)
    left = MARGIN
    if card.figure:
        pen.text((left, 494), card.figure, font=_font(84), fill=COLOURS["mark"])
        left += int(pen.textlength(card.figure, font=_font(84))) + 24
        pen.text((left, 544), _shown(card.counted, ""), font=_font(32), fill=COLOURS["ink-2"])
        left += int(pen.textlength(card.counted, font=_font(32))) + 40
    for code in card.codes:
        left = _code(pen, left, 520, code) + 16
    room = WIDTH - MARGIN - left - 24
    note = _clipped(pen, _shown(card.note, ""), 30, room) if room > 120 else ""
    pen.text((WIDTH - MARGIN, 546), note, font=_font(30), fill=COLOURS["ink"], anchor="ra")


def _code(pen: ImageDraw.ImageDraw, left: int, top: int, code: str) -> int:
    width = int(pen.textlength(code, font=_font(40))) + 36
    pen.rounded_rectangle(
        (left, top, left + width, top + 62), radius=8, fill=COLOURS["accent-soft"], outline=COLOURS["accent"], width=2
    )
    pen.text((left + width / 2, top + 31), code, font=_font(40), fill=COLOURS["accent"], anchor="mm")
    return left + width


def _chip(pen: ImageDraw.ImageDraw, right: int, top: int, text: str, ink: str, paper: str) -> None:
    width = int(pen.textlength(text, font=_font(22))) + 28
    pen.rounded_rectangle((right - width, top, right, top + 44), radius=8, fill=paper, outline=ink, width=2)
    pen.text((right - width / 2, top + 22), text, font=_font(22), fill=ink, anchor="mm")


def _wrapped(pen: ImageDraw.ImageDraw, text: str, size: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if pen.textlength(longer, font=_font(size)) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(word)
        else:
            lines[-1] = word
    return [_clipped(pen, line, size, WIDTH - 2 * MARGIN) for line in lines]


def _clipped(pen: ImageDraw.ImageDraw, text: str, size: int, room: float) -> str:
    """Return as much of ``text`` as fits into ``room`` pixels, with an ellipsis where something is left out."""
    if pen.textlength(text, font=_font(size)) <= room:
        return text
    text = text.rstrip(" …")
    while text and pen.textlength(f"{text}…", font=_font(size)) > room:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""
