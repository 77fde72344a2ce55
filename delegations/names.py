"""From words to parties: which countries and organizations a person may mean, in any of the four languages.

A country is found through its own names (``CountryName``) and an organization through its, never through a copy
of a name in some other record: so renaming a party makes nothing stale.
"""

from django.db.models import Q

from core.search import first_words
from delegations.models import CountryName, Organization


def countries_matching(words: list[str]) -> frozenset[str]:
    """Return the ISO codes of the countries with one name that has every one of ``words`` as a word's beginning.

    All kinds of names count, demonyms and adjectives too ("marocain"). Accents and case do not: the words are
    normalised here. No words name no country. One query over the ten thousand names.
    """
    wanted = first_words(" ".join(words))
    if not wanted:
        return frozenset()
    condition = Q()
    for word in wanted:
        condition &= Q(normalised__startswith=word) | Q(normalised__contains=f" {word}")
    return frozenset(CountryName.objects.filter(condition).order_by().values_list("country", flat=True).distinct())


def organizations_matching(words: list[str]) -> frozenset[int]:
    """Return the ids of the organizations whose names, together, have every one of ``words`` as a word's beginning."""
    text = " ".join(words)
    if not first_words(text):
        return frozenset()
    return frozenset(Organization.objects.matching(text).order_by().values_list("pk", flat=True))
