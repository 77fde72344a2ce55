"""iCalendar: the meetings whose day is known. Any other day would be one that no source states."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from meetings.models import Meeting
from opendata.lists import Asked
from opendata.reading import rows_of

ONE_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
END = b"END:VCALENDAR\r\n"


def write(asked: Asked, about: dict[str, Any]) -> Iterator[bytes]:
    dated = Q(held_on__regex=ONE_DAY)
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
        yield _event(dict(zip(names, row, strict=True)), about["site"]).to_ical()
    yield END


def left_out(total: int, known: int) -> str:
    """Say in words how many meetings of the list are not in the file, and why."""
    return _(
        "%(known)s of the %(total)s meetings of this list are here. The other %(rest)s are left out, because no source "
        "says on which day they were held."
    ) % {"known": known, "total": total, "rest": total - known}


def _event(row: dict[str, Any], site: str) -> Event:
    day = datetime.date.fromisoformat(row["held_on"])
    address = site + row["path"]
    event = Event()
    event.add("uid", address)
    event.add("dtstamp", row["updated_at"])
    event.add("last-modified", row["updated_at"])
    event.add("sequence", row["version"])
    event.add("dtstart", day)
    if day < datetime.date.max:
        event.add("dtend", day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{row['principal']} – {row['counterpart']}")
    event.add("description", "\n".join(_lines(row)))
    if row["place"]:
        event.add("location", row["place"])
    if row["topics"]:
        event.add("categories", row["topics"])
    event.add("url", address)
    return event


def _lines(row: dict[str, Any]) -> Iterator[str]:
    yield f"{row['reference']} · {Meeting.Kind(row['kind']).label}"
    if row["event_name"]:
        yield row["event_name"]
    if row["attestation"] == Meeting.Attestation.IMPLIED:
        yield str(Meeting.Attestation.IMPLIED.label)
