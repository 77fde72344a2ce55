"""Card pictures: for every page that has one, of what is published only, and the same bytes each time."""

import io
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image

from core.cards import COLOURS, HEIGHT, WIDTH, Card, draw
from core.languages import LANGUAGES, in_language
from core.lettering import is_drawable, lettered
from delegations.models import CountryName
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
    assert is_drawable("لقاءات أمنية، 24–27 نوفمبر 2025؛ ماذا؟")
    assert not is_drawable("摩洛哥")
    assert draw(Card("", "摩洛哥", plain_title="Meeting M000001")) == draw(Card("", "Meeting M000001"))


@pytest.mark.parametrize(
    ("text", "is_rtl", "drawn"),
    [
        ("Rabat (2025)", False, "Rabat (2025)"),
        ("Rabat (2025)", True, "Rabat (2025)"),
        # Joined, from the last letter to the first; the lam and the alef are one; brackets face each other.
        ("سلام (2025)", False, "(2025) \ufee1\ufefc\ufeb3"),
        ("مسجَّل", True, "\ufede\ufea0\ufeb4\ufee3"),
        ("a\xa0: b", False, "a : b"),
    ],
)
def test_lettered_as_it_is_drawn_from_left_to_right(text: str, is_rtl: bool, drawn: str) -> None:
    assert lettered(text, 40, is_rtl=is_rtl)[0] == drawn


def test_draw_arabic_from_the_right() -> None:
    card = Card("القارة", "المغرب", "52", "لقاءً مسجلاً")
    with translation.override("ar"), Image.open(io.BytesIO(draw(card))) as image:
        arabic = image.convert("RGB")
    with Image.open(io.BytesIO(draw(card))) as image:
        english = image.convert("RGB")
    accent = tuple(bytes.fromhex(COLOURS["accent"][1:]))
    assert (arabic.getpixel((WIDTH - 4, 300)), english.getpixel((4, 300))) == (accent, accent)
    assert arabic.getpixel((4, 300)) != accent != english.getpixel((WIDTH - 4, 300))


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


def test_card_is_drawn_once(client: Client, names: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.CACHES = {**settings.CACHES, "fragments": {"BACKEND": "core.kept.KeptObjects"}}
    caches["fragments"].clear()
    drawn: list[Card] = []

    def drawing(card: Card) -> bytes:
        drawn.append(card)
        return draw(card)

    monkeypatch.setattr("meetings.views.cards.draw", drawing)
    factories.meeting("MA", "ES")
    for language in LANGUAGES * 2:
        client.get(in_language(reverse("cards:country", args=["ma"]), language))
    assert [card.title for card in drawn] == ["Morocco", "Maroc", "المغرب"]
    caches["fragments"].clear()


@pytest.fixture
def names(db: None) -> None:
    for country, language, name in (
        ("MA", "fr", "Maroc"),
        ("MA", "ar", "المغرب"),
        ("ES", "fr", "Espagne"),
        ("ES", "ar", "إسبانيا"),
    ):
        CountryName.objects.update_or_create(
            country_id=country, language=language, kind=CountryName.Kind.SHORT, defaults={"name": name}
        )


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """What is written on the cards that are asked for."""
    drawn: list[Card] = []

    def writing(card: Card) -> bytes:
        drawn.append(card)
        return b""

    monkeypatch.setattr("meetings.views.cards.draw", writing)
    return drawn


def test_card_of_a_meeting_in_each_language(client: Client, names: None, written: list[Card]) -> None:
    made = factories.meeting("MA", "ES", held_on="[2025-11-24..2025-11-27]", attestation="implied")
    for language in LANGUAGES:
        client.get(in_language(reverse("cards:meeting", args=[made.reference]), language))
    assert [(card.kicker.partition(" · ")[0], card.title, card.note) for card in written] == [
        ("Bilateral meeting, implied", "Morocco – Spain", "on one of the days 24–27 November 2025"),
        ("Rencontre bilatérale, implicite", "Maroc – Espagne", "l’un des jours du 24 au 27 novembre 2025"),
        ("لقاء ثنائي (إثبات ضمني)", "المغرب – إسبانيا", "في أحد الأيام من 24 إلى 27 نوفمبر 2025"),
    ]


def test_card_of_an_mou_says_when_it_was_signed(client: Client, db: None, written: list[Card]) -> None:
    made = factories.mou("MA", "ES", signed_on="2025-11")
    for language in LANGUAGES:
        client.get(in_language(reverse("cards:mou", args=[made.reference]), language))
    notes = ["signed in November 2025", "signé en novembre 2025", "وُقّعت في نوفمبر 2025"]
    assert [card.note for card in written] == notes


def test_card_of_a_pair_in_one_order_only(client: Client, db: None) -> None:
    factories.meeting("MA", "ES")
    assert client.get("/cards/countries/es/ma.png").status_code == 200
    for address in ("/cards/countries/ma/es.png", "/cards/countries/ma/ma.png", "/cards/countries/MA.png"):
        assert client.get(address).status_code == 404
