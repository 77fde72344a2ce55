"""Two processes save one meeting and its passage at the same moment, again and again: one wins, and nothing is lost.

By hand, with its figures: ``ENTENTE_ROUNDS=200 make test ARGS="tests/admin/test_stale_at_once.py -s"``.
"""

import multiprocessing
import os
import time

from django.db import connection

from accounts.models import User
from core.models import RegisterState
from meetings.models import Meeting
from tests import factories
from tests.admin.one_editor import edit

ROUNDS = int(os.environ.get("ENTENTE_ROUNDS", "5"))
EDITORS = ("ana", "bea")


def test_each_version_is_won_once(transactional_db: None) -> None:
    RegisterState.objects.get_or_create(pk=1)  # the flush after each test of this kind takes it
    for name in EDITORS:
        User.objects.create_superuser(name)
    meeting = factories.meeting(status="draft", place="Marrakech")
    citation = meeting.citations.get()
    first = Meeting.objects.get(pk=meeting.pk).version
    new = multiprocessing.get_context("spawn")
    barrier, answers = new.Barrier(2), new.Queue()
    database, begun = connection.settings_dict["NAME"], time.monotonic()
    editors = [
        new.Process(target=edit, args=(name, database, meeting.pk, ROUNDS, barrier, answers)) for name in EDITORS
    ]
    for editor in editors:
        editor.start()
    told = [answers.get(timeout=180) for _ in range(2 * ROUNDS)]
    for editor in editors:
        editor.join(timeout=60)

    for number in range(ROUNDS):
        assert sorted(status for _who, of, status, _kept in told if of == number) == [302, 409]
    assert all(is_kept for _who, _of, _status, is_kept in told)
    winners = [f"{who} {of}" for who, of, status, _kept in sorted(told, key=lambda row: row[1]) if status == 302]
    places = meeting.history.order_by("pgh_id").values_list("place", flat=True)
    locators = citation.history.order_by("pgh_id").values_list("locator", flat=True)
    assert list(dict.fromkeys(places))[1:] == list(dict.fromkeys(locators))[1:] == winners
    versions = Meeting.objects.get(pk=meeting.pk).version - first
    assert versions == 2 * ROUNDS  # of its own words, and of its passage
    print(
        f"\n{ROUNDS} rounds of two processes in {time.monotonic() - begun:.1f} s: {len(winners)} saved, "
        f"{len(told) - len(winners)} refused with all that was typed, {versions} versions, 0 lost"
    )
