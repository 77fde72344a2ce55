"""What each parameter means, for the description; a test demands a line for every filter."""

from typing import Any

from django.forms import Form
from drf_spectacular.utils import OpenApiParameter

from api.filters import MomentField
from core.filters import (
    MAX_TEXT,
    MAX_VALUES,
    ChoicesField,
    DayField,
    SizeField,
    SortField,
    StrictFilterSet,
    ValuesField,
    YearsField,
)
from core.pagination import DEFAULT_SIZE, SIZES
from meetings.filters import SIDE_CHOICES, SideField

MEANINGS = {
    "q": "Words, at most 12: each begins a word of the record or, in any language, of a party's name.",
    "continent": "Slug of a continent: `africa`. Of meetings, the counterpart's, unless `side` says otherwise.",
    "region": "Slug of a region of UN M49 below a continent: `northern-europe`.",
    "country": "ISO 3166 code of two letters: `ma`. Of meetings, either side, unless `side` says otherwise.",
    "organization": "Slug of an organization: `interpol`.",
    "with": "The party on the other side: a code, or the slug of an organization, continent or region.",
    "side": "Whose continent, region, country or organization is meant.",
    "event": "Slug of an event.",
    "topic": "Slug of a topic: `cybercrime`.",
    "kind": "The kind.",
    "attestation": "`named`: the source lists the two as having met; `implied`: it says what needs a meeting.",
    "year": "Four digits. One of the possible days lies in that year.",
    "from": "A day, month or year. One of the possible days is not before it.",
    "to": "A day, month or year. One of the possible days is not after it.",
    "mou": "Whether a published MoU belongs to the meeting.",
    "lifecycle": "Where the instrument stands.",
    "counts": "What the total counts.",
    "since": "A moment (`2026-01-31T09:30:00Z`) or a day (`2026-01-31`). Without it, since the beginning.",
    "record": "Only changes of this kind of record.",
    "sort": "The order.",
    "size": "How many on a page.",
    "after": "A position, from the link `next`: the page after it. Good only for the order it was made in.",
    "before": "A position, from the link `previous`: the page before it.",
}


def parameters_of(filterset: type[StrictFilterSet]) -> list[OpenApiParameter]:
    return [_parameter(name, filter_.field) for name, filter_ in filterset.get_filters().items()]


def parameters_of_form(form: type[Form]) -> list[OpenApiParameter]:
    return [_parameter(name, field) for name, field in form.base_fields.items()]


def fields_parameter(names: list[str]) -> OpenApiParameter:
    return OpenApiParameter(
        "fields",
        {"type": "array", "items": {"type": "string", "enum": names}, "maxItems": len(names)},
        description="Only these fields, with commas between them: `fields=reference,held`.",
        explode=False,
    )


def _parameter(name: str, field: Any) -> OpenApiParameter:
    values: list[Any] | None = None
    if isinstance(field, ChoicesField):
        values = list(field.choices)
    elif isinstance(field, SideField):
        values = [value for value, _ in SIDE_CHOICES if value]
    elif isinstance(field, SortField):
        values = list(field.orders)
    elif isinstance(field, SizeField):
        return OpenApiParameter(
            name, {"type": "integer", "enum": list(SIZES), "default": DEFAULT_SIZE}, description=MEANINGS[name]
        )
    schema: dict[str, Any] = {"type": "string"}
    if values is not None:
        schema["enum"] = values
    elif isinstance(field, YearsField):
        schema["pattern"] = "^(?!0000)[0-9]{4}$"
    elif isinstance(field, DayField):
        schema["pattern"] = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
    elif isinstance(field, MomentField):
        schema["maxLength"] = 40
    else:
        schema["maxLength"] = MAX_TEXT
    if isinstance(field, ValuesField):
        schema = {"type": "array", "items": schema, "maxItems": MAX_VALUES}
        return OpenApiParameter(name, schema, description=f"{MEANINGS[name]} Repeated, it means or.", explode=True)
    return OpenApiParameter(name, schema, description=MEANINGS[name])
