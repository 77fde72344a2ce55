"""What changed since a moment, for those who keep a copy."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from api.changes import OVERLAP, TABLES, Change, Place, changes
from api.filters import ChangesForm
from api.parameters import parameters_of_form
from api.problems import InvalidParameters
from api.serializers.answers import changes_serializer
from api.views.base import ReadView
from core.addresses import query
from core.pagination import MAX_KEY

# Of a moment that PostgreSQL and Python know: to the year 9999.
LAST_MICROSECOND = 253_402_300_799_999_999
PLACE = re.compile(r"([0-9]{1,18})\.(meeting|mou)\.([0-9]{1,19})", re.ASCII)


def place_of(text: str) -> Place:
    match = PLACE.fullmatch(text)
    if match is None or int(match[1]) > LAST_MICROSECOND or int(match[3]) > MAX_KEY:
        raise ValidationError("This is no place in the list. Start again from its beginning.", code="position")
    return Place(int(match[1]), match[2], int(match[3]))


class Changes(ReadView):
    operation, tag = "list_changes", "changes"
    summary = "What was published, changed or withdrawn since a moment"
    explained = (
        "Oldest first, each record once, at its last change. A withdrawn record is a tombstone. What only belongs to a "
        "record (the name of its event, say) is no change of the record."
    )

    @classmethod
    def parameters(cls) -> list[OpenApiParameter]:
        return parameters_of_form(ChangesForm)

    @classmethod
    def described(cls) -> Any:
        return changes_serializer()

    def answer(self, request: Request, **arguments: Any) -> Any:
        form = ChangesForm.of(request.query_params)
        after: Place | None = None
        if form.is_valid() and form.cleaned_data["after"]:
            try:
                after = place_of(form.cleaned_data["after"])
            except ValidationError as error:
                form.add_error("after", error)
        if not form.is_valid():
            raise InvalidParameters.of_form(form)
        asked = form.cleaned_data
        names = asked["record"] or list(TABLES)
        found, has_more = changes(sorted(names), since=asked["since"], after=after, size=asked["size"])
        applied = {key: request.query_params.getlist(key) for key in ("since", "record", "size")}
        last = found[-1].place if found else after
        position = f"{last.at}.{last.record}.{last.pk}" if last else ""
        until = last.moment - OVERLAP if last else asked["since"]
        return {
            "next": self.root + request.path + query(applied, after=position) if has_more else None,
            "since": None if has_more or until is None else _moment(until),
            "results": [self._shown(change, asked["since"]) for change in found],
        }

    def _shown(self, change: Change, since: Any) -> dict[str, Any]:
        row, name = change.row, change.place.record
        tombstone = None
        if row.status == row.Status.WITHDRAWN:
            stays = row.merged_into if row.merged_into and row.merged_into.is_published else None
            tombstone = {
                "reason": row.withdrawn_reason,
                "withdrawn_at": _moment(row.withdrawn_at),
                "merged_into": stays.reference if stays else None,
            }
        is_new = since is None or row.published_at >= since
        return {
            "record": name,
            "change": "withdrawn" if tombstone else "published" if is_new else "changed",
            "reference": row.reference,
            "version": row.version,
            "at": _moment(row.updated_at),
            "tombstone": tombstone,
            "self": self.root + reverse(f"api:{name}", kwargs={"reference": row.reference}),
        }


def _moment(value: Any) -> str:
    return str(value.isoformat()).replace("+00:00", "Z")
