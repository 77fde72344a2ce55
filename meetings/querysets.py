"""What readers may see. ``RecordQuerySet.published`` is the only definition of public; all else asks it."""

from typing import Any, Self

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch

from core.querysets import has_published, is_of_published


class RecordQuerySet(models.QuerySet):
    """Meetings and MoUs: the records that have a status."""

    def published(self) -> Self:
        return self.filter(status="published")

    def originals(self) -> Self:
        """All but the working copies: a pending revision is no meeting of its own."""
        return self.filter(revises=None)

    def unpublished(self) -> Self:
        """Those on their way that readers never saw; no pending revisions."""
        return self.filter(published_at=None, revises=None)

    def uncited(self) -> Self:
        """Those that no source is named for."""
        name = str(self.model._meta.model_name)
        cited = _model_at(self.model, "citations").objects.filter(**{name: OuterRef("pk")})
        return self.filter(~Exists(cited))

    def with_dead_sources(self) -> Self:
        """Those that cite an address which is dead, of which no archived copy is named."""
        name = str(self.model._meta.model_name)
        sources = _model_at(_model_at(self.model, "citations"), "source").objects.dead().order_by()
        cited = _model_at(self.model, "citations").objects.filter(
            source__in=sources.values("pk"), **{f"{name}__isnull": False}
        )
        return self.filter(pk__in=cited.order_by().values(name))

    def withdrawn(self) -> Self:
        """Those that were public and are no longer: their address says why."""
        return self.filter(status="withdrawn")

    def at(self, reference: str) -> Any:
        """Return the record of that reference, or None."""
        try:
            return self.get(reference=reference)
        except ObjectDoesNotExist:
            return None


class MeetingQuerySet(RecordQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-held_order", "-pk")

    def with_delegations(self) -> Self:
        """With what a row of a list shows; a query a relation, which beats a wide join on large tables."""
        return self.prefetch_related(
            "principal__country",
            "principal__organization",
            "counterpart__country",
            "counterpart__organization",
            "event",
            "topics",
        )

    def for_detail(self) -> Self:
        # Six tables are joined and no more: to plan a join of all ten takes the database nine times as long, and far
        # longer than to answer it.
        return self.select_related("event", "principal__country", "counterpart__country").prefetch_related(
            "principal__organization", "counterpart__organization", "event__country", "place_country", "topics"
        )


class MoUQuerySet(RecordQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-signed_order", "-pk")

    def with_parties(self) -> Self:
        parties = _model_at(self.model, "signatures").objects
        signed = parties.select_related("delegation__country", "delegation__organization").order_by("pk")
        return self.select_related("event").prefetch_related(Prefetch("signatures", signed), "topics")

    def for_detail(self) -> Self:
        return self.with_parties()


class MouPartyQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Those of a published MoU."""
        return self.filter(is_of_published(self.model, "mou"))


class TopicQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Those that something published is about."""
        return self.filter(has_published(self.model, "meetings") | has_published(self.model, "mous"))

    def in_reading_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class SourceQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Those cited for something published, or for a total that readers see."""
        return self.filter(has_published(self.model, "citations") | has_published(self.model, "reported_totals"))

    def latest_first(self) -> Self:
        return self.order_by(models.F("published_on").desc(nulls_last=True), "-pk")

    def dead(self) -> Self:
        """Those that readers cannot open any more: the address is dead, and no archived copy is named."""
        return self.filter(gone_at__isnull=False, archived_url="")


class CitationQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Those of a published meeting or MoU, or of an event that readers see."""
        return self.filter(
            is_of_published(self.model, "meeting")
            | is_of_published(self.model, "mou")
            | is_of_published(self.model, "event")
        )

    def of_published(self, name: str) -> Self:
        """Those of a published ``name`` ("meeting", "mou" or "event"), where no other kind is in question."""
        return self.filter(is_of_published(self.model, name))

    def in_order(self) -> Self:
        return self.select_related("source").order_by("source__published_on", "source", "locator", "pk")


class ReportedTotalQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Those of an event and of a principal that readers see."""
        return self.of_published_principals().filter(is_of_published(self.model, "event"))

    def of_published_principals(self) -> Self:
        """Those of a principal that readers see, where they see the event already."""
        return self.filter(is_of_published(self.model, "principal"))


def _model_at(model: type[models.Model], name: str) -> Any:
    """Return the model at the other end of the relation ``name`` of ``model``."""
    return model._meta.get_field(name).related_model
