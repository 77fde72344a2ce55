"""Feeds: what is new and changed, filtered as the list is, and what was withdrawn as a deletion."""

from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client

from meetings.models import Meeting
from tests import factories
from tests.safety.addresses import one_of_everything
from tests.safety.test_bad_values import FEW, quoted

pytestmark = pytest.mark.django_db

ATOM, GONE = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}"


def feed(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def ids(tree: Any) -> list[str]:
    return [entry.find(f"{ATOM}id").text for entry in tree.iter(f"{ATOM}entry")]


def test_feed_has_the_published_the_last_changed_first(client: Client) -> None:
    old, new = factories.meeting("MA", "ES"), factories.meeting("MA", "SN")
    mou = factories.mou("MA", "ES")
    factories.meeting("MA", "KE", status="draft")
    Meeting.objects.filter(pk=old.pk).update(place="Rabat")
    site = "http://testserver"
    everything = feed(client, "/feed.atom")
    assert set(ids(everything)) == {site + record.get_absolute_url() for record in (old, new, mou)}
    assert set(ids(feed(client, "/meetings.atom"))) == {site + row.get_absolute_url() for row in (old, new)}
    assert ids(feed(client, "/mous.atom")) == [site + mou.get_absolute_url()]
    entry = next(everything.iter(f"{ATOM}entry"))
    for name in ("title", "updated", "published", "link", "summary"):
        assert entry.find(f"{ATOM}{name}") is not None, name


def test_feed_follows_the_filter(client: Client) -> None:
    one_of_everything()
    senegal = factories.meeting("MA", "SN")
    assert ids(feed(client, "/meetings.atom?continent=africa")) == [f"http://testserver{senegal.get_absolute_url()}"]
    tree = feed(client, "/meetings.atom?country=ma&with=sn")
    assert ids(tree) == [f"http://testserver{senegal.get_absolute_url()}"]
    links = {link.get("rel"): link.get("href") for link in tree.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/meetings.atom?country=ma&with=sn"
    assert links["alternate"] == "http://testserver/meetings/?country=ma&with=sn"


def test_withdrawn_record_is_a_deletion_in_every_feed_and_says_no_more(client: Client) -> None:
    factories.meeting("MA", "ES")
    gone = factories.meeting("MA", "SN", status="withdrawn", place="Zagora")
    never = factories.meeting("MA", "KE", status="draft")
    for address in ("/feed.atom", "/meetings.atom", "/meetings.atom?country=es", "/meetings.atom?country=sn"):
        tree = feed(client, address)
        deleted = list(tree.iter(f"{GONE}deleted-entry"))
        assert [row.get("ref") for row in deleted] == [f"http://testserver{gone.get_absolute_url()}"], address
        assert deleted[0].find(f"{GONE}comment").text == "The source was retracted."
        assert deleted[0].get("when")
        text = ElementTree.tostring(tree).decode()
        assert "Zagora" not in text and "Senegal" not in text and never.reference not in text
    assert list(feed(client, "/mous.atom").iter(f"{GONE}deleted-entry")) == []


def test_entry_keeps_its_name_in_every_language(client: Client) -> None:
    meeting = factories.meeting("MA", "ES")
    for address in ("/feed.atom", "/fr/feed.atom", "/ar/meetings.atom"):
        assert ids(feed(client, address)) == [f"http://testserver/meetings/{meeting.reference}/"]
    assert "Nouvelles fiches" in client.get("/fr/feed.atom").content.decode()


def test_feed_that_did_not_change_is_not_sent_again(client: Client) -> None:
    factories.meeting("MA", "ES")
    first = client.get("/feed.atom")
    assert client.get("/feed.atom", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    factories.meeting("MA", "SN")
    assert client.get("/feed.atom", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_pages_say_where_their_feed_is(client: Client) -> None:
    one_of_everything()
    for page, address in (
        ("/meetings/?continent=europe&view=map&size=10", "/meetings.atom?continent=europe"),
        ("/countries/ma/", "/meetings.atom?country=ma"),
        ("/countries/es/ma/", "/meetings.atom?country=es&amp;with=ma&amp;side=either"),
        ("/events/assembly/", "/meetings.atom?event=assembly"),
        ("/meetings/", "/meetings.atom"),
        ("/mous/?lifecycle=signed&sort=oldest", "/mous.atom?lifecycle=signed"),
        ("/about/", "/feed.atom"),
    ):
        head = client.get(page).content.decode().partition("</head>")[0]
        assert f'href="{address}"' in head, page
        assert "/feed.atom" in head


def test_feed_says_what_it_does_not_understand(client: Client) -> None:
    one_of_everything()
    for value in FEW:
        assert client.get(f"/meetings.atom?country={quoted(value)}").status_code == 400
    assert client.get("/meetings.atom?after=2025-11-24.1").status_code == 400
    assert client.get("/events.atom").status_code == 404


def test_feed_asks_as_much_for_thirty_as_for_three(client: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(30):
        factories.meeting("MA", "ES", event=factories.EventFactory())
        factories.mou("MA", "ES")
    with django_assert_max_num_queries(20):
        assert len(ids(feed(client, "/feed.atom"))) == 50
