"""Reported totals: "43 bilateral meetings", "deux mémorandums d'entente", "لقاءين"."""

from collections.abc import Iterable, Iterator
from functools import cache

from core.text import normalise
from intake.reading import tags
from intake.reading.findings import Confidence, Total
from intake.reading.kinds import EVENT, FIELD, LINK, PEOPLE, TITLE
from intake.reading.numbers import Number, beginnings, number_at
from intake.reading.rules import Rule
from intake.reading.scan import Mark, Scan
from intake.reading.tables import match, spellings, tables
from intake.reading.words import BREAKS, COMMA, HYPHEN, Sentence

_PEOPLE = PEOPLE | TITLE | LINK | FIELD
_SINCE = frozenset({"since", "depuis", "منذ"})
_DEFINITE = frozenset({"the", "les", "these", "ces", "his", "ses"})
BETWEEN = 6  # words that may stand between a number and what it counts
_QUALIFIERS = ("at-least", "more-than", "up-to", "about")


class _Counting:
    """What a language counts with: count nouns by their words, qualifiers, words that may stand between."""

    def __init__(self, language: str) -> None:
        raw = tables(language).raw
        self.nouns: dict[tuple[str, ...], str] = {}
        self.duals: dict[str, str] = {}
        for counts, entries in raw["counts"].items():
            if counts == "dual":
                for what, several in entries.items():
                    self.duals.update({normalise(word): what for word in several})
                continue
            for entry in entries:
                for phrase in spellings(entry):
                    self.nouns[tuple(phrase.split())] = counts
        self.longest = sorted(self.nouns, key=lambda words: -len(words))
        self.between = frozenset(word for entry in raw["numbers"]["between"] for word in normalise(entry).split())
        self.qualifiers = {
            name: [tuple(phrase.split()) for entry in raw["numbers"][name] for phrase in spellings(entry)]
            for name in _QUALIFIERS
        }


@cache
def _counting(language: str) -> _Counting:
    return _Counting(language)


def totals_in(scan: Scan) -> tuple[Total, ...]:
    """Return what the text counts of the programme it reports."""
    counting = _counting(scan.language)
    places = scan.words.places_of(word for word in scan.words.places if _may_count(word, scan.language))
    found: list[Total] = []
    following = 0
    for sentence in scan.words.sentences:
        first = following
        while following < len(places) and places[following] < sentence.last:
            following += 1
        marks = scan.marks_of.get(sentence.first)
        if marks and following > first:
            found += _totals_of(scan, sentence, marks, places[first:following], counting)
    return _distinct(found)


def _may_count(word: str, language: str) -> bool:
    """Tell whether a word may begin a number or is a dual; asked of each different word once."""
    duals = _counting(language).duals
    return word[0].isdigit() or word in beginnings(language) or word in duals or word[1:] in duals


def _totals_of(
    scan: Scan, sentence: Sentence, marks: list[Mark], places: list[int], counting: _Counting
) -> Iterator[Total]:
    free = sentence.first
    for at in places:
        if at < free:
            continue
        number = number_at(scan.words, at, scan.language)
        if number is None:
            word = scan.words.norm[at]
            bare = word[1:] if scan.arabic and word[:1] in "وبل" and word not in counting.duals else word
            if bare not in counting.duals:
                continue
            counts, end, number = counting.duals[bare], at + 1, Number(at, at + 1, 2)
        else:
            counts, end = _counted(scan, number, counting, sentence.last)
        if counts and number.value > 1 and _is_reported(scan, sentence, marks, counts, number, end):
            yield Total(
                scan.passage(number.first, end),
                Rule(f"total of {counts}"),
                Confidence.HIGH if end - number.last <= 3 else Confidence.MEDIUM,
                counts,
                number.value,
                _qualifier(scan, number, counting),
            )
        free = max(number.last, end if counts else number.last)


def _counted(scan: Scan, number: Number, counting: _Counting, last: int) -> tuple[str, int]:
    """Return what a number counts, and the word after it."""
    words, at = scan.words, number.last
    while at < last and at - number.last <= BETWEEN:
        if words.gap[at] & BREAKS & ~COMMA or (words.gap[at] & COMMA and at == number.last):
            break
        for length in (3, 2, 1):
            phrase = tuple(words.norm[at : at + length])
            counts = counting.nouns.get(phrase) or (
                counting.nouns.get((phrase[0][1:],))
                if scan.arabic and length == 1 and phrase and phrase[0][:1] in "بل"
                else None
            )
            if counts and at + length <= last:
                if counts == "meetings" and length == 1 and words.gap[at + 1] & HYPHEN and at + 1 < last:
                    return "", number.last
                return counts, at + length
        if words.norm[at] not in counting.between and not scan.name_at[at] >= 0:
            break
        at += 1
    return "", number.last


def _qualifier(scan: Scan, number: Number, counting: _Counting) -> str:
    norm = scan.words.norm
    for name, phrases in counting.qualifiers.items():
        for length in (1, 2, 3, 4):
            start = number.first - length
            if start >= 0 and match(norm, start, phrases) == length:
                return name
    return "exactly"


def _is_reported(scan: Scan, sentence: Sentence, marks: list[Mark], counts: str, number: Number, end: int) -> bool:
    """Tell whether the sentence counts what this programme held or signed, and no history, plan or membership."""
    if any(mark.tags & (tags.PAST | tags.CANCELLED | tags.EARLIER) for mark in marks):
        return False
    if not _SINCE.isdisjoint(scan.words.norm[sentence.first : sentence.last]):
        return False  # a history
    near = [mark for mark in marks if number.first - 14 <= mark.first <= end + 14]
    before = [mark for mark in marks if mark.first < number.first]
    planned = any(mark.tags & (tags.FUTURE | tags.FUTURE_TIME) for mark in near if mark.first < number.first)
    if counts == "mous":
        signs = [mark for mark in marks if mark.tags & tags.SIGN]
        return bool(signs) and not planned and not any(mark.tags & tags.NEGATED for mark in near)
    if planned and not any(mark.tags & (tags.LIGHT | tags.MEET) for mark in before):
        return False
    if any(mark.tags & tags.NEGATED for mark in near if 0 <= number.first - mark.last <= 3):
        return False
    if counts == "meetings":
        held = any(mark.tags & (tags.LIGHT | tags.MEET | tags.LISTING | tags.PASSIVE | tags.DISCUSS) for mark in marks)
        return held and not any(mark.tags & tags.MULTILATERAL for mark in near if not mark.tags & tags.NOUN)
    met = [mark for mark in before if mark.tags & (tags.MEET | tags.WITH | tags.NOUN | tags.PASSIVE)]
    if any(
        mark.tags & (tags.ATTEND | tags.STOP) for mark in marks if met and met[-1].last <= mark.first < number.first
    ):
        return False
    if counts == "countries" and number.value < 3:
        return False  # "the two countries"
    if not met or number.first - met[-1].last > 6 or scan.words.norm[number.first - 1] in _DEFINITE:
        return False
    if any(kinds & EVENT for kinds in scan.kinds[sentence.first : met[-1].first]):
        return False  # an event received them
    return all(kinds & _PEOPLE for kinds in scan.kinds[met[-1].last : number.first])


def _distinct(found: Iterable[Total]) -> tuple[Total, ...]:
    """Keep the first statement of each total: the same number of the same thing is said again, not held again."""
    kept: dict[tuple[str, int], Total] = {}
    for total in found:
        kept.setdefault((total.counts, total.value), total)
    return tuple(kept.values())
