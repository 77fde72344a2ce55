"""A reader who follows every link, and a reader who knows the addresses already."""

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client

LINK = re.compile(r'(?:href|src|action|hx-get)="([^"]*)"')
CHOICE = re.compile(r'name="(\w+)" value="([^"]+)"')
# The other languages are walked by tests of their own; the switch of the theme is only posted to,
# and how a list is cited says on which day.
NOT_PAGES = ("/static/", "/admin/", "/fr/", "/ar/", "/theme/", "/cite/")
# Files to take away: tests/opendata/test_safe_files.py opens each of them, with the same hidden records.
FILES = (".csv", ".xlsx", ".json", ".jsonl", ".ics", ".atom", ".bib", ".ris", ".csl", ".zip")


def crawl(client: Client, start: Iterable[str] = ("/",), limit: int = 1500) -> dict[str, HttpResponse]:
    """Open ``start`` and every page of this site that they lead to; return the responses by address.

    Each combination of filters leads to more of them, so an address with two filters or more is opened but its
    links are not followed.
    """
    waiting, seen = list(start), {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        assert len(seen) < limit, "the site has no end"
        response: HttpResponse = client.get(address)  # type: ignore[assignment]  # what the test client answers
        seen[address] = response
        if address.count("=") < 2 and response.status_code == 200:
            waiting += [link for link in links_of(address, response) if link not in seen]
    return seen


def links_of(address: str, response: HttpResponse) -> list[str]:
    found = []
    for link in LINK.findall(response.content.decode()):
        parts = urlsplit(urljoin(address, unescape(link)))
        is_page = not parts.path.startswith(NOT_PAGES) and not parts.path.endswith(FILES)
        if not parts.netloc and not parts.scheme and is_page:
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    if address == "/meetings/":  # every box of the panel is a link as well, to a reader with a mouse
        found += [f"{address}?{name}={unescape(value)}" for name, value in CHOICE.findall(response.content.decode())]
    return found
