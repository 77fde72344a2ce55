"""Which addresses of sources are due, asking them one after the other, and when one counts as dead.

A server may have a bad day, so an address is dead when it has failed on two different days, half a day apart at least.
One that answers again is alive again. Who turns machines away (403) is neither.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from core.history import acting
from meetings.models import Source
from meetings.sources.fetching import Result, ask

APART = timedelta(hours=12)
FAILS = (Result.MISSING, Result.BROKEN, Result.SILENT, Result.PRIVATE)
Ask = Callable[[str], Result]


def due(older_than: timedelta, now: datetime) -> QuerySet[Source]:
    """Return the sources whose address is to be asked: long ago or never, and again on another day after a failure."""
    again = Q(failing_since__lte=now - APART, gone_at=None, checked_at__lt=now - APART)
    rows = Source.objects.exclude(url="").filter(Q(checked_at=None) | Q(checked_at__lte=now - older_than) | again)
    return rows.order_by(F("checked_at").asc(nulls_first=True), "pk")


def check(sources: Iterable[Source], pause: float, question: Ask = ask) -> tuple[Counter[Result], list[Source]]:
    """Ask the address of each of ``sources``; return how many answered what, and which are newly found dead.

    Between two questions to one host there are ``pause`` seconds.
    """
    answers: Counter[Result] = Counter()
    newly_dead, asked = [], dict[str, float]()
    for source in sources:
        host = _host(source.url)
        wait = asked.get(host, 0) + pause - time.monotonic()
        if host in asked and wait > 0:
            time.sleep(wait)
        result = question(source.url)
        asked[host] = time.monotonic()
        answers[result] += 1
        if keep(source, result, timezone.now()):
            newly_dead.append(source)
    return answers, newly_dead


def keep(source: Source, result: Result, now: datetime) -> bool:
    """Keep what the address of ``source`` answered; tell whether it is found dead by it.

    No word of the record changes: no version is raised, and nobody has changed it.
    """
    failing_since, gone_at = source.failing_since, source.gone_at
    if result == Result.ANSWERS:
        failing_since = gone_at = None
    elif result in FAILS:
        failing_since = failing_since or now
        if gone_at is None and failing_since.date() < now.date() and now - failing_since >= APART:
            gone_at = now
    values = {"checked_at": now, "check_result": result, "failing_since": failing_since, "gone_at": gone_at}
    with acting(None, via="command"):
        # Not if an editor has given it another address meanwhile.
        kept = Source.objects.filter(pk=source.pk, url=source.url).update(**values)
    return bool(kept) and gone_at is not None and source.gone_at is None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
