"""The buttons, pages and actions that move a record, and what they refuse."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from meetings.models import Citation, Meeting, MoU, MouParty
from meetings.triggers import PUBLISHED_IS_KEPT
from tests import factories
from tests.admin.pages import address, errors_of, fields_of, messages_of, shown

pytestmark = pytest.mark.django_db


def press(desk: Client, record: Any, button: str, **values: Any) -> Any:
    url = address(type(record), "change", record.pk)
    return desk.post(url, {**fields_of(desk.get(url)), **values, button: "1"}, follow=True)


def act(desk: Client, action: str, *records: Any, model: Any = Meeting) -> Any:
    data = {"action": action, "_selected_action": [record.pk for record in records], "index": 0}
    return desk.post(address(model, "changelist"), data | shown(*records), follow=True)


def test_form_moves_a_draft_to_review_and_back_and_out(desk: Client) -> None:
    meeting = factories.meeting(status="draft")
    press(desk, meeting, "_submit")
    meeting.refresh_from_db()
    assert meeting.status == "in_review"
    url = reverse("admin:meetings_meeting_return", args=[meeting.pk])
    assert desk.post(url, {"reason": " ", **shown(meeting)}).context["form"].errors
    desk.post(url, {"reason": "Which page is it on?", **shown(meeting)})
    meeting.refresh_from_db()
    assert meeting.status == "draft"
    assert meeting.history.latest("pgh_id").pgh_context.metadata["reason"] == "Which page is it on?"
    press(desk, meeting, "_publish")
    meeting.refresh_from_db()
    assert meeting.status == "published"


def test_form_saves_what_was_typed_before_it_moves(desk: Client) -> None:
    meeting = factories.meeting(status="draft")
    press(desk, meeting, "_publish", place="Rabat")
    meeting.refresh_from_db()
    assert (meeting.place, meeting.status) == ("Rabat", "published")


def test_buttons_are_those_of_the_status(desk: Client) -> None:
    expected = {"draft": ["_publish", "_submit"], "in_review": ["_publish"], "published": [], "withdrawn": []}
    for status, names in expected.items():
        meeting = factories.meeting(status=status)
        response = desk.get(address(Meeting, "change", meeting.pk))
        assert [name for name, label in response.context["moves"]] == names
        page = response.content.decode()
        assert (f"/admin/meetings/meeting/{meeting.pk}/withdraw/" in page) is (status == "published")
        assert (f"/admin/meetings/meeting/{meeting.pk}/return/" in page) is (status == "in_review")
        assert (f"/admin/meetings/meeting/{meeting.pk}/revise/" in page) is (status in ("published", "withdrawn"))
        assert (f"/admin/meetings/meeting/{meeting.pk}/republish/" in page) is (status == "withdrawn")
        assert (f'href="{meeting.get_absolute_url()}"' in page) is (status == "published")


def test_published_record_is_not_changed_in_its_form(desk: Client) -> None:
    meeting = factories.meeting(status="published")
    url = address(Meeting, "change", meeting.pk)
    assert desk.post(url, {"place": "Rabat", "_save": "1"}).status_code == 403
    meeting.refresh_from_db()
    assert (meeting.status, meeting.place) == ("published", "")


def test_published_record_is_shown_without_what_is_only_for_entering(desk: Client) -> None:
    meeting = factories.meeting(status="published")
    page = desk.get(address(Meeting, "change", meeting.pk)).content.decode()
    assert "field-counterpart" in page
    assert "counterpart_new_country" not in page


def test_revision_is_begun_changed_and_published_in_its_form(desk: Client) -> None:
    meeting = factories.meeting(status="published")
    url = reverse("admin:meetings_meeting_revise", args=[meeting.pk])
    assert desk.get(url).status_code == 405
    copy = Meeting.objects.get(pk=desk.post(url, shown(meeting), follow=True).context["original"].pk)
    assert copy.revises == meeting
    press(desk, copy, "_save", place="Rabat")
    page = desk.get(address(Meeting, "change", copy.pk)).content.decode()
    assert f"{copy.reference} is a pending revision of" in page
    assert "Rabat" in desk.get(address(Meeting, "change", copy.pk)).content.decode()
    meeting.refresh_from_db()
    assert meeting.place == ""
    assert f'">{copy.reference}</a> (draft)' in desk.get(address(Meeting, "change", meeting.pk)).content.decode()
    response = press(desk, copy, "_publish")
    meeting.refresh_from_db()
    assert (meeting.place, meeting.status) == ("Rabat", "published")
    assert f"{meeting.reference}</a> is published." in messages_of(response)[0]
    assert not Meeting.objects.filter(pk=copy.pk).exists()


def test_withdrawn_record_is_published_again_as_it_was(desk: Client) -> None:
    meeting = factories.meeting(status="withdrawn")
    desk.post(reverse("admin:meetings_meeting_republish", args=[meeting.pk]), shown(meeting))
    meeting.refresh_from_db()
    assert meeting.status == "published"


def test_revisions_are_no_choices_of_other_forms(desk: Client) -> None:
    meeting = factories.meeting(status="published")
    desk.post(reverse("admin:meetings_meeting_revise", args=[meeting.pk]), shown(meeting))
    query = {"app_label": "meetings", "model_name": "mou", "field_name": "meeting", "term": ""}
    found = desk.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["id"] for row in found] == [str(meeting.pk)]


def test_button_of_another_status_is_refused_and_nothing_is_saved(desk: Client) -> None:
    meeting = factories.meeting(status="in_review")
    response = press(desk, meeting, "_submit", place="Rabat")
    assert errors_of(response) == {"__all__": ["Only a draft can be handed over for review."]}
    meeting.refresh_from_db()
    assert (meeting.status, meeting.place) == ("in_review", "")


def test_withdrawal_asks_for_the_reason(desk: Client) -> None:
    meeting = factories.meeting()
    url = reverse("admin:meetings_meeting_withdraw", args=[meeting.pk])
    assert desk.get(url).status_code == 200
    response = desk.post(url, {"reason": "  ", **shown(meeting)})
    assert response.context["form"].errors
    response = desk.post(url, {"reason": "x" * 1001, **shown(meeting)})
    assert response.context["form"].errors
    meeting.refresh_from_db()
    assert meeting.status == "published"
    desk.post(url, {"reason": "The source was retracted.", **shown(meeting)})
    meeting.refresh_from_db()
    assert (meeting.status, meeting.withdrawn_reason) == ("withdrawn", "The source was retracted.")


def test_withdrawal_of_a_draft_is_refused(desk: Client) -> None:
    mou = factories.mou(status="draft")
    response = desk.post(reverse("admin:meetings_mou_withdraw", args=[mou.pk]), {"reason": "No.", **shown(mou)})
    assert "Only a published record can be withdrawn" in response.content.decode()


def test_withdrawal_of_a_missing_record_leads_home(desk: Client) -> None:
    for key in ("999999", "²", "abc"):
        response = desk.get(f"/admin/meetings/meeting/{key}/withdraw/")
        assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_who_may_only_look_cannot_move(client: Client) -> None:
    from django.contrib.auth.models import Permission

    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    meeting, draft = factories.meeting(), factories.meeting(status="draft")
    url = reverse("admin:meetings_meeting_withdraw", args=[meeting.pk])
    assert client.post(url, {"reason": "No."}).status_code == 403
    assert client.post(address(Meeting, "change", draft.pk), {"_publish": "1"}).status_code == 403
    act(client, "publish_selected", draft)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_actions_move_the_selected(desk: Client) -> None:
    rows = [factories.meeting(status="draft") for _ in range(3)]
    for action, status in (
        ("submit_selected", "in_review"), ("publish_selected", "published"),
    ):  # fmt: skip
        act(desk, action, *rows)
        assert {row.status for row in Meeting.objects.all()} == {status}


def test_publishing_selected_tells_which_were_refused_and_why(desk: Client) -> None:
    good, bad = factories.meeting(status="draft"), factories.meeting(status="draft")
    bad.citations.all().delete()
    texts = messages_of(act(desk, "publish_selected", good, bad))
    assert "1 record was moved." in texts
    assert any(text.startswith(bad.reference) and "no citation" in text for text in texts)
    assert list(Meeting.objects.published()) == [good]


def test_actions_take_two_hundred_at_most(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.admin.records.AT_ONCE", 2)
    rows = [factories.meeting(status="draft") for _ in range(3)]
    assert "Choose at most 2 at a time" in messages_of(act(desk, "publish_selected", *rows))[0]
    assert not Meeting.objects.published().exists()


def test_draft_is_deleted_with_its_citations(desk: Client) -> None:
    for record in (factories.meeting(status="draft"), factories.mou(status="in_review")):
        url = address(type(record), "delete", record.pk)
        assert desk.get(url).status_code == 200
        assert desk.post(url, {"post": "yes", **shown(record)}).status_code == 302
    assert not Meeting.objects.exists()
    assert not MoU.objects.exists()
    assert not Citation.objects.exists()


def test_what_was_public_is_not_deleted(desk: Client) -> None:
    for status in ("published", "withdrawn"):
        meeting = factories.meeting(status=status)
        assert desk.post(address(Meeting, "delete", meeting.pk), {"post": "yes"}).status_code == 403
        response = act(desk, "delete_selected", meeting)
        assert "was public once" in response.content.decode()
        desk.post(
            address(Meeting, "changelist"),
            {"action": "delete_selected", "_selected_action": [meeting.pk], "index": 0, "post": "yes"} | shown(meeting),
        )
        assert Meeting.objects.filter(pk=meeting.pk).exists()


def test_selected_drafts_are_deleted_together(desk: Client) -> None:
    rows = [factories.meeting(status="draft") for _ in range(2)]
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "index": 0, "post": "yes"}
    desk.post(address(Meeting, "changelist"), data | shown(*rows))
    assert not Meeting.objects.exists()


def test_deleting_a_meeting_that_an_mou_names_is_a_message(desk: Client) -> None:
    meeting = factories.meeting(status="draft")
    factories.mou(status="draft", meeting=meeting)
    response = desk.post(address(Meeting, "delete", meeting.pk), {"post": "yes", **shown(meeting)}, follow=True)
    assert "An MoU refers to this meeting" in messages_of(response)[0]
    assert Meeting.objects.filter(pk=meeting.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_citation_of_a_published_record_is_changed_by_a_revision_only(desk: Client) -> None:
    meeting = factories.meeting()
    citation = meeting.citations.get()
    assert desk.post(address(Citation, "delete", citation.pk), {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [citation.pk], "index": 0, "post": "yes"}
    response = desk.post(address(Citation, "changelist"), data | shown(citation), follow=True)
    assert messages_of(response) == [PUBLISHED_IS_KEPT]
    assert meeting.citations.count() == 1


def test_mou_needs_two_parties(desk: Client) -> None:
    mou = factories.mou(status="draft")
    response = press(desk, mou, "_save", **{"signatures-1-DELETE": "on"})
    assert "Please submit at least 2 forms." in errors_of(response)["signatures"]
    assert MouParty.objects.count() == 2


def test_new_mou_with_its_parties_is_published(desk: Client) -> None:
    parties = [factories.delegation(code, None) for code in ("MA", "ES")]
    url = address(MoU, "add")
    data = {
        **fields_of(desk.get(url)),
        "title": "Police cooperation",
        "signed_on": "2025-11-25",
        "signatures-0-delegation": parties[0].pk,
        "signatures-1-delegation": parties[1].pk,
        "citations-0-source": factories.SourceFactory().pk,
        "citations-0-supports": ["signing"],
        "_publish": "1",
    }
    response = desk.post(url, data, follow=True)
    assert response.status_code == 200
    assert MoU.objects.published().get().signatures.count() == 2
