"""What is not published is nowhere: a reader with every address and every filter learns nothing of it."""

from urllib.parse import quote, quote_plus

import pytest
from django.http import HttpResponse
from django.test import Client

from core.admin import check_deferred_rules
from delegations.models import Event
from meetings.models import Meeting, MoU
from tests import factories
from tests.keeping import forget
from tests.safety.addresses import PLAIN, public_pages, routes
from tests.safety.crawl import crawl
from tests.safety.planting import TOTAL, Planted, plant

pytestmark = pytest.mark.django_db

HIDDEN = ["draft", "in_review", "withdrawn"]
SEARCHED = [
    "/meetings/", "/mous/", "/events/", "/organizations/", "/delegations/", "/sources/", "/topics/", "/countries/",
    "/countries/ma/",
]  # fmt: skip
# Was never in the register, and stands on no page.
NEVER = "zqneverzq"


@pytest.fixture(scope="module")
def site(everything: dict[str, dict[str, str]]) -> dict[str, str]:
    """Every public page of a small published register, by name."""
    return public_pages(everything)


def hide(status: str) -> Planted:
    planted = plant(status, Event.objects.get(slug="assembly"))
    check_deferred_rules()
    forget()
    return planted


def contents(responses: dict[str, HttpResponse]) -> dict[str, bytes]:
    return {address: response.content for address, response in responses.items()}


def assert_silent(planted: Planted, content: bytes, address: str) -> None:
    """None of the hidden words is in ``content``."""
    text = content.decode().lower()
    found = [word for word in planted.words if word in text]
    assert not found, (address, found)
    assert str(TOTAL) not in text.replace(",", ""), address


def without(asked: str, content: bytes) -> bytes:
    """Return a page without what the reader asked for, as text and as it stands in an address."""
    for form in (asked, quote(asked), quote_plus(asked)):
        content = content.replace(form.encode(), b"@")
    return content


def test_every_page_is_the_same_before_and_after(client: Client, site: dict[str, str]) -> None:
    """Counts, totals, facets, orders, links, byte for byte; so none of the hidden words is in any of them.

    Something of each status is hidden at once: nothing of it may show, so nothing of one can hide another's.
    """
    first = crawl(client, site.values())
    assert [address for address, response in first.items() if response.status_code not in (200, 301)] == []
    before = contents(first)
    assert set(site.values()) <= set(before)
    assert {"/meetings/?topic=cybercrime", "/meetings/?mou=yes", "/meetings/?year=2025"} <= set(before)
    hidden = [hide(status) for status in HIDDEN]
    after = contents(crawl(client, site.values()))
    assert set(after) == set(before)
    assert [address for address, content in after.items() if content != before[address]] == []
    for planted in hidden:
        for address, content in after.items():
            assert_silent(planted, content, address)


def test_crawl_would_see_what_is_published(client: Client, site: dict[str, str]) -> None:
    """The proof of the test above: the same words, published, are found, each of them."""
    planted = hide("withdrawn")
    for record in (*Meeting.objects.exclude(status="published"), *MoU.objects.exclude(status="published")):
        record.withdrawn_at, record.withdrawn_reason = None, ""
        factories.move(record, "published")
    forget()
    text = b" ".join(contents(crawl(client, site.values())).values()).decode().lower()
    only_searched = ("bodyother", "organizerother")
    missing = [word for word in planted.words if word not in text and not any(part in word for part in only_searched)]
    assert missing == planted.never
    assert str(TOTAL) in text.replace(",", "")


@pytest.mark.parametrize("status", HIDDEN)
def test_hidden_address_answers_like_a_missing_one(client: Client, site: dict[str, str], status: str) -> None:
    planted = hide(status)
    hidden = planted.addresses()
    missing = {
        "meeting": "/meetings/M999999/", "mou": "/mous/A999999/", "event": "/events/missing/",
        "organization": "/organizations/missing/", "organizer": "/organizations/missing/",
        "topic": "/topics/missing/", "source": "/sources/999999/", "delegation": "/delegations/999999/",
    }  # fmt: skip
    for name, address in hidden.items():
        for extra in ({}, {"HTTP_HX_REQUEST": "true"}):
            response, other = client.get(address, **extra), client.get(missing[name], **extra)
            assert other.status_code == 404
            if name in ("meeting", "mou") and status == "withdrawn":
                assert response.status_code == 410
                assert b"The source was retracted." in response.content
                assert getattr(planted, name).reference.encode() in response.content
                assert_silent(planted, response.content, address)
                continue
            assert response.status_code == 404, address
            assert response.content == other.content, address
            assert dict(response.headers) == dict(other.headers), address


