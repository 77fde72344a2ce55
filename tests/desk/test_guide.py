"""The guide on the desk is the file of the repository, with its pictures and links that lead somewhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.desk.test_roles import somebody

pytestmark = pytest.mark.django_db

GUIDE = Path(settings.BASE_DIR) / "docs" / "editors.md"


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(somebody("contributor"))
    return client


def test_guide_is_read_on_the_desk_with_its_pictures(desk: Client) -> None:
    page = desk.get("/admin/desk/guide/").content.decode()
    pictures = re.findall(r'<img src="(img/editors/[a-z-]+\.png)"', page)
    assert len(pictures) == GUIDE.read_text(encoding="utf-8").count("](img/editors/") > 0
    for address in pictures:
        answer = desk.get(f"/admin/desk/guide/{address}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
        assert 0 < len(answer.content) < 120_000
        assert (GUIDE.parent / address).read_bytes() == answer.content
    assert 'href="/admin/desk/guide/"' in desk.get("/admin/").content.decode()


def test_links_of_the_guide_lead_to_its_headings_and_to_the_method(desk: Client) -> None:
    page = desk.get("/admin/desk/guide/").content.decode()
    inside = set(re.findall(r'href="#([^"]+)"', page)) - {"content-start"}
    assert inside
    assert inside <= set(re.findall(r' id="([^"]+)"', page))
    assert 'href="/about/method/"' in page
    assert "method.md" not in page


@pytest.mark.parametrize("name", ["nothing", "..", "%2e%2e%2fhome"])
def test_picture_that_is_not_there_is_a_404(desk: Client, name: str) -> None:
    assert desk.get(f"/admin/desk/guide/img/editors/{name}.png").status_code == 404


def test_guide_is_for_staff(client: Client) -> None:
    for address in ("/admin/desk/guide/", "/admin/desk/guide/img/editors/desk.png"):
        assert client.get(address)["Location"].startswith("/admin/login/")
