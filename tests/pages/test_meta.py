"""What pages say of themselves: title, description, canonical address, the card for messengers."""

import re
from html import unescape

import pytest
from django.test import Client

from core.languages import in_language
from core.meta import Meta, canonical_query, shortened
from tests import factories
from tests.safety.addresses import one_of_everything, public_pages

NO_PAGES = ("healthz", "readyz")


def metadata(text: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)"', text)
    found += re.findall(r'<link rel="(canonical)" href="([^"]*)"', text)
    return {name: unescape(value) for name, value in found}


def test_shortened_at_the_end_of_a_word() -> None:
    assert shortened("a  b\nc") == "a b c"
    assert shortened("one two, three", 10) == "one two…"


def test_canonical_query_without_what_is_not_the_page() -> None:
    applied = {"country": ["ma", "es"], "sort": ["oldest"], "after": ["x"]}
    assert canonical_query(applied, ("sort", "after")) == "?country=ma&country=es"
    assert canonical_query({"sort": ["oldest"]}, ("sort",)) == ""
    assert Meta("t", "d", "/c").query == ""


@pytest.mark.django_db
def test_every_page_describes_itself(client: Client) -> None:
    pages = public_pages(one_of_everything())
    titles = {}
    for name, address in pages.items():
        if name in NO_PAGES or not name.startswith(("pages:", "meetings:")):
            continue
        response = client.get(address)
        if "text/html" not in response.headers["Content-Type"] or response.status_code != 200:
            continue
        text = response.content.decode()
        found, title = metadata(text), re.search(r"<title>(.*?)</title>", text, re.S)
        assert title and len(title[1].strip()) > len("· Entente"), name
        titles[name] = title[1]
        assert found["description"] == found["og:description"] == found["twitter:description"], name
        assert found["description"].strip(), name
        assert found["canonical"] == found["og:url"] == f"http://testserver{address}", name
        assert found["og:image"] == found["twitter:image"], name
        assert found["twitter:card"] == "summary_large_image"
        card = found["og:image"].removeprefix("http://testserver")
        assert client.get(card).headers["Content-Type"] == "image/png", name
    assert len(titles) > 20
    assert len(set(titles.values())) == len(titles)


@pytest.mark.django_db
def test_canonical_address_of_a_list_keeps_filters_and_drops_paging(client: Client) -> None:
    for n in range(12):
        factories.meeting("MA", "ES", held_on=f"2025-11-{n + 1:02}")
    first = client.get("/meetings/?utm_source=x&q=spain&country=ma&sort=oldest&size=10&view=table").content.decode()
    assert metadata(first)["canonical"] == "http://testserver/meetings/?country=ma"
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = client.get(unescape(following[1])).content.decode()
    assert metadata(second)["canonical"] == "http://testserver/meetings/?country=ma"
    bad = client.get("/meetings/?country=nowhere").content.decode()
    assert metadata(bad)["canonical"] == "http://testserver/meetings/"


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "locale"), [("en", "en_GB"), ("fr", "fr_FR"), ("ar", "ar_AR")])
def test_page_of_each_language_has_its_own_address_and_card(client: Client, language: str, locale: str) -> None:
    factories.meeting("MA", "ES")
    text = client.get(in_language("/countries/ma/", language)).content.decode()
    found = metadata(text)
    assert found["canonical"] == found["og:url"] == f"http://testserver{in_language('/countries/ma/', language)}"
    assert found["og:locale"] == locale
    others = re.findall(r'<meta property="og:locale:alternate" content="(\w+)">', text)
    assert sorted([locale, *others]) == ["ar_AR", "en_GB", "fr_FR"]
    assert found["og:image"] == f"http://testserver{in_language('/cards/countries/ma.png', language)}"
    assert client.get(found["og:image"]).headers["Content-Language"] == language


@pytest.mark.django_db
def test_page_that_is_not_there_has_no_card(client: Client) -> None:
    assert "og:image" not in client.get("/meetings/M999999/").content.decode()
    withdrawn = factories.meeting("MA", "ES", status="withdrawn")
    assert "og:image" not in client.get(withdrawn.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_description_is_text_and_no_markup(client: Client) -> None:
    event = factories.EventFactory(name='The "first" <assembly> & more')
    made = factories.meeting("MA", "ES", event=event)
    text = client.get(made.get_absolute_url()).content.decode()
    assert "<assembly>" not in text
    assert event.name in metadata(text)["og:description"]
