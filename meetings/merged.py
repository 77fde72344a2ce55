"""Where a record that was withdrawn leads."""

from typing import Any

from meetings.models import Record
from meetings.querysets import RecordQuerySet


def what_stays(records: RecordQuerySet, reference: str) -> tuple[Any | None, Any | None]:
    """Return the withdrawn record whose reason is to be told, and the published one that it was merged into.

    (None, None) is the answer for a reference that was never public.
    """
    record = records.withdrawn().select_related("merged_into").at(reference)
    if record is None:
        return None, None
    # What it was merged into may have been withdrawn since: lead on, or say why that one is gone. Rows older than the
    # trigger may go in a circle or end at a draft: neither is followed.
    seen = {record.pk}
    while (kept_record := record.merged_into) is not None and kept_record.pk not in seen:
        if kept_record.status != Record.Status.WITHDRAWN:
            break
        record = kept_record
        seen.add(record.pk)
    return record, kept_record if kept_record is not None and kept_record.is_published else None
