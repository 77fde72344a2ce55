"""How the API answers: validators, other sites, limits, and what is wrong in the form of RFC 9457."""

import datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from api.throttling import network_of
from core.models import RegisterState
from core.refusals import check_deferred_rules
from tests import factories
from tests.safety.test_headers import database_away

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed() -> datetime.datetime:
    """The register changed an hour ago."""
    then = timezone.now() - datetime.timedelta(hours=1)
    RegisterState.objects.update_or_create(pk=1, defaults={"changed_at": then})
    return then


def test_what_the_client_has_is_not_sent_again(client: Client, changed: datetime.datetime) -> None:
    factories.meeting("MA", "ES")
    first = client.get("/api/v1/meetings/")
    assert first["Last-Modified"] == http_date(int(changed.timestamp()))
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get("/api/v1/meetings/", headers={"If-None-Match": f'"else", W/{first["ETag"]}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/meetings/", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    assert client.get("/api/v1/meetings/", headers={"If-None-Match": '"else"'}).status_code == 200
    before = http_date(int(changed.timestamp()) - 1)
    assert client.get("/api/v1/meetings/", headers={"If-Modified-Since": before}).status_code == 200
    factories.meeting("MA", "IN")
    assert client.get("/api/v1/meetings/", headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get("/api/v1/mous/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_moment_of_the_last_change_is_told_when_it_is_over(client: Client, changed: datetime.datetime) -> None:
    """Another change may come in the same second, and a client would never hear of it."""
    RegisterState.objects.update(changed_at=timezone.now())
    response = client.get("/api/v1/meetings/")
    assert "Last-Modified" not in response.headers
    since = http_date(int(timezone.now().timestamp()))
    assert client.get("/api/v1/meetings/", headers={"If-Modified-Since": since}).status_code == 200


def test_every_change_has_its_moment(changed: datetime.datetime) -> None:
    """The triggers ask for it at COMMIT; here each is a transaction's end of its own."""
    seen = [changed]
    for _ in range(2):
        RegisterState.objects.update(changed_by_transaction="")
        factories.TopicFactory()
        check_deferred_rules()
        seen.append(RegisterState.objects.get().changed_at)
    assert seen[0] < seen[1] < seen[2] <= timezone.now()


def test_other_sites_may_read(client: Client) -> None:
    response = client.get("/api/v1/meetings/", headers={"Origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "ETag" in response["Access-Control-Expose-Headers"]
    asked = client.options(
        "/api/v1/meetings/",
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]


@pytest.fixture
def limit(settings: Any, tmp_path: Any) -> None:
    files = {"BACKEND": "core.kept_files.KeptFiles", "LOCATION": tmp_path / "visits"}
    settings.CACHES = {**settings.CACHES, "visits": files}
    settings.API_REQUESTS_PER_MINUTE = 3


def test_too_many_requests_are_told_when_to_go_on(client: Client, limit: None) -> None:
    for _ in range(3):
        assert client.get("/api/v1/").status_code == 200
        assert client.options("/api/v1/").status_code == 204, "what a browser asks before is no request of the client's"
    response = client.get("/api/v1/mous/")
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "/api/v1/problems/too-many-requests/"
    assert client.get("/api/v1/", REMOTE_ADDR="192.0.2.7").status_code == 200, "another client"
    assert client.get("/api/v1/", headers={"X-Forwarded-For": "192.0.2.8"}).status_code == 429, "a made-up name"
    assert client.get("/meetings/").status_code == 200, "pages have no limit"
    assert client.get("/api/v1/", REMOTE_ADDR=None).status_code == 200, "a server on a socket names nobody"


def test_limit_that_cannot_be_counted_is_written_down_and_lets_pass(
    client: Client, limit: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(type(caches["visits"]), "set", full)
    assert client.get("/api/v1/").status_code == 200
    assert "cannot be counted" in caplog.text


def test_household_of_ipv6_is_one_client() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:1") == "2001:db8::"
    assert network_of("2001:db8:0:1::1") != network_of("2001:db8::1")
    assert network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("unknown") == "unknown"


def test_only_json_is_spoken(client: Client) -> None:
    response = client.get("/api/v1/meetings/", headers={"Accept": "text/csv"})
    assert response.status_code == 406
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 406
    assert client.get("/api/v1/", headers={"Accept": "text/html,*/*;q=0.8"}).status_code == 200


def test_database_away_is_a_problem_that_says_when_to_ask_again(client: Client) -> None:
    with database_away():
        response = client.get("/api/v1/meetings/")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Content-Type"] == "application/problem+json"
    assert b"secret" not in response.content


def test_mistake_of_ours_is_a_problem_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Any) -> None:
        raise RuntimeError("a mistake, with a secret in it")

    monkeypatch.setattr("api.views.records.MeetingList.queryset", broken)
    client = Client(raise_request_exception=False)
    response = client.get("/api/v1/meetings/")
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["title"] == "Something went wrong here"
    assert b"secret" not in response.content


def test_every_kind_of_problem_is_explained_at_its_type(client: Client) -> None:
    kind = client.get("/api/v1/meetings/M999999/").json()["type"]
    assert client.get(kind).json()["status"] == 404
    assert len(client.get("/api/v1/problems/").json()) == 9
