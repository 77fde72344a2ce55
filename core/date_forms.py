"""From the text of a date to its form and bounds: the part of EDTF that the register accepts.

EDTF is the Extended Date/Time Format of the Library of Congress (https://www.loc.gov/standards/datetime/,
now in ISO 8601-2). Of its level 0 the dates and intervals are accepted; of level 1 seasons, qualified dates,
decades and open intervals; of level 2 "one of a set". The rest (times of day, exponents, negative years,
qualified components, "all of a set") is refused: nobody needs it for a meeting, and each form would need
words, bounds and a rule for editors. `core.dates` is the module to import from; it adds the words.

Why the package `edtf` (5.0) is the arbiter in the tests and not the parser here: the closed list has to be
recognised before it, and the bounds computed after it, anyway. It accepts `2025-02-29`, `0000`, reversed
intervals and inner spaces, refuses `2025-21~`, calls `../2025` minus infinity, ends `2024/` in 2034, and
takes 2 to 50 ms a date where the patterns below take 10 µs; one page of a list reads fifty dates.
The tests hold every accepted form, and generated dates of each, against it.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MAX_LENGTH = 64
"""Characters; room for a set of five days. Checked before anything else looks at the text."""


class Form(StrEnum):
    """The closed list of accepted forms. A qualifier (`~ ? %`) makes no form of its own."""

    DAY = "day"  # 2025-11-24
    MONTH = "month"  # 2025-11
    YEAR = "year"  # 2025
    SEASON = "season"  # 2025-21
    DECADE = "decade"  # 199X
    INTERVAL = "interval"  # 2025-11-24/2025-11-27
    OPEN_START = "open_start"  # ../2025
    OPEN_END = "open_end"  # 2025-11/..
    UNKNOWN_START = "unknown_start"  # /2025
    UNKNOWN_END = "unknown_end"  # 2025/
    ONE_OF_RANGE = "one_of_range"  # [2025-11-24..2025-11-27]
    ONE_OF_LIST = "one_of_list"  # [2025-11-24,2025-11-26]
    ONE_OF_OPEN_START = "one_of_open_start"  # [..2025-11-24]
    ONE_OF_OPEN_END = "one_of_open_end"  # [2025-11-24..]


@dataclass(frozen=True, slots=True)
class DatePart:
    """One simple date inside a value: what it is, its first and last day, and `~`, `?`, `%` or nothing."""

    form: Form  # DAY, MONTH, YEAR, SEASON or DECADE
    first: datetime.date
    last: datetime.date
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A date as a source states it, with the strict bounds that follow from it.

    Both bounds are inclusive; None means an open or unknown start or end. "Strict" means that `1998~` is
    1998-01-01 to 1998-12-31: a qualifier says how sure the source is, it does not widen the bounds.
    Made by `parse`, which sees to it that the fields agree; do not make one by hand.
    """

    text: str
    earliest: datetime.date | None
    latest: datetime.date | None
    form: Form

    @property
    def is_day(self) -> bool:
        """Exactly one certain calendar day: `2025-11-24`, but not `2025-11-24~`."""
        return self.form is Form.DAY and not (self.is_approximate or self.is_uncertain)

    @property
    def is_approximate(self) -> bool:
        """Qualified with `~` or `%`; of an interval, at either end."""
        return any(sign in self.text for sign in "~%")

    @property
    def is_uncertain(self) -> bool:
        """Qualified with `?` or `%`; of an interval, at either end."""
        return any(sign in self.text for sign in "?%")


def parse(text: str) -> VagueDate:
    """Read one accepted date; space around it, and after the commas of a set, is dropped.

    Raises ValidationError with code "edtf", and nothing else, for every other string.
    """
    text = text.strip()
    form, parts = analyse(text)
    return VagueDate(
        text=text.replace(", ", ","),
        # The parts are in order. Of 2025-11/2025 the start is the bound, although 2025 begins before it.
        earliest=None if form in _WITHOUT_START else parts[0].first,
        latest=None if form in _WITHOUT_END else parts[-1].last,
        form=form,
    )


def one_of_days(first: datetime.date, last: datetime.date) -> str:
    """EDTF for "some day from `first` to `last`": `[2025-11-24..2025-11-27]`; a single day is just itself.

    Raises ValidationError, as `parse` does, if `first` is after `last`.
    """
    if first == last:
        return parse(first.isoformat()).text
    return parse(f"[{first.isoformat()}..{last.isoformat()}]").text


def analyse(text: str) -> tuple[Form, tuple[DatePart, ...]]:
    """The form of a stripped text and the simple dates in it, in their order. Raises as `parse` does."""
    if not text:
        raise _refusal(_("Write a date, for example 2025-11-24."))
    if len(text) > MAX_LENGTH:
        raise _refusal(_("This date is too long: at most %(limit)s characters are accepted."), limit=str(MAX_LENGTH))
    for character in text:
        # The character is named, not shown: a lone surrogate cannot be sent to a browser, and a direction
        # override would turn the message round.
        if not " " <= character <= "~":
            raise _refusal(
                _("A date is written with plain digits and signs; this one contains the character %(code)s."),
                code=f"U+{ord(character):04X}",
            )
    if text.startswith("["):
        return _analyse_set(text)
    if "/" in text:
        return _analyse_interval(text)
    part = _read(text)
    return part.form, (part,)


