"""“Possibly the same”: asked for while typing, said after saving, and never in the way."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from delegations.models import Delegation
from desk.duplicates.kinds import KINDS
from desk.duplicates.panel import COMPARED
from meetings.models import Meeting, Source
from meetings.services import revisions
from tests.admin.pages import address, fields_of, messages_of, post_raw
from tests.desk.duplicates.test_finding import same_again
from tests.factories import (
    DelegationFactory,
    EventFactory,
    OrganizationFactory,
    SourceFactory,
    country,
    delegation,
    meeting,
    mou,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(publisher: User) -> Client:
    client = Client()
    client.force_login(publisher)
    return client


def asked(client: Client, kind: str, **data: Any) -> str:
    response = client.post(reverse("desk:like", args=[kind]), data)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode()).strip()


# --- While typing -----------------------------------------------------------------------------------------------


def test_meeting_is_found_by_chosen_and_by_described_delegations(desk: Client) -> None:
    event = EventFactory()
    stored = meeting("MA", "ES", event=event)
    typed = {"principal": stored.counterpart_id, "counterpart_new_country": "MA", "held_on": "2025-11"}
    assert stored.reference in asked(desk, "meeting", **typed)
    assert asked(desk, "meeting", **(typed | {"held_on": "2024"})) == ""
    # The date of the event, where none was typed.
    assert stored.reference in asked(desk, "meeting", **(typed | {"held_on": ""}))
    body = OrganizationFactory()
    assert (
        asked(desk, "meeting", **(typed | {"counterpart_new_country": "", "counterpart_new_organization": body.pk}))
        == ""
    )


def test_other_kinds_are_found_by_what_is_typed(desk: Client) -> None:
    event = EventFactory(name="Assembly", country=country("MA"))
    signed, first = mou("MA", "ES", event=event), delegation("MA", event)
    typed: dict[str, dict[str, Any]] = {
        "mou": {
            "signatures-0-delegation": delegation("ES", None).pk,
            "signatures-1-delegation": delegation("MA", None).pk,
            "signed_on": "2025",
        },
        "delegation": {"event": event.pk, "country": "MA", "institution": "Police"},
        "source": {"url": "http://www.example.org/article/#x"},
        "event": {"name": "assembly", "held_on": ""},
        "organization": {"name": "COUNCIL of ministers"},
    }
    body, source = OrganizationFactory(name="Council of Ministers"), Source.objects.get()
    stored = {"mou": signed, "delegation": first, "source": source, "event": event, "organization": body}
    for kind, data in typed.items():
        found = asked(desk, kind, **data)
        change = reverse(f"admin:{stored[kind]._meta.app_label}_{kind}_change", args=[stored[kind].pk])
        assert f'href="{change}"' in found, kind
    assert asked(desk, "mou", **(typed["mou"] | {"signatures-1-DELETE": "on"})) == ""


def test_panel_says_why_and_that_it_is_only_a_suggestion(desk: Client) -> None:
    stored = meeting("MA", "ES", held_on="2025-11-24", status="draft")
    found = asked(
        desk, "meeting", principal=stored.principal_id, counterpart=stored.counterpart_id, held_on="2025-11-24"
    )
    for words in ("Possibly the same", "the same two parties, the same date", "draft", "you can save all the same"):
        assert words in found


def test_stored_record_is_not_like_itself_and_can_be_compared(desk: Client) -> None:
    first, second = meeting(), meeting()
    data = {"principal": first.principal_id, "counterpart": first.counterpart_id, "held_on": "2025-11-24"}
    found = asked(desk, "meeting", _pk=second.pk, **data)
    assert first.reference in found
    assert second.reference not in found
    assert reverse("desk:merge", args=["meeting", first.pk, second.pk]) in found
    # The form of a published record only shows it, and posts nothing.
    assert first.reference in asked(desk, "meeting", _pk=second.pk)
    copy = revisions.begin(first, None)
    assert asked(desk, "meeting", _pk=copy.pk, **data) == asked(desk, "meeting", _pk=copy.pk) == ""


def test_draft_of_somebody_else_is_counted_and_not_shown(db: None) -> None:
    user = User.objects.create_user("contributor", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_meeting", "change_meeting", "view_meeting"]))
    client = Client()
    client.force_login(user)
    public, draft = meeting(), meeting(status="draft", summary="Secret.")
    data = {"principal": public.principal_id, "counterpart": public.counterpart_id, "held_on": "2025-11-24"}
    found = asked(client, "meeting", **data)
    assert public.reference in found
    assert draft.reference not in found
    assert "and a draft of somebody else" in found
    meeting(status="draft")
    assert "and 2 drafts of others" in asked(client, "meeting", **data)
    assert "Compare" not in asked(client, "meeting", _pk=public.pk, **data)


HUGE = "1" + "0" * 40


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ["²", HUGE, "-1", "\ud800", "x" * 5000, "2025-13-45", "[", "%s", "👻", ""], ids=ascii)
def test_nothing_typed_is_a_server_error(kind: str, value: str, desk: Client) -> None:
    same_again(kind)
    data = dict.fromkeys([*COMPARED[kind], "_pk", "signatures-0-delegation", "signatures-x-delegation"], value)
    assert post_raw(desk, reverse("desk:like", args=[kind]), data).status_code in (200, 400)


def test_no_kind_is_missing(desk: Client) -> None:
    assert desk.post(reverse("desk:like", args=["country"])).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_form_carries_the_panel_and_its_module(kind: str, desk: Client) -> None:
    row = same_again(kind)[0]
    for page, key in ((address(type(row), "add"), ""), (address(type(row), "change", row.pk), str(row.pk))):
        text = re.sub(r"\s+", " ", desk.get(page).content.decode())
        assert f'data-like="{reverse("desk:like", args=[kind])}" data-pk="{key}"' in text
        assert '<script src="/static/js/desk-duplicates.js" defer></script>' in text


def test_form_of_another_kind_has_no_panel(desk: Client) -> None:
    assert "possibly-the-same" not in desk.get(address(type(country("MA")), "add")).content.decode()


def test_module_watches_what_the_message_is_about() -> None:
    from pathlib import Path

    text = Path("static/js/desk-duplicates.js").read_text()
    for kind, names in COMPARED.items():
        pattern = re.search(rf"{kind}: /(.*)/,", text)
        assert pattern, kind
        assert all(re.fullmatch(pattern.group(1).replace(r"\d", "[0-9]"), name) for name in names), kind


# --- After saving -----------------------------------------------------------------------------------------------


@pytest.fixture
def at_work(committed: User) -> Client:
    """A publisher's browser, in real transactions: the message is made once the record is stored for good."""
    client = Client()
    client.force_login(committed)
    return client


