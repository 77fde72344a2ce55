"""Showing a reader where what they asked for stands in a text: the words in ``<mark>``, all else escaped."""

import re
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.search import Term
from core.text import normalised_with_places

EXCERPT_LENGTH = 200
_BEFORE = 60


def places_of(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return where in ``text`` the terms stand, as written there: first and last-but-one position, in order, apart."""
    folded, places = normalised_with_places(text)
    found: list[tuple[int, int]] = []
    for term in terms:
        words = " +".join(map(re.escape, term.words))
        for match in re.finditer(rf"(?<![^ ]){words}{'(?![^ ])' if term.is_whole else ''}", folded):
            found.append((places[match.start()][0], places[match.end() - 1][1]))
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def marked(text: str, terms: Sequence[Term]) -> SafeString:
    """Return ``text`` as HTML with each place that a term names in ``<mark>``."""
    parts: list[SafeString] = []
    done = 0
    for start, end in places_of(text, terms):
        parts.append(format_html("{}<mark>{}</mark>", text[done:start], text[start:end]))
        done = end
    parts.append(format_html("{}", text[done:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def excerpt(text: str, terms: Sequence[Term], length: int = EXCERPT_LENGTH) -> SafeString:
    """Return the part of ``text`` around the first place that a term names, marked; blank where there is none."""
    line = " ".join(text.split())
    places = places_of(line, terms)
    if not places:
        return SafeString()
    start = places[0][0] - _BEFORE
    start = 0 if start <= 0 else line.find(" ", start) + 1
    start = min(start, places[0][0])
    end = start + length
    end = max(line.rfind(" ", start, end), places[0][1]) if end < len(line) else len(line)
    return format_html("{}{}{}", "… " if start else "", marked(line[start:end], terms), " …" if end < len(line) else "")
