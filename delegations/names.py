"""From words to parties: which countries and organizations a person may mean, in any of the four languages.

A country is found through its own names (``CountryName``) and an organization through its, never through a copy
of a name in some other record: so renaming a party makes nothing stale.
"""

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from core.search import Question, Term, first_words, starts_with
from delegations.models import CountryName, Organization


class Phrase(NamedTuple):
    """A run of words of a question, and the parties it may name; both sets are empty where it names none."""

    words: list[str]
    countries: frozenset[str]
    organizations: frozenset[int]


class Run(NamedTuple):
    """Terms of a question that stand together, and the parties of which one name has all of them; may be none."""

    terms: tuple[Term, ...]
    countries: frozenset[str]
    organizations: frozenset[int]

    @property
    def text(self) -> str:
        return " ".join(term.text for term in self.terms)


@dataclass(frozen=True, slots=True)
class Named:
    """Which parties the terms of a question name, in any language. Made by two queries, however many terms.

    ``countries`` are pairs of an ISO code and the terms that one name of the country has, each combination once;
    ``organizations`` of an id and the terms that its names, together, have.
    """

    question: Question
    countries: tuple[tuple[str, frozenset[Term]], ...] = ()
    organizations: tuple[tuple[int, frozenset[Term]], ...] = ()

    @classmethod
    def by(cls, question: Question, organizations: QuerySet[Organization] | None = None) -> "Named":
        """``organizations`` are those that may be named; all of them will do where only a condition is made of it."""
        if not question:
            return cls(question)
        bodies_known = Organization.objects.all() if organizations is None else organizations
        names = _terms_of(
            CountryName.objects.published(),
            question.terms,
            [term.within("normalised") for term in question.terms],
            "country",
        )
        bodies = _terms_of(bodies_known, question.terms, [Q(search_vector=term.query) for term in question.terms], "pk")
        return cls(question, names, bodies)

    def countries_of(self, *terms: Term) -> frozenset[str]:
        """Return the countries of which one name has all of ``terms``."""
        return frozenset(code for code, held in self.countries if held.issuperset(terms))

    def organizations_of(self, *terms: Term) -> frozenset[int]:
        return frozenset(pk for pk, held in self.organizations if held.issuperset(terms))

    def runs(self) -> list[Run]:
        """Cut the wanted terms into the longest runs that name a party, and the single terms between them.

        "united kingdom maroc" is two runs, the United Kingdom and Morocco.
        """
        wanted = self.question.wanted
        found: list[Run] = []
        start = 0
        while start < len(wanted):
            for end in range(len(wanted), start, -1):
                terms = wanted[start:end]
                run = Run(terms, self.countries_of(*terms), self.organizations_of(*terms))
                if run.countries or run.organizations or end == start + 1:
                    break
            found.append(run)
            start += len(run.terms)
        return found


def _terms_of(
    rows: QuerySet[Any], terms: Sequence[Term], conditions: list[Q], key: str
) -> tuple[tuple[Any, frozenset[Term]], ...]:
    """Return the distinct pairs of ``key`` and of the terms whose conditions a row meets, of rows that meet one."""
    flags = {f"t{n}": ExpressionWrapper(condition, BooleanField()) for n, condition in enumerate(conditions)}
    found = rows.filter(reduce(operator.or_, conditions)).order_by().annotate(**flags).values_list(key, *flags)
    return tuple(
        (value, frozenset(term for term, holds in zip(terms, held, strict=True) if holds))
        for value, *held in found.distinct()
    )


def countries_matching(words: list[str]) -> frozenset[str]:
    """Return the ISO codes of the countries with one name that has every one of ``words`` as a word's beginning.

    All kinds of names count, demonyms and adjectives too ("marocain"). Accents and case do not: the words are
    normalised here. No words name no country. One query over the ten thousand names.
    """
    wanted = first_words(" ".join(words))
    if not wanted:
        return frozenset()
    condition = reduce(operator.and_, map(_begins_a_word, wanted))
    return frozenset(CountryName.objects.filter(condition).order_by().values_list("country", flat=True).distinct())


def organizations_matching(words: list[str]) -> frozenset[int]:
    """Return the ids of the organizations whose names, together, have every one of ``words`` as a word's beginning."""
    text = " ".join(words)
    if not first_words(text):
        return frozenset()
    return frozenset(Organization.objects.matching(text).order_by().values_list("pk", flat=True))


def phrases(text: str) -> list[Phrase]:
    """Cut a question into the longest runs of words that name a party, and the single words between them.

    "united kingdom maroc" is two runs, the United Kingdom and Morocco, and not whatever has one name with
    "united" and another with "kingdom". Two queries, however many words (the first twelve count).
    """
    wanted = first_words(text)
    if not wanted:
        return []
    names = [
        (code, f" {name}")
        for code, name in CountryName.objects.filter(reduce(operator.or_, map(_begins_a_word, wanted)))
        .order_by()
        .values_list("country", "normalised")
    ]
    bodies = [
        (pk, f" {name}")
        for pk, name in Organization.objects.filter(
            reduce(operator.or_, (Q(search_vector=starts_with(word)) for word in wanted))
        )
        .order_by()
        .values_list("pk", "search_text")
    ]
    found: list[Phrase] = []
    start = 0
    while start < len(wanted):
        for end in range(len(wanted), start, -1):
            run = wanted[start:end]
            phrase = Phrase(
                run,
                frozenset(code for code, name in names if all(f" {word}" in name for word in run)),
                frozenset(pk for pk, name in bodies if all(f" {word}" in name for word in run)),
            )
            if phrase.countries or phrase.organizations or end == start + 1:
                break
        found.append(phrase)
        start += len(phrase.words)
    return found


def _begins_a_word(word: str) -> Q:
    return Q(normalised__startswith=word) | Q(normalised__contains=f" {word}")
