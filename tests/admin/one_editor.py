"""One of two editors, in a process of its own: opens the form of a meeting, waits for the other, and saves."""

import os
from typing import Any


def edit(who: str, database: str, meeting: int, rounds: int, barrier: Any, answers: Any) -> None:
    """Put into ``answers`` of each round: who, the round, the status, whether the answer still holds what was typed.

    Of each round the place and the first passage of the meeting are changed.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from django.test import Client
    from django.test.utils import setup_test_environment

    from accounts.models import User
    from meetings.models import Meeting
    from tests.admin.pages import address, fields_of

    setup_test_environment()
    client, form = Client(), address(Meeting, "change", meeting)
    client.force_login(User.objects.get(username=who))
    for number in range(rounds):
        typed = f"{who} {number}"
        barrier.wait(timeout=120)
        opened = fields_of(client.get(form))
        barrier.wait(timeout=120)
        answer = client.post(form, opened | {"place": typed, "citations-0-locator": typed})
        is_kept = answer.status_code == 302 or answer.content.decode().count(f'value="{typed}"') == 2
        answers.put((who, number, answer.status_code, is_kept))
