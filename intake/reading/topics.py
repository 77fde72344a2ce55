"""Subjects of cooperation, where the text says that they were spoken about or signed for, and not as a setting."""

from collections import defaultdict
from functools import cache, lru_cache

from core.text import normalise
from intake.reading.scan import Scan
from intake.reading.tables import table, unglued

GAP = 3  # words that "*" in a phrase may stand for
_NARROWER = {"transnational-crime": ("organized-crime",), "peacekeeping": ()}


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for slug, entries in table("topics").items():
        for entry in entries:
            words = tuple(part if part == "*" else normalise(part) for part in entry.split())
            words = tuple(word for part in words for word in part.split())
            found[words[0]].append((words, slug))
    return dict(found)


@lru_cache(maxsize=20_000)
def _begun_by(word: str, arabic: bool) -> list[tuple[tuple[str, ...], str]]:
    phrases = _phrases()
    if arabic and word not in phrases:
        return next((phrases[base] for base in unglued(word) if base in phrases), [])
    return phrases.get(word, [])


def topics_in(scan: Scan, first: int, last: int) -> dict[str, tuple[int, int]]:
    """Return the topics named in the words ``first`` up to ``last``, each with its words."""
    norm = scan.words.norm
    found: dict[str, tuple[int, int]] = {}
    taken: set[int] = set()
    for at in range(first, last):
        candidates = _begun_by(norm[at], scan.arabic)
        if not candidates:
            continue
        best: tuple[int, str] | None = None
        for words, slug in candidates:
            end = _match(norm, at, words, last)
            if end and (best is None or end > best[0] or "*" in words):
                if "*" in words:
                    found.setdefault(slug, (at, end))
                else:
                    best = (end, slug)
        if best and at not in taken:
            found.setdefault(best[1], (at, best[0]))
            taken.update(range(at, best[0]))
    for narrow, wide in _NARROWER.items():
        if narrow in found:
            for slug in wide:
                if slug in found and abs(found[slug][0] - found[narrow][0]) < 4:
                    del found[slug]
    return found


def _match(norm: list[str], at: int, words: tuple[str, ...], last: int) -> int:
    """Return the word after the phrase that begins at ``at``, or 0."""
    position = at + 1
    skip = 0
    for word in words[1:]:
        if word == "*":
            skip = GAP
            continue
        for step in range(skip + 1):
            if position + step < last and norm[position + step] == word:
                position += step + 1
                break
        else:
            return 0
        skip = 0
    return position
