"""A filtered list in words: the sentence above it, and a chip for each filter that removes it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.addresses import query
from core.joins import one_of
from core.numbers import grouped
from meetings.filters import PRESENTATION, MeetingFilterSet


@dataclass(frozen=True, slots=True)
class Chip:
    """One applied filter; ``url`` is the same list without it."""

    label: str
    value: str
    url: str


def chips(filterset: MeetingFilterSet, path: str) -> list[Chip]:
    applied = filterset.applied()
    names = _Names(filterset)
    found = []
    for key, values in applied.items():
        if key in PRESENTATION:
            continue
        for value in values:
            rest = {**applied, key: [other for other in values if other != value]}
            found.append(Chip(str(filterset.filters[key].label), names.of(key, value), path + query(rest)))
    return found


class _Names:
    """A value of the address as a reader names it; the value itself where it is not understood."""

    def __init__(self, filterset: MeetingFilterSet) -> None:
        self.gazetteer = filterset.gazetteer
        cleaned = getattr(filterset.form, "cleaned_data", {})
        self.rows = {
            name: {row.slug: row.name for row in cleaned.get(name) or []} for name in ("organization", "event", "topic")
        }
        self.partners = getattr(filterset.form.fields.get("with"), "organizations", {})
        self.choices = {
            name: dict(filterset.form.fields[name].choices) for name in ("kind", "attestation", "mou", "side")
        }

    def of(self, key: str, value: str) -> str:
        if key in ("continent", "region"):
            region = self.gazetteer.region_named(value)
            return region.name if region else value
        if key in ("country", "with"):
            country = self.gazetteer.country_of(value)
            if country or value in self.partners:
                return country.name if country else self.partners[value]
            region = self.gazetteer.region_named(value)
            return region.name if region else value
        if key in self.rows:
            return str(self.rows[key].get(value, value))
        if key in self.choices:
            return str(self.choices[key].get(value, value))
        return value


def how_many(n: int) -> str:
    return ngettext("%(n)s meeting", "%(n)s meetings", n) % {"n": grouped(n)}


def sentence(filterset: MeetingFilterSet, total: int) -> str:
    """Return what the list shows, in words: "19 meetings with counterparts in Europe"."""
    words = how_many(total)
    for clause in _clauses(filterset):
        # Translators: a number of meetings, and a condition on them; repeated for each condition.
        words = pgettext("a list and a condition", "%(list)s %(condition)s") % {"list": words, "condition": clause}
    return words


def _clauses(filterset: MeetingFilterSet) -> list[str]:
    names = _Names(filterset)
    asked = {key: [names.of(key, v) for v in filterset.data.getlist(key) if v.strip()] for key in filterset.filters}
    side = filterset.data.get("side", "")
    clauses = _party_clauses(asked, side)
    if asked["topic"]:
        clauses.append(_("about %(topics)s") % {"topics": one_of(asked["topic"])})
    if asked["event"]:
        clauses.append(_("at %(events)s") % {"events": one_of(asked["event"])})
    if asked["kind"]:
        clauses.append(_("of the kind %(kinds)s") % {"kinds": one_of(asked["kind"])})
    if asked["attestation"]:
        clauses.append(_("attested as %(values)s") % {"values": one_of(asked["attestation"])})
    if asked["year"]:
        clauses.append(_("in %(years)s") % {"years": one_of(asked["year"])})
    if asked["from"]:
        clauses.append(_("not before %(day)s") % {"day": asked["from"][0]})
    if asked["to"]:
        clauses.append(_("not after %(day)s") % {"day": asked["to"][0]})
    if len(asked["mou"]) == 1:
        clauses.append(_("with an MoU") if filterset.data["mou"] == "yes" else _("without an MoU"))
    if asked["q"]:
        clauses.append(_("matching “%(words)s”") % {"words": asked["q"][0]})
    return clauses


def _party_clauses(asked: dict[str, list[str]], side: str) -> list[str]:
    clauses = []
    for key in ("continent", "region"):
        if asked[key]:
            place = one_of(asked[key])
            if side == "principal":
                clauses.append(_("with principals in %(places)s") % {"places": place})
            elif side == "either":
                clauses.append(_("with a delegation from %(places)s") % {"places": place})
            else:
                clauses.append(_("with counterparts in %(places)s") % {"places": place})
    parties = asked["country"] + asked["organization"]
    others = asked["with"]
    if parties and others and side not in ("principal", "counterpart"):
        clauses.append(_("between %(parties)s and %(others)s") % {"parties": one_of(parties), "others": one_of(others)})
        return clauses
    if parties:
        if side == "principal":
            clauses.append(_("in the programme of %(parties)s") % {"parties": one_of(parties)})
        elif side == "counterpart":
            clauses.append(_("with %(parties)s as counterpart") % {"parties": one_of(parties)})
        else:
            clauses.append(_("of %(parties)s") % {"parties": one_of(parties)})
    if others:
        clauses.append(pgettext("the other side", "with %(parties)s") % {"parties": one_of(others)})
    return clauses