@pytest.mark.parametrize("status", HIDDEN)
def test_every_pattern_with_hidden_keys_is_silent(client: Client, site: dict[str, str], status: str) -> None:
    """Each page of the URLconf, for each kind of key that a hidden record has."""
    planted = hide(status)
    keys = {
        *planted.slugs.values(), planted.meeting.reference, planted.mou.reference,
        *(str(row.pk) for row in planted.rows.values()),
    }  # fmt: skip
    for route in routes(admin=False):
        for key in keys if route.arguments else ():
            address = route.address(dict.fromkeys(route.arguments, key))
            assert_silent(planted, client.get(address).content, address)


def test_filter_by_a_hidden_slug_is_one_by_no_slug(client: Client, site: dict[str, str]) -> None:
    hidden = [hide(status) for status in HIDDEN]
    pages = [page for name, page in site.items() if name not in PLAIN]
    for key in hidden[0].slugs:
        for page in pages:
            plain = client.get(f"{page}?{key}={NEVER}").content.replace(NEVER.encode(), b"@")
            for planted in hidden:
                slug = planted.slugs[key]
                shown = client.get(f"{page}?{key}={slug}").content.replace(slug.encode(), b"@")
                assert shown == plain, (planted.status, page, key)
                assert_silent(planted, shown, page)


def test_search_for_a_hidden_word_finds_nothing(client: Client, site: dict[str, str]) -> None:
    hidden = [hide(status) for status in HIDDEN]
    for page in SEARCHED:
        plain = without(NEVER, client.get(f"{page}?q={NEVER}", HTTP_HX_REQUEST="true").content)
        for planted in hidden:
            # Words are found by their beginning, so the first is a search for all of them.
            words = [f"zq{planted.status.replace('_', '')}", planted.rows["event"].slug]
            words += [planted.rows["organization"].name, planted.meeting.reference, planted.mou.reference]
            for word in [*words, f"morocco {planted.words[0]}"]:
                shown = without(word, client.get(f"{page}?q={word}", HTTP_HX_REQUEST="true").content)
                assert shown == plain, (planted.status, page, word)
                assert_silent(planted, shown, page)


@pytest.mark.parametrize("status", HIDDEN)
def test_search_answers_as_it_did_before_there_was_anything_hidden(
    client: Client, site: dict[str, str], status: str
) -> None:
    """Results, counts, spellings and what is offered while typing, byte for byte; how words are cut into names too."""
    start = f"zq{status.replace('_', '')}"
    asked = [
        start,
        f"{start}bodyname",
        f"{start}eventslugz",
        f"{start}topicnamezp",
        f"morocco {start}",
        "morocco -spain",
    ]
    addresses = [f"/search/{which}?q={quote(text)}" for text in asked for which in ("", "suggestions/")]
    before = {address: client.get(address).content for address in addresses}
    planted = hide(status)
    for address, content in before.items():
        assert client.get(address).content == content, address
    for record, other in ((planted.meeting, "M999999"), (planted.mou, "A999999")):
        shown = client.get(f"/search/?q={record.reference}").content.decode()
        missing = client.get(f"/search/?q={other}").content.decode()
        for reference in (record.reference, other):
            shown = shown.replace(reference, "@").replace(reference.lower(), "@")
            missing = missing.replace(reference, "@").replace(reference.lower(), "@")
        assert shown == missing


@pytest.mark.parametrize("status", HIDDEN)
def test_years_and_kinds_of_hidden_records_give_nothing(client: Client, site: dict[str, str], status: str) -> None:
    hide(status)
    for asked in ("year=1931", "kind=courtesy-call", "attestation=implied", "from=1931-05-06&to=1931-05-06"):
        content = client.get(f"/meetings/?{asked}").content
        assert b"<tbody>" not in content
        assert b'class="error"' not in content
    assert b'class="record"' not in client.get("/events/?year=1931").content


def test_withdrawn_page_says_reference_day_and_reason_only(client: Client, site: dict[str, str]) -> None:
    planted = hide("withdrawn")
    for record in (planted.meeting, planted.mou):
        response = client.get(record.get_absolute_url())
        text = response.content.decode()
        assert response.status_code == 410
        assert "The source was retracted." in text
        assert f"{record.withdrawn_at:%B %Y}" in text
        for party in ("Morocco", "Europe", "1931", "courtesy"):
            assert party not in text
