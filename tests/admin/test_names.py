"""Parties and places are called and sorted in the language that the editor works in, at no query more for each."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegations.models import Country, Region
from tests import factories
from tests.admin.pages import address

pytestmark = pytest.mark.django_db

NAMES = {
    "DE": {"fr": "Allemagne", "ar": "ألمانيا"},
    "ES": {"fr": "Espagne", "ar": "إسبانيا"},
    "MA": {"fr": "Maroc", "ar": "المغرب"},
    "FR": {},  # called as it is stored, where a language has no name for it
}
SORTED = {
    "en": ["France", "Germany", "Morocco", "Spain"],
    "fr": ["Allemagne", "Espagne", "France", "Maroc"],
    "ar": ["France", "إسبانيا", "ألمانيا", "المغرب"],
}
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", SORTED)


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    for code, names in NAMES.items():
        country = factories.country(code)
        for language, name in names.items():
            country.names.create(language=language, kind="short", name=name)
    Country.objects.exclude(pk__in=NAMES).delete()
    Region.objects.filter(slug="europe").update(name_fr="Europe (fr)", name_ar="أوروبا")


def at(language: str, path: str) -> str:
    return path if language == "en" else f"/{language}{path}"


def suggested(
    desk: Client, language: str, model: str, field: str, app: str = "delegations", term: str = ""
) -> list[str]:
    query = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    found = desk.get(at(language, reverse("admin:autocomplete")), query).json()["results"]
    return [row["text"] for row in found]


@IN_EACH_LANGUAGE
def test_countries_to_choose_from_are_in_the_order_of_the_language(desk: Client, language: str) -> None:
    for model, field, app in (
        ("delegation", "country", "delegations"),
        ("event", "country", "delegations"),
        ("meeting", "place_country", "meetings"),
    ):
        assert suggested(desk, language, model, field, app) == SORTED[language], model


@IN_EACH_LANGUAGE
def test_list_of_countries_is_in_the_order_of_the_language(desk: Client, language: str) -> None:
    page = desk.get(at(language, address(Country, "changelist"))).content.decode()
    assert re.findall(r'class="field-shown_name"><a[^>]*>([^<]*)</a>', page) == SORTED[language]


@pytest.mark.parametrize(("language", "name"), [("en", "Europe"), ("fr", "Europe (fr)"), ("ar", "أوروبا")])
def test_continents_of_a_filter_are_named_in_the_language(desk: Client, language: str, name: str) -> None:
    assert f">{name}</a>" in desk.get(at(language, address(Country, "changelist"))).content.decode()


def test_chosen_country_is_named_in_the_language(desk: Client) -> None:
    made = factories.meeting("MA", "ES", status="draft", place_country=Country.objects.get(pk="DE"))
    page = desk.get(at("fr", reverse("admin:meetings_meeting_change", args=[made.pk]))).content.decode()
    assert ">Allemagne</option>" in page
    assert re.search(r">Maroc · [^<]*</option>", page) or ">Maroc</option>" in page
    assert "Morocco" not in page.partition("<main")[2]


def test_delegations_to_choose_from_are_named_in_the_language(desk: Client) -> None:
    made = factories.meeting("MA", "ES", status="draft")
    found = suggested(desk, "ar", "meeting", "principal", "meetings", term="المغرب")
    assert found
    assert all(text.startswith("المغرب") for text in found)
    rows = desk.get(at("ar", reverse("admin:meetings_meeting_changelist"))).content.decode()
    assert "المغرب" in rows
    assert made.reference in rows


def test_names_cost_one_query_however_many(desk: Client) -> None:
    url = at("fr", reverse("admin:autocomplete"))
    query = {"app_label": "delegations", "model_name": "delegation", "field_name": "country"}
    counted = []
    for term in ("m", ""):
        desk.get(url, query | {"term": term})
        with CaptureQueriesContext(connection) as queries:
            found = desk.get(url, query | {"term": term}).json()["results"]
        counted.append((len(found), len(queries)))
    assert [found for found, _queries in counted] == [1, len(NAMES)]
    assert counted[0][1] == counted[1][1] + 1  # the search for the word
