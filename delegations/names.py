"""From words to parties: which countries and organizations a person may mean, in any of the four languages.

A country is found through its own names (``CountryName``) and an organization through its, never through a copy
of a name in some other record: so renaming a party makes nothing stale.
"""

import operator
from functools import reduce
from typing import NamedTuple

from django.db.models import Q

from core.search import first_words, starts_with
from delegations.models import CountryName, Organization


class Phrase(NamedTuple):
    """A run of words of a question, and the parties it may name; both sets are empty where it names none."""

    words: list[str]
    countries: frozenset[str]
    organizations: frozenset[int]


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
