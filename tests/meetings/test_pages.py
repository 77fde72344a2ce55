"""The pages: what a reader finds on each, and the one fragment that answers both a page and its refresh."""

import re

import pytest
from django.test import Client

from delegations.models import Country, Event
from meetings.models import Meeting, MoU
from tests.factories import (
    EventFactory,
    OrganizationFactory,
    ReportedTotalFactory,
    SourceFactory,
    TopicFactory,
    cite,
    meeting,
    mou,
    move,
)
from tests.keeping import keep

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    """The words of a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def assembly() -> Event:
    """Morocco met Spain, Senegal and a council at an assembly; one source says it met three, another five."""
    event = EventFactory(name="Assembly of Marrakech", slug="assembly", place="Marrakech")
    source = SourceFactory(title="The assembly ends", publisher="A gazette")
    topic = TopicFactory(name="Organized crime", slug="organized-crime")
    first = meeting("MA", "ES", event=event, topics=[topic], source=source, held_on="[2025-11-24..2025-11-27]")
    meeting("MA", "SN", event=event, source=source, attestation="implied")
    meeting("MA", OrganizationFactory(name="Council of Ministers", slug="council"), event=event, source=source)
    mou("MA", "ES", event=event, meeting=first, title="Police accord", source=source)
    cite(event, source, supports=["date"], locator="paragraph 9")
    ReportedTotalFactory(event=event, principal=first.principal, source=source, value=5, locator="paragraph 2")
    return event


def test_home_leads_to_the_continents(client: Client, assembly: Event) -> None:
    response = client.get("/")
    words = text_of(response)
    assert 'href="/continents/africa/"' in response.content.decode()
    assert "Europe 1 meeting" in words and "Africa 1 meeting" in words and "Organizations 1 meeting" in words


def test_continents_counts_and_organizations_beside(client: Client, assembly: Event) -> None:
    words = text_of(client.get("/continents/"))
    assert "3 meetings, by the continent of the counterpart" in words
    assert "Europe 1 meeting" in words and "Organizations 1 meeting" in words


def test_continent_shows_regions_countries_and_meetings(client: Client, assembly: Event) -> None:
    words = text_of(client.get("/continents/africa/"))
    assert "1 meeting had a counterpart from Africa" in words
    assert "Western Africa 1" in words and "Senegal 1" in words and "Morocco 0" in words
    assert re.search(r"\bM\d{6,}\b", words) and "Spain" not in words


def test_region_under_its_own_address_only(client: Client, assembly: Event) -> None:
    assert client.get("/regions/western-africa/").status_code == 200
    assert client.get("/regions/africa/").headers["Location"] == "/continents/africa/"
    assert client.get("/continents/western-africa/").headers["Location"] == "/regions/western-africa/"
    assert client.get("/continents/atlantis/").status_code == 404


def test_list_says_in_words_what_it_shows(client: Client, assembly: Event) -> None:
    assert "1 meeting with counterparts in Europe" in text_of(client.get("/meetings/?continent=europe"))
    words = text_of(client.get("/meetings/?country=ma&with=es&topic=organized-crime&year=2025"))
    assert "1 meeting between Morocco and Spain about Organized crime in 2025" in words


def test_list_chip_removes_its_filter_only(client: Client, assembly: Event) -> None:
    page = client.get("/meetings/?continent=europe&continent=africa&kind=bilateral&sort=oldest").content.decode()
    assert 'href="/meetings/?continent=africa&amp;kind=bilateral&amp;sort=oldest"' in page
    assert 'href="/meetings/?continent=europe&amp;continent=africa&amp;sort=oldest"' in page


def test_list_two_empty_states(client: Client) -> None:
    assert "No meeting is published here yet" in text_of(client.get("/meetings/"))
    meeting()
    assert "No meeting matches all of these filters" in text_of(client.get("/meetings/?kind=remote"))


def test_list_bad_value_said_beside_its_field(client: Client, assembly: Event) -> None:
    response = client.get("/meetings/?from=2025-02-30")
    assert 'id="filter-from-error"' in response.content.decode()
    assert Meeting.objects.get(counterpart_country="ES").reference not in text_of(response)


def test_list_fragment_for_htmx_page_for_everybody_else(client: Client, assembly: Event) -> None:
    page = client.get("/meetings/")
    fragment = client.get("/meetings/", headers={"HX-Request": "true"})
    restored = client.get("/meetings/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert fragment.content.decode().lstrip().startswith('<div id="meeting-browser"')
    assert fragment.content in page.content
    assert restored.content == page.content
    assert "HX-Request" in page.headers["Vary"]


def test_list_pages_follow_one_another(client: Client) -> None:
    for n in range(12):
        meeting("MA", "ES", held_on=f"2025-11-{n + 1:02}")
    first = client.get("/meetings/?size=10&country=ma").content.decode()
    assert 'rel="prev"' not in first
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    second = client.get(following[1].replace("&amp;", "&")).content.decode()
    assert 'rel="next"' not in second
    back = re.search(r'rel="prev" href="([^"]+)"', second)
    assert back is not None
    references = re.findall(r'class="reference" href="/meetings/(M\d+)/"', first + second)
    assert len(references) == len(set(references)) == 12
    again = client.get(back[1].replace("&amp;", "&")).content.decode()
    assert re.findall(r">(M\d{6})<", again) == re.findall(r">(M\d{6})<", first)


def test_meeting_shows_every_citation_with_what_it_supports(client: Client, assembly: Event) -> None:
    record = Meeting.objects.get(counterpart_country="ES")
    cite(record, locator="page 12", supports=["place", "topic"], grouping="Southern Europe", note="A note of ours")
    words = text_of(client.get(record.get_absolute_url()))
    for expected in ("paragraph 1", "page 12", "Southern Europe", "A note of ours", "Police accord"):
        assert expected in words
    assert "On one of the days 24–27 November 2025" in words


def test_event_shows_reported_beside_recorded(client: Client, assembly: Event) -> None:
    words = text_of(client.get(assembly.get_absolute_url()))
    reported = words[words.index("Reported against recorded") :]
    for expected in ("A gazette", "paragraph 2", "2 named", "1 implied"):
        assert expected in reported
    assert "3 meetings are recorded at this event. All are of the programme of Morocco. 1 MoU is recorded." in words


def test_country_both_sides_with_the_other_named(client: Client, assembly: Event) -> None:
    meeting("KE", "MA", held_on="2020")
    words = text_of(client.get("/countries/ma/"))
    assert "Morocco is in 4 recorded meetings, 2020–2025. It signed 1 recorded MoU." in words
    for partner in ("Kenya", "Spain", "Senegal", "Council of Ministers"):
        assert partner in words
    assert "Police accord" in words
    assert client.get("/countries/MA/").headers["Location"] == "/countries/ma/"
    assert client.get("/countries/zz/").status_code == 404


def test_pair_in_either_order(client: Client, assembly: Event) -> None:
    assert client.get("/countries/ma/es/").headers["Location"] == "/countries/es/ma/"
    words = text_of(client.get("/countries/es/ma/"))
    assert "1 recorded meeting between Spain and Morocco" in words and "Police accord" in words
    assert "They are parties to 1 recorded MoU" in words and "Organized crime" in words
    assert "No meeting between Spain and Senegal is recorded yet" in text_of(client.get("/countries/es/sn/"))
    assert client.get("/countries/ma/ma/").status_code == 404


def test_mou_names_its_parties_and_meeting(client: Client, assembly: Event) -> None:
    record = MoU.objects.get()
    words = text_of(client.get(record.get_absolute_url()))
    assert "Morocco" in words and "Spain" in words and Meeting.objects.get(counterpart_country="ES").reference in words


@pytest.mark.parametrize("address", ["delegations", "organizations", "events", "mous", "topics", "sources"])
def test_short_lists_find_and_say_when_they_do_not(client: Client, assembly: Event, address: str) -> None:
    assert client.get(f"/{address}/").status_code == 200
    if address != "topics":
        assert "matches" in text_of(client.get(f"/{address}/?q=nothingofthekind"))
        assert 'class="error"' in client.get(f"/{address}/?size=7").content.decode()


def test_source_shows_everything_recorded_from_it(client: Client, assembly: Event) -> None:
    source = assembly.citations.get().source
    words = text_of(client.get(source.get_absolute_url()))
    for expected in ("5 meetings", "Assembly of Marrakech", "Police accord", "3 meetings"):
        assert expected in words


def test_withdrawn_gone_with_its_reason_and_merged_redirects(client: Client) -> None:
    kept, gone = meeting("MA", "ES"), meeting("MA", "FR", status="withdrawn", summary="Unheard of")
    response = client.get(gone.get_absolute_url())
    assert response.status_code == 410
    assert "The source was retracted." in text_of(response) and "Unheard of" not in text_of(response)
    gone.merged_into = kept
    gone.save()
    assert client.get(gone.get_absolute_url()).headers["Location"] == kept.get_absolute_url()
    move(kept, "withdrawn")
    assert client.get(gone.get_absolute_url()).status_code == 410


def test_names_in_a_readers_order(client: Client) -> None:
    """Not the database's: by code point, É would come after Z."""
    meeting("EE", "ES")

    Country.objects.filter(pk="EE").update(name="Éstonia", sort_key="estonia")
    words = text_of(client.get("/countries/"))
    assert words.index("Éstonia") < words.index("Spain")


def test_about_and_method(client: Client) -> None:
    assert client.get("/about/").status_code == 200
    page = client.get("/about/method/").content.decode()
    assert "<h1" in page and "principal" in page


def test_list_own_boxes_beside_a_page_that_fixes_the_same(client: Client, assembly: Event, settings) -> None:
    """A continent's page shows no boxes of continents; the list with that continent chosen shows them, one ticked."""
    keep(settings)
    assert 'name="continent"' not in client.get("/continents/africa/").content.decode()
    page = client.get("/meetings/?continent=africa").content.decode()
    assert 'name="continent" value="africa" checked' in page and 'name="continent" value="europe">' in page
