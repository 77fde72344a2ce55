"""Filters of the admin's lists, each with a bounded number of choices."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from delegations.admin import ContinentFilter, EventFilter
from meetings.models import Source

__all__ = [
    "AddressFilter",
    "CounterpartContinentFilter",
    "EventFilter",
    "EvidenceFilter",
    "RevisionFilter",
    "WhoseFilter",
]


class CounterpartContinentFilter(ContinentFilter):
    title = _("continent of the counterpart")
    path = "counterpart_country__continent"


class WhoseFilter(admin.SimpleListFilter):
    """The records of who asks, as the desk's own page counts them."""

    title = _("entered by")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("me")), ("others", _("others"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        mine = Q(entered_by=request.user.pk)
        if self.value() == "mine":
            return queryset.filter(mine)
        return queryset.filter(~mine | Q(entered_by=None)) if self.value() == "others" else queryset


class RevisionFilter(admin.SimpleListFilter):
    title = _("pending revision")
    parameter_name = "revision"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("pending revisions")), ("no", _("records themselves"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        is_original = {"yes": False, "no": True}.get(self.value() or "")
        return queryset if is_original is None else queryset.filter(revises__isnull=is_original)


class EvidenceFilter(admin.SimpleListFilter):
    """What is wrong with the sources of a record."""

    title = _("sources")
    parameter_name = "sources"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("missing", _("none")), ("dead", _("dead address"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "missing":
            return queryset.uncited()
        return queryset.with_dead_sources() if self.value() == "dead" else queryset


class AddressFilter(admin.SimpleListFilter):
    """What ``check_sources`` found out about the address of a source."""

    title = _("address")
    parameter_name = "address"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("dead", _("dead")),
            ("archived", _("dead, with an archived copy")),
            ("failing", _("failed lately")),
            ("fine", _("answers")),
            ("unchecked", _("not checked yet")),
            ("none", _("no address")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        answers = Source.CheckResult.ANSWERS, Source.CheckResult.REFUSES
        found = {
            "dead": Q(gone_at__isnull=False, archived_url=""),
            "archived": Q(gone_at__isnull=False) & ~Q(archived_url=""),
            "failing": Q(gone_at=None, failing_since__isnull=False),
            "fine": Q(check_result__in=answers, failing_since=None),
            "unchecked": Q(checked_at=None) & ~Q(url=""),
            "none": Q(url=""),
        }
        condition = found.get(self.value() or "")
        return queryset if condition is None else queryset.filter(condition)
