"""The search over the whole register: what is found, in which order, and what is said where nothing is."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.filters import MAX_TEXT
from core.search import MAX_WORDS, read
from delegations.filters import has_words
from delegations.models import Country, Delegation, Event, Organization
from meetings.models import Meeting, MoU, Source, Topic
from tests import factories
from tests.keeping import forget
from tests.safety.test_bad_values import WITH_WORDS, WORDLESS, quoted

pytestmark = pytest.mark.django_db
SECTION = re.compile(r'<section id="found-(\w+)".*?</section>', re.DOTALL)
TITLE = re.compile(r'<h3 class="record__title"><a [^>]*>(.*?)</a>', re.DOTALL)


@pytest.fixture(autouse=True)
def register() -> None:
    """Morocco met Spain and a council at an assembly; France met Spain; Spain's names are in four languages."""
    assembly = factories.EventFactory(name="Assembly of Marrakech", slug="assembly", place="Marrakech")
    crime = factories.TopicFactory(name="Organized crime", slug="organized-crime", description="Gangs across borders.")
    council = factories.OrganizationFactory(
        name="Council of Arab Ministers", acronym="CAM", slug="council", other_names="مجلس وزراء الداخلية العرب"
    )
    first = factories.meeting("MA", "ES", event=assembly, topics=[crime], summary="Talks on <b>smuggling</b> at sea.")
    factories.meeting("MA", council, event=assembly)
    factories.meeting("FR", "ES", held_on="2024-03")
    factories.mou("MA", "ES", event=assembly, meeting=first, title="Accord on extradition")
    factories.cite(first, factories.SourceFactory(title="The assembly ends", publisher="Gazette of the Kingdom"))
    spain, morocco = Country.objects.get(pk="ES"), Country.objects.get(pk="MA")
    for language, name in (("fr", "Espagne"), ("es", "España"), ("ar", "إسبانيا")):
        spain.names.create(language=language, name=name, kind="short")
    for language, name in (("fr", "Maroc"), ("es", "Marruecos"), ("ar", "المغرب")):
        morocco.names.create(language=language, name=name, kind="short")
    morocco.names.create(language="en", name="Kingdom of Morocco", kind="official")
    forget()


def found(client: Client, text: str) -> dict[str, list[str]]:
    """Return the titles that a search finds, by kind, without marks."""
    response = client.get(reverse("meetings:search"), {"q": text})
    assert response.status_code == 200
    assert b'class="error"' not in response.content, text
    html = response.content.decode()
    return {
        match[1]: [" ".join(unescape(re.sub(r"<[^>]+>", "", title)).split()) for title in TITLE.findall(match[0])]
        for match in SECTION.finditer(html)
    }


def page(client: Client, text: str) -> str:
    return client.get(reverse("meetings:search"), {"q": text}).content.decode()


@pytest.mark.parametrize("text", ["morocco spain", "spain morocco", "Maroc España", "SPAI moroc", "المغرب إسبانيا"])
def test_words_in_any_order_language_and_case_find_the_same(client: Client, text: str) -> None:
    kinds = found(client, text)
    assert kinds["list"] == ["Morocco – Spain"]
    assert kinds["mous"] == ["Accord on extradition"]
    html = page(client, text)
    assert 'href="/countries/es/ma/"' in html, "straight to the page of the pair"


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("marruecos", "countries", "MA Morocco"),
        ("cam", "organizations", "Council of Arab Ministers"),
        ("وزراء", "organizations", "Council of Arab Ministers"),
        ("marrak", "events", "Assembly of Marrakech"),
        ("gangs", "topics", "Organized crime"),
        ("smuggling", "list", "Morocco – Spain"),
        ("extrad", "mous", "Accord on extradition"),
        ("gazette", "sources", "The assembly ends"),
        ("espagne marrakech", "delegations", "Spain"),
        ('"council of arab"', "organizations", "Council of Arab Ministers"),
    ],
)
def test_every_kind_is_found(client: Client, text: str, kind: str, title: str) -> None:
    assert title in found(client, text)[kind]


def test_quotes_and_minus_work_in_search_and_in_every_list(client: Client) -> None:
    assert found(client, "spain -france")["list"] == ["Morocco – Spain"]
    assert "list" not in found(client, '"moroc spain"')
    lists = {
        "/meetings/": ('"morocco"', "spain -morocco", "spain"),
        "/mous/": ('"on extradition"', "accord -extradition", "accord"),
        "/events/": ('"assembly of"', "assembly -marrakech", "assembly"),
        "/organizations/": ('"arab ministers"', "council -arab", "council"),
        "/delegations/": ('"spain"', "spain -spain", "spain"),
        "/sources/": ('"assembly ends"', "assembly -gazette", "assembly"),
        "/topics/": ('"organized crime"', "crime -gangs", "crime"),
        "/countries/": ('"kingdom of morocco"', "morocco -kingdom", "morocco"),
    }
    for address, (phrase, without, plain) in lists.items():
        names = {"/meetings/": 'href="/meetings/M', "/countries/": 'href="/countries/ma/"'}
        mark = names.get(address, 'class="record"' if address != "/topics/" else "<tbody>")
        for text, expected in ((phrase, True), (plain, True), (without, address == "/meetings/")):
            assert (mark in client.get(address, {"q": text}).content.decode()) is expected, (address, text)


@pytest.mark.parametrize("model", [Delegation, Event, Meeting, MoU, Organization, Source, Topic])
def test_words_are_found_by_an_index(model: type) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = model.objects.filter(has_words(read('organ "of marrakech" -gangs'))).order_by().explain()
    assert f"Bitmap Index Scan on {model._meta.model_name}_search" in plan


