"""The style guide: for staff only, and every component is on it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from pages.specimens import COUNTRIES, HOST
from pages.styleguide import COLOURS, PICTURES
from tests import factories
from tests.safety.addresses import one_of_everything

pytestmark = pytest.mark.django_db
SHOWN = (
    "breadcrumb", "card", "chip", "citation", "cite", "date__vague", "empty", "mark--implied", "mark--named", "notice",
    "pager", "panel", "side", "site-search", "skip", "table--meetings", "theme", "tile",
)  # fmt: skip
TEMPLATES = Path(settings.BASE_DIR) / "templates"


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("editor", is_staff=True))
    return client


def every_country_of_the_pictures() -> None:
    for code in {*COUNTRIES, HOST} & {*factories.PLACES}:
        factories.country(code)


def test_styleguide_is_no_public_page(client: Client) -> None:
    address = reverse("pages:styleguide")
    refused = client.get(address)
    assert refused.status_code == 404
    assert "There is no such page" in refused.content.decode()
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 404


def test_styleguide_shows_every_component(editor: Client) -> None:
    one_of_everything()
    every_country_of_the_pictures()
    response = editor.get(reverse("pages:styleguide"))
    assert response.status_code == 200
    used = {template.name for template in response.templates}
    components = {f"components/{file.name}" for file in (TEMPLATES / "components").glob("_*.html")}
    # What stands in the head of a page, and the plain table that the country page shows.
    assert used >= {f"pictures/{file.name}" for file in (TEMPLATES / "pictures").glob("_*.html")}
    elsewhere = {"components/_alternates.html", "components/_head.html", "components/_years.html"}
    assert components - used <= elsewhere
    text = response.content.decode()
    for name in SHOWN:
        assert re.search(rf'class="[^"]*\b{name}\b', text), name
    assert "no-store" in response["Cache-Control"]


def test_styleguide_shows_every_colour(editor: Client) -> None:
    text = (Path(settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text("utf-8")
    named = set(re.findall(r"--([\w-]+): light-dark\(#", text.split("@media")[0])) - {"petrol"} | {"accent"}
    assert {*COLOURS, *PICTURES} == named


def test_styleguide_shows_every_class_of_the_map(editor: Client) -> None:
    every_country_of_the_pictures()
    text = editor.get(reverse("pages:styleguide")).content.decode()
    for name in ("1", "2", "3", "4", "5", "none", "self"):
        assert re.search(rf'class="[^"]*\bmap__{name}\b', text), name


def test_styleguide_of_an_empty_register(editor: Client) -> None:
    response = editor.get(reverse("pages:styleguide"))
    assert response.status_code == 200
    assert 'class="picture comparison"' not in response.content.decode()


def test_styleguide_is_linked_from_the_desk(editor: Client) -> None:
    assert f'href="{reverse("pages:styleguide")}"' in editor.get(reverse("admin:index")).content.decode()


def test_ids_are_given_once(editor: Client) -> None:
    one_of_everything()
    ids: list[Any] = re.findall(r'\sid="([^"]+)"', editor.get(reverse("pages:styleguide")).content.decode())
    assert sorted(ids) == sorted(set(ids))
