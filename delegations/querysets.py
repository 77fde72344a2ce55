"""Who was in the room: what readers may see of it, and the rows a page needs at once."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core.querysets import has_published
from core.search import first_words, starts_with


class RegionQuerySet(models.QuerySet):
    def published(self) -> Self:
        """All: the division of the world is public whether or not anybody met."""
        return self

    def continents(self) -> Self:
        return self.filter(parent=None)

    def in_reading_order(self) -> Self:
        return self.order_by("sort", "pk")


class CountryQuerySet(models.QuerySet):
    def published(self) -> Self:
        """All: a country is public whether or not it met anybody."""
        return self

    def in_reading_order(self) -> Self:
        return self.order_by("sort_key", "pk")

    def in_order_of(self, language: str) -> Self:
        """In the order in which a reader of ``language`` expects them, by their short names in it."""
        names: Any = self.model._meta.get_field("names").related_model
        shown: Any = names.objects.filter(country=OuterRef("pk"), language=language, kind="short").order_by()
        return self.order_by(Coalesce(Subquery(shown.values("sort_key")[:1]), "sort_key"), "pk")


class CountryNameQuerySet(models.QuerySet):
    def published(self) -> Self:
        """All, like the countries they name."""
        return self


class OrganizationQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Those whose delegation took part in something published, or who organized a published event."""
        return self.filter(has_published(self.model, "delegations") | has_published(self.model, "organized_events"))

    def in_reading_order(self) -> Self:
        return self.order_by("sort_key", "pk")

    def matching(self, text: str) -> Self:
        """Those with a name, in any language, that has every word of ``text`` (as a beginning)."""
        rows = self
        for word in first_words(text):
            rows = rows.filter(search_vector=starts_with(word))
        return rows


class EventQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Those at which something published took place, or whose delegations signed something published."""
        delegation: Any = self.model._meta.get_field("delegations").related_model
        signatories = delegation.objects.filter(has_published(delegation, "signatures"), event=OuterRef("pk"))
        return self.filter(
            has_published(self.model, "meetings") | has_published(self.model, "mous") | Exists(signatories)
        )

    def latest_first(self) -> Self:
        return self.order_by("-held_order", "-pk")


class DelegationQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Those that took part in a published meeting or are a party to a published MoU."""
        return self.filter(
            has_published(self.model, "meetings_as_principal")
            | has_published(self.model, "meetings_as_counterpart")
            | has_published(self.model, "signatures")
        )

    def with_party(self) -> Self:
        return self.select_related("country", "organization")

    def for_detail(self) -> Self:
        return self.select_related("country__continent", "organization", "event__country")

    def of(self, *, countries: set[str] | frozenset[str], organizations: set[int] | frozenset[int]) -> Self:
        return self.filter(Q(country__in=countries) | Q(organization__in=organizations))
