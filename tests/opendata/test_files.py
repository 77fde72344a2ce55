"""Files of the lists: what their pages show, whole, in every format, and nothing that readers may not see."""

import csv
import io
import json
from typing import Any

import psycopg2
import pytest
from django.db import connection
from django.test import Client
from icalendar import Calendar
from openpyxl import load_workbook

from opendata import limits
from opendata.formats import FORMATS
from opendata.lists import KINDS
from opendata.tables import TABLES
from tests import factories
from tests.safety.addresses import one_of_everything

pytestmark = pytest.mark.django_db


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def taken(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, (address, body(response))
    return body(response)


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(taken(client, address).decode(), newline="")))


def test_csv_holds_what_the_list_shows(client: Client) -> None:
    one_of_everything()
    first = factories.meeting("MA", "SN", held_on="[2025-11-24..2025-11-27]")
    factories.meeting("MA", "KE", status="draft")
    found = rows(client, "/meetings.csv?continent=africa")
    assert [row["reference"] for row in found] == [first.reference]
    row = found[0]
    assert (row["held_on"], row["held_from"], row["held_to"]) == (first.held_on, "2025-11-24", "2025-11-27")
    assert (row["principal"], row["principal_code"], row["principal_kind"]) == ("Morocco", "MA", "country")
    assert (row["counterpart_code"], row["counterpart_continent"]) == ("SN", "africa")
    assert row["path"] == first.get_absolute_url()
    assert row["updated_at"].endswith("Z")
    assert len(rows(client, "/meetings.csv")) == 3


def test_lists_in_a_cell_and_as_arrays(client: Client) -> None:
    topics = [factories.TopicFactory(slug="aa"), factories.TopicFactory(slug="bb")]
    meeting = factories.meeting("MA", "ES", topics=topics)
    mou = factories.mou("MA", "ES", meeting=meeting)
    factories.mou("MA", "ES", meeting=meeting, status="draft")
    assert rows(client, "/meetings.csv")[0]["topics"] == "aa; bb"
    assert rows(client, "/meetings.csv")[0]["mous"] == mou.reference
    shown = json.loads(taken(client, "/meetings.json"))["rows"][0]
    assert (shown["topics"], shown["mous"]) == (["aa", "bb"], [mou.reference])
    assert rows(client, "/mous.csv")[0]["party_names"] == "Morocco; Spain"


def test_every_format_has_the_same_rows(client: Client) -> None:
    one_of_everything()
    references = [row["reference"] for row in rows(client, "/meetings.csv")]
    assert len(references) == 2
    content = json.loads(taken(client, "/meetings.json"))
    assert [row["reference"] for row in content["rows"]] == references
    assert content["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    lines = taken(client, "/meetings.jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == content["rows"]
    sheet = load_workbook(io.BytesIO(taken(client, "/meetings.xlsx"))).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == references


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_can_be_taken_away(client: Client, kind: str) -> None:
    one_of_everything()
    found = rows(client, f"/{kind}.csv")
    assert found
    assert list(found[0]) == KINDS[kind].table.headings()
    content = json.loads(taken(client, f"/{kind}.json"))["rows"]
    assert [list(row) for row in content] == [KINDS[kind].table.headings()] * len(found)
    assert client.get(f"/{kind}.nonsense").status_code == 404


def test_order_follows_the_list_also_across_batches(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opendata.reading.AT_ONCE", 2)
    monkeypatch.setattr("opendata.reading.AT_ONCE_IN_PYTHON", 2)
    for day in ("2025-03-01", "2025-01-01", "2025-05-01", "2025-02-01", "2025-04-01"):
        factories.meeting("MA", "ES", held_on=day)
    days = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01", "2025-05-01"]
    assert [row["held_on"] for row in rows(client, "/meetings.csv?sort=oldest")] == days
    assert [row["held_on"] for row in rows(client, "/meetings.csv")] == days[::-1]
    assert [json.loads(line)["held_on"] for line in taken(client, "/meetings.jsonl").splitlines()] == days[::-1]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "'=1", "''+x"])
