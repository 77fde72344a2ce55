"""The road of a record: each move, and each refusal with nothing changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from meetings import services
from meetings.models import Citation, Meeting, MoU, MouParty
from meetings.services import Refused, road
from meetings.services.moving import moving
from tests.factories import TopicFactory, meeting, mou
from tests.rules import ignored, run_sql

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("make", [meeting, mou])
Make = Callable[..., Any]
UNCITED = "It has no citation: say which passage of which source supports it."


def stored(record: Any) -> dict[str, Any]:
    """Return the row as the database has it."""
    return type(record).objects.filter(pk=record.pk).values().get()


def reasons_of(move: Callable[..., Any], record: Any, *args: Any) -> list[str]:
    """Expect ``move`` to be refused with nothing changed, on the instance and in the database; return why."""
    before, on_instance = stored(record), (record.status, record.version)
    citations = record.citations.count()
    with pytest.raises(Refused) as caught:
        move(record, *args)
    assert stored(record) == before
    assert (record.status, record.version) == on_instance
    assert record.citations.count() == citations
    assert str(caught.value) == " ".join(caught.value.reasons)
    return caught.value.reasons


# --- Review -----------------------------------------------------------------------------------------------


@BOTH
def test_draft_is_submitted_and_returned(make: Make) -> None:
    record = make(status="draft")
    moves = ((services.submit, (), "in_review"), (services.return_to_draft, ("Say when.",), "draft"))
    for move, args, status in moves:
        before = stored(record)["version"]
        move(record, None, *args)  # type: ignore[operator]  # each with its own arguments
        assert stored(record)["status"] == record.status == status  # the caller's instance is up to date
        assert stored(record)["version"] == record.version == before + 1
        assert record.published_at is None


@BOTH
@pytest.mark.parametrize("status", ["in_review", "published", "withdrawn"])
def test_only_a_draft_is_submitted(make: Make, status: str) -> None:
    assert reasons_of(services.submit, make(status=status), None) == ["Only a draft can be handed over for review."]


@BOTH
@pytest.mark.parametrize("status", ["draft", "published", "withdrawn"])
def test_only_a_record_in_review_is_returned(make: Make, status: str) -> None:
    assert reasons_of(services.return_to_draft, make(status=status), None, "Say when.") == [
        "Only a record in review can be returned."
    ]


def test_move_is_decided_by_what_is_stored_not_by_an_old_copy() -> None:
    record = meeting(status="draft")
    old = Meeting.objects.get(pk=record.pk)
    services.submit(record, None)
    with pytest.raises(Refused):
        services.submit(old, None)
    services.publish(old, None)
    assert (old.status, stored(old)["status"]) == ("published", "published")


def test_move_keeps_what_another_editor_saved_meanwhile() -> None:
    record = meeting(status="draft")
    Meeting.objects.filter(pk=record.pk).update(place="Rabat")
    record.place = "never saved"
    services.submit(record, None)
    assert record.place == stored(record)["place"] == "Rabat"


# --- Publication ------------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_publication(make: Make, status: str) -> None:
    record = make(status=status)
    before = timezone.now()
    services.publish(record, None)
    assert stored(record)["status"] == record.status == "published"
    assert record.published_at >= before
    assert stored(record)["published_at"] == record.published_at
    assert type(record).objects.published().get() == record


@BOTH
def test_published_is_not_published_again(make: Make) -> None:
    assert reasons_of(services.publish, make(), None) == ["It is published already."]


@BOTH
def test_record_without_citation_is_not_published(make: Make) -> None:
    record = make(status="draft")
    record.citations.all().delete()
    assert reasons_of(services.publish, record, None) == [UNCITED]


def test_meeting_says_every_reason_against_it() -> None:
    record = meeting(status="draft", held_on="")
    record.citations.all().delete()
    assert reasons_of(services.publish, record, None) == [
        UNCITED,
        "It has no date: give at least a year, or the days of its event.",
    ]


def test_mou_says_every_reason_against_it() -> None:
    record = mou(status="draft", signed_on="")
    record.citations.all().delete()
    record.signatures.earliest("pk").delete()
    reasons = [UNCITED, "It has no date of signature: give at least a year."]
    assert reasons_of(services.publish, record, None) == [*reasons, "It has 1 party; it needs two."]
    record.signatures.all().delete()
    assert reasons_of(services.publish, record, None) == [*reasons, "It has 0 parties; it needs two."]
    MouParty.objects.all().delete()
    run_sql("DELETE FROM meetings_mou")  # an MoU without parties would fail at the end of this test


@pytest.mark.parametrize(("make", "name"), [(meeting, "held_on"), (mou, "signed_on")])
@pytest.mark.parametrize("stated", ["2025-11/..", "../2025", "2025", "199X"])
def test_any_date_with_an_end_is_enough(make: Make, name: str, stated: str) -> None:
    record = make(status="draft", **{name: stated})
    services.publish(record, None)
    assert record.status == "published"


# --- Withdrawal -------------------------------------------------------------------------------------------


@BOTH
def test_withdrawal(make: Make) -> None:
    record = make()
    published_at, before = record.published_at, timezone.now()
    services.withdraw(record, "  The source was retracted.\n", None)
    row = stored(record)
    assert (row["status"], record.status) == ("withdrawn", "withdrawn")
    assert row["withdrawn_reason"] == record.withdrawn_reason == "The source was retracted."
    assert row["withdrawn_at"] == record.withdrawn_at >= before
    assert row["published_at"] == published_at
    assert row["merged_into_id"] is None
    assert not type(record).objects.published().exists()
    assert list(type(record).objects.withdrawn()) == [record]


@BOTH
def test_withdrawal_into_another_record(make: Make) -> None:
    record, other = make(), make()
    services.withdraw(record, "The same meeting.", None, other)
    assert record.merged_into == other
    assert stored(record)["merged_into_id"] == other.pk


@BOTH
@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_withdrawal_without_reason_is_refused(make: Make, reason: str) -> None:
    (words,) = reasons_of(services.withdraw, make(), reason, None)
    assert words.startswith("Say why")


@BOTH
@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_only_published_is_withdrawn(make: Make, status: str) -> None:
    (words,) = reasons_of(services.withdraw, make(status=status), "Retracted.", None)
    assert words == "Only a published record can be withdrawn; a draft can be deleted."


@BOTH
def test_record_is_never_merged_into_itself(make: Make) -> None:
    record = make()
    (words,) = reasons_of(services.withdraw, record, "The same.", None, record)
    assert words == "Only a withdrawn record is merged into another, and never into itself."


@BOTH
def test_reason_that_is_too_long_is_refused_in_words(make: Make) -> None:
    assert reasons_of(services.withdraw, make(), "x" * 1001, None) == ["A text is longer than this field allows."]


@BOTH
def test_withdrawn_is_published_again(make: Make) -> None:
    record, other = make(), make()
    published_at = record.published_at
    services.withdraw(record, "A mistake.", None, other)
    services.publish(record, None)
    row = stored(record)
    assert (row["status"], row["published_at"]) == ("published", published_at)
    assert (row["withdrawn_at"], row["withdrawn_reason"], row["merged_into_id"]) == (None, "", None)
    assert (record.status, record.withdrawn_reason, record.merged_into) == ("published", "", None)


@BOTH
def test_withdrawn_that_lost_its_citations_is_not_published_again(make: Make) -> None:
    record = make(status="withdrawn")
    record.citations.all().delete()
    assert reasons_of(services.publish, record, None) == [UNCITED]


# --- Deletion ---------------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_what_was_never_public_is_discarded_with_all_that_hangs_on_it(make: Make, status: str) -> None:
    topic = TopicFactory()
    record, kept = make(status=status, topics=[topic]), make(topics=[topic])
    services.discard(record, None)
    assert list(type(record).objects.all()) == [kept]
    assert set(Citation.objects.values_list("meeting", "mou")) == {
        (kept.pk, None) if make is meeting else (None, kept.pk)
    }
    assert MouParty.objects.count() == (2 if make is mou else 0)
    assert kept.topics.get() == topic


@BOTH
@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_what_was_public_is_not_discarded(make: Make, status: str) -> None:
    assert reasons_of(services.discard, make(status=status), None) == [
        "It was public once, so it is kept: withdraw it instead."
    ]


def test_meeting_that_an_mou_names_is_not_discarded() -> None:
    record = meeting(status="draft")
    mou(status="draft", meeting=record)
    assert reasons_of(services.discard, record, None) == ["An MoU refers to this meeting: change the MoU first."]


@BOTH
def test_draft_that_another_was_merged_into_is_not_discarded(make: Make) -> None:
    draft = make(status="draft")
    record = make()
    withdrawn = {"status": "withdrawn", "withdrawn_at": timezone.now(), "withdrawn_reason": "The same."}
    # The database refuses such a merge today; a row from before it did is still kept.
    with ignored(f"meetings.{type(record).__name__}:merged_into_published"):
        type(record).objects.filter(pk=record.pk).update(**withdrawn, merged_into=draft)
    reasons_of(services.discard, draft, None)


# --- Several at once; rules of the database ---------------------------------------------------------------


def test_each_of_several_is_published_by_itself() -> None:
    good, uncited, published = meeting(status="draft"), meeting(status="draft"), meeting()
    signed = mou(status="in_review")
    uncited.citations.all().delete()
    done, refused = services.publish_all([good, uncited, published, signed], None)
    assert done == [good, signed]
    assert refused == [(uncited, [UNCITED]), (published, ["It is published already."])]
    assert [stored(row)["status"] for row in (good, uncited, published, signed)] == [
        "published",
        "draft",
        "published",
        "published",
    ]
    assert services.publish_all([], None) == ([], [])


@BOTH
def test_rule_kept_at_commit_becomes_a_reason(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A citation removed after the service has looked for it, as a second editor could."""
    record = make(status="draft")
    record.citations.all().delete()
    monkeypatch.setattr(road, "reasons_against_publishing", lambda record, by: [])
    label = "meeting" if make is meeting else "MoU"
    assert reasons_of(services.publish, record, None) == [
        f"A published {label} needs at least one citation of a source."
    ]


def test_parties_asked_at_commit_become_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    with ignored("meetings.MouParty:keeps_two_parties"):
        record = mou(status="draft")
        record.signatures.earliest("pk").delete()
        monkeypatch.setattr(road, "reasons_against_publishing", lambda record, by: [])
        assert reasons_of(services.publish, record, None) == ["An MoU needs at least two parties."]
        MoU.objects.get().citations.all().delete()
        MouParty.objects.all().delete()
        MoU.objects.all().delete()


def test_refusal_of_a_trigger_becomes_a_reason() -> None:
    record = meeting()
    with pytest.raises(Refused, match="Invalid transition"), moving(record, None) as fresh:
        fresh.status, fresh.published_at = "draft", None
        fresh.save()
    assert stored(record)["status"] == record.status == "published"
