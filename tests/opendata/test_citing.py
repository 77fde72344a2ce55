"""How records and lists are cited."""

import json
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import MovedAddress
from delegations.models import Country, Event
from meetings.models import Meeting
from opendata import citing
from tests import factories
from tests.safety.addresses import one_of_everything

pytestmark = pytest.mark.django_db


def cited(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_record_is_cited_by_reference_version_and_day(client: Client) -> None:
    meeting = factories.meeting("MA", "ES")
    day = meeting.updated_at.date()
    address = f"http://testserver/meetings/{meeting.reference}/?as_of={day}"
    plain = cited(client, f"/meetings/{meeting.reference}/cite.txt")
    for part in (
        "Morocco – Spain, 2025-11-24",
        f"Record {meeting.reference}, version {meeting.version} of {day}",
        address,
        "accessed",
    ):
        assert part in plain, part
    bib = cited(client, f"/meetings/{meeting.reference}/cite.bib")
    assert bib.startswith(f"@misc{{entente-{meeting.reference.lower()}-{meeting.version},")
    assert f"url = {{{address}}}" in bib and f"year = {{{day.year}}}" in bib
    ris = cited(client, f"/meetings/{meeting.reference}/cite.ris").split("\r\n")
    assert ris[0] == "TY  - DATA" and ris[-2] == "ER  - " and f"UR  - {address}" in ris
    (item,) = json.loads(cited(client, f"/meetings/{meeting.reference}/cite.csl"))
    assert item["URL"] == address
    assert item["issued"]["date-parts"] == [[day.year, day.month, day.day]]
    assert (item["number"], item["version"]) == (meeting.reference, str(meeting.version))
    assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_title_that_would_break_a_bibliography(client: Client) -> None:
    mou = factories.mou("MA", "ES", title="50 % of {A} & B_1 \\ #2")
    bib = cited(client, f"/mous/{mou.reference}/cite.bib")
    assert r"title = {50 \% of \{A\} \& B\_1 \textbackslash{} \#2}" in bib
    assert json.loads(cited(client, f"/mous/{mou.reference}/cite.csl"))[0]["title"] == mou.title


def test_page_of_a_record_cites_it_in_every_form(client: Client) -> None:
    meeting, mou = factories.meeting("MA", "ES"), factories.mou("MA", "ES")
    for record in (meeting, mou):
        page = cited(client, record.get_absolute_url())
        assert f"Record {record.reference}, version {record.version}" in page
        assert "@misc{entente-" in page and "TY  - DATA" in page and "date-parts" in page
        for ending in ("bib", "ris", "csl"):
            assert f'href="{record.get_absolute_url()}cite.{ending}"' in page


def test_unpublished_record_is_not_cited(client: Client) -> None:
    for status, code in (("draft", 404), ("in_review", 404), ("withdrawn", 410)):
        for record, kind in ((factories.meeting("MA", "ES", status=status), "meetings"),
                             (factories.mou("MA", "ES", status=status), "mous")):  # fmt: skip
            for ending in citing.FORMATS:
                assert client.get(f"/{kind}/{record.reference}/cite.{ending}").status_code == code
    assert client.get("/meetings/M999999/cite.bib").status_code == 404
    assert client.get(f"/meetings/{factories.meeting('MA', 'SN').reference}/cite.doc").status_code == 404


def test_what_has_no_reference_is_cited_by_its_key_and_version(client: Client) -> None:
    arguments = one_of_everything()
    for name, kind in (("event", "Event"), ("organization", "Organization"), ("delegation", "Delegation"),
                       ("source", "Source"), ("topic", "Topic"), ("country", "Country")):  # fmt: skip
        (key,) = arguments[f"meetings:{name}"].values()
        address = reverse(f"meetings:{name}", kwargs=arguments[f"meetings:{name}"])
        plain = cited(client, f"{address}cite.txt")
        assert f"{kind} {key.upper() if name == 'country' else key}, version " in plain, plain
        assert f" http://testserver{address} (accessed" in plain
        assert cited(client, f"{address}cite.bib").startswith(f"@misc{{entente-{name}-{key}-")
        (item,) = json.loads(cited(client, f"/fr{address}cite.csl"))
        assert item["URL"] == f"http://testserver{address}"
        page = cited(client, f"/fr{address}")
        assert plain.strip() in unescape(page), "cited in English on every page"
        for ending in ("bib", "ris", "csl"):
            assert f'href="/fr{address}cite.{ending}"' in page


def test_key_that_nothing_public_has_is_not_cited(client: Client) -> None:
    africa = factories.country("MA").region
    hidden = factories.meeting("MA", "ES", event=factories.EventFactory(slug="hidden"), status="draft")
    Country.objects.create(iso2="SS", iso3="SSD", name="South Sudan", official_name="-", slug="ss", region=africa)
    for address in ("/events/hidden/", f"/delegations/{hidden.principal_id}/", "/sources/1x/", "/sources/²/",
                    f"/sources/{'9' * 30}/", "/countries/ß/", "/countries/xx/", f"/topics/{'a' * 3000}/",
                    "/continents/africa/"):  # fmt: skip
        assert client.get(f"{address}cite.bib").status_code == 404, address
    assert client.get("/countries/ss/cite.doc").status_code == 404


def test_citation_of_what_was_merged_leads_on(client: Client) -> None:
    one_of_everything()
    event = Event.objects.get(slug="assembly")
    MovedAddress.objects.create(kind="event", old="gathering", new=event.pk)
    response = client.get("/events/gathering/cite.ris")
    assert (response.status_code, response["Location"]) == (301, "/events/assembly/cite.ris")


def test_list_is_cited_as_it_is_filtered(client: Client) -> None:
    one_of_everything()
    page = cited(client, "/cite/meetings/?country=es")
    assert "http://testserver/meetings/?country=es" in page
    changed = Meeting.objects.published().latest("updated_at").updated_at
    assert f"State of {changed:%Y-%m-%dT%H:%M}" in page
    assert "1 meeting" in page and timezone.now().date().isoformat() in page
    assert "http://testserver/mous/" in cited(client, "/fr/cite/mous/")
    assert client.get("/cite/meetings/?country=atlantis").status_code == 400
    assert client.get("/cite/nothing/").status_code == 404
    assert 'href="/cite/meetings/?country=es"' in cited(client, "/meetings/?country=es")
