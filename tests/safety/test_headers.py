"""What the browser is told to refuse, on every page; and the pages for when something is wrong."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings as current
from django.contrib.auth.hashers import make_password
from django.db import InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views.defaults import permission_denied
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests import factories
from tests.safety.addresses import PLAIN, one_of_everything, public_pages
from tests.safety.crawl import crawl

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": ["'none'"], "script-src": ["'self'"], "style-src": ["'self'"], "img-src": ["'self'", "data:"],
    "font-src": ["'self'"], "connect-src": ["'self'"], "form-action": ["'self'"], "manifest-src": ["'self'"],
    "base-uri": ["'none'"], "object-src": ["'none'"], "frame-ancestors": ["'none'"],
}  # fmt: skip
PRODUCTION = {
    "ENTENTE_ENV": "production",
    "SECRET_KEY": "a" * 60,
    "DATABASE_URL": "postgres://nobody@localhost/nothing",
    "ALLOWED_HOSTS": "register.example",
}


@pytest.fixture
def site() -> dict[str, str]:
    return public_pages(one_of_everything())


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("administrator", "administrator@example.org", "not a secret"))
    return client


@contextmanager
def database_away(error: type[Exception] = OperationalError) -> Iterator[None]:
    """No question is answered, and no connection is made."""

    def fail(*args: Any, **kwargs: Any) -> None:
        raise error("the server closed the connection unexpectedly; password=secret")

    with (
        patch.object(CursorWrapper, "execute", fail),
        patch.object(CursorWrapper, "executemany", fail),
        patch.object(BaseDatabaseWrapper, "connect", fail),
    ):
        yield


def assert_guarded(response: HttpResponse, address: str) -> None:
    policy = {}
    for directive in response["Content-Security-Policy"].split(";"):
        name, *sources = directive.split()
        policy[name] = sources
    assert policy == POLICY, address
    assert response["X-Content-Type-Options"] == "nosniff", address
    assert response["X-Frame-Options"] == "DENY", address
    assert response["Referrer-Policy"] == "same-origin", address
    assert response["Cross-Origin-Opener-Policy"] == "same-origin", address
    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in response["Permissions-Policy"], address


class Inline(HTMLParser):
    """Collects what a strict policy would block: code and styles within the page, and what comes from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        is_data = values.get("type") in ("application/json", "application/ld+json")
        if tag == "style" or (tag == "script" and "src" not in values and not is_data):
            self.found.append(self.get_starttag_text() or tag)
        for name, value in attrs:
            text = (value or "").strip().lower()
            if name == "style" or name.startswith(("on", "hx-on")) or text.startswith(("javascript:", "vbscript:")):
                self.found.append(f"{name}={value}")
            is_told_to_machines = values.get("rel") in ("canonical", "alternate")
            if (name == "src" or (tag == "link" and name == "href" and not is_told_to_machines)) and (
                text.startswith("//") or not text.startswith(("/", "data:"))
            ):
                self.found.append(f"{tag} {name}={value}")


def inline_of(response: HttpResponse) -> list[str]:
    parser = Inline()
    parser.feed(response.content.decode())
    return parser.found


# --- Headers ----------------------------------------------------------------------------------------------


def test_public_pages_are_guarded_and_hold_nothing_inline(client: Client, site: dict[str, str]) -> None:
    pages = crawl(client, site.values())
    assert set(site.values()) <= set(pages)
    for address, response in pages.items():
        assert_guarded(response, address)
        assert inline_of(response) == [], address
        assert "Set-Cookie" not in response.headers, address
        assert not client.cookies, address


def test_what_the_parser_of_these_tests_would_find() -> None:
    for bad in ('<p style="color:red">', "<script>go()</script>", '<a onclick="go()">', '<a href="javascript:go()">',
                "<style>p{}</style>", '<script src="https://evil.example/a.js">', '<div hx-on:click="go()">',
                '<img src="https://evil.example/a.png">'):  # fmt: skip
        assert inline_of(HttpResponse(bad)), bad


def test_admin_is_guarded(client: Client, desk: Client, site: dict[str, str]) -> None:
    assert_guarded(client.get("/admin/login/"), "login")
    for address in ("/admin/", "/admin/meetings/meeting/", "/admin/meetings/meeting/add/"):
        response = desk.get(address)
        assert response.status_code == 200
        assert_guarded(response, address)
        assert inline_of(response) == [], address
        assert "no-store" in response["Cache-Control"], address


