"""A delegation at an event, found or made."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from core.text import normalise
from delegations.lexicon import Party
from delegations.models import Delegation, Event

STATED = ("institution", "head", "head_title")


def described(party: Party, event: Event | None, stated: dict[str, str]) -> Delegation:
    """Return a delegation of ``party`` at ``event`` that is not saved yet; ``stated`` is what ``STATED`` names."""
    key = {"country_id": party.key} if party.kind == "c" else {"organization_id": int(party.key)}
    return Delegation(event=event, **key, **stated)


def likeness(described: Delegation) -> Delegation | None:
    """Return the delegation of the same party at the same event that ``described`` can only mean, if there is one.

    One with the same institution, head and title; else the only one that agrees with everything that was stated
    (where nothing but the party was, the party's only one). Without an event there is none: two visits in two
    years are two delegations.
    """
    if described.event_id is None:
        return None
    others = (
        Delegation.objects.filter(
            event=described.event_id, country=described.country_id, organization=described.organization_id
        )
        .select_related("country", "organization", "event")
        .order_by("pk")[:200]
    )
    return likest(described, others)


def likest(described: Delegation, others: Iterable[Delegation]) -> Delegation | None:
    """Return that of ``others``, delegations of the same party at the same event, by the rule of ``likeness``."""
    wanted = _facts(described)
    facts = [(other, _facts(other)) for other in others]
    for other, known in facts:
        if known == wanted:
            return other
    stated = {name: text for name, text in wanted.items() if text}
    agreeing = [other for other, known in facts if stated.items() <= known.items()]
    return agreeing[0] if len(agreeing) == 1 else None


def likenesses(described: Sequence[Delegation]) -> list[Delegation | None]:
    """Return for each of ``described`` what ``likeness`` would: one query, whatever their number.

    One that is described twice, and not stored, is the same delegation both times: the first of ``described``.
    """
    events = {row.event_id for row in described if row.event_id is not None}
    known: dict[Any, list[Delegation]] = defaultdict(list)
    if events:
        rows = Delegation.objects.filter(event__in=events).of(
            countries={row.country_id for row in described if row.country_id},
            organizations={row.organization_id for row in described if row.organization_id},
        )
        for row in rows.order_by("pk"):
            known[_place(row)].append(row)
    found = []
    for row in described:
        place = _place(row)
        existing = likest(row, known[place]) if row.event_id is not None else None
        if existing is None and row.event_id is not None:
            known[place].append(row)
        found.append(existing)
    return found


def found_or_created_all(described: Sequence[Delegation]) -> list[Delegation]:
    """Return for each of ``described`` what ``found_or_created`` would; as many queries for a thousand as for ten.

    The events are locked meanwhile, in the order of their keys, so that two who enter the same do not wait for one
    another for ever.
    """
    with transaction.atomic():
        events = {row.event_id for row in described if row.event_id is not None}
        list(Event.objects.select_for_update().filter(pk__in=events).order_by("pk").values_list("pk"))
        found = likenesses(described)
        Delegation.objects.bulk_create(
            [row for row, existing in zip(described, found, strict=True) if existing is None]
        )
        return [existing or row for row, existing in zip(described, found, strict=True)]


def _place(delegation: Delegation) -> tuple[Any, ...]:
    return delegation.event_id, delegation.country_id, delegation.organization_id


def _facts(delegation: Delegation) -> dict[str, str]:
    return {name: normalise(getattr(delegation, name)) for name in STATED}


def found_or_created(described: Delegation) -> Delegation:
    """Return ``described``, saved, or the delegation that it can only mean (``likeness``).

    The event is locked meanwhile, so that two editors who enter the same delegation at once make one.
    """
    with transaction.atomic():
        if described.event_id is not None:
            Event.objects.select_for_update().only("pk").get(pk=described.event_id)
        existing = likeness(described)
        if existing is None:
            described.save()
        return existing or described


def free_slug(model: Any, name: str) -> str:
    """Return a slug for a row called ``name`` that no row of ``model`` has; a name without a Latin letter gets one
    that is made of its digest."""
    plain = slugify(name)[:70].strip("-")
    if len(plain) < 3:
        plain = f"{model._meta.model_name}-{sha256(name.encode()).hexdigest()[:8]}"
    taken = set(model.objects.filter(slug__startswith=plain).values_list("slug", flat=True)[:1000])
    number = 2
    found = plain
    while found in taken:
        found, number = f"{plain}-{number}", number + 1
    return found
