"""Which gatherings there are, and who comes: assemblies, conferences, visits, and meetings of no event."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.demo import words
from pages.demo.chance import Wheel, happens, size, zipf
from pages.demo.days import FIRST_YEAR, LAST_YEAR, YEARS, EventDays

ASSEMBLY, CONFERENCE, VISIT, ALONE = "assembly", "conference", "visit", "alone"
# Of the meetings, not of the events. The next gathering is of the form that lags most behind its share.
SHARES = {ASSEMBLY: 0.40, CONFERENCE: 0.25, VISIT: 0.20, ALONE: 0.15}
SERIES_AT_ONCE = len(words.ASSEMBLIES)


@dataclass(frozen=True, slots=True)
class Place:
    """A country as the plan needs it: its code, names, continent and region."""

    code: str
    name: str
    continent: str
    region: str


@dataclass(frozen=True, slots=True)
class Party:
    """What can send a delegation: exactly one of ``place`` and ``organization`` (an id)."""

    place: Place | None = None
    organization: int | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """What an event's own row says."""

    name: str
    days: EventDays
    host: Place


@dataclass(frozen=True, slots=True)
class Gathering:
    """What brings delegations together: an occasion, or none (``ALONE``) and no more than a common source.

    Each of ``programmes`` is a principal and whom it meets, as places in ``parties``. One party may stand
    there twice: two institutions of a country are two delegations.
    """

    form: str
    parties: list[Party]
    programmes: list[tuple[int, list[int]]]
    topics: list[int]
    occasion: Occasion | None = None


