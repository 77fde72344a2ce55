"""The examples of docs/api.md, run as they stand there."""

import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from api.problems import KINDS

pytestmark = pytest.mark.django_db

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def test_examples_give_what_they_say(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("load_register", verbosity=0)
    addresses = re.findall(r"http://127\.0\.0\.1:8000[^\s'\"`]*", "\n".join(blocks("sh") + blocks("r")))
    assert len(addresses) == 5
    for address in addresses:
        assert client.get(path_of(address)).status_code == 200, address
    monkeypatch.setattr(
        "urllib.request.urlopen", lambda address: contextlib.closing(io.BytesIO(client.get(path_of(address)).content))
    )
    printed = io.StringIO()
    (program,) = blocks("python")
    with contextlib.redirect_stdout(printed):
        exec(compile(program, "docs/api.md", "exec"), {})  # noqa: S102  # the document's own words
    assert f"`{printed.getvalue().strip()}`" in DOCUMENT
    for address in re.findall(r"^\| (`.*?`) \|", DOCUMENT, re.MULTILINE):
        for path in re.findall(r"`([\w/-]+/)`", address):
            assert client.get(f"/api/v1/{path}").status_code == 200, path


def test_example_of_an_error_is_what_is_answered(client: Client) -> None:
    (shown,) = blocks("json")
    response: Any = client.get("/api/v1/meetings/?continent=atlantis")
    assert response.json() == json.loads(shown)


def test_every_status_is_documented() -> None:
    assert {str(kind.status) for kind in KINDS.values()} <= set(re.findall(r"^\| (\d{3}) \|", DOCUMENT, re.MULTILINE))
