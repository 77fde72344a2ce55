"""What the database keeps of articles, whoever writes."""

import hashlib

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core.history import acting
from intake.models import LONGEST_TEXT, Article, Outcome
from meetings.models import Meeting
from tests import factories
from tests.rules import Rule, clean_text, not_blank, one_of, prove, refused, tables

pytestmark = pytest.mark.django_db

CONTEXT = "00000000-0000-4000-8000-000000000000"
TEXT_TRIGGER = ("intake.Article:kept_as_it_is",)


def outcome(**values):
    values = values or {"meeting": factories.meeting(status="draft")}
    return Outcome.objects.create(article=factories.article(), finding="c-ESP", how="made", **values)


def editor():
    return User.objects.get_or_create(username="holder")[0]


def in_hand(row):
    return {"holder": editor(), "held_since": timezone.now()}


def accepted(**values):
    return {"state": "accepted", "accepted_at": timezone.now(), "context": CONTEXT, **values}


RULES = tables(
    not_blank("intake_article", factories.article, "title"),
    clean_text("intake_article", factories.article, "title", "publisher"),
    Rule("intake_article_text_not_blank", factories.article, [{"text": "é"}], [{"text": " \n"}], ignoring=TEXT_TRIGGER),
    Rule(
        "intake_article_text_length",
        factories.article,
        [{"text": "é" * LONGEST_TEXT}],
        [{"text": "é" * (LONGEST_TEXT + 1)}],
        ignoring=TEXT_TRIGGER,
    ),
    one_of("intake_article", factories.article, "language", ["en", "fr", "ar"]),
    Rule(
        "intake_article_state_known",
        factories.article,
        [accepted()],
        [{"state": "x"}],
        without="intake_article_accepted",
    ),
    Rule(
        "intake_article_published_on",
        factories.article,
        [{"published_on": text} for text in ("", "2025", "2025-11", "2025-11-28")],
        [{"published_on": text} for text in ("2025~", "2025-11-01/2025-11-03", "199X")],
    ),
    Rule(
        "intake_article_http",
        factories.article,
        [{"url": ""}, {"url": "https://example.org/"}],
        [{"url": "javascript:alert(1)"}, {"url": "ftp://example.org/"}],
    ),
    Rule("intake_article_in_hand", factories.article, [in_hand], [{"held_since": timezone.now()}]),
    Rule(
        "intake_article_accepted",
        factories.article,
        [accepted()],
        [{"state": "accepted"}, accepted(context=None), lambda row: accepted(**in_hand(row)), {"context": CONTEXT}],
    ),
    Rule(
        "intake_article_choices_length",
        factories.article,
        [{"choices": {"fields": {"event_name": "x" * 100_000}}}],
        [{"choices": {"fields": {"event_name": "x" * 400_001}}}],
    ),
    not_blank("intake_outcome", outcome, "finding"),
    one_of("intake_outcome", outcome, "how", ["made", "cited", "used"]),
    Rule(
        "intake_outcome_one_record",
        outcome,
        [lambda row: {"meeting": None, "event": factories.EventFactory()}],
        [{"meeting": None}, lambda row: {"event": factories.EventFactory()}],
    ),
)


@pytest.mark.parametrize("rule", RULES)
def test_rule_holds_in_the_database(rule):
    prove(rule)


def test_every_constraint_has_its_test():
    stated = {constraint.name for model in (Article, Outcome) for constraint in model._meta.constraints}
    apart = {"intake_article_text_once", "intake_outcome_once"}  # below
    assert stated == {parameter.values[0].constraint for parameter in RULES} | apart


def test_same_text_is_stored_once_and_its_digest_is_the_databases():
    stored = factories.article("The ministers met — التقى.")
    stored.refresh_from_db()
    assert stored.sha256 == hashlib.sha256("The ministers met — التقى.".encode()).hexdigest()
    with refused("intake_article_text_once"):
        factories.article("The ministers met — التقى.", title="Another title")


def test_text_is_kept_as_it_was_brought_in():
    stored = factories.article()
    with refused("intake_article_text_kept"):
        Article.objects.filter(pk=stored.pk).update(text="Other words.")


def test_article_is_accepted_once():
    stored = factories.article()
    rows = Article.objects.filter(pk=stored.pk)
    rows.update(**accepted())
    for change in ({"state": "open", "accepted_at": None, "context": None}, {"accepted_at": timezone.now()}):
        with refused("intake_article_accepted_once"):
            rows.update(**change)


def test_one_record_comes_of_one_finding():
    first = outcome()
    with pytest.raises(IntegrityError, match="intake_outcome_once"), transaction.atomic():
        Outcome.objects.create(article=first.article, finding=first.finding, how="made", event=factories.EventFactory())


def test_draft_that_is_discarded_leaves_no_outcome():
    first = outcome()
    first.meeting.citations.all().delete()
    Meeting.objects.get(pk=first.meeting_id).delete()
    assert not Outcome.objects.exists()


def test_who_made_it_and_its_version_are_kept():
    person = editor()
    with acting(person):
        stored = factories.article()
        Article.objects.filter(pk=stored.pk).update(**in_hand(stored))
    stored.refresh_from_db()
    assert (stored.entered_by, stored.version) == (person, 2)


def test_no_article_is_public():
    factories.article()
    assert not Article.objects.published().exists()