def test_counts_lead_to_the_lists_that_hold_as_many(client: Client) -> None:
    for text in ("morocco -france", "assembly"):
        html = page(client, text)
        groups = list(SECTION.finditer(html))
        assert groups
        for group in groups:
            link = unescape(re.findall(r'<p><a href="([^"]+)">', group[0])[-1])
            assert client.get(link).status_code == 200
            said = int(re.findall(r'choice__count">(\d+)<', group[0])[0])
            if group[1] == "list":
                assert client.get(link).context["browser"].counts.total == said
            elif group[1] not in ("countries", "topics"):
                assert len(client.get(link).context["page"].rows) == said


def test_parties_come_before_words_and_the_latest_first(client: Client) -> None:
    factories.meeting("FR", "DE", held_on="2026-01-01", summary="They spoke of Spain.")
    latest = factories.meeting("KE", "ES", held_on="2025-12-01")
    assert found(client, "spain")["list"] == ["Kenya – Spain", "Morocco – Spain", "France – Spain", "France – Germany"]
    assert found(client, latest.reference.lower())["list"] == ["Kenya – Spain"]


def test_exact_name_comes_first(client: Client) -> None:
    for name in ("Councillors of Europe", "Council", "European Council"):
        factories.meeting("MA", factories.OrganizationFactory(name=name))
    names = found(client, "council")["organizations"]
    assert names[:2] == ["Council", "Council of Arab Ministers"]
    assert names[-1] == "European Council"


def test_match_is_marked_and_the_rest_escaped(client: Client) -> None:
    html = page(client, "smugg marruecos")
    assert "Talks on &lt;b&gt;<mark>smugg</mark>ling&lt;/b&gt;" in html
    assert "<mark>Morocco</mark>" in html, "found by a name that is not shown"
    assert "<b>smuggling" not in html
    assert "(Spanish)" in page(client, "marruecos")


def test_reference_leads_straight_to_its_record(client: Client) -> None:
    reference = Meeting.objects.earliest("pk").reference
    assert f'<a href="/meetings/{reference}/"><bdi>{reference}</bdi>' in page(client, reference.lower())


def test_continent_is_answered_in_every_language(client: Client) -> None:
    assert 'href="/continents/europe/"' in page(client, "EUROPE")
    assert 'href="/ar/continents/europe/"' in client.get("/ar/search/?q=europe").content.decode()


def test_nothing_found_says_what_was_looked_for_and_what_was_perhaps_meant(client: Client) -> None:
    html = page(client, "Maroco")
    assert "No record matches all of this" in html
    assert "a word that begins with “maroco”" in html
    assert "?q=Maroc" in html
    both = page(client, 'morocco "secret police" -spain')
    assert "exactly “secret police”" in both and "nothing with “spain”" in both
    assert 'href="/search/?q=%22secret%20police%22"' in both, "each by itself"
    assert "Did you mean" not in page(client, "xyzzyx")


def test_suggestions_are_from_what_readers_see(client: Client) -> None:
    hidden = factories.OrganizationFactory(name="Zanzibarian Guild")
    factories.meeting("MA", hidden, status="draft")
    forget()
    assert "Did you mean" not in page(client, "zanzibaria")
    factories.move(Meeting.objects.get(counterpart_organization=hidden), "published")
    forget()
    assert "Zanzibarian" in page(client, "zanzibarain")


def test_names_are_offered_while_typing(client: Client) -> None:
    address = reverse("meetings:suggestions")
    html = client.get(address, {"q": "mar"}).content.decode()
    options = re.findall(r'role="option"[^>]*href="([^"]+)"', html)
    assert options == ["/countries/ma/", "/events/assembly/"]
    assert "<mark>Mar</mark>rakech" in html
    assert 'href="/countries/es/ma/"' in client.get(address, {"q": "maroc esp"}).content.decode()
    for nothing in ("", "!?", "x" * 201, "xyzzy"):
        assert client.get(address, {"q": nothing}).content.strip() == b""


def test_the_box_of_every_page_asks_the_whole_register(client: Client) -> None:
    for address in ("/", "/meetings/", "/about/"):
        html = client.get(address).content.decode()
        assert '<form class="site-search" method="get" action="/search/"' in html
    assert client.get("/search/").status_code == 200
    assert "How to ask" in client.get("/search/").content.decode()


def test_limits_are_said(client: Client) -> None:
    for text in ("x" * (MAX_TEXT + 1), " ".join(f"w{n}" for n in range(MAX_WORDS + 1)), "word " * 10_000):
        html = page(client, text)
        assert 'class="error"' in html
        assert "found-" not in html
    assert "There is no filter “colour” here." in client.get("/search/?q=a&colour=red").content.decode()
    assert "Give this once." in client.get("/search/?q=a&q=b").content.decode()


def test_no_text_is_more_than_text(client: Client) -> None:
    for number, value in enumerate([*WORDLESS, *WITH_WORDS]):
        address = ("/search/", "/search/suggestions/")[number % 2]
        response = client.get(f"{address}?q={quoted(value)}")
        assert response.status_code == 200
        assert b"<script>alert" not in response.content
    for value in ("100%", "a_b", "O'Brien", "50% _"):
        assert "countries" not in found(client, value), value


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_search_speaks_the_language_of_the_page(client: Client, language: str) -> None:
    html = client.get(f"/{language}/search/", {"q": "espagne"}).content.decode()
    country = {"fr": "Espagne", "ar": "إسبانيا"}[language]
    assert f"<mark>{country}</mark>" in html
    assert f'href="/{language}/countries/es/"' in html
    assert "record matches" not in html
