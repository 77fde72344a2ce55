"""Reported beside recorded: every number with its source, and none made to agree."""

from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from delegations.models import Event
from meetings.filters import MeetingFilterSet
from meetings.models import Meeting
from meetings.pictures import comparison
from meetings.pictures.links import Link
from meetings.programmes import programmes_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    event = factories.EventFactory()
    for counterpart in ("ES", "FR", "DE"):
        factories.meeting("MA", counterpart, event=event)
    factories.meeting("MA", "IN", event=event, attestation="implied")
    factories.meeting("SN", "MA", event=event)
    factories.mou("MA", "ES", event=event)
    return event


def report(event: Event, value: int, **values: object) -> None:
    principal = factories.delegation("MA", event)
    factories.ReportedTotalFactory(event=event, principal=principal, value=value, **values)


def test_comparison_none_where_nothing_is_reported(event: Event) -> None:
    assert comparison.build(programmes_of(event), Link("/list/")) is None
    assert comparison.build([], Link("/list/")) is None


def test_comparison_numbers_and_lengths(event: Event) -> None:
    report(event, 8)
    report(event, 1, counts="mous")
    picture = comparison.build(programmes_of(event), Link("/list/"))
    (entry,) = picture.entries  # of Senegal's programme nothing is reported
    assert entry.name == "Morocco"
    meetings, mous = entry.groups
    assert [(row.words, row.width, row.is_exact) for row in meetings.reported] == [("8", "100.00%", True)]
    recorded = meetings.recorded
    assert (recorded.count, recorded.named, recorded.implied) == (4, 3, 1)
    assert (recorded.named_width, recorded.implied_x, recorded.implied_width) == ("37.50%", "37.50%", "12.50%")
    assert (mous.reported[0].words, mous.recorded.count, mous.recorded.named_width) == ("1", 1, "12.50%")


def test_comparison_links_lead_to_what_they_count(event: Event) -> None:
    report(event, 43)
    link = Link("/list/", {"event": [event.slug], "continent": ["asia"]})
    recorded = comparison.build(programmes_of(event), link).entries[0].groups[0].recorded
    for url, n in ((recorded.url, 4), (recorded.named_url, 3), (recorded.implied_url, 1)):
        filterset = MeetingFilterSet(QueryDict(urlsplit(url).query), Meeting.objects.published())
        assert filterset.is_valid()
        assert filterset.qs.count() == n


def test_comparison_qualified_and_other_numbers(event: Event) -> None:
    report(event, 40, qualifier="at-least")
    report(event, 46, counts="countries")
    picture = comparison.build(programmes_of(event), Link("/list/"))
    meetings, _mous, countries = picture.entries[0].groups
    assert (meetings.reported[0].words, meetings.reported[0].is_exact) == ("at least 40", False)
    assert (countries.label, countries.recorded) == ("Countries", None)


def test_comparison_markup_names_sources(event: Event) -> None:
    report(event, 43, source=factories.SourceFactory(publisher="The <Gazette>"))
    picture = comparison.build(programmes_of(event), Link("/list/"), prefix="c1")
    html = render_to_string("pictures/_comparison.html", {"picture": picture})
    assert "The &lt;Gazette&gt;" in html
    assert html.count('id="c1-hatch-0"') == 1
    assert 'fill="url(#c1-hatch-0)"' in html
    assert "3 named by the source" in html and "1 implied" in html
    assert "style=" not in html
