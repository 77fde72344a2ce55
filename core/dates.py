"""Dates that say no more than the source does: the accepted forms of EDTF, their bounds, and how they read.

Import everything about dates from here. `core.date_forms` holds the grammar and the bounds, this module the
words. Every sentence is one translatable message with named placeholders, so that a translator may move the
parts about; only "perhaps …" and "about …" are put round a whole phrase. Month names are Django's own, the "or" of
a list is Unicode's (CLDR). Words come in the language that is active when the function is called.
"""

import datetime
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.date_forms import MAX_LENGTH, DatePart, Form, VagueDate, analyse, one_of_days, parse
from core.joins import elide, one_of

__all__ = [
    "ACCEPTED_FORMS",
    "MAX_LENGTH",
    "AcceptedForm",
    "Form",
    "VagueDate",
    "in_words",
    "one_of_days",
    "parse",
    "short_words",
]

_Text: TypeAlias = str | Promise


class AcceptedForm(NamedTuple):
    """One line of the documented list; `label` and `words` are in the language they are shown in."""

    label: _Text
    example: str
    words: _Text


def in_words(value: str | VagueDate) -> str:
    """The date as it stands in a sentence or after a label: "on 24 November 2025", "perhaps about 1998".

    Raises ValidationError, as `parse` does, for a string that is no accepted date; so also for the empty one.
    """
    form, (first, *others) = analyse(parse(value).text if isinstance(value, str) else value.text)
    if form is Form.ONE_OF_LIST:
        return _one_of_list(first, others, short=False)
    if others:
        if form is Form.INTERVAL:
            return _two_dates(_FROM_TO, first, others[0], short=False)
        return elide(str(_ONE_OF_SPAN[first.form]) % {"span": _two_dates(_ONE_OF, first, others[0], short=False)})
    if form in _WITH_ONE_END:
        return elide(_WITH_ONE_END[form].of(first) % {"date": _qualified(first, short=False)})
    if form is Form.ONE_OF_OPEN_START:
        return str(_ON_OR_BEFORE[first.form]) % {"date": _name(first, short=False)}
    if form is Form.ONE_OF_OPEN_END:
        return str(_ON_OR_AFTER[first.form]) % {"date": _name(first, short=False)}
    when = _IN_SEASON[first.first.month] if form is Form.SEASON else _AT[form]
    if first.qualifier == "?":
        return gettext("perhaps %(when)s") % {"when": str(when) % _values(first, short=False)}
    if first.qualifier:
        return _qualified(first, short=False)
    return str(when) % _values(first, short=False)


def short_words(value: str | VagueDate) -> str:
    """The date for a table: "24 Nov 2025", "24–27 Nov 2025", "c. 1998". Raises as `in_words` does.

    Too short to keep apart "from 24 to 27" and "on one of the days 24–27": where that matters, and for people
    who hear the page, give `in_words` as well.
    """
    form, (first, *others) = analyse(parse(value).text if isinstance(value, str) else value.text)
    if form is Form.ONE_OF_LIST:
        return _one_of_list(first, others, short=True)
    if others:
        return _two_dates(_SPAN, first, others[0], short=True)
    frame = _OPEN_SHORT[form].of(first) if form in _OPEN_SHORT else str(_ONE_END_SHORT.get(form, "%(date)s"))
    return frame % {"date": _qualified(first, short=True)}


def short_month(day: datetime.date) -> str:
    """Return the name of the month where there is little room: "Nov", "nov." in French."""
    # "N" is the form that newspapers use; in English that would be "Sept.". "M" is "Jui" and "Jul" in French.
    return str(format_date(day, "M" if get_language() in (None, "en") else "N"))


def _values(part: DatePart, *, short: bool) -> dict[str, str]:
    """Day, month and year of the first day of `part`, as text: a number would get thousands separators."""
    # Not "E", Django's form of the month beside a day: in French it is wrongly "Novembre".
    month = short_month(part.first) if short else format_date(part.first, "F")
    return {"day": _day(part), "month": month, "year": str(part.first.year)}


def _day(part: DatePart) -> str:
    # Translators: the first day of a month, as it stands before the month's name ("1er" in French).
    return pgettext("day of a month", "1") if part.first.day == 1 else str(part.first.day)


def _name(part: DatePart, *, short: bool) -> str:
    """The date by itself, its qualifier left out: "24 November 2025", "spring 2024", "the 1990s"."""
    name = _SEASONS[part.first.month] if part.form is Form.SEASON else (_SHORT if short else _NAMES)[part.form]
    return str(name) % _values(part, short=short)


def _qualified(part: DatePart, *, short: bool) -> str:
    name = _name(part, short=short)
    if not part.qualifier:
        return name
    frame = str(_QUALIFIED_SHORT[part.qualifier]) if short else _QUALIFIED[part.qualifier].of(part)
    return frame % {"date": name}


