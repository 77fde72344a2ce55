"""Files to bring in, made in memory: text tables and workbooks, whole and broken."""

import csv
import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from desk.models import ImportBatch

Rows = list[list[Any]]


def text(rows: Rows, separator: str = ",", encoding: str = "utf-8") -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode(encoding)


def workbook(*sheets: tuple[str, Rows]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file.getvalue()


def archive(**members: bytes | str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def upload(client: Client, content: bytes, name: str = "table.csv", **fields: Any) -> HttpResponse:
    data = {"kind": "meeting", "file": SimpleUploadedFile(name, content), **fields}
    return client.post(reverse("desk:imports"), data)  # type: ignore[return-value]  # what the test client answers


def errors(response: HttpResponse) -> list[str]:
    form = response.context["form"]  # type: ignore[attr-defined]  # what the test client answers
    return [sentence for sentences in form.errors.values() for sentence in sentences]


def compared(client: Client, content: bytes, name: str = "table.csv", **fields: Any) -> ImportBatch:
    """Bring a file in and take the columns as they are proposed; return it as its rows wait."""
    response = upload(client, content, name, **fields)
    assert response.status_code == 302, errors(response)
    batch = ImportBatch.objects.latest("pk")
    said = {"header": batch.header, **{f"c-{place}": field for place, field in batch.mapping.items()}}
    response = client.post(reverse("desk:import-columns", args=[batch.pk]), said)  # type: ignore[assignment]  # what the test client answers
    assert response.status_code == 302, errors(response)
    batch.refresh_from_db()
    assert batch.state == "ready"
    return batch


def take_in(client: Client, batch: ImportBatch) -> ImportBatch:
    client.post(reverse("desk:import-rows", args=[batch.pk]), {"_apply": "1"})
    batch.refresh_from_db()
    return batch


def verdicts(batch: ImportBatch) -> list[str]:
    return list(batch.rows.filter(line__gt=batch.header).order_by("line").values_list("verdict", flat=True))


def problems(batch: ImportBatch) -> list[list[str]]:
    return [problem for row in batch.rows.order_by("line") for problem in row.problems]
