"""From an article to drafts, all in one transaction, through the same services as a list or a form."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from core.form_tokens import made, once
from core.history import acting
from core.refusals import check_deferred_rules
from delegations.models import Delegation
from delegations.services import STATED, described
from intake.models import Article, Outcome
from intake.services.hand import VIA, working
from intake.sheet.rows import Row
from intake.sheet.sheet import Sheet
from meetings.entry import date_at
from meetings.models import Citation, Meeting, MoU, ReportedTotal
from meetings.services import revisions
from meetings.services.entering import Draft, Programme, Signed, enter, enter_mous

MADE = "intake.article"
FINISHED = ("choices", "state", "accepted_at", "accepted_by", "holder", "held_since", "context")
Supports = Citation.Supports


class Hindered(Exception):
    """Something on the page stands in the way; ``sheet`` says what."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        super().__init__(sheet.hindrances())


def accept(
    pk: int, by: User, version: int | None, data: QueryDict, sheet_of: Callable[[Article], Sheet]
) -> Mapping[str, int]:
    """Make the drafts that ``sheet_of`` the locked article says, once for the form ``data``; return how many of each.

    Raises ``Hindered``, ``Refused``, ``InHand``, ``Stale`` or what ``core.form_tokens`` does: nothing is kept then.
    """
    seen = -1 if version is None else version
    with acting(by, via=VIA, article=pk) as context, working(pk, by, seen) as article:
        sheet = sheet_of(article)
        if sheet.hindrances():
            raise Hindered(sheet)
        with once(data, MADE) as sent:
            counted = _Making(article, sheet, by, context.id).all()
            made(sent, article.pk)
    return counted


