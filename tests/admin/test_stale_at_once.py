"""Two editors save one record at the same moment, again and again: one wins each version, and nothing is lost."""

import threading
from typing import Any

from django.db import connection
from django.test import Client

from accounts.models import User
from core.models import RegisterState
from meetings.models import Source
from tests import factories
from tests.admin.pages import address, fields_of

ROUNDS = 10  # two hundred were run by hand


def test_each_version_is_won_once(transactional_db: None) -> None:
    RegisterState.objects.get_or_create(pk=1)  # the flush after each test of this kind takes it
    editor = User.objects.create_superuser("ana", "ana@example.org", "not a secret")
    source = factories.SourceFactory()
    form = address(Source, "change", source.pk)
    for number in range(ROUNDS):
        answers: dict[str, int] = {}
        barrier = threading.Barrier(2)

        def save(title: str, barrier: threading.Barrier = barrier, answers: dict[str, int] = answers) -> None:
            try:
                client = Client()
                client.force_login(editor)
                opened: dict[str, Any] = fields_of(client.get(form))
                barrier.wait(timeout=20)
                answers[title] = client.post(form, opened | {"title": title}).status_code
            finally:
                connection.close()

        threads = [threading.Thread(target=save, args=(f"{who} {number}",)) for who in ("Ana", "Bea")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert sorted(answers.values()) == [302, 409]
        before, source.version = source.version, Source.objects.get(pk=source.pk).version
        assert source.version == before + 1
        assert answers[Source.objects.get(pk=source.pk).title] == 302
    assert source.history.count() == ROUNDS + 1
