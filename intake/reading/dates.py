"""Dates in the text's own words, as EDTF; a year that nothing gives is XXXX."""

import calendar
import datetime
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from core.text import normalise
from intake.reading.published import Published
from intake.reading.tables import tables
from intake.reading.words import COMMA, DASH, HYPHEN, LINE, SEMICOLON, STOP, Words

_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|e)?")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:م)?")
_HIJRI_YEAR = re.compile(r"(1[34][0-9]{2})(?:h|ه|ah)?")


class Found(NamedTuple):
    """A date at the words ``first`` up to ``last``; ``span`` says that it is from one day to another."""

    first: int
    last: int
    edtf: str
    span: bool
    year: int | None
    is_weak: bool = False  # made of a weekday or "yesterday"


class _Day(NamedTuple):
    month: int
    day: int


class _Calendar(NamedTuple):
    months: dict[tuple[str, ...], int]
    hijri: dict[tuple[str, ...], int]
    weekdays: dict[str, int]
    relative: dict[str, list[tuple[tuple[str, ...], int]]]  # by the first word
    to: frozenset[str]
    ahead: frozenset[str]
    first_words: frozenset[str]


@cache
def _calendar(language: str) -> _Calendar:
    raw = tables(language).raw["dates"]

    def keyed(name: str) -> dict[tuple[str, ...], int]:
        return {tuple(normalise(key).split()): value for key, value in raw[name].items()}

    months, hijri = keyed("months"), keyed("hijri")
    relative: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for words, days in {**keyed("relative"), **keyed("tomorrow")}.items():
        relative[words[0]].append((words, days))
    weekdays = {normalise(key): value for key, value in raw["weekdays"].items()}
    to = frozenset(normalise(word) for word in raw["to"])
    ahead = frozenset(["next", "prochain", "prochaine", "المقبل", "القادم"])
    first = frozenset({*(key[0] for key in [*months, *hijri]), *relative, *weekdays})
    return _Calendar(months, hijri, weekdays, dict(relative), to, ahead, first)


def months_in(words: Words, language: str) -> list[tuple[int, int]]:
    """Return where a month is named by "in" and one word: "in July", "en juillet", "في يوليو"."""
    months = {key[0]: month for key, month in _calendar(language).months.items() if len(key) == 1}
    return [
        (at, months[words.norm[at]])
        for at in words.places_of(months)
        if at and words.norm[at - 1] in ("in", "en", "في", "since", "depuis", "منذ")
    ]


