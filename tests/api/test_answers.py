"""What the API says of each kind of record, page by page."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.models import MovedAddress
from meetings.services.road import withdraw
from tests import factories

pytestmark = pytest.mark.django_db


def get(client: Client, path: str, **asked: Any) -> Any:
    response = client.get(f"/api/v1/{path}", asked)
    assert response.status_code == 200, response.content
    return response.json()


def test_meeting_brings_its_parties_dates_and_passages(client: Client) -> None:
    event, topic = factories.EventFactory(slug="assembly"), factories.TopicFactory(slug="cybercrime")
    source = factories.SourceFactory(title="An article")
    body = factories.OrganizationFactory(slug="council")
    meeting = factories.meeting(
        "MA", body, event=event, topics=[topic], source=source, held_on="[2025-11-24..2025-11-27]", place="Hall 4"
    )
    mou = factories.mou("MA", body, event=event, meeting=meeting)
    factories.mou("MA", body, event=event, meeting=meeting, status="draft")
    body_of = get(client, f"meetings/{meeting.reference}/")
    assert body_of["principal"]["party"] == {
        "type": "country", "code": "MA", "slug": "morocco", "name": "Morocco",
        "self": "http://testserver/api/v1/countries/ma/",
    }  # fmt: skip
    assert (body_of["counterpart"]["party"]["code"], body_of["counterpart"]["party"]["slug"]) == (None, "council")
    assert body_of["held"] == {
        "edtf": "[2025-11-24..2025-11-27]", "earliest": "2025-11-24", "latest": "2025-11-27",
    }  # fmt: skip
    assert [row["slug"] for row in body_of["topics"]] == ["cybercrime"]
    assert [row["reference"] for row in body_of["mous"]] == [mou.reference]
    (passage,) = body_of["citations"]
    assert (passage["source"]["title"], passage["locator"], passage["supports"]) == (
        "An article", "paragraph 1", ["participation"],
    )  # fmt: skip
    assert body_of["page"] == f"http://testserver/meetings/{meeting.reference}/"
    # One shape for list and detail.
    assert get(client, "meetings/")["results"] == [body_of]
    signed = get(client, f"mous/{mou.reference}/")
    assert signed["meeting"]["reference"] == meeting.reference
    assert [row["party"]["name"] for row in signed["parties"]] == ["Morocco", body.name]


def test_pages_lead_forth_and_back_over_every_row_once(client: Client) -> None:
    meetings = [factories.meeting("MA", "ES", held_on=f"20{n:02}") for n in range(23)]
    for path, size in (("meetings/", 23), ("pairs/", 1), ("changes/", 23)):
        page, seen, previous = get(client, path, size=10), [], None
        while True:
            seen += [row.get("reference", row["self"]) for row in page["results"]]
            if page["next"] is None:
                break
            assert "size=10" in page["next"]
            previous, page = page, client.get(page["next"]).json()
            if path == "meetings/":
                assert client.get(page["previous"]).json()["results"] == previous["results"]
        assert len(seen) == len(set(seen)) == size, path
    assert {row.reference for row in meetings} == set(seen)
    response = client.get("/api/v1/meetings/?size=10&fields=reference")
    assert response["Link"] == f'<{response.json()["next"]}>; rel="next"'
    assert "fields=reference" in response.json()["next"]


def test_lists_put_in_order_here_have_pages_too(client: Client) -> None:
    for code in factories.PLACES:
        factories.country(code)
    regions = get(client, "regions/", size=10)
    rest = client.get(regions["next"]).json()
    assert rest["next"] is None
    assert client.get(rest["previous"]).json()["results"] == regions["results"]
    names = [row["slug"] for row in (*regions["results"], *rest["results"])]
    assert len(names) == len(set(names)) == 12
    assert [row["name"] for row in get(client, "countries/", continent="europe")["results"]] == [
        "Estonia", "France", "Germany", "Spain",
    ]  # fmt: skip
    assert {row["slug"] for row in get(client, "regions/", kind="continent")["results"]} == {
        "africa", "americas", "asia", "europe",
    }  # fmt: skip


def test_country_has_its_names_in_four_languages(client: Client) -> None:
    spain = factories.country("ES")
    for language, name in (("fr", "Espagne"), ("ar", "إسبانيا"), ("es", "España")):
        spain.names.create(language=language, name=name, kind="short")
    found = get(client, "countries/es/")
    assert found["names"] == {"en": "Spain", "fr": "Espagne", "ar": "إسبانيا", "es": "España"}
    assert found["continent"]["slug"] == "europe"
    assert client.get("/api/v1/countries/ES/").json() == found
    assert [row["code"] for row in get(client, "countries/", q="espagn")["results"]] == ["ES"]


def test_fields_are_those_asked_for(client: Client) -> None:
    meeting = factories.meeting("MA", "ES")
    assert get(client, "meetings/", fields="reference, held")["results"] == [
        {
            "reference": meeting.reference,
            "held": {"edtf": "2025-11-24", "earliest": "2025-11-24", "latest": "2025-11-24"},
        }
    ]
    assert list(get(client, f"meetings/{meeting.reference}/", fields="kind")) == ["kind"]
    response = client.get("/api/v1/meetings/?fields=reference,status")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "fields"
    assert "“status”" in response.json()["errors"][0]["detail"]


def test_filters_are_those_of_the_pages(client: Client) -> None:
    factories.meeting("MA", "ES", held_on="2024")
    factories.meeting("MA", "IN", held_on="2025")
    assert len(get(client, "meetings/", continent="europe")["results"]) == 1
    facets = get(client, "facets/", year="2025")
    assert facets["total"] == 1
    years = {row["value"]: row["count"] for row in facets["facets"]["year"]["values"]}
    assert years == {"2024": 1, "2025": 1}
    assert [row["value"] for row in facets["facets"]["continent"]["values"]] == ["asia"]
    response = client.get("/api/v1/meetings/?view=map&continent=atlantis")
    assert {(row["parameter"], row["detail"]) for row in response.json()["errors"]} == {
        ("view", "There is no filter “view” here."), ("continent", "There is no continent “atlantis”."),
    }  # fmt: skip


def test_pairs_are_counted_whoever_was_the_host(client: Client) -> None:
    body = factories.OrganizationFactory(slug="council")
    for principal, counterpart in (("MA", "ES"), ("ES", "MA"), ("MA", body)):
        factories.meeting(principal, counterpart)
    factories.mou("MA", "ES")
    rows = get(client, "pairs/")["results"]
    assert [([party["slug"] for party in row["parties"]], row["meetings"]) for row in rows] == [
        (["spain", "morocco"], 2), (["council", "morocco"], 1),
    ]  # fmt: skip
    pair = get(client, "pairs/es/ma/")
    assert (pair["meetings"], pair["mous"], pair["earliest"]) == (2, 1, "2025-11-24")
    assert len(client.get(pair["list"]).json()["results"]) == 2
    assert client.get("/api/v1/pairs/ma/es/")["Location"] == "/api/v1/pairs/es/ma/"
    assert client.get("/api/v1/pairs/es/es/").status_code == 404
    assert get(client, "pairs/council/ma/")["meetings"] == 1


def test_changes_say_what_was_published_and_leave_a_tombstone(client: Client) -> None:
    stays, gone = factories.meeting("MA", "ES"), factories.meeting("MA", "ES")
    draft = factories.meeting("MA", "IN", status="draft")
    merged = factories.meeting("MA", "ES")
    since = timezone.now().isoformat()
    withdraw(gone, "The source was retracted.", None)
    withdraw(merged, "The same meeting.", None, merged_into=stays)
    everything = get(client, "changes/")
    found = {row["reference"]: row for row in everything["results"]}
    assert draft.reference not in found
    assert (found[stays.reference]["change"], found[stays.reference]["tombstone"]) == ("published", None)
    assert found[gone.reference]["change"] == "withdrawn"
    assert found[gone.reference]["tombstone"]["reason"] == "The source was retracted."
    assert found[merged.reference]["tombstone"]["merged_into"] == stays.reference
    assert everything["since"] < everything["results"][-1]["at"], "it reaches back a little"
    late = get(client, "changes/", since=since)
    assert {row["reference"] for row in late["results"]} == {gone.reference, merged.reference}
    assert get(client, "changes/", record="mou")["results"] == []
    assert get(client, "changes/", since=everything["since"])["results"] == everything["results"]
    stays.summary = "They met."
    stays.save()
    late = get(client, "changes/", since=since)["results"]
    assert [row["change"] for row in late if row["reference"] == stays.reference] == ["changed"]


@pytest.mark.parametrize(
    "since",
    ["2026-02-30", "10000-01-01", "0000-01-01", "2026-01-01T25:00:00Z", "yesterday", "9999-12-31T23:59:59-23:00"],
)
def test_moment_that_is_none_is_refused(client: Client, since: str) -> None:
    response = client.get("/api/v1/changes/", {"since": since})
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "since"


@pytest.mark.parametrize("since", ["2026-01-31", "2026-01-31T09:30Z", "2026-01-31T09:30:00.123456+01:00", "0001-01-01"])
def test_moment_may_be_written_in_many_ways(client: Client, since: str) -> None:
    assert client.get("/api/v1/changes/", {"since": since}).status_code == 200
    assert client.get(f"/api/v1/changes/?since={since}").status_code == 200


def test_withdrawn_is_gone_and_merged_leads_on(client: Client) -> None:
    stays, gone = factories.meeting("MA", "ES"), factories.meeting("MA", "ES")
    withdraw(gone, "The same meeting.", None, merged_into=stays)
    response = client.get(f"/api/v1/meetings/{gone.reference}/?fields=kind")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/meetings/{stays.reference}/?fields=kind")
    assert response["Access-Control-Allow-Origin"] == "*"
    withdraw(stays, "It never happened.", None)
    response = client.get(f"/api/v1/meetings/{gone.reference}/")
    assert response.status_code == 410
    assert response.json()["reason"] == "It never happened."
    source = factories.meeting("MA", "IN").citations.get().source
    MovedAddress.objects.create(kind="source", old="999", new=source.pk)
    assert client.get("/api/v1/sources/999/")["Location"] == f"/api/v1/sources/{source.pk}/"
