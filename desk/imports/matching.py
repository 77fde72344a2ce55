"""Each line compared with the register: new, update, duplicate, unchanged or error; nothing is changed."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import User
from core.cells import restore
from core.text import normalise
from desk.duplicates.finding import kind_of as likeness_of
from desk.duplicates.finding import like_many
from desk.imports.entries import DUPLICATE, ERROR, NEW, UNCHANGED, UPDATE, Entry, read_cells
from desk.imports.facts import Facts, keyed
from desk.imports.kinds import KINDS, Kind
from desk.imports.progress import Counter
from desk.models import ImportBatch, ImportRow

AT_ONCE = 1000
SHOWN_LIKES = 3


def match(batch: ImportBatch, by: User, progress: Counter) -> None:
    """Compare every line of ``batch`` and store what was found; some at a time, so that it shows how far it is."""
    facts = Facts(by)
    for rows in chunks(ImportRow.objects.filter(batch=batch, line__gt=batch.header)):
        entries = compare(batch, rows, facts)
        store(rows, entries)
        progress.advance(len(rows))


def chunks(rows: Any) -> Iterator[list[ImportRow]]:
    """Yield ``rows`` in the order of their lines, a thousand at a time, by position."""
    last = 0
    while found := list(rows.filter(line__gt=last).order_by("line")[:AT_ONCE]):
        yield found
        last = found[-1].line


def compare(
    batch: ImportBatch, rows: Sequence[ImportRow], facts: Facts, *, lock: bool = False, likes: bool = True
) -> list[Entry]:
    """Return what each of ``rows`` means. As many queries for a thousand as for ten.

    With ``lock`` the stored rows that are meant stay locked until the transaction ends. Without ``likes`` nothing is
    asked about duplicates.
    """
    kind = KINDS[batch.kind]
    entries = [Entry(row.line, _texts(row.cells, batch.mapping)) for row in rows]
    read_cells(entries, kind.taken(), facts)
    _name_source(batch, kind, entries)
    kind.identify(entries, facts, lock=lock)
    _find_twice(kind, entries, facts)
    kind.judge(entries, facts)
    if likes:
        _find_likes(kind, entries, facts)
    for entry in entries:
        entry.verdict = _verdict(entry)
    return entries


def store(rows: Sequence[ImportRow], entries: Sequence[Entry]) -> None:
    values = [
        {
            "id": row.pk,
            "verdict": entry.verdict,
            "included": entry.verdict in (NEW, UPDATE),
            "problems": entry.problems,
            "changes": entry.changes if entry.verdict == UPDATE else [],
            "likes": entry.likes,
            "key": str(entry.target.pk) if entry.target is not None else "",
        }
        for row, entry in zip(rows, entries, strict=True)
    ]
    columns = {
        "verdict": "text", "included": "boolean", "problems": "jsonb", "changes": "jsonb", "likes": "jsonb",
        "key": "text",
    }  # fmt: skip
    write_rows(values, columns)


def write_rows(values: Sequence[dict[str, Any]], columns: dict[str, str]) -> None:
    """Store ``values`` in the rows that they name by their ``id``: one statement, whatever their number."""
    sets = ", ".join(f"{name} = stated.{name}" for name in columns)
    types = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE desk_importrow SET {sets} FROM jsonb_to_recordset(%s::jsonb) AS stated(id bigint, {types})"
            " WHERE desk_importrow.id = stated.id",
            [json.dumps(values, cls=DjangoJSONEncoder)],
        )


def _texts(cells: Sequence[str], mapping: dict[str, str]) -> dict[str, str]:
    found = {name: cells[int(place)] for place, name in mapping.items() if int(place) < len(cells)}
    return {name: restore(text) for name, text in found.items() if text.strip()}


def _name_source(batch: ImportBatch, kind: Kind, entries: list[Entry]) -> None:
    """Let the source of the whole file stand in every row that names none."""
    if batch.source is None or all(column.name != "source" for column in kind.taken()):
        return
    for entry in entries:
        if "source" not in entry.texts:
            entry.texts["source"] = keyed(batch.source, batch.source.title)
            entry.values["source"] = batch.source_id


def _find_twice(kind: Kind, entries: list[Entry], facts: Facts) -> None:
    """A record, or a key of a source, is in one line of a file only."""
    for entry in entries:
        names: list[tuple[Any, ...]] = []
        if entry.target is not None:
            names.append(("record", entry.target.pk))
        if "external_key" in entry.values and "source" in entry.values:
            names.append(("key", entry.values["source"], entry.values["external_key"]))
        for name in names:
            if (line := facts.seen.setdefault(name, entry.line)) != entry.line:
                entry.wrong("", _("Line %(line)d is of the same record.") % {"line": line})
                break


def _find_likes(kind: Kind, entries: list[Entry], facts: Facts) -> None:
    asked = [entry for entry in entries if entry.made is not None and not entry.problems]
    if not asked or (looking := likeness_of(kind.model)) is None:
        return
    signed = {id(entry.made): entry.more["signed"] for entry in asked if "signed" in entry.more}
    known = (lambda record: {"signatories": signed[id(record)]}) if signed else None
    for entry, found in zip(asked, like_many([entry.made for entry in asked], known), strict=True):
        for like in found[:SHOWN_LIKES]:
            words = f"{kind.words(like.record)}: {', '.join(like.why)}"
            entry.likes.append({"words": words, "key": str(like.record.pk)})
        look = looking.look(entry.made, **(known(entry.made) if known else {}))
        if look is None:
            continue
        same = ("look", *(normalise(str(part)) for part in look))
        if (line := facts.seen.setdefault(same, entry.line)) != entry.line:
            entry.likes.append({"words": _("line %(line)d of this file says the same") % {"line": line}})


def _verdict(entry: Entry) -> str:
    if entry.problems:
        return ERROR
    if entry.target is not None:
        return UPDATE if entry.changes else UNCHANGED
    return DUPLICATE if entry.likes else NEW
