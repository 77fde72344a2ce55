"""Two editors, or two clicks, at the same moment: one article has one holder, and its drafts are made once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.models import RegisterState
from intake.models import Article
from meetings.models import Meeting
from tests import factories
from tests.intake.test_desk import brought_in, form_of


def both(*asked):
    """Send what each of two clients sends at the same moment; return the answers."""
    barrier = Barrier(2, timeout=60)

    def send(person, address, data):
        try:
            client = Client()
            client.force_login(person)
            barrier.wait()
            return client.post(address, data)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return [each.result(timeout=120) for each in [pool.submit(send, *one) for one in asked]]


def test_article_is_taken_by_one_and_accepted_once(transactional_db, client):
    RegisterState.objects.get_or_create(pk=1)  # the flush after each test of this kind takes it
    for code in ("KE", "ES", "FR", "DE", "EE"):
        factories.country(code)
    people = [User.objects.create_superuser(name) for name in ("ana", "bea")]
    article = brought_in(None)
    address = f"/admin/intake/{article.pk}/"
    answers = both(*((person, address, {"_take": "1"}) for person in people))
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    article.refresh_from_db()
    winner = people[[answer.status_code for answer in answers].index(302)]
    assert article.holder == winner

    client.force_login(winner)
    data = {**form_of(client, article), "_accept": "1"}
    answers = both((winner, address, data), (winner, address, data))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Meeting.objects.count() == 3
    assert Article.objects.get().accepted_at <= timezone.now()