def _two_dates(frames: "_Frames", first: DatePart, last: DatePart, *, short: bool) -> str:
    """Two dates in the shortest frame that loses nothing: what they share is said once."""
    same_year = first.first.year == last.first.year
    frame = frames.full
    if first.qualifier or last.qualifier or first.form is not last.form:
        pass
    elif first.form is Form.DAY and not same_year:
        frame = frames.full_days
    elif first.form is Form.YEAR:
        frame = frames.years
    elif first.form is Form.MONTH and same_year:
        frame = frames.months
    elif first.form is Form.DAY and same_year:
        frame = frames.days if first.first.month == last.first.month else frames.days_of_two_months
    starts, ends = _values(first, short=short), _values(last, short=short)
    words = str(frame) % {
        "first": _qualified(first, short=short),
        "last": _qualified(last, short=short),
        "first_day": starts["day"],
        "last_day": ends["day"],
        "first_month": starts["month"],
        "last_month": ends["month"],
        "year": ends["year"],
    }
    return elide(words)


def _one_of_list(first: DatePart, others: list[DatePart], *, short: bool) -> str:
    parts = [first, *others]
    years = {part.first.year for part in parts}
    if first.form is Form.DAY and len(years) == len({part.first.month for part in parts}) == 1:
        # The days share the month, so that "%(day)s %(month)s %(year)s" holds for the list of days as well.
        days = one_of([_day(part) for part in parts])
        return str((_SHORT if short else _AT)[Form.DAY]) % (_values(first, short=short) | {"day": days})
    if first.form is Form.MONTH and len(years) == 1:
        months = one_of([_values(part, short=short)["month"] for part in parts])
        return str((_SHORT if short else _AT)[Form.MONTH]) % (_values(first, short=short) | {"month": months})
    names = one_of([_name(part, short=short) for part in parts])
    return names if short else str(_ONE_OF_NAMES[first.form]) % {"dates": names}


class _ByForm(NamedTuple):
    """Words round a day, and round anything else."""

    day: _Text
    other: _Text

    def of(self, part: DatePart) -> str:
        return str(self.day if part.form is Form.DAY else self.other)


_SEASONS: Mapping[int, _Text] = {
    3: _("spring %(year)s"),
    6: _("summer %(year)s"),
    9: _("autumn %(year)s"),
    12: _("winter %(year)s"),
}
_IN_SEASON: Mapping[int, _Text] = {
    3: _("in spring %(year)s"),
    6: _("in summer %(year)s"),
    9: _("in autumn %(year)s"),
    12: _("in winter %(year)s"),
}
_AT: Mapping[Form, _Text] = {
    Form.DAY: _("on %(day)s %(month)s %(year)s"),
    Form.MONTH: _("in %(month)s %(year)s"),
    Form.YEAR: _("in %(year)s"),
    # Translators: the year is the first of the decade: "in the 1990s".
    Form.DECADE: _("in the %(year)ss"),
}
_NAMES: Mapping[Form, _Text] = {
    Form.DAY: _("%(day)s %(month)s %(year)s"),
    Form.MONTH: _("%(month)s %(year)s"),
    Form.YEAR: _("%(year)s"),
    # Translators: the year is the first of the decade: "the 1990s".
    Form.DECADE: _("the %(year)ss"),
}
# Translators: the year is the first of the decade: "1990s".
_SHORT: Mapping[Form, _Text] = {**_NAMES, Form.DECADE: _("%(year)ss")}
# Of a day and of a month or year, which French and others tell apart: "vers le 24 novembre", "vers 1998".
_QUALIFIED: Mapping[str, _ByForm] = {
    "~": _ByForm(pgettext_lazy("a day", "about %(date)s"), _("about %(date)s")),
    "?": _ByForm(pgettext_lazy("a day", "perhaps %(date)s"), _("perhaps %(date)s")),
    "%": _ByForm(pgettext_lazy("a day", "perhaps about %(date)s"), _("perhaps about %(date)s")),
}
_QUALIFIED_SHORT: Mapping[str, _Text] = {
    # Translators: "c." is short for "circa", about.
    "~": _("c. %(date)s"),
    "?": _("%(date)s?"),
    "%": _("c. %(date)s?"),
}
_WITH_ONE_END: Mapping[Form, _ByForm] = {
    Form.OPEN_START: _ByForm(pgettext_lazy("a day", "until %(date)s"), _("until %(date)s")),
    Form.OPEN_END: _ByForm(pgettext_lazy("a day", "from %(date)s onwards"), _("from %(date)s onwards")),
    Form.UNKNOWN_START: _ByForm(
        pgettext_lazy("a day", "until %(date)s, start not known"), _("until %(date)s, start not known")
    ),
    Form.UNKNOWN_END: _ByForm(
        pgettext_lazy("a day", "from %(date)s, end not known"), _("from %(date)s, end not known")
    ),
}
_ON_OR_BEFORE: Mapping[Form, _Text] = {
    Form.DAY: _("on or before %(date)s"),
    Form.MONTH: _("in or before %(date)s"),
    Form.YEAR: _("in or before %(date)s"),
}
_ON_OR_AFTER: Mapping[Form, _Text] = {
    Form.DAY: _("on or after %(date)s"),
    Form.MONTH: _("in or after %(date)s"),
    Form.YEAR: _("in or after %(date)s"),
}
_OPEN_SHORT: Mapping[Form, _ByForm] = {
    Form.OPEN_START: _ByForm(pgettext_lazy("a day", "until %(date)s"), _("until %(date)s")),
    Form.OPEN_END: _ByForm(pgettext_lazy("a day", "from %(date)s"), _("from %(date)s")),
}
_ONE_END_SHORT: Mapping[Form, _Text] = {
    Form.UNKNOWN_START: _("? – %(date)s"),
    Form.UNKNOWN_END: _("%(date)s – ?"),
    Form.ONE_OF_OPEN_START: _("%(date)s or before"),
    Form.ONE_OF_OPEN_END: _("%(date)s or after"),
}
_ONE_OF_SPAN: Mapping[Form, _Text] = {
    Form.DAY: _("on one of the days %(span)s"),
    Form.MONTH: _("in one of the months %(span)s"),
    Form.YEAR: _("in one of the years %(span)s"),
}
_ONE_OF_NAMES: Mapping[Form, _Text] = {
    Form.DAY: _("on %(dates)s"),
    Form.MONTH: _("in %(dates)s"),
    Form.YEAR: _("in %(dates)s"),
}


