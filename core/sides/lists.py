"""Actions on the rows of a list: each row carries the version it was shown with; one that was changed is left out."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.stale import Stale, read_version, what_changed, who
from core.versions import Versioned

SEEN = "_seen"  # of each row: its key and its version
SEEN_AT = "_seen_at"  # of the list: the database's clock when it was read, for rows of other pages that are chosen too
NAMED = 10


def seen_of(request: HttpRequest) -> dict[str, int | None]:
    """Return the version with which each row was shown, by its key."""
    pairs = (text.rpartition(":") for text in request.POST.getlist(SEEN))
    return {key: read_version(version) for key, _colon, version in pairs}


def seen_field(row: Any) -> SafeString:
    """Return the hidden field that says with which version ``row`` is shown."""
    return format_html('<input type="hidden" name="{}" value="{}:{}">', SEEN, row.pk, row.version)


def check_seen(request: HttpRequest, row: Any) -> None:
    """Refuse ``row`` if it has another version than the list showed; it stays locked until the transaction ends."""
    stored = type(row)._base_manager.select_for_update(no_key=True).get(pk=row.pk)
    if (version := seen_of(request).get(str(row.pk))) != stored.version:
        raise Stale(stored, version)


class VersionsOfRows:
    """For a ModelAdmin whose list has actions."""

    def action_checkbox(self: Any, obj: Any) -> SafeString:
        box: SafeString = super().action_checkbox(obj)  # type: ignore[misc]  # the admin's, after this class
        if not isinstance(obj, Versioned):
            return box
        return box + seen_field(obj)

    def list_seen_at(self: Any) -> dict[str, str]:
        """Return what the list says of itself; asked for before its rows are."""
        if not issubclass(self.model, Versioned):
            return {}
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            return {"seen_at_field": SEEN_AT, "seen_at": cursor.fetchone()[0].isoformat()}

    def response_action(self: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        if issubclass(self.model, Versioned):
            chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
            across = request.POST.get("select_across", "0") not in ("", "0", "false", "False")
            stale = self._changed_meanwhile(request, queryset, chosen)
            if across:
                stale += self._changed_elsewhere(request, queryset, chosen)
            self._name_left_out(request, stale)
            if chosen and not across and len(stale) == len(set(chosen)):
                return HttpResponseRedirect(request.get_full_path())
            queryset = queryset.exclude(pk__in=[row.pk for row in stale])
        answer: HttpResponse | None = super().response_action(request, queryset)  # type: ignore[misc]  # the admin's
        return answer

    def _changed_meanwhile(self: Any, request: HttpRequest, queryset: Any, chosen: list[str]) -> list[Any]:
        """Return the chosen rows that are not as they were shown. All that are chosen stay locked meanwhile."""
        seen = seen_of(request)
        visible = queryset.filter(pk__in=chosen).order_by().values("pk")
        rows = self.model._base_manager.select_for_update(no_key=True).filter(pk__in=visible).order_by("pk")
        return [row for row in rows if seen.get(str(row.pk)) != row.version]

    def _changed_elsewhere(self: Any, request: HttpRequest, queryset: Any, shown: list[str]) -> list[Any]:
        """Return the rows of other pages of the list, chosen by "select all", that were changed since it was read."""
        at = _moment(request.POST.get(SEEN_AT, ""))
        others = queryset.exclude(pk__in=shown)
        return list(others.filter(updated_at__gte=at) if at else others)

    def _name_left_out(self: Any, request: HttpRequest, rows: list[Any]) -> None:
        seen = seen_of(request)
        for row in rows[:NAMED]:
            words = {"record": self.label(row), "who": who(row)}
            words["what"] = ", ".join(what_changed(row, seen.get(str(row.pk))))
            if words["what"]:
                text = _("%(record)s was changed by %(who)s after you opened the list (%(what)s): it was left out.")
            else:
                text = _("%(record)s was changed by %(who)s after you opened the list: it was left out.")
            self.message_user(request, text % words, messages.WARNING)
        if (more := len(rows) - NAMED) > 0:
            text = ngettext("%(n)d more was left out.", "%(n)d more were left out.", more) % {"n": more}
            self.message_user(request, text, messages.WARNING)


def _moment(text: str) -> Any:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and is_aware(moment) else None
