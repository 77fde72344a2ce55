"""The Marrakech record: the INTERPOL General Assembly of 2025.

From the repository root, ``python scripts/marrakech.py`` makes ``fixtures/marrakech-2025.json`` of the tables
of facts in ``marrakech_tables.py``, by the rules of ``docs/method.md``. A test holds the file to it.

No database is needed. ``loaddata`` stores what it is given, so the derived columns are computed here, by the
fields themselves; what triggers keep is left out. The same tables give the same bytes.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from marrakech_tables import (
    ABOUT_THE_DAY,
    ARTICLE,
    EVENT,
    MEMORANDA,
    NAMED,
    NOTES,
    OF_EVERY_NAMED_MEETING,
    OF_THE_EVENT,
    ONE_OF_ITS_DAYS,
    ORGANIZATIONS,
    PRINCIPAL,
    REPORTED,
    SIGNED_IN,
    SOURCES,
    STATED,
    TOPICS,
)

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "fixtures" / "marrakech-2025.json"

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("ENTENTE_ENV", "local")
    os.environ.setdefault("SECRET_KEY", "signs nothing here")
    django.setup()

from core.versions import KEPT  # noqa: E402  # Django must be set up before models are imported
from delegations.models import Delegation, Event, Organization  # noqa: E402 -- after the setup
from meetings.models import Citation, Meeting, MoU, MouParty, ReportedTotal, Source, Topic  # noqa: E402  # Django must be set up before models are imported

PUBLISHED_AT = "2026-11-23T00:00:00Z"
# What triggers and defaults of the database fill in.
KEPT_BY_THE_DATABASE = {
    *KEPT,
    "published_by",
    "submitted_at",
    "checked_at",
    "check_result",
    "failing_since",
    "gone_at",
    "revises",
    "base_version",
    "version",
    "created_at",
    "updated_at",
    "principal_country",
    "principal_organization",
    "counterpart_country",
    "counterpart_organization",
}


class Record:
    """The rows of the record, each model numbered from 1 in the order in which rows are added."""

    def __init__(self) -> None:
        self.rows: list[tuple[Model, dict[str, list[int]]]] = []
        self.keys: dict[type[Model], int] = {}

    def add(self, model: type[Model], topics: list[int] | None = None, **values: Any) -> int:
        """Add a row with its derived columns and return its key. ``values`` name foreign keys ``…_id``."""
        key = self.keys[model] = self.keys.get(model, 0) + 1
        row = model(pk=key, **values)
        for field in model._meta.concrete_fields:
            if hasattr(field, "derive"):
                field.pre_save(row, add=True)
        self.rows.append((row, {} if topics is None else {"topics": topics}))
        return key

    def as_json(self) -> str:
        return json.dumps(list(self._objects()), cls=DjangoJSONEncoder, indent=1, ensure_ascii=False) + "\n"

    def _objects(self) -> Iterator[dict[str, Any]]:
        for row, many in self.rows:
            fields = {
                field.name: field.value_from_object(row)
                for field in row._meta.concrete_fields
                if not (field.primary_key or field.generated or field.name in KEPT_BY_THE_DATABASE)
            }
            yield {"model": row._meta.label_lower, "pk": row.pk, "fields": fields | many}


def build() -> str:
    """Return the fixture."""
    record = Record()
    topics = {
        slug: record.add(Topic, slug=slug, name=name, description=description) for slug, name, description in TOPICS
    }
    organizations = {
        slug: record.add(
            Organization,
            slug=slug,
            name=name,
            acronym=acronym,
            kind=kind,
            wikidata=wikidata,
            other_names="\n".join(other_names),
        )
        for slug, name, acronym, kind, wikidata, other_names in ORGANIZATIONS
    }
    event = record.add(Event, organizer_id=organizations["interpol"], **EVENT)
    parties = [PRINCIPAL, *(party for passage in NAMED for party in passage.counterparts.split())]
    parties += [memorandum.counterpart for memorandum in MEMORANDA]
    delegations = {}
    for party in parties:
        institution, head, head_title = STATED.get(party, ("", "", ""))
        organization = organizations.get(party)
        delegations[party] = record.add(
            Delegation,
            event_id=event,
            country_id=None if organization else party,
            organization_id=organization,
            institution=institution,
            head=head,
            head_title=head_title,
        )
    for source in SOURCES:
        record.add(Source, **source)
    for source_key, paragraph, supports, note in OF_THE_EVENT:
        cite(record, paragraph, supports, note=note, source_id=source_key, event_id=event)

    published = {
        "event_id": event,
        "status": "published",
        "published_at": PUBLISHED_AT,
    }

    def meet(counterpart: str, topic_slugs: tuple[str, ...], **values: Any) -> int:
        """Add a meeting with what the first paragraph supports of each, and return its key."""
        meeting = record.add(
            Meeting,
            [topics[slug] for slug in topic_slugs],
            reference=f"M{record.keys.get(Meeting, 0) + 1:06}",
            principal_id=delegations[PRINCIPAL],
            counterpart_id=delegations[counterpart],
            held_on=ONE_OF_ITS_DAYS,
            **values,
            **published,
        )
        note = ABOUT_THE_DAY.format(what="meeting")
        cite(record, 1, ["date", "place", "institution"], note=note, meeting_id=meeting)
        return meeting

    for passage in NAMED:
        for counterpart in passage.counterparts.split():
            meeting = meet(counterpart, OF_EVERY_NAMED_MEETING + passage.topics, kind=passage.kind)
            supports = ["participation"]
            supports += ["topic"] if passage.topics else []
            supports += ["institution"] if counterpart in STATED else []
            cite(record, 2, ["topic"], meeting_id=meeting)
            cite(
                record,
                passage.paragraph,
                supports,
                grouping=passage.grouping,
                note=NOTES.get(counterpart, ""),
                meeting_id=meeting,
            )

    for number, (counterpart, title, summary, topic_slugs) in enumerate(MEMORANDA, start=1):
        meeting = meet(counterpart, topic_slugs, attestation="implied")
        cite(
            record,
            SIGNED_IN,
            ["participation", "topic", "institution"],
            note=NOTES[counterpart],
            meeting_id=meeting,
        )
        mou = record.add(
            MoU,
            [topics[slug] for slug in topic_slugs],
            reference=f"A{number:06}",
            title=title,
            summary=summary,
            meeting_id=meeting,
            signed_on=ONE_OF_ITS_DAYS,
            **published,
        )
        for party in (PRINCIPAL, counterpart):
            record.add(MouParty, mou_id=mou, delegation_id=delegations[party])
        note = ABOUT_THE_DAY.format(what="signature")
        cite(record, 1, ["date", "institution"], note=note, mou_id=mou)
        cite(record, SIGNED_IN, ["signing", "topic", "institution"], mou_id=mou)

    for counts, value, paragraph in REPORTED:
        record.add(
            ReportedTotal,
            event_id=event,
            principal_id=delegations[PRINCIPAL],
            source_id=ARTICLE,
            locator=f"paragraph {paragraph}",
            counts=counts,
            value=value,
        )
    return record.as_json()


def cite(record: Record, paragraph: int | None, supports: list[str], **values: Any) -> None:
    """Add a citation, of the article unless ``source_id`` says otherwise."""
    locator = f"paragraph {paragraph}" if paragraph else ""
    record.add(Citation, **{"source_id": ARTICLE, "locator": locator, "supports": supports, **values})


if __name__ == "__main__":
    OUTPUT.write_text(build(), encoding="utf-8")
