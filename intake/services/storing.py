"""Storing an article: once for each text, read at once with the names that the register has."""

import hashlib
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.history import acting
from core.text import is_blank, is_clean
from intake.documents import Document, Unreadable
from intake.export import as_json
from intake.extractors import Extractor, extractor
from intake.models import Article
from intake.reading.engine import TooLong
from intake.reading.gazetteer import Gazetteer
from intake.reading.published import Published

LONGEST_HEADLINE = 150  # characters
ONCE = "intake_article_text_once"


def store(
    document: Document,
    by: User | None,
    gazetteer: Gazetteer,
    *,
    said: dict[str, Any] | None = None,
    read: Extractor | None = None,
    via: str = "intake",
) -> tuple[Article, bool]:
    """Return the article of this text, and whether it is new: a text that is there already leads to the first.

    ``said`` is what the editor says of title, publisher, url, language and published_on; empty ones are taken from the
    document. Who brings an article in has it in hand. Raises ``Unreadable``.
    """
    if (known := _known(document.text)) is not None:
        return known, False
    given = {name: value for name, value in (said or {}).items() if value}
    published = document.published if Published.read(document.published) else ""
    article = Article(
        title=given.pop("title", "") or document.title or _first_line(document.text),
        published_on=given.pop("published_on", "") or published,
        language=given.pop("language", ""),
        text=document.text,
        **given,
    )
    if by is not None:
        article.holder, article.held_since = by, timezone.now()
    understand(article, gazetteer, read)
    try:
        with acting(by, via=via), transaction.atomic():
            article.save()
    except IntegrityError as error:
        # Somebody else brought it in meanwhile.
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != ONCE:
            raise
        known = _known(document.text)
        assert known is not None
        return known, False
    article.refresh_from_db()
    return article, True


def understand(article: Article, gazetteer: Gazetteer, read: Extractor | None = None) -> None:
    """Read the text of ``article``, which is not saved here. Raises ``Unreadable`` where it is too long to be one."""
    try:
        reading = (read or extractor())(
            article.text, gazetteer, published=article.published_on, language=article.language
        )
    except TooLong as error:
        raise Unreadable(_("This text has more words than an article can have. Paste a part of it.")) from error
    article.language = reading.language
    article.reading = as_json(reading)


def _known(text: str) -> Article | None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article.objects.filter(sha256=digest).first()


def _first_line(text: str) -> str:
    """Return the first line where it is a headline, without marks that no title may hold.

    A whole sentence is none: the title is what readers see of the source, and they see no sentence of it.
    """
    for line in text.splitlines():
        shown = "".join(letter if is_clean(letter) else " " for letter in line[:1000])
        if not is_blank(shown):
            title = " ".join(shown.split())
            is_headline = len(title) <= LONGEST_HEADLINE and not title.endswith((".", "؟", "!", "…"))
            return title if is_headline else _("Untitled")
    return _("Untitled")
