"""From what an editor has (a pasted text, a file) to the text that is stored; nothing is fetched from anywhere."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.child import ChildRefused, lines_of
from core.text import is_blank
from intake.models import LONGEST_TEXT
from intake.reading.plain import from_html, looks_like_html, storable

MIB: Final = 1024 * 1024
LARGEST_FILE: Final = 10 * MIB
# Of the child process that opens a PDF.
CHILD: Final = Path(__file__).with_name("pdf_child.py")
MOST_PAGES: Final = 300
MOST_MEMORY: Final = 512 * MIB
MOST_CPU_S: Final = 10
MOST_WAIT_S: Final = 20  # less than a worker of the server may take to answer

_CHARSET: Final = re.compile(rb"""charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_-]{1,20})""", re.IGNORECASE)
# What old pages are written in. Each is a table of 256 letters: nothing in it can run away.
CHARSETS: Final = frozenset(
    {"iso-8859-1", "iso-8859-15", "iso-8859-6", "windows-1252", "windows-1256", "cp1252", "cp1256", "latin1"}
)
SENTENCES: Final = {
    "encrypted": gettext_lazy("This PDF is protected by a password. Save it without one, or paste its text."),
    "no-pdf": gettext_lazy("This file is called a PDF and is none."),
    "broken": gettext_lazy("This PDF cannot be read: it is damaged, or only a part of it arrived."),
    "large": gettext_lazy("This PDF takes up too much room once it is opened. Paste the text of the article instead."),
    "pages": gettext_lazy("This PDF has more than %(pages)d pages. Paste the text of the article instead."),
    "long": gettext_lazy(
        "This text has more than %(characters)s characters, which no article has. Paste a part of it."
    ),
}


class Unreadable(Exception):
    """The text cannot be taken in; says why, in words for who chose it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it is stored, and what its file says of title, language and day; empty where it says nothing."""

    text: str
    title: str = ""
    language: str = ""
    published: str = ""


def pasted(text: str) -> Document:
    """Return what was pasted: a plain text, or a page of HTML. Raises ``Unreadable``."""
    if looks_like_html(text):
        page = from_html(text)
        return _checked(Document(page.text, page.title, page.language, page.published))
    return _checked(Document(text))


def of_file(name: str, data: bytes) -> Document:
    """Return the text of a file: plain, HTML or PDF, by what is in it. Raises ``Unreadable``."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(_("This file is larger than %(mib)d MiB.") % {"mib": LARGEST_FILE // MIB})
    if b"%PDF-" in data[:1024] or name.lower().endswith(".pdf"):
        return _checked(_of_pdf(data))
    return pasted(_decoded(data))


def _of_pdf(data: bytes) -> Document:
    title, pages = "", []
    limits = (MOST_MEMORY, MOST_CPU_S, MOST_PAGES, LONGEST_TEXT)
    try:
        for said in lines_of(CHILD, data, limits, seconds=MOST_WAIT_S):
            title = said.get("title", title)
            pages.append(said.get("text", ""))
    except ChildRefused as error:
        raise Unreadable(_sentence(error.code)) from error
    text = "\n".join(pages)
    if is_blank(text):
        raise Unreadable(_("There is no text in this PDF; it may be made of pictures. Paste the text instead."))
    return Document(text, title)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        declared = _CHARSET.search(data[:2048])
        named = declared[1].decode().lower() if declared else ""
        encodings = ["utf-8-sig", *([named] if named in CHARSETS else [])]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise Unreadable(_("This file is no text in UTF-8. Save it as UTF-8, or open it and paste its text."))


def _checked(document: Document) -> Document:
    text = storable(document.text)
    if is_blank(text):
        raise Unreadable(_("There is no text in it."))
    if len(text) > LONGEST_TEXT:
        raise Unreadable(_sentence("long"))
    title = " ".join(storable(document.title).split())[:300]
    return Document(text, title, document.language, document.published)


def _sentence(code: str) -> str:
    return str(SENTENCES[code]) % {"pages": MOST_PAGES, "characters": f"{LONGEST_TEXT:,}"}
