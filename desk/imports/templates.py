"""An empty table to fill in: the headings, a row of examples, and in the workbook what each column takes."""

from collections.abc import Iterable
from typing import IO

from desk.exporting.tables import csv_lines, workbook
from desk.imports.kinds import Kind

# One row of invented values for each kind, as an editor would write it.
EXAMPLES: dict[str, dict[str, str]] = {
    "meeting": {
        "external_key": "row-1",
        "event": "assembly-2025",
        "held_on": "24/11/2025",
        "principal": "Morocco",
        "principal_institution": "General Directorate",
        "counterpart": "Korea, South",
        "counterpart_head": "A. Director",
        "counterpart_head_title": "Director General",
        "kind": "bilateral",
        "attestation": "named",
        "place": "Marrakech",
        "place_country": "Morocco",
        "topics": "cybercrime; organized crime",
        "source": "https://example.org/article",
        "locator": "paragraph 4",
        "supports": "participation; date",
    },
    "mou": {
        "title": "Police cooperation",
        "parties": "Morocco; Norway",
        "kind": "memorandum",
        "signed_on": "2025-11-25",
        "source": "https://example.org/article",
        "locator": "paragraph 9",
        "supports": "signing",
    },
    "event": {
        "slug": "assembly-2025",
        "name": "Assembly 2025",
        "country": "Morocco",
        "held_on": "2025-11-24/2025-11-27",
    },
    "delegation": {"event": "assembly-2025", "country": "Côte d'Ivoire", "institution": "National Police"},
    "organization": {"name": "An Arab Council", "acronym": "AAC", "kind": "regional"},
    "source": {
        "title": "An article",
        "publisher": "A newspaper",
        "url": "https://example.org/article",
        "language": "en",
        "published_on": "28/11/2025",
    },
    "citation": {
        "meeting": "M000001",
        "source": "https://example.org/article",
        "locator": "paragraph 4",
        "supports": "participation",
    },
    "reportedtotal": {
        "event": "assembly-2025",
        "source": "https://example.org/article",
        "counts": "meetings",
        "qualifier": "exactly",
        "value": "43",
    },
    "topic": {"name": "Cybercrime", "description": "Crimes against computers, and by them."},
    "country": {"iso2": "MA", "iso3": "MAR", "m49": "504", "name": "Morocco"},
    "region": {"m49": "015", "name": "Northern Africa"},
}


def headings(kind: Kind) -> list[str]:
    return [column.name for column in kind.taken() if column.name not in ("id", "reference")]


def rows(kind: Kind) -> Iterable[list[str]]:
    example = EXAMPLES[kind.name]
    return [[example.get(name, "") for name in headings(kind)]]


def as_csv(kind: Kind) -> bytes:
    return "".join(csv_lines(headings(kind), rows(kind))).encode()


def as_workbook(kind: Kind) -> IO[bytes]:
    return workbook(headings(kind), rows(kind))