def warnings_of(response: Any) -> list[str]:
    return [text for text in messages_of(response) if "Possibly the same is stored already" in text]


def test_saving_a_new_one_warns_with_links_and_saves(at_work: Client) -> None:
    stored = SourceFactory(title="An article")
    data = {
        "_token": str(uuid4()),
        "title": "Another",
        "language": "en",
        "url": "http://www.example.org/article/?utm_source=x",
    }
    response = at_work.post(address(Source, "add"), data)
    made = Source.objects.get(title="Another")
    (warning,) = warnings_of(at_work.get(response.headers["Location"]))
    assert f'href="{address(Source, "change", stored.pk)}"' in warning
    assert reverse("desk:merge", args=["source", stored.pk, made.pk]) in warning


def test_saving_what_is_like_nothing_says_nothing(at_work: Client) -> None:
    SourceFactory()
    data = {"_token": str(uuid4()), "title": "Another", "language": "en", "url": "https://example.org/elsewhere"}
    response = at_work.post(address(Source, "add"), data)
    assert warnings_of(at_work.get(response.headers["Location"])) == []


def test_saving_again_warns_only_of_a_change_that_matters(at_work: Client) -> None:
    event = EventFactory()
    DelegationFactory(event=event)
    second = DelegationFactory(event=event)
    page = address(Delegation, "change", second.pk)
    data = fields_of(at_work.get(page))
    for change, number in (({"head": "A. Person"}, 0), ({"institution": "Police"}, 1), ({"institution": "Police"}, 0)):
        response = at_work.post(page, data | change)
        assert response.status_code == 302
        assert len(warnings_of(at_work.get(response.headers["Location"]))) == number, change
        data = fields_of(at_work.get(page))


def test_message_escapes_what_records_are_called(at_work: Client) -> None:
    SourceFactory(title="<script>alert(1)</script>")
    data = {"_token": str(uuid4()), "title": "Another", "language": "en", "url": "https://example.org/article"}
    response = at_work.post(address(Source, "add"), data)
    page = at_work.get(response.headers["Location"]).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_new_meeting_of_the_form_warns(at_work: Client) -> None:
    stored = meeting("MA", "ES")
    data = fields_of(at_work.get(address(Meeting, "add")))
    data |= {"principal": stored.principal_id, "counterpart": stored.counterpart_id, "held_on": "2025-11"}
    response = at_work.post(address(Meeting, "add"), data)
    assert response.status_code == 302, response.context["adminform"].form.errors
    assert stored.reference in warnings_of(at_work.get(response.headers["Location"]))[0]
    assert Meeting.objects.count() == 2


def test_what_was_refused_leaves_no_message(at_work: Client) -> None:
    """The button publishes as well, which takes a citation: nothing was saved, so there is nothing to say of it."""
    stored = meeting("MA", "ES")
    data = fields_of(at_work.get(address(Meeting, "add")))
    data |= {"principal": stored.principal_id, "counterpart": stored.counterpart_id, "held_on": "2025-11"}
    response = at_work.post(address(Meeting, "add"), data | {"_publish": "Save and publish"})
    assert response.status_code == 200
    assert Meeting.objects.get() == stored
    assert warnings_of(at_work.get(address(Meeting, "changelist"))) == []
