"""The constraints of what editors decided about duplicates, and of the addresses that lead on."""

import pytest
from django.utils import timezone

from accounts.models import User
from core.models import MovedAddress
from desk.duplicates.kinds import KINDS
from desk.models import Merge, NotDuplicate
from desk.models.duplicates import KindOfRecord
from tests.rules import Rule, at_most, clean_text, not_blank, one_of, prove, tables

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def moved() -> MovedAddress:
    MovedAddress.objects.create(kind="event", old="taken", new=1)
    return MovedAddress.objects.create(kind="event", old="assembly", new=1)


def told() -> NotDuplicate:
    NotDuplicate.objects.create(kind="event", lower=1, higher=3)
    return NotDuplicate.objects.create(kind="event", lower=1, higher=2)


def merge() -> Merge:
    return Merge.objects.create(kind="event", loser=1, winner=2, loser_name="One", winner_name="Two", reason="Twice.")


def editor() -> User:
    return User.objects.get_or_create(username="editor")[0]


OF_ADDRESSES = tables(
    one_of("core_movedaddress", moved, "kind", list(MovedAddress.Kind.values)),
    not_blank("core_movedaddress", moved, "old"),
    Rule(
        "core_movedaddress_once",
        moved,
        [{"old": "another"}, {"old": "taken", "kind": "organization"}, {"new": 2}],
        [{"old": "taken"}],
    ),
)
RULES = tables(
    one_of("desk_notduplicate", told, "kind", list(KINDS)),
    Rule(
        "desk_notduplicate_order",
        told,
        [{"lower": 4, "higher": 5}],
        [{"lower": 2, "higher": 2}, {"lower": 3, "higher": 2}],
    ),
    Rule("desk_notduplicate_once", told, [{"higher": 4}, {"higher": 3, "kind": "source"}], [{"higher": 3}]),
    one_of("desk_merge", merge, "kind", list(KINDS)),
    not_blank("desk_merge", merge, "reason"),
    clean_text("desk_merge", merge, "reason"),
    at_most("desk_merge", merge, "reason", 1000),
    Rule("desk_merge_two", merge, [{"winner": 3}], [{"winner": 1}]),
    Rule(
        "desk_merge_undone",
        merge,
        [{"undone_at": NOW}, lambda row: {"undone_at": NOW, "undone_by": editor()}],
        [lambda row: {"undone_by": editor()}],
    ),
)


@pytest.mark.parametrize("rule", [*OF_ADDRESSES, *RULES])
def test_constraint(rule: Rule) -> None:
    prove(rule)


def test_every_constraint_of_these_models_has_its_test() -> None:
    stated = [each.name for model in (MovedAddress, NotDuplicate, Merge) for each in model._meta.constraints]
    assert sorted(stated) == sorted(parameter.values[0].constraint for parameter in (*OF_ADDRESSES, *RULES))


def test_every_kind_is_known_to_all() -> None:
    assert list(KINDS) == list(KindOfRecord.values)
    assert all(kind.model._meta.model_name == name for name, kind in KINDS.items())
    assert set(MovedAddress.Kind.values) == set(KINDS) - {"meeting", "mou"}


def test_words_of_a_row_name_both() -> None:
    assert str(moved()) == "event assembly → 1"
    assert str(told()) == "event 1 ≠ 2"
    assert str(merge()) == "One → Two"
