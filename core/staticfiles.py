"""One stylesheet for the reader, many files for who writes it.

A page asks for ``css/site.css`` only: it is made here of the files of ``static/css/``, one behind the other, without
comments and blanks. It is a finder of Django's, so that the server of ``make run`` and ``collectstatic`` get it by
the same road as any other file, and nothing that was made is ever committed.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import rcssmin
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

NAME = "css/site.css"
# In the order of the layers, which tokens.css declares.
SOURCES = ("tokens", "reset", "base", "layout", "components", "charts", "map", "pages", "print")


def sources() -> list[Path]:
    return [Path(settings.BASE_DIR) / "static" / "css" / f"{name}.css" for name in SOURCES]


def build(files: Iterable[Path]) -> str:
    """Return the files as one style sheet, made small. A file that is missing is an error, never left out."""
    return "\n".join(rcssmin.cssmin(file.read_text("utf-8")) for file in files) + "\n"


class BundleFinder(BaseFinder):
    """Finds ``css/site.css``, made anew whenever one of its sources is newer than it."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "built")

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return [
            Error(f"The style sheet {file.name} is not there.", hint="See core/staticfiles.py.", id="core.E001")
            for file in sources()
            if not file.is_file()
        ]

    # What ``find_all`` was called before Django 5.2 is not asked for by anything here.
    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:  # type: ignore[override]  # the stubs know an older signature
        if path != NAME:
            return []
        self.fresh()
        found: str = self.storage.path(NAME)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        self.fresh()
        yield NAME, self.storage

    def fresh(self) -> None:
        """Make the file where it is missing or old; put it in place at once, as another process may be reading it."""
        made = Path(self.storage.path(NAME))
        newest = max(file.stat().st_mtime for file in (*sources(), Path(__file__)))
        if made.exists() and made.stat().st_mtime >= newest:
            return
        made.parent.mkdir(parents=True, exist_ok=True)
        text = build(sources())
        handle, name = tempfile.mkstemp(dir=made.parent, suffix=".new")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(name, 0o644)  # a public file; mkstemp lets nobody else read it
        os.replace(name, made)
