"""What is found, as readers see it: a link, a few facts, and where the words stand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.addresses import query
from core.dates import short_words
from core.marking import excerpt, marked
from core.search import Question
from delegations.gazetteer import Gazetteer, name_of
from delegations.models import Country, CountryName, Delegation, Event, Organization
from delegations.names import Named
from meetings.models import Meeting, MoU, Source, Topic
from meetings.rows import attach
from meetings.searching import ranking
from meetings.searching.ranking import Best

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One record. ``code`` is an ISO code set before the title; ``excerpts`` show the words where they stand."""

    url: str
    title: SafeString
    code: str = ""
    facts: tuple[SafeString, ...] = ()
    excerpts: tuple[SafeString, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What is found of one kind: the best, how many there are, and the address of the list of all of them."""

    name: str
    label: str
    url: str
    total: int = 0
    hits: list[Hit] = field(default_factory=list)


class Search:
    """A question put to the whole register. ``text`` is what was typed, for the addresses of the lists."""

    def __init__(self, question: Question, text: str, gazetteer: Gazetteer) -> None:
        self.question, self.text, self.gazetteer = question, text, gazetteer
        self.terms = question.wanted

    @cached_property
    def named(self) -> Named:
        # How the words are cut into names must tell nobody of an organization that is not published.
        return Named.by(self.question, Organization.objects.published())

    @cached_property
    def groups(self) -> list[Group]:
        """Every kind, also those of which nothing was found."""
        return [
            self._group("countries", _("Countries"), self.countries),
            self._group("organizations", _("Organizations"), self.organizations),
            self._group("events", _("Events"), self.events),
            self._group("topics", _("Topics"), self.topics),
            self._group("list", _("Meetings"), self.meetings),
            self._group("mous", _("MoUs"), self.mous),
            self._group("delegations", _("Delegations"), self.delegations),
            self._group("sources", _("Sources"), self.sources),
        ]

    def _group(self, name: str, label: str, find: Callable[[], tuple[int, list[Hit]]]) -> Group:
        total, hits = find()
        return Group(name, label, reverse(f"meetings:{name}") + query({"q": [self.text]}), total, hits)

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)

    def countries(self, shown: int = SHOWN) -> tuple[int, list[Hit]]:
        found = ranking.countries(self.question)
        return len(found), [self._country(*row) for row in found[:shown]]

    def _country(self, code: str, found_by: str, language: str) -> Hit:
        country = self.gazetteer.countries[code]
        title = marked(country.name, self.terms)
        facts = [self._plain(self.gazetteer.regions[country.continent_id].name)]
        if "<mark>" not in title and found_by:
            words = dict(CountryName.Language.choices)
            facts.append(format_html("{} ({})", marked(found_by, self.terms), words[language]))
        return Hit(country.get_absolute_url(), title, code, tuple(facts))

    def organizations(self, shown: int = SHOWN) -> tuple[int, list[Hit]]:
        return self._hits(
            ranking.organizations(self.question, shown), Organization.objects.published(), self._organization
        )

    def _organization(self, row: Organization) -> Hit:
        title, acronym = marked(row.name, self.terms), marked(row.acronym, self.terms)
        other = "" if "<mark>" in title + acronym else excerpt(row.other_names, self.terms)
        facts = self._facts(acronym, self._plain(capfirst(row.get_kind_display())))
        return Hit(row.get_absolute_url(), title, facts=facts, excerpts=self._facts(other))

    def events(self, shown: int = SHOWN) -> tuple[int, list[Hit]]:
        return self._hits(
            ranking.events(self.question, self.named, shown),
            Event.objects.published().defer("search_text"),
            self._event,
        )

    def _event(self, row: Event) -> Hit:
        country = self.party(self.gazetteer.countries[row.country_id]) if row.country_id else ""
        facts = self._facts(self._day(row.held_on), marked(row.place, self.terms), country)
        return Hit(
            row.get_absolute_url(),
            marked(row.name, self.terms),
            facts=facts,
            excerpts=self._facts(excerpt(row.summary, self.terms)),
        )

    def topics(self, shown: int = SHOWN) -> tuple[int, list[Hit]]:
        return self._hits(ranking.topics(self.question, shown), Topic.objects.published(), self._topic)

    def _topic(self, row: Topic) -> Hit:
        said = excerpt(row.description, self.terms)
        return Hit(row.get_absolute_url(), marked(row.name, self.terms), excerpts=self._facts(said))

    def meetings(self, shown: int = SHOWN) -> tuple[int, list[Hit]]:
        rows = Meeting.objects.published().defer("search_text", "search_vector")
        found = ranking.meetings(self.question, self.named, shown)
        return self._hits(found, rows, self._meeting, lambda made: attach(made, self.gazetteer))

    def _meeting(self, row: Meeting) -> Hit:
        between = format_html("{} – {}", self.party(row.principal.party), self.party(row.counterpart.party))
        event = marked(row.event.name, self.terms) if row.event else ""
        facts = self._facts(self._day(row.held_on), event, marked(row.reference, self.terms))
        topics = [marked(topic.name, self.terms) for topic in row.topic_list]  # type: ignore[attr-defined]  # attach()
        said = [text for one in (row.principal, row.counterpart) for text in self._said_of(one)]
        said += [topic for topic in topics if "<mark>" in topic]
        return Hit(
            row.get_absolute_url(), between, facts=facts, excerpts=self._facts(excerpt(row.summary, self.terms), *said)
        )

    def mous(self, shown: int = SHOWN) -> tuple[int, list[Hit]]:
        rows = MoU.objects.published().with_parties().defer("search_text", "search_vector")
        return self._hits(ranking.mous(self.question, self.named, shown), rows, self._mou)

    def _mou(self, row: MoU) -> Hit:
        parties = format_html_join(
            " – ", "{}", ((self.party(signature.delegation.party),) for signature in row.signatures.all())
        )
        facts = self._facts(parties, self._day(row.signed_on), marked(row.reference, self.terms))
        return Hit(
            row.get_absolute_url(),
            marked(row.title, self.terms),
            facts=facts,
            excerpts=self._facts(excerpt(row.summary, self.terms)),
        )

    def delegations(self, shown: int = SHOWN) -> tuple[int, list[Hit]]:
        rows = Delegation.objects.published().with_party().select_related("event").defer("search_text", "search_vector")
        return self._hits(ranking.delegations(self.question, self.named, shown), rows, self._delegation)

    def _delegation(self, row: Delegation) -> Hit:
        event = marked(row.event.name, self.terms) if row.event else self._plain(_("no event"))
        words = [marked(text, self.terms) for text in (row.institution, row.head, row.head_title)]
        return Hit(row.get_absolute_url(), self.party(row.party), facts=self._facts(event, *words))

    def sources(self, shown: int = SHOWN) -> tuple[int, list[Hit]]:
        return self._hits(ranking.sources(self.question, shown), Source.objects.published(), self._source)

    def _source(self, row: Source) -> Hit:
        day = self._plain(date_format(row.published_on, "j F Y")) if row.published_on else ""
        title, publisher = marked(row.title, self.terms), marked(row.publisher, self.terms)
        address = "" if "<mark>" in title + publisher else excerpt(row.url, self.terms)
        return Hit(
            row.get_absolute_url(),
            title,
            facts=self._facts(publisher, day),
            excerpts=self._facts(address),
            language=row.language,
        )

    def _hits(
        self,
        found: Best,
        rows: QuerySet[Any],
        make: Callable[[Any], Hit],
        complete: Callable[[list[Any]], object] = len,
    ) -> tuple[int, list[Hit]]:
        """Fetch the best rows, ``complete`` them with what belongs to them, and show each."""
        by_key = rows.in_bulk(found.keys) if found.keys else {}
        made = [by_key[key] for key in found.keys if key in by_key]
        complete(made)
        return found.total, [make(row) for row in made]

    def party(self, party: Country | Organization) -> SafeString:
        """Return the name of a party; marked whole where it was found by another of its names."""
        name = name_of(party)
        title = marked(name, self.terms)
        if "<mark>" in title or party.pk not in self._parties[isinstance(party, Country)]:
            return title
        return format_html("<mark>{}</mark>", name)

    @cached_property
    def _parties(self) -> dict[bool, frozenset[Any]]:
        """The parties that a wanted term names: countries under True, organizations under False."""
        named = self.named
        return {
            True: frozenset().union(*(named.countries_of(term) for term in self.terms)),
            False: frozenset().union(*(named.organizations_of(term) for term in self.terms)),
        }

    def _said_of(self, delegation: Delegation) -> list[SafeString]:
        texts = (delegation.institution, delegation.head, delegation.head_title)
        return [found for text in texts if (found := excerpt(text, self.terms))]

    def _day(self, held_on: str) -> SafeString:
        return self._plain(short_words(held_on)) if held_on else SafeString()

    def _plain(self, text: str) -> SafeString:
        return format_html("{}", text)

    def _facts(self, *facts: SafeString | str) -> tuple[SafeString, ...]:
        return tuple(dict.fromkeys(SafeString(fact) for fact in facts if fact))
