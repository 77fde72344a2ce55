"""The evidence beside the facts: which passage supports what, on the pages of a meeting, an MoU and an event."""

import re

import pytest
from django.test import Client

from meetings.evidence import evidence_of
from meetings.models import Citation
from tests.factories import EventFactory, SourceFactory, TopicFactory, cite, meeting, mou

pytestmark = pytest.mark.django_db


def fact(text: str, name: str) -> str:
    """What stands after the name of a fact, with its passages."""
    found = re.search(rf"<dt>{name}</dt>(.*?)</div>", text, re.S)
    assert found is not None, name
    return found[1]


def test_evidence_numbers_passages_and_sorts_them_to_facts() -> None:
    source = SourceFactory()
    made = [Citation(source=source, locator=str(n), supports=s) for n, s in enumerate([["date", "topic"], ["date"]])]
    found = evidence_of(made)
    assert [(passage.number, passage.anchor) for passage in found.passages] == [(1, "citation-1"), (2, "citation-2")]
    assert [passage.number for passage in found.beside["date"]] == [1, 2]
    assert [passage.number for passage in found.beside["topic"]] == [1]
    assert "place" not in found.beside
    assert [passage.number for passage in found.of("topic", "date", "place")] == [1, 2]
    assert found.citations == made


def test_meeting_each_fact_leads_to_its_passages(client: Client) -> None:
    record = meeting("MA", "ES", topics=[TopicFactory()], place="Rabat")
    source = record.citations.get().source
    cite(record, source, locator="paragraph 2", supports=["date"])
    cite(record, source, locator="paragraph 3", supports=["topic", "date"])
    text = client.get(record.get_absolute_url()).content.decode()
    assert re.findall(r'href="#(citation-\d)"', fact(text, "Who took part")) == ["citation-1"]
    assert re.findall(r'href="#(citation-\d)"', fact(text, "Date")) == ["citation-2", "citation-3"]
    assert re.findall(r'href="#(citation-\d)"', fact(text, "Topics")) == ["citation-3"]
    assert "no passage is cited for this" in fact(text, "Place")
    for anchor in re.findall(r'href="#(citation-\d)"', text):
        assert f'id="{anchor}"' in text


def test_meeting_without_a_date_asks_for_no_passage(client: Client) -> None:
    text = client.get(meeting("MA", "ES", held_on="").get_absolute_url()).content.decode()
    assert "no passage" not in fact(text, "Date")
    assert "no passage" not in fact(text, "Topics")


def test_mou_facts_lifecycle_and_how_to_cite(client: Client) -> None:
    record = mou("MA", "ES", lifecycle="in-force")
    text = client.get(record.get_absolute_url()).content.decode()
    assert 'href="#citation-1"' in fact(text, "Signed")
    now = re.findall(r'aria-current="step">([^<]+)<', text)
    assert now == ["In force"]
    assert f"Record {record.reference}, version {record.version}" in text


def test_event_facts_have_their_passages(client: Client) -> None:
    event = EventFactory(place="Marrakech")
    meeting("MA", "ES", event=event)
    cite(event, locator="page 1", supports=["date"])
    cite(event, locator="page 2", supports=["place", "name"])
    text = client.get(event.get_absolute_url()).content.decode()
    assert "page 1" in fact(text, "Held")
    assert "page 2" not in fact(text, "Held")
    assert "page 2" in fact(text, "Place")
    assert "page 2" in fact(text, "Name")
