"""From a pasted list to drafts: the whole way in a browser without scripts, and what may go wrong on it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from delegations.models import Country, Delegation, Event, Organization
from meetings.models import Citation, Meeting, Source, Topic
from tests import factories
from tests.admin.pages import messages_of
from tests.desk.bulk.browser import buttons_of, form_of

pytestmark = pytest.mark.django_db
BULK = "/admin/desk/bulk/"
CODES = ("MA", "ES", "FR", "DE", "SN", "KE", "IN", "CL", "EE")


@pytest.fixture
def event(db: None) -> Event:
    for code in CODES:
        factories.country(code)
    spain = Country.objects.get(pk="ES")
    spain.names.create(language="en", name="Spanish", kind="adjective", normalised="spanish")
    for code in ("CL", "EE"):  # one word for both, as "Congo" is
        Country.objects.get(pk=code).names.create(language="en", name="Twin", kind="variant", normalised="twin")
    return factories.EventFactory(name="General Assembly in Marrakech")


@pytest.fixture
def body(db: None) -> Organization:
    return factories.OrganizationFactory(name="INTERPOL", slug="interpol", other_names="ICPO")


def first(desk: Client, event: Event, **values: Any) -> HttpResponse:
    """Fill in the first page without scripts, and send it."""
    data = form_of(desk.get(BULK))
    named = {"event_named": event.name, "principal_named": "Morocco", "names": "Spain and France"}
    return desk.post(BULK, {**data, **named, "_read": "1", **values})


def second(desk: Client, page: HttpResponse, button: str = "_create", **values: Any) -> HttpResponse:
    data = {**form_of(page), button: "1", **values}
    return desk.post(BULK, {name: value for name, value in data.items() if value is not None})


def rows(page: HttpResponse) -> list[tuple[str, str, bool]]:
    """Return what each row shows: its text, its party, whether it is to be entered."""
    return [(row.text, str(row.party or ""), row.enter) for row in page.context["table"].rows]


def counterparts() -> list[str]:
    found = Meeting.objects.order_by("pk").values_list("counterpart_country", "counterpart_organization__slug")
    return [country or slug for country, slug in found]


# --- The way through ----------------------------------------------------------------------------------------


def test_list_becomes_drafts_with_delegations_and_citations(desk: Client, event: Event, body: Organization) -> None:
    topic, source = factories.TopicFactory(name="Cybercrime"), factories.SourceFactory(title="An article")
    text = "Germany, Spanish officials and the Interpol leadership\nFrance (Police nationale), Kenya"
    page = first(
        desk,
        event,
        names=text,
        kind="working-session",
        topics=[topic.pk],
        source_named="article",
        locators="paragraph 4\nparagraph 5",
        passage_1="paragraph 1",
        passage_1_supports=["date", "place"],
        principal_institution="DGSN",
        principal_head="The head",
    )
    assert rows(page) == [
        ("Germany", "c:DE", True),
        ("Spanish officials", "c:ES", True),
        ("the Interpol leadership", f"o:{body.pk}", True),
        ("France (Police nationale)", "c:FR", True),
        ("Kenya", "c:KE", True),
    ]
    made = second(desk, page, **{"s-1-grouping": "Africa", "s-1-kind": "courtesy-call", "r-4-head": "Somebody"})
    assert made.status_code == 302
    assert counterparts() == ["DE", "ES", "interpol", "FR", "KE"]
    meetings = list(Meeting.objects.order_by("pk"))
    assert {(m.status, m.event, m.held_on) for m in meetings} == {("draft", event, "[2025-11-24..2025-11-27]")}
    assert [meeting.kind for meeting in meetings] == ["working-session"] * 3 + ["courtesy-call"] * 2
    principal = Delegation.objects.get(country="MA")
    assert (principal.institution, principal.head) == ("DGSN", "The head")
    assert {meeting.principal for meeting in meetings} == {principal}
    assert [(m.counterpart.institution, m.counterpart.head) for m in meetings[3:]] == [
        ("Police nationale", ""),
        ("", "Somebody"),
    ]
    assert all(list(meeting.topics.all()) == [topic] for meeting in meetings)
    assert list(meetings[0].citations.order_by("pk").values_list("locator", "supports", "grouping")) == [
        ("paragraph 1", ["date", "place"], ""),
        ("paragraph 4", ["participation"], ""),
    ]
    assert list(meetings[3].citations.order_by("pk").values_list("locator", "supports", "grouping")) == [
        ("paragraph 1", ["date", "place"], ""),
        ("paragraph 5", ["participation", "institution"], "Africa"),
    ]
    assert set(Citation.objects.values_list("source", flat=True)) == {source.pk}


def test_page_of_what_was_made_links_and_submits_all(desk: Client, event: Event) -> None:
    page = second(desk, first(desk, event))
    shown = desk.get(page["Location"])
    assert messages_of(shown) == ["2 drafts were created."]
    for meeting in Meeting.objects.all():
        assert f'href="/admin/meetings/meeting/{meeting.pk}/change/"' in shown.content.decode()
    sent = desk.post(page["Location"], form_of(shown), follow=True)
    assert messages_of(sent) == ["2 meetings wait for review."]
    assert set(Meeting.objects.values_list("status", flat=True)) == {"in_review"}
    assert "Submit all" not in sent.content.decode()


def test_history_says_who_and_how(desk: Client, event: Event, administrator: User) -> None:
    second(desk, first(desk, event))
    for meeting in Meeting.objects.all():
        assert (meeting.entered_by, meeting.version) == (administrator, 1)
        context = meeting.history.get().pgh_context
        assert context.metadata["via"] == "bulk"
        assert context.metadata["user"] == administrator.pk


def test_event_of_the_address_is_chosen_with_its_last_principal(desk: Client, event: Event) -> None:
    meeting = factories.meeting("MA", "ES", event=event, status="draft")
    data = form_of(desk.get(BULK, {"event": event.pk}))
    assert data["event"] == [str(event.pk)]
    assert data["principal"] == [str(meeting.principal_id)]
    page = desk.post(BULK, {**data, "names": "France", "_read": "1"})
    assert rows(page) == [("France", "c:FR", True)]


@pytest.mark.parametrize("key", ["0", "x", "²", "9" * 40, "-1"])
def test_event_that_is_not_there_leaves_the_form_empty(desk: Client, key: str) -> None:
    assert form_of(desk.get(BULK, {"event": key}))["event"] == [""]


def test_principal_in_words_is_the_delegation_that_the_event_has(desk: Client, event: Event) -> None:
    known = factories.delegation("MA", event, institution="DGSN")
    second(desk, first(desk, event))
    assert set(Meeting.objects.values_list("principal", flat=True)) == {known.pk}


def test_delegation_that_the_event_has_is_used_again(desk: Client, event: Event) -> None:
    known = factories.delegation("ES", event, institution="Guardia Civil")
    page = first(desk, event, names="Spain, Spain (guardia civil), Spain (Another police), France, France")
    table = form_of(page)
    made = second(desk, page, **{f"r-{n}-enter": "on" for n in range(5)})
    assert made.status_code == 302  # the repetitions were seen, and put in all the same
    assert table["r-0-enter"] == ["on"]
    assert "r-1-enter" not in table
    used = list(Meeting.objects.order_by("pk").values_list("counterpart", flat=True))
    assert used[:2] == [known.pk, known.pk]
    assert used[2] != known.pk
    assert used[3] == used[4]
    assert Delegation.objects.filter(event=event).count() == 4  # Morocco, two of Spain, France


# --- Rows ---------------------------------------------------------------------------------------------------


def test_unknown_and_ambiguous_rows_stand_in_the_way_until_cleared_up(desk: Client, event: Event) -> None:
    page = first(desk, event, names="Spian, Twin, Wakanda, France")
    assert [text for text, party, _ in rows(page) if not party] == ["Spian", "Twin", "Wakanda"]
    page = second(desk, page)
    assert page.status_code == 200
    assert "3 rows must be cleared up or left out." in page.content.decode()
    assert Meeting.objects.count() == Delegation.objects.count() == 0
    # a suggestion chosen, one of several chosen, another name written
    page = second(desk, page, **{"r-0-party": "c:ES", "r-1-party": "c:EE", "r-2-other": "Kenya"})
    assert page.status_code == 302
    assert counterparts() == ["ES", "EE", "KE", "FR"]


def test_row_left_out_is_not_made(desk: Client, event: Event) -> None:
    page = second(desk, first(desk, event, names="Spain, Wakanda, France"), **{"r-1-enter": None})
    assert page.status_code == 302
    assert counterparts() == ["ES", "FR"]


def test_row_is_corrected_by_writing_another_party(desk: Client, event: Event) -> None:
    page = first(desk, event, names="Spain, France")
    page = second(desk, page, "_check", **{"r-0-other": "Germny"})
    assert rows(page)[0] == ("Spain", "", True)
    assert "c:DE" in page.content.decode()  # suggested for what was written
    page = second(desk, page, **{"r-0-party": "c:DE"})
    assert page.status_code == 302
    assert counterparts() == ["DE", "FR"]


def test_choice_for_the_text_does_not_answer_what_was_written_later(desk: Client, event: Event) -> None:
    page = first(desk, event, names="Spian")
    page = second(desk, page, **{"r-0-party": "c:ES", "r-0-other": "Wakanda"})
    assert page.status_code == 200
    assert rows(page) == [("Spian", "", True)]


def test_repetitions_are_marked_and_left_out(desk: Client, event: Event) -> None:
    recorded = factories.meeting("MA", "FR", event=event, status="draft")
    page = first(desk, event, names="Spain, France, Spanish police, Morocco")
    assert [enter for _text, _party, enter in rows(page)] == [True, False, False, False]
    assert [row.marks for row in page.context["table"].rows] == [[], ["recorded"], ["twice"], ["principal"]]
    assert f'href="/admin/meetings/meeting/{recorded.pk}/change/"' in page.content.decode()
    page = second(desk, page)
    assert counterparts() == ["FR", "ES"]


def test_repetition_is_never_forbidden(desk: Client, event: Event) -> None:
    factories.meeting("MA", "FR", event=event, status="draft")
    page = second(desk, first(desk, event, names="France"), **{"r-0-enter": "on"})
    assert page.status_code == 302
    assert counterparts() == ["FR", "FR"]


def test_principal_itself_is_refused(desk: Client, event: Event) -> None:
    page = second(desk, first(desk, event, names="Spain, Morocco"), **{"r-1-enter": "on"})
    assert page.status_code == 200
    assert Meeting.objects.count() == 0


def test_repetition_that_was_not_shown_yet_is_shown_first(desk: Client, event: Event) -> None:
    page = first(desk, event, names="Spain, France")
    factories.meeting("MA", "FR", event=event, status="draft")  # meanwhile, by somebody else
    page = second(desk, page)
    assert page.status_code == 200
    assert "look at it" in page.content.decode()
    assert second(desk, page).status_code == 302
    assert counterparts() == ["FR", "ES", "FR"]


# --- Nothing is lost ----------------------------------------------------------------------------------------


def test_what_was_typed_stays_when_the_text_changes(desk: Client, event: Event) -> None:
    page = first(desk, event, names="Spain, France\nKenya, Wakanda")
    typed = {"r-1-institution": "Police", "r-2-head": "Somebody", "r-3-other": "Senegal", "s-1-grouping": "Africa"}
    page = second(desk, page, "_check", **typed)
    page = second(desk, page, "_check", names="Germany, India\nFrance, Spain\nWakanda, Kenya", **{"r-0-enter": None})
    data = form_of(page)
    assert rows(page) == [
        ("Germany", "c:DE", True),
        ("India", "c:IN", True),
        ("France", "c:FR", True),
        ("Spain", "c:ES", False),
        ("Wakanda", "c:SN", True),
        ("Kenya", "c:KE", True),
    ]
    assert data["r-2-institution"] == ["Police"]
    assert data["r-5-head"] == ["Somebody"]
    assert data["s-2-grouping"] == ["Africa"]
    assert data["s-0-grouping"] == [""]


def test_text_changed_before_creating_is_looked_at_first(desk: Client, event: Event) -> None:
    page = second(desk, first(desk, event), names="Spain, Kenya")
    assert page.status_code == 200
    text = page.content.decode()
    assert "No longer in the text, and so left out: France." in text
    assert Meeting.objects.count() == 0
    assert second(desk, page).status_code == 302
    assert counterparts() == ["ES", "KE"]


def test_mistake_on_the_first_page_keeps_everything(desk: Client, event: Event) -> None:
    topic = factories.TopicFactory()
    typed = {
        "names": "Spain\n  and <France>",
        "held_on": "next week",
        "locators": "page 7",
        "topics": [topic.pk],
        "grouping": "Europe",
        "passage_2": "page 9",
    }
    page = first(desk, event, **typed)
    assert sorted(page.context["form"].errors) == ["held_on", "passage_2_supports", "source"]
    data = form_of(page)
    assert {name: data[name] for name in typed} == {
        name: [str(value[0] if isinstance(value, list) else value)] for name, value in typed.items()
    }


def test_mistake_on_the_second_page_keeps_everything(desk: Client, event: Event) -> None:
    typed = {"r-0-institution": "x" * 201, "r-1-head": "a\u202eb", "s-0-locator": "p\u202e", "held_on": "soon"}
    page = second(desk, first(desk, event), **typed)
    assert page.status_code == 200
    data = form_of(page)
    assert {name: data[name] for name in typed} == {name: [value] for name, value in typed.items()}
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"event_named": ""}, "event"),
        ({"event_named": "nothing like it"}, "event_named"),
        ({"principal_named": ""}, "principal"),
        ({"principal_named": "Wakanda"}, "principal_named"),
        ({"principal_named": "Twin"}, "principal_named"),
        ({"principal_named": "Spain and France"}, "principal_named"),
        ({"principal_named": "", "principal_institution": "DGSN"}, "principal"),
        ({"names": ""}, "names"),
        ({"names": ", and ;"}, "names"),
        ({"names": "x" * 40_001}, "names"),
        ({"names": "Spain\x00"}, "names"),
        ({"kind": "party"}, "kind"),
        ({"topics": ["²"]}, "topics"),
        ({"source": "99999999999999999999"}, "source"),
        ({"source_named": "no such title"}, "source_named"),
    ],
)
def test_mistake_is_said_beside_its_field(desk: Client, event: Event, values: dict[str, Any], field: str) -> None:
    page = first(desk, event, **values)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]


def test_principal_chosen_and_described_or_of_another_event_is_refused(desk: Client, event: Event) -> None:
    host = factories.delegation("MA", event)
    stranger = factories.delegation("MA", factories.EventFactory())
    assert list(first(desk, event, principal=host.pk).context["form"].errors) == ["principal"]
    page = first(desk, event, principal=stranger.pk, principal_named="")
    assert list(page.context["form"].errors) == ["principal"]


def test_several_events_of_the_same_words_are_named(desk: Client, event: Event) -> None:
    factories.EventFactory(name="General Assembly in Vienna")
    page = first(desk, event, event_named="general assembly")
    (text,) = page.context["form"].errors["event_named"]
    assert "General Assembly in Marrakech; " not in event.name
    assert "General Assembly in Vienna" in text
    assert event.name in text


def test_source_needs_to_say_what_it_supports(desk: Client, event: Event) -> None:
    source = factories.SourceFactory()
    page = second(desk, first(desk, event, source=source.pk, supports=[]))
    assert "supports" in page.context["table"].parts[0].form.errors
    assert Meeting.objects.count() == 0


# --- How much -----------------------------------------------------------------------------------------------


def test_more_than_fit_into_one_form_is_a_message_and_keeps_the_text(desk: Client, event: Event) -> None:
    text = "Spain\n" * 126
    page = first(desk, event, names=text)
    (error,) = page.context["form"].errors["names"]
    assert error == "At most 125 meetings can be added at a time; this text lists 126. Add them in several parts."
    assert form_of(page)["names"] == [text]


def test_as_many_as_fit_into_one_form_are_entered_at_once(desk: Client, event: Event) -> None:
    codes = ("Spain", "France", "Germany", "Kenya", "India")
    text = "\n".join(f"{codes[n % 5]} (Police {n})" for n in range(125))
    page = first(desk, event, names=text)
    page = second(desk, page, **{f"r-{n}-enter": "on" for n in range(125)})
    assert page.status_code == 302
    assert Meeting.objects.count() == 125
    assert Delegation.objects.count() == 126


def queries(desk: Client, event: Event, number: int) -> tuple[int, int]:
    """Return how many questions the second page, and the making of so many, ask."""
    text = "\n".join(f"Spain (Police {number}.{n}) \nWakandia{n}\nTwin {n}" for n in range(number))
    topics, source = [topic.pk for topic in Topic.objects.all()], Source.objects.get()
    with CaptureQueriesContext(connection) as reading:
        page = first(desk, event, names=text, topics=topics, source=source.pk)
    assert len(rows(page)) == 3 * number
    enter = {f"r-{n}-enter": "on" for n in range(0, 3 * number, 3)}
    leave = {f"r-{n}-enter": None for n in range(3 * number) if n % 3}
    page = second(desk, page, "_check", **enter, **leave)
    with CaptureQueriesContext(connection) as making:
        assert second(desk, page).status_code == 302
    return len(reading), len(making)


def test_questions_do_not_grow_with_the_rows(desk: Client, event: Event) -> None:
    factories.TopicFactory()
    factories.SourceFactory()
    factories.delegation("MA", event)
    queries(desk, event, 1)
    assert queries(desk, event, 3) == queries(desk, event, 30)


# --- Once ---------------------------------------------------------------------------------------------------


def test_form_sent_twice_makes_its_meetings_once(desk: Client, event: Event) -> None:
    data = {**form_of(first(desk, event)), "_create": "1"}
    made = desk.post(BULK, data)
    again = desk.post(BULK, data, follow=True)
    assert again.redirect_chain == [(made["Location"], 302)]
    assert "sent before" in messages_of(again)[-1]
    assert counterparts() == ["ES", "FR"]


def test_form_changed_after_it_was_sent_says_so_and_makes_nothing(desk: Client, event: Event) -> None:
    data = {**form_of(first(desk, event)), "_create": "1"}
    desk.post(BULK, data)
    page = desk.post(BULK, {**data, "r-1-institution": "Border Police"})
    assert "made <a href=" in page.content.decode()
    assert counterparts() == ["ES", "FR"]
    assert form_of(page)["_token"] != data["_token"]


def test_form_without_a_token_is_sent_again(desk: Client, event: Event) -> None:
    page = second(desk, first(desk, event), _token=None)
    assert counterparts() == []
    second(desk, page)
    assert counterparts() == ["ES", "FR"]


def test_drafts_that_were_changed_are_not_submitted_with_their_batch(desk: Client, event: Event) -> None:
    page = desk.get(second(desk, first(desk, event))["Location"])
    changed, same = Meeting.objects.order_by("pk")
    Meeting.objects.filter(pk=changed.pk).update(place="Rabat")
    response = desk.post(page.request["PATH_INFO"], form_of(page), follow=True)
    assert changed.reference in str(messages_of(response))
    changed.refresh_from_db(), same.refresh_from_db()
    assert (changed.status, same.status) == ("draft", "in_review")


def test_same_list_from_a_new_form_is_marked_as_recorded(desk: Client, event: Event) -> None:
    second(desk, first(desk, event))
    page = first(desk, event)
    assert [row.marks for row in page.context["table"].rows] == [["recorded"], ["recorded"]]
    assert "Every row is left out." in second(desk, page).content.decode()


@pytest.mark.django_db(transaction=True)
def test_form_sent_by_four_at_once_makes_its_meetings_once(desk: Client, event: Event) -> None:
    data = {**form_of(first(desk, event)), "_create": "1"}

    def send(_: int) -> str:
        try:
            return desk.post(BULK, data)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        places = set(pool.map(send, range(4)))
    assert len(places) == 1
    assert Meeting.objects.count() == 2
    assert Delegation.objects.count() == 3


def test_what_the_database_refuses_is_a_message_and_nothing_is_kept(
    desk: Client, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = first(desk, event)
    monkeypatch.setattr("meetings.services.entering.date_at", lambda event: "2025")
    with connection.cursor() as cursor:  # a rule that no form knows
        cursor.execute(
            "ALTER TABLE meetings_meeting ADD CONSTRAINT meetings_meeting_test CHECK (held_on <> '2025') NOT VALID"
        )
    page = second(desk, page)
    assert page.status_code == 200
    assert "Nothing was created yet." in page.content.decode()
    assert Meeting.objects.count() == Delegation.objects.count() == 0


# --- Who, and hand-made requests ----------------------------------------------------------------------------


def test_pages_ask_for_the_permission_to_add(client: Client, event: Event, desk: Client) -> None:
    made = second(desk, first(desk, event))["Location"]
    for address in (BULK, made):
        assert client.get(address)["Location"].startswith("/admin/login/")
    client.force_login(User.objects.create_user("reader", is_staff=True))
    for address in (BULK, made):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    assert set(Meeting.objects.values_list("status", flat=True)) == {"draft"}


def test_page_of_nothing_is_not_found(desk: Client, event: Event) -> None:
    assert desk.get(f"{BULK}created/{uuid4()}/").status_code == 404
    assert desk.get(f"{BULK}created/x/").status_code == 404


@pytest.mark.parametrize(
    "forged",
    [
        {"rows": "²"},
        {"rows": "99999999999999999999"},
        {"rows": "-1"},
        {"r-0-of": "{"},
        {"r-0-of": '{"t":1,"s":0,"n":[],"x":""}'},
        {"r-0-of": '{"t":"\\ud800","s":0,"n":[],"x":""}'},
        {"r-0-of": '{"t":"Spain","s":10000000000,"n":[[]],"x":""}'},
        {"r-0-of": '{"t":"Spain","s":0,"n":3,"x":null}'},
        {"r-0-of": "[" * 100_000},
        {"r-0-party": "c:ZZ"},
        {"r-0-party": "o:99999999999999999999"},
        {"r-0-party": "\x00"},
        {"r-0-other": "\x00"},
        {"r-0-other": "x" * 5000},
        {"r-0-head": "\x00"},
        {"s-0-kind": "²"},
        {"s-0-topics": ["x", "²", "1"]},
        {"names": "Spain\x00"},
        {"_token": "x" * 10_000},
        {"mode": "²"},
    ],
)
def test_hand_made_request_is_no_error_and_makes_nothing_odd(
    desk: Client, event: Event, forged: dict[str, Any]
) -> None:
    page = second(desk, first(desk, event), **forged)
    assert page.status_code in (200, 302)
    assert counterparts() in ([], ["ES", "FR"])


def test_posted_columns_do_nothing(desk: Client, event: Event) -> None:
    forged = {"status": "published", "version": 9, "reference": "M999999", "published_at": "2020-01-01", "revises": 1}
    assert second(desk, first(desk, event), **forged).status_code == 302
    for meeting in Meeting.objects.all():
        assert (meeting.status, meeting.version, meeting.published_at) == ("draft", 1, None)


def test_prose_is_offered_where_the_text_holds_sentences(desk: Client, event: Event) -> None:
    text = "He spoke at length with people from Spain\nNobody else came to see them that day"
    page = first(desk, event, names=text)
    assert "_prose" in buttons_of(page)
    page = second(desk, page, "_prose")
    assert rows(page) == [("Spain", "c:ES", True)]
    assert form_of(page)["mode"] == ["prose"]


@pytest.mark.parametrize("language", ["/fr", "/ar"])
def test_pages_are_there_in_every_language(desk: Client, event: Event, language: str) -> None:
    data = form_of(desk.get(f"{language}{BULK}"))
    values = {"event_named": event.name, "principal_named": "Morocco", "names": "Spain, Twin", "_read": "1"}
    page = desk.post(f"{language}{BULK}", {**data, **values})
    assert [row.text for row in page.context["table"].rows] == ["Spain", "Twin"]