class _Frames(NamedTuple):
    """How two dates are set side by side, by what they share."""

    days: _Text
    days_of_two_months: _Text
    months: _Text
    years: _Text
    full_days: _Text
    full: _Text


_FROM_TO = _Frames(
    days=_("from %(first_day)s to %(last_day)s %(last_month)s %(year)s"),
    days_of_two_months=_("from %(first_day)s %(first_month)s to %(last_day)s %(last_month)s %(year)s"),
    months=_("from %(first_month)s to %(last_month)s %(year)s"),
    years=_("from %(first)s to %(last)s"),
    full_days=pgettext_lazy("two days", "from %(first)s to %(last)s"),
    full=_("from %(first)s to %(last)s"),
)
_SPAN = _Frames(
    days=_("%(first_day)s–%(last_day)s %(last_month)s %(year)s"),
    days_of_two_months=_("%(first_day)s %(first_month)s – %(last_day)s %(last_month)s %(year)s"),
    months=_("%(first_month)s–%(last_month)s %(year)s"),
    years=_("%(first)s–%(last)s"),
    full_days=_("%(first)s – %(last)s"),
    full=_("%(first)s – %(last)s"),
)

# What follows "one of the days": in other languages than English it is often "from … to" once more.
_ONE_OF = _Frames(
    days=pgettext_lazy("one of the days", "%(first_day)s–%(last_day)s %(last_month)s %(year)s"),
    days_of_two_months=pgettext_lazy(
        "one of the days", "%(first_day)s %(first_month)s – %(last_day)s %(last_month)s %(year)s"
    ),
    months=pgettext_lazy("one of the months", "%(first_month)s–%(last_month)s %(year)s"),
    years=pgettext_lazy("one of the years", "%(first)s–%(last)s"),
    full_days=pgettext_lazy("one of the days", "%(first)s – %(last)s"),
    full=pgettext_lazy("one of the months", "%(first)s – %(last)s"),
)

_words = lazy(in_words, str)


def _accepted(label: _Text, example: str) -> AcceptedForm:
    return AcceptedForm(label, example, _words(example))


ACCEPTED_FORMS: tuple[AcceptedForm, ...] = (
    _accepted(_("a day"), "2025-11-24"),
    _accepted(_("a month"), "2024-05"),
    _accepted(_("a year, 0001 to 9999"), "1998"),
    _accepted(_("spring: March to May"), "2024-21"),
    _accepted(_("summer: June to August"), "2024-22"),
    _accepted(_("autumn: September to November"), "2024-23"),
    _accepted(_("winter: December of that year to February of the next"), "2024-24"),
    _accepted(_("a decade"), "199X"),
    _accepted(_("approximate: “~” after a day, month, year or season"), "1998~"),
    _accepted(_("uncertain: “?” after a day, month, year or season"), "1998?"),
    _accepted(_("both uncertain and approximate: “%” after one"), "1998%"),
    _accepted(_("from one date to another (days, months or years)"), "2025-11-24/2025-11-27"),
    _accepted(_("from a date onwards"), "2025-11/.."),
    _accepted(_("until a date"), "../2025"),
    _accepted(_("from a date, the end not known"), "2025/"),
    _accepted(_("until a date, the start not known"), "/2025"),
    _accepted(_("some day from one to another (or month, or year)"), "[2025-11-24..2025-11-27]"),
    _accepted(_("one of the days listed (or months, or years)"), "[2025-11-24,2025-11-26]"),
    _accepted(_("a date or some time before it"), "[..2025-11-24]"),
    _accepted(_("a date or some time after it"), "[2025-11-24..]"),
)
"""Every accepted form, with an example and its words: what the method page and the admin's help show."""
