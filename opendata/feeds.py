"""Atom feeds of what was published, changed and withdrawn: of the whole register, and of any filtered list.

A withdrawn record is a deletion (RFC 6721) by its address, the day and the reason, which its page gives as well. Every
feed has all of the latest deletions, whatever it is filtered by: which filters a withdrawn record would meet is a part
of what is no longer said of it, and a reader who never had an entry ignores its deletion.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from core.addresses import query
from delegations.gazetteer import Gazetteer, name_of
from meetings import summaries
from meetings.models import Meeting, MoU, Record
from meetings.rows import attach
from opendata.answers import not_understood
from opendata.lists import KINDS, OF_A_PAGE, Asked, asked

ENTRIES = 50
DELETIONS = "http://purl.org/atompub/tombstones/1.0"
# What is listed in a feed, by the name of its list.
MODELS: dict[str, type[Record]] = {"meetings": Meeting, "mous": MoU}


@dataclass(slots=True)
class Said:
    """What one feed tells: ``entries`` the last changed first, ``page`` the path of the list that people read."""

    title: str
    path: str
    page: str
    entries: list[Record] = field(default_factory=list)
    deletions: list[Record] = field(default_factory=list)


@require_safe
def of_all(request: HttpRequest) -> HttpResponse:
    """Everything that is published, changed or withdrawn."""
    entries = [*_latest(Meeting.objects.published()), *_latest(MoU.objects.published())]
    entries.sort(key=lambda record: record.updated_at, reverse=True)
    said = Said(
        _("Entente: new and changed records"), request.path, reverse("pages:home"), entries[:ENTRIES],
        _withdrawn(MODELS.values()),
    )  # fmt: skip
    return _answer(request, said)


@require_safe
def of_list(request: HttpRequest, kind: str) -> HttpResponse:
    """What is new and changed in one list, as it is filtered."""
    if kind not in MODELS:
        raise Http404
    found = asked(request, kind)
    if found.errors:
        return not_understood(found.errors)
    question = _question(found)
    said = Said(
        _("Entente: new and changed in “%(list)s”") % {"list": found.table.title},
        request.path + question,
        reverse(KINDS[kind].page) + question,
        _latest(found.rows),
        _withdrawn([MODELS[kind]]),
    )
    return _answer(request, said)


def _question(found: Asked) -> str:
    applied = {name: values for name, values in found.filterset.applied().items() if name not in (*OF_A_PAGE, "sort")}
    return query(applied) if applied else ""


def _latest(rows: QuerySet[Any]) -> list[Any]:
    latest = rows.order_by("-updated_at", "-pk")[:ENTRIES]
    return list(latest.defer("search_text", "search_vector"))


def _withdrawn(models: Iterable[Any]) -> list[Record]:
    gone: list[Record] = []
    for model in models:
        gone += model.objects.withdrawn().originals().exclude(withdrawn_at=None).order_by("-withdrawn_at")[:ENTRIES]
    gone.sort(key=lambda record: record.withdrawn_at or record.updated_at, reverse=True)
    return gone[:ENTRIES]


def _answer(request: HttpRequest, said: Said) -> HttpResponse:
    response: HttpResponse = Changes(said)(request)
    response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return get_conditional_response(request, response.headers["ETag"], None, response) or response


class WithDeletions(Atom1Feed):
    """Atom with the deletions of RFC 6721 behind the entries."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:at": DELETIONS}

    def write_items(self, handler: Any) -> None:
        super().write_items(handler)
        for deletion in self.feed["deletions"]:
            handler.startElement("at:deleted-entry", {"ref": deletion["ref"], "when": rfc3339_date(deletion["when"])})
            handler.addQuickElement("at:comment", deletion["reason"])
            handler.endElement("at:deleted-entry")


class Changes(Feed):
    feed_type = WithDeletions

    def __init__(self, said: Said) -> None:
        self.said = said

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Said:
        self.site = f"{request.scheme}://{request.get_host()}"
        self.words = _Words(request, self.said.entries)
        return self.said

    def title(self, said: Said) -> str:
        return said.title

    def link(self, said: Said) -> str:
        return self.site + said.page

    def feed_url(self, said: Said) -> str:
        return self.site + said.path

    def feed_guid(self, said: Said) -> str:
        return self.site + said.path

    def feed_copyright(self) -> str:
        return "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"

    def feed_extra_kwargs(self, said: Said) -> dict[str, Any]:
        deletions = [
            {"ref": self.site + address_of(record), "when": record.withdrawn_at, "reason": record.withdrawn_reason}
            for record in said.deletions
        ]
        return {"deletions": deletions}

    def items(self, said: Said) -> list[Record]:
        return said.entries

    def item_title(self, item: Record) -> str:
        return self.words.title(item)

    def item_description(self, item: Record) -> str:
        return self.words.summary(item)

    def item_link(self, item: Record) -> str:
        address: str = item.get_absolute_url()  # type: ignore[attr-defined]  # both kinds have one
        return self.site + address

    def item_guid(self, item: Record) -> str:
        return self.site + address_of(item)

    def item_pubdate(self, item: Record) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Record) -> datetime:
        return item.updated_at


def address_of(record: Any) -> str:
    """Return the address that names the record in every language."""
    with override("en"):
        return str(record.get_absolute_url())


class _Words:
    """The titles and summaries of the entries; what they need is fetched once for all of them."""

    def __init__(self, request: HttpRequest, entries: list[Any]) -> None:
        meetings = [entry for entry in entries if isinstance(entry, Meeting)]
        attach(meetings, Gazetteer.of(request.register))  # type: ignore[attr-defined]  # set by core.middleware
        mous = [entry.pk for entry in entries if isinstance(entry, MoU)]
        self.parties = {mou.pk: _parties(mou) for mou in MoU.objects.filter(pk__in=mous).with_parties()} if mous else {}
        self.passages = dict(
            Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings])
            .order_by()
            .annotate(n=Count("citations"))
            .values_list("pk", "n")
        )

    def title(self, record: Any) -> str:
        if isinstance(record, MoU):
            return f"{record.title}, {record.reference}"
        names = f"{name_of(record.principal.party)} – {name_of(record.counterpart.party)}"
        return f"{names}, {record.reference}"

    def summary(self, record: Any) -> str:
        if isinstance(record, MoU):
            return summaries.mou(
                record.get_kind_display(), self.parties[record.pk], record.signed_on, record.get_lifecycle_display()
            )
        return summaries.meeting(
            name_of(record.principal.party),
            name_of(record.counterpart.party),
            record.held_on,
            record.event.name if record.event else "",
            is_implied=record.attestation == Meeting.Attestation.IMPLIED,
            kind=record.get_kind_display(),
            citations=self.passages.get(record.pk, 0),
        )


def _parties(mou: MoU) -> list[str]:
    return [name_of(signature.delegation.party) for signature in mou.signatures.all()]
