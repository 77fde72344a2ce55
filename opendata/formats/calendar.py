"""iCalendar: what has a known day, or lasted from one known day to another. No source states any other."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from meetings.models import Meeting, MoU
from opendata.lists import Asked
from opendata.reading import rows_of

DAYS = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?$"
# The column that says when, by the list.
WHEN = {"meetings": "held_on", "mous": "signed_on", "events": "held_on"}
END = b"END:VCALENDAR\r\n"


def write(asked: Asked, about: dict[str, Any]) -> Iterator[bytes]:
    when = WHEN[asked.table.name]
    dated = Q(**{f"{when}__regex": DAYS})
    total, known = asked.rows.count(), asked.rows.filter(dated).count()
    calendar = Calendar()
    calendar.add("prodid", "-//Entente//open register of bilateral security meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", "Entente")
    calendar.add("x-wr-calname", "Entente")
    said = left_out(total, known)
    calendar.add("description", said)
    calendar.add("x-wr-caldesc", said)
    calendar.add("source", about["url"])
    head = calendar.to_ical()
    yield head.removesuffix(END)
    names = asked.table.headings()
    for row in rows_of(asked.table, asked.rows.filter(dated), asked.order):
        yield _event(dict(zip(names, row, strict=True)), when, about["site"]).to_ical()
    yield END


def left_out(total: int, known: int) -> str:
    """Say in words how many records of the list are not in the file, and why."""
    if known == total:
        return _("All records of this list are here.")
    return _(
        "%(known)s of the %(total)s records of this list are here. The other %(rest)s are left out, because no source "
        "says on which day it was."
    ) % {"known": known, "total": total, "rest": total - known}


def _event(row: dict[str, Any], when: str, site: str) -> Event:
    first, _slash, last = row[when].partition("/")
    address = site + row["path"]
    event = Event()
    event.add("uid", address)
    event.add("dtstamp", row["updated_at"])
    event.add("last-modified", row["updated_at"])
    event.add("sequence", row["version"])
    event.add("dtstart", datetime.date.fromisoformat(first))
    end = datetime.date.fromisoformat(last or first)
    if end < datetime.date.max:
        event.add("dtend", end + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", _title(row))
    event.add("description", "\n".join(_lines(row)))
    if row.get("place"):
        event.add("location", row["place"])
    if row.get("topics"):
        event.add("categories", row["topics"])
    event.add("url", address)
    return event


def _title(row: dict[str, Any]) -> str:
    if "principal" in row:
        return f"{row['principal']} – {row['counterpart']}"
    return str(row.get("title") or row["name"])


def _lines(row: dict[str, Any]) -> Iterator[str]:
    if "principal" in row:
        yield f"{row['reference']} · {Meeting.Kind(row['kind']).label}"
        if row["event_name"]:
            yield row["event_name"]
        if row["attestation"] == Meeting.Attestation.IMPLIED:
            yield str(Meeting.Attestation.IMPLIED.label)
    elif "party_names" in row:
        yield f"{row['reference']} · {MoU.Kind(row['kind']).label}"
        yield " – ".join(row["party_names"])
    elif row["summary"]:
        yield row["summary"]
