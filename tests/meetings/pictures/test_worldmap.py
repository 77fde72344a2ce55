"""The world map: every country once, links and table that agree, classes that are honest, and a size that is light."""

import gzip
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from delegations.gazetteer import Gazetteer
from delegations.models import Country, Region
from meetings.pictures.classes import classes_of
from meetings.pictures.shapes import WORLD, view
from meetings.pictures.worldmap import WorldMap, world_map

SVG = "{http://www.w3.org/2000/svg}"
CONTINENTS = ("002", "019", "142", "150", "009", "010")
BUDGET = 45_000


def read(model: type, name: str) -> dict[str, Any]:
    rows = json.loads((Path(settings.BASE_DIR) / "fixtures" / "reference.json").read_text("utf-8"))
    foreign = ("region", "continent", "parent")
    return {
        row["pk"]: model(
            pk=row["pk"], **{f"{key}_id" if key in foreign else key: value for key, value in row["fields"].items()}
        )
        for row in rows
        if row["model"] == name
    }


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    regions = read(Region, "delegations.region")
    children: dict[str | None, list[Region]] = {}
    for region in regions.values():
        children.setdefault(region.parent_id, []).append(region)
    return Gazetteer(read(Country, "delegations.country"), regions, children)


def address(code: str) -> str:
    return f"/meetings/?country={code.lower()}&side=counterpart"


def draw(gazetteer: Gazetteer, counts: dict[str, int], **options: Any) -> WorldMap:
    return world_map(counts, gazetteer, href=address, title="Meetings by country", **options)


def parse(picture: WorldMap) -> ElementTree.Element:
    whole = picture.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ElementTree.fromstring(whole)  # noqa: S314  # it is ours


def links(picture: WorldMap) -> dict[str, ElementTree.Element]:
    return {link.attrib["data-code"]: link for link in parse(picture).iter(f"{SVG}a")}


