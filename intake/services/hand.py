"""Who has an article in hand, and the unfinished work on it. One editor at a time: the row is locked, and has a
version."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.history import acting
from core.refusals import REFUSALS, words_of_refusal
from core.stale import Stale
from intake.models import Article
from meetings.services import Refused

VIA = "intake"


class InHand(Exception):
    """Somebody else has the article in hand. ``reasons`` says who."""

    def __init__(self, article: Article) -> None:
        self.article = article
        text = _("%(who)s has this article in hand, so nothing was saved. What you typed is still here.")
        self.reasons = [text % {"who": article.holder}]
        super().__init__(self.reasons[0])


@contextmanager
def working(pk: int, by: User, version: int | None = None, *, holds: bool = True) -> Iterator[Article]:
    """Lock the article for a change ``by`` somebody, who must have it in hand if ``holds`` and must have seen its
    ``version`` unless that is None.

    Raises ``Refused``, ``InHand`` or ``Stale``; then nothing has changed.
    """
    if not by.has_perm("intake.change_article"):
        raise Refused([_("Your role does not allow this.")])
    try:
        with acting(by, via=VIA, article=pk), transaction.atomic():
            article = Article.objects.select_for_update(of=("self",)).with_people().filter(pk=pk).first()
            if article is None:
                raise Refused([_("It is not there any more: somebody let go of it.")])
            if not article.is_open:
                raise Refused([_("This article was accepted already.")])
            if holds and article.holder_id != by.pk:
                if article.holder_id is not None:
                    raise InHand(article)
                raise Refused([_("Nobody has this article in hand: take it first. What you typed is still here.")])
            if holds and version is not None and version != article.version:
                raise Stale(article, None)
            yield article
    except REFUSALS as error:
        raise Refused(words_of_refusal(error)) from error


def take(pk: int, by: User, *, over: bool = False) -> None:
    """Give the article to ``by``; from somebody else's hand only with ``over`` and the power to. Raises ``InHand``."""
    with working(pk, by, holds=False) as article:
        if article.holder_id == by.pk:
            return
        if article.holder_id is not None and not (over and by.has_perm("intake.edit_any_article")):
            raise InHand(article)
        article.holder, article.held_since = by, timezone.now()
        article.save(update_fields=["holder", "held_since"])


def release(pk: int, by: User) -> None:
    """Lay the article back for others; what was done stays with it."""
    with working(pk, by) as article:
        article.holder = article.held_since = None
        article.save(update_fields=["holder", "held_since"])


def keep(pk: int, by: User, version: int | None, choices: dict[str, Any]) -> int:
    """Keep the unfinished work ``choices``; return the version that the article has now."""
    with working(pk, by, -1 if version is None else version) as article:
        if article.choices != choices:
            article.choices = choices
            article.save(update_fields=["choices"])
            article.refresh_from_db(fields=["version"])
        return article.version


def let_go(pk: int, by: User) -> None:
    """Delete an article of which nothing was made: one's own, or any with the power to."""
    with working(pk, by, holds=False) as article:
        own = article.entered_by_id == by.pk or by.has_perm("intake.edit_any_article")
        if not (own and by.has_perm("intake.delete_article")):
            raise Refused([_("Your role does not allow this.")])
        if article.holder_id not in (None, by.pk):
            raise InHand(article)
        article.delete()