class Dates:
    """Finds the dates of a text; ``published`` completes what they leave out."""

    def __init__(self, words: Words, language: str, published: Published | None) -> None:
        self.words, self.language, self.published = words, language, published
        self.calendar = _calendar(language)
        self.arabic = language == "ar"

    def all(self) -> list[Found]:
        return list(self._all())

    def _all(self) -> Iterator[Found]:
        norm = self.words.norm
        may_begin = {word: form for word in self.words.places if (form := self._may_begin(word))}
        free = 0
        hijri: list[Found] = []
        last_gregorian = -100
        for at in self.words.places_of(may_begin):
            if at < free or (may_begin[norm[at]] == "month" and at and norm[at - 1].isdigit()):
                continue
            if may_begin[norm[at]] == "day":
                found = self._numeric(at) or self._day_first(at) or self._hijri(at)
            else:
                found = self._month_first(at) or self._relative(at)
            if found is None:
                continue
            free = found.last
            if "~" in found.edtf:
                hijri.append(found)
            else:
                last_gregorian = found.first
                # "12 Jumada, corresponding to 3 November": one date.
                hijri = [other for other in hijri if found.first - other.last > 8]
                yield from hijri
                hijri = []
                yield found
            if hijri and found.first - last_gregorian <= 8 and "~" in found.edtf:
                hijri.pop()
        yield from hijri

    def _may_begin(self, word: str) -> str:
        known = self.calendar.first_words
        if word[0].isdigit() or (self.arabic and word[0] in "وب" and word[1:2].isdigit()):
            return "day"
        if word in known or (self.arabic and (word[1:] in known or word.removeprefix("لل") in known)):
            return "month"
        return ""

    # --- Forms -------------------------------------------------------------------------------------------

    def _numeric(self, at: int) -> Found | None:
        """Read 2025-11-24 and 24/11/2025."""
        words, norm = self.words, self.words.norm
        if at + 2 >= len(norm):
            return None
        between = words.text[words.end[at] : words.start[at + 1]], words.text[words.end[at + 1] : words.start[at + 2]]
        one, two, three = norm[at : at + 3]
        if between[0] not in ("-", "/", ".") or between[0] != between[1]:
            return None
        if not (one.isdigit() and two.isdigit() and three[:4].isdigit()):
            return None
        if len(one) == 4:
            year, month, day = int(one), int(two), int(three[:2]) if three[:2].isdigit() else 0
        elif _YEAR.fullmatch(three):
            day, month, year = int(one), int(two), int(three[:4])
        else:
            return None
        edtf = _iso(year, month, day)
        return Found(at, at + 3, edtf, False, year) if edtf else None

    def _day_first(self, at: int) -> Found | None:
        """Read "24 November", "24–27 November 2025", "du 24 au 27 novembre", "24 November to 2 December"."""
        day = self._day(at)
        if day is None:
            return None
        month, after = self._month(at + 1)
        if month:
            second = self._second(after, month)
            if second:
                (month2, day2), after = second
                return self._made(at, after, _Day(month, day), _Day(month2, day2), span=True)
            return self._made(at, after, _Day(month, day), None, span=False)
        days, position, span = [day], at + 1, False
        while position < len(self.words) and len(days) < 6:
            joiner = self._joiner(position)
            other = self._day(position + joiner)
            if other is None or (
                not joiner and not self.words.gap[position] & (HYPHEN | DASH | COMMA) and not self._wa(position)
            ):
                return None
            span = span or not (self._is_and(position) or self.words.gap[position] & COMMA)
            days.append(other)
            position += joiner + 1
            month, after = self._month(position)
            if month:
                return self._days(at, after, month, days, span)
        return None

    def _month_first(self, at: int) -> Found | None:
        """Read "November 24", "November 24–27, 2025", "from November 24 to December 2", "November 2025"."""
        month, after = self._month(at)
        if not month or after >= len(self.words):
            return None
        day = self._day(after) if self.language == "en" else None
        if day is None or self._has_break(after):
            year, last = self._year(after)
            if year:
                return Found(at, last, f"{year:04d}-{month:02d}", False, year)
            return None
        days, position, span = [day], after + 1, False
        while position < len(self.words) and len(days) < 6:
            joiner = self._joiner(position)
            other = self._day(position + joiner)
            if other is not None and (joiner or self.words.gap[position] & (HYPHEN | DASH)):
                following, _ = self._month(position + joiner + 1)
                if following and following != month:
                    break
                span = span or not self._is_and(position)
                days.append(other)
                position += joiner + 1
                continue
            month2, after2 = self._month(position + joiner)
            day2 = self._day(after2) if month2 else None
            if month2 and day2 and (joiner or self.words.gap[position] & (HYPHEN | DASH)):
                return self._made(at, after2 + 1, _Day(month, day), _Day(month2, day2), span=True)
            break
        return self._days(at, position, month, days, span)

    def _relative(self, at: int) -> Found | None:
        """Read "yesterday", "on Monday", with the day of publication only."""
        published = self.published.date if self.published else None
        if published is None:
            return None
        norm = self.words.norm
        for words, shift in self.calendar.relative.get(norm[at], ()):
            if tuple(norm[at : at + len(words)]) == words:
                if (
                    self.arabic
                    and words == ("اليوم",)
                    and at + 1 < len(norm)
                    and norm[at + 1] in self.calendar.weekdays
                ):
                    continue
                if at + 1 < len(norm) and norm[at + 1] in _SAME:
                    continue  # "the same day" is not today
                day = published + datetime.timedelta(days=shift)
                return Found(at, at + len(words), day.isoformat(), False, day.year, is_weak=True)
        word = norm[at] if norm[at] in self.calendar.weekdays else norm[at][1:]
        weekday = self.calendar.weekdays.get(word)
        if weekday is None or self._date_follows(at + 1):
            return None
        back = (published.weekday() - weekday) % 7
        day = published - datetime.timedelta(days=back)
        following = norm[at + 1] if at + 1 < len(norm) else ""
        before = norm[at - 1] if at else ""
        if following in self.calendar.ahead or before in self.calendar.ahead:
            day += datetime.timedelta(days=7)
        return Found(at, at + 1, day.isoformat(), False, day.year, is_weak=True)

    def _date_follows(self, at: int) -> bool:
        """Tell whether "Monday" only comes before its date: "Monday, 24 November"."""
        for position in range(at, min(at + 4, len(self.words))):
            if self._day(position) is not None or self._month(position)[0]:
                return True
            if self.words.gap[position] & (STOP | LINE):
                return False
        return False

    def _hijri(self, at: int) -> Found | None:
        """Convert "12 Jumada al-Ula 1447", to a day more or less: the month begins when the moon is seen."""
        day = self._day(at)
        if day is None:
            return None
        month, after = self._named(at + 1, self.calendar.hijri)
        if not month or after >= len(self.words):
            return None
        year = _HIJRI_YEAR.fullmatch(self.words.norm[after])
        if not year:
            return None
        date = _of_hijri(int(year[1]), month, day)
        return Found(at, after + 1, f"{date.isoformat()}~", False, date.year)

    # --- Parts -------------------------------------------------------------------------------------------

    def _day(self, at: int) -> int | None:
        if at >= len(self.words):
            return None
        word = self.words.norm[at]
        if self.arabic and word[:1] in ("و", "ب") and word[1:].isdigit():
            word = word[1:]
        found = _DAY.fullmatch(word)
        return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None

    def _month(self, at: int) -> tuple[int, int]:
        """Return the month at a word (0 where there is none), and the word after it; "of" before it may stand."""
        if at < len(self.words) and self.words.norm[at] in ("of", "de", "d", "من"):
            at += 1
        month, after = self._named(at, self.calendar.months)
        # "24 November (Tishrin al-Thani)" and "نوفمبر/تشرين الثاني" say it twice.
        if month and self.arabic and after < len(self.words):
            again, later = self._named(after, self.calendar.months)
            if again == month:
                after = later
        return month, after

    def _named(self, at: int, names: dict[tuple[str, ...], int]) -> tuple[int, int]:
        norm = self.words.norm
        if at >= len(norm) or self._has_break(at):
            return 0, at
        for length in (3, 2, 1):
            month = names.get(tuple(norm[at : at + length]))
            if month and at + length <= len(norm):
                return month, at + length
        return 0, at

    def _year(self, at: int) -> tuple[int | None, int]:
        """Return the year at a word and the word after it."""
        norm = self.words.norm
        for skipped in (0, 1):
            position = at + skipped
            if position >= len(norm) or self.words.gap[position] & (STOP | LINE | SEMICOLON):
                break
            if skipped and norm[at] not in ("of", "de", "سنه", "عام", "من"):
                break
            if found := _YEAR.fullmatch(norm[position]):
                return int(found[1]), position + 1
        return None, at

    def _second(self, at: int, month: int) -> tuple[_Day, int] | None:
        """Read the end of a span whose start has its month: "… to 2 December"."""
        joiner = self._joiner(at)
        if at >= len(self.words) or (not joiner and not self.words.gap[at] & (HYPHEN | DASH)):
            return None
        if self._is_and(at):
            return None
        day = self._day(at + joiner)
        if day is None:
            return None
        month2, after = self._month(at + joiner + 1)
        return (_Day(month2, day), after) if month2 else None

    def _joiner(self, at: int) -> int:
        return 1 if at < len(self.words) and self.words.norm[at] in self.calendar.to else 0

    def _is_and(self, at: int) -> bool:
        return at < len(self.words) and (self.words.norm[at] in ("and", "et", "و") or self._wa(at))

    def _wa(self, at: int) -> bool:
        return self.arabic and self.words.norm[at][:1] == "و" and self.words.norm[at][1:].isdigit()

    def _has_break(self, at: int) -> bool:
        return at < len(self.words) and bool(self.words.gap[at] & (STOP | LINE | SEMICOLON))

    def _days(self, first: int, last: int, month: int, days: list[int], span: bool) -> Found | None:
        if len(days) == 1:
            return self._made(first, last, _Day(month, days[0]), None, span=False)
        span = span or (len(days) == 2 and self._is_from(first))
        ordered = all(one < two for one, two in itertools.pairwise(days))
        if not ordered:
            return self._made(first, last, _Day(month, days[0]), None, span=False)
        if span or days == list(range(days[0], days[-1] + 1)):
            return self._made(first, last, _Day(month, days[0]), _Day(month, days[-1]), span=True)
        year, after = self._year(last)
        stated, text = self._stated(year, month)
        members = [_iso(stated, month, day) for day in days]
        if not all(members):
            return None
        edtf = "[" + ",".join(member if text == f"{stated:04d}" else f"XXXX{member[4:]}" for member in members) + "]"
        return Found(first, after if year else last, edtf, True, year)

    def _is_from(self, at: int) -> bool:
        """Tell whether "between" or "from" stands before: two days are then a span."""
        return at > 0 and self.words.norm[at - 1] in ("from", "between", "entre", "بين", "من")

    def _made(self, first: int, last: int, start: _Day, end: _Day | None, *, span: bool) -> Found | None:
        year, after = self._year(last)
        final = end or start
        stated, text = self._stated(year, final.month)
        starts = stated - 1 if end and start.month > end.month else stated
        one = _iso(starts, start.month, start.day)
        if not one:
            return None
        known = text != "XXXX"
        one = one if known else f"XXXX{one[4:]}"
        if not end:
            return Found(first, after, one, False, year)
        two = _iso(stated, end.month, end.day)
        if not two or (known and two <= one):
            return None
        two = two if known else f"XXXX{two[4:]}"
        return Found(first, after, f"{one}/{two}", span, year)

    def _stated(self, year: int | None, month: int) -> tuple[int, str]:
        """Return the year to reckon with, and its four characters in EDTF."""
        if year is None and self.published:
            year = self.published.year_of(month)
        # A leap year, so that 29 February may stand without a year.
        return (year, f"{year:04d}") if year else (2000, "XXXX")


_SAME = frozenset(["نفسه", "ذاته", "الموالي", "التالي", "meme"])


def _iso(year: int, month: int, day: int) -> str:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}"


def _of_hijri(year: int, month: int, day: int) -> datetime.date:
    """Return the day by the tabular Islamic calendar, which is within a day of the observed one."""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return datetime.date.fromordinal(days + 227_014)
