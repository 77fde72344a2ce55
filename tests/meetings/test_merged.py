"""What a record is merged into: readers can see it, or are led on, or told why not."""

from typing import Any

import pytest
from django.test import Client

from meetings import services
from tests.factories import meeting, mou, move
from tests.rules import as_at_commit, ignored, refused, undone

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize(("make", "table"), [(meeting, "meeting"), (mou, "mou")])


def as_loaded(record: Any, **values: Any) -> Any:
    """Insert a copy of a record as a fixture does: with a status and a reference of its own."""
    names = [field.attname for field in record._meta.concrete_fields if field.name not in ("id", "search_vector")]
    values = {name: getattr(record, name) for name in names if name != "held_order"} | values
    return type(record).objects.bulk_create([type(record)(**values)])[0]


@BOTH
@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_merging_into_what_readers_cannot_see_is_refused(make: Any, table: str, status: str) -> None:
    record, other = make(), make(status=status)
    with pytest.raises(services.Refused, match="merged into one that is published"):
        services.withdraw(record, "Entered twice.", None, other)
    record.refresh_from_db()
    assert record.is_published
    withdrawn = make(status="withdrawn")
    with refused(f"meetings_{table}_merged_into_published"):
        type(record).objects.filter(pk=withdrawn.pk).update(merged_into=other)


@BOTH
def test_merging_in_a_circle_is_refused(make: Any, table: str) -> None:
    first, second = make(), make()
    services.withdraw(first, "Entered twice.", None, second)
    with pytest.raises(services.Refused, match="merged into one that is published"):
        services.withdraw(second, "Entered twice.", None, first)
    second.refresh_from_db()
    assert second.is_published


@BOTH
def test_reader_is_led_along_the_chain(make: Any, table: str, client: Client) -> None:
    first, second, third = make(), make(), make()
    services.withdraw(first, "Entered twice.", None, second)
    services.withdraw(second, "Entered thrice.", None, third)
    for record in (first, second):
        answer = client.get(record.get_absolute_url())
        assert (answer.status_code, answer.headers["Location"]) == (301, third.get_absolute_url())


@BOTH
def test_end_of_the_chain_says_why_it_is_gone(make: Any, table: str, client: Client) -> None:
    first, second = make(), make()
    services.withdraw(first, "Entered twice.", None, second)
    services.withdraw(second, "The source was false.", None)
    answer = client.get(first.get_absolute_url())
    assert answer.status_code == 410
    assert "The source was false." in answer.content.decode()


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_fixture_may_bring_a_chain(status: str) -> None:
    target = move(meeting(status="draft"), status)
    with undone():
        as_loaded(meeting(status="withdrawn"), reference="M900001", merged_into_id=target.pk)
        as_at_commit()


def test_fixture_may_not_merge_into_a_draft() -> None:
    draft = meeting(status="draft")
    with refused("meetings_meeting_merged_into_published"):
        as_loaded(meeting(status="withdrawn"), reference="M900001", merged_into_id=draft.pk)
        as_at_commit()


@pytest.mark.parametrize("number", ["9" * 18, "9" * 19, "9" * 20, "0000017"])
def test_address_of_no_reference_is_missing(number: str, client: Client) -> None:
    meeting()
    assert client.get(f"/meetings/M{number}/").status_code == 404
    assert client.get(f"/mous/A{number}/").status_code == 404


@BOTH
def test_circle_or_draft_of_an_older_register_is_not_followed(make: Any, table: str, client: Client) -> None:
    first, second, draft = make(status="withdrawn"), make(status="withdrawn"), make(status="draft")
    rows = type(first).objects
    with ignored(f"meetings.{type(first).__name__}:merged_into_published"):
        rows.filter(pk=first.pk).update(merged_into=second)
        for target in (first, draft):
            rows.filter(pk=second.pk).update(merged_into=target)
            answer = client.get(first.get_absolute_url())
            assert answer.status_code == 410
            assert draft.reference not in answer.content.decode()
