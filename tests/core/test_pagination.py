"""Keyset pages: every row once, in order, whichever way one turns the pages."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from core.pagination import Order, page_of
from meetings.filters import ORDERS
from meetings.models import Meeting
from tests.factories import meeting

NEWEST = ORDERS[0]


@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
def test_pages_forwards_and_back_show_every_row_once(order: Order) -> None:
    for day in ["2025-11-24", "2024", "2024", "../2020", "2025-11-24", "199X", "2025-11"]:
        meeting(held_on=day)
    everything = list(Meeting.objects.order_by(*order.columns()).values_list("pk", flat=True))
    seen, after, pages = [], None, 0
    while True:
        page = page_of(Meeting.objects.all(), order, size=3, after=after)
        seen += [row.pk for row in page.rows]
        pages += 1
        if page.after is None:
            break
        after = order.read(page.after)
    assert (seen, pages) == (everything, 3)
    back: list[int] = []
    before = page.before
    while before is not None:
        page = page_of(Meeting.objects.all(), order, size=3, before=order.read(before))
        back = [row.pk for row in page.rows] + back
        before = page.before
    assert back == everything[:6]


@pytest.mark.django_db
def test_page_one_query_and_one_row_more(django_assert_num_queries) -> None:
    for _ in range(4):
        meeting()
    with django_assert_num_queries(1):
        page = page_of(Meeting.objects.all(), NEWEST, size=3)
    assert len(page.rows) == 3 and page.after and page.before is None


@pytest.mark.django_db
def test_order_without_first_day_comes_last() -> None:
    """An open start stands with the oldest: at the end of the newest first, at the head of the oldest first."""
    dated, undated = meeting(held_on="1996"), meeting(held_on="../2025")
    assert [row.pk for row in page_of(Meeting.objects.all(), ORDERS[0]).rows] == [dated.pk, undated.pk]
    assert [row.pk for row in page_of(Meeting.objects.all(), ORDERS[1]).rows] == [undated.pk, dated.pk]


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "2025-11-24", "2025-11-24.", ".5", "2025-02-30.5", "2025-11-24.²", "0000-01-01.1", "10000-01-01.1",
        "2025-11-24.99999999999999999999999", f"2025-11-24.{2**63}", "2025-11-24.-1", "\x00.1", "x" * 500 + ".1",
    ],
)  # fmt: skip
def test_position_that_is_none_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        NEWEST.read(text)


@pytest.mark.parametrize("text", ["99999999999999999999999.1", "-1e9.1", "9" * 200 + ".1"])
def test_moment_out_of_range_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        ORDERS[2].read(text)


def test_position_read_back() -> None:
    row = Meeting(pk=7, held_order=datetime.date(2025, 11, 24))
    assert NEWEST.read(NEWEST.position_of(row)) == (datetime.date(2025, 11, 24), 7)
