"""What the database keeps of a comment: its author, its moment and its words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.history import acting
from desk.models import Comment
from meetings.services import discard, revisions
from tests import factories
from tests.rules import Rule, as_at_commit, at_most, clean_text, not_blank, prove, refused, tables

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def comment(**values: object) -> Comment:
    record = values.pop("record", None) or factories.meeting(status="draft")
    target = {record._meta.model_name: record}
    made = Comment.objects.create(**{"text": "Which paragraph?", **target, **values})
    made.refresh_from_db()
    return made


KEPT = ("desk.Comment:kept",)
RULES = tables(
    Rule(
        "desk_comment_one_record",
        comment,
        [lambda row: {"meeting": None, "mou": factories.mou(status="draft")}],
        [{"meeting": None}, lambda row: {"mou": factories.mou(status="draft")}],
    ),
    Rule(
        "desk_comment_resolved",
        comment,
        [
            lambda row: {"resolved_at": NOW, "resolved_by": User.objects.create_user("ana")},
            {"resolved_at": NOW},
        ],
        [lambda row: {"resolved_by": User.objects.create_user("ana")}],
        ignoring=KEPT,
    ),
)


@pytest.mark.parametrize("rule", RULES)
def test_rule(rule: Rule) -> None:
    prove(rule)


@pytest.mark.parametrize(
    "rule",
    tables(
        not_blank("desk_comment", comment, "text"),
        clean_text("desk_comment", comment, "text"),
        at_most("desk_comment", comment, "text", 4000),
    ),
)
def test_rule_of_the_words(rule: Rule) -> None:
    prove(Rule(rule.constraint, rule.make, rule.passing, rule.failing, ignoring=KEPT))


def test_every_constraint_is_tested() -> None:
    tested = {"desk_comment_one_record", "desk_comment_resolved", "desk_comment_text_not_blank"}
    tested |= {"desk_comment_clean_text", "desk_comment_text_length"}
    assert {constraint.name for constraint in Comment._meta.constraints} == tested


def test_author_and_moment_are_written_by_the_database() -> None:
    ana, ben = (User.objects.create_user(name) for name in ("ana", "ben"))
    long_ago = NOW - timedelta(days=9)
    # Nobody is known to have written raw SQL.
    assert comment(by=ben).by is None
    with acting(ana):
        forged = comment(by=ben, at=long_ago)
    assert forged.by == ana
    assert forged.at > long_ago


def test_what_was_said_stays_as_it_was() -> None:
    ana = User.objects.create_user("ana")
    said = comment()
    for values in ({"text": "x"}, {"by": ana}, {"at": NOW}, {"is_return": True}, {"token": uuid4()}, {"revision": "R"}):
        with refused("desk_comment_kept"):
            Comment.objects.filter(pk=said.pk).update(**values)
    with refused("desk_comment_kept"):
        Comment.objects.filter(pk=said.pk).delete()
        as_at_commit()


def test_settling_is_signed_by_the_database() -> None:
    ana, ben = (User.objects.create_user(name) for name in ("ana", "ben"))
    said = comment()
    with acting(ana):
        Comment.objects.filter(pk=said.pk).update(resolved_at=NOW, resolved_by=ben)
    said.refresh_from_db()
    assert said.resolved_by == ana
    assert said.resolved_at != NOW
    with acting(ben):  # settled already
        Comment.objects.filter(pk=said.pk).update(resolved_at=NOW)
    said.refresh_from_db()
    assert said.resolved_by == ana
    Comment.objects.filter(pk=said.pk).update(resolved_at=None)
    said.refresh_from_db()
    assert said.resolved_by is None


def test_comment_stands_at_the_record_and_not_at_its_revision() -> None:
    copy = revisions.begin(factories.meeting(), None)
    with refused("desk_comment_of_record"):
        comment(record=copy)


def test_same_token_is_kept_once() -> None:
    said = comment()
    with pytest.raises(Exception, match="desk_comment"), transaction.atomic():
        comment(token=said.token)


def test_comments_go_with_the_draft_that_is_deleted() -> None:
    record = factories.meeting(status="draft")
    comment(record=record)
    discard(record, None)
    as_at_commit()
    assert not Comment.objects.exists()


def test_comment_raises_no_version() -> None:
    record = factories.aged(factories.meeting(status="draft"))
    before = type(record).objects.filter(pk=record.pk).values().get()
    comment(record=record)
    assert type(record).objects.filter(pk=record.pk).values().get() == before
