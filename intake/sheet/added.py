"""What an editor selected in the text and the rules had missed: a finding like the others."""

import re
from typing import Any

from django.utils.translation import gettext as _

from core.text import is_blank
from intake.reading.words import Words
from intake.sheet.whys import BY_HAND

MOST = 100  # findings by hand
LONGEST_PASSAGE = 2000  # characters


class NotFound(Exception):
    """The words are not in the text; says so to who selected them."""


def place_of(text: str, words: str, start: str = "") -> tuple[int, int]:
    """Return where ``words`` stand in ``text``, near ``start`` if that is given; any white space stands for any other.

    Raises ``NotFound``.
    """
    words = words.strip()
    if is_blank(words):
        raise NotFound(_("Select the words of the text that say so, or copy them here."))
    if len(words) > LONGEST_PASSAGE:
        raise NotFound(_("A passage has at most %(n)d characters.") % {"n": LONGEST_PASSAGE})
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    near = int(start) if start.isascii() and start.isdigit() and len(start) < 8 else 0
    found = pattern.search(text, max(0, near - 1)) or pattern.search(text)
    if found is None:
        raise NotFound(_("These words are not in the text."))
    return found.start(), found.end()


def finding(number: int, text: str, start: int, end: int, party: str) -> dict[str, Any]:
    """Return a counterpart as the reading has it; ``party`` is what the editor wrote."""
    words = Words(text)
    paragraph = sentence = 1
    for each in words.sentences:
        if words.start[each.first] > start:
            break
        paragraph, sentence = each.paragraph, each.number
    return {
        "key": f"a-{number}",
        "party": {"kind": "written", "code": party, "name": party},
        "standing": "held",
        "attestation": "named",
        "kind": "bilateral",
        "grouping": "",
        "institution": "",
        "person": "",
        "title": "",
        "named": text[start:end][:200],
        "others": [],
        "topics": [],
        "passage": {"start": start, "end": end, "paragraph": paragraph, "sentence": sentence},
        "rule": BY_HAND,
        "confidence": "high",
    }
