"""Cells of tables that people open in a spreadsheet: a text that would be run as a formula is made harmless."""

import re
from typing import Final

# What a spreadsheet takes for the beginning of a formula, or drops to find one behind it.
FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n]")


def neutralise(text: str) -> str:
    """Return ``text`` as it may stand in a cell: an apostrophe before what begins like a formula.

    One that begins with apostrophes and then so gets one more, so that ``restore`` gives back every text as it was.
    """
    return f"'{text}" if FORMULA.match(text) else text


def restore(text: str) -> str:
    """Return the text that ``neutralise`` made harmless."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
