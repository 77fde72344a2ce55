"""The list of meetings as a map, a timeline and a matrix: the same meetings, the same filters."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import OrganizationFactory, meeting
from tests.meetings.test_browsing import browse

pytestmark = pytest.mark.django_db
LIST = "/meetings/"


@pytest.fixture
def register() -> None:
    council = OrganizationFactory(slug="council")
    meeting("MA", "ES", held_on="2024-03-01")
    meeting("MA", "ES", held_on="2025-11-24")
    meeting("MA", "SN", held_on="2025-11-24")
    meeting("FR", "SN", held_on="2023")
    meeting("MA", council, held_on="2025-11-24")
    meeting("KE", "DE", status="draft")


def marks(query: str, **options: Any) -> dict[str, str]:
    """Return what the links of the picture say and where they lead, without those of the table beside it."""
    html = str(browse(query, **options).picture)
    svg = re.sub(r'<details class="picture__table">.*?</details>', "", html, flags=re.DOTALL)
    found = re.findall(r'<a [^>]*?href="([^"]+)"[^>]*?(?:aria-label="([^"]*)")?[^>]*>(.*?)</a>', svg, flags=re.DOTALL)
    return {
        unescape(label or re.sub(r"<[^>]+>", " ", inner)).strip(): unescape(href)
        for href, label, inner in found
        if not href.startswith("#")
    }


def address_of(found: dict[str, str], words: str) -> str:
    (address,) = [address for says, address in found.items() if says.startswith(words)]
    return address


def total_of(client: Client, address: str) -> int:
    """Return how many meetings a page shows in its list."""
    sentence = re.search(r'class="results__sentence"[^>]*>\s*(\d+) meeting', client.get(address).content.decode())
    assert sentence, address
    return int(sentence[1])


@pytest.mark.parametrize(
    ("query", "name", "total"),
    [
        ("view=map", "Spain", 2),
        ("view=map", "Senegal", 2),
        ("view=map&country=ma", "Spain", 2),
        ("view=map&country=ma", "Senegal", 1),
        ("view=map&country=sn&side=counterpart", "France", 1),
        ("view=map&continent=africa", "Senegal", 2),
        ("view=map&continent=africa&side=principal", "Morocco", 4),
        ("view=map&year=2025", "Spain", 1),
    ],
)
def test_map_marks_lead_to_what_they_say(register: None, client: Client, query: str, name: str, total: int) -> None:
    found = marks(query)
    assert total_of(client, address_of(found, name)) == total
    assert str(total) in next(says for says in found if says.startswith(name))


def test_map_on_a_page_of_a_country_leads_to_all_meetings(register: None, client: Client) -> None:
    address = address_of(marks("view=map", path="/countries/ma/", fixed={"country": "ma"}), "Spain")
    assert address.startswith(reverse("meetings:list"))
    assert total_of(client, address) == 2


def test_map_of_organizations_only_says_nothing(register: None) -> None:
    assert browse("view=map&organization=council&with=ma&side=counterpart").picture != ""
    assert browse("view=map&country=ma&with=council").picture == ""


def test_timeline_marks_lead_to_their_years(register: None, client: Client) -> None:
    found = marks("view=timeline")
    assert found
    assert all("view=" not in address for address in found.values())
    assert sorted({total_of(client, address) for address in found.values()}) == [1, 3]


def test_matrix_cells_lead_to_what_they_count(register: None, client: Client) -> None:
    html = str(browse("view=matrix").picture)
    cells = re.findall(r'<td class="[^"]*matrix[^"]*"[^>]*>\s*<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', html, re.DOTALL)
    assert cells
    for href, inner in cells:
        number = re.search(r"\d+", re.sub(r"<[^>]+>", " ", inner))
        assert number
        assert total_of(client, unescape(href)) == int(number[0]), href


@pytest.mark.parametrize("view", ["table", "map", "timeline", "matrix"])
def test_view_keeps_the_filters_and_shows_the_same_meetings(register: None, client: Client, view: str) -> None:
    address = f"{LIST}?country=ma&view={view}"
    assert total_of(client, address) == 4
    content = client.get(address).content.decode()
    assert ("table--meetings" in content) == (view == "table")
    assert ('<figure class="picture' in content) == (view != "table")
    addresses = {name: url for name, _label, url, _chosen in browse(f"country=ma&view={view}").views}
    assert addresses == {
        "table": "/meetings/?country=ma",
        **{name: f"/meetings/?country=ma&view={name}" for name in ("map", "timeline", "matrix")},
    }
    assert [name for name, _label, _url, chosen in browse(f"country=ma&view={view}").views if chosen] == [view]
