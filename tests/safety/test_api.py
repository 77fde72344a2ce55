"""The API is held to what the pages are: it tells nothing unpublished, survives every value, asks a steady number."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.admin import check_deferred_rules
from delegations.models import Event
from meetings.models import Meeting, MoU
from tests import factories
from tests.safety.addresses import Route, api_addresses, api_routes, one_of_everything, quoted, total_of
from tests.safety.crawl import forget
from tests.safety.planting import TOTAL, Planted, plant
from tests.safety.test_bad_values import CORPUS, FEW, HUGE
from tests.safety.test_leaks import HIDDEN, assert_silent, hide, made_up
from tests.safety.test_queries import fill

pytestmark = pytest.mark.django_db

# Cold, and asked a second time. See tests/safety/test_queries.py.
MOST = {
    "api:root": 1, "api:description": 1, "api:problems": 1, "api:problem": 1,
    "api:meetings": 12, "api:meeting": 12, "api:mous": 12, "api:mou": 12, "api:events": 4, "api:event": 4,
    "api:delegations": 2, "api:delegation": 2, "api:organizations": 2, "api:organization": 2, "api:countries": 3,
    "api:country": 3, "api:regions": 2, "api:region": 2, "api:topics": 2, "api:topic": 2, "api:sources": 2,
    "api:source": 2, "api:reported-totals": 2, "api:reported-total": 2, "api:facets": 12, "api:pairs": 6,
    "api:pair": 14, "api:changes": 3,
}  # fmt: skip
LISTS = [route.name for route in api_routes() if not route.arguments and route.name not in (
    "api:root", "api:description", "api:problems")]  # fmt: skip
SPARSE = [name for name in LISTS if name not in ("api:facets", "api:pairs", "api:changes")]


@pytest.fixture
def api() -> dict[str, str]:
    arguments = one_of_everything()
    return api_addresses(arguments | total_of(Event.objects.get(slug="assembly")))


def test_every_address_answers(client: Client, api: dict[str, str]) -> None:
    assert set(api) == set(MOST)
    for name, address in api.items():
        response = client.get(address)
        assert response.status_code == 200, (name, response.content)
        assert response["Content-Type"] == "application/json", name
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.get("Vary", "")


# --- Nothing unpublished ----------------------------------------------------------------------------------


def every_state(client: Client, api: dict[str, str]) -> dict[str, HttpResponse]:
    """Every address, and every page and order of every list."""
    found: dict[str, HttpResponse] = {}
    waiting = [*api.values(), *(f"{api[name]}?size=10" for name in LISTS if name != "api:facets")]
    waiting += [f"{api['api:meetings']}?sort={order}" for order in ("oldest", "recent", "reference")]
    waiting += [f"{api['api:facets']}?continent=europe", f"{api['api:pairs']}?sort=parties"]
    waiting += [f"{api[name]}?fields=self,page" for name in SPARSE if name != "api:reported-totals"]
    while waiting:
        address = waiting.pop()
        if address not in found:
            found[address] = response = client.get(address)  # type: ignore[assignment]
            assert response.status_code == 200, address
            body = response.json()
            waiting += [body[name] for name in ("next", "previous") if isinstance(body, dict) and body.get(name)]
    return found


@pytest.mark.parametrize("status", HIDDEN)
def test_every_answer_and_etag_is_the_same_before_and_after(
    client: Client, api: dict[str, str], status: str
) -> None:
    before = every_state(client, api)
    planted = hide(status)
    after = every_state(client, api)
    # A withdrawn record leaves a tombstone, which says its reference and why.
    apart = "/changes/" if status == "withdrawn" else "nothing"
    assert {address for address in after if apart not in address} == {
        address for address in before if apart not in address
    }
    for address, response in after.items():
        assert_silent(planted, response.content, address)
        if apart not in address:
            assert response.content == before[address].content, address
            assert response["ETag"] == before[address]["ETag"], address


@pytest.mark.parametrize("status", HIDDEN)
def test_api_would_tell_what_is_published(client: Client, api: dict[str, str], status: str) -> None:
    """The proof of the test above: the same words, published, are told, each of them."""
    planted = hide(status)
    for record in (*Meeting.objects.exclude(status="published"), *MoU.objects.exclude(status="published")):
        record.withdrawn_at, record.withdrawn_reason = None, ""
        factories.move(record, "published")
    forget()
    text = b" ".join(response.content for response in every_state(client, api).values()).decode().lower()
    assert [word for word in planted.words if word not in text] == planted.never
    assert str(TOTAL) in text


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
        assert response.content.replace(key.encode(), b"@") == other.content.replace(missing.encode(), b"@")
        assert {**response.headers, "Content-Length": ""} == {**other.headers, "Content-Length": ""}


@pytest.mark.parametrize("status", HIDDEN)
def test_filter_by_a_hidden_slug_or_word_is_one_by_none(client: Client, api: dict[str, str], status: str) -> None:
    planted = hide(status)
    asked = [*planted.slugs.items(), ("q", f"zq{status.replace('_', '')}"), ("q", planted.meeting.reference)]
    for key, value in asked:
        for name in LISTS:
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
    for key in [*keys, "nonsense"]:
        for value in FEW:
            response = client.get(f"{api[name]}?{key}={quoted(value)}")
            if key == "q" and value in ("²", "10000", HUGE, "<script>"):
                assert response.status_code == 200
            else:
                errors = is_problem(response, 400)["errors"]
                assert [error["parameter"] for error in errors] == [key], (key, str(value)[:40])
                assert all(error["detail"] for error in errors)


@pytest.mark.parametrize("route", [route for route in api_routes() if route.arguments], ids=lambda route: route.name)
def test_no_path_is_a_server_error(client: Client, api: dict[str, str], route: Route) -> None:
    for name in route.arguments:
        for value in CORPUS[:-1]:
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


# --- Queries ----------------------------------------------------------------------------------------------


def measure(client: Client, number: int) -> dict[str, int]:
    arguments = fill(number)
    found = {}
    api = api_addresses(arguments | total_of(Event.objects.get(slug="assembly")))
    for name, address in api.items():
        forget()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        found[name] = len(queries.captured_queries)
    return found


def test_addresses_ask_as_much_of_thirty_as_of_three(client: Client) -> None:
    few = measure(client, 3)
    for row in (factories.Event, factories.Organization, factories.Topic):
        for made in row.objects.filter(slug__in=["assembly", "host", "cybercrime"]):
            row.objects.filter(pk=made.pk).update(slug=f"old-{made.slug}")
    assert measure(client, 30) == few
    assert {name: n for name, n in few.items() if n > MOST[name]} == {}
