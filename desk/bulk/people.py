"""Who came, as far as the words beside a party's name say it: institution, head, and the head's title."""

from dataclasses import dataclass, replace
from itertools import pairwise

from core.text import is_clean
from desk.bulk.scanning import Match, Scanner
from desk.bulk.words import FILLER, INSTITUTIONS, LINKS, TITLES

LONGEST_INSTITUTION = 14  # words; more than that are a sentence
LENGTHS = {"institution": 200, "head": 120, "head_title": 160}  # as the delegation's own


@dataclass(frozen=True, slots=True)
class Who:
    """``ignored`` are the words that said nothing to us."""

    institution: str = ""
    head: str = ""
    head_title: str = ""
    ignored: str = ""

    @property
    def says_nothing(self) -> bool:
        return self == Who()

    def with_more(self, other: "Who") -> "Who":
        """Return this with what only ``other`` knows."""
        return replace(
            self,
            **{name: getattr(self, name) or getattr(other, name) for name in LENGTHS},
            ignored=" … ".join(part for part in (self.ignored, other.ignored) if part),
        )


NOBODY = Who()


def of_list(scanner: Scanner, first: int, last: int, matches: list[Match]) -> Who:
    """Read an item of a list around its names: "the Director General of the Spanish National Police"."""
    words = scanner.words
    named = {at for match in matches for at in range(match.first, match.last)}
    at = _past_filler(scanner, first, last, named)
    title_end = at
    while title_end < last and words[title_end].text in TITLES and title_end not in named:
        title_end += 1
    title = ""
    follows = title_end < last and (title_end in named or words[title_end].text in LINKS)
    if title_end > at and follows:
        title = raw(scanner, at, title_end)
        at = _past_filler(scanner, title_end, last, named)
    others = [n for n in range(at, last) if n not in named and not _is_filler(scanner, n)]
    if any(words[n].text in INSTITUTIONS for n in others) and last - at <= LONGEST_INSTITUTION:
        return Who(institution=raw(scanner, at, last), head_title=title)
    return Who(head_title=title, ignored=" ".join(raw(scanner, n, n + 1) for n in others))


def of_prose(scanner: Scanner, match: Match) -> tuple[int, int, Who]:
    """Return the words about a name in prose, from the first up to the last, and what they say."""
    first, last = match.first, match.last
    institution = title = ""
    # "Noruega" is Norway in Spanish, "la Policía Nacional noruega" is Norwegian.
    if not match.meaning.proper or scanner.text[scanner.words[first].start].islower():
        right, left = _reach_right(scanner, last), _reach_left(scanner, first)
        if _has_institution(scanner, last, right):
            last = right
        elif _has_institution(scanner, left, first):
            first = left
        if (first, last) != (match.first, match.last):
            institution = raw(scanner, first, last)
    before = first
    while before > 0 and scanner.words[before - 1].text in LINKS and not scanner.gaps[before].ends:
        before -= 1
    linked = before < first or match.glued
    start = before
    while start > 0 and scanner.words[start - 1].text in TITLES and not scanner.gaps[start].parts:
        start -= 1
    if linked and start < before:
        title, first = raw(scanner, start, before), start
    return first, last, Who(institution=institution, head_title=title)


def of_extra(scanner: Scanner, first: int, last: int) -> Who:
    """Read what stands in brackets or after a dash: an institution, a person, a title, parted by commas."""
    starts = [first, *(at for at in range(first + 1, last) if scanner.gaps[at].comma or scanner.gaps[at].other), last]
    parts = list(pairwise(starts))
    who = Who()
    for start, end in parts:
        part = of_list(scanner, start, end, [])
        if part.institution:
            who = who.with_more(replace(part, ignored=""))
        elif _is_title(scanner, start, end):
            who = who.with_more(Who(head_title=raw(scanner, start, end)))
        elif len(parts) == 1 and not who.institution:
            who = who.with_more(Who(institution=raw(scanner, start, end)))
        else:
            who = who.with_more(Who(head=raw(scanner, start, end, LENGTHS["head"])))
    return who


def raw(scanner: Scanner, first: int, last: int, length: int = 160) -> str:
    """Return the words as they stand in the text, fit to be stored; nothing where they are not."""
    if first >= last:
        return ""
    text = " ".join(scanner.text[scanner.words[first].start : scanner.words[last - 1].end].split())
    return text if is_clean(text) and len(text) <= length else ""


def _past_filler(scanner: Scanner, at: int, last: int, named: set[int]) -> int:
    while at < last and at not in named and _is_filler(scanner, at):
        at += 1
    return at


def _is_filler(scanner: Scanner, at: int) -> bool:
    word = scanner.words[at].text
    return word in FILLER or word.isdigit()


def _is_title(scanner: Scanner, first: int, last: int) -> bool:
    return scanner.words[first].text in TITLES


def _has_institution(scanner: Scanner, first: int, last: int) -> bool:
    return any(word.text in INSTITUTIONS for word in scanner.words[first:last])


def _is_capital(scanner: Scanner, at: int) -> bool:
    return scanner.text[scanner.words[at].start].isupper()


def _reach_right(scanner: Scanner, last: int) -> int:
    """Return the end of the run of capital words from ``last`` on: "Norwegian National Police to …"."""
    end = last
    while end < len(scanner.words) and end < last + 6 and not scanner.gaps[end].ends and _is_capital(scanner, end):
        end += 1
    return end


def _reach_left(scanner: Scanner, first: int) -> int:
    """Return the start of the run of capital words before ``first``, with the links between them."""
    start = at = first
    while at > 0 and at > first - 7 and not scanner.gaps[at].ends:
        at -= 1
        if _is_capital(scanner, at) and scanner.words[at].text not in FILLER:
            start = at
        elif scanner.words[at].text not in LINKS:
            break
    return start
