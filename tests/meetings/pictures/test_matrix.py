"""Who met whom: each cell has the number of its pair, and leads to exactly these meetings."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from delegations.gazetteer import Gazetteer
from delegations.models import Organization
from meetings.facets import pairs
from meetings.filters import MeetingFilterSet
from meetings.models import Meeting
from meetings.parties import Party
from meetings.pictures import matrix
from meetings.pictures.links import Link
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def met() -> None:
    council = factories.OrganizationFactory(name="Council of Ministers", acronym="")
    league = factories.OrganizationFactory(name="League", acronym="LG")
    for principal, counterpart in (
        ("MA", "ES"), ("MA", "ES"), ("MA", "SN"), ("SN", "MA"), ("ES", "MA"), ("ES", "FR"), ("KE", "ES"), ("MA", "CL"),
        ("MA", council), (league, "MA"), (league, council), ("IN", "EE"),
    ):  # fmt: skip
        factories.meeting(principal, counterpart)


def asked(query: str) -> MeetingFilterSet:
    filterset = MeetingFilterSet(QueryDict(query), Meeting.objects.published())
    assert filterset.is_valid()
    return filterset


def cells(picture: matrix.Matrix) -> list[matrix.Cell]:
    return [cell for row in picture.rows for cell in row.cells if cell.count]


@pytest.mark.usefixtures("met")
@pytest.mark.parametrize("query", ["", "continent=europe", "year=2025", "continent=africa&continent=europe"])
def test_matrix_continent_cells_lead_to_their_meetings(query: str) -> None:
    filterset = asked(query)
    organizations = Organization.objects.in_bulk()
    picture = matrix.of_continents(
        pairs(filterset), filterset.gazetteer, Link("/list/", filterset.applied()), organizations
    )
    assert picture.total == filterset.qs.count()
    for cell in cells(picture):
        assert asked(urlsplit(cell.url).query).qs.count() == cell.count, cell


@pytest.mark.usefixtures("met")
@pytest.mark.parametrize("query", ["", "country=ma", "country=ma&with=es", "continent=europe&side=either"])
def test_matrix_party_cells_lead_to_their_meetings(query: str) -> None:
    filterset = asked(query)
    organizations = Organization.objects.in_bulk()
    picture = matrix.of_parties(
        pairs(filterset), filterset.gazetteer, Link("/list/", filterset.applied()), organizations
    )
    assert picture.total == filterset.qs.count()
    assert not picture.note
    for cell in cells(picture):
        assert asked(urlsplit(cell.url).query).qs.count() == cell.count, cell


@pytest.mark.usefixtures("met")
def test_matrix_continents_in_reading_order_and_totals() -> None:
    filterset = asked("")
    picture = matrix.of_continents(pairs(filterset), filterset.gazetteer, Link("/list/"))
    assert [head.name for head in picture.columns] == ["Africa", "Americas", "Europe", "Organizations"]
    assert [row.head.name for row in picture.rows] == ["Africa", "Asia", "Europe", "Organizations"]
    africa = picture.rows[0]
    assert [cell.count for cell in africa.cells] == [2, 1, 3, 1]
    assert africa.total == 7
    assert picture.totals == [4, 1, 5, 2]
    assert africa.cells[2].says == "3: Africa with Europe"
    # Without the organizations' slugs their cells lead nowhere rather than somewhere wrong.
    assert africa.cells[3].url == ""


@pytest.mark.usefixtures("met")
def test_matrix_continents_without_links_where_either_side_was_meant() -> None:
    filterset = asked("country=ma")
    picture = matrix.of_continents(
        pairs(filterset), filterset.gazetteer, Link("/list/", filterset.applied()), Organization.objects.in_bulk()
    )
    assert picture is not None
    assert not any(cell.url for cell in cells(picture))


@pytest.mark.usefixtures("met")
def test_matrix_parties_says_how_much_it_shows() -> None:
    filterset = asked("")
    picture = matrix.of_parties(pairs(filterset), filterset.gazetteer, Link("/list/"), shown=2)
    assert [row.head.code for row in picture.rows] == ["MA", "ES"]
    assert [head.code for head in picture.columns] == ["ES", "MA"]
    assert picture.note.startswith("Shows 3 of 12 meetings")
    same = [cell for row in picture.rows for cell in row.cells if cell.is_same]
    assert len(same) == 2


def test_matrix_none_where_it_would_say_nothing() -> None:
    factories.meeting("MA", "ES")
    factories.meeting("MA", "FR")
    gazetteer = Gazetteer.read()
    one = Counter({(Party("MA", None), Party("ES", None)): 5})
    assert matrix.of_continents(Counter(), gazetteer, Link("/list/")) is None
    assert matrix.of_parties(Counter(), gazetteer, Link("/list/")) is None
    assert matrix.of_continents(one, gazetteer, Link("/list/")) is None
    row = one + Counter({(Party("MA", None), Party("FR", None)): 2})
    assert matrix.of_parties(row, gazetteer, Link("/list/")) is None


@pytest.mark.usefixtures("met")
def test_matrix_levels_and_markup() -> None:
    filterset = asked("")
    numbers = Counter({pair: n * 100 if pair[0].country == "KE" else n for pair, n in pairs(filterset).items()})
    picture = matrix.of_parties(numbers, filterset.gazetteer, Link("/list/"))
    levels = {cell.count: cell.level for cell in cells(picture)}
    assert levels[100] == matrix.LEVELS
    assert levels[1] == 1
    html = render_to_string("pictures/_matrix.html", {"picture": picture})
    assert '<th class="matrix__row" scope="row">' in html
    assert 'aria-label="100: Kenya with Spain"' in html
    assert "style=" not in html