def test_errors_are_guarded_and_in_words(site: dict[str, str], settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.safety.broken_urls"
    client = Client(raise_request_exception=False)
    gone = factories.move(factories.meeting("MA", "ES"), "draft")
    gone.status, gone.withdrawn_at, gone.withdrawn_reason = "withdrawn", gone.published_at, "Retracted."
    gone.save()
    expected = {
        "/nothing/": (404, "There is no such page"),
        "/meetings/M999999/": (404, "There is no such page"),
        "/meetings/%00/": (400, "The address cannot be read"),
        "/meetings/?" + "a=1&" * 1001: (400, "The address cannot be read"),
        gone.get_absolute_url(): (410, "This record was withdrawn"),
        "/broken/": (500, "Something went wrong here"),
    }
    for address, (status, words) in expected.items():
        response = client.get(address)
        assert response.status_code == status, address[:50]
        text = response.content.decode()
        assert words in text
        assert 'href="/' in text
        assert "secret" not in text
        assert "Traceback" not in text
        assert inline_of(response) == []
        assert_guarded(response, address)
        head = client.head(address)
        assert head.status_code == status
        assert head.content == b""
    with database_away():
        response = client.get("/meetings/")
    assert_guarded(response, "503")
    assert inline_of(response) == []


def test_form_from_elsewhere_is_refused_in_words() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a"})
    assert response.status_code == 403
    assert b"The form was not accepted" in response.content
    assert inline_of(response) == []
    assert_guarded(response, "csrf")


def test_what_an_account_may_not_do_is_said_in_words() -> None:
    response = permission_denied(RequestFactory().get("/admin/"), PermissionError("secret"))
    assert response.status_code == 403
    assert b"This is not open to you" in response.content
    assert b"secret" not in response.content
    assert inline_of(response) == []


def test_lists_vary_by_what_htmx_asks(client: Client, site: dict[str, str]) -> None:
    """Without it, a cache would hand a fragment to who asked for the page."""
    seen = 0
    for address in site.values():
        if b'id="meeting-browser"' not in client.get(address).content:
            continue
        seen += 1
        for extra in ({}, {"HTTP_HX_REQUEST": "true"}, {"HTTP_HX_REQUEST": "true", "HTTP_HX_BOOSTED": "true"}):
            vary = {name.strip() for name in client.get(address, **extra)["Vary"].split(",")}
            assert {"HX-Request", "HX-History-Restore-Request"} <= vary, address
    assert seen == len([name for name in site if name == "meetings:list" or (
        name not in {*PLAIN, "meetings:search"} and not name.endswith("s")
    )])  # fmt: skip


# --- Production -------------------------------------------------------------------------------------------


def test_production_sends_hsts_and_keeps_cookies_safe() -> None:
    """In a process of its own: settings are read once."""
    script = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
client = Client(HTTP_HOST="register.example")
secure, plain = client.get("/healthz", secure=True), client.get("/meetings/")
names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "DEBUG",
         "SESSION_COOKIE_SAMESITE", "PASSWORD_HASHERS", "SECURE_HSTS_SECONDS")
print(json.dumps({"headers": dict(secure.headers), "status": plain.status_code, "to": plain["Location"],
                  "alive": client.get("/healthz").status_code,
                  **{name: getattr(settings, name) for name in names}}))
"""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**kept, **PRODUCTION, "DJANGO_SETTINGS_MODULE": "config.settings"},
        cwd=current.BASE_DIR, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    hsts = told["headers"]["Strict-Transport-Security"]
    assert int(re.search(r"max-age=(\d+)", hsts)[1]) >= 31_536_000  # type: ignore[index]  # it matches, or the test fails
    assert "includeSubDomains" in hsts
    assert (told["status"], told["to"]) == (301, "https://register.example/meetings/")
    assert told["alive"] == 200  # whoever asks from within the house has no TLS
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY"):
        assert told[name] is True, name
    assert told["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert told["DEBUG"] is False
    assert told["PASSWORD_HASHERS"][0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_passwords_are_kept_by_argon2(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert make_password("not a secret").startswith("argon2$argon2id$")


# --- When the database is away ------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_database_away_is_said_with_503(site: dict[str, str], error: type[Exception]) -> None:
    client = Client(raise_request_exception=False)
    for name, address in site.items():
        with database_away(error):
            response = client.get(address)
        if name == "healthz":
            assert response.status_code == 200
            continue
        assert response.status_code == 503, address
        assert b"secret" not in response.content
        if name != "readyz":
            assert response["Retry-After"] == "30"
            assert b"The register cannot answer just now" in response.content
    with database_away(error):
        # Whether the records are a demonstration cannot be known; that there is no such page can.
        missing = client.get("/nothing/")
        assert missing.status_code == 404
        assert b"There is no such page" in missing.content
        assert client.get("/admin/login/").status_code in (200, 503)


def test_page_of_a_mistake_asks_the_database_nothing(
    settings: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.ROOT_URLCONF = "tests.safety.broken_urls"
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        assert client.get("/broken/").status_code == 500
    with database_away():
        assert client.get("/broken/").status_code == 500


def test_page_of_the_database_away_asks_nothing_more() -> None:
    """One question fails; the page that says so must not ask a second."""
    asked = []

    def fail(self: Any, sql: str, *args: Any) -> None:
        asked.append(sql)
        raise OperationalError("away")

    with patch.object(CursorWrapper, "execute", fail):
        assert Client().get("/meetings/").status_code == 503
    assert len(asked) == 1


def test_question_that_takes_too_long_is_503(settings: Any) -> None:
    """What PostgreSQL cancels after ``statement_timeout`` is an ``OperationalError`` as well."""
    one_of_everything()
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("30s",)


def test_alive_asks_nothing(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        response = client.get("/healthz")
    assert len(asked) == 0
    assert response.status_code == 200
    assert "no-cache" in response["Cache-Control"]


def test_ready_only_with_every_migration(client: Client) -> None:
    assert client.get("/readyz").status_code == 200
    MigrationRecorder.Migration.objects.filter(app="meetings").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"migrations" in response.content


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_not_ready_without_the_database(client: Client, error: type[Exception]) -> None:
    with database_away(error):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content == b"the database does not answer\n"
