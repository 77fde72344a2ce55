"""Letters for pictures: which font writes a text, and in which order its letters stand on the paper.

Pillow could join and order Arabic letters by Raqm, which needs a library of the system that not every machine has.
So it is done before: ``arabic_reshaper`` joins the letters, ``bidi`` puts them into the order in which they are drawn
from left to right, and Pillow sets one beside the other.
"""

import io
from functools import lru_cache
from importlib.resources import files
from unicodedata import bidirectional

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display
from PIL import ImageFont

# In the order of liking: Latin, Greek and Cyrillic letters; then Arabic ones, with Latin ones that suit them.
SERIF = ("font_source_serif_pro", "files/SourceSerifPro-Regular.ttf")
NASKH = ("fontpkg_amiri", "files/Amiri-Regular.ttf")
Face = tuple[str, str]
# Arabic letters have much air above and below them, and look small beside Latin ones of the same size.
_SCALE = {NASKH: 1.16}

# Without the marks of vowels: set one beside the other, they would stand between the letters.
_JOINED = ArabicReshaper({"delete_harakat": True, "delete_tatweel": True})


@lru_cache(maxsize=64)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    # As bytes, because a package may be anything that can be read.
    letters = io.BytesIO(files(face[0]).joinpath(face[1]).read_bytes())
    return ImageFont.truetype(letters, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def _has(face: Face, letter: str) -> bool:
    """Tell whether the font has the letter: one that it lacks is drawn as the box that no letter looks like."""
    if letter.isspace():
        return True
    font = _font(face, 32)
    return bytes(font.getmask(letter)) != bytes(font.getmask("\U0010fffd"))


def _face_of(shown: str, *, is_rtl: bool) -> Face | None:
    order = (NASKH, SERIF) if is_rtl else (SERIF, NASKH)
    return next((face for face in order if all(_has(face, letter) for letter in shown)), None)


@lru_cache(maxsize=4096)
def _ordered(text: str, *, is_rtl: bool) -> str:
    strong = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "R" if is_rtl else "L")
    # A no-break space is a mark for who breaks lines; to be drawn it is a space like another.
    joined = _JOINED.reshape(text.replace("\xa0", " "))
    shown: str = get_display(joined, base_dir="L" if strong == "L" else "R")
    return shown


def is_drawable(text: str) -> bool:
    return _face_of(_ordered(text, is_rtl=False), is_rtl=False) is not None


def lettered(text: str, size: int, *, is_rtl: bool) -> tuple[str, ImageFont.FreeTypeFont]:
    """Return one line of text as it is drawn from left to right, and the font for it.

    A line runs as its first letter does, like ``dir="auto"`` on a page; one without letters as ``is_rtl`` says, which
    also decides which font is liked better.
    """
    shown = _ordered(text, is_rtl=is_rtl)
    face = _face_of(shown, is_rtl=is_rtl) or SERIF
    return shown, _font(face, round(size * _SCALE.get(face, 1)))
