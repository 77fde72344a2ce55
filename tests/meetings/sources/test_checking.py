"""When an address of a source counts as dead, and that a check changes nothing else."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from accounts.models import User
from core.history import acting
from core.models import RegisterState
from meetings.management.commands import check_sources
from meetings.models import Source
from meetings.sources import checking
from meetings.sources.checking import check, due, keep
from meetings.sources.fetching import Result
from tests import factories
from tests.admin.pages import address

pytestmark = pytest.mark.django_db

MONDAY = datetime(2025, 11, 24, 9, tzinfo=UTC)
MONTH = timedelta(days=30)


def at(source: Source, now: datetime, result: Result) -> Source:
    keep(source, result, now)
    source.refresh_from_db()
    return source


def test_dead_after_two_failures_on_different_days() -> None:
    source = factories.SourceFactory()
    for hours in (0, 1, 14):  # the same day
        assert at(source, MONDAY + timedelta(hours=hours), Result.SILENT).gone_at is None
    assert source.failing_since == MONDAY
    assert at(source, MONDAY + timedelta(days=1), Result.MISSING).gone_at == MONDAY + timedelta(days=1)
    assert at(source, MONDAY + timedelta(days=9), Result.MISSING).gone_at == MONDAY + timedelta(days=1)


def test_two_failures_around_midnight_are_one_bad_night() -> None:
    source = at(factories.SourceFactory(), datetime(2025, 11, 24, 23, 59, tzinfo=UTC), Result.SILENT)
    assert at(source, datetime(2025, 11, 25, 0, 1, tzinfo=UTC), Result.SILENT).gone_at is None


def test_answer_makes_it_alive_again_and_a_refusal_says_nothing() -> None:
    source = at(at(factories.SourceFactory(), MONDAY, Result.BROKEN), MONDAY + timedelta(days=2), Result.BROKEN)
    assert at(source, MONDAY + timedelta(days=3), Result.REFUSES).gone_at is not None
    assert at(source, MONDAY + timedelta(days=4), Result.ANSWERS).gone_at is None
    assert source.failing_since is None
    assert at(source, MONDAY + timedelta(days=5), Result.REFUSES).failing_since is None


def test_due_are_those_never_asked_long_ago_and_failing() -> None:
    never, lately, long_ago, failing, dead = (factories.SourceFactory() for _number in range(5))
    factories.SourceFactory(url="")
    at(lately, MONDAY - timedelta(days=2), Result.ANSWERS)
    at(long_ago, MONDAY - timedelta(days=31), Result.ANSWERS)
    at(failing, MONDAY - timedelta(days=1), Result.SILENT)
    for days in (3, 2):
        at(dead, MONDAY - timedelta(days=days), Result.SILENT)
    assert list(due(MONTH, MONDAY)) == [never, long_ago, failing]
    assert list(due(timedelta(0), MONDAY)) == [never, long_ago, lately, dead, failing]


def test_check_changes_no_version_no_author_no_history_and_nothing_for_readers() -> None:
    ana, ben = User.objects.create_user("ana"), User.objects.create_user("ben")
    with acting(ana):
        source = factories.SourceFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    RegisterState.objects.update(changed_by_transaction="")
    before = Source.objects.filter(pk=source.pk).values("version", "changed_by", "updated_at", "entered_by").get()
    entries, version = source.history.count(), RegisterState.objects.get().version
    with acting(ben):
        at(source, MONDAY, Result.MISSING)
        at(source, MONDAY + timedelta(days=1), Result.MISSING)
    assert source.gone_at
    assert Source.objects.filter(pk=source.pk).values(*before).get() == before
    assert source.history.count() == entries
    assert RegisterState.objects.get().version == version


def test_change_of_a_word_still_raises_the_version_of_the_register() -> None:
    source = factories.SourceFactory()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        RegisterState.objects.update(changed_by_transaction="")
        version = RegisterState.objects.get().version
        Source.objects.filter(pk=source.pk).update(title="Another")
    assert RegisterState.objects.get().version == version + 1


def test_new_address_was_not_asked_yet() -> None:
    source = at(at(factories.SourceFactory(), MONDAY, Result.BROKEN), MONDAY + timedelta(days=2), Result.BROKEN)
    source.title = "Corrected"
    source.save()
    assert source.gone_at
    source.url = "https://example.org/moved"
    source.save()
    source.refresh_from_db()
    assert (source.checked_at, source.check_result, source.failing_since, source.gone_at) == (None, "", None, None)


def test_answer_about_an_address_that_was_changed_meanwhile_is_not_kept() -> None:
    source = factories.SourceFactory()
    Source.objects.filter(pk=source.pk).update(url="https://example.org/moved")
    assert keep(source, Result.SILENT, MONDAY) is False
    source.refresh_from_db()
    assert source.checked_at is None


def test_hosts_are_asked_with_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(checking.time, "sleep", slept.append)
    one = [factories.SourceFactory(url=f"https://one.example/{number}") for number in range(3)]
    other = factories.SourceFactory(url="https://two.example/")
    answers, _dead = check([one[0], other, *one[1:]], 60, lambda url: Result.ANSWERS)
    assert len(slept) == 2
    assert all(50 < seconds <= 60 for seconds in slept)
    assert answers == {Result.ANSWERS: 4}


def run(monkeypatch: pytest.MonkeyPatch, result: Result, **options: Any) -> str:
    asked = StringIO()
    monkeypatch.setattr(check_sources, "check", lambda sources, pause: check(sources, pause, lambda url: result))
    call_command("check_sources", pause=0, stdout=asked, **options)
    return asked.getvalue()


def test_command_asks_what_is_due_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    for _number in range(3):
        factories.SourceFactory()
    assert "2 addresses asked." in run(monkeypatch, Result.SILENT, limit=2)
    assert Source.objects.filter(checked_at=None).count() == 1
    Source.objects.exclude(checked_at=None).update(failing_since=MONDAY, checked_at=MONDAY)
    printed = run(monkeypatch, Result.SILENT)
    assert "3 addresses asked." in printed
    assert printed.count("Dead: https://example.org/article") == 2
    assert "0 addresses asked." in run(monkeypatch, Result.SILENT)


@pytest.mark.parametrize("options", [{"limit": 0}, {"older_than": -1}, {"pause": -1}, {"older_than": 10**9}])
def test_command_refuses_nonsense(options: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        call_command("check_sources", **options)


def test_editors_see_it_at_the_source_and_in_the_list(desk: Client) -> None:
    dead, fine, unasked, without = (factories.SourceFactory(title=name) for name in ("A", "B", "C", "D"))
    Source.objects.filter(pk=without.pk).update(url="")
    for days in (0, 1):
        at(dead, MONDAY + timedelta(days=days), Result.MISSING)
    at(fine, MONDAY, Result.ANSWERS)
    page = desk.get(address(Source, "change", dead.pk)).content.decode()
    assert "The address is dead" in page
    for value, row in (("dead", dead), ("fine", fine), ("unchecked", unasked), ("none", without)):
        listed = desk.get(f"{address(Source, 'changelist')}?address={value}")
        assert list(listed.context["cl"].result_list) == [row], value
    for row in (fine, unasked, without):
        assert desk.get(address(Source, "change", row.pk)).status_code == 200
    assert desk.get(f"{address(Source, 'changelist')}?address=x").status_code == 200


def test_posted_by_hand_it_does_nothing(desk: Client) -> None:
    source = factories.SourceFactory()
    data = {"title": "T", "language": "en", "url": source.url, "gone_at": "2025-01-01", "check_result": "missing"}
    source.refresh_from_db()
    data["_version"] = str(source.version)
    assert desk.post(address(Source, "change", source.pk), data).status_code == 302
    source.refresh_from_db()
    assert (source.title, source.gone_at, source.check_result) == ("T", None, "")
