"""Which tables have a history, what belongs to a record, and which of its columns a history tells of."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pghistory.models
from django.apps import apps
from django.db.models import Model

from delegations.models import Country, CountryName, Event
from meetings.models import Citation, Meeting, MoU, MouParty, ReportedTotal
from meetings.models.meetings import MeetingTopic
from meetings.models.mous import MoUTopic

# Not typed by anybody, but of interest: where a record stands on its road.
ROAD = ("status", "withdrawn_reason", "merged_into")


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that belong to a record: of ``model``, by its foreign key ``owner``.

    ``value`` names the one other column of a row that says nothing but that: a topic, a party.
    """

    model: type[Model]
    owner: str
    value: str = ""


PARTS: dict[type[Model], tuple[Part, ...]] = {
    Meeting: (Part(MeetingTopic, "meeting", "topic"), Part(Citation, "meeting")),
    MoU: (Part(MouParty, "mou", "delegation"), Part(MoUTopic, "mou", "topic"), Part(Citation, "mou")),
    Event: (Part(Citation, "event"), Part(ReportedTotal, "event")),
    Country: (Part(CountryName, "country"),),
}


@cache
def _histories() -> dict[Any, Any]:
    return {model.pgh_tracked_model: model for model in apps.get_models() if issubclass(model, pghistory.models.Event)}


def history_of(model: type[Model]) -> Any:
    """Return the model of the history of ``model``; None if it has none."""
    return _histories().get(model)


def parts_of(model: type[Model]) -> tuple[Part, ...]:
    return PARTS.get(model, ())


@cache
def told(model: type[Model], without: str = "") -> tuple[Any, ...]:
    """Return the fields that the history of ``model`` keeps and people understand, in the order of the form.

    ``without`` names the key of the record that a part belongs to.
    """
    kept = {field.name for field in history_of(model)._meta.concrete_fields}
    return tuple(
        field
        for field in model._meta.concrete_fields
        if field.name in kept
        and field.name != without
        and not field.auto_created
        and (field.editable or field.name in ROAD)
    )


@cache
def restored(model: type[Model], without: str = "") -> tuple[Any, ...]:
    """Return those of the fields of ``told`` that restoring writes: what a form has."""
    return tuple(field for field in told(model, without) if field.editable and not field.primary_key)
