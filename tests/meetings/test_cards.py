"""Card pictures: for every page that has one, of what is published only, and the same bytes each time."""

import io
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from PIL import Image

from core.cards import COLOURS, HEIGHT, WIDTH, Card, draw, is_drawable
from tests import factories
from tests.safety.addresses import one_of_everything

PAGES = ["country", "pair", "continent", "region", "event", "organization", "topic", "source", "delegation", "mou"]


@pytest.fixture
def arguments(db: None) -> dict[str, dict[str, str]]:
    made = one_of_everything()
    return {name.partition(":")[2].replace("detail", "meeting"): values for name, values in made.items()}


def test_draw_same_bytes_for_the_same_words() -> None:
    card = Card("Event · Marrakech", "Conférence de l’État de Côte d’Ivoire à Łódź", "52", "recorded meetings", "2025")
    assert draw(card) == draw(card)
    assert draw(card) != draw(Card("Event · Marrakech", "Another", "52", "recorded meetings", "2025"))
    with Image.open(io.BytesIO(draw(card))) as image:
        assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    assert len(draw(card)) < 60_000


def test_draw_knows_what_the_font_cannot_write() -> None:
    assert is_drawable("São Tomé, Türkiye, Łódź, “quoted” – 24–27 · ’")
    assert not is_drawable("المغرب")
    assert draw(Card("", "المغرب", plain_title="Meeting M000001")) == draw(Card("", "Meeting M000001"))


@pytest.mark.parametrize("title", ["", "word " * 200, "x" * 400])
def test_draw_titles_of_any_length(title: str) -> None:
    assert draw(Card("kicker " * 60, title, "1,234,567", "recorded meetings", "long note " * 30, codes=("MA", "ES")))


def test_colours_are_those_of_the_light_theme() -> None:
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    light: dict[str, str] = {}
    for name, value in re.findall(r"--([\w-]+): (?:light-dark\()?(#[0-9a-f]{6}|var\(--[\w-]+\))", tokens):
        light.setdefault(name, value)  # what comes later is for high contrast
    for name, value in COLOURS.items():
        decided = light[name]
        assert light.get(decided[6:-1], decided) == value, name


@pytest.mark.parametrize("name", ["home", "meeting", *PAGES])
def test_every_page_has_its_card(client: Client, arguments: dict[str, dict[str, str]], name: str) -> None:
    response = client.get(reverse(f"cards:{name}", kwargs=arguments.get(name, {})))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert "max-age" in response.headers["Cache-Control"]
    assert "Vary" not in response.headers or "Cookie" not in response.headers["Vary"]
    again = client.get(response.wsgi_request.path, headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    assert client.get(response.wsgi_request.path).content == response.content


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_card_of_what_is_not_published_is_missing(client: Client, db: None, status: str) -> None:
    event, topic = factories.EventFactory(), factories.TopicFactory()
    hidden = factories.meeting("MA", "ES", event=event, topics=[topic], status=status)
    mou = factories.mou("MA", "ES", event=event, status=status)
    addresses = [
        reverse("cards:meeting", args=[hidden.reference]),
        reverse("cards:mou", args=[mou.reference]),
        reverse("cards:event", args=[event.slug]),
        reverse("cards:topic", args=[topic.slug]),
        reverse("cards:delegation", args=[hidden.principal_id]),
        reverse("cards:source", args=[hidden.citations.get().source_id]),
    ]
    missing = client.get(reverse("cards:meeting", args=["M999999"]))
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 404, address
        assert response.headers["Content-Type"] == missing.headers["Content-Type"]


def test_card_figures_count_the_published_only(client: Client, db: None) -> None:
    factories.meeting("MA", "ES")
    address = reverse("cards:country", args=["ma"])
    before = client.get(address).content
    factories.meeting("MA", "ES", status="draft")
    assert client.get(address).content == before
    factories.meeting("MA", "ES")
    assert client.get(address).content != before


def test_card_of_a_withdrawn_record_is_gone_and_of_a_merged_one_elsewhere(client: Client, db: None) -> None:
    stays, gone = factories.meeting("MA", "ES"), factories.meeting("MA", "FR", status="withdrawn")
    address = reverse("cards:meeting", args=[gone.reference])
    assert client.get(address).status_code == 410
    gone.merged_into = stays
    gone.save()
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (
        301,
        reverse("cards:meeting", args=[stays.reference]),
    )


def test_card_is_drawn_once(client: Client, db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CACHES = {**settings.CACHES, "fragments": {"BACKEND": "core.kept.KeptObjects"}}
    caches["fragments"].clear()
    drawn: list[Card] = []

    def drawing(card: Card) -> bytes:
        drawn.append(card)
        return draw(card)

    monkeypatch.setattr("meetings.views.cards.draw", drawing)
    factories.meeting("MA", "ES")
    for _ in range(3):
        client.get(reverse("cards:country", args=["ma"]))
    assert len(drawn) == 1
    caches["fragments"].clear()


def test_card_of_a_pair_in_one_order_only(client: Client, db: None) -> None:
    factories.meeting("MA", "ES")
    assert client.get("/cards/countries/es/ma.png").status_code == 200
    for address in ("/cards/countries/ma/es.png", "/cards/countries/ma/ma.png", "/cards/countries/MA.png"):
        assert client.get(address).status_code == 404
