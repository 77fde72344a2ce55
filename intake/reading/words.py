"""From a text to its words, sentences and paragraphs: the one pass over the characters that all rules share.

Everything is linear: the text is cut by one regular expression without a choice to go back on, and each different word
is normalised once.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntFlag
from functools import lru_cache
from itertools import accumulate, chain

from core.text import normalise

LONGEST_SENTENCE = 250
"""Words. A longer run without a full stop is cut there, so that no text makes a rule look at all of it at once."""

_APOSTROPHE = "'’‘`´ʼʻ‛′"
# Letters and digits with the marks and the invisible characters that may stand among them.
_INSIDE = r"\w\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069"
_TOKEN = re.compile(rf"([{_INSIDE}]+(?:[{_APOSTROPHE}][{_INSIDE}]+)*)")
_SPLIT = re.compile(rf"[^{_APOSTROPHE}]+")
_LINE = re.compile(r"[\n\r\v\f\u2028\u2029]")
_STOP = re.compile(r"[.!?؟。…](?=[\s\"'»”’)\]]|$)")
_BULLET = re.compile(r"[\n\r][ \t]*(?:[-–—•·●▪‣*◦]|\d{1,3}[.)])[ \t]*$")


USUAL = 40
"""Letters of a word that is remembered from one text to the next; a longer one is hardly met again."""


def _parts(raw: str) -> tuple[str, ...]:
    """Return the words that one run of letters is, as all rules compare them."""
    return tuple(normalise(raw).split())


_usual = lru_cache(maxsize=20_000)(_parts)


def _spans(raw: str, parts: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return from where to where each of the ``parts`` stands in ``raw``: "l’Intérieur"."""
    split = [piece.span() for piece in _SPLIT.finditer(raw) if normalise(piece.group())]
    # A ligature of several words: they share its place.
    return split if len(split) == len(parts) else [(0, len(raw))] * len(parts)


class Gap(IntFlag):
    """What stands before a word."""

    NONE = 0
    COMMA = 1
    LINE = 2
    BLANK = 4
    STOP = 8
    COLON = 16
    DASH = 32
    OPEN = 64
    CLOSE = 128
    SEMICOLON = 256
    BULLET = 512
    HYPHEN = 1024
    QUOTE = 2048
    AMPERSAND = 4096


COMMA, LINE, BLANK, STOP, COLON, DASH = (int(g) for g in (
    Gap.COMMA, Gap.LINE, Gap.BLANK, Gap.STOP, Gap.COLON, Gap.DASH))  # fmt: skip
OPEN, CLOSE, SEMICOLON, BULLET, HYPHEN = (int(g) for g in (
    Gap.OPEN, Gap.CLOSE, Gap.SEMICOLON, Gap.BULLET, Gap.HYPHEN))  # fmt: skip
AMPERSAND = int(Gap.AMPERSAND)
QUOTE = int(Gap.QUOTE)
BREAKS = COMMA | LINE | STOP | COLON | DASH | OPEN | CLOSE | SEMICOLON

