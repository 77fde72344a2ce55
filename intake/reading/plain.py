"""From what an editor has to plain text: a page of HTML without its markup, any text without what cannot be stored.

No parser of the standard library is asked, for ``html.parser`` can be made to take minutes; this reads "<" to ">" once.
What is kept of a page is the article: script, style, navigation and captions go.
"""

import html
import re
from dataclasses import dataclass
from typing import Final

LONGEST_TAG: Final = 5_000  # characters; what is longer is no tag

_DROPPED: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "figure",
        "figcaption",
        "iframe",
        "object",
        "head",
        "video",
        "audio",
        "canvas",
        "dialog",
        "menu",
        "textarea",
    ]
)
_BLOCKS: Final = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "section",
        "article",
        "main",
        "blockquote",
        "dd",
        "dt",
        "dl",
        "hr",
        "pre",
        "td",
        "th",
        "tbody",
        "address",
        "body",
        "html",
        "title",
        "summary",
        "details",
    ]
)
_NAME: Final = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_ATTRIBUTE: Final = re.compile(r"""([a-zA-Z:-]{1,30})\s{0,20}=\s{0,20}(?:"([^"]{0,500})"|'([^']{0,500})')""")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSTORABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_PUBLISHED: Final = frozenset({"article:published_time", "date", "dc.date", "datepublished", "pubdate"})


@dataclass(frozen=True, slots=True)
class Page:
    """An article out of a page: its text, and what its head says of title, language and day."""

    text: str
    title: str = ""
    language: str = ""
    published: str = ""


def cleaned(text: str) -> str:
    """Return the text without NUL, control characters, lone surrogates and overrides of direction; lines end in LF."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def storable(text: str) -> str:
    """Return the text without what no database or page can hold; overrides of direction stay, to be shown as such.

    Lines end in LF.
    """
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def looks_like_html(text: str) -> bool:
    start = text[:3000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype html", "<html", "<?xml", "<head", "<body", "<article", "<div", "<p>"))


def from_html(markup: str) -> Page:
    """Return the article of a page. Linear, whatever the markup; broken markup loses text, never more."""
    title, language, published = "", "", ""
    pieces: list[str] = []
    dropped, dropped_depth, in_title, at = "", 0, False, 0
    end = len(markup)
    lower = markup.lower() if len(markup.lower()) == end else markup
    while at < end:
        opened = markup.find("<", at)
        if opened < 0:
            opened = end
        if opened > at and not dropped:
            pieces.append(markup[at:opened])
        elif opened > at and in_title:
            title += markup[at:opened]
        if opened == end:
            break
        if markup.startswith("<!--", opened):
            closed = markup.find("-->", opened + 4)
            at = end if closed < 0 else closed + 3
            continue
        named = _NAME.match(markup, opened)
        marked = named is not None or markup[opened + 1 : opened + 2] in ("!", "?", "/")
        closed = markup.find(">", opened, opened + LONGEST_TAG) if marked else -1
        if not named or closed < 0:
            # A bare "<", or a tag that never ends: a sign in the text.
            at = closed + 1 if closed >= 0 else opened + 1
            continue
        name = named[1].lower()
        closing = markup[opened + 1] == "/"
        at = closed + 1
        if name == "title":
            in_title = not closing and not title
        elif name in ("meta", "html", "time"):
            said = _attributes(markup[opened:closed])
            if name == "html":
                language = language or said.get("lang", "")[:2].lower()
            elif (
                name == "meta"
                and said.get("property", said.get("name", said.get("itemprop", ""))).lower() in _PUBLISHED
            ):
                published = published or _day(said.get("content", ""))
        if dropped:
            if name == dropped:
                dropped_depth += -1 if closing else 1
                if dropped_depth <= 0:
                    dropped = ""
            continue
        if name in ("script", "style") and not closing:
            found = lower.find(f"</{name}", at)
            at = end if found < 0 else found
            continue
        if name in _DROPPED and not closing and markup[closed - 1] != "/":
            dropped, dropped_depth = name, 1
        elif name in _BLOCKS:
            pieces.append("\n- " if name == "li" and not closing else "\n")
    text = "\n".join(
        line for line in (" ".join(part.split()) for part in _plain("".join(pieces)).split("\n")) if line.strip(" -")
    )
    return Page(cleaned(text), " ".join(cleaned(_plain(title)).split())[:300], language, published)


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): double or single for name, double, single in _ATTRIBUTE.findall(tag[:2000])}


def _day(text: str) -> str:
    found = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
    return found.group() if found else ""


def _plain(text: str) -> str:
    """Resolve entities of a length that entities have; no number is too large to be tried."""
    return _ENTITY.sub(lambda found: html.unescape(found.group()), text).replace("\u00a0", " ")
