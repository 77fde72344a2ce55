"""What sources report of each principal's programme at an event, drawn beside what is recorded of it.

All bars of one principal have one scale, so that lengths can be compared. Nothing is explained: the numbers differ
or they do not, and each names where it comes from.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.numbers import grouped
from delegations.gazetteer import name_of
from delegations.models import Delegation
from meetings.models import ReportedTotal
from meetings.pictures.links import Link
from meetings.programmes import Programme


@dataclass(frozen=True, slots=True)
class Reported:
    """One number of one source; ``words`` say it with its qualifier. An inexact one is drawn with a broken line."""

    words: str
    width: str
    is_exact: bool
    total: ReportedTotal


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the register holds: ``named`` and ``implied`` meetings, or MoUs, which are all of one kind."""

    count: int
    url: str
    named: int
    named_url: str
    named_width: str
    implied: int
    implied_url: str
    implied_x: str
    implied_width: str


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers of one thing: meetings, MoUs, countries … What the register does not count has no ``recorded``."""

    label: str
    reported: list[Reported]
    recorded: Recorded | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One principal's programme; ``hatch`` is the id of its pattern."""

    name: str
    is_own: bool
    hatch: str
    groups: list[Group]


@dataclass(frozen=True, slots=True)
class Comparison:
    prefix: str
    title: str
    entries: list[Entry]


def build(
    programmes: Iterable[Programme], link: Link, *, title: str = "", prefix: str = "comparison"
) -> Comparison | None:
    """Return the comparison of the programmes of which anything is reported; None where nothing is.

    ``link`` leads to the list of the event's meetings.
    """
    entries = [
        _entry(programme, link, f"{prefix}-hatch-{index}")
        for index, programme in enumerate(programmes)
        if programme.reported
    ]
    return Comparison(prefix, title or _("Reported and recorded"), entries) if entries else None


def _entry(programme: Programme, link: Link, hatch: str) -> Entry:
    most = max([programme.recorded, programme.mous, *(total.value for total in programme.reported), 1])
    groups = []
    if programme.reported_meetings or programme.recorded:
        groups.append(Group(_("Meetings"), _all(programme.reported_meetings, most), _meetings(programme, link, most)))
    if programme.reported_mous or programme.mous:
        groups.append(Group(_("MoUs"), _all(programme.reported_mous, most), _mous(programme, most)))
    labels = dict(ReportedTotal.Counts.choices)
    for counts in dict.fromkeys(total.counts for total in programme.reported_other):
        totals = [total for total in programme.reported_other if total.counts == counts]
        label = str(labels[counts])
        groups.append(Group(label[:1].upper() + label[1:], _all(totals, most), None))
    party = programme.principal.party
    return Entry(name_of(party), programme.principal.organization_id is not None, hatch, groups)


def _all(totals: list[ReportedTotal], most: int) -> list[Reported]:
    return [_reported(total, most) for total in totals]


def _reported(total: ReportedTotal, most: int) -> Reported:
    is_exact = total.qualifier == ReportedTotal.Qualifier.EXACTLY
    words = grouped(total.value)
    if not is_exact:
        words = _("%(qualifier)s %(number)s") % {"qualifier": total.get_qualifier_display(), "number": words}
    return Reported(words, _percent(total.value, most), is_exact, total)


def _meetings(programme: Programme, link: Link, most: int) -> Recorded:
    principal = _principal(programme.principal)
    return Recorded(
        count=programme.recorded,
        url=link.party(**principal, attestation=""),
        named=programme.named,
        named_url=link.party(**principal, attestation="named"),
        named_width=_percent(programme.named, most),
        implied=programme.implied,
        implied_url=link.party(**principal, attestation="implied"),
        implied_x=_percent(programme.named, most),
        implied_width=_percent(programme.implied, most),
    )


def _mous(programme: Programme, most: int) -> Recorded:
    """The list of meetings has no filter for these, so they are no links."""
    return Recorded(programme.mous, "", programme.mous, "", _percent(programme.mous, most), 0, "", "", "")


def _principal(delegation: Delegation) -> dict[str, str]:
    if delegation.country_id:
        return {"country": delegation.country_id.lower(), "side": "principal"}
    organization = delegation.organization
    return {"organization": organization.slug if organization else "", "side": "principal"}


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%"
