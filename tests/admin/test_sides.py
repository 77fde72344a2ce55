"""A stale form shows both sides field by field and row by row, joins what only one changed, and asks for the rest."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from core.sides import choices
from meetings.models import Citation, Meeting
from tests import factories
from tests.admin.pages import address, errors_of, fields_of, post_raw, side_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(db: None) -> Meeting:
    """A draft with three passages, which one editor has open while another works on it."""
    made = factories.meeting(status="draft", place="Marrakech")
    for page in (2, 3):
        factories.cite(made, locator=f"page {page}")
    return factories.aged(made)


def take(response: Any, label: str, side: str) -> dict[str, str]:
    number = next(n for n, each in enumerate(response.context["sides"]) if each.label == label)
    return {f"_take-{number}": side}


def passages(record: Meeting) -> list[str]:
    return sorted(record.citations.values_list("locator", flat=True))


def test_what_only_one_changed_is_joined(desk: Client, record: Meeting) -> None:
    form = address(Meeting, "change", record.pk)
    opened = fields_of(desk.get(form))
    Meeting.objects.filter(pk=record.pk).update(place="Rabat")
    late = desk.post(form, opened | {"summary": "They met."})
    assert late.status_code == 409
    assert [(side.label, side.taken, side.is_conflict) for side in late.context["sides"]] == [
        ("Place", "theirs", False)
    ]
    assert side_of(late, "Place").before_words == "Marrakech"
    assert desk.post(form, fields_of(late)).status_code == 302
    record.refresh_from_db()
    assert (record.place, record.summary) == ("Rabat", "They met.")


def test_joined_field_can_be_taken_back(desk: Client, record: Meeting) -> None:
    form = address(Meeting, "change", record.pk)
    opened = fields_of(desk.get(form))
    Meeting.objects.filter(pk=record.pk).update(place="Rabat")
    late = desk.post(form, opened)
    assert desk.post(form, fields_of(late) | take(late, "Place", "mine")).status_code == 302
    record.refresh_from_db()
    assert record.place == "Marrakech"


@pytest.mark.parametrize(("side", "stored"), [("mine", "Fez"), ("theirs", "Rabat")])
def test_conflict_is_saved_only_once_it_is_decided(desk: Client, record: Meeting, side: str, stored: str) -> None:
    form = address(Meeting, "change", record.pk)
    opened = fields_of(desk.get(form))
    Meeting.objects.filter(pk=record.pk).update(place="Rabat")
    late = desk.post(form, opened | {"place": "Fez"})
    undecided = desk.post(form, fields_of(late) | {"summary": "Typed meanwhile."})
    assert undecided.status_code == 409
    assert "choose a side" in str(errors_of(undecided))
    assert side_of(undecided, "Place").is_conflict
    assert desk.post(form, fields_of(undecided) | take(undecided, "Place", side)).status_code == 302
    record.refresh_from_db()
    assert (record.place, record.summary) == (stored, "Typed meanwhile.")


def test_conflict_left_open_stays_one_when_the_form_is_stale_again(desk: Client, record: Meeting) -> None:
    form = address(Meeting, "change", record.pk)
    opened = fields_of(desk.get(form))
    Meeting.objects.filter(pk=record.pk).update(place="Rabat")
    late = desk.post(form, opened | {"place": "Fez"})
    Meeting.objects.filter(pk=record.pk).update(summary="Theirs.")
    again = desk.post(form, fields_of(late))
    assert side_of(again, "Place").is_conflict
    assert side_of(again, "Summary").taken == "theirs"


def test_rows_changed_added_and_deleted_by_the_other_are_joined(desk: Client, record: Meeting) -> None:
    form = address(Meeting, "change", record.pk)
    opened = fields_of(desk.get(form))
    first, second, third = record.citations.order_by("pk")
    Citation.objects.filter(pk=first.pk).update(locator="page 10")
    second.delete()
    factories.cite(record, locator="page 40")
    number = next(n for n in range(3) if opened[f"citations-{n}-id"] == third.pk)
    mine = opened | {f"citations-{number}-locator": "page 30", "citations-TOTAL_FORMS": 4}
    mine |= {"citations-3-source": third.source_id, "citations-3-locator": "page 50", "citations-3-supports": ["date"]}
    late = desk.post(form, mine)
    assert late.status_code == 409
    assert not any(side.is_conflict for side in late.context["sides"])
    assert len(late.context["sides"]) == 3
    assert desk.post(form, fields_of(late)).status_code == 302
    assert passages(record) == ["page 10", "page 30", "page 40", "page 50"]


def test_row_deleted_by_the_other_can_be_entered_again(desk: Client, record: Meeting) -> None:
    form = address(Meeting, "change", record.pk)
    opened = fields_of(desk.get(form))
    record.citations.get(locator="page 2").delete()
    late = desk.post(form, opened)
    (gone,) = late.context["sides"]
    assert gone.theirs_words == "deleted"
    assert desk.post(form, fields_of(late) | {"_take-0": "mine"}).status_code == 302
    assert "page 2" in passages(record)


@pytest.mark.parametrize(("side", "is_there"), [("mine", True), ("theirs", False)])
def test_row_that_one_changed_and_the_other_deleted_is_a_conflict(
    desk: Client, record: Meeting, side: str, is_there: bool
) -> None:
    form = address(Meeting, "change", record.pk)
    opened = fields_of(desk.get(form))
    record.citations.get(locator="page 2").delete()
    late = desk.post(form, opened | {"citations-1-locator": "page 22"})
    (gone,) = late.context["sides"]
    assert gone.is_conflict
    assert "page 22" in gone.mine_words
    assert 'value="page 22"' in late.content.decode()
    assert desk.post(form, fields_of(late) | {"_take-0": side}).status_code == 302
    assert ("page 22" in passages(record)) is is_there


@pytest.mark.parametrize(("side", "is_there"), [("mine", False), ("theirs", True)])
def test_row_that_one_deleted_and_the_other_changed_is_a_conflict(
    desk: Client, record: Meeting, side: str, is_there: bool
) -> None:
    form = address(Meeting, "change", record.pk)
    opened = fields_of(desk.get(form))
    Citation.objects.filter(meeting=record, locator="page 2").update(locator="page 20")
    late = desk.post(form, opened | {"citations-1-DELETE": "on"})
    (changed,) = late.context["sides"]
    assert changed.is_conflict
    assert desk.post(form, fields_of(late) | {"_take-0": side}).status_code == 302
    assert ("page 20" in passages(record)) is is_there


def test_form_that_lost_what_it_was_opened_with_asks_for_every_difference(desk: Client, record: Meeting) -> None:
    form = address(Meeting, "change", record.pk)
    opened = fields_of(desk.get(form))
    Meeting.objects.filter(pk=record.pk).update(place="Rabat")
    late = desk.post(form, opened | {"_base": "[{}"})
    assert side_of(late, "Place").is_conflict


@pytest.mark.parametrize(
    "base", ["", "null", "[]", "[1,2]", '[{"a":1},{}]', "[" * 100_000, "\0", "\ud800", '[{},{"citations":{"1":[]}}]']
)
def test_made_up_base_and_choices_are_no_error(desk: Client, record: Meeting, base: str) -> None:
    form = address(Meeting, "change", record.pk)
    opened = {name: value for name, value in fields_of(desk.get(form)).items() if name != "supports"}
    Meeting.objects.filter(pk=record.pk).update(place="Rabat")
    late = post_raw(desk, form, opened | {"_base": base, "_choices": base, "_take-0": "mine"})
    assert late.status_code == 409
    record.refresh_from_db()
    assert record.place == "Rabat"


def test_choices_cannot_write_markup(desk: Client, record: Meeting) -> None:
    form = address(Meeting, "change", record.pk)
    forged = choices.Choice("<b>", "<i>", "<u>", "<s>", {"place": ["x"]}, {"place": ["y"]}, is_conflict=True)
    data = fields_of(desk.get(form)) | {"_choices": choices.to_json([forged])}
    html = desk.post(form, data).content.decode()
    assert "&lt;b&gt;" in html
    assert not any(tag in html for tag in ("<i>", "<u>", "<s>"))


def test_side_of_a_row_without_a_number_is_left_out() -> None:
    one = choices.Choice("", "", "", "", {"citations-__new__-locator": ["page 1"]}, {}, filled="theirs")
    data = QueryDict(mutable=True)
    data.update({"_choices": choices.to_json([one]), "_take-0": "mine", "citations-TOTAL_FORMS": "²"})
    assert "citations-__new__-locator" not in choices.put(choices.choices_of(data), data)
