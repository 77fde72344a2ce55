"""Light, dark, or as the system has it: remembered, without JavaScript too."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
HERE = "http://testserver/meetings/?continent=africa"


def switch(client: Client, theme: str, came_from: str = HERE) -> str:
    response = client.post(reverse("pages:theme"), {"theme": theme}, headers={"referer": came_from})
    assert response.status_code == 302
    return str(response["Location"])


def page(client: Client) -> str:
    return client.get(reverse("pages:about")).content.decode()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_is_remembered_and_leads_back(client: Client, theme: str) -> None:
    assert "data-theme" not in page(client)
    assert switch(client, theme) == HERE
    text = page(client)
    assert f'data-theme="{theme}">' in text
    assert f'value="{theme}" aria-pressed="true"' in text
    assert text.count('aria-pressed="true"') == 1
    switch(client, "auto")
    assert "data-theme" not in page(client)
    assert 'value="auto" aria-pressed="true"' in page(client)


@pytest.mark.parametrize("theme", ["", "sepia", 'dark" onload="go()', "DARK"])
def test_what_is_no_theme_is_none(client: Client, theme: str) -> None:
    switch(client, theme)
    assert "data-theme" not in page(client)
    client.cookies["theme"] = "sepia"
    assert "sepia" not in page(client)


@pytest.mark.parametrize(
    "came_from", ["", "https://evil.example/", "//evil.example", "javascript:go()", "http://testserver.evil.example/"]
)
def test_theme_leads_nowhere_else(client: Client, came_from: str) -> None:
    assert switch(client, "dark", came_from) == "/"


def test_theme_leads_back_in_the_language_of_the_page() -> None:
    response = Client().post("/ar/theme/", {"theme": "dark"})
    assert response["Location"] == "/ar/"


def test_theme_needs_no_token_and_a_post() -> None:
    """A token would put a cookie on every public page."""
    client = Client(enforce_csrf_checks=True)
    assert client.get(reverse("pages:theme")).status_code == 405
    assert client.post(reverse("pages:theme"), {"theme": "dark"}).status_code == 302


def test_cookie_is_guarded(client: Client) -> None:
    response = client.post(reverse("pages:theme"), {"theme": "dark"}, secure=True)
    cookie = response.cookies["theme"]
    assert cookie["samesite"] == "Lax"
    assert cookie["secure"]
    assert cookie["max-age"] == 365 * 24 * 3600
    assert "no-store" in response["Cache-Control"]


def test_pages_vary_by_cookie_and_set_none(client: Client) -> None:
    response = client.get(reverse("pages:about"))
    assert "Cookie" in response["Vary"]
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in client.get("/healthz").get("Vary", "")
