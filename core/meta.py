"""What a page says of itself to those who show a link to it: search engines, messengers, feeds."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.encoding import escape_uri_path

from core.addresses import query

# Cut at the end of a word; what follows is shown nowhere.
DESCRIPTION_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Meta:
    """``card`` is the path of the picture; ``query`` is what of the address belongs to the page ("?country=ma");
    ``feed`` the address of a feed of what the page lists, blank where it lists nothing.

    Title and description are made from the published record only. ``kind`` is a type of the Open Graph protocol.
    """

    title: str
    description: str
    card: str
    query: str = ""
    kind: str = "website"
    feed: str = ""


def site_of(request: HttpRequest) -> str:
    # By hand and not by build_absolute_uri, which makes something else of a path that begins with two slashes.
    return f"{request.scheme}://{request.get_host()}"


def canonical_of(request: HttpRequest, meta: Meta) -> str:
    """Return the address under which the page is known, whatever else the reader's address says."""
    return site_of(request) + escape_uri_path(request.path) + meta.query


def canonical_query(applied: Mapping[str, list[str]], presentation: tuple[str, ...]) -> str:
    """Return the query string without what says how a list is shown and not what it lists: paging, sorting, view."""
    asked = {key: values for key, values in applied.items() if key not in presentation}
    return query(asked) if asked else ""


def shortened(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Return ``text`` on one line, cut at the end of a word where it is longer than ``length``."""
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    return f"{words[: length - 1].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
