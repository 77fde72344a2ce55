"""The four roles: what each may change and move, row by row of the tables below, and what nobody may forge.

What each may open, page by page and method by method, is ``role_table.txt``.
"""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.history import acting
from delegations.models import Event, Organization
from desk.roles import ROLES, keep_roles
from meetings.models import Citation, Meeting, Source
from meetings.services import revisions
from tests import factories
from tests.admin.pages import address, fields_of, shown

pytestmark = pytest.mark.django_db

C, E, P, A = "contributor", "editor", "publisher", "administrator"
WRITERS, NOBODY = (C, E, P), ()
STATES = ("draft", "in_review", "published", "withdrawn", "revision")

# role: of one's own record and of somebody else's, in the order of STATES: c(hange), v(iew) or – for not there
RECORDS = {
    C: ("cvvvc", "--vv-"),
    E: ("ccvvc", "ccvvc"),
    P: ("ccvvc", "ccvvc"),
    A: ("vvvvv", "vvvvv"),
}

# move: from which state, and who may
MOVES = {
    "withdraw": ("published", (P,)),
    "return": ("in_review", (E, P)),
    "revise": ("published", WRITERS),
    "republish": ("withdrawn", (P,)),
}

# role: of a row of one's own, of somebody else's, and one that readers see: may it be changed?
SUPPORTING = {C: (True, False, False), E: (True, True, False), P: (True, True, True), A: (False, False, False)}


def somebody(role: str, name: str = "") -> User:
    person = User.objects.create_user(name or role, is_staff=True)
    person.groups.set(Group.objects.filter(name=role))
    return person


@pytest.fixture
def person(request: Any) -> User:
    return somebody(request.param)


@pytest.fixture
def desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


EVERY_ROLE = pytest.mark.parametrize("person", ROLES, indirect=True)


def role_of(person: User) -> str:
    return person.username


def made(state: str, by: User, make: Any = factories.meeting) -> Any:
    """Return a record of that state whose draft, or whose pending revision, was entered by ``by``."""
    with acting(by, via="form"):
        if state == "revision":
            return revisions.begin(make(status="published"), None)
        return make(status=state)


def test_tables_name_every_role() -> None:
    assert set(RECORDS) == set(SUPPORTING) == set(ROLES)
    assert all(len(row) == len(STATES) for rows in RECORDS.values() for row in rows)


def test_groups_hold_what_the_table_says_and_stay_so() -> None:
    stranger = Group.objects.create(name="Friends")
    some = Permission.objects.first()
    assert some is not None
    stranger.permissions.add(some)
    Group.objects.get(name=C).permissions.add(Permission.objects.get(codename="publish_meeting"))
    Group.objects.get(name=P).permissions.clear()
    for _time in range(2):
        keep_roles()
        for name, wanted in ROLES.items():
            held = Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
            assert {f"{app}.{codename}" for app, codename in held} == wanted
    assert list(stranger.permissions.all()) == [some]


@EVERY_ROLE
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("own", [True, False], ids=["own", "of another"])
@pytest.mark.parametrize("make", [factories.meeting, factories.mou], ids=["meeting", "mou"])
def test_records(desk: Client, person: User, state: str, own: bool, make: Any) -> None:
    record = made(state, person if own and role_of(person) != A else somebody(E, "another"), make)
    cell = RECORDS[role_of(person)][0 if own else 1][STATES.index(state)]
    url = address(type(record), "change", record.pk)
    page = desk.get(url)
    assert page.status_code == (302 if cell == "-" else 200)
    assert (b'name="_save"' in page.content) is (cell == "c")
    data = fields_of(page) if cell == "c" else {}
    response = desk.post(url, {**data, "summary": "Typed.", "_save": "1"})
    assert response.status_code == (403 if cell == "v" else 302)
    record.refresh_from_db()
    assert (record.summary == "Typed.") is (cell == "c")
    response = desk.post(address(type(record), "delete", record.pk), {"post": "yes", **shown(record)})
    gone = not type(record).objects.filter(pk=record.pk).exists()
    assert gone is (cell == "c")


