"""Read articles from files and print what was understood."""

import json
import re
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from intake.export import as_json
from intake.extractors import RULES, extractor
from intake.reading.dates import Published
from intake.reading.engine import TooLong
from intake.reading.gazetteer import Gazetteer, of_fixtures
from intake.reading.plain import cleaned, from_html, looks_like_html
from intake.reading.tables import LANGUAGES

LARGEST: Final = 10_000_000  # bytes of a file
BAR: Final = 30


class Command(BaseCommand):
    help = (
        "Read articles (plain text, HTML, or the text of a PDF) and print as JSON what was understood: event, place, "
        "dates, principal, counterparts, instruments, topics and totals, each with its passage. Nothing is stored, "
        "nothing is fetched. The JSON is described in docs/intake-schema.json."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="write nothing (so far the only way)")
        parser.add_argument("--json", action="store_true", help="print JSON, one object a file in a list")
        parser.add_argument("--published", default="", metavar="DATE", help="2025-11-28, 2025-11 or 2025")
        parser.add_argument("--language", default="", choices=["", *LANGUAGES], help="guessed when it is not given")
        parser.add_argument("--extractor", default=RULES, metavar="PATH", help="another extractor, by its dotted path")
        parser.add_argument(
            "--fixtures", action="store_true", help="take the names from fixtures/, and ask no database at all"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["published"] and Published.read(options["published"]) is None:
            raise CommandError(_("“%(date)s” is no day, month or year.") % {"date": options["published"][:40]})
        try:
            read = extractor(options["extractor"])
        except ImportError as error:
            raise CommandError(str(error)) from error
        gazetteer = of_fixtures() if options["fixtures"] else self._stored()
        found, failed = [], 0
        for number, path in enumerate(options["files"], start=1):
            self._progress(number, len(options["files"]))
            try:
                text, published = self._text(path)
                reading = read(
                    text, gazetteer, published=options["published"] or published, language=options["language"]
                )
            except (OSError, TooLong) as error:
                failed += 1
                self.stderr.write(f"{path}: {error}")
                continue
            found.append(as_json(reading, str(path)))
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            for one in found:
                self.stdout.write(self._line(one))
        if failed:
            raise CommandError(_("%(number)s of the files could not be read.") % {"number": failed})

    def _stored(self) -> Gazetteer:
        """Take the register's names; a register that has none, or no database, leaves those of the fixtures."""
        try:
            gazetteer = Gazetteer.stored()
        except DatabaseError as error:
            raise CommandError(
                _("The register cannot be read (%(error)s). With --fixtures no database is needed.") % {"error": error}
            ) from error
        return gazetteer if gazetteer.continents else of_fixtures()

    def _text(self, path: Path) -> tuple[str, str]:
        if path.stat().st_size > LARGEST:
            raise TooLong(_("The file is larger than %(limit)s bytes.") % {"limit": LARGEST})
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig", "replace")
        if raw.startswith(b"%PDF"):
            raise TooLong(_("This is a PDF: give its text, for example by pdftotext."))
        if looks_like_html(text):
            page = from_html(text)
            return page.text, page.published
        return cleaned(text), ""

    def _progress(self, number: int, total: int) -> None:
        if total > 1 and sys.stderr.isatty():
            done = BAR * number // total
            end = "\n" if number == total else ""
            self.stderr.write(f"\r[{'#' * done}{'.' * (BAR - done)}] {number}/{total}", ending=end)

    def _line(self, one: dict[str, Any]) -> str:
        held = [found["party"]["code"] for found in one["counterparts"] if found["standing"] == "held"]
        principal = one["principal"]["party"]["code"] if one["principal"] else "?"
        event = one["event"]["name"] if one["event"] else "?"
        line = f"{one['file']}: {principal} | {event} | {len(held)}: {', '.join(held)}"
        # What a text says cannot steer a terminal.
        return re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", line)
