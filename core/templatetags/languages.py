"""The page that is being read, in the other languages."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language, get_language_info

from core.languages import DEFAULT, LANGUAGES, direction_of, in_language, name_of_language

register = template.Library()


@dataclass(frozen=True, slots=True)
class Edition:
    """One page in one language: ``url`` for links, ``address`` with the host for those who index it."""

    code: str
    name: str
    direction: str
    url: str
    address: str
    is_current: bool


@register.simple_tag(takes_context=True)
def editions(context: dict[str, Any]) -> list[Edition]:
    """Return this very page, filters and all, in each language; none where no request is known (503).

    A page of an error sets ``languages_at``: what is not there is in no other language either.
    """
    request = context.get("request")
    if request is None:
        return []
    is_error = "languages_at" in context
    asked = "" if is_error else request.META.get("QUERY_STRING", "")
    query = f"?{iri_to_uri(asked)}" if asked else ""
    path = context.get("languages_at", request.path)
    found = []
    for code in LANGUAGES:
        url = escape_leading_slashes(escape_uri_path(in_language(path, code)) + query)
        # An error may be that of the host itself.
        address = url if is_error else f"{request.scheme}://{request.get_host()}{url}"
        found.append(
            Edition(code, name_of_language(code), direction_of(code), url, address, code == (get_language() or DEFAULT))
        )
    return found


@register.filter
def language_word(code: str) -> str:
    """``{{ source.language|language_word }}``: the language of a text in words; its code where Django knows no word."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
