"""The work on an article that is in hand: what is kept of the page, what is added by hand, reading it once more."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from core.text import is_blank, is_clean
from intake.documents import Unreadable
from intake.models import Article, Outcome
from intake.reading.gazetteer import Gazetteer
from intake.services.hand import working
from intake.services.storing import understand
from intake.sheet.added import MOST, NotFound, finding, place_of
from intake.sheet.sheet import Sheet
from meetings.services import Refused

RELATED = ("meeting", "mou", "event", "source", "total")
MOST_PAGES = 1000


def choices_of(article: Article, sheet: Sheet) -> dict[str, Any]:
    """Return the unfinished work as it is kept."""
    return {**article.choices, "fields": sheet.values.to_keep()}


def with_added(article: Article, sheet: Sheet, data: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """Return the unfinished work with one finding more, and its key. Raises ``NotFound``."""
    start, end = place_of(article.text, data.get("add_words", ""), data.get("add_start", ""))
    party = data.get("add_party", "").strip()
    if is_blank(party) or not is_clean(party):
        raise NotFound(_("Name a country or an organization."))
    party_found, reason = sheet.parties.named(party[:200])
    if party_found is None:
        raise NotFound(reason)
    added = list(article.choices.get("added", []))
    if len(added) >= MOST:
        raise NotFound(_("At most %(n)d findings can be added by hand.") % {"n": MOST})
    number = len(added) + 1
    choices = choices_of(article, sheet)
    choices["added"] = [*added, finding(number, article.text, start, end, sheet.parties.name(party_found))]
    return choices, f"a-{number}"


def read_again(
    pk: int, by: User, version: int | None, choices: dict[str, Any], said: dict[str, Any], gazetteer: Gazetteer
) -> None:
    """Change what is known of the article, and read it with the present names; what was chosen stays."""
    with working(pk, by, -1 if version is None else version) as article:
        for name, value in said.items():
            if value or name in ("publisher", "url", "published_on"):
                setattr(article, name, value)
        article.choices = choices
        try:
            understand(article, gazetteer)
        except Unreadable as error:
            raise Refused([str(error)]) from error
        article.save(update_fields=[*said, "choices", "reading"])


def outcomes_of(article: Article) -> list[Outcome]:
    """Return what came of an accepted article, in the order in which it was made."""
    if article.is_open:
        return []
    rows = article.outcomes.select_related(
        "meeting__counterpart__country", "meeting__counterpart__organization", "mou", "event", "source",
        "total__principal",
    )  # fmt: skip
    return list(rows.order_by("pk"))


def page_number(text: str | None) -> int:
    """Return the page of rows that an address asks for; the first for what is no number."""
    if text and text.isascii() and text.isdigit() and len(text) < 5:
        return min(max(1, int(text)), MOST_PAGES)
    return 1
