"""The HTML of a list is kept for its question, and for nothing else."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.translation import override

from core.state import State
from meetings.browsing import Browser
from meetings.facets import pairs, spans
from meetings.models import Meeting
from meetings.parties import Party
from tests.factories import country, meeting
from tests.keeping import keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings: Any) -> None:
    keep(settings)


def browse(query: str = "", version: int = 1, path: str = "/meetings/", **options: Any) -> Browser:
    request = RequestFactory().get(path, QueryDict(query))
    request.META["QUERY_STRING"], request.GET = query, QueryDict(query)
    request.register = State(version, False)  # type: ignore[attr-defined]  # kept for this request
    return Browser(request, **options)


def test_browser_html_kept_for_a_state(kept: None, django_assert_num_queries: Any) -> None:
    meeting("MA", "ES")
    first = browse().html
    with django_assert_num_queries(0):
        assert browse().html is first
        assert browse("utm_source=letter").html is first
    assert browse(version=2).html is not first


@pytest.mark.parametrize("query", ["size=10", "sort=oldest", "country=ma", "view=table", "after=2020-01-01.5"])
def test_browser_html_is_of_its_own_question(kept: None, query: str) -> None:
    meeting("MA", "ES")
    assert browse().html is not browse(query).html


def test_browser_html_is_of_its_own_page_and_language(kept: None) -> None:
    meeting("MA", "ES")
    first = browse().html
    assert browse(path="/elsewhere/").html is not first
    assert browse(fixed={"country": "es"}).html is not first
    narrowed = Meeting.objects.none()
    assert browse(within=narrowed, scope="nothing").html is not first
    assert browse(hidden=frozenset({"country"})).html is not first
    with override("fr"):
        assert browse().html is not first


def test_browser_html_of_what_is_not_understood_is_not_kept(kept: None) -> None:
    country("MA")
    assert browse("country=zz").html is not browse("country=zz").html


def test_pairs_and_spans_are_of_the_list(kept: None) -> None:
    meeting("MA", "ES", held_on="2025-11-24")
    meeting("MA", "ES", held_on="[2025-11-24..2025-11-27]")
    meeting("KE", "MA", held_on="../2019")
    meeting("MA", "FR", status="draft")
    everything, africa = browse().filterset, browse("continent=africa").filterset
    ma, es, ke = (Party(code, None) for code in ("MA", "ES", "KE"))
    assert pairs(everything) == {(ma, es): 2, (ke, ma): 1}
    assert pairs(africa) == {(ke, ma): 1}
    assert {(str(first), str(last)): n for (first, last), n in spans(everything).items()} == {
        ("2025-11-24", "2025-11-24"): 1,
        ("2025-11-24", "2025-11-27"): 1,
        ("None", "2019-12-31"): 1,
    }
    assert pairs(browse("country=zz").filterset) == {} == spans(browse("country=zz").filterset)
