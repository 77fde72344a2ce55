"""The lists of the desk: what there is to do for one person. Capped, and as many queries however much there is."""

from collections.abc import Callable, Iterator
from heapq import merge
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from desk.comments.services import RECORDS
from desk.home.lines import COLUMNS, Line, List, know
from desk.models import Comment
from meetings.models import Citation, Record
from meetings.services.powers import has_power, visible_to

SHOWN = 8
Status = Record.Status


class Lists:
    """The lists of one person, by that person's powers."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.kinds = {
            kind: model
            for kind, model in RECORDS.items()
            if has_power(user, "view", model) or has_power(user, "change", model)
        }

    def all(self) -> list[List]:
        if not self.kinds:
            return []
        writes, reviews = self._may("add"), self._may("review")
        shown: list[tuple[bool, Callable[[], List]]] = [
            (writes, self.returned),
            (reviews, self.waiting),
            (writes, self.drafts),
            (not reviews, self.waiting),
            (True, self.revisions),
            (True, self.evidence),
            (True, self.published),
        ]
        lists = [make() for is_shown, make in shown if is_shown]
        know(line for each in lists for line in each.lines)
        return lists

    def returned(self) -> List:
        """What was given back to this person with a comment, the last first."""
        lines: list[Line] = []
        for kind, model in self.kinds.items():
            mine = Q(revision="", **{f"{kind}__entered_by": self.user.pk})
            mine |= ~Q(revision="") & Q(**{f"{kind}__revision__entered_by": self.user.pk})
            said = Comment.objects.returned(kind).filter(mine).order_by("-at", "-pk")
            found = said.values_list(kind, f"{kind}__revision", "revision", "at", "by", "text")[: 4 * SHOWN]
            last: dict[int, Any] = {}
            for record, revision, of_revision, *rest in found:
                # Several returns of one record: the last says what is to be done.
                last.setdefault(revision if of_revision else record, rest)
            rows = model.objects.only(*COLUMNS[kind]).in_bulk([*last][:SHOWN])
            lines += [
                Line(kind, rows[pk], when=at, who=by, words=text) for pk, (at, by, text) in last.items() if pk in rows
            ]
        lines.sort(key=lambda line: line.when or 0, reverse=True)
        return List(
            "returned",
            _("Returned to you"),
            lines[:SHOWN],
            _("Nobody has given a record back to you."),
            lead=_("Do what the comment says, and submit it again."),
            links=self._links("status__exact=draft&whose=mine"),
        )

    def waiting(self) -> List:
        """What waits for review, the oldest first; without the power to review, one's own."""
        rows = {kind: self._seen(kind).filter(status=Status.IN_REVIEW) for kind in self.kinds}
        own = _("you changed it last: somebody else reviews it")
        if self._may("review"):
            title, empty = _("Waiting for review"), _("Nothing waits for review.")
        else:
            title, empty = _("Waiting for somebody to review"), _("Nothing of yours waits for review: submit a draft.")
        lines = self._lines(rows, "submitted_at")
        for line in lines:
            line.when = line.row.submitted_at
            line.note = own if settings.TWO_PERSONS and line.row.changed_by_id == self.user.pk else ""
        return List(
            "waiting", title, lines, empty, total=self._count(rows), links=self._links("status__exact=in_review")
        )

    def drafts(self) -> List:
        """Drafts of one's own, the last changed first; pending revisions have a list of their own."""
        rows = {
            kind: model.objects.unpublished().filter(status=Status.DRAFT, entered_by=self.user.pk)
            for kind, model in self.kinds.items()
        }
        lines = self._lines(rows, "-updated_at")
        for line in lines:
            line.when = line.row.updated_at
        return List(
            "drafts",
            _("My drafts"),
            lines,
            _("No draft of yours is waiting for you. Add a meeting, or many at once from a list."),
            total=self._count(rows),
            links=self._links("status__exact=draft&whose=mine&revision=no"),
        )

    def revisions(self) -> List:
        rows = {kind: self._seen(kind).filter(revises__isnull=False) for kind in self.kinds}
        lines = self._lines(rows, "-updated_at")
        for line in lines:
            line.when, line.shows_status = line.row.updated_at, True
        return List(
            "revisions",
            _("Pending revisions"),
            lines,
            _("No published record is being revised. To correct one, open it and press “Revise”."),
            total=self._count(rows),
            links=self._links("revision=yes"),
        )

    def evidence(self) -> List:
        """Records that no source is named for, then those whose source cannot be opened any more."""
        uncited = {kind: self._seen(kind).unpublished().uncited() for kind in self.kinds}
        known = {kind: self._seen(kind).originals().exclude(status=Status.WITHDRAWN) for kind in self.kinds}
        lines = self._lines(uncited, "-updated_at")
        for line in lines:
            line.note = _("no source")
        dead = self._lines({kind: rows.with_dead_sources() for kind, rows in known.items()}, "-pk")
        self._name_dead_sources(dead)
        return List(
            "evidence",
            _("Sources dead or missing"),
            # Half of the list for each, where there are more of both.
            [*lines[: SHOWN - min(len(dead), SHOWN // 2)], *dead][:SHOWN],
            _("Every record that you see has a source, and no address of a source is known to be dead."),
            lead=_("Name a source; or open the dead one and give the address of an archived copy."),
            links=[
                *self._links("sources=missing", pgettext("list of records", "%(records)s without a source")),
                *self._links("sources=dead", pgettext("list of records", "%(records)s with a dead source")),
            ],
        )

    def published(self) -> List:
        lines = self._lines({kind: model.objects.published() for kind, model in self.kinds.items()}, "-published_at")
        for line in lines:
            line.when, line.who = line.row.published_at, line.row.published_by_id
        return List(
            "published",
            _("Recently published"),
            lines,
            _("Nothing is published yet. A draft that names its source can be submitted for review."),
            links=self._links("status__exact=published"),
        )

    # --- Parts -----------------------------------------------------------------------------------------

    def _may(self, power: str) -> bool:
        return any(has_power(self.user, power, model) for model in self.kinds.values())

    def _seen(self, kind: str) -> Any:
        return visible_to(self.user, self.kinds[kind].objects.all())

    def _count(self, rows: dict[str, QuerySet]) -> int:
        return sum(found.order_by().count() for found in rows.values())

    def _links(self, query: str, words: str = "%(records)s") -> list[tuple[str, str]]:
        return [
            (
                words % {"records": model._meta.verbose_name_plural},
                f"{reverse(f'admin:meetings_{kind}_changelist')}?{query}",
            )
            for kind, model in self.kinds.items()
        ]

    def _lines(self, rows: dict[str, QuerySet], order: str) -> list[Line]:
        """Return the first of all kinds together, in the ``order`` of one column."""
        column, newest = order.lstrip("-"), order.startswith("-")
        each: list[Iterator[Line]] = []
        for kind, found in rows.items():
            ordered = found.only(*COLUMNS[kind]).order_by(order, "-pk" if newest else "pk")
            each.append(iter([Line(kind, row) for row in ordered[:SHOWN]]))
        together = merge(*each, key=lambda line: _sortable(getattr(line.row, column), newest), reverse=newest)
        return list(together)[:SHOWN]

    def _name_dead_sources(self, lines: list[Line]) -> None:
        """Say of each record one dead source that it cites."""
        for kind in self.kinds:
            chosen = {line.row.pk: line for line in lines if line.kind == kind}
            cited = Citation.objects.filter(**{f"{kind}__in": [*chosen, 0]}, source__gone_at__isnull=False)
            cited = cited.filter(source__archived_url="").order_by("-pk")
            for pk, source, title in cited.values_list(kind, "source", "source__title"):
                line = chosen[pk]
                line.note, line.words = _("dead address"), title
                line.link = reverse("admin:meetings_source_change", args=[source])


def _sortable(value: Any, newest: bool) -> tuple[bool, Any]:
    """Return ``value`` as two lists are put together by it: what has none stands last."""
    return (value is None) != newest, 0 if value is None else value
