"""Ranked bars: the largest first, the rest folded, each row a link that says value and number."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from meetings.facets import count
from meetings.filters import MeetingFilterSet
from meetings.models import Meeting
from meetings.panel import facets_of
from meetings.partners import partners_of
from meetings.pictures import bars
from meetings.pictures.links import Link
from tests import factories


def values(*numbers: int) -> list[bars.Value]:
    return [bars.Value(f"Value {n}", n, f"?v={n}") for n in numbers]


def test_bars_none_of_a_single_value() -> None:
    assert bars.build([], title="Kinds") is None
    assert bars.build(values(9), title="Kinds") is None
    assert bars.build(values(9, 0), title="Kinds") is None
    assert bars.build(values(9), title="Kinds", least=1) is not None


def test_bars_are_ranked_and_measured_from_nothing() -> None:
    picture = bars.build(values(5, 20, 10), title="Kinds")
    assert [(row.value.count, row.width) for row in picture.rows] == [(20, "100.0%"), (10, "50.0%"), (5, "25.0%")]


def test_bars_of_ones_are_short() -> None:
    assert bars.build(values(1, 1), title="Kinds").rows[0].width == "20.0%"


def test_bars_rest_is_folded_but_never_one_alone() -> None:
    nine = bars.build(values(*range(1, 10)), title="Kinds")
    assert (len(nine.rows), len(nine.rest)) == (9, 0)
    many = bars.build(values(*range(1, 100)), title="Kinds", more_url="/all/")
    assert (len(many.rows), len(many.rest), many.beyond) == (bars.SHOWN, bars.KEPT, 99 - bars.SHOWN - bars.KEPT)
    html = render_to_string("pictures/_bars.html", {"picture": many})
    assert "Show all 68" in html
    assert '<a href="/all/">and 31 more</a>' in html
    assert 'start="9"' in html
    assert "style=" not in html


def test_bars_escape_labels() -> None:
    picture = bars.build([bars.Value("<b>", 2, "?a=1&b=2"), bars.Value("x", 1, "?")], title="<i>")
    html = render_to_string("pictures/_bars.html", {"picture": picture})
    assert "<b>" not in html and "<i>" not in html
    assert "&amp;b=2" in html


@pytest.mark.django_db
def test_bars_of_facet_and_of_partners() -> None:
    topics = [factories.TopicFactory(), factories.TopicFactory()]
    council = factories.OrganizationFactory()
    factories.meeting("MA", "ES", topics=topics)
    factories.meeting("MA", "ES", topics=topics[:1], kind="working-session")
    factories.meeting("MA", council)
    filterset = MeetingFilterSet(QueryDict("country=ma&kind=bilateral"), Meeting.objects.published())
    counts = count(filterset)
    link = Link("/list/", filterset.applied())
    facets = {facet.name: facet for facet in facets_of(filterset, counts)}
    kinds = bars.of_facet(facets["kind"], link)
    assert {row.value.url: (row.value.count, row.value.is_on) for row in kinds.rows} == {
        "/list/?country=ma&kind=bilateral": (2, True),
        "/list/?country=ma&kind=working-session": (1, False),
    }
    partners = bars.of_partners(partners_of(counts, filterset.gazetteer), link, title="Partners")
    found = {(row.value.code, row.value.url) for row in partners.rows}
    assert found == {
        ("ES", "/list/?country=ma&kind=bilateral&with=es"),
        ("", f"/list/?country=ma&kind=bilateral&with={council.slug}"),
    }
