"""Read articles from files: bring them in, or only print what was understood."""

import json
import re
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from intake.documents import LARGEST_FILE, MIB, Document, Unreadable, of_file
from intake.export import as_json
from intake.extractors import RULES, Extractor, extractor
from intake.reading.engine import TooLong
from intake.reading.gazetteer import Gazetteer, of_fixtures
from intake.reading.published import Published
from intake.reading.tables import LANGUAGES
from intake.services.storing import store

BAR: Final = 30


class Command(BaseCommand):
    help = (
        "Read articles (plain text, HTML or PDF) and bring them in: they wait at the desk until an editor takes them. "
        "A text that is there already is not stored again. With --dry-run nothing is stored, and what was understood "
        "is printed: event, place, dates, principal, counterparts, instruments, topics and totals, each with its "
        "passage. Nothing is fetched. The JSON is described in docs/intake-schema.json."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="store nothing; print what was understood")
        parser.add_argument("--json", action="store_true", help="with --dry-run: JSON, one object a file in a list")
        parser.add_argument("--published", default="", metavar="DATE", help="2025-11-28, 2025-11 or 2025")
        parser.add_argument("--publisher", default="", help="who published them, when they are stored")
        parser.add_argument("--language", default="", choices=["", *LANGUAGES], help="guessed when it is not given")
        parser.add_argument("--extractor", default=RULES, metavar="PATH", help="another extractor, by its dotted path")
        parser.add_argument(
            "--fixtures",
            action="store_true",
            help="with --dry-run: take the names from fixtures/, and ask no database at all",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["published"] and Published.read(options["published"]) is None:
            raise CommandError(_("“%(date)s” is no day, month or year.") % {"date": options["published"][:40]})
        if not options["dry_run"] and (options["json"] or options["fixtures"]):
            raise CommandError(_("--json and --fixtures go with --dry-run."))
        try:
            read = extractor(options["extractor"])
        except ImportError as error:
            raise CommandError(str(error)) from error
        gazetteer = of_fixtures() if options["fixtures"] else self._stored()
        found: list[dict[str, Any]] = []
        lines: list[str] = []
        failed = 0
        for number, path in enumerate(options["files"], start=1):
            self._progress(number, len(options["files"]))
            try:
                document = self._document(path)
                if options["dry_run"]:
                    found.append(as_json(self._reading(read, document, gazetteer, options), str(path)))
                else:
                    lines.append(self._store(read, document, gazetteer, options, path))
            except (OSError, TooLong, Unreadable) as error:
                failed += 1
                self.stderr.write(f"{path}: {error}")
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        for line in lines or ([] if options["json"] else map(self._line, found)):
            # What a text says cannot steer a terminal.
            self.stdout.write(re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", " ", line))
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

    def _document(self, path: Path) -> Document:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(_("This file is larger than %(mib)d MiB.") % {"mib": LARGEST_FILE // MIB})
        return of_file(path.name, path.read_bytes())

    def _reading(self, read: Extractor, document: Document, gazetteer: Gazetteer, options: dict[str, Any]) -> Any:
        published = options["published"] or document.published
        return read(document.text, gazetteer, published=published, language=options["language"])

    def _store(
        self, read: Extractor, document: Document, gazetteer: Gazetteer, options: dict[str, Any], path: Path
    ) -> str:
        said = {
            "title": "" if document.title else path.stem[:300],
            "publisher": options["publisher"],
            "published_on": options["published"],
            "language": options["language"],
        }
        article, is_new = store(document, None, gazetteer, said=said, read=read, via="command")
        words = {"file": path, "number": article.pk, "title": article.title}
        if is_new:
            return _("%(file)s: stored as article %(number)d, “%(title)s”") % words
        return _("%(file)s: there already as article %(number)d, “%(title)s”") % words

    def _progress(self, number: int, total: int) -> None:
        if total > 1 and sys.stderr.isatty():
            done = BAR * number // total
            end = "\n" if number == total else ""
            self.stderr.write(f"\r[{'#' * done}{'.' * (BAR - done)}] {number}/{total}", ending=end)

    def _line(self, one: dict[str, Any]) -> str:
        held = [found["party"]["code"] for found in one["counterparts"] if found["standing"] == "held"]
        principal = one["principal"]["party"]["code"] if one["principal"] and one["principal"]["party"] else "?"
        event = one["event"]["name"] if one["event"] else "?"
        return f"{one['file']}: {principal} | {event} | {len(held)}: {', '.join(held)}"
