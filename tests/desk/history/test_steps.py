"""The steps of a history: who, when, from where, why, and what changed, in words."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.models import User
from desk.duplicates import services as duplicates
from desk.history import steps as reading
from desk.history.steps import page_of
from meetings import services
from meetings.models import Citation, Meeting, MoU, Source
from meetings.services import revisions
from tests.admin.pages import address, fields_of
from tests.desk.history.past import aged, changed, cited, draft, lines, step, steps
from tests.factories import (
    EventFactory,
    OrganizationFactory,
    ReportedTotalFactory,
    SourceFactory,
    TopicFactory,
    cite,
    country,
    delegation,
    meeting,
    mou,
)
from tests.rules import run_sql

pytestmark = pytest.mark.django_db


def test_each_change_says_who_where_and_why_and_before_and_after(publisher: User) -> None:
    record = changed(draft(publisher, place="Rabat"), publisher, "The source says so.", place="Fez", kind="signing")
    latest, first = steps(record)
    assert (latest.version, latest.did, latest.who, latest.where) == (2, "changed", str(publisher), "in a form")
    assert latest.why == "The source says so."
    assert lines(latest) == {
        "Kind": (("bilateral meeting",), ("signing ceremony",)),
        "Place": (("Rabat",), ("Fez",)),
    }
    assert (first.version, first.did) == (1, "entered")
    said = lines(first)
    assert said["Principal"] == ((), ("Morocco",))
    assert said["Held on"] == ((), ("on 24 November 2025",))
    assert said["Status"] == ((), ("draft",))
    assert [label for label in said if label.startswith("Citation")] == ["Citation"]
    assert "Reference" not in said


def test_citation_is_told_field_by_field(publisher: User) -> None:
    record = draft(publisher)
    source = SourceFactory(title="Gazette")
    citation = cited(record, publisher, source=source, locator="page 2", supports=["date"])
    with step(publisher):
        Citation.objects.filter(pk=citation.pk).update(locator="page 3", supports=["date", "topic"])
    with step(publisher):
        citation.delete()
    gone, corrected, added = steps(record)[:3]
    assert lines(added) == {"Citation": ((), ("Source: Gazette", "Locator: page 2", "Supports: date"))}
    assert lines(corrected) == {
        "Citation – Gazette, page 3: Locator": (("page 2",), ("page 3",)),
        "Citation – Gazette, page 3: Supports": (("date",), ("date, topics",)),
    }
    assert lines(gone) == {"Citation": (("Source: Gazette", "Locator: page 3", "Supports: date, topics"), ())}


def test_topics_and_parties_are_told_as_what_went_and_came(publisher: User) -> None:
    first, second = TopicFactory(name="Borders"), TopicFactory(name="Drugs")
    with step(publisher):
        record = mou("MA", "ES", status="draft", topics=[first])
    record = aged(record)
    with step(publisher):
        record.topics.set([second])
        record.signatures.create(delegation=delegation("FR", None))
    assert lines(steps(record)[0]) == {"Parties": ((), ("France",)), "Topics": (("Borders",), ("Drugs",))}


def test_event_tells_its_totals_and_country_its_names(publisher: User) -> None:
    event = aged(EventFactory())
    with step(publisher):
        ReportedTotalFactory(event=event, principal=delegation("MA", event), source=SourceFactory(title="Gazette"))
    (label,) = lines(steps(event)[0])
    assert label == "Reported total"
    assert "Value: 43" in lines(steps(event)[0])[label][1]
    place = aged(country("MA"))
    with step(publisher):
        place.names.create(language="fr", name="Maroc", kind="short", normalised="maroc")
    (label,) = lines(steps(place)[0])
    assert label == "Country name"
    assert lines(steps(place)[0])[label] == ((), ("Language: French", "Name: Maroc", "Kind: short name"))


def test_road_is_told_step_by_step(publisher: User) -> None:
    record = draft(publisher)
    services.submit(record, publisher)
    services.return_to_draft(record, publisher, "Name the town.")
    services.publish(record, publisher)
    services.withdraw(record, "The source was retracted.", publisher)
    services.publish(record, publisher)
    told = [each.did for each in steps(record)]
    assert told == ["published again", "withdrawn", "published", "returned", "submitted for review", "entered"]
    assert steps(record)[1].why == "The source was retracted."
    assert steps(record)[3].why == "Name the town."


def test_revision_is_named_where_it_was_applied(publisher: User, desk: Client) -> None:
    record = aged(meeting())
    copy = revisions.begin(record, publisher)
    with step(publisher):
        type(copy).objects.filter(pk=copy.pk).update(place="Fez")
    copy.refresh_from_db()
    services.publish(copy, publisher, "Checked.")
    latest = steps(record)[0]
    assert (latest.did, latest.revision, latest.where) == ("published anew", copy.reference, "by a pending revision")
    assert lines(latest) == {"Place": ((), ("Fez",))}
    page = desk.get(address(Meeting, "history", record.pk))
    assert address(Meeting, "history", copy.pk) in page.content.decode()


def test_merge_is_told_on_both_sides(publisher: User) -> None:
    winner, loser = meeting(), meeting()
    cite(loser, locator="page 9")
    winner, loser = aged(winner), aged(loser)
    duplicates.merge("meeting", winner.pk, loser.pk, publisher, "Entered twice.")
    kept, lost = steps(winner)[0], steps(loser)[0]
    assert (kept.where, lost.did) == ("by a merge", "merged into another")
    assert any("Locator: page 9" in after for _before, after in lines(kept).values())
    assert any("Locator: page 9" in before for before, _after in lines(lost).values())
    assert lines(lost)["Merged into"][1] == (winner.reference,)


def test_change_past_the_desk_has_no_author(publisher: User) -> None:
    source = SourceFactory()
    (only,) = steps(source)
    assert (only.who, only.where) == ("", "past the desk: a command or SQL")


def test_change_of_nobody_known_is_a_step_between_others(publisher: User) -> None:
    source = SourceFactory()
    for name in ("One", "Two"):
        with step(publisher):
            Source.objects.filter(pk=source.pk).update(publisher=name)
        # A test is one transaction, in which the last context would go on.
        run_sql("SELECT set_config('pghistory.context_id', NULL, true)")
        run_sql("SELECT set_config('pghistory.context_metadata', NULL, true)")
        run_sql("UPDATE meetings_source SET publisher = publisher || ' by SQL'")
    assert [each.who for each in steps(source)] == ["", str(publisher), "", str(publisher), ""]
    assert lines(steps(source)[0]) == {"Publisher": (("Two",), ("Two by SQL",))}


def test_party_of_a_delegation_that_changed_is_told(publisher: User) -> None:
    record = draft(publisher)
    country("FR")
    with step(publisher):
        type(record.counterpart).objects.filter(pk=record.counterpart_id).update(country="FR")
    assert lines(steps(record)[0]) == {"Party of the counterpart": (("Spain",), ("France",))}


def test_row_that_is_gone_is_called_as_it_was(publisher: User) -> None:
    record = draft(publisher)
    source = SourceFactory(title="Pamphlet")
    citation = cited(record, publisher, source=source)
    with step(publisher):
        citation.delete()
    Source.objects.filter(pk=source.pk).delete()
    assert "Source: Pamphlet (no longer there)" in lines(steps(record)[1])["Citation"][1]


def test_words_are_those_of_the_page(publisher: User) -> None:
    record = changed(draft(publisher), publisher, kind="signing")
    with translation.override("fr"):
        latest = steps(record)[0]
        assert latest.did == "modification"
        assert lines(latest)["Nature"] == (("rencontre bilatérale",), ("cérémonie de signature",))


# --- Pages ------------------------------------------------------------------------------------------------


def test_pages_go_on_where_the_one_before_ended(publisher: User, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SIZE", 3)
    source = SourceFactory()
    for number in range(7):
        with step(publisher):
            Source.objects.filter(pk=source.pk).update(publisher=f"Publisher {number}")

    def versions(**place: Any) -> tuple[list[int | None], Any]:
        page = page_of(Source, source.pk, **place)
        return [each.version for each in page.steps], page

    first, page = versions()
    second, middle = versions(older=page.older)
    third, end = versions(older=middle.older)
    assert (first, second, third) == ([8, 7, 6], [5, 4, 3], [2, 1])
    assert page.newer is None
    assert end.older is None
    back, again = versions(newer=middle.newer)
    assert (back, again.newer, again.older) == ([8, 7, 6], None, page.older)
    back, again = versions(newer=end.newer)
    assert (back, again.older) == ([5, 4, 3], middle.older)
    # The choice goes along.
    url = address(Source, "history", source.pk)
    chosen = page.steps[0].state
    html = desk.get(url, {"older": page.older, "after": chosen}).content.decode()
    assert f'name="after" value="{chosen}" checked' in html
    assert "Chosen on another page" in html


@pytest.mark.parametrize("place", ["0", "-1", "x", "²", "9" * 30, "\0", "1.5", "\udc80"])
@pytest.mark.parametrize("name", ["older", "newer", "before", "after"])
def test_bad_place_is_said_or_ignored(desk: Client, name: str, place: str) -> None:
    source = SourceFactory()
    response = desk.get(address(Source, "history", source.pk), {name: place.encode("utf-8", "surrogatepass")})
    assert response.status_code in (200, 400)


def test_as_many_questions_for_many_steps(publisher: User, desk: Client) -> None:
    def asked(number: int) -> int:
        topics = [TopicFactory() for _number in range(number)]
        record = draft(publisher, topics=topics[:1])
        for topic in topics[1:]:
            with step(publisher, reason="Why not."):
                record.topics.add(topic)
                cite(record, locator=topic.name)
                record.place = topic.name
                record.place_country = country("ES")
                record.save()
        url = address(Meeting, "history", record.pk)
        desk.get(url)
        with CaptureQueriesContext(connection) as queries:
            response = desk.get(url)
        assert response.content.decode().count('<li class="step"') == number
        return len(queries)

    few = asked(3)
    assert asked(9) == few
    assert few <= 22


def test_form_sent_by_the_admin_is_one_step(publisher: User, desk: Client) -> None:
    record = draft(publisher)
    url = address(Meeting, "change", record.pk)
    inline = {"citations-TOTAL_FORMS": "2", "citations-1-source": SourceFactory().pk}
    inline |= {"citations-1-supports": ["date"], "citations-1-locator": "page 4"}
    data = {**fields_of(desk.get(url)), **inline, "place": "Fez", "_why": "Read again."}
    assert desk.post(url, data).status_code == 302
    latest, _first = steps(record)
    assert (latest.why, latest.where, latest.who) == ("Read again.", "in a form", str(publisher))
    assert list(lines(latest)) == ["Place", "Citation"]


@pytest.mark.parametrize("language", ["", "/fr", "/ar"])
def test_page_opens_in_every_language_for_every_model(desk: Client, publisher: User, language: str) -> None:
    event = EventFactory(organizer=OrganizationFactory())
    record = meeting("MA", "ES", event=event, topics=[TopicFactory()])
    signed = mou("MA", "ES", event=event, meeting=record)
    total = ReportedTotalFactory(event=event, principal=record.principal)
    rows = [record, signed, event, event.organizer, record.principal, record.topics.get(), total.source, total]
    rows += [record.citations.get(), country("MA"), country("MA").region]
    for row in rows:
        response = desk.get(language + address(type(row), "history", row.pk))
        assert response.status_code == 200, row
        assert 'class="step"' in response.content.decode(), row
        gone = f"{language}/admin/desk/history/{row._meta.app_label}/{row._meta.model_name}/gone/"
        assert desk.get(gone).status_code == 200


def test_button_of_the_form_leads_to_it(desk: Client, publisher: User) -> None:
    record = draft(publisher)
    assert address(Meeting, "history", record.pk) in desk.get(address(Meeting, "change", record.pk)).content.decode()


def test_model_without_a_history_keeps_the_page_of_django(admin_client: Client) -> None:
    from django.contrib.auth.models import Group

    group = Group.objects.first()
    assert group is not None
    assert admin_client.get(address(Group, "history", group.pk)).status_code == 200
    assert admin_client.get("/admin/desk/history/auth/group/gone/").status_code == 404


def test_history_of_a_person_is_for_administrators(admin_client: Client, desk: Client, publisher: User) -> None:
    assert admin_client.get(address(User, "history", publisher.pk)).status_code == 200
    assert desk.get(address(User, "history", publisher.pk)).status_code == 403


def test_mou_has_a_history(publisher: User, desk: Client) -> None:
    assert desk.get(address(MoU, "history", mou().pk)).status_code == 200
