"""The world map: how many meetings with each country, each a link, with a legend and a table that say the same.

    picture = world_map(counts.by["country"], gazetteer, href=address, title=_("Meetings by country"))
    {% include "pictures/_map.html" %}

Text is joined, not rendered by a template: the world is two hundred and fifty shapes. It is escaped here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.numbers import grouped
from core.text import sort_key
from delegations.gazetteer import Gazetteer
from meetings.pictures.classes import Classes, classes_of
from meetings.pictures.shapes import WORLD, Place, View, view

LINE = """
          <tr><th scope="row"><a href="{}">{}</a></th><td class="number">{}</td></tr>"""


@dataclass(frozen=True, slots=True)
class Row:
    """One country of the table and of the map. ``name`` is the country's, ``says`` the link's: both are plain text."""

    code: str
    name: str
    count: int
    url: str
    colour: int
    is_drawn: bool

    @property
    def says(self) -> str:
        return _in_words(self.name, self.count)


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend: the colour's number, and the counts it stands for in digits."""

    colour: int
    label: str


@dataclass(frozen=True, slots=True)
class WorldMap:
    """What ``pictures/_map.html`` draws. ``rows`` are the countries with meetings, most meetings first; ``lines`` are
    those of the table that says the same."""

    prefix: str
    title: str
    description: str
    svg: SafeString
    lines: SafeString
    keys: tuple[Key, ...]
    rows: tuple[Row, ...]
    own: str
    note: str
    is_part: bool
    is_tall: bool


def world_map(
    by_country: Mapping[str, int],
    gazetteer: Gazetteer,
    *,
    href: Callable[[str], str],
    title: str,
    prefix: str = "map",
    zoom: str = "",
    own: str = "",
    organizations: int = 0,
) -> WorldMap:
    """Draw ``by_country`` (ISO code to number of meetings); ``href`` gives the address of a country's meetings.

    ``prefix`` must differ between the maps of one page. ``zoom`` is a continent's M49 code: that part of the world,
    and the countries around it pale. ``own`` is the country that the page is about, marked as such. With
    ``organizations``, the number of meetings with parties that have no place, a note says that they are left out.
    """
    shapes = view(zoom or WORLD)
    counted = {code: n for code, n in by_country.items() if n > 0 and code in gazetteer.countries}
    classes = classes_of(counted.values())
    rows = [
        Row(code, gazetteer.countries[code].name, n, href(code), classes.of(n).colour, code in shapes.places)
        for code, n in counted.items()
    ]
    rows.sort(key=lambda row: (-row.count, sort_key(row.name), row.code))
    own_country = gazetteer.countries.get(own)
    description = _description(len(rows))
    within = gazetteer.countries_in(zoom) if zoom else frozenset(shapes.places)
    return WorldMap(
        prefix=prefix,
        title=title,
        description=description,
        lines=format_html_join("", LINE, ((row.url, row.name, grouped(row.count)) for row in rows)),
        svg=_svg(shapes, rows, prefix, title, description, own, within),
        keys=_keys(classes),
        rows=tuple(rows),
        own=own_country.name if own_country and own in shapes.places else "",
        note=_note(rows, organizations),
        is_part=bool(zoom),
        is_tall=shapes.height > shapes.width * 0.75,
    )


def _svg(
    shapes: View, rows: list[Row], prefix: str, title: str, description: str, own: str, within: frozenset[str]
) -> SafeString:
    """Draw the sea, then land without meetings, then the links, shapes before dots so that no dot is covered.

    The links come in the order of names, in which a reader who goes from one to the next can find a country.
    """
    linked = {row.code: row for row in sorted(rows, key=lambda row: sort_key(row.name)) if row.is_drawn}
    plain = {code: place for code, place in shapes.places.items() if code not in linked}
    name, what = escape(f"{prefix}-title"), escape(f"{prefix}-desc")
    parts = [
        f'<svg class="map__svg" viewBox="0 0 {shapes.width} {shapes.height}" role="group" focusable="false"',
        f' aria-labelledby="{name}" aria-describedby="{what}">',
        f'<title id="{name}">{escape(title)}</title><desc id="{what}">{escape(description)}</desc>',
        '<g aria-hidden="true">',
        f'<path class="map__sea" d="{shapes.outline}"/>' if shapes.outline else "",
        f'<path class="map__lines" d="{shapes.lines}"/>',
        f'<path class="map__land" d="{shapes.land}"/>' if shapes.land else "",
        *(_plain(code, place, shapes, own, within) for code, place in plain.items()),
        "</g>",
        *(_link(row, shapes, own) for code, row in linked.items() if not shapes.places[code].is_dot),
        *(_link(row, shapes, own) for code, row in linked.items() if shapes.places[code].is_dot),
        "</svg>",
    ]
    return SafeString("".join(parts))


def _plain(code: str, place: Place, shapes: View, own: str, within: frozenset[str]) -> str:
    kind = "self" if code == own else "none" if code in within else "land"
    radius = shapes.dot if code == own else shapes.dot // 2
    return f'<g class="map__{kind}" data-code="{code}">{_drawing(place, radius)}</g>'


def _link(row: Row, shapes: View, own: str) -> str:
    place = shapes.places[row.code]
    says = escape(row.says)
    marked = " map__self" if row.code == own else ""
    target = f'<circle class="map__target" cx="{place.x}" cy="{place.y}" r="{place.reach}"/>' if place.is_dot else ""
    return (
        f'<a class="map__{row.colour}{marked}" data-code="{row.code}" href="{escape(row.url)}" aria-label="{says}">'
        f"<title>{says}</title>{target}{_drawing(place, shapes.dot)}</a>"
    )


def _drawing(place: Place, radius: int) -> str:
    shape = f'<path d="{place.path}"/>' if place.path else ""
    dot = f'<circle class="map__dot" cx="{place.x}" cy="{place.y}" r="{radius}"/>' if place.is_dot else ""
    return shape + dot


def _keys(classes: Classes) -> tuple[Key, ...]:
    return tuple(
        Key(group.colour, grouped(group.first) if group.first == group.last else _range(group.first, group.last))
        for group in classes.classes
    )


def _range(first: int, last: int) -> str:
    return _("%(first)s–%(last)s") % {"first": grouped(first), "last": grouped(last)}


def _in_words(name: str, n: int) -> str:
    return ngettext("%(name)s: %(n)s meeting", "%(name)s: %(n)s meetings", n) % {"name": name, "n": grouped(n)}


def _description(n: int) -> str:
    if not n:
        return _("No meeting with a country is recorded here.")
    return ngettext(
        "A map on which %(n)s country has meetings; the table below it has the same number.",
        "A map on which %(n)s countries have meetings, in stronger colours the more there are; the table below it has"
        " the same numbers.",
        n,
    ) % {"n": grouped(n)}


def _note(rows: list[Row], organizations: int) -> str:
    beyond = [row for row in rows if not row.is_drawn]
    notes = []
    if organizations:
        notes.append(
            ngettext(
                "%(n)s meeting with an organization is not on the map: organizations have no place on it.",
                "%(n)s meetings with organizations are not on the map: organizations have no place on it.",
                organizations,
            )
            % {"n": grouped(organizations)}
        )
    if beyond:
        notes.append(
            ngettext(
                "%(n)s country lies beyond this part of the map and is in the table only.",
                "%(n)s countries lie beyond this part of the map and are in the table only.",
                len(beyond),
            )
            % {"n": grouped(len(beyond))}
        )
    return " ".join(notes)
