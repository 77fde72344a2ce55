"""A reading as JSON: the shape that ``docs/intake-schema.json`` describes, for the command and other tools."""

from typing import Any

from intake.reading.findings import Actor, Finding, Passage, Reading

VERSION = 1


def as_json(reading: Reading, file: str = "") -> dict[str, Any]:
    """Return what ``json.dumps`` takes; every finding with its passage, rule and confidence."""
    return {
        "version": VERSION,
        "file": file,
        "sha256": reading.sha256,
        "language": reading.language,
        "published": reading.published,
        "event": None
        if reading.event is None
        else {"name": reading.event.name, "is_visit": reading.event.is_visit, **_evidence(reading.event)},
        "place": None
        if reading.place is None
        else {"name": reading.place.name, "country": _actor(reading.place.country), **_evidence(reading.place)},
        "dates": [
            {"edtf": date.edtf, "of": date.of, "complete": date.is_complete, **_evidence(date)}
            for date in reading.dates
        ],
        "principal": None
        if reading.principal is None
        else {
            "party": _actor(reading.principal.party),
            "institution": reading.principal.institution,
            "person": reading.principal.person,
            "title": reading.principal.title,
            **_evidence(reading.principal),
        },
        "counterparts": [
            {
                "party": _actor(found.party),
                "standing": str(found.standing),
                "attestation": found.attestation,
                "kind": found.kind,
                "grouping": found.grouping,
                "institution": found.institution,
                "person": found.person,
                "title": found.title,
                "named": found.named,
                "others": [_actor(other) for other in found.others],
                "topics": list(found.topics),
                **_evidence(found),
            }
            for found in reading.counterparts
        ],
        "instruments": [
            {
                "kind": found.kind,
                "signed": str(found.signed),
                "parties": [_actor(party) for party in found.parties],
                "signatories": list(found.signatories),
                "institutions": list(found.institutions),
                "subject": found.subject,
                "topics": list(found.topics),
                **_evidence(found),
            }
            for found in reading.instruments
        ],
        "topics": [{"slug": found.slug, **_evidence(found)} for found in reading.topics],
        "totals": [
            {"counts": found.counts, "value": found.value, "qualifier": found.qualifier, **_evidence(found)}
            for found in reading.totals
        ],
        "warnings": list(reading.warnings),
    }


def _actor(actor: Actor | None) -> dict[str, str] | None:
    if actor is None:
        return None
    kind = "country" if actor.iso3 else "organization"
    return {"kind": kind, "code": actor.code, "name": actor.name}


def _evidence(found: Finding) -> dict[str, Any]:
    return {"passage": _passage(found.passage), "rule": str(found.rule), "confidence": str(found.confidence)}


def _passage(passage: Passage) -> dict[str, int]:
    return {
        "start": passage.start,
        "end": passage.end,
        "paragraph": passage.paragraph,
        "sentence": passage.sentence,
    }
