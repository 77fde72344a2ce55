"""``check_register`` finds each kind of derived value gone wrong behind the models' back, and mends it."""

import datetime
from io import StringIO

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.derived import BoundField, SearchTextField, SortKeyField
from delegations.models import Country, CountryName, Event, Organization
from meetings import integrity
from meetings.models import Meeting, MoU, Source, Topic
from tests.factories import OrganizationFactory, SourceFactory, TopicFactory, country, meeting, mou

pytestmark = pytest.mark.django_db


def check(*options: str) -> str:
    """Return what the command prints; CommandError where it fails."""
    output = StringIO()
    call_command("check_register", *options, stdout=output)
    return output.getvalue()


def lines() -> list[str]:
    return [str(difference) for difference in integrity.differences()]


def run_sql(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_register_as_made_has_no_difference() -> None:
    meeting(counterpart=OrganizationFactory(), topics=[TopicFactory()])
    mou()
    assert "as it should be" in check()


def test_bounds_overwritten_are_found_and_fixed() -> None:
    made = meeting(held_on="2025-11")
    Meeting.objects.update(held_from=datetime.date(2024, 1, 1), held_to=datetime.date(2024, 1, 2))
    assert len(lines()) == 2
    assert lines()[0].startswith(f"meetings.Meeting {made.pk} held_from: stored datetime.date(2024, 1, 1)")
    with pytest.raises(CommandError, match="2 differences"):
        check()
    assert check("--fix").count("(fixed)") == 2
    made.refresh_from_db()
    assert (made.held_from, made.held_to) == (datetime.date(2025, 11, 1), datetime.date(2025, 11, 30))
    assert lines() == []


def test_command_without_fix_writes_nothing() -> None:
    meeting()
    Meeting.objects.update(search_text="other words")
    with pytest.raises(CommandError):
        check()
    assert Meeting.objects.get().search_text == "other words"


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Event, {"held_from": "2001-01-01"}),
        (Event, {"search_text": "wrong"}),
        (MoU, {"signed_from": "2001-01-01"}),
        (MoU, {"search_text": "wrong"}),
        (Organization, {"sort_key": "wrong"}),
        (Organization, {"search_text": "wrong"}),
        (Topic, {"sort_key": "wrong"}),
        (Source, {"search_text": "wrong"}),
        (Country, {"sort_key": "wrong"}),
        (CountryName, {"sort_key": "wrong"}),
        (CountryName, {"normalised": "wrong"}),
    ],
)
def test_derived_column_of_every_model_is_found_and_fixed(model: type, values: dict[str, str]) -> None:
    mou(event=Event.objects.create(name="Assembly", slug="assembly", held_on="2025"))
    OrganizationFactory()
    TopicFactory()
    row = model.objects.order_by("pk").first()
    model.objects.filter(pk=row.pk).update(**values)
    (name,) = values
    assert [line.split(":")[0] for line in lines()] == [f"{model._meta.label} {row.pk} {name}"]
    check("--fix")
    assert getattr(model.objects.get(pk=row.pk), name) == getattr(row, name)
    assert lines() == []


def test_every_derived_field_belongs_to_a_model_that_is_checked() -> None:
    checked = integrity.derived_models()
    kinds = {type(field) for model in checked for field in model._meta.concrete_fields}
    assert {BoundField, SearchTextField, SortKeyField} <= kinds
    assert {Country, CountryName, Meeting, MoU, Event, Organization, Topic, Source} <= set(checked)
    assert not [model for model in checked if model.__name__.endswith("History")]


def test_continent_of_another_branch_is_found_and_fixed() -> None:
    spain, chile = country("ES"), country("CL")
    with pgtrigger.ignore("delegations.Country:derive_continent"):
        Country.objects.filter(pk="CL").update(continent=spain.continent)
    assert lines() == [f"delegations.Country CL continent_id: stored '150', should be '{chile.continent_id}'"]
    check("--fix")
    assert Country.objects.get(pk="CL").continent_id == chile.continent_id


def test_party_of_a_meeting_that_its_delegation_does_not_have_is_found_and_fixed() -> None:
    made = meeting("MA", "ES")
    country("FR")
    with pgtrigger.ignore("meetings.Meeting:derive_parties"):
        Meeting.objects.update(counterpart_country="FR")
    assert lines() == [f"meetings.Meeting {made.pk} counterpart_country_id: stored 'FR', should be 'ES'"]
    check("--fix")
    assert Meeting.objects.get().counterpart_country_id == "ES"


def test_date_in_no_accepted_form_is_found_and_left_alone() -> None:
    made = meeting()
    run_sql("UPDATE meetings_meeting SET held_on = 'next week'")
    assert lines() == [f"meetings.Meeting {made.pk} held_on: stored 'next week', should be a date in an accepted form"]
    with pytest.raises(CommandError, match="1 of 1 differences remain"):
        check("--fix")
    assert Meeting.objects.get().held_on == "next week"


@pytest.mark.parametrize(
    ("make", "sequence"), [(meeting, "meetings_meeting_reference"), (mou, "meetings_mou_reference")]
)
def test_sequence_behind_a_reference_is_found_and_moved(make, sequence: str) -> None:
    run_sql(f"ALTER SEQUENCE {sequence} RESTART")  # undone with the test, unlike setval
    make()
    make()
    run_sql(f"ALTER SEQUENCE {sequence} RESTART")
    assert lines() == [f"{sequence}, next number: stored 1, should be 3"]
    check("--fix")
    assert lines() == []
    assert make().reference.endswith("000003")


def test_all_rows_are_seen_when_they_fill_several_batches() -> None:
    for _number in range(5):
        SourceFactory()
    Source.objects.update(search_text="wrong")
    for batch in (1, 2, 5, 6):
        assert len(list(integrity.differences(batch=batch))) == 5
    assert [difference.fixed for difference in integrity.differences(fix=True, batch=2)] == [True] * 5
    assert lines() == []


def test_number_of_queries_does_not_grow_with_the_rows() -> None:
    meeting("MA", "ES")
    with CaptureQueriesContext(connection) as with_one:
        lines()
    for code in ("FR", "DE", "SN"):
        meeting("MA", code)
    with CaptureQueriesContext(connection) as with_four:
        lines()
    assert len(with_four) == len(with_one)
