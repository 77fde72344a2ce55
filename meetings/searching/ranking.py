"""Which of the rows that match come first. Every question starts from ``published()``.

Ranks are of the record's own words and of the parties that the question names; what is equal in both is ordered as in
the lists, the latest first. Rows and their number come from one question, by a window over what matches.
"""

from functools import reduce
from operator import and_
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchRank
from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Value, When, Window
from django.db.models.functions import Cast
from django.utils.translation import get_language

from core.search import Question
from delegations.filters import country_speaks_of, delegation_speaks_of, event_speaks_of, has_words
from delegations.models import Country, CountryName, Delegation, Event, Organization
from delegations.names import Named
from meetings.filters import parties_of, speaks_of
from meetings.list_filters import mou_speaks_of
from meetings.models import Meeting, MoU, Source, Topic

# A name of exactly these words, one that begins with these words, one that begins with these letters.
EXACT, WORDS, LETTERS = 4.0, 2.0, 1.0
# A party that a word names weighs more than the word in a text.
PARTY = 1.0
REFERENCE = 10.0
# The database orders by no plain constant.
NO_RANK = Cast(Value(0.0), FloatField())
# Longer texts hold more words: the rank is divided by the logarithm of their length.
BY_LENGTH = 1


class Best(NamedTuple):
    """The keys of the best rows, and how many rows match in all."""

    keys: list[Any]
    total: int


class CountryFound(NamedTuple):
    """``name`` is the name, in whatever language, that fits best; blank where only exclusions were asked for."""

    code: str
    name: str
    language: str


def best(rows: QuerySet[Any], rank: Any, *order: Any, shown: int) -> Best:
    found = list(
        rows.annotate(rank=rank, total=Window(Count("*")))
        .order_by(F("rank").desc(), *order, "-pk")
        .values_list("pk", "total")[:shown]
    )
    return Best([pk for pk, _total in found], found[0][1] if found else 0)


def countries(question: Question) -> list[CountryFound]:
    """Return every country that matches (there are 250), the best first, and at the same fit by its key."""
    matching = (
        Country.objects.published().filter(country_speaks_of(question)).order_by("pk").values_list("pk", flat=True)
    )
    if not question.wanted:
        return [CountryFound(code, "", "") for code in matching]
    having = reduce(and_, (term.within("normalised") for term in question.wanted))
    rows = (
        CountryName.objects.published()
        .filter(having, country__in=matching.order_by())
        .annotate(
            fit=_fit("normalised", question),
            foreign=Case(When(language=get_language() or "en", then=Value(0)), default=Value(1)),
        )
        .order_by("country", F("fit").desc(), "foreign", "pk")
        .distinct("country")
        .values_list("country", "name", "language", "fit")
    )
    ranked = sorted(rows, key=lambda row: (-row[3], row[0]))
    return [CountryFound(code, name, language) for code, name, language, _fit_of in ranked]


def organizations(question: Question, shown: int) -> Best:
    rows = Organization.objects.published().filter(has_words(question))
    return best(rows, _fit("search_text", question) + _in_text(question), "sort_key", shown=shown)


def events(question: Question, named: Named, shown: int) -> Best:
    rows = Event.objects.published().filter(event_speaks_of(question, named))
    return best(rows, _fit("search_text", question) + _in_text(question), "-held_order", shown=shown)


def topics(question: Question, shown: int) -> Best:
    rows = Topic.objects.published().filter(has_words(question))
    return best(rows, _fit("search_text", question) + _in_text(question), "sort_key", shown=shown)


def sources(question: Question, shown: int) -> Best:
    rows = Source.objects.published().filter(has_words(question))
    rank = _fit("search_text", question) + _in_text(question)
    return best(rows, rank, F("published_on").desc(nulls_last=True), shown=shown)


def meetings(question: Question, named: Named, shown: int) -> Best:
    rows = Meeting.objects.published().filter(speaks_of(question, named))
    rank = _in_text(question) + _by_reference(question)
    for run in named.runs():
        parties = parties_of(named, *run.terms)
        if parties.countries or parties.organizations:
            rank += _where(parties.on("principal") | parties.on("counterpart"), PARTY * len(run.terms))
    return best(rows, rank, "-held_order", shown=shown)


def mous(question: Question, named: Named, shown: int) -> Best:
    rows = MoU.objects.published().filter(mou_speaks_of(question, named))
    return best(rows, _in_text(question) + _by_reference(question), "-signed_order", shown=shown)


def delegations(question: Question, named: Named, shown: int) -> Best:
    rows = Delegation.objects.published().filter(delegation_speaks_of(question, named))
    rank = _in_text(question)
    for run in named.runs():
        if run.countries or run.organizations:
            party = Q(country__in=sorted(run.countries)) | Q(organization__in=sorted(run.organizations))
            rank += _where(party, PARTY * len(run.terms))
    return best(rows, rank, F("event__held_order").desc(nulls_last=True), shown=shown)


def _in_text(question: Question) -> Any:
    """The rank of the record's own words, from 0 to 1."""
    wanted = question.any_wanted
    if wanted is None:
        return NO_RANK
    return SearchRank(F("search_vector"), wanted, normalization=Value(BY_LENGTH))


def _fit(column: str, question: Question) -> Any:
    """The rank of a name that stands at the beginning of ``column``: the nearer to the words asked for, the higher."""
    text = " ".join(term.text for term in question.wanted)
    if not text:
        return NO_RANK
    return Case(
        When(**{column: text}, then=Value(EXACT)),
        When(**{f"{column}__startswith": f"{text} "}, then=Value(WORDS)),
        When(**{f"{column}__startswith": text}, then=Value(LETTERS)),
        default=Value(0.0),
        output_field=FloatField(),
    )


def _by_reference(question: Question) -> Any:
    asked = [term.text.upper() for term in question.wanted if len(term.words) == 1]
    return _where(Q(reference__in=asked), REFERENCE)


def _where(condition: Q, rank: float) -> Any:
    return Case(When(condition, then=Value(rank)), default=Value(0.0), output_field=FloatField())
