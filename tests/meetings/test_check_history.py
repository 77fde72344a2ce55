"""``check_history`` finds each way in which a row and its history can come apart, and names the row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core import replay
from core.history import acting
from meetings import services
from meetings.models import Meeting, Source
from tests.factories import SourceFactory, TopicFactory, aged, cite, meeting, mou
from tests.rules import run_sql

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [str(gap) for history in replay.histories() for gap in replay.gaps(history)]


@contextmanager
def without_triggers() -> Iterator[None]:
    """What an owner of the tables can do: no trigger runs, so nothing is written into a history, and nothing kept."""
    run_sql("SET CONSTRAINTS ALL IMMEDIATE")
    run_sql("SET LOCAL session_replication_role = replica")
    yield
    run_sql("SET LOCAL session_replication_role = origin")


def source_with_a_past() -> Source:
    """Return a source of four versions."""
    source = SourceFactory(publisher="One")
    for name in ("Two", "Three", "Four"):
        Source.objects.filter(pk=source.pk).update(publisher=name)
    source.refresh_from_db()
    assert source.version == 4
    return source


def test_register_as_made_replays() -> None:
    user = User.objects.create_user("editor")
    with acting(user, via="form"):
        record = meeting(topics=[TopicFactory()])
        mou()
        aged(record)
        draft = meeting(status="draft")
        cite(draft)
        services.discard(draft, None)
    source_with_a_past()
    SourceFactory().delete()
    output = StringIO()
    call_command("check_history", stdout=output)
    assert "The history of 16 tables replays" in output.getvalue()


def changed_unseen(source: Source) -> None:
    Source.objects.filter(pk=source.pk).update(title="Another", publisher="Five")


def entered_unseen(source: Source) -> None:
    run_sql("DELETE FROM meetings_sourcehistory WHERE pgh_obj_id = %s", source.pk)


def deleted_unseen(source: Source) -> None:
    run_sql("DELETE FROM meetings_source WHERE id = %s", source.pk)


def beginning_lost(source: Source) -> None:
    run_sql("DELETE FROM meetings_sourcehistory WHERE pgh_obj_id = %s AND pgh_label = 'insert'", source.pk)


def middle_lost(source: Source) -> None:
    run_sql("DELETE FROM meetings_sourcehistory WHERE pgh_obj_id = %s AND version = 3", source.pk)


def end_lost(source: Source) -> None:
    run_sql("DELETE FROM meetings_sourcehistory WHERE pgh_obj_id = %s AND version = 4", source.pk)


def inserted_twice(source: Source) -> None:
    run_sql("UPDATE meetings_sourcehistory SET pgh_label = 'insert' WHERE version = 3")


def deleted_and_there(source: Source) -> None:
    run_sql("UPDATE meetings_sourcehistory SET pgh_label = 'delete', version = 3 WHERE version = 4")


def goes_on_after_deletion(source: Source) -> None:
    run_sql("UPDATE meetings_sourcehistory SET pgh_label = 'delete', version = 2 WHERE version = 3")


BREAKS: list[tuple[Callable[[Source], None], list[str]]] = [
    (changed_unseen, ["title is 'Another', and its history ends with", "publisher is 'Five'"]),
    (entered_unseen, ["it has no history"]),
    (deleted_unseen, ["it is gone, and its history does not end with its deletion"]),
    (beginning_lost, ["does not begin with its insertion"]),
    (middle_lost, ["its history goes from version 2 to 4"]),
    (end_lost, ["publisher is 'Four', and its history ends with 'Three'", "version is 4"]),
    (inserted_twice, ["has it inserted twice"]),
    (deleted_and_there, ["its history ends with its deletion"]),
    (goes_on_after_deletion, ["goes on after its deletion"]),
]


@pytest.mark.parametrize(("break_it", "said"), BREAKS, ids=[break_it.__name__ for break_it, _said in BREAKS])
def test_each_break_is_named(break_it: Callable[[Source], None], said: list[str]) -> None:
    SourceFactory()
    source = source_with_a_past()
    assert found() == []
    with without_triggers():
        break_it(source)
    lines = sorted(found())
    assert len(lines) == len(said), lines
    assert all(line.startswith(f"meetings.Source {source.pk}: ") for line in lines)
    for words in said:
        assert any(words in line for line in lines), lines


def test_context_that_is_gone_is_named() -> None:
    with acting(User.objects.create_user("editor")):
        source = SourceFactory()
    with without_triggers():
        run_sql("DELETE FROM pghistory_context")
    (line,) = found()
    assert line.startswith(f"meetings.Source {source.pk}: who changed it and why is gone (row ")


def test_topic_that_came_unseen_is_named() -> None:
    record, topic = meeting(status="draft"), TopicFactory()
    with without_triggers():
        record.topics.add(topic)
    (line,) = found()
    assert line.endswith("it has no history")
    assert line.startswith("meetings.MeetingTopic ")


def test_command_fails_and_prints_each_line() -> None:
    source = source_with_a_past()
    with without_triggers():
        changed_unseen(source)
    output = StringIO()
    with pytest.raises(CommandError, match="2 differences"):
        call_command("check_history", stdout=output)
    assert output.getvalue().count(f"meetings.Source {source.pk}: ") == 2


def test_as_many_questions_for_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """And its answers are fetched in batches, of two rows here."""
    monkeypatch.setattr(replay, "BATCH", 2)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            found()
        return len(queries)

    meeting()
    few = asked()
    for _number in range(5):
        meeting()
    assert asked() == few
    with without_triggers():
        Meeting.objects.update(place="Rabat")
    assert len(found()) == 6


def test_every_history_is_checked() -> None:
    names: set[Any] = {history.pgh_tracked_model._meta.model_name for history in replay.histories()}
    assert {"meeting", "mou", "source", "citation", "user", "countryname", "meetingtopic", "moutopic"} <= names
    assert len(replay.histories()) == 16
