"""The filters of the shorter lists: MoUs and sources."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy

from core.filters import ChoicesField, ConditionFilter, StrictFilterSet, WordsField
from core.pagination import Order
from core.search import starts_with
from delegations.names import countries_matching, organizations_matching
from meetings.models import MoU, MouParty


def mou_speaks_of(wanted: list[str]) -> Q:
    """Every word begins a word of the MoU or of a party's name."""
    condition = Q()
    for word in wanted:
        parties = MouParty.objects.filter(mou=OuterRef("pk")).filter(
            Q(delegation__country__in=countries_matching([word]))
            | Q(delegation__organization__in=organizations_matching([word]))
        )
        condition &= Q(search_vector=starts_with(word)) | Q(Exists(parties))
    return condition


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


def source_speaks_of(wanted: list[str]) -> Q:
    condition = Q()
    for word in wanted:
        condition &= Q(search_text__startswith=word) | Q(search_text__contains=f" {word}")
    return condition


class SourceFilterSet(StrictFilterSet):
    orders = (Order("added", gettext_lazy("Last added first"), "pk", kind="key"),)

    q = ConditionFilter(WordsField, source_speaks_of, label=gettext_lazy("Search"))