class _Making:
    """The transaction of one article."""

    def __init__(self, article: Article, sheet: Sheet, by: User, context: UUID) -> None:
        self.article, self.sheet, self.by, self.context = article, sheet, by, context
        self.outcomes: list[Outcome] = []
        self.meetings: dict[Any, Meeting] = {}

    def all(self) -> Mapping[str, int]:
        self._event_and_source()
        principal = self.sheet.form.cleaned_data["principal_row"]
        principal.event = self.sheet.event
        self._meetings(principal)
        self._mous()
        self._citations()
        self._totals()
        check_deferred_rules()
        self._done()
        return {"meetings": len(self.sheet.accepted), "mous": len(self.sheet.accepted_mous),
                "citations": len(self.sheet.cited), "totals": len(self.sheet.accepted_totals)}  # fmt: skip

    def _event_and_source(self) -> None:
        event, source = self.sheet.event, self.sheet.source
        for name, row in (("source", source), ("event", event)):
            if row is not None:
                how = Outcome.How.USED
                if row.pk is None:
                    row.save()
                    how = Outcome.How.MADE
                    if name == "event":
                        self._cite_event()
                self._came(name, how, **{name: row})

    def _cite_event(self) -> None:
        """Say where the article names the new event, its place and its days."""
        reading, event = self.sheet.reading, self.sheet.event
        assert event is not None
        where: dict[int, list[str]] = {}
        date = next((found for found in reading["dates"] if found["of"] == "event"), None)
        for found, fact, said in (
            (reading["event"], Supports.NAME, event.name),
            (reading["place"], Supports.PLACE, event.place),
            (date, Supports.DATE, event.held_on),
        ):
            if found and said:
                where.setdefault(found["passage"]["paragraph"], []).append(fact.value)
        for paragraph, supports in where.items():
            Citation.objects.create(
                event=event, source=self.sheet.source, locator=f"paragraph {paragraph}", supports=supports
            )

    def _meetings(self, principal: Delegation) -> None:
        rows = self.sheet.accepted
        if not rows and not self.sheet.accepted_totals:
            return  # nothing is of the principal's delegation
        held_on = self.sheet.form.cleaned_data.get("held_on") or ""
        drafts = [
            Draft(
                row.party,  # type: ignore[arg-type]  # a row without a party stands in the way
                _who(row),
                row.cells["kind"].value,
                row.cells["attestation"].value,
                row.topics,
                self._said(row),
            )
            for row in rows
        ]
        programme = Programme(self.sheet.event, principal, held_on, self.sheet.source, drafts)
        for row, meeting in zip(rows, enter(programme), strict=True):
            self.meetings[row.party] = meeting
            self._came(row.key, Outcome.How.MADE, meeting=meeting)
        self.principal = programme.principal

    def _said(self, row: Row) -> list[dict[str, Any]]:
        """Return the citations of a meeting: the passage that names it, and those of its topics elsewhere."""
        supports = [Supports.PARTICIPATION.value]
        if any(_who(row).values()):
            supports.append(Supports.INSTITUTION.value)
        elsewhere: dict[int, None] = {}
        for topic in row.topics:
            places = self._paragraphs_of(topic.slug)
            if row.paragraph in places or not places:
                supports += [Supports.TOPIC.value] if Supports.TOPIC.value not in supports else []
            else:
                elsewhere[min(places)] = None
        main = {**_passage(row), "grouping": row.cells["grouping"].value, "supports": supports}
        others = [{"locator": f"paragraph {number}", "supports": [Supports.TOPIC.value]} for number in elsewhere]
        return [main, *others]

    def _paragraphs_of(self, slug: str) -> set[int]:
        found = self.sheet.reading["topics"]
        return {each["passage"]["paragraph"] for each in found if each["slug"] == slug}

    def _mous(self) -> None:
        rows, event = self.sheet.accepted_mous, self.sheet.event
        held_on = self.sheet.form.cleaned_data.get("held_on") or (date_at(event) if event else "")
        signed = []
        for row in rows:
            cells = row.cells
            meeting = next((self.meetings[party] for party in row.parties if party in self.meetings), None)
            mou = MoU(
                title=cells["title"].value,
                kind=cells["kind"].value,
                event=event,
                meeting=meeting,
                signed_on=cells["signed_on"].date() or held_on,
            )
            supports = [Supports.SIGNING.value, *([Supports.TOPIC.value] if row.topics else [])]
            parties = [described(party, event, {}) for party in row.parties]
            signed.append(Signed(mou, parties, row.topics, [{**_passage(row), "supports": supports}]))
        for row, mou in zip(rows, enter_mous(signed, self.sheet.source), strict=True):
            self._came(row.key, Outcome.How.MADE, mou=mou)

    def _citations(self) -> None:
        """Add the passage to meetings that the register has; to one that readers see, by a pending revision."""
        for row in self.sheet.cited:
            known = row.recorded[0]
            meeting = revisions.begin(known, self.by) if known.published_at is not None else known
            supports = [Supports.PARTICIPATION.value]
            Citation.objects.create(
                meeting=meeting,
                source=self.sheet.source,
                grouping=row.cells["grouping"].value,
                supports=supports,
                **_passage(row),
            )
            self._came(row.key, Outcome.How.CITED, meeting=known)

    def _totals(self) -> None:
        event: Any = self.sheet.event  # a total without one stands in the way
        for row in self.sheet.accepted_totals:
            cells = row.cells
            total = ReportedTotal.objects.create(
                event=event,
                principal=self.principal,
                source=self.sheet.source,
                locator=cells["locator"].value,
                counts=cells["counts"].value,
                qualifier=cells["qualifier"].value,
                value=row.value,
            )
            self._came(row.key, Outcome.How.MADE, total=total)

    def _came(self, finding: str, how: str, **record: Any) -> None:
        self.outcomes.append(Outcome(article=self.article, finding=finding, how=how, **record))

    def _done(self) -> None:
        Outcome.objects.bulk_create(self.outcomes)
        article = self.article
        article.choices = {**article.choices, "fields": self.sheet.values.to_keep()}
        article.state, article.accepted_at, article.accepted_by = Article.State.ACCEPTED, timezone.now(), self.by
        article.holder = article.held_since = None
        article.context = self.context
        article.save(update_fields=FINISHED)


def _who(row: Row) -> dict[str, str]:
    return {name: row.cells[name].value.strip() for name in STATED}


def _passage(row: Row) -> dict[str, str]:
    return {"locator": row.cells["locator"].value, "quote": row.cells["quote"].value}
