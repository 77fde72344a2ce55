"""The whole of what is to become of an article, for the page and for accepting it: both build the same."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.state import State
from delegations.gazetteer import Gazetteer
from delegations.lexicon import Lexicon
from delegations.models import Event
from intake.models import Article
from intake.sheet.cells import Parties, Values
from intake.sheet.known import meetings_known, mous_known, totals_known
from intake.sheet.rows import ACCEPT, CITE, HELD, REFUSE, Maker, Row, key_of
from intake.sheet.settings import PEOPLE, SettingsForm, check_row
from intake.sheet.whys import sure, why
from meetings.entry import date_at
from meetings.models import MoU, ReportedTotal, Topic
from meetings.services.powers import has_power, may_change

MOST_FULL = 55  # rows of meetings on a page: eleven fields each, of a thousand that a form may have
MOST_OTHERS = 80  # parties that are only mentioned: two fields each
# Of an article that nothing was understood of.
NOTHING: dict[str, Any] = {
    **dict.fromkeys(("event", "place", "principal")),
    **dict.fromkeys(("dates", "counterparts", "instruments", "topics", "totals"), ()),
}
MOST_MOUS, MOST_TOTALS = 15, 10


class Sheet:
    """``posted`` is what a browser sent (None: nothing); what it does not say is as it was kept or understood."""

    def __init__(
        self, article: Article, user: Any, state: State | None, posted: Mapping[str, Any] | None = None, page: int = 1
    ) -> None:
        self.article, self.user = article, user
        self.reading: dict[str, Any] = {**NOTHING, **article.reading}
        self.values = Values(article.choices.get("fields", {}), posted)
        self.parties = Parties(Lexicon.of(state), Gazetteer.of(state).countries)
        self.topics = list(Topic.objects.order_by("sort_key", "pk"))
        self.form = SettingsForm(article, self._settings(), self.parties)
        self.values.defaults.update(self.form.first)
        self.form.full_clean()
        data = self.form.cleaned_data
        self.event: Event | None = data.get("event_row")
        self.source: Any = data.get("source_row")
        self.principal = data.get("principal_party")
        if self.event is not None and self.event._state.adding:
            check_row(self.event, self.form, "event_name")
        self._rows()
        self.page = page

    def _settings(self) -> dict[str, Any]:
        """Return what the fields of the settings say, as understood where nobody wrote anything."""
        found = {name: self.values.of(name, text) for name, text in self._understood().items()}
        for name in ("event_use", "source_use", "event", "source"):
            if value := self.values.of(name):
                found[name] = value
        return found

    def _understood(self) -> dict[str, str]:
        reading = self.reading
        event, place, principal = reading["event"], reading["place"], reading["principal"]
        party = self.parties.found(principal["party"]) if principal else None
        country = self.parties.found(place["country"]) if place else None
        said = {"institution": "institution", "head": "person", "head_title": "title"}
        return {
            "event_name": event["name"][:200] if event else "",
            "event_place": place["name"][:120] if place else "",
            "event_country": self.parties.name(country) if country else "",
            "event_held_on": self._date("event"),
            "held_on": self._date("meeting"),
            "principal": self.parties.name(party) if party else "",
            **{f"principal_{name}": principal[said[name]] if principal else "" for name in PEOPLE},
        }

    def _date(self, of: str) -> str:
        return next((date["edtf"] for date in self.reading["dates"] if date["of"] == of and date["complete"]), "")

    @property
    def reasons(self) -> list[tuple[str, int, str, str]]:
        """Why the settings say what they say: what it is, the paragraph, how sure, and what was seen there."""
        found = [
            (_("Event"), self.reading["event"]),
            (_("Place"), self.reading["place"]),
            (_("Principal"), self.reading["principal"]),
            *((_("Held on"), date) for date in self.reading["dates"] if date["of"] == "event" and date["complete"]),
        ]
        return [
            (label, each["passage"]["paragraph"], sure(each["confidence"]), why(each["rule"]))
            for label, each in found[:4]
            if each
        ]

    @property
    def vague_dates(self) -> list[str]:
        """Dates whose year neither the text nor a day of publication gives."""
        return [date["edtf"] for date in self.reading["dates"] if not date["complete"]]

    def _rows(self) -> None:
        held_on = self.form.cleaned_data.get("held_on") or (date_at(self.event) if self.event else "")
        self.known = meetings_known(self.event, self.principal, held_on, self.source)
        maker = Maker(self.values, self.parties, self.topics)
        found = [*((key_of("m", each["party"]["code"]), each) for each in self.reading["counterparts"]),
                 *((each["key"], each) for each in self.article.choices.get("added", []))]  # fmt: skip
        every = [maker.meeting(each, key, self.known, self.principal) for key, each in found]
        every.sort(key=lambda row: (row.start, row.key))
        # A party that was only mentioned is a short row until somebody accepts it.
        self.meetings = [row for row in every if row.standing == HELD or row.do != REFUSE]
        self.others = [row for row in every if row.standing != HELD and row.do == REFUSE]
        signed, stated = mous_known(self.event), totals_known(self.event, self.source)
        mous = [maker.mou(each, signed) for each in self.reading["instruments"][:MOST_MOUS]]
        totals = [maker.total(each, stated) for each in self.reading["totals"][:MOST_TOTALS]]
        # What the text says twice in one place is one finding.
        self.mous = list({row.key: row for row in mous}.values())
        self.totals = list({row.key: row for row in totals}.values())
        self._forbid()

    def _forbid(self) -> None:
        """Say of each row what would be refused: a record that may not be changed, a total that nobody may show."""
        for row in self.meetings:
            if row.do == CITE and not self._may_cite(row.recorded[0]):
                row.errors.append(_("You may not change this record as it stands."))
        seen: dict[Any, Row] = {}
        for row in (each for each in self.meetings if each.do == ACCEPT and each.party):
            if row.party in seen:
                row.errors.append(_("%(party)s is accepted above already.") % {"party": row.title})
            seen[row.party] = row
        for row in self.totals:
            if row.do != ACCEPT:
                continue
            if self.event is None:
                row.errors.append(_("A total is of an event: name one, or refuse it."))
            elif self.event_is_public and not self.user.has_perm("meetings.edit_public_reportedtotal"):
                row.errors.append(_("Readers would see this at once, so only a publisher may enter it."))

    def _may_cite(self, meeting: Any) -> bool:
        if meeting.published_at is not None:
            return has_power(self.user, "change", meeting) and meeting.merged_into_id is None
        return may_change(self.user, meeting)

    @cached_property
    def event_is_public(self) -> bool:
        event = self.event
        return event is not None and event.pk is not None and Event.objects.published().filter(pk=event.pk).exists()

    # --- Shown -------------------------------------------------------------------------------------------

    @property
    def rows(self) -> list[Row]:
        return [*self.meetings, *self.others, *self.mous, *self.totals]

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.meetings) // MOST_FULL), -(-len(self.others) // MOST_OTHERS))

    @property
    def shown_meetings(self) -> list[Row]:
        return self.meetings[(self.page - 1) * MOST_FULL : self.page * MOST_FULL]

    @property
    def shown_others(self) -> list[Row]:
        return self.others[(self.page - 1) * MOST_OTHERS : self.page * MOST_OTHERS]

    @property
    def accepted(self) -> list[Row]:
        return [row for row in self.meetings if row.do == ACCEPT]

    @property
    def cited(self) -> list[Row]:
        return [row for row in self.meetings if row.do == CITE]

    @property
    def accepted_mous(self) -> list[Row]:
        return [row for row in self.mous if row.do == ACCEPT]

    @property
    def accepted_totals(self) -> list[Row]:
        return [row for row in self.totals if row.do == ACCEPT]

    def would_make(self) -> list[str]:
        """Return in words what accepting would create."""
        implied = sum(row.cells["attestation"].value == "implied" for row in self.accepted)
        named = len(self.accepted) - implied
        found = []
        if self.event is not None and self.event._state.adding:
            found.append(_("a new event: %(name)s") % {"name": self.event.name})
        if self.source is not None and self.source._state.adding:
            found.append(_("a new source: %(title)s") % {"title": self.source.title})
        counted = [
            (named, ngettext("%(n)d meeting", "%(n)d meetings", named)),
            (implied, ngettext("%(n)d implied meeting", "%(n)d implied meetings", implied)),
            (n := len(self.accepted_mous), ngettext("%(n)d MoU", "%(n)d MoUs", n)),
            (n := len(self.accepted_totals), ngettext("%(n)d reported total", "%(n)d reported totals", n)),
            (
                n := len(self.cited),
                ngettext("%(n)d citation of a meeting", "%(n)d citations of meetings", n),
            ),
        ]
        return found + [text % {"n": number} for number, text in counted if number]

    def does_not_add_up(self) -> list[str]:
        """Return where what the text reports is another number than what would be recorded."""
        # What this source is cited for already is found as well, though nothing is to be made of it.
        found_rows = [row for row in self.meetings if row.do != REFUSE or row.cited]
        meetings, mous = len(found_rows), sum(row.do == ACCEPT or bool(row.recorded) for row in self.mous)
        implied = sum(row.cells["attestation"].value == "implied" for row in found_rows)
        found = []
        for row in self.totals:
            counts, qualifier = row.cells["counts"].value, row.cells["qualifier"].value
            if not row.value or qualifier != ReportedTotal.Qualifier.EXACTLY:
                continue
            words = {"n": row.value, "named": meetings - implied, "implied": implied, "mous": mous}
            if counts == ReportedTotal.Counts.MEETINGS and row.value != meetings:
                text = _("Reported: %(n)d meetings. Found: %(named)d + %(implied)d implied.")
                found.append(text % words)
            if counts == ReportedTotal.Counts.MOUS and row.value != mous:
                found.append(_("Reported: %(n)d MoUs. Found: %(mous)d.") % words)
        return found

    def hindrances(self) -> list[tuple[str, str]]:
        """Return what stands in the way of accepting, in words, each with the id of its place on the page."""
        found = self.form.hindrances()
        for row in self.rows:
            if row.is_wrong:
                found.append((f"{row.title}: {' '.join(row.sentences())}", f"f-{row.key}"))
        if not (self.accepted or self.cited or self.accepted_mous):
            found.append((_("Nothing is accepted: there is nothing to make."), "meetings"))
        if any(not self.user.has_perm(name) for name in self.needed()):
            found.append((_("Your role does not allow this."), "settings"))
        return found

    def needed(self) -> list[str]:
        """Return the permissions that accepting takes."""
        needed = ["intake.change_article", "delegations.add_delegation", "meetings.add_citation"]
        if self.event is not None and self.event._state.adding:
            needed.append("delegations.add_event")
        if self.source is not None and self.source._state.adding:
            needed.append("meetings.add_source")
        if self.accepted:
            needed.append("meetings.add_meeting")
        if self.accepted_mous:
            needed.append(f"meetings.add_{MoU._meta.model_name}")
        if self.accepted_totals:
            needed.append("meetings.add_reportedtotal")
        return needed
