"""A record as somebody is typing it: what the form holds so far, without a word about what is wrong with it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import DateField
from django.http import QueryDict

from core.admin_widgets import is_usable_key
from delegations.models import Country, Delegation, Event, Organization
from meetings.entry import date_at
from meetings.models import Meeting, MoU, Source

SIDES = ("principal", "counterpart")
MOST_PARTIES = 100


def typed(kind: str, data: QueryDict, pk: int | None) -> tuple[Any, dict[str, Any]]:
    """Return the record that ``data`` of the admin's form describes, not saved, and what ``like`` takes beside it."""
    record, known = MAKES[kind](data)
    record.pk = pk
    return record, known


def _meeting(data: QueryDict) -> tuple[Meeting, dict[str, Any]]:
    sides = {side: _chosen(Delegation, data.get(side)) or _described(data, f"{side}_new_") for side in SIDES}
    event = _chosen(Event, data.get("event")) or next((side.event for side in sides.values() if side.event_id), None)
    held_on = _text(data, "held_on") or (date_at(event) if event else "")
    return Meeting(event=event, held_on=held_on, **sides), {}


def _mou(data: QueryDict) -> tuple[MoU, dict[str, Any]]:
    keys = [
        value
        for name, value in data.items()
        if name.startswith("signatures-") and name.endswith("-delegation")
        and not data.get(name.replace("-delegation", "-DELETE"))
    ][:MOST_PARTIES]  # fmt: skip
    usable = [str(key) for key in keys if key and is_usable_key(Delegation, key)]
    signatories = list(Delegation.objects.filter(pk__in=usable))
    mou = MoU(title=_text(data, "title"), signed_on=_text(data, "signed_on"), event=_chosen(Event, data.get("event")))
    return mou, {"signatories": signatories}


def _delegation(data: QueryDict) -> tuple[Delegation, dict[str, Any]]:
    made = _described(data, "")
    made.event = _chosen(Event, data.get("event"))
    return made, {}


def _source(data: QueryDict) -> tuple[Source, dict[str, Any]]:
    names = ("url", "title", "publisher")
    return Source(published_on=_day(data.get("published_on")), **{name: _text(data, name) for name in names}), {}


def _event(data: QueryDict) -> tuple[Event, dict[str, Any]]:
    names = ("name", "place", "held_on")
    return Event(country=_chosen(Country, data.get("country")), **{name: _text(data, name) for name in names}), {}


def _organization(data: QueryDict) -> tuple[Organization, dict[str, Any]]:
    return Organization(name=_text(data, "name"), acronym=_text(data, "acronym")), {}


MAKES: Mapping[str, Any] = {
    "meeting": _meeting,
    "mou": _mou,
    "delegation": _delegation,
    "source": _source,
    "event": _event,
    "organization": _organization,
}


def _described(data: QueryDict, prefix: str) -> Delegation:
    return Delegation(
        country=_chosen(Country, data.get(f"{prefix}country")),
        organization=_chosen(Organization, data.get(f"{prefix}organization")),
        institution=_text(data, f"{prefix}institution"),
    )


def _chosen(model: Any, key: str | None) -> Any:
    if not key or not is_usable_key(model, key):
        return None
    rows = model._default_manager
    if model is Delegation:
        rows = rows.select_related("event")
    try:
        return rows.filter(pk=key).first()
    except (OverflowError, ValueError):
        return None


def _text(data: QueryDict, name: str) -> str:
    return (data.get(name) or "").strip()[:1000]


def _day(text: str | None) -> datetime.date | None:
    try:
        day: datetime.date | None = DateField(required=False).clean(text)
    except ValidationError:
        return None
    return day