class Plan:
    """Yields gatherings for ever. The caller stops, and says in ``made`` how many meetings each form gave."""

    def __init__(
        self, chance: random.Random, places: Sequence[Place], organizations: Sequence[int], meetings: int
    ) -> None:
        self.chance = chance
        ranked = _ranked(chance, places)
        self.places = zipf(ranked)
        self.parties = zipf([Party(place=place) for place in ranked])
        # Neighbours come seven times as often as others of their rank.
        self._near = {
            home: Wheel(
                self.parties.items,
                [
                    weight * (7 if party.place is not None and party.place.continent == home else 1)
                    for party, weight in zip(self.parties.items, self.parties.weights, strict=True)
                ],
            )
            for home in dict.fromkeys(place.continent for place in ranked)
        }
        self.organizations = zipf([Party(organization=number) for number in organizations])
        self.topics = zipf(range(len(words.TOPICS)), 0.7)
        self.largest = max(20, meetings // 12)
        self.made = dict.fromkeys(SHARES, 0)
        self._sessions = self._assemblies()

    def __iter__(self) -> Iterator[Gathering]:
        make = {
            ASSEMBLY: self._assembly,
            CONFERENCE: self._conference,
            VISIT: self._visit,
            ALONE: self._alone,
        }
        # The first gathering has somebody of each continent, however small the register.
        yield self._assembly(first=True)
        while True:
            total = sum(self.made.values()) + 1
            yield make[max(SHARES, key=lambda form: SHARES[form] * total - self.made[form])]()

    def _assembly(self, first: bool = False) -> Gathering:
        name, year = next(self._sessions)
        chance = self.chance
        days = EventDays(chance, year, chance.choice((3, 4, 4, 5)))
        host = self._host()
        guests = size(chance, 20, min(self.largest, 150), 1.1)
        parties = self._guests(Party(place=host), guests, self.parties)
        if first:
            by_continent = {place.continent: Party(place=place) for place in reversed(self.places.items)}
            parties[1:1] = [party for party in by_continent.values() if party not in parties]
        programmes = [(0, list(range(1, len(parties))))]
        others_too = chance.randrange(1, 4) if happens(chance, 0.4) else 0
        for principal in chance.sample(range(1, len(parties)), others_too):
            others = [index for index in range(1, len(parties)) if index != principal]
            programmes.append((principal, chance.sample(others, min(len(others), chance.randrange(4, 25)))))
        return Gathering(ASSEMBLY, parties, programmes, self._topics(), Occasion(name, days, host))

    def _conference(self) -> Gathering:
        chance = self.chance
        host, year = self._host(), YEARS.draw(chance)
        days = EventDays(chance, year, chance.choice((1, 2, 2, 3)))
        parties = self._guests(
            Party(place=host), size(chance, 5, min(self.largest, 60), 1.3), self._near[host.continent]
        )
        topics = self._topics()
        subject = words.TOPICS[topics[0]][0].lower()
        name = f"Invented conference on {subject}, {host.region}, {year}"
        programmes = [(0, list(range(1, len(parties))))]
        return Gathering(CONFERENCE, parties, programmes, topics, Occasion(name, days, host))

    def _visit(self) -> Gathering:
        """The visitor's programme: one or more institutions of the host, at times a body there."""
        chance = self.chance
        host = self._host()
        visitor = self._visitor(host)
        days = EventDays(chance, YEARS.draw(chance), chance.choice((1, 1, 2, 2, 3)))
        parties = [Party(place=visitor), *[Party(place=host)] * chance.choice((1, 1, 1, 2, 2, 3))]
        if happens(chance, 0.12):
            parties.append(self.organizations.draw(chance))
        name = f"Invented visit: {visitor.name} to {host.name}, {days.first:%Y-%m}"
        programmes = [(0, list(range(1, len(parties))))]
        return Gathering(VISIT, parties, programmes, self._topics(), Occasion(name, days, host))

    def _alone(self) -> Gathering:
        chance = self.chance
        home = self.places.draw(chance)
        parties = self._guests(Party(place=home), chance.choice((1, 1, 1, 2, 2, 3)), self._near[home.continent])
        return Gathering(ALONE, parties, [(0, list(range(1, len(parties))))], self._topics())

    def _assemblies(self) -> Iterator[tuple[str, int]]:
        """Yield names and years of sessions: of annual series, eight at a time, the years mixed."""
        circle = 0
        while True:
            town = f"{words.TOWNS[circle % len(words.TOWNS)]} " if circle else ""
            founded = [self.chance.randrange(1950, FIRST_YEAR) for _ in range(SERIES_AT_ONCE)]
            sessions = [(series, year) for series in range(SERIES_AT_ONCE) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
            self.chance.shuffle(sessions)
            for series, year in sessions:
                session = year - founded[series] + 1
                yield f"Invented {town}{words.ASSEMBLIES[series]}, session {session} ({year})", year
            circle += 1

    def _guests(self, host: Party, count: int, wheel: Wheel[Party]) -> list[Party]:
        """Return the host and up to ``count`` other parties, about one in twelve of them an organization."""
        bodies = sum(happens(self.chance, 0.08) for _ in range(count))
        countries = [
            party for party in wheel.draw_distinct(self.chance, count - bodies + 1) if party.place != host.place
        ]
        return [host, *countries[: count - bodies], *self.organizations.draw_distinct(self.chance, bodies)]

    def _visitor(self, host: Place) -> Place:
        near = self._near[host.continent].draw_distinct(self.chance, 2)
        return next(party.place for party in near if party.place and party.place != host)

    def _host(self) -> Place:
        return self.places.draw(self.chance)

    def _topics(self) -> list[int]:
        return self.topics.draw_distinct(self.chance, self.chance.choice((1, 2, 2, 3, 3, 4, 5)))


def _ranked(chance: random.Random, places: Sequence[Place]) -> list[Place]:
    """Return the places that can send somebody, those of ``words.FREQUENT`` first, the rest by chance."""
    peopled = {place.code: place for place in sorted(places, key=lambda place: place.code)}
    for code in words.UNINHABITED:
        peopled.pop(code, None)
    first = [peopled.pop(code) for code in words.FREQUENT if code in peopled]
    rest = list(peopled.values())
    chance.shuffle(rest)
    return first + rest
