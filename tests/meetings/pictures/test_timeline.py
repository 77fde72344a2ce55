"""The timeline says of each date what it says, and each bar leads to the meetings it stands for."""

import datetime
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation

from meetings.facets import spans
from meetings.filters import MeetingFilterSet
from meetings.models import Meeting
from meetings.pictures import timeline
from meetings.pictures.links import Link
from meetings.pictures.time_scale import MOST_BUCKETS, Scale
from tests import factories

LINK = Link("/list/")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def days(**numbers: int) -> Counter:
    """Return spans of single days: ``days(d20251124=52)``."""
    return Counter({(day(key[1:]), day(key[1:])): n for key, n in numbers.items()})


def bar(picture: timeline.Timeline, name: str) -> timeline.Bar:
    return next(bar for bar in picture.bars if bar.name == name)


def test_timeline_none_of_nothing() -> None:
    assert timeline.build(Counter(), LINK) is None
    assert timeline.build(Counter({(None, None): 9}), LINK) is None
    assert timeline.build(days(d20251124=1), LINK) is None


def test_timeline_of_one_vague_week_is_one_bar_of_its_month() -> None:
    picture = timeline.build(Counter({(day("2025-11-24"), day("2025-11-27")): 52}), LINK)
    assert len(picture.bars) == 12
    november = bar(picture, "November 2025")
    assert (november.count, november.possible, november.is_numbered) == (52, 0, True)
    assert november.url == "/list/?from=2025-11&to=2025-11"
    assert november.says == "November 2025: 52 meetings"
    assert not picture.ranges and not picture.undated
    assert [bar.name for bar in picture.table_bars] == ["November 2025"]
    assert [label.text for label in picture.labels if label.is_narrow] == ["2025", "Nov"]


def test_timeline_range_is_not_put_into_a_bar() -> None:
    picture = timeline.build(
        days(d20150501=2, d20250501=3) + Counter({(day("2024-01-01"), day("2025-12-31")): 7}), LINK
    )
    assert picture.grain == "Year"
    assert (bar(picture, "2025").count, bar(picture, "2025").possible) == (3, 7)
    assert (bar(picture, "2024").count, bar(picture, "2024").possible) == (0, 7)
    assert bar(picture, "2024").url == "/list/?year=2024"
    assert bar(picture, "2020").url == ""
    (span,) = picture.ranges
    assert (span.name, span.count, span.from_open, span.to_open) == ("2024 or 2025", 7, False, False)
    assert float(span.x1[:-1]) > float(bar(picture, "2024").hit_x[:-1])
    assert float(span.x2[:-1]) < 100


def test_timeline_open_ends_leave_the_picture() -> None:
    picture = timeline.build(
        days(d20100501=2, d20250501=3)
        + Counter({(None, day("2012-12-31")): 1, (day("2024-01-01"), None): 4, (None, None): 2}),
        LINK,
    )
    before, after = picture.ranges
    assert (before.name, before.from_open, before.x1) == ("2012 or earlier", True, "0%")
    assert (after.name, after.to_open, after.x2) == ("2024 or later", True, "100%")
    assert picture.undated == "2 meetings have no date and are not drawn."
    html = render_to_string("pictures/_timeline.html", {"picture": picture})
    assert html.count("timeline__arrow") == 2
    assert "2 meetings have no date" in html


def test_timeline_of_centuries_has_few_bars() -> None:
    picture = timeline.build(days(d17560501=2, d20250501=3), LINK)
    assert len(picture.bars) <= MOST_BUCKETS
    assert bar(picture, "1750–1759").url == "/list/?from=1750&to=1759"
    picture = timeline.build(Counter({(day("0001-01-01"), day("9999-12-31")): 5}), LINK)
    assert len(picture.bars) <= MOST_BUCKETS
    assert picture.bars[0].name == "1–999"


def test_timeline_many_ranges_go_to_the_table() -> None:
    wide = Counter({(day(f"{2000 + n}-01-01"), day("2020-12-31")): 1 for n in range(10)})
    picture = timeline.build(wide, LINK)
    assert len(picture.drawn) == timeline.LANES
    assert len(picture.ranges) == 10
    assert picture.undrawn.startswith("6 more meetings")
    assert len({span.y for span in picture.drawn}) == timeline.LANES


def test_timeline_keeps_narrower_days_and_other_filters() -> None:
    link = Link("/list/", {"topic": ["cybercrime"], "from": ["2025-11-20"], "to": ["2025"]}, "meetings")
    picture = timeline.build(days(d20251124=2), link)
    url = bar(picture, "November 2025").url
    assert parse_qs(urlsplit(url).query) == {"topic": ["cybercrime"], "from": ["2025-11-20"], "to": ["2025-11"]}
    assert urlsplit(url).fragment == "meetings"


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_timeline_places_are_numbers_in_every_language(language: str) -> None:
    with translation.override(language):
        picture = timeline.build(days(d20250501=2000, d20250601=1, d20250701=33), LINK)
        html = render_to_string("pictures/_timeline.html", {"picture": picture})
    for place in (bar.x, bar.width, bar.y, bar.height) if (bar := picture.bars[5]) else ():
        assert float(place.rstrip("%")) >= 0
    assert 'x="' in html and "," not in picture.bars[5].x
    assert "style=" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "year=2025", "from=2024-06&to=2025-03", "from=2025-11-25"])
def test_timeline_each_bar_leads_to_its_meetings(query: str) -> None:
    closed = [
        "2024-05-01",
        "2024-08",
        "2025-03-02",
        "2025-11-24",
        "[2025-11-24..2025-11-27]",
        "2025-11/2025-12",
        "2025",
    ]
    for held_on in [*closed, "2024/..", "../2025-01"]:
        factories.meeting("MA", "ES", held_on=held_on)
    filterset = MeetingFilterSet(QueryDict(query), Meeting.objects.published())
    for shift in (Counter(), days(d20000101=1)):
        picture = timeline.build(spans(filterset) + shift, Link("/list/", filterset.applied()))
        for bar in picture.bars:
            if bar.url and bar.name != "2000":
                asked = MeetingFilterSet(QueryDict(urlsplit(bar.url).query), Meeting.objects.published())
                assert asked.is_valid()
                assert asked.qs.count() == bar.count + bar.possible, bar


def test_short_names_of_months_can_be_told_apart_in_french() -> None:
    days = [datetime.date(2025, 6, 3), datetime.date(2025, 7, 3)]
    with translation.override("fr"):
        names = [label.text for label in Scale.of(days).labels(0)]
    assert names[:4] == ["2025", "jan.", "fév.", "mars"]
    assert {"juin", "juil."} <= set(names)
