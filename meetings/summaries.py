"""Pages in a sentence or two, made from the record. Pure functions: numbers, names and dates in, words out.

Nothing is said that the record does not hold: no years where a date is open or missing without saying so, nobody
"most often" where all are equal. Each sentence is a message of its own, so that a translator may turn it round.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.dates import in_words
from core.joins import all_of
from core.numbers import grouped

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Years:
    """The years of those meetings whose first and last day are both known; ``is_complete`` when that is all of them."""

    first: int
    last: int
    is_complete: bool

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def years_of(spans: Counter[tuple[date | None, date | None]]) -> Years | None:
    """Return the years that meetings counted by first and last possible day lie in; None where none is known."""
    known = [(first.year, last.year) for (first, last), n in spans.items() if n and first and last]
    if not known:
        return None
    return Years(min(first for first, _last in known), max(last for _first, last in known), len(known) == len(spans))


def leaders(counts: Iterable[tuple[str, int]]) -> list[str]:
    """Return the names with the highest count, at most three; none where one name stands alone or all are equal."""
    ranked = list(counts)
    most = max((n for _name, n in ranked), default=0)
    first = [name for name, n in ranked if n == most]
    return first if most > 1 and len(first) <= MOST_NAMED and len(first) < len(ranked) else []


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def dated(years: Years | None, meetings: int) -> str:
    if years is None:
        return ""
    if years.is_complete:
        return ngettext("It is dated %(years)s.", "All are dated %(years)s.", meetings) % {"years": years}
    return _("Those of known date are of %(years)s.") % {"years": years}


def party(name: str, meetings: int, years: Years | None, partners: Sequence[tuple[str, int]], mous: int) -> str:
    """A country or an organization: its meetings on either side, and what it signed."""
    signed = ngettext("It signed %(n)s recorded MoU.", "It signed %(n)s recorded MoUs.", mous) % {"n": grouped(mous)}
    if not meetings:
        return _joined(_("No meeting of %(name)s is recorded yet.") % {"name": name}, signed if mous else "")
    values = {"name": name, "n": grouped(meetings), "years": years}
    if years is None:
        first = ngettext("%(name)s is in %(n)s recorded meeting.", "%(name)s is in %(n)s recorded meetings.", meetings)
    elif years.is_complete:
        first = ngettext(
            "%(name)s is in %(n)s recorded meeting, %(years)s.",
            "%(name)s is in %(n)s recorded meetings, %(years)s.",
            meetings,
        )
    else:
        first = ngettext(
            "%(name)s is in %(n)s recorded meeting; the known dates are of %(years)s.",
            "%(name)s is in %(n)s recorded meetings; the known dates are of %(years)s.",
            meetings,
        )
    often = leaders(partners)
    return _joined(
        first % values,
        _("Most often with %(parties)s.") % {"parties": all_of(often)} if often else "",
        signed if mous else "",
    )


def pair(one: str, other: str, meetings: int, years: Years | None, mous: int) -> str:
    names = {"one": one, "other": other}
    signed = (
        ngettext("They are parties to %(n)s recorded MoU.", "They are parties to %(n)s recorded MoUs.", mous)
        % {"n": grouped(mous)}
        if mous
        else ""
    )
    if not meetings:
        return _joined(_("No meeting between %(one)s and %(other)s is recorded yet.") % names, signed)
    first = ngettext(
        "%(n)s recorded meeting between %(one)s and %(other)s.",
        "%(n)s recorded meetings between %(one)s and %(other)s.",
        meetings,
    )
    return _joined(first % {**names, "n": grouped(meetings)}, dated(years, meetings), signed)


def region(name: str, meetings: int, met: int, countries: int) -> str:
    """A continent or region, by the counterparts from it; ``met`` of its ``countries`` are among them."""
    first = ngettext(
        "%(n)s meeting had a counterpart from %(name)s.", "%(n)s meetings had a counterpart from %(name)s.", meetings
    ) % {"n": grouped(meetings), "name": name}
    if not meetings:
        return _("No meeting with a counterpart from %(name)s is recorded yet.") % {"name": name}
    share = ngettext(
        "%(met)s of its %(n)s country was met.", "%(met)s of its %(n)s countries and territories were met.", countries
    )
    return _joined(first, share % {"met": grouped(met), "n": grouped(countries)})


def event(name: str, meetings: int, principals: Sequence[str], mous: int) -> str:
    first = ngettext(
        "%(n)s meeting is recorded at this event.", "%(n)s meetings are recorded at this event.", meetings
    ) % {"n": grouped(meetings)}
    whose = _("All are of the programme of %(party)s.") % {"party": principals[0]} if len(principals) == 1 else ""
    if len(principals) > 1:
        whose = ngettext("They are of %(n)s programme.", "They are of %(n)s programmes.", len(principals)) % {
            "n": grouped(len(principals))
        }
    return _joined(first, whose if meetings > 1 else "", _mous_recorded(mous))


def _mous_recorded(mous: int) -> str:
    return ngettext("%(n)s MoU is recorded.", "%(n)s MoUs are recorded.", mous) % {"n": grouped(mous)} if mous else ""


def topic(name: str, meetings: int, years: Years | None, mous: int) -> str:
    first = ngettext("%(n)s recorded meeting was about it.", "%(n)s recorded meetings were about it.", meetings)
    about = first % {"n": grouped(meetings)} if meetings else _("No recorded meeting was about it.")
    return _joined(
        about,
        dated(years, meetings) if meetings else "",
        ngettext("%(n)s MoU names it.", "%(n)s MoUs name it.", mous) % {"n": grouped(mous)} if mous else "",
    )


def source(meetings: int, mous: int, events: int, totals: int) -> str:
    """What rests on one document."""
    what = [
        ngettext("%(n)s meeting", "%(n)s meetings", meetings) % {"n": grouped(meetings)} if meetings else "",
        ngettext("%(n)s MoU", "%(n)s MoUs", mous) % {"n": grouped(mous)} if mous else "",
        ngettext("%(n)s event", "%(n)s events", events) % {"n": grouped(events)} if events else "",
    ]
    named = [part for part in what if part]
    reported = ngettext("It states %(n)s total.", "It states %(n)s totals.", totals) % {"n": grouped(totals)}
    return _joined(
        _("It is cited for %(records)s.") % {"records": all_of(named)} if named else "",
        reported if totals else "",
    )


def delegation(name: str, meetings: int, mous: int) -> str:
    met = ngettext("%(n)s recorded meeting.", "%(n)s recorded meetings.", meetings) % {"n": grouped(meetings)}
    signed = ngettext("It signed %(n)s recorded MoU.", "It signed %(n)s recorded MoUs.", mous) % {"n": grouped(mous)}
    return _joined(
        _("The delegation of %(name)s:") % {"name": name} if meetings else "",
        met if meetings else "",
        signed if mous else "",
    )


def meeting(
    principal: str, counterpart: str, held_on: str, event_name: str, *, is_implied: bool, kind: str, citations: int
) -> str:
    """One meeting for those who see only a link to it: an implied one is never said to have been reported."""
    values = {"principal": principal, "counterpart": counterpart, "kind": kind}
    # Translators: %(kind)s is "bilateral meeting", "working session" …; the date and the event follow.
    first = _("%(principal)s and %(counterpart)s: %(kind)s") % values
    if is_implied:
        first = _("%(principal)s and %(counterpart)s: %(kind)s, implied by what a source says") % values
    when = in_words(held_on) if held_on else _("date not stated")
    where = f", {event_name}" if event_name else ""
    rests = ngettext("It rests on %(n)s passage.", "It rests on %(n)s passages.", citations) % {"n": grouped(citations)}
    return _joined(f"{first}, {when}{where}.", rests if citations else "")


def mou(kind: str, parties: Sequence[str], signed_on: str, lifecycle: str) -> str:
    """One instrument: of what kind, whose, signed when, and what has become of it."""
    first = _("%(kind)s of %(parties)s.") % {"kind": kind[:1].upper() + kind[1:], "parties": all_of(parties)}
    when = (
        _("Signed %(date)s.") % {"date": in_words(signed_on)}
        if signed_on
        else _("The date of signature is not stated.")
    )
    return _joined(first, when, pgettext("of an MoU", "Lifecycle: %(lifecycle)s.") % {"lifecycle": lifecycle})


def register(meetings: int, countries: int, mous: int) -> str:
    """The whole of it, for the home page's description."""
    return _joined(
        _("Who met whom in security diplomacy, when, where and about what, and which source says so."),
        ngettext("%(n)s recorded meeting", "%(n)s recorded meetings", meetings) % {"n": grouped(meetings)}
        + ", "
        + ngettext("%(n)s country", "%(n)s countries", countries) % {"n": grouped(countries)}
        + ", "
        + ngettext("%(n)s MoU", "%(n)s MoUs", mous) % {"n": grouped(mous)}
        + ".",
    )
