"""The article that the register begins with gives the record that its editors made of it."""

import hashlib
import json
import os
from collections import Counter
from pathlib import Path

import pytest

from core.text import normalise, words
from intake.reading.engine import read

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = Path(os.environ.get("ENTENTE_SOURCES", ROOT.parent / "shared" / "source")) / "interpol-marrakech.txt"
FIXTURE = json.loads((ROOT / "fixtures" / "marrakech-2025.json").read_text("utf-8"))

pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not in this repository: only facts are")


def rows(model: str) -> dict[int, dict]:
    return {row["pk"]: row["fields"] for row in FIXTURE if row["model"] == model}


@pytest.fixture(scope="module")
def text() -> str:
    return ARTICLE.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def reading(text, names):
    return read(text, names, published="2025-11")


@pytest.fixture(scope="module")
def recorded(names) -> dict[str, dict]:
    """What the fixture records of each counterpart, by its code: kind, attestation, topics, where, who."""
    topics = {pk: row["slug"] for pk, row in rows("meetings.topic").items()}
    organizations = {pk: row["name"] for pk, row in rows("delegations.organization").items()}
    citations: dict[int, list[dict]] = {}
    for row in rows("meetings.citation").values():
        citations.setdefault(row["meeting"], []).append(row)
    found = {}
    for pk, meeting in rows("meetings.meeting").items():
        delegation = rows("delegations.delegation")[meeting["counterpart"]]
        code = organizations.get(delegation["organization"]) or names.actors[f"c:{delegation['country']}"].iso3
        (took_part,) = (row for row in citations[pk] if "participation" in row["supports"])
        found[code] = {
            "kind": meeting["kind"],
            "attestation": meeting["attestation"],
            "topics": {topics[topic] for topic in meeting["topics"]},
            "paragraph": took_part["locator"],
            "grouping": took_part["grouping"],
            "institution": delegation["institution"],
            "person": delegation["head"],
            "title": delegation["head_title"],
        }
    return found


def test_counterparts_are_those_of_the_record_and_no_others(reading, recorded):
    held = {
        found.party.code: {
            "kind": found.kind,
            "attestation": found.attestation,
            "topics": set(found.topics),
            "paragraph": f"paragraph {found.passage.paragraph}",
            "grouping": found.grouping,
            "institution": found.institution,
            "person": found.person,
            "title": found.title,
        }
        for found in reading.held()
    }
    assert held == recorded
    assert Counter(found.attestation for found in reading.held()) == {"named": 50, "implied": 2}
    assert not [found for found in reading.counterparts if found.standing in ("announced", "cancelled", "multilateral")]


def test_principal_event_and_dates_are_those_of_the_record(reading):
    delegation = rows("delegations.delegation")[1]
    assert (reading.principal.party.iso3, reading.principal.person, reading.principal.title) == (
        "MAR",
        delegation["head"],
        delegation["head_title"],
    )
    # The fixture adds the short form in brackets, which the article does not have.
    assert delegation["institution"].startswith(reading.principal.institution)
    (event,) = rows("delegations.event").values()
    assert set(words(reading.event.name)) - {"of"} == set(words(event["name"])) - {"93rd"}
    assert (reading.place.name, reading.place.country.key) == (event["place"], f"c:{event['country']}")
    assert [found.edtf for found in reading.dates] == [event["held_on"]]


def test_memoranda_and_totals_are_those_of_the_record(reading):
    signed = {found.parties[1].iso3: found for found in reading.instruments}
    assert set(signed) == {"NOR", "ETH"}
    assert all(found.parties[0].iso3 == "MAR" and found.kind == "memorandum" for found in signed.values())
    assert all(found.signed == "signed" and found.passage.paragraph == 9 for found in signed.values())
    assert [(found.counts, found.value, found.passage.paragraph) for found in reading.totals] == [
        (row["counts"], row["value"], int(row["locator"].split()[1])) for row in rows("meetings.reportedtotal").values()
    ]


def test_numbers_that_disagree_are_said(reading):
    assert reading.warnings == ("meetings: 43 reported, 52 found",)


def test_year_stays_missing_without_a_publication_date(text, names):
    (date,) = read(text, names).dates
    assert date.edtf == "XXXX-11-24/XXXX-11-27"
    assert not date.is_complete


def test_sha256_is_that_of_the_file(text, reading):
    assert reading.sha256 == hashlib.sha256(ARTICLE.read_bytes()).hexdigest()


def test_passage_holds_the_name(text, reading):
    for found in reading.counterparts:
        if found.named:
            assert (
                normalise(found.named) in normalise(text[found.passage.start : found.passage.end])
                or found.attestation == "implied"
            )
