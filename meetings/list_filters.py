"""The filters of the shorter lists: MoUs, topics and sources."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy

from core.filters import ChoicesField, ConditionFilter, StrictFilterSet, WordsField
from core.pagination import Order
from core.search import Question, Term
from delegations.filters import has_words
from delegations.names import Named
from meetings.models import MoU, MouParty


def mou_speaks_of(question: Question, named: Named | None = None) -> Q:
    """The MoU's own words, or a name of a party."""
    known = named or Named.by(question)

    def matches(term: Term) -> Q:
        parties = MouParty.objects.filter(mou=OuterRef("pk")).filter(
            Q(delegation__country__in=sorted(known.countries_of(term)))
            | Q(delegation__organization__in=sorted(known.organizations_of(term)))
        )
        return Q(search_vector=term.query) | Q(Exists(parties))

    return question.condition(matches)


class MouFilterSet(StrictFilterSet):
    orders = (
        Order("newest", gettext_lazy("Newest first"), "signed_order"),
        Order("oldest", gettext_lazy("Oldest first"), "signed_order", is_descending=False),
    )

    q = ConditionFilter(WordsField, mou_speaks_of, label=gettext_lazy("Search"))
    kind = ConditionFilter(
        ChoicesField, lambda kinds: Q(kind__in=kinds), choices=MoU.Kind.choices, label=gettext_lazy("Kind")
    )
    lifecycle = ConditionFilter(
        ChoicesField,
        lambda values: Q(lifecycle__in=values),
        choices=MoU.Lifecycle.choices,
        label=gettext_lazy("Lifecycle"),
    )


class SourceFilterSet(StrictFilterSet):
    orders = (Order("added", gettext_lazy("Last added first"), "pk", kind="key"),)

    q = ConditionFilter(WordsField, has_words, label=gettext_lazy("Search"))


class TopicFilterSet(StrictFilterSet):
    q = ConditionFilter(WordsField, has_words, label=gettext_lazy("Search"))
