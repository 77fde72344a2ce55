"""The names that a text is read with: parties from the register (or its fixture), cities, and organizations at large.

Made without a database of ``fixtures/reference.json`` (``from_fixtures``) or of the register's own names (``stored``),
so that a name which an editor adds improves the next reading.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from core.text import normalise
from delegations.lexicon import NO_PARTIES, STRENGTHS, Lexicon, Meaning, Name, Party, Strength
from delegations.models import Country, CountryName, Organization, Region
from intake.reading.findings import Actor
from intake.reading.tables import LANGUAGES, starts, table

ROOT: Final = Path(__file__).resolve().parents[2]
FIXTURES: Final = (ROOT / "fixtures" / "reference.json", ROOT / "fixtures" / "marrakech-2025.json")
COLUMN: Final = {"en": 0, "fr": 1, "ar": 2}


class City(NamedTuple):
    name: str
    country: str  # ISO alpha-2
    is_capital: bool  # and may stand for the state


class Stored(NamedTuple):
    """One name of a country as the register keeps it."""

    code: str
    language: str
    name: str
    kind: str
    normalised: str


class Names:
    """The names of one language: parties by the lexicon, cities by their normalised words."""

    def __init__(self, lexicon: Lexicon, cities: dict[str, City]) -> None:
        self.lexicon, self.cities = lexicon, cities
        self.starts = starts([*lexicon.entries, *cities])
        self._meanings: dict[str, Meaning | None] = {}

    def meaning(self, key: str) -> Meaning | None:
        if key not in self._meanings:
            self._meanings[key] = self.lexicon.meaning(key)
        return self._meanings[key]


@dataclass(frozen=True)
class Gazetteer:
    """``names`` by language; ``actors`` by the lexicon's key; ``regions`` by the normalised name of a region."""

    names: dict[str, Names]
    actors: dict[str, Actor]
    continents: dict[str, str]  # ISO alpha-2 → M49 code of the continent
    capitals: dict[str, frozenset[str]]  # ISO alpha-2 → normalised names of its capital

    def actor(self, party: Party) -> Actor:
        return self.actors[str(party)]

    @classmethod
    def made(
        cls,
        countries: dict[str, tuple[str, str, str]],
        names: Iterable[Stored],
        organizations: Iterable[tuple[str, str, str, str]],
        regions: Iterable[str],
    ) -> "Gazetteer":
        """Make it of plain rows.

        ``countries``: ISO alpha-2 → (alpha-3, English name, continent); ``organizations``: (key, name, acronym, other
        names, one a line); ``regions``: all their names.
        """
        actors = {f"c:{code}": Actor(f"c:{code}", name, iso3) for code, (iso3, name, _continent) in countries.items()}
        bodies = list(_bodies(organizations, actors))
        apart = [Name(None, name) for name in regions] + [Name(None, name) for name in NO_PARTIES]
        rows = list(names)
        capitals = {
            code: frozenset(
                normalise(spelling) for column in entries[0].lstrip("!").split("|") for spelling in column.split("/")
            )
            for code, entries in table("places").items()
            if entries
        }
        by_language = {}
        for language in LANGUAGES:
            own = [
                Name(Party("c", row.code), row.name, STRENGTHS[CountryName.Kind(row.kind)], row.normalised)
                for row in rows
                if row.language == language
            ]
            national = [
                Name(Party("c", code), name, Strength.VARIANT)
                for code, several in table("apart")["bodies"].items()
                for name in several
                if f"c:{code}" in actors
            ]
            if language == "ar":
                own += _as_in_egypt(own)
            by_language[language] = Names(Lexicon([*own, *national, *bodies, *apart]), _cities(language))
        continents = {code: continent for code, (_iso3, _name, continent) in countries.items()}
        return cls(by_language, actors, continents, capitals)

    @classmethod
    def from_fixtures(cls, *paths: Path) -> "Gazetteer":
        """Read the register's fixtures; no database is asked."""
        countries: dict[str, tuple[str, str, str]] = {}
        names: list[Stored] = []
        organizations: list[tuple[str, str, str, str]] = []
        regions: list[str] = []
        for path in paths or FIXTURES:
            for row in json.loads(path.read_text(encoding="utf-8")):
                model, fields = row["model"], row["fields"]
                if model == "delegations.country":
                    countries[row["pk"]] = (fields["iso3"], fields["name"], fields["continent"])
                elif model == "delegations.countryname":
                    names.append(
                        Stored(
                            fields["country"],
                            fields["language"],
                            fields["name"],
                            fields["kind"],
                            fields["normalised"],
                        )
                    )
                elif model == "delegations.organization":
                    organizations.append((str(row["pk"]), fields["name"], fields["acronym"], fields["other_names"]))
                elif model == "delegations.region":
                    regions += [fields[name] for name in ("name", "name_fr", "name_ar", "name_es")]
        return cls.made(countries, names, organizations, regions)

    @classmethod
    def stored(cls) -> "Gazetteer":
        """Read the register: four questions to the database."""
        countries = {
            code: (iso3, name, continent)
            for code, iso3, name, continent in Country.objects.order_by().values_list(
                "iso2", "iso3", "name", "continent"
            )
        }
        names = [
            Stored(*row)
            for row in CountryName.objects.order_by().values_list("country", "language", "name", "kind", "normalised")
        ]
        organizations = [
            (str(pk), name, acronym, others)
            for pk, name, acronym, others in Organization.objects.order_by().values_list(
                "pk", "name", "acronym", "other_names"
            )
        ]
        regions = [
            name
            for row in Region.objects.order_by().values_list("name", "name_fr", "name_ar", "name_es")
            for name in row
        ]
        return cls.made(countries, names, organizations, regions)


