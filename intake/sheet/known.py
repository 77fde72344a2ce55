"""What the register holds already of what an article tells: events and sources like these, meetings of the same pair.

As many questions for fifty findings as for three.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from core.dates import parse
from core.search import first_words, starts_with
from delegations.lexicon import Party
from delegations.models import Event
from intake.models import Article
from meetings.lookups import party_of
from meetings.models import Citation, Meeting, MoU, ReportedTotal, Source

MOST = 6  # events and sources that are offered
MOST_MEETINGS = 2000


@dataclass
class Known:
    """The meetings of the principal that may be the same, by the other party; ``cited`` by this source already."""

    meetings: dict[Party, list[Meeting]] = field(default_factory=dict)
    cited: set[int] = field(default_factory=set)


def events_like(name: str, country: str, held_on: str) -> list[Event]:
    """Return events with all words of the name, and those in that country on days that overlap."""
    condition = Q()
    words = first_words(name)
    if words:
        condition |= _all(words)
    first, last = bounds(held_on)
    if country and first and last:
        condition |= Q(country=country, held_from__lte=last, held_to__gte=first)
    if not condition:
        return []
    return list(Event.objects.filter(condition).select_related("country").order_by("-held_order", "-pk")[:MOST])


def _all(words: list[str]) -> Q:
    found = Q()
    for word in words:
        found &= Q(search_vector=starts_with(word))
    return found


def sources_like(article: Article) -> list[Source]:
    """Return sources of this text or address, and those of the same title and day."""
    condition = Q(sha256=article.sha256) | Q(title=article.title, publisher=article.publisher)
    if article.url:
        condition |= Q(url=article.url)
    return list(Source.objects.filter(condition).order_by("-pk")[:MOST])


def meetings_known(event: Event | None, principal: Party | None, held_on: str, source: Source | None) -> Known:
    """Return the meetings of ``principal`` at ``event``, or on days that overlap; what was withdrawn is left out."""
    near = Q(event=event) if event is not None and event.pk else Q()
    first, last = bounds(held_on)
    if first and last:
        near |= Q(held_from__lte=last, held_to__gte=first)
    if principal is None or not near:
        return Known()
    mine = {"country_id": principal.key} if principal.kind == "c" else {"organization_id": int(principal.key)}
    either = Q()
    for side in ("principal", "counterpart"):
        either |= Q(**{f"{side}_{name}": key for name, key in mine.items()})
    rows = Meeting.objects.originals().filter(either, near).exclude(status="withdrawn").select_related("event")
    found: dict[Party, list[Meeting]] = defaultdict(list)
    for row in rows.defer("summary", "search_text", "search_vector").order_by("pk")[:MOST_MEETINGS]:
        other = "counterpart_" if party_of(row, "principal_") == principal else "principal_"
        found[party_of(row, other)].append(row)
    return Known(dict(found), _cited(found, source))


def _cited(found: dict[Party, list[Meeting]], source: Source | None) -> set[int]:
    if source is None or source.pk is None:
        return set()
    keys = [row.pk for rows in found.values() for row in rows]
    return set(Citation.objects.filter(source=source, meeting__in=keys).order_by().values_list("meeting", flat=True))


def mous_known(event: Event | None) -> dict[frozenset[Party], list[MoU]]:
    """Return what was signed at ``event`` as the register has it, by its parties."""
    found: dict[frozenset[Party], list[MoU]] = defaultdict(list)
    if event is not None and event.pk:
        rows = MoU.objects.filter(event=event, revises=None).exclude(status="withdrawn")
        rows = rows.defer("summary", "search_text", "search_vector").prefetch_related("signatures__delegation")
        for row in rows.order_by("pk")[:MOST_MEETINGS]:
            found[frozenset(party_of(signature.delegation) for signature in row.signatures.all())].append(row)
    return found


def totals_known(event: Event | None, source: Source | None) -> set[tuple[str, str]]:
    """Return where ``source`` states what of ``event``, as the register has it: locators and what is counted."""
    if event is None or source is None or not (event.pk and source.pk):
        return set()
    return set(ReportedTotal.objects.filter(event=event, source=source).values_list("locator", "counts"))


def bounds(held_on: str) -> tuple[datetime.date | None, datetime.date | None]:
    try:
        stated: Any = parse(held_on) if held_on else None
    except ValidationError:
        return None, None
    return (stated.earliest, stated.latest) if stated else (None, None)