# After these a full stop ends no sentence.
_ABBREVIATIONS = frozenset(
    [
        "lt",
        "gen",
        "col",
        "maj",
        "brig",
        "capt",
        "sgt",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "jr",
        "sr",
        "no",
        "vs",
        "hon",
        "rev",
        "art",
        "adm",
        "cmdr",
        "det",
        "insp",
        "supt",
        "sen",
        "gov",
        "rep",
        "amb",
        "m",
        "mm",
        "mme",
        "mlle",
        "me",
        "pr",
        "ste",
        "d",
        "ا",
        "م",
        "د",
    ]
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words ``first`` up to ``last``; ``paragraph`` and ``number`` (in the paragraph) count from 1."""

    first: int
    last: int
    paragraph: int
    number: int


class Words:
    """The words of ``text`` in parallel lists, which is what makes a megabyte affordable.

    ``norm[i]`` is the normalised word ``text[start[i]:end[i]]``; ``gap[i]`` says what stands before it, and
    ``gap[len]`` what stands after the last.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.norm: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.gap: list[int] = []
        self._cut()
        self.places: dict[str, list[int]] = defaultdict(list)  # where each different word stands
        for at, word in enumerate(self.norm):
            self.places[word].append(at)
        self.sentences = list(self._sentences())
        self._firsts = [sentence.first for sentence in self.sentences]

    def __len__(self) -> int:
        return len(self.norm)

    def raw(self, first: int, last: int) -> str:
        """Return the words ``first`` up to ``last`` as they stand, spaces made single."""
        return " ".join(self.text[self.start[first] : self.end[last - 1]].split()) if first < last else ""

    def sentence_at(self, at: int) -> Sentence:
        """Return the sentence of the word ``at``."""
        return self.sentences[bisect_right(self._firsts, at) - 1]

    def places_of(self, some: Iterable[str]) -> list[int]:
        """Return where any of some different words stands, in order."""
        return sorted(chain.from_iterable(self.places[word] for word in some if word in self.places))

    def is_capital(self, at: int) -> bool:
        return self.text[self.start[at]].isupper()

    def _cut(self) -> None:
        """Fill the four lists by whole columns: a loop over every word would cost more than the rules do."""
        # Splitting gives what is between and the words in turn, which is quicker than a match object for each word.
        pieces = _TOKEN.split(self.text)
        raws, ends = pieces[1::2], list(accumulate(map(len, pieces)))
        starts, ends = ends[0::2], ends[1::2]
        parts = {raw: _usual(raw) if len(raw) <= USUAL else _parts(raw) for raw in set(raws)}
        flags = {between: _flags(between[:200]) for between in set(pieces[0::2])}
        gaps = [flags[between] for between in pieces[0:-1:2]]
        self.norm = list(chain.from_iterable(map(parts.__getitem__, raws)))
        spans = {raw: _spans(raw, found) for raw, found in parts.items() if len(found) != 1}
        done = 0
        for at in [at for at, raw in enumerate(raws) if raw in spans] if spans else ():
            self._add(starts[done:at], ends[done:at], gaps[done:at])
            begin, inner = starts[at], spans[raws[at]]
            done = at + 1
            if inner:
                self._add(
                    [begin + first for first, _last in inner],
                    [begin + last for _first, last in inner],
                    [gaps[at], *[0] * (len(inner) - 1)],
                )
            elif done < len(raws):
                # What shows nothing is no word: it belongs to what stands before the next.
                gaps[done] = _flags(self.text[self.end[-1] if self.end else 0 : starts[done]][:200])
        self._add(starts[done : len(raws)], ends[done:], gaps[done:])
        self.gap.append(STOP | LINE | BLANK)

    def _add(self, starts: list[int], ends: list[int], gaps: list[int]) -> None:
        self.start += starts
        self.end += ends
        self.gap += gaps

    def _sentences(self) -> Iterator[Sentence]:
        """Yield the sentences. Lines are paragraphs, but where they are wrapped: there blank lines part them."""
        wrapped = self._is_wrapped()
        first, paragraph, number = 0, 1, 1
        gap = self.gap
        for at in [at for at, flags in enumerate(gap) if flags & (LINE | STOP) and at]:
            flags = gap[at]
            while at - first >= LONGEST_SENTENCE:
                yield Sentence(first, first + LONGEST_SENTENCE, paragraph, number)
                first, number = first + LONGEST_SENTENCE, number + 1
            if flags & STOP and not flags & LINE and self._is_abbreviation(at):
                gap[at] = flags = flags & ~STOP
            line = flags & LINE and (not wrapped or flags & (BLANK | BULLET))
            if not line and flags & LINE:
                gap[at] = flags = flags & ~LINE
            if not line and not flags & STOP:
                continue
            if at > first:
                yield Sentence(first, at, paragraph, number)
            first = at
            paragraph, number = (paragraph + 1, 1) if line else (paragraph, number + 1)

    def _is_abbreviation(self, at: int) -> bool:
        """Tell whether the full stop before the word ``at`` belongs to the word before it: "Lt.", "J."."""
        word = self.norm[at - 1]
        short = word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())
        return short and self.text.startswith(".", self.end[at - 1])

    def _is_wrapped(self) -> bool:
        """Tell whether lines end where the page does (the text of a PDF, a mail) and not where paragraphs do."""
        lines = [line for line in self.text[:20_000].splitlines() if line.strip()]
        if len(lines) < 6:
            return False
        lengths = [len(line) for line in lines]
        full = sum(45 <= length <= 110 for length in lengths)
        begun_small = sum(line.lstrip()[:1].islower() or line.lstrip()[:1].isdigit() for line in lines)
        unended = sum(not line.rstrip().endswith((".", "!", "?", ":", "؟", "”", '"', "»", ";", "؛")) for line in lines)
        narrow = max(lengths) <= 130 and full >= 0.6 * len(lines) and unended >= 0.6 * len(lines)
        return narrow and (begun_small >= 0.3 * len(lines) or bool(re.search(r"[\u0621-\u064a]", lines[0])))


def _flags(raw: str) -> int:
    gap = 0
    if raw == " " or not raw:
        return gap
    if "," in raw or "،" in raw or "、" in raw:
        gap |= COMMA
    if _LINE.search(raw):
        gap |= LINE
        if len(re.findall(r"\r\n|[\n\r\v\f\u2028\u2029]", raw)) > 1:
            gap |= BLANK
        if _BULLET.search(raw):
            gap |= BULLET
    if _STOP.search(raw):
        gap |= STOP
    if ":" in raw or "：" in raw:
        gap |= COLON
    if any(sign in raw for sign in (" -", "–", "—", "―", "- ")) and not raw.endswith(("\n- ", "\n– ")):
        gap |= DASH
    if "-" in raw and not gap & DASH:
        gap |= HYPHEN
    if "(" in raw or "[" in raw:
        gap |= OPEN
    if ")" in raw or "]" in raw:
        gap |= CLOSE
    if ";" in raw or "؛" in raw or "•" in raw or "|" in raw:
        gap |= SEMICOLON
    if "&" in raw:
        gap |= AMPERSAND
    if any(sign in raw for sign in '"«»“”„'):
        gap |= QUOTE
    return gap