@EVERY_ROLE
@pytest.mark.parametrize("move", MOVES)
def test_moves(desk: Client, person: User, move: str) -> None:
    state, may = MOVES[move]
    record = made(state, somebody(E, "another"))
    url = reverse(f"admin:meetings_meeting_{move}", args=[record.pk])
    response = desk.post(url, {"reason": "Because.", **shown(record)})
    if role_of(person) in may:
        assert response.status_code == 302
    else:
        # What is not there for a person is not there for its moves either.
        assert response.status_code in (403, 302)
    record.refresh_from_db()
    moved = record.status != state or Meeting.objects.filter(revises=record).exists()
    assert moved is (role_of(person) in may)


@EVERY_ROLE
def test_actions_of_the_list(desk: Client, person: User) -> None:
    record = made("draft", person if role_of(person) == C else somebody(E, "another"))
    data = {"action": "publish_selected", "_selected_action": [record.pk], "index": 0}
    desk.post(address(Meeting, "changelist"), data | shown(record))
    record.refresh_from_db()
    assert (record.status == "published") is (role_of(person) == P)


@EVERY_ROLE
@pytest.mark.parametrize("model", [Event, Organization, Source], ids=["event", "organization", "source"])
def test_supporting_rows(desk: Client, person: User, model: Any) -> None:
    factory = {
        Event: factories.EventFactory,
        Organization: factories.OrganizationFactory,
        Source: factories.SourceFactory,
    }
    with acting(person):
        own = factory[model]()
    with acting(somebody(E, "another")):
        other, seen = factory[model](), factory[model]()
    if model is Event:
        factories.meeting(event=seen)
    elif model is Organization:
        factories.meeting("MA", seen)
    else:
        factories.meeting(source=seen)
    for row, may in zip((own, other, seen), SUPPORTING[role_of(person)], strict=True):
        page = desk.get(address(model, "change", row.pk))
        assert page.status_code == 200
        assert (b'name="_save"' in page.content) is may
        row.refresh_from_db()
        empty = {"_version": row.version}
        assert desk.post(address(model, "change", row.pk), empty).status_code == (200 if may else 403)


@EVERY_ROLE
def test_citation_follows_its_record(desk: Client, person: User) -> None:
    for state in ("draft", "published"):
        record = made(state, somebody(E, f"another-{state}"))
        citation = record.citations.get()
        page = desk.get(address(Citation, "change", citation.pk))
        shown = not (role_of(person) == C and state == "draft")
        assert page.status_code == (200 if shown else 302)
        may = state == "draft" and role_of(person) in (E, P)
        assert (b'name="_save"' in page.content) is may


@pytest.mark.parametrize("person", [C, E, P], indirect=True)
def test_what_is_posted_by_hand_does_nothing(desk: Client, person: User) -> None:
    record, other = made("draft", person), made("published", person)
    url = address(Meeting, "change", record.pk)
    forged = {
        "status": "published", "version": "99", "entered_by": "", "changed_by": "", "published_by": person.pk,
        "published_at_0": "2025-01-01", "published_at_1": "00:00", "revises": other.pk, "base_version": 1,
        "reference": "M999999", "is_superuser": "on", "merged_into": other.pk, "withdrawn_reason": "x",
    }  # fmt: skip
    desk.post(url, {**fields_of(desk.get(url)), **forged, "place": "Rabat", "_save": "1"})
    after = Meeting.objects.get(pk=record.pk)
    assert after.place == "Rabat"
    assert (after.status, after.version, after.reference) == ("draft", record.version + 1, record.reference)
    assert (after.entered_by, after.changed_by, after.published_by, after.revises) == (person, person, None, None)
    person.refresh_from_db()
    assert not person.is_superuser


@pytest.mark.parametrize("person", [A], indirect=True)
def test_administrator_gives_roles_to_others_and_nothing_to_oneself(desk: Client, person: User) -> None:
    newcomer = User.objects.create_user("newcomer")
    publisher = Group.objects.get(name=P)
    everything = [permission.pk for permission in Permission.objects.all()[:5]]
    for who in (newcomer, person):
        url = address(User, "change", who.pk)
        forged = {"is_superuser": "on", "user_permissions": everything, "is_staff": "on", "groups": [publisher.pk]}
        response = desk.post(
            url, {"username": who.username, "date_joined_0": "2026-01-01", "date_joined_1": "00:00", **forged}
        )
        assert response.status_code == 302, response.context["errors"]
        who.refresh_from_db()
        assert not who.is_superuser
        assert not who.user_permissions.exists()
    assert newcomer.is_staff
    assert list(newcomer.groups.all()) == [publisher]
    assert [group.name for group in person.groups.all()] == [A]