def many(gazetteer: Gazetteer) -> dict[str, int]:
    """About 100,000 meetings, as unevenly as countries have them."""
    return {code: 1 + 20_000 // (place + 1) for place, code in enumerate(sorted(gazetteer.countries))}


@pytest.mark.parametrize("counted", ["none", "some", "all"])
def test_world_draws_every_country_of_the_list_once(gazetteer: Gazetteer, counted: str) -> None:
    counts = {"none": {}, "some": {"FR": 3, "MC": 1}, "all": many(gazetteer)}[counted]
    root = parse(draw(gazetteer, counts))
    drawn = [mark.attrib["data-code"] for mark in root.iter() if "data-code" in mark.attrib]
    assert sorted(drawn) == sorted(gazetteer.countries)
    for mark in root.iter():
        if "data-code" in mark.attrib:
            assert [part.tag for part in mark if part.tag != f"{SVG}title"], mark.attrib


@pytest.mark.parametrize("code", CONTINENTS)
def test_continent_draws_nearly_all_its_countries_and_its_neighbours_pale(gazetteer: Gazetteer, code: str) -> None:
    picture = draw(gazetteer, {}, zoom=code)
    kinds = {
        mark.attrib["data-code"]: mark.attrib["class"] for mark in parse(picture).iter() if "data-code" in mark.attrib
    }
    own = gazetteer.countries_in(code)
    assert {kinds[iso2] for iso2 in own & kinds.keys()} == {"map__none"}
    assert {kinds[iso2] for iso2 in kinds.keys() - own} <= {"map__land"}
    assert len(own & kinds.keys()) >= 0.85 * len(own)


def test_places_lie_inside_their_picture() -> None:
    world = view(WORLD)
    assert all(0 < place.x < world.width and 0 < place.y < world.height for place in world.places.values())
    assert all(place.path or place.is_dot for place in world.places.values())


def test_countries_with_disputed_land_have_shapes_of_their_own(gazetteer: Gazetteer) -> None:
    places = view(WORLD).places
    assert all(places[code].path for code in ("XK", "TW", "PS", "EH", "SO", "CY", "GF"))
    assert len({places[code].path for code in ("EH", "MA", "XK", "RS", "TW", "CN", "PS", "IL")}) == 8


def test_link_names_country_and_count_and_leads_to_its_meetings(gazetteer: Gazetteer) -> None:
    found = links(draw(gazetteer, {"FR": 1, "MC": 1200}))
    assert set(found) == {"FR", "MC"}
    assert found["FR"].attrib["href"] == "/meetings/?country=fr&side=counterpart"
    assert found["FR"].attrib["aria-label"] == "France: 1 meeting"
    assert found["MC"].attrib["aria-label"] == found["MC"].find(f"{SVG}title").text == "Monaco: 1,200 meetings"


def test_dot_has_a_target_wider_than_itself_where_nothing_is_near(gazetteer: Gazetteer) -> None:
    found = links(draw(gazetteer, {"SH": 1, "MC": 1, "FR": 1}))
    radii = {
        code: {circle.attrib["class"]: int(circle.attrib["r"]) for circle in link.iter(f"{SVG}circle")}
        for code, link in found.items()
    }
    # 1180 pixels are what the page gives the map on a screen of 1280.
    assert 2 * radii["SH"]["map__target"] * 1180 / view(WORLD).width >= 24
    assert radii["MC"]["map__target"] >= radii["MC"]["map__dot"]
    assert radii["FR"] == {}


def test_targets_of_two_dots_do_not_cover_each_other() -> None:
    dots = [place for place in view(WORLD).places.values() if place.is_dot]
    for place in dots:
        for other in dots:
            if other is not place:
                assert (place.x - other.x) ** 2 + (place.y - other.y) ** 2 >= (place.reach + other.reach - 5) ** 2


def test_dots_are_drawn_after_shapes_and_names_are_in_order(gazetteer: Gazetteer) -> None:
    # The Holy See comes before San Marino, as their names do.
    assert list(links(draw(gazetteer, {"SM": 1, "VA": 1, "IT": 1, "FR": 1}))) == ["FR", "IT", "VA", "SM"]
    assert list(links(draw(gazetteer, {"AD": 1, "ES": 9}))) == ["ES", "AD"]


def test_country_of_the_page_is_marked_and_named(gazetteer: Gazetteer) -> None:
    picture = draw(gazetteer, {"FR": 2}, own="MA")
    marked = [mark for mark in parse(picture).iter() if "map__self" in mark.attrib.get("class", "")]
    assert [mark.attrib["data-code"] for mark in marked] == ["MA"]
    assert picture.own == "Morocco"
    assert links(draw(gazetteer, {"MA": 2}, own="MA"))["MA"].attrib["class"] == "map__4 map__self"


def test_text_is_escaped(gazetteer: Gazetteer) -> None:
    country = Country(iso2="FR", name='<b>"&', region_id="155", continent_id="150")
    odd = Gazetteer({**gazetteer.countries, "FR": country}, gazetteer.regions, gazetteer.children)
    picture = world_map({"FR": 1}, odd, href=lambda code: '/?a=1&b="<', title="<i>&", prefix='"><i')
    link = links(picture)["FR"]
    assert "<b>" not in picture.svg and "<i" not in picture.svg
    assert link.attrib["aria-label"] == '<b>"&: 1 meeting'
    assert link.attrib["href"] == '/?a=1&b="<'
    html = render_to_string("pictures/_map.html", {"picture": picture})
    assert "<b>" not in html and "<i>" not in html


def test_table_has_the_numbers_and_addresses_of_the_map(gazetteer: Gazetteer) -> None:
    picture = draw(gazetteer, {"FR": 3, "ES": 12, "MC": 3, "AD": 0, "XX": 5})
    assert [(row.code, row.count) for row in picture.rows] == [("ES", 12), ("FR", 3), ("MC", 3)]
    html = render_to_string("pictures/_map.html", {"picture": picture})
    table = re.findall(r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th><td class="number">([^<]+)</td>', html)
    assert table == [(address(code).replace("&", "&amp;"), name, n) for code, name, n in [
        ("ES", "Spain", "12"), ("FR", "France", "3"), ("MC", "Monaco", "3"),
    ]]  # fmt: skip
    assert {(link.attrib["href"], link.attrib["aria-label"]) for link in links(picture).values()} == {
        (row.url, row.says) for row in picture.rows
    }


def test_country_beyond_the_window_is_in_the_table_and_said_to_be(gazetteer: Gazetteer) -> None:
    picture = draw(gazetteer, {"FR": 2, "SJ": 1}, zoom="150")
    assert [row.code for row in picture.rows] == ["FR", "SJ"]
    assert set(links(picture)) == {"FR"}
    assert picture.note == "1 country lies beyond this part of the map and is in the table only."


def test_meetings_with_organizations_are_said_to_be_left_out(gazetteer: Gazetteer) -> None:
    assert draw(gazetteer, {"FR": 1}).note == ""
    assert draw(gazetteer, {"FR": 1}, organizations=4).note.startswith(
        "4 meetings with organizations are not on the map"
    )


def test_empty_map_has_no_links_no_table_and_nothing_to_skip(gazetteer: Gazetteer) -> None:
    html = render_to_string("pictures/_map.html", {"picture": draw(gazetteer, {})})
    assert "<a " not in html and "<table" not in html
    assert "No meeting with a country is recorded here." in html


def test_ids_are_unique_between_two_maps(gazetteer: Gazetteer) -> None:
    html = "".join(
        render_to_string("pictures/_map.html", {"picture": draw(gazetteer, {"FR": 1}, prefix=prefix)})
        for prefix in ("map", "other")
    )
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    referred = re.findall(r' (?:aria-labelledby|aria-describedby)="([^"]+)"', html) + re.findall(
        r'href="#([^"]+)"', html
    )
    assert set(referred) <= set(ids)


def test_map_has_no_inline_style_and_no_size_of_its_own(gazetteer: Gazetteer) -> None:
    svg = draw(gazetteer, many(gazetteer)).svg
    assert not re.search(r" style=| fill=| on\w+=|<style|<script", svg)
    assert "width" not in parse(draw(gazetteer, {})).attrib


def test_numbers_and_plurals_follow_the_language(gazetteer: Gazetteer) -> None:
    with translation.override("fr"):
        picture = draw(gazetteer, {"FR": 1200, "ES": 1})
    assert "1,200" not in picture.svg


@pytest.mark.parametrize("zoom", ["", *CONTINENTS])
def test_map_with_meetings_everywhere_is_within_its_budget(gazetteer: Gazetteer, zoom: str) -> None:
    html = render_to_string("pictures/_map.html", {"picture": draw(gazetteer, many(gazetteer), zoom=zoom)})
    assert len(gzip.compress(html.encode(), 6)) <= BUDGET


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([0], []),
        ([1] * 46, [(1, 1, 4)]),
        ([1, 1, 2], [(1, 1, 2), (2, 2, 4)]),
        ([1] * 45 + [52], [(1, 1, 2), (52, 52, 4)]),
        ([7, 8, 9, 10, 11], [(n, n, colour) for n, colour in zip(range(7, 12), range(1, 6), strict=True)]),
        ([380, 385, 391, 400, 404, 420], [(380, 389, 1), (390, 399, 2), (400, 409, 4), (420, 420, 5)]),
        (range(1, 33), [(1, 1, 1), (2, 4, 2), (5, 9, 3), (10, 19, 4), (20, 32, 5)]),
    ],
)
def test_classes_of_counts(counts: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert [(group.first, group.last, group.colour) for group in classes_of(counts).classes] == expected


@pytest.mark.parametrize(
    "counts",
    [
        [1 + 20_000 // n for n in range(1, 251)],
        [400 + (37 * n) % 61 for n in range(250)],
        [10**6 + n for n in range(250)],
        [1, 2, 3, 4, 5, 10**6],
        list(range(1, 8)),
        [5, 6, 7, 8, 9, 10, 24],
    ],
)
def test_classes_are_few_and_hold_every_count_in_order(counts: list[int]) -> None:
    found = classes_of(counts)
    assert 2 <= len(found.classes) <= 5
    for count in counts:
        group = found.of(count)
        assert group.first <= count <= group.last
    for lower, upper in zip(found.classes, found.classes[1:], strict=False):
        assert lower.last < upper.first and lower.colour < upper.colour
    assert all(any(group.first <= count <= group.last for count in counts) for group in found.classes)