_WITHOUT_START = frozenset({Form.OPEN_START, Form.UNKNOWN_START, Form.ONE_OF_OPEN_START})
_WITHOUT_END = frozenset({Form.OPEN_END, Form.UNKNOWN_END, Form.ONE_OF_OPEN_END})
_SIMPLE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_DECADE = re.compile(r"([0-9]{3})X")
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
"""EDTF season → its first month.

The Library of Congress names the seasons without saying when they are. These are the meteorological
seasons of the northern hemisphere, three whole months each. Winter comes last, as its number does, so it is
December of that year to February of the next (the package `edtf` has December only). For a season of the
south, give months.
"""


def _analyse_interval(text: str) -> tuple[Form, tuple[DatePart, ...]]:
    start, _slash, end = text.partition("/")
    if {start, end} <= {"", ".."}:
        raise _refusal(_("At least one end of “%(value)s” must be a date."), value=text)
    if start in ("", ".."):
        return Form.OPEN_START if start else Form.UNKNOWN_START, (_read_end(end, text),)
    if end in ("", ".."):
        return Form.OPEN_END if end else Form.UNKNOWN_END, (_read_end(start, text),)
    first, last = _read_end(start, text), _read_end(end, text)
    if (first.first, first.last) == (last.first, last.last):
        raise _refusal(_("Both ends of “%(value)s” are the same date: write it once."), value=text)
    # 2025-11/2025 is in order (from November to some day of that year), 2025-11/2024 cannot be.
    if first.first > last.last:
        raise _refusal(_("“%(value)s” ends before it begins."), value=text)
    return Form.INTERVAL, (first, last)


def _analyse_set(text: str) -> tuple[Form, tuple[DatePart, ...]]:
    if not text.endswith("]"):
        raise _refusal(_("The bracket “[” of “%(value)s” is not closed by a “]” at the end."), value=text)
    content = text[1:-1]
    if ".." in content and "," not in content:
        first, _dots, last = content.partition("..")
        if not first and not last:
            raise _refusal(_("At least one end of “%(value)s” must be a date."), value=text)
        if not first:
            return Form.ONE_OF_OPEN_START, (_read_member(last, text),)
        if not last:
            return Form.ONE_OF_OPEN_END, (_read_member(first, text),)
        form, members = Form.ONE_OF_RANGE, [first, last]
    else:
        form, members = Form.ONE_OF_LIST, content.replace(", ", ",").split(",")
    parts = tuple(_read_member(member, text) for member in members)
    if len(parts) < 2:
        raise _refusal(_("“%(value)s” offers one date only: write it without brackets."), value=text)
    if len({part.form for part in parts}) > 1:
        raise _refusal(_("The dates in “%(value)s” must all be days, all months or all years."), value=text)
    if any(earlier.first >= later.first for earlier, later in pairwise(parts)):
        raise _refusal(_("The dates in “%(value)s” must be in order, each later than the last."), value=text)
    return form, parts


def _read_end(text: str, whole: str) -> DatePart:
    part = _read(text, whole)
    if part.form not in (Form.DAY, Form.MONTH, Form.YEAR):
        raise _refusal(_("The ends of “%(value)s” must be days, months or years."), value=whole)
    return part


def _read_member(text: str, whole: str) -> DatePart:
    part = _read(text, whole)
    if part.qualifier or part.form not in (Form.DAY, Form.MONTH, Form.YEAR):
        raise _refusal(
            _("The dates in “%(value)s” must be days, months or years, without “~”, “?” or “%%”."),
            value=whole,
        )
    return part


def _read(text: str, whole: str = "") -> DatePart:
    """One simple date; `whole` is the value it stands in, for the message."""
    try:
        if decade := _DECADE.fullmatch(text):
            year = int(decade[1]) * 10
            return DatePart(Form.DECADE, datetime.date(year, 1, 1), datetime.date(year + 9, 12, 31))
        if simple := _SIMPLE.fullmatch(text):
            return DatePart(*_bounds(int(simple[1]), _int(simple[2]), _int(simple[3])), simple[4])
    except ValueError:  # from datetime.date, whose range is the register's: years 1 to 9999
        raise _refusal(_("“%(value)s” is not in the calendar of the years 0001 to 9999."), value=text) from None
    raise _refusal(
        _(
            "“%(value)s” is not a date in an accepted form. Write for example 2025-11-24 (a day), 2025-11"
            " (a month), 2025 (a year from 0001 to 9999), 2025-11-24/2025-11-27 (from one day to another) or"
            " [2025-11-24..2025-11-27] (one of these days)."
        ),
        value=whole or text,
    )


def _bounds(year: int, number: int | None, day: int | None) -> tuple[Form, datetime.date, datetime.date]:
    """Form, first and last day; `number` is the month, or the season from 21. ValueError if there is none."""
    if number is None:
        return Form.YEAR, datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if day is not None:
        only = datetime.date(year, number, day)
        return Form.DAY, only, only
    if number in _SEASON_STARTS:
        first = datetime.date(year, _SEASON_STARTS[number], 1)
        last_year, last_month = (year + 1, 2) if first.month == 12 else (year, first.month + 2)
        return Form.SEASON, first, _month_end(last_year, last_month)
    return Form.MONTH, datetime.date(year, number, 1), _month_end(year, number)


def _int(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _refusal(message: "StrPromise", **params: str) -> ValidationError:
    return ValidationError(message, code="edtf", params=params)
