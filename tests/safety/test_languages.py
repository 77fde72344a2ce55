"""Every public page in three languages: what it says of itself, where it leads, and that none of it stays English."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import get_language, override

from accounts.models import User
from core.languages import in_language, language_of, without_language
from core.state import State, remember_here, seeing
from delegations.gazetteer import Gazetteer, name_of
from delegations.models import Country, Region
from tests import factories
from tests.keeping import keep
from tests.safety.addresses import public_pages

pytestmark = pytest.mark.django_db

LOCALES = {"en": "en_GB", "fr": "fr_FR", "ar": "ar_AR"}
DIRECTIONS = {"en": "ltr", "fr": "ltr", "ar": "rtl"}
PROBES = {"healthz", "readyz"}
HREFLANG = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]*)">')
SWITCH = re.compile(r'<a href="([^"]*)" hreflang="(\w+)" lang="(\w+)" dir="(\w+)"( aria-current="true")?>([^<]*)</a>')
# Words that stand in almost every English sentence and in no French one.
ENGLISH = re.compile(r"\b(the|of|and|with|by|is|are|was|which|who|whom|this|that|from|for|not|none|all|its|it)\b", re.I)


class Pages(dict[str, HttpResponse]):
    """The answer at each address, which is asked for once by all tests of the module."""

    def __missing__(self, address: str) -> HttpResponse:
        return self.setdefault(address, Client().get(address))


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages()


@pytest.fixture(scope="module")
def site(everything: dict[str, dict[str, str]], pages: Pages) -> dict[str, str]:
    """Every page that speaks: pictures have their words in another way, the probes none that matter."""
    return {
        name: address
        for name, address in public_pages(everything).items()
        if name not in PROBES and pages[address]["Content-Type"].startswith("text/html")
    }


@pytest.fixture
def kept(settings) -> None:
    """What is made for a page is kept, as in production: what was made for one language must not reach another."""
    keep(settings, entries=1000)


class Text(HTMLParser):
    """The text of a page by elements, without the record's own words (``dir="auto"``, ``bdi``, another ``lang``)."""

    VOID = {"meta", "link", "input", "br", "hr", "img", "wbr", "path", "circle", "rect", "line", "use"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        own = tag in ("bdi", "script", "style", "code", "pre") or values.get("dir") == "auto"
        own = own or (tag != "html" and "lang" in values) or any(is_own for _, is_own in self.open)
        if not own:
            self.pieces += [values[name] or "" for name in ("aria-label", "title", "placeholder") if name in values]
        if tag not in self.VOID:
            self.open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(is_own for _, is_own in self.open):
            self.pieces.append(" ".join(data.split()))


def text_of(page: str) -> list[str]:
    parser = Text()
    parser.feed(page)
    return parser.pieces


# --- Pages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_page_says_its_language_and_direction(pages: Pages, site: dict[str, str], language: str) -> None:
    for name, address in site.items():
        response = pages[in_language(address, language)]
        assert response.status_code == 200, (name, address)
        assert f'<html lang="{language}" dir="{DIRECTIONS[language]}"' in response.content.decode(), name
        assert response["Content-Language"] == language
        assert "Accept-Language" not in response.get("Vary", "")


def test_every_page_names_itself_in_the_other_languages(client: Client, site: dict[str, str]) -> None:
    """To those who index it, to messengers, and by the switch, which keeps the page and what was asked of it."""
    asked = "?utm_source=a%26b"
    for name, address in site.items():
        expected = {code: in_language(address, code) + asked for code in DIRECTIONS}
        for language in DIRECTIONS:
            page = client.get(expected[language]).content.decode()
            found = {code: unescape(url).removeprefix("http://testserver") for code, url in HREFLANG.findall(page)}
            assert found == {**expected, "x-default": expected["en"]}, name
            switch = {code: (unescape(url), bool(now)) for url, code, _lang, _way, now, _name in SWITCH.findall(page)}
            assert switch == {code: (url, code == language) for code, url in expected.items()}, name
            says = dict(re.findall(r'<meta property="(og:locale|og:url|og:image)" content="([^"]*)">', page))
            assert says["og:locale"] == LOCALES[language], name
            assert urlsplit(says["og:url"]).path == in_language(address, language), name
            assert urlsplit(says["og:image"]).path.startswith(in_language("/cards/", language)), name


def test_no_sentence_of_a_page_stays_english(client: Client, kept: None, site: dict[str, str]) -> None:
    for name, address in site.items():
        english = {piece for piece in text_of(client.get(address).content.decode()) if ENGLISH.search(piece)}
        for language in ("fr", "ar"):
            page = client.get(in_language(address, language)).content.decode()
            assert english & set(text_of(page)) == set(), (name, language)


def test_what_text_of_leaves_out() -> None:
    assert text_of('<p>a <bdi>b</bdi><i dir="auto">c</i><br>d<b lang="fr">e</b></p><a title="f">g</a>') == [
        "a", "d", "f", "g",
    ]  # fmt: skip


# Addresses that are the same in every language.
ONE_FOR_ALL = ("/ar/", "/static/", "/api/")


def test_links_of_a_page_stay_in_its_language(pages: Pages, site: dict[str, str]) -> None:
    for name, address in site.items():
        page = pages[in_language(address, "ar")].content.decode()
        links = [unescape(link) for link in re.findall(r'<(?:a|form)\b[^>]*?\b(?:href|action)="([^"]*)"', page)]
        switch = {unescape(url) for url, *_ in SWITCH.findall(page)}
        astray = [
            link for link in links
            if link.startswith("/") and not link.startswith(ONE_FOR_ALL) and link not in switch
        ]  # fmt: skip
        assert astray == [], name


def test_numbers_of_pictures_stay_numbers(pages: Pages, site: dict[str, str]) -> None:
    """French writes 12,5 and 1 234: right in a sentence, fatal in a coordinate."""
    place = re.compile(r'\s(?:x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|dx|dy|width|height)="([^"]*)"')
    for name, address in site.items():
        for query in ("", "?view=map", "?view=timeline", "?view=matrix"):
            page = pages[f"/fr{address}{query}"].content.decode()
            wrong = [value for value in place.findall(page) if not re.fullmatch(r"-?[\d.]+(%|em|px)?|auto", value)]
            assert wrong == [], (name, query)


def test_switch_stays_on_the_page_with_its_filters(client: Client, site: dict[str, str]) -> None:
    page = client.get("/fr/meetings/?continent=europe&continent=africa&q=a%26b+%C3%A9").content.decode()
    links = SWITCH.findall(page)
    found = {unescape(url): (code, lang, way, bool(now), name) for url, code, lang, way, now, name in links}
    assert found == {
        "/meetings/?continent=europe&continent=africa&q=a%26b+%C3%A9": ("en", "en", "ltr", False, "English"),
        "/fr/meetings/?continent=europe&continent=africa&q=a%26b+%C3%A9": ("fr", "fr", "ltr", True, "Français"),
        "/ar/meetings/?continent=europe&continent=africa&q=a%26b+%C3%A9": ("ar", "ar", "rtl", False, "العربية"),
    }


def test_switch_leads_to_no_other_host(client: Client) -> None:
    for path in ("//evil.example/", "/fr//evil.example/", "/ar/%2F%2Fevil.example/"):
        page = client.get(f"http://testserver{path}").content.decode()
        assert not re.search(r'href="//', page), path


def test_answers_to_mistakes_speak_the_language_of_the_address(client: Client, site: dict[str, str]) -> None:
    gone = client.get("/fr/nothing/")
    assert gone.status_code == 404
    assert "Cette page n’existe pas" in gone.content.decode()
    assert 'hreflang="ar" lang="ar"' in gone.content.decode()
    assert not HREFLANG.search(gone.content.decode())
    assert "ليس" in client.get("/ar/meetings/?year=abc").content.decode()
    assert client.get("/fr/admin/meetings/meeting/?q=%00").status_code == 400


def test_the_address_alone_chooses_the_language(client: Client, site: dict[str, str]) -> None:
    response = client.get("/meetings/", headers={"Accept-Language": "fr"}, HTTP_COOKIE="django_language=fr")
    assert response["Content-Language"] == "en"
    assert client.get("/en/").status_code == 404
    assert client.get("/fr/healthz").status_code == 404
    before = get_language()
    client.get("/ar/")
    assert get_language() == before


def test_language_of_an_address() -> None:
    expected = {"/fr/": "fr", "/fr": "fr", "/french/": "en", "/": "en", "/ar/x/": "ar", "/en/": "en"}
    for path, language in expected.items():
        assert language_of(path) == language
    assert without_language("/fr/meetings/") == "/meetings/"
    assert without_language("/ar") == "/"
    assert in_language("/ar/", "en") == "/"
    assert in_language("/x/", "fr") == "/fr/x/"


def test_admin_in_french(client: Client) -> None:
    client.force_login(User.objects.create_superuser("administrator", "a@example.org", "not a secret"))
    page = client.get("/fr/admin/meetings/meeting/add/").content.decode()
    assert '<html lang="fr"' in page
    assert "Enregistrer et publier" in page
    assert client.get("/ar/admin/").status_code == 200
    client.logout()
    assert client.get("/fr/admin/")["Location"] == "/fr/admin/login/?next=/fr/admin/"


# --- Names ----------------------------------------------------------------------------------------------


@pytest.fixture
def germany() -> None:
    """Sort: Allemagne before Espagne, Germany after Estonia; M49 continents bear their names already."""
    for code, name in {"DE": "Allemagne", "ES": "Espagne", "MA": "Maroc", "IN": "Inde", "SN": "Sénégal"}.items():
        country = factories.country(code)
        country.names.update_or_create(language="fr", kind="short", defaults={"name": name})


def test_countries_are_named_and_sorted_in_the_language(client: Client, germany: None, site: dict[str, str]) -> None:
    factories.meeting("DE", "ES")
    for address in ("/countries/", "/continents/europe/", "/meetings/", "/countries/de/", "/countries/de/es/", "/",
                    "/delegations/"):  # fmt: skip
        page = client.get(f"/fr{address}").content.decode()
        words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
        assert "Allemagne" in words, address
        assert "Espagne" in words or address == "/delegations/", address
        assert "Germany" not in re.sub(r"<dl.*?</dl>", "", words) or address == "/countries/de/", address
        assert "Spain" not in words, address
    listed = client.get("/fr/countries/").content.decode()
    assert listed.index("Allemagne") < listed.index("Espagne")
    chosen = client.get("/fr/meetings/?continent=europe&country=de").content.decode()
    assert "Allemagne" in chosen
    assert "contrepartie : Europe" in chosen.replace("\xa0", " ")
    assert "Germany" not in chosen


def test_record_pages_name_their_parties(client: Client, germany: None, site: dict[str, str]) -> None:
    for name in ("meetings:detail", "meetings:mou", "meetings:event", "meetings:delegation", "meetings:source"):
        page = client.get(f"/fr{site[name]}").content.decode()
        text = " ".join(text_of(page)) + " ".join(re.findall(r"<bdi>([^<]*)</bdi>", page))
        assert "Maroc" in text or "Espagne" in text, name
        # What machines read of it and the citation to copy are in English, and say so.
        read = re.sub(r'<(script|p|pre) [^>]*(?:ld\+json|lang="en")[^>]*>.*?</\1>', "", page, flags=re.DOTALL)
        assert not re.search(r"\b(Morocco|Spain)\b", read), name


def test_gazetteer_in_a_language(germany: None) -> None:
    with override("fr"):
        french = Gazetteer.read()
    english = Gazetteer.read()
    assert french.countries["DE"].name == "Allemagne"
    assert english.countries["DE"].name == "Germany"
    assert list(french.countries).index("DE") < list(french.countries).index("ES")
    europe = Region.objects.get(slug="europe")
    with override("ar"):
        assert Gazetteer.read().regions[europe.m49].name == europe.name_ar == name_of(europe)


def test_gazetteers_are_kept_apart_by_language(germany: None, settings) -> None:
    settings.CACHES = {**settings.CACHES, "register": {"BACKEND": "core.kept.KeptObjects"}}
    caches["register"].clear()
    state = State(7, False)
    assert Gazetteer.of(state).countries["DE"].name == "Germany"
    with override("fr"):
        assert Gazetteer.of(state).countries["DE"].name == "Allemagne"
    assert Gazetteer.of(state).countries["DE"].name == "Germany"


def test_name_of_asks_once_a_request(germany: None, django_assert_num_queries) -> None:
    rows = list(Country.objects.filter(pk__in=["DE", "ES", "MA"]))
    with seeing(State(1, False)):
        with django_assert_num_queries(0):
            assert name_of(rows[0]) == rows[0].name
        with override("fr"), django_assert_num_queries(1):
            assert {name_of(row) for row in rows} == {"Allemagne", "Espagne", "Maroc"}


def test_name_of_falls_back_on_the_stored_name(germany: None) -> None:
    with override("ar"):
        assert name_of(factories.country("EE")) == "Estonia"
        assert name_of(factories.OrganizationFactory(name="Council")) == "Council"


def test_what_is_remembered_here_is_of_this_request() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    with seeing(State(1, False)):
        assert remember_here("x", make) == remember_here("x", make) == 1
    with seeing(State(2, False)):
        assert remember_here("x", make) == 2
    assert (remember_here("x", make), remember_here("x", make)) == (3, 4)
