"""What a record says, as plain values: to copy it, to apply a revision, to restore an old version, to compare two.

A content is a dict that JSON can hold: ``fields`` (by the name of the column, with the keys of other rows),
``topics`` (keys), ``citations`` (a dict each, in the order in which they were entered) and, of an MoU, ``signatures``
(the keys of the delegations that signed). Where a record stands on its road is no part of it.
"""

from collections.abc import Sequence
from typing import Any

from meetings.models import Citation, Meeting, MoU, MouParty, Record

CITATION = ("source_id", "locator", "supports", "grouping", "note", "quote")


def content_fields(model: type[Record]) -> list[Any]:
    """Return the fields that an editor fills in: not the keys, not what is derived, not the status."""
    return [field for field in model._meta.concrete_fields if field.editable and not field.primary_key]


def content_of(record: Any) -> dict[str, Any]:
    """Return what ``record``, a saved Meeting or MoU, says. Two or three queries."""
    content: dict[str, Any] = {
        "fields": {field.attname: getattr(record, field.attname) for field in content_fields(type(record))},
        "topics": sorted(record.topics.order_by().values_list("pk", flat=True)),
        "citations": list(record.citations.order_by("pk").values(*CITATION)),
    }
    if isinstance(record, MoU):
        content["signatures"] = list(record.signatures.order_by("pk").values_list("delegation", flat=True))
    return content


def contents_of(model: type[Record], records: Sequence[Any]) -> dict[Any, dict[str, Any]]:
    """Return what ``content_of`` would of each of ``records``, by key: as many queries for a thousand as for one."""
    keys = [record.pk for record in records]
    found: dict[Any, dict[str, Any]] = {}
    for record in records:
        fields = {field.attname: getattr(record, field.attname) for field in content_fields(model)}
        found[record.pk] = {"fields": fields, "topics": [], "citations": []}
        if model is MoU:
            found[record.pk]["signatures"] = []
    name = str(model._meta.model_name)
    through: Any = (MoU if model is MoU else Meeting).topics.through
    topics = through.objects.filter(**{f"{name}__in": keys}).order_by("topic_id")
    for key, topic in topics.values_list(f"{name}_id", "topic_id"):
        found[key]["topics"].append(topic)
    citations = Citation.objects.filter(**{f"{name}__in": keys}).order_by("pk")
    for row in citations.values(f"{name}_id", *CITATION):
        found[row.pop(f"{name}_id")]["citations"].append(row)
    if model is MoU:
        for key, delegation in MouParty.objects.filter(mou__in=keys).order_by("pk").values_list("mou_id", "delegation"):
            found[key]["signatures"].append(delegation)
    return found


def write_content(record: Any, content: dict[str, Any]) -> None:
    """Make ``record``, a saved Meeting or MoU, say ``content``. The caller has opened the transaction and locked it.

    What is there already stays the same row, so that its history goes on.
    """
    for name, value in content["fields"].items():
        setattr(record, name, value)
    record.save()
    record.topics.set(content["topics"])
    _write_citations(record, content["citations"])
    if isinstance(record, MoU):
        _write_signatures(record, content["signatures"])


def _write_citations(record: Any, wanted: Sequence[dict[str, Any]]) -> None:
    there = list(record.citations.order_by("pk"))
    new: list[dict[str, Any]] = []
    for values in wanted:
        same = next((row for row in there if all(getattr(row, name) == values[name] for name in CITATION)), None)
        if same is None:
            new.append(values)
        else:
            there.remove(same)
    # A passage that was corrected is still the passage of its source; only what is left over comes and goes.
    for values in new:
        row = next((row for row in there if row.source_id == values["source_id"]), None)
        if row is None:
            row = Citation(**{record.citations.field.name: record})
        else:
            there.remove(row)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    Citation.objects.filter(pk__in=[row.pk for row in there]).delete()


def _write_signatures(mou: MoU, wanted: Sequence[int]) -> None:
    there = set(mou.signatures.values_list("delegation", flat=True))
    MouParty.objects.bulk_create([MouParty(mou=mou, delegation_id=key) for key in wanted if key not in there])
    mou.signatures.exclude(delegation__in=wanted).delete()
