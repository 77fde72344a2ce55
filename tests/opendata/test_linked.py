"""What pages say to machines, and what search engines are told of."""

import json
import re
from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client

from tests import factories
from tests.safety.addresses import one_of_everything, public_pages
from tests.safety.planting import plant

pytestmark = pytest.mark.django_db

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def data_of(client: Client, address: str) -> dict[str, Any]:
    (found,) = DATA.findall(client.get(address).content.decode())
    thing: dict[str, Any] = json.loads(found)
    return thing


def test_meeting_is_an_event_in_an_event(client: Client) -> None:
    event = factories.EventFactory(slug="assembly", country=factories.country("MA"), place="Marrakech")
    body = factories.OrganizationFactory(name="Council", wikidata="Q8475")
    meeting = factories.meeting("MA", body, event=event, topics=[factories.TopicFactory(name="Borders")])
    thing = data_of(client, meeting.get_absolute_url())
    assert (thing["@type"], thing["identifier"], thing["startDate"]) == ("Event", meeting.reference, "2025-11-24")
    assert thing["superEvent"]["name"] == event.name
    assert thing["organizer"]["name"] == "Morocco"
    assert [attendee["@type"] for attendee in thing["attendee"]] == ["Country", "Organization"]
    assert thing["attendee"][1]["sameAs"] == "https://www.wikidata.org/entity/Q8475"
    assert thing["location"] == {
        "@type": "Place", "name": "Marrakech", "address": {"@type": "PostalAddress", "addressCountry": "MA"},
    }  # fmt: skip
    assert thing["about"][0]["name"] == "Borders"
    assert data_of(client, f"/fr{meeting.get_absolute_url()}")["@id"] == thing["@id"]


@pytest.mark.parametrize(
    ("held_on", "days"),
    [
        ("2025-11", {"startDate": "2025-11"}),
        ("2025-11-24/2025-11-27", {"startDate": "2025-11-24", "endDate": "2025-11-27"}),
        ("[2025-11-24..2025-11-27]", {}),
        ("2025-11-24~", {}),
        ("199X", {}),
        ("", {}),
    ],
)
def test_no_day_is_invented(client: Client, held_on: str, days: dict[str, str]) -> None:
    thing = data_of(client, factories.meeting("MA", "ES", held_on=held_on).get_absolute_url())
    assert {name: value for name, value in thing.items() if name in ("startDate", "endDate")} == days


def test_other_records_say_what_they_are(client: Client) -> None:
    arguments = one_of_everything()
    mou = data_of(client, f"/mous/{arguments['meetings:mou']['reference']}/")
    assert (mou["@type"], mou["dateCreated"], len(mou["sponsor"])) == ("DigitalDocument", "2025-11-25", 2)
    assert data_of(client, "/events/assembly/")["location"]["name"] == "Marrakech"
    assert data_of(client, "/organizations/council/")["@type"] == "Organization"
    assert data_of(client, "/countries/ma/")["identifier"] == "MA"


def test_every_page_says_what_it_is(client: Client) -> None:
    kinds = {
        "pages:home": "WebSite", "opendata:data": "Dataset", "meetings:detail": "Event",
        "meetings:mou": "DigitalDocument",
        "meetings:event": "Event", "meetings:organization": "Organization", "meetings:delegation": "Organization",
        "meetings:country": "Country", "meetings:pair": "CollectionPage", "meetings:continent": "Continent",
        "meetings:region": "Place", "meetings:topic": "DefinedTerm", "meetings:source": "CreativeWork",
    }  # fmt: skip
    without = {"pages:about", "pages:method", "opendata:codebook", "meetings:search"}
    kinds |= dict.fromkeys(without, "WebPage")
    pages = {name: url for name, url in public_pages(one_of_everything()).items() if name not in ("healthz", "readyz")}
    for name, address in pages.items():
        thing = data_of(client, address)
        assert thing["@type"] == kinds.get(name, "CollectionPage"), name
        assert thing["@context"] == "https://schema.org" and thing["name"], name
        assert (thing.get("@id") or thing["url"]).startswith("http://testserver/"), name


def test_page_that_is_a_list_is_known_by_its_filter(client: Client) -> None:
    one_of_everything()
    thing = data_of(client, "/fr/meetings/?country=es&view=map")
    assert (thing["url"], thing["inLanguage"]) == ("http://testserver/fr/meetings/?country=es", "fr")
    assert thing["isPartOf"]["url"] == "http://testserver/"


def test_source_is_a_document_of_its_publisher(client: Client) -> None:
    source = factories.SourceFactory(publisher="Gazette", language="fr", published_on=None, url="https://example.org/1")
    factories.meeting("MA", "ES", source=source)
    thing = data_of(client, f"/sources/{source.pk}/")
    assert (thing["url"], thing["publisher"]["name"], thing["inLanguage"]) == (source.url, "Gazette", "fr")
    assert "datePublished" not in thing


def test_delegation_represents_a_party_at_an_event(client: Client) -> None:
    event = factories.EventFactory(slug="assembly", held_on="[2025-11-24..2025-11-27]")
    meeting = factories.meeting("MA", factories.OrganizationFactory(name="Council"), event=event)
    thing = data_of(client, meeting.principal.get_absolute_url())
    assert (thing["areaServed"]["name"], thing["event"]["name"]) == ("Morocco", event.name)
    assert "startDate" not in thing["event"], "no source states the day"
    assert data_of(client, meeting.counterpart.get_absolute_url())["parentOrganization"]["name"] == "Council"


def test_region_lies_in_its_continent(client: Client) -> None:
    factories.country("MA"), factories.country("ES")
    thing = data_of(client, "/regions/northern-africa/")
    assert (thing["identifier"]["value"], thing["containedInPlace"]["name"]) == ("015", "Africa")
    one, other = data_of(client, "/countries/es/ma/")["about"]
    assert (one["identifier"], other["identifier"]) == ("ES", "MA")


def test_text_cannot_end_the_data(client: Client) -> None:
    meeting = factories.meeting("MA", "ES", place="</script><script>alert(1)</script>")
    thing = data_of(client, meeting.get_absolute_url())
    assert thing["location"]["name"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in client.get(meeting.get_absolute_url()).content.decode()


def test_sitemap_names_what_is_published_with_its_change(client: Client) -> None:
    arguments = one_of_everything()
    planted = plant("draft", factories.EventFactory())
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [part.text.removeprefix("http://testserver") for part in index.iter(f"{MAP}loc")]
    assert "/sitemap-meetings.xml" in parts
    assert len(list(index.iter(f"{MAP}lastmod"))) == len(parts) - 1
    text = ""
    for part in parts:
        response = client.get(part)
        assert response.status_code == 200, part
        text += response.content.decode()
    for path in (f"/meetings/{arguments['meetings:detail']['reference']}/", "/events/assembly/", "/topics/cybercrime/",
                 "/organizations/council/", "/data/"):  # fmt: skip
        assert f"<loc>http://testserver{path}</loc>" in text, path
    for address in planted.addresses().values():
        assert f"http://testserver{address}<" not in text, address
    for number in ("0", "2", "x", "9" * 30, "%00"):
        assert client.get(f"/sitemap-meetings.xml?p={number}").status_code == 404, number
    assert client.get("/sitemap-nothing.xml").status_code == 404


def test_robots_are_told_where_the_map_is(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text