def test_formulas_are_harmless(client: Client, text: str) -> None:
    meeting = factories.meeting("MA", "ES", place=text)
    factories.meeting("MA", "ES", place="it's = fine", held_on="2001")
    assert [row["place"] for row in rows(client, "/meetings.csv")] == [f"'{text}", "it's = fine"]
    assert json.loads(taken(client, "/meetings.json"))["rows"][0]["place"] == text
    sheet = load_workbook(io.BytesIO(taken(client, "/meetings.xlsx"))).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value == f"'{text}"]
    assert [cell.data_type for cell in cells] == ["s"]
    assert meeting.place == text


def test_calendar_holds_known_days_only_and_says_so(client: Client) -> None:
    known = factories.meeting("MA", "ES", held_on="2025-11-24")
    for vague in ("2025-11", "[2025-11-24..2025-11-27]", "2025-11-24~", ""):
        factories.meeting("MA", "ES", held_on=vague)
    calendar = Calendar.from_ical(taken(client, "/meetings.ics"))
    events = calendar.walk("VEVENT")
    assert [str(event["url"]) for event in events] == [f"http://testserver{known.get_absolute_url()}"]
    assert events[0].decoded("dtstart").isoformat() == "2025-11-24"
    assert "1 of the 5 records" in calendar["description"]
    french = Calendar.from_ical(taken(client, "/fr/meetings.ics"))
    assert "1 des 5 fiches" in french["description"]
    assert client.get("/sources.ics").status_code == 404


def test_calendar_that_leaves_nothing_out_says_so(client: Client) -> None:
    factories.meeting("MA", "ES", held_on="2025-11-24")
    assert Calendar.from_ical(taken(client, "/meetings.ics"))["description"] == "All records of this list are here."
    assert "sont ici" in Calendar.from_ical(taken(client, "/fr/meetings.ics"))["description"]


def test_calendars_of_events_and_mous(client: Client) -> None:
    event = factories.EventFactory(name="Assembly", held_on="2025-11-24/2025-11-27", place="Marrakech")
    mou = factories.mou("MA", "ES", event=event, title="Accord", signed_on="2025-11-25")
    factories.mou("MA", "ES", event=factories.EventFactory(held_on="[2025-11-24..2025-11-27]"), signed_on="2025-11")
    (held,) = Calendar.from_ical(taken(client, "/events.ics")).walk("VEVENT")
    assert (str(held["summary"]), str(held["location"])) == ("Assembly", "Marrakech")
    assert (str(held.decoded("dtstart")), str(held.decoded("dtend"))) == ("2025-11-24", "2025-11-28")
    (signed,) = Calendar.from_ical(taken(client, "/mous.ics")).walk("VEVENT")
    assert (str(signed["summary"]), str(signed.decoded("dtend"))) == ("Accord", "2025-11-26")
    assert mou.reference in signed["description"] and "Morocco – Spain" in signed["description"]


def test_source_and_delegation_have_their_meetings(client: Client) -> None:
    arguments = one_of_everything()
    source, delegation = arguments["meetings:source"]["pk"], arguments["meetings:delegation"]["pk"]
    assert len(rows(client, f"/sources/{source}/meetings.csv")) == 2
    assert len(rows(client, f"/delegations/{delegation}/meetings.csv?country=es")) == 1
    assert client.get("/sources/999999/meetings.csv").status_code == 404
    hidden = factories.meeting("SN", "KE", status="draft")
    assert client.get(f"/delegations/{hidden.principal_id}/meetings.csv").status_code == 404


