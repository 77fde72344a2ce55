"""The lines of a file are stored: they are what is compared, shown and taken in later. The file itself is let go."""

from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from desk.imports import limits
from desk.imports.kinds import KINDS
from desk.imports.mapping import proposed, remembered, score_of
from desk.imports.progress import Counter
from desk.imports.reading import open_table
from desk.imports.refusals import Unreadable
from desk.imports.sheets import Row
from desk.models import ImportBatch, ImportRow

AT_ONCE = 1000


def store_lines(batch: ImportBatch, progress: Counter) -> None:
    """Read the file of ``batch`` and store its lines, all or none. Raises ``Unreadable``."""
    kind = KINDS[batch.kind]
    opened = open_table(
        bytes(batch.file or b""),
        score_of(kind),
        encoding=batch.encoding,
        separator=batch.separator,
        sheet=batch.sheet,
    )
    with transaction.atomic():
        number = 0
        for rows in _parts(opened.rows):
            ImportRow.objects.bulk_create(ImportRow(batch=batch, line=row.line, cells=row.cells) for row in rows)
            number += sum(row.line > opened.header for row in rows)
            progress.advance(len(rows))
        if number > limits.MOST_ROWS:
            raise Unreadable(_("This table has more than %(rows)d rows. Split it.") % {"rows": limits.MOST_ROWS})
        if not number:
            raise Unreadable(_("There are no rows below the headings."))
        batch.encoding, batch.separator, batch.sheet = opened.encoding, opened.separator, opened.sheet[:255]
        batch.header, batch.headings, batch.total = opened.header, opened.headings, number
        batch.mapping = remembered(kind, batch.headings, batch.by) or proposed(kind, batch.headings)
        batch.file = None
        batch.state = ImportBatch.State.MAPPING
        batch.save()


def _parts(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while part := list(islice(rows, AT_ONCE)):
        yield part
