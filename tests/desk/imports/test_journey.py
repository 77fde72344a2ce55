"""From a file to drafts and back: columns, every row by what it would do, all or none, and an undo of exactly that."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from delegations.models import CountryName, Delegation
from desk.imports import applying, jobs
from desk.models import ImportBatch, ImportedMeeting, ImportMapping, ImportRow
from meetings import services
from meetings.models import Citation, Meeting, Source
from tests import factories
from tests.desk.imports.files import (
    compared,
    errors,
    problems,
    take_in,
    text,
    upload,
    verdicts,
    workbook,
)

pytestmark = pytest.mark.django_db

HEAD = [
    "external_key", "event", "principal", "counterpart", "counterpart_head", "held_on", "topics", "source", "locator",
]  # fmt: skip


@pytest.fixture
def event() -> Any:
    for code in ("MA", "ES", "FR", "DE", "SN"):
        factories.country(code)
    CountryName.objects.create(country_id="MA", language="fr", name="Maroc", kind="short", normalised="maroc")
    factories.TopicFactory(name="Cybercrime", slug="cybercrime")
    factories.SourceFactory(title="The article", url="https://example.org/the-article")
    return factories.EventFactory(name="Assembly", slug="assembly")


def row(key: str, counterpart: str, **values: str) -> list[str]:
    said = {
        "external_key": key, "event": "assembly", "principal": "Maroc", "counterpart": counterpart,
        "source": "https://example.org/the-article", "locator": "paragraph 4", **values,
    }  # fmt: skip
    return [said.get(name, "") for name in HEAD]


def test_rows_become_drafts_with_all_they_say(desk: Client, administrator: User, event: Any) -> None:
    content = text([HEAD, row("1", "Spain", counterpart_head="A. Head", held_on="24/11/2025", topics="cybercrime"),
                    row("2", "France")])  # fmt: skip
    batch = compared(desk, content)
    assert verdicts(batch) == ["new", "new"]
    assert not Meeting.objects.exists()
    assert take_in(desk, batch).state == "applied"
    first, second = Meeting.objects.order_by("pk")
    assert (first.status, first.held_on, first.entered_by) == ("draft", "2025-11-24", administrator)
    assert (first.principal_country_id, first.counterpart_country_id) == ("MA", "ES")
    assert first.counterpart.head == "A. Head"
    assert [topic.slug for topic in first.topics.all()] == ["cybercrime"]
    assert second.held_on == "[2025-11-24..2025-11-27]"
    assert first.principal == second.principal
    cited = first.citations.get()
    assert (cited.source.title, cited.locator, cited.supports) == ("The article", "paragraph 4", ["participation"])
    context = first.history.filter(pgh_label="insert").get().pgh_context
    assert context.metadata["via"] == "import"
    assert context.metadata["batch"] == batch.pk
    page = desk.get(reverse("desk:import", args=[batch.pk])).content.decode()
    assert first.reference in page
    assert reverse("admin:meetings_meeting_change", args=[second.pk]) in page
    assert "administrator" in page


def test_same_file_again_changes_nothing(desk: Client, event: Any) -> None:
    content = text([HEAD, row("1", "Spain"), row("2", "France")])
    take_in(desk, compared(desk, content))
    again = compared(desk, content)
    assert verdicts(again) == ["unchanged", "unchanged"]
    take_in(desk, again)
    assert Meeting.objects.count() == 2
    assert ImportedMeeting.objects.count() == 2


def test_every_row_is_told_by_what_it_would_do(desk: Client, event: Any) -> None:
    known = factories.meeting("MA", "DE", event=event, held_on="[2025-11-24..2025-11-27]", status="draft")
    take_in(desk, compared(desk, text([HEAD, row("1", "Spain"), row("2", "France")])))
    batch = compared(
        desk,
        text([
            HEAD,
            row("1", "Spain"),
            row("2", "France", counterpart_head="A. Head"),
            row("3", "Germany"),
            row("4", "Senegal"),
            row("5", "Nowhereland"),
            row("6", "Senegal", event="assembly-2"),
            row("7", "Maroc"),
            row("8", "Senegal", held_on="31/02/2025"),
            row("4", "Senegal"),
            row("9", "Senegal", locator="paragraph 9"),
            row("10", "Spa\u202ein"),
        ]),
    )  # fmt: skip
    assert verdicts(batch) == [
        "unchanged", "update", "duplicate", "new", "error", "error", "error", "error", "error", "duplicate", "error",
    ]  # fmt: skip
    said = [f"{field}: {sentence}" for field, sentence in problems(batch)]
    for field, words in (("Counterpart", "Nowhereland"), ("Event", "assembly-2"), ("Counterpart", "different parties"),
                         ("Held on", "no such day"), ("", "Line 5"), ("Counterpart", "U+202E")):  # fmt: skip
        assert any(sentence.startswith(f"{field}: ") and words in sentence for sentence in said), (field, words)
    assert known.reference in batch.rows.get(line=4).likes[0]["words"]
    assert "line 5" in batch.rows.get(line=11).likes[0]["words"]
    page = desk.get(reverse("desk:import", args=[batch.pk])).content.decode()
    assert "A. Head" in page
    assert "Nowhereland" in page
    take_in(desk, batch)
    assert batch.rows.exclude(outcome="").count() == 2


def test_rows_are_left_out_and_duplicates_put_in(desk: Client, event: Any) -> None:
    factories.meeting("MA", "DE", event=event, status="draft")
    batch = compared(desk, text([HEAD, row("1", "Spain"), row("2", "Germany")]))
    spain, germany = batch.rows.filter(line__gt=1).order_by("line")
    assert (spain.included, germany.included) == (True, False)
    url = reverse("desk:import-rows", args=[batch.pk])
    desk.post(url, {"row": [spain.pk, germany.pk], "in": [germany.pk], "_apply": "1"})
    assert sorted(ImportRow.objects.exclude(outcome="").values_list("line", flat=True)) == [3]
    assert Meeting.objects.filter(counterpart_country="ES").count() == 0
    assert Meeting.objects.filter(counterpart_country="DE").count() == 2


def test_rows_of_another_import_and_made_up_keys_are_not_touched(desk: Client, event: Any) -> None:
    first = compared(desk, text([HEAD, row("1", "Spain")]))
    second = compared(desk, text([HEAD, row("2", "France")]))
    theirs = first.rows.get(line=2)
    url = reverse("desk:import-rows", args=[second.pk])
    response = desk.post(url, {"row": [theirs.pk, "²", "9" * 30, "x"], "in": []})
    assert response.status_code == 302
    theirs.refresh_from_db()
    assert theirs.included


def test_published_record_gets_a_revision_and_readers_see_nothing_of_it(desk: Client, event: Any) -> None:
    shown = factories.meeting("MA", "ES", event=event, place="Rabat")
    batch = compared(desk, text([["reference", "place"], [shown.reference, "Fes"]]))
    assert verdicts(batch) == ["update"]
    take_in(desk, batch)
    shown.refresh_from_db()
    assert shown.place == "Rabat"
    assert shown.revision.place == "Fes"
    again = compared(desk, text([["reference", "place"], [shown.reference, "Fes"]]))
    assert "pending revision" in problems(again)[0][1]
    desk.post(reverse("desk:import-undo", args=[batch.pk]), {"reason": "Wrong file."})
    assert not Meeting.objects.filter(revises=shown).exists()


def test_empty_cell_changes_nothing(desk: Client, event: Any) -> None:
    draft = factories.meeting("MA", "ES", event=event, place="Rabat", status="draft")
    batch = compared(desk, text([["reference", "place", "kind"], [draft.reference, "", "bilateral"]]))
    assert verdicts(batch) == ["unchanged"]


def test_undo_takes_back_exactly_this_import(desk: Client, event: Any) -> None:
    other = factories.meeting("MA", "SN", event=event, status="draft")
    draft = factories.meeting("MA", "FR", event=event, place="Rabat", status="draft")
    rows = [
        ["reference", *HEAD, "place"],
        ["", *row("1", "Spain"), ""],
        ["", *row("2", "Germany"), ""],
        [draft.reference, *[""] * len(HEAD), "Fes"],
    ]
    made_before = Delegation.objects.count()
    batch = take_in(desk, compared(desk, text(rows)))
    spain, germany = Meeting.objects.filter(external_keys__isnull=False).order_by("pk")
    services.publish(germany, None)
    desk.post(reverse("desk:import-undo", args=[batch.pk]), {"reason": "The wrong table."})
    batch.refresh_from_db()
    assert batch.state == "undone"
    assert batch.left == []
    assert not Meeting.objects.filter(pk=spain.pk).exists()
    germany.refresh_from_db()
    assert (germany.status, germany.withdrawn_reason) == ("withdrawn", "The wrong table.")
    draft.refresh_from_db()
    assert draft.place == "Rabat"
    assert Meeting.objects.filter(pk=other.pk, status="draft").exists()
    assert Delegation.objects.count() == made_before + 1  # Germany's, whose meeting is kept
    assert ImportedMeeting.objects.count() == 1


def test_undo_names_and_leaves_what_was_changed_since(desk: Client, event: Any) -> None:
    batch = take_in(desk, compared(desk, text([HEAD, row("1", "Spain"), row("2", "France")])))
    changed, other = Meeting.objects.order_by("pk")
    changed.summary = "Somebody's work."
    changed.save()
    desk.post(reverse("desk:import-undo", args=[batch.pk]), {"reason": "The wrong table."})
    batch.refresh_from_db()
    assert batch.left == [[f"{changed.reference} · Maroc – Spain", "It was changed since."]]
    assert Meeting.objects.filter(pk=changed.pk).exists()
    assert not Meeting.objects.filter(pk=other.pk).exists()
    assert changed.reference in desk.get(reverse("desk:import", args=[batch.pk])).content.decode()


def test_undo_asks_for_a_reason(desk: Client, event: Any) -> None:
    batch = take_in(desk, compared(desk, text([HEAD, row("1", "Spain")])))
    for reason in ("", "  ", "\u202e", "x" * 1001):
        desk.post(reverse("desk:import-undo", args=[batch.pk]), {"reason": reason})
    batch.refresh_from_db()
    assert batch.state == "applied"


def test_register_that_changed_since_is_shown_anew(desk: Client, event: Any) -> None:
    draft = factories.meeting("MA", "ES", event=event, place="Rabat", status="draft")
    batch = compared(desk, text([["reference", "place"], [draft.reference, "Fes"]]))
    draft.place = "Agadir"
    draft.save()
    take_in(desk, batch)
    assert batch.state == "ready"
    assert "has changed since" in batch.problem
    draft.refresh_from_db()
    assert draft.place == "Agadir"
    assert batch.rows.get(line=2).changes == [["Place", "Agadir", "Fes"]]
    assert take_in(desk, batch).state == "applied"


def test_row_that_the_database_refuses_is_named_and_nothing_is_kept(desk: Client, event: Any) -> None:
    """What passed the comparison and not the database: a key that came in between the two."""
    batch = compared(desk, text([HEAD, row("1", "Spain"), row("2", "France")]))
    facts = applying.Facts(batch.by)
    entries = applying.compare(batch, list(batch.rows.filter(line__gt=1).order_by("line")), facts)
    other = factories.meeting("MA", "SN", event=event, status="draft")
    ImportedMeeting.objects.create(meeting=other, source=Source.objects.get(title="The article"), external_key="2")
    with pytest.raises(applying.RowsRefused) as refused, transaction.atomic():
        applying._write(applying.KINDS["meeting"], entries, facts)
    assert list(refused.value.reasons) == [3]
    assert "in the register already" in refused.value.reasons[3][0]
    assert Meeting.objects.count() == 1


def test_mapping_is_remembered_by_person_and_headings(desk: Client, event: Any) -> None:
    head = ["Who", "Whom", "At"]
    content = text([head, ["Maroc", "Spain", "assembly"]])
    upload(desk, content)
    batch = ImportBatch.objects.get()
    assert batch.mapping == {}
    url = reverse("desk:import-columns", args=[batch.pk])
    response = desk.post(url, {"header": 1, "c-0": "principal", "c-1": "principal"})
    assert "Another column fills this field already." in errors(response)
    desk.post(url, {"header": 1, "c-0": "principal", "c-1": "counterpart", "c-2": "event"})
    batch.refresh_from_db()
    assert verdicts(batch) == ["new"]
    assert ImportMapping.objects.count() == 1
    assert verdicts(compared(desk, content)) == ["new"]


def test_headings_may_be_in_another_line(desk: Client, event: Any) -> None:
    content = text([["principal", "counterpart"], ["Who", "Whom"], ["Maroc", "Spain"]])
    upload(desk, content)
    batch = ImportBatch.objects.get()
    url = reverse("desk:import-columns", args=[batch.pk])
    assert "This line is empty, or there is none." in errors(desk.post(url, {"header": 9, "c-0": "principal"}))
    desk.post(url, {"header": 2, "c-0": "principal"})
    batch.refresh_from_db()
    assert (batch.headings, batch.total) == (["Who", "Whom"], 1)


def test_source_of_the_whole_file_stands_in_every_row(desk: Client, event: Any) -> None:
    source = Source.objects.get(title="The article")
    content = text([["external_key", "event", "principal", "counterpart"], ["1", "assembly", "Maroc", "Spain"]])
    assert "name the source" in problems(compared(desk, content))[0][1]
    take_in(desk, compared(desk, content, source=source.pk))
    assert Citation.objects.get().source == source
    assert verdicts(compared(desk, content, source=source.pk)) == ["unchanged"]


def test_workbook_goes_the_same_way(desk: Client, event: Any) -> None:
    content = workbook(("Cover", [["Read me"]]), ("Rows", [["", ""], HEAD, row("1", "Spain")]))
    assert take_in(desk, compared(desk, content, "table.xlsx")).state == "applied"
    assert Meeting.objects.count() == 1


def test_refused_file_leaves_nothing_behind(desk: Client) -> None:
    for content, name, sentence in (
        (b"%PDF-1.7", "table.xlsx", "PDF"),
        (workbook(("Rows", [HEAD]))[:900], "table.xlsx", "damaged"),
        (text([HEAD]), "table.csv", "no rows"),
        (b"", "table.csv", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "table.csv", "10 MB"),
    ):
        response = upload(desk, content, name)
        assert response.status_code == 200
        assert any(sentence in said for said in errors(response)), errors(response)
    assert not ImportBatch.objects.exists()
    assert not ImportRow.objects.exists()


def test_queries_do_not_grow_with_the_rows(desk: Client, administrator: User, event: Any) -> None:
    counts = []
    for number in (1, 3, 30):  # the first, so that there is something like the others
        rows = [row(f"{number}-{each}", "Spain", counterpart_head=f"Head {number} {each}") for each in range(number)]
        batch = compared(desk, text([HEAD, *rows]))
        batch.rows.filter(verdict="duplicate").update(included=True)
        with CaptureQueriesContext(connection) as asked:
            jobs.begin(batch, "matching", by=administrator)
        batch.rows.filter(verdict="duplicate").update(included=True)
        with CaptureQueriesContext(connection) as written:
            jobs.begin(batch, "applying", by=administrator)
        batch.refresh_from_db()
        assert batch.state == "applied"
        with CaptureQueriesContext(connection) as shown:
            desk.get(reverse("desk:import", args=[batch.pk]))
        counts.append((len(asked), len(written), len(shown)))
    assert counts[1] == counts[2]


# --- Who may ---------------------------------------------------------------------------------------------


def somebody(role: str, name: str = "") -> tuple[User, Client]:
    person = User.objects.create_user(name or role, is_staff=True)
    person.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(person)
    return person, client


def test_contributor_brings_in_drafts_of_ones_own_and_touches_no_others(event: Any) -> None:
    theirs = factories.meeting("MA", "DE", event=event, status="draft")
    person, client = somebody("contributor")
    batch = take_in(client, compared(client, text([HEAD, row("1", "Spain")])))
    assert Meeting.objects.get(entered_by=person).status == "draft"
    refused = compared(client, text([["reference", "place"], [theirs.reference, "Fes"]]))
    assert verdicts(refused) == ["error"]
    assert "that you can see" in problems(refused)[0][1]
    topics = upload(client, text([["name"], ["Fraud"]]), kind="topic")
    assert topics.status_code == 200
    _other, stranger = somebody("contributor", "another")
    assert stranger.get(reverse("desk:import", args=[batch.pk])).status_code == 404
    for role in ("editor", "administrator"):
        _person, other = somebody(role)
        assert other.get(reverse("desk:import", args=[batch.pk])).status_code == 200, role
        assert other.post(reverse("desk:import-undo", args=[batch.pk]), {"reason": "No."}).status_code == 403, role


def test_undo_needs_the_role_still_and_may_be_sent_twice(event: Any) -> None:
    person, client = somebody("contributor")
    batch = take_in(client, compared(client, text([HEAD, row("1", "Spain")])))
    undo = reverse("desk:import-undo", args=[batch.pk])
    for groups in ([], Group.objects.filter(name="administrator")):
        person.groups.set(groups)
        assert client.post(undo, {"reason": "Wrong."}).status_code == 403
    batch.refresh_from_db()
    assert batch.state == "applied"
    person.groups.set(Group.objects.filter(name="contributor"))
    for _time in range(2):
        response = client.post(undo, {"reason": "Wrong."})
        assert response["Location"] == reverse("desk:import", args=[batch.pk])
    batch.refresh_from_db()
    assert batch.state == "undone"
    assert not Meeting.objects.exists()


def test_import_that_stopped_offers_each_what_they_may(event: Any) -> None:
    _person, client = somebody("contributor")
    batch = compared(client, text([HEAD, row("1", "Spain")]))
    ImportBatch.objects.filter(pk=batch.pk).update(state="matching")
    editor, publisher = somebody("editor")[1], somebody("publisher")[1]
    offered = {}
    for name, each in (("own", client), ("editor", editor), ("publisher", publisher)):
        html = each.get(reverse("desk:import", args=[batch.pk])).content.decode()
        offered[name] = [button for button in ("_again", "_give_up") if f'name="{button}"' in html]
    assert offered == {"own": ["_again", "_give_up"], "editor": [], "publisher": ["_give_up"]}


def test_who_may_add_nothing_brings_nothing_in(client: Client) -> None:
    reader = User.objects.create_user("reader", is_staff=True)
    client.force_login(reader)
    assert client.get(reverse("desk:imports")).status_code == 403
    assert client.get(reverse("desk:import-template", args=["meeting", "csv"])).status_code == 403
    assert Client().get(reverse("desk:imports")).status_code == 302


def test_organization_that_readers_see_is_changed_by_a_publisher_only(event: Any) -> None:
    body = factories.OrganizationFactory(name="A Council", slug="a-council")
    factories.meeting("MA", body, event=event)
    content = text([["slug", "acronym"], ["a-council", "AC"]])
    for role, verdict in (("editor", "error"), ("publisher", "update")):
        _person, client = somebody(role)
        assert verdicts(compared(client, content, kind="organization")) == [verdict]


def test_forged_status_and_owner_are_no_columns(desk: Client, event: Any) -> None:
    upload(desk, text([[*HEAD, "status", "published_at"], [*row("1", "Spain"), "published", "2025-01-01"]]))
    batch = ImportBatch.objects.get()
    assert set(batch.mapping.values()) <= set(HEAD)
    url = reverse("desk:import-columns", args=[batch.pk])
    assert desk.post(url, {"header": 1, "c-9": "status"}).status_code == 200


def test_pages_hold_up_against_odd_addresses(desk: Client, event: Any) -> None:
    batch = compared(desk, text([HEAD, row("1", "Spain")]))
    url = reverse("desk:import", args=[batch.pk])
    for query in ("?page=0", "?page=99999999999999999999999", "?show=nothing", "?page=²", "?show=error"):
        assert desk.get(url + query).status_code == 200
    assert desk.get(reverse("desk:import-template", args=["nothing", "csv"])).status_code == 404
    assert desk.get(reverse("desk:import-template", args=["meeting", "pdf"])).status_code == 404
    assert desk.get("/admin/desk/imports/999999999999999999/").status_code == 404
    assert json.dumps(batch.mapping)