@pytest.mark.parametrize(
    "asked",
    ["continent=atlantis", "nonsense=1", "from=2025-02-30", "after=2025-11-24.1", "size=10", "view=map"],
)
@pytest.mark.parametrize("format", ["csv", "ics"])
def test_what_is_not_understood_is_said(client: Client, asked: str, format: str) -> None:
    one_of_everything()
    response = client.get(f"/meetings.{format}?{asked}")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert len(response.content.decode().splitlines()) >= 2
    assert b"Morocco" not in response.content


def test_short_lists_are_filtered_as_their_pages_are(client: Client) -> None:
    one_of_everything()
    factories.TopicFactory(slug="unseen")
    assert [row["iso2"] for row in rows(client, "/countries.csv?q=moroc")] == ["MA"]
    assert 'href="/countries.csv?q=moroc"' in client.get("/countries/?q=moroc").content.decode()
    assert rows(client, "/topics.csv?q=zzz") == []
    assert client.get("/countries.csv?continent=africa").status_code == 400
    assert taken(client, "/countries.csv?utm_source=x")


def test_words_of_event_data_say_what_happened(client: Client) -> None:
    factories.meeting("MA", "ES", kind="signing", held_on="2025-03-03")
    factories.meeting("MA", "ES", kind="remote", held_on="2025-02-02")
    factories.meeting("MA", "ES", kind="bilateral", held_on="2025-01-01")
    factories.mou("MA", "ES")
    coded = [(row["cameo"], row["plover"]) for row in rows(client, "/meetings.csv")]
    assert coded == [("057", "SUPPORT"), ("041", "CONSULT"), ("040", "CONSULT")]
    assert [(row["cameo"], row["plover"]) for row in rows(client, "/mous.csv")] == [("057", "SUPPORT")]


def test_empty_list_is_a_file_with_its_headings(client: Client) -> None:
    one_of_everything()
    assert taken(client, "/meetings.csv?year=1999").decode().strip() == ",".join(KINDS["meetings"].table.headings())
    assert json.loads(taken(client, "/meetings.json?year=1999"))["rows"] == []
    assert taken(client, "/meetings.jsonl?year=1999") == b""


def test_list_that_is_too_long_for_a_format_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    one_of_everything()
    short = FORMATS["xlsx"].__class__("xlsx", "XLSX", FORMATS["xlsx"].content_type, FORMATS["xlsx"].write, most=1)
    monkeypatch.setitem(FORMATS, "xlsx", short)
    response = client.get("/meetings.xlsx")
    assert response.status_code == 400
    assert "more than 1 rows" in response.content.decode()
    assert taken(client, "/meetings.xlsx?country=es")


def test_when_all_slots_are_taken_it_says_when_to_come_back(client: Client) -> None:
    one_of_everything()
    parameters = connection.get_connection_params()
    other = psycopg2.connect(**{name: value for name, value in parameters.items() if name != "cursor_factory"})
    other.autocommit = True
    try:
        with other.cursor() as cursor:
            for slot in range(limits.AT_ONCE):
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", [limits.SPACE, slot])
            response = client.get("/meetings.csv")
            assert (response.status_code, response["Retry-After"]) == (503, "20")
            assert b"Try again" in response.content
            cursor.execute("SELECT pg_advisory_unlock(%s, 2)", [limits.SPACE])
        assert len(rows(client, "/meetings.csv")) == 2
    finally:
        other.close()


def test_file_takes_as_many_questions_for_thirty_rows_as_for_three(
    client: Client, django_assert_num_queries: Any
) -> None:
    for _ in range(30):
        factories.meeting("MA", "ES", topics=[factories.TopicFactory()])
    with django_assert_num_queries(9, exact=False):
        assert len(rows(client, "/meetings.csv")) == 30


def test_columns_are_named_once_and_explained() -> None:
    for table in TABLES:
        assert len(set(table.headings())) == len(table.columns), table.name
        for column in table.columns:
            assert column.name.isascii() and column.name == column.name.lower()
            assert str(column.means).endswith("."), (table.name, column.name)
