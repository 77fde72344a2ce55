"""Twice at once, and killed in the middle: one set of drafts, or none; and how far it is, seen from elsewhere."""

import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import RegisterState
from desk.imports import jobs
from desk.imports.progress import Progress
from desk.models import ImportBatch, ImportedMeeting
from meetings.models import Meeting
from tests import factories
from tests.desk.imports.files import compared, text

HEAD = ["external_key", "event", "principal", "counterpart", "source"]


@pytest.fixture
def publisher(transactional_db: None) -> User:
    RegisterState.objects.get_or_create(pk=1)
    return User.objects.create_superuser("publisher", "publisher@example.org", "not a secret")


def batches(by: User, number: int, rows: int) -> list[ImportBatch]:
    """Return the same file ``number`` times, each compared while nothing of it is there."""
    for code in ("MA", "ES"):
        factories.country(code)
    event, source = factories.EventFactory(slug="assembly"), factories.SourceFactory()
    content = text([HEAD, *([str(n), event.slug, "Morocco", "Spain", str(source.pk)] for n in range(rows))])
    client = Client()
    client.force_login(by)
    made = [compared(client, content) for _ in range(number)]
    for batch in made:
        batch.rows.filter(verdict="duplicate").update(included=True)
    return made


def test_same_file_taken_in_twice_at_once_comes_in_once(publisher: User) -> None:
    made = batches(publisher, 2, 3)
    barrier = threading.Barrier(2)

    def take_in(batch: ImportBatch) -> None:
        try:
            barrier.wait(timeout=20)
            jobs.begin(batch, "applying", by=publisher)
        finally:
            connection.close()

    threads = [threading.Thread(target=take_in, args=(batch,)) for batch in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    assert Meeting.objects.count() == ImportedMeeting.objects.count() == 3
    states = {batch.state: batch for batch in ImportBatch.objects.all()}
    assert set(states) == {"applied", "ready"}
    second = states["ready"]
    assert "Nothing was taken in" in second.problem
    assert set(second.rows.filter(line__gt=1).values_list("verdict", flat=True)) == {"unchanged"}


SLOW = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from accounts.models import User
from desk.imports import applying, jobs
check = applying.check_deferred_rules
def slow():
    print("written", flush=True)
    time.sleep(60)
    check()
applying.check_deferred_rules = slow
jobs.run(int(sys.argv[2]), User.objects.get(pk=int(sys.argv[3])), apart=True)
"""


def test_killed_in_the_middle_leaves_all_rows_out_and_can_begin_again(publisher: User) -> None:
    (batch,) = batches(publisher, 1, 3)
    ImportBatch.objects.filter(pk=batch.pk).update(state="applying")
    name = connection.settings_dict["NAME"]
    child = subprocess.Popen(
        [sys.executable, "-c", SLOW, name, str(batch.pk), str(publisher.pk)],
        stdout=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        env={**os.environ, "PYTHONPATH": str(settings.BASE_DIR)},
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == b"written\n"
        batch.refresh_from_db()
        # Seen from here, while the transaction there is open.
        assert (batch.state, batch.done) == ("applying", 3)
        assert jobs.is_running(batch.pk)
        assert not Meeting.objects.exists()
        jobs.run(batch.pk, publisher)  # nobody does it twice
        assert not Meeting.objects.exists()
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    until = time.monotonic() + 20
    while jobs.is_running(batch.pk) and time.monotonic() < until:
        time.sleep(0.05)  # until the database notices
    assert not Meeting.objects.exists()
    client = Client()
    client.force_login(publisher)
    assert b"Begin once more" in client.get(reverse("desk:import", args=[batch.pk])).content
    client.post(reverse("desk:import-again", args=[batch.pk]), {"_again": ""})
    batch.refresh_from_db()
    assert batch.state == "applied"
    assert Meeting.objects.count() == 3


def test_stopped_work_can_be_let_be(publisher: User) -> None:
    (batch,) = batches(publisher, 1, 1)
    client = Client()
    client.force_login(publisher)
    for state, before in (("applying", "ready"), ("matching", "mapping")):
        ImportBatch.objects.filter(pk=batch.pk).update(state=state)
        client.post(reverse("desk:import-again", args=[batch.pk]), {"_give_up": ""})
        batch.refresh_from_db()
        assert batch.state == before


def test_large_import_is_left_to_a_process_apart(publisher: User, monkeypatch: pytest.MonkeyPatch) -> None:
    (batch,) = batches(publisher, 1, 1)
    started: list[Any] = []
    monkeypatch.setattr(jobs.subprocess, "Popen", lambda arguments, **options: started.append(arguments))
    monkeypatch.setattr(jobs, "SMALL_ROWS", 0)
    client = Client()
    client.force_login(publisher)
    response = client.post(reverse("desk:import-rows", args=[batch.pk]), {"_apply": "1"})
    assert response.status_code == 302
    assert started[0][1:4] == ["manage.py", "run_import", str(batch.pk)]
    page = client.get(reverse("desk:import", args=[batch.pk])).content.decode()
    assert "<progress" in page
    assert 'http-equiv="refresh"' in page
    with Progress(batch.pk, apart=True) as progress:
        progress.advance(1)
    batch.refresh_from_db()
    assert batch.done == 1