@cache
def of_fixtures() -> Gazetteer:
    """Return the gazetteer of the fixtures, read once."""
    return Gazetteer.from_fixtures()


def _bodies(organizations: Iterable[tuple[str, str, str, str]], actors: dict[str, Actor]) -> Iterator[Name]:
    """Yield the names of organizations, the register's first, and enter them among the actors.

    An organization of the table that the register has under any of its names lends it the others.
    """
    known: dict[str, str] = {}
    for key, name, acronym, others in organizations:
        party = Party("o", key)
        actors[str(party)] = Actor(str(party), name)
        for number, spelling in enumerate((name, acronym, *others.splitlines())):
            if spelling.strip():
                known[normalise(spelling)] = key
                yield Name(party, spelling, Strength.OFFICIAL if number else Strength.SHORT)
    table_of: dict[str, Any] = table("organizations")
    for name, others in table_of.items():
        spellings = [spelling for spelling in (name, *others) if spelling]
        found = next((known[key] for key in map(normalise, spellings) if key in known), None)
        party = Party("o", found) if found else Party("x", name)
        actors.setdefault(str(party), Actor(str(party), name))
        for number, spelling in enumerate(spellings):
            if normalise(spelling) not in known:
                yield Name(party, spelling, Strength.OFFICIAL if number else Strength.SHORT)


def _as_in_egypt(names: list[Name]) -> list[Name]:
    """Return the names that Egypt writes with another letter: "بنجلاديش" for "بنغلاديش", but not "المغرب"."""
    return [
        name._replace(text=name.text.replace("غ", "ج"), normalised=name.normalised.replace("غ", "ج"))
        for name in names
        if name.party != Party("c", "MA") and "غ" in name.text.removeprefix("ال")[1:]
    ]


def _cities(language: str) -> dict[str, City]:
    found: dict[str, City] = {}
    for code, entries in table("places").items():
        for number, entry in enumerate(entries):
            stands = not number and not entry.startswith("!")
            column = entry.lstrip("!").split("|")[COLUMN[language]]
            for spelling in column.split("/"):
                if key := normalise(spelling):
                    found.setdefault(key, City(spelling, code, stands))
    return found
