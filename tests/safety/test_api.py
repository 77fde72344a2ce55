"""The API is held to what the pages are: it tells nothing unpublished, survives every value, asks a steady number."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from core.admin import check_deferred_rules
from delegations.models import Event
from meetings.models import Meeting, MoU
from tests import factories
from tests.keeping import forget
from tests.safety.addresses import Route, api_addresses, api_routes, quoted, total_of
from tests.safety.planting import TOTAL, Planted, plant
from tests.safety.test_bad_values import FEW, HUGE
from tests.safety.test_leaks import HIDDEN, NEVER, assert_silent, hide

pytestmark = pytest.mark.django_db

LISTS = [route.name for route in api_routes() if not route.arguments and route.name not in (
    "api:root", "api:description", "api:problems")]  # fmt: skip
SEARCHED = [
    "api:meetings",
    "api:mous",
    "api:events",
    "api:delegations",
    "api:organizations",
    "api:topics",
    "api:sources",
]


@pytest.fixture(scope="module")
def api(everything: dict[str, dict[str, str]]) -> dict[str, str]:
    return api_addresses(everything | total_of(Event.objects.get(slug="assembly")))


def test_every_address_answers(client: Client, api: dict[str, str]) -> None:
    for name, address in api.items():
        response = client.get(address)
        assert response.status_code == 200, (name, response.content)
        assert response["Content-Type"] == "application/json", name
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.get("Vary", "")


# --- Nothing unpublished ----------------------------------------------------------------------------------


def every_state(client: Client, api: dict[str, str]) -> dict[str, HttpResponse]:
    """Every address, and an order, a filter and a sparse answer of those that have one."""
    asked = [
        f"{api['api:meetings']}?sort=recent",
        f"{api['api:meetings']}?fields=citations,topics",
        f"{api['api:facets']}?continent=europe",
        f"{api['api:pairs']}?sort=parties",
    ]
    found: dict[str, HttpResponse] = {}
    for address in (*api.values(), *asked):
        found[address] = response = client.get(address)  # type: ignore[assignment]  # what the test client answers
        assert response.status_code == 200, address
    return found


@pytest.mark.parametrize("status", HIDDEN)
def test_every_answer_and_etag_is_the_same_before_and_after(client: Client, api: dict[str, str], status: str) -> None:
    before = every_state(client, api)
    planted = hide(status)
    after = every_state(client, api)
    # A withdrawn record leaves a tombstone, which says its reference and why.
    apart = "/changes/" if status == "withdrawn" else "nothing"
    for address, response in after.items():
        assert_silent(planted, response.content, address)
        if apart not in address:
            assert response.content == before[address].content, address
            assert response["ETag"] == before[address]["ETag"], address


def test_api_would_tell_what_is_published(client: Client, api: dict[str, str]) -> None:
    """The proof of the test above: the same words, published, are told, each of them."""
    planted = hide("in_review")
    for record in (*Meeting.objects.exclude(status="published"), *MoU.objects.exclude(status="published")):
        record.withdrawn_at, record.withdrawn_reason = None, ""
        factories.move(record, "published")
    forget()
    text = b" ".join(response.content for response in every_state(client, api).values()).decode().lower()
    assert [word for word in planted.words if word not in text] == planted.never
    assert str(TOTAL) in text


def without(key: str, content: bytes) -> bytes:
    """Return an answer without the key that was asked for, where that stands by itself: 4 is no part of 404."""
    return re.sub(rb"\b" + re.escape(key.encode()) + rb"\b", b"@", content)


@pytest.mark.parametrize("status", HIDDEN)
def test_hidden_address_answers_like_a_missing_one(client: Client, api: dict[str, str], status: str) -> None:
    planted = hide(status)
    for name, row in planted.rows.items():
        route = "organization" if name == "organizer" else name
        address = api[f"api:{route}"].rsplit("/", 2)[0]
        key = getattr(row, "reference", None) or getattr(row, "slug", None) or str(row.pk)
        missing = {"meeting": "M999999", "mou": "A999999"}.get(name, "999999")
        response, other = client.get(f"{address}/{key}/"), client.get(f"{address}/{missing}/")
        assert other.status_code == 404
        if name in ("meeting", "mou") and status == "withdrawn":
            assert response.status_code == 410
            body = response.json()
            assert (body["reference"], body["reason"]) == (row.reference, "The source was retracted.")
            assert_silent(planted, response.content, address)
            continue
        assert response.status_code == 404, address
        assert without(key, response.content) == without(missing, other.content)
        assert {**response.headers, "Content-Length": ""} == {**other.headers, "Content-Length": ""}


def made_up(word: str) -> str:
    """Return a word of the same length that was never in the register."""
    return (NEVER * len(word))[: len(word)]


@pytest.mark.parametrize("status", HIDDEN)
def test_filter_by_a_hidden_slug_or_word_is_one_by_none(client: Client, api: dict[str, str], status: str) -> None:
    planted, counted = hide(status), ["api:meetings", "api:facets", "api:pairs"]
    asked = [(key, slug, counted) for key, slug in planted.slugs.items()]
    asked += [("event", planted.slugs["event"], ["api:reported-totals"])]
    asked += [("q", f"zq{status.replace('_', '')}", SEARCHED), ("q", planted.meeting.reference, counted)]
    for key, value, names in asked:
        for name in names:
            address, other = api[name], made_up(value)
            shown = client.get(f"{address}?{key}={value}").content.replace(value.encode(), b"@")
            assert shown == client.get(f"{address}?{key}={other}").content.replace(other.encode(), b"@"), (name, key)


def test_total_of_a_hidden_event_is_no_total(client: Client, api: dict[str, str]) -> None:
    planted: Planted = plant("draft", Event.objects.get(slug="assembly"))
    check_deferred_rules()
    for total in planted.rows["event"].reported_totals.all():
        assert client.get(f"/api/v1/reported-totals/{total.pk}/").status_code == 404


# --- No value is a server error ---------------------------------------------------------------------------


def is_problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.content[:300]
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["title"] and body["detail"] and body["type"].startswith("/api/v1/problems/")
    return body


@pytest.mark.parametrize("name", LISTS)
def test_lists_refuse_every_bad_value_and_name_the_parameter(client: Client, api: dict[str, str], name: str) -> None:
    documented = client.get(reverse("api:description")).json()["paths"][api[name]]["get"]["parameters"]
    keys = [row["name"] for row in documented if row["in"] == "query"]
    assert keys
    found = is_problem(client.get(f"{api[name]}?" + "&".join(f"{key}=%00" for key in [*keys, "nonsense"])), 400)
    if "fields" not in keys:
        # What a place in the list is, is asked of the order, and there is none where the order is not known.
        told = {error["parameter"] for error in found["errors"]}
        assert {*keys, "nonsense"} - {"after", "before"} <= told
    for key in [*keys, "nonsense"]:
        for value in FEW if name == "api:changes" else (b"\0", HUGE, "\u202e"):
            response = client.get(f"{api[name]}?{key}={quoted(value)}")
            if key == "q" and value == HUGE:
                assert response.status_code == 200
            else:
                errors = is_problem(response, 400)["errors"]
                assert [error["parameter"] for error in errors] == [key], (key, str(value)[:40])
                assert all(error["detail"] for error in errors)


@pytest.mark.parametrize("route", [route for route in api_routes() if route.arguments], ids=lambda route: route.name)
def test_no_path_is_a_server_error(client: Client, api: dict[str, str], route: Route) -> None:
    for name in route.arguments:
        for value in [*FEW[:-1], "..", "%", "/", "ß", "x" * 81, "9" * 30, "-1", "None", "a\\"]:
            good = dict.fromkeys(route.arguments, "es")
            address = route.address({**good, name: quoted(value)})
            response = client.get(address)
            if response.status_code != 301:
                is_problem(response, 404)


def test_what_no_pattern_knows_is_a_problem(client: Client, api: dict[str, str]) -> None:
    for address in ("/api/v1/nothing/", "/api/v1/meetings/M1/more/", "/api/v1/%00", "/api/v1/%ff/", "/api/v1/a%0Ab"):
        is_problem(client.get(address), 404)
    response = client.get("/api/v1/meetings?size=10")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/meetings/?size=10")
    is_problem(client.get("/api/v1/meetings/?" + "a=1&" * 2000), 400)
    assert len(is_problem(client.get("/api/v1/?" + "&".join(f"k{n}=1" for n in range(900))), 400)["errors"]) == 40


def test_api_is_only_read(api: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    for address in (*api.values(), "/api/v1/nothing/"):
        for method in ("post", "put", "patch", "delete", "trace"):
            response = getattr(client, method)(address)
            is_problem(response, 405)
            assert response["Allow"] == "GET, HEAD, OPTIONS"
