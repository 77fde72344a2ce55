"""The constraints of meetings and MoUs: each kept by the database, whoever writes. Triggers: ``test_triggers``."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from delegations.models import Delegation
from meetings.models import Meeting, MoU, MouParty
from tests.factories import OrganizationFactory, country, delegation, meeting, mou
from tests.rules import HIDDEN, Rule, at_most, clean_text, not_blank, one_of, prove, tables

pytestmark = pytest.mark.django_db

NOVEMBER, DECEMBER = datetime.date(2025, 11, 1), datetime.date(2025, 12, 1)
NOW = timezone.now()
MEETING, MOU = "meetings_meeting", "meetings_mou"


def draft_meeting() -> Meeting:
    return meeting(status="draft")


def draft_mou() -> MoU:
    return mou(status="draft")


def withdrawn_meeting() -> Meeting:
    return meeting(status="withdrawn")


def withdrawn_mou() -> MoU:
    return mou(status="withdrawn")


def signature() -> MouParty:
    """The first of two signatures of an MoU."""
    return mou(status="draft").signatures.earliest("pk")


def another(record: Any) -> dict[str, Any]:
    return {"merged_into": meeting() if isinstance(record, Meeting) else mou()}


def revising(record: Any) -> dict[str, Any]:
    return {"revises": meeting() if isinstance(record, Meeting) else mou(), "base_version": 1}


def publisher() -> dict[str, Any]:
    return {"published_by": User.objects.get_or_create(username="publisher")[0]}


def itself(record: Any) -> dict[str, Any]:
    return {"merged_into": record}


def record_rules(table: str, letter: str, draft: Callable[[], Any], withdrawn: Callable[[], Any]) -> list[Rule]:
    """The rules that meetings and MoUs share: see ``meetings.models.record``."""
    label = {MEETING: "meetings.Meeting", MOU: "meetings.MoU"}[table]
    road = f"{label}:road_to_publication"
    other = {"M": "A", "A": "M"}[letter]
    return [
        Rule(
            f"{table}_reference",
            draft,
            [{"reference": f"{letter}{number}"} for number in ("900001", "000017", "1234567", "9" * 18)]
            + [lambda row: revising(row) | {"reference": "R900001"}],
            [{"reference": text} for text in ("", "900001", f"{other}900001", "R900001")]
            + [lambda row: revising(row) | {"reference": f"{letter}900001"}]
            + [{"reference": f"{letter}{number}"} for number in ("90001", "90000x", "0000017", "9" * 19)],
            ignoring=(f"{label}:keep_reference",),
        ),
        # An unknown status breaks the rule of published_at as well, and of two the database names the first.
        one_of(table, draft, "status", ["draft", "in_review"], ignoring=(road,), without=f"{table}_published_at"),
        at_most(table, draft, "summary", 5000),
        at_most(table, withdrawn, "withdrawn_reason", 1000),
        Rule(
            f"{table}_published_at",
            draft,
            [{"status": "published", "published_at": NOW}, {"status": "in_review"}],
            [
                {"published_at": NOW},
                {"status": "in_review", "published_at": NOW},
                {"status": "published"},
                {"status": "withdrawn", "withdrawn_at": NOW, "withdrawn_reason": "Retracted."},
            ],
            ignoring=(road,),
        ),
        Rule(
            f"{table}_withdrawn_reason",
            withdrawn,
            [{"withdrawn_reason": "Another."}, {"status": "published", "withdrawn_reason": "", "withdrawn_at": None}],
            [
                {"withdrawn_reason": ""},
                {"withdrawn_reason": " \n"},
                {"withdrawn_reason": HIDDEN},
                {"withdrawn_at": None},
                {"status": "published"},
                {"status": "published", "withdrawn_reason": ""},
                {"status": "published", "withdrawn_at": None},
            ],
        ),
        Rule(
            f"{table}_revises",
            draft,
            [revising, lambda row: revising(row) | {"status": "in_review"}],
            [
                {"base_version": 1},
                lambda row: revising(row) | {"base_version": None},
                lambda row: {"revises": row, "base_version": 1},
                lambda row: revising(row) | {"status": "published", "published_at": NOW},
            ],
            without=f"{table}_reference",
        ),
        Rule(
            f"{table}_published_by",
            draft,
            [lambda row: publisher() | {"status": "published", "published_at": NOW}],
            [lambda row: publisher(), lambda row: publisher() | {"status": "in_review"}],
        ),
        Rule(
            f"{table}_merged_into",
            withdrawn,
            [{"merged_into": None}, another],
            [
                itself,
                lambda row: another(row) | {"status": "published", "withdrawn_reason": "", "withdrawn_at": None},
            ],
        ),
    ]


def of_party(party: Any) -> Callable[[Meeting], dict[str, Any]]:
    return lambda row: {"counterpart": Delegation.objects.create(**party(row))}


RULES = tables(
    *record_rules(MEETING, "M", draft_meeting, withdrawn_meeting),
    clean_text(MEETING, withdrawn_meeting, "place", "summary", "withdrawn_reason"),
    one_of(MEETING, draft_meeting, "kind", Meeting.Kind.values),
    one_of(MEETING, draft_meeting, "attestation", Meeting.Attestation.values),
    Rule(
        f"{MEETING}_held_from_order",
        draft_meeting,
        [{"held_from": NOVEMBER, "held_to": NOVEMBER}, {"held_from": None}, {"held_to": None}],
        [{"held_from": DECEMBER, "held_to": NOVEMBER}],
    ),
    Rule(
        f"{MEETING}_held_on_bounds",
        draft_meeting,
        [{"held_on": "", "held_from": None, "held_to": None}],
        [{"held_on": ""}, {"held_from": None, "held_to": None}, {"held_on": "", "held_to": None}],
    ),
    Rule(
        f"{MEETING}_two_parties",
        draft_meeting,
        [
            of_party(lambda row: {"country": country("FR")}),
            of_party(lambda row: {"organization": OrganizationFactory()}),
        ],
        [
            lambda row: {"counterpart": row.principal},
            of_party(lambda row: {"country": row.principal.country, "institution": "Another ministry"}),
        ],
    ),
    *record_rules(MOU, "A", draft_mou, withdrawn_mou),
    not_blank(MOU, draft_mou, "title"),
    clean_text(MOU, withdrawn_mou, "title", "summary", "withdrawn_reason", "text_url"),
    one_of(MOU, draft_mou, "kind", MoU.Kind.values),
    one_of(MOU, draft_mou, "lifecycle", MoU.Lifecycle.values),
    Rule(
        f"{MOU}_signed_from_order",
        draft_mou,
        [{"signed_from": NOVEMBER, "signed_to": NOVEMBER}, {"signed_from": None}, {"signed_to": None}],
        [{"signed_from": DECEMBER, "signed_to": NOVEMBER}],
    ),
    Rule(
        f"{MOU}_signed_on_bounds",
        draft_mou,
        [{"signed_on": "", "signed_from": None, "signed_to": None}],
        [{"signed_on": ""}, {"signed_from": None, "signed_to": None}, {"signed_on": "", "signed_from": None}],
    ),
    Rule(
        "meetings_mouparty_once",
        signature,
        [lambda row: {"delegation": delegation("FR", None)}],
        [lambda row: {"delegation": row.mou.signatures.exclude(pk=row.pk).get().delegation}],
    ),
)


@pytest.mark.parametrize("rule", RULES)
def test_constraint_holds_behind_the_form(rule: Rule) -> None:
    prove(rule)


def test_same_organization_on_both_sides_is_refused() -> None:
    body = OrganizationFactory()
    made = meeting("MA", body, status="draft")
    twin = Delegation.objects.create(organization=body, institution="Its secretariat")
    rule = Rule(
        f"{MEETING}_two_parties",
        lambda: made,
        [lambda row: {"principal": delegation(OrganizationFactory(), None)}],
        [{"principal": twin}],
    )
    prove(rule)
