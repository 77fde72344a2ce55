"""No file tells of what is not published, and no address of one is a server error."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.admin import check_deferred_rules
from delegations.models import Event
from meetings.models import Meeting, MoU
from opendata.formats import FORMATS
from opendata.lists import KINDS
from tests import factories
from tests.keeping import forget
from tests.opendata.test_files import body
from tests.safety.addresses import one_of_everything, quoted
from tests.safety.planting import TOTAL, Planted, plant
from tests.safety.test_bad_values import FEW, WITH_WORDS

pytestmark = pytest.mark.django_db

HIDDEN = ["draft", "in_review", "withdrawn"]


def addresses(arguments: dict[str, dict[str, str]]) -> list[str]:
    """Every file of every list, of a source and of a delegation, and the citation of one of each kind."""
    found = [f"/{kind}.{format.name}" for kind in KINDS for format in FORMATS.values() if format.is_for(kind)]
    for name in ("source", "delegation"):
        found.append(f"/{name}s/{arguments[f'meetings:{name}']['pk']}/meetings.csv")
    cited = ("event", "organization", "delegation", "source", "topic", "country")
    found += [reverse(f"meetings:{name}", kwargs=arguments[f"meetings:{name}"]) + "cite.csl" for name in cited]
    return found + [f"/cite/{kind}/" for kind in KINDS]


def texts(client: Client, places: list[str]) -> dict[str, str]:
    """What each file says, unpacked, without the moment at which it was made."""
    return {address: text_of(client.get(address), address) for address in places}


def text_of(response: Any, address: str) -> str:
    assert response.status_code == 200, address
    content = body(response)
    if address.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = [name for name in parts.namelist() if not name.startswith("docProps/")]
            return " ".join(parts.read(name).decode() for name in names)
    return "\n".join(line for line in content.decode().splitlines() if "retrieved_at" not in line)


def hide(status: str) -> Planted:
    planted = plant(status, Event.objects.get(slug="assembly"))
    check_deferred_rules()
    forget()
    return planted


@pytest.mark.parametrize("status", HIDDEN)
def test_every_file_is_the_same_before_and_after(client: Client, status: str) -> None:
    places = addresses(one_of_everything())
    if status == "withdrawn":  # that something was withdrawn, and when, is public: a list is of a later state then
        places = [address for address in places if not address.startswith("/cite/")]
    before = texts(client, places)
    planted = hide(status)
    after = texts(client, places)
    assert [address for address in places if after[address] != before[address]] == []
    for address, text in after.items():
        assert [word for word in planted.words if word in text.lower()] == [], address
        assert str(TOTAL) not in text, address


def test_files_would_tell_of_what_is_published(client: Client) -> None:
    """The proof of the test above: the same words, published, are found in them."""
    places = addresses(one_of_everything())
    planted = hide("draft")
    for record in (*Meeting.objects.exclude(status="published"), *MoU.objects.exclude(status="published")):
        factories.move(record, "published")
    forget()
    text = " ".join(texts(client, places).values()).lower()
    # Citations and totals have their place in a release, not in a list.
    missing = [word for word in planted.words if word not in text and "cited" not in word and "total" not in word]
    assert missing == planted.never


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_is_a_server_error(client: Client, kind: str) -> None:
    one_of_everything()
    for name in [*KINDS[kind].filterset.get_filters(), "nonsense"]:
        for value in FEW:
            response = client.get(f"/{kind}.csv?{name}={quoted(value)}")
            is_search = name == "q" and value in [*WITH_WORDS, "<script>"]
            assert response.status_code in ((200, 400) if is_search else (400,)), (name, value)
            body(response)


def test_paths_of_every_kind_are_not_found(client: Client) -> None:
    one_of_everything()
    for path in ("/meetings.CSV", "/nothing.csv", "/meetings.", "/.csv", "/meetings.%00", "/sources/1e3/meetings.csv",
                 f"/sources/{'9' * 30}/meetings.csv", "/sources/0/meetings.csv", "/sources.ics",
                 "/meetings.csv/"):  # fmt: skip
        assert client.get(path).status_code in (400, 404), path


def test_files_are_only_for_reading(client: Client) -> None:
    one_of_everything()
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/meetings.csv").status_code == 405
    head = client.head("/meetings.csv")
    assert (head.status_code, head["Content-Type"]) == (200, "text/csv; charset=utf-8; header=present")
    assert "attachment" in head["Content-Disposition"]
