"""The columns by which two rows are found to be one, as the database computes them."""

import pytest
from django.db import connection

from core.text import normalise
from tests import factories

pytestmark = pytest.mark.django_db


def computed(function: str, *values: object) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({', '.join(['%s'] * len(values))})", values)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "text",
    [
        "Côte d’Ivoire — «Le Monde»  (2025)", "الأَمْنُ الوَطَنِيّ", "ŁÓDŹ", "U.S.", "  spaces\u00a0and\ttabs ", "!?", "",
        "Guinea-Bissau", "Ministère de l’Intérieur", "١٢٣",
    ],
)  # fmt: skip
def test_plain_words_are_near_to_the_normalised_ones(text: str) -> None:
    """Near, for the database knows no letters of other scripts: but two that are one to ``normalise`` are one here."""
    assert computed("entente_plain", text) == computed("entente_plain", computed("entente_plain", text))
    if text.isascii():
        assert computed("entente_plain", text) == normalise(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L’Intérieur", "L'INTERIEUR"),
        ("«Sécurité» – 2025", "securite 2025"),
        ("الأمن", "الامن"),
        ("Łódź", "lodz"),
        ("a\u200bb", "ab"),
    ],
)
def test_two_writings_have_one_plain_form(one: str, other: str) -> None:
    assert computed("entente_plain", one) == computed("entente_plain", other) != ""


@pytest.mark.parametrize("text", ["\ufdfa" * 300, "😀" * 300, "é" * 300])
def test_plain_words_of_any_writing_fit_into_an_index(text: str) -> None:
    assert len(computed("entente_plain", text).encode()) <= 1600


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/News/1?a=1&b=2",
        "http://example.org/News/1?b=2&a=1",
        "https://www.EXAMPLE.org/News/1/?a=1&b=2",
        "https://example.org:443/News/1?utm_source=x&a=1&fbclid=y&b=2&gclid=z",
        "http://example.org:80/News/1?&a=1&&b=2#top",
        " HTTPS://www2.example.org/News/1?a=1&UTM_Campaign=z&b=2 ",
    ],
)
def test_addresses_of_one_document_have_one_key(address: str) -> None:
    assert computed("entente_address", address) == "example.org/News/1?a=1&b=2"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("", ""),
        ("https://example.org/", "example.org"),
        ("https://example.org/?utm_source=x", "example.org"),
        ("https://example.org/#!/article/5", "example.org#!/article/5"),
        ("https://example.org/#/article/5", "example.org#/article/5"),
        ("https://example.org:8080/x", "example.org:8080/x"),
        ("https://example.org/?id=1&tm_source=2", "example.org?id=1&tm_source=2"),
        ("https://example.org/a?q=https://www.other.org/", "example.org/a?q=https://www.other.org/"),
    ],
)
def test_key_of_an_address_keeps_what_matters(address: str, key: str) -> None:
    assert computed("entente_address", address) == key


def test_other_path_or_parameter_is_another_document() -> None:
    keys = {
        computed("entente_address", f"https://example.org/{rest}") for rest in ("a", "A", "a?x=1", "a?x=2", "a/b", "b")
    }
    assert len(keys) == 6


def test_pair_is_the_same_in_either_order() -> None:
    body = factories.OrganizationFactory()
    one, other = factories.meeting("MA", "ES"), factories.meeting("ES", "MA")
    third, fourth = factories.meeting("MA", body), factories.meeting(body, "MA")
    for row in (one, other, third, fourth):
        row.refresh_from_db()
    assert one.party_pair == other.party_pair == "ES MA"
    assert third.party_pair == fourth.party_pair == f"{body.pk} MA"


def test_keys_follow_a_change_that_passes_by_save() -> None:
    source = factories.SourceFactory(url="https://example.org/a", title="One")
    type(source).objects.filter(pk=source.pk).update(url="https://www.example.org/b/", title="Two")
    source.refresh_from_db()
    assert (source.address_key, source.title_key) == ("example.org/b", "two")


def test_address_of_a_thousand_signs_can_be_stored() -> None:
    address = "https://example.org/" + "ß" * 970
    assert factories.SourceFactory(url=address).pk
