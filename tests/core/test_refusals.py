"""What the database refuses is told in the language of who asks."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from core.refusals import words_of_refusal
from meetings.models import Citation, Meeting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "A meeting and its two delegations must be of the same event."),
        ("fr", "Une rencontre et ses deux délégations doivent relever du même événement."),
        ("ar", "يجب أن يكون اللقاء ووفداه من الفعالية نفسها."),
    ],
)
def test_words_of_a_trigger_are_in_the_language(language: str, words: str) -> None:
    meeting = factories.meeting("MA", "ES", status="draft")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(event=factories.EventFactory())
    with translation.override(language):
        assert words_of_refusal(refused.value) == [words]


def test_words_of_a_function_are_in_the_language() -> None:
    meeting = factories.meeting("MA", "ES")
    factories.cite(meeting, factories.SourceFactory())
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Citation.objects.filter(meeting=meeting).delete()
        transaction.get_connection().check_constraints()
    with translation.override("fr"):
        assert words_of_refusal(refused.value) == ["Une rencontre publiée doit avoir au moins une citation de source."]
