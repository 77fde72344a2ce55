"""References are public and permanent: never changed, never handed out twice."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from meetings import services
from meetings.models import Meeting, MoU
from tests.factories import delegation, meeting, mou
from tests.rules import run_sql

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize(("make", "letter", "table"), [(meeting, "M", "meeting"), (mou, "A", "mou")])
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def _new_sequences(db: None) -> None:
    """Count from one, as in a new register; unlike ``setval``, this is undone with the test."""
    run_sql("ALTER SEQUENCE meetings_meeting_reference RESTART")
    run_sql("ALTER SEQUENCE meetings_mou_reference RESTART")


def insert(letter: str, reference: str) -> Any:
    """Insert a draft with a reference of its own, as a fixture does."""
    if letter == "M":
        made: Any = Meeting(
            reference=reference, principal=delegation("MA", None), counterpart=delegation("ES", None), held_on="2025"
        )
        Meeting.objects.bulk_create([made])
        return made
    return mou(reference=reference, status="draft")


@BOTH
def test_references_are_handed_out_in_order(make: Make, letter: str, table: str) -> None:
    assert [make(status="draft").reference for _ in range(3)] == [f"{letter}00000{n}" for n in (1, 2, 3)]


@BOTH
def test_reference_grows_beyond_six_digits(make: Make, letter: str, table: str) -> None:
    run_sql(f"ALTER SEQUENCE meetings_{table}_reference RESTART WITH 999999")
    assert [make(status="draft").reference for _ in range(2)] == [f"{letter}999999", f"{letter}1000000"]


@BOTH
@pytest.mark.parametrize("status", ["draft", "published", "withdrawn"])
def test_reference_cannot_be_changed(make: Make, letter: str, table: str, status: str) -> None:
    record = make(status=status)
    for change in (
        lambda: run_sql(f"UPDATE meetings_{table} SET reference = %s", f"{letter}900000"),
        lambda: type(record).objects.update(reference=f"{letter}900000"),
    ):
        with pytest.raises(InternalError, match="Cannot update rows"), transaction.atomic():
            change()
    before, record.reference = record.reference, f"{letter}900000"
    with pytest.raises(InternalError, match="Cannot update rows"), transaction.atomic():
        record.save()
    record.refresh_from_db()
    assert record.reference == before


@BOTH
def test_sequence_passes_an_explicit_reference(make: Make, letter: str, table: str) -> None:
    insert(letter, f"{letter}000052")
    assert make(status="draft").reference == f"{letter}000053"


@BOTH
def test_sequence_passes_an_explicit_reference_of_the_first_number(make: Make, letter: str, table: str) -> None:
    """A register whose fixture holds one record only: its number is the one a new sequence begins with."""
    insert(letter, f"{letter}000001")
    assert make(status="draft").reference == f"{letter}000002"


@BOTH
def test_sequence_is_not_turned_back_by_an_explicit_reference(make: Make, letter: str, table: str) -> None:
    run_sql(f"ALTER SEQUENCE meetings_{table}_reference RESTART WITH 60")
    assert make(status="draft").reference == f"{letter}000060"
    insert(letter, f"{letter}000017")
    assert make(status="draft").reference == f"{letter}000061"


@BOTH
def test_reference_given_twice_is_refused(make: Make, letter: str, table: str) -> None:
    taken = make(status="draft").reference
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(letter, taken)


@BOTH
def test_number_of_a_deleted_draft_is_never_reused(make: Make, letter: str, table: str) -> None:
    make(status="draft")
    last = make(status="draft")
    services.discard(last, None)
    assert make(status="draft").reference == f"{letter}000003"


@BOTH
def test_explicit_number_of_a_deleted_draft_is_never_reused(make: Make, letter: str, table: str) -> None:
    services.discard(insert(letter, f"{letter}000020"), None)
    assert make(status="draft").reference == f"{letter}000021"


def test_instance_knows_its_reference_after_save() -> None:
    made = Meeting.objects.create(principal=delegation("MA", None), counterpart=delegation("ES", None), held_on="2025")
    assert made.reference == "M000001"
    assert str(made) == "M000001"
    assert str(Meeting()) == "new meeting"


def test_meetings_and_mous_count_apart() -> None:
    assert [meeting(status="draft").reference, mou(status="draft").reference] == ["M000001", "A000001"]


def test_loading_a_fixture_keeps_its_references_and_moves_the_sequence() -> None:
    """Every reference of a bulk insert is passed, in whatever order."""
    principal, counterpart = delegation("MA", None), delegation("ES", None)
    Meeting.objects.bulk_create(
        Meeting(reference=f"M0000{n}", principal=principal, counterpart=counterpart, held_on="2025")
        for n in (30, 41, 12)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT entente_next_reference('M', 'meetings_meeting_reference')")
        assert cursor.fetchone() == ("M000042",)
    assert MoU.objects.count() == 0
