"""What published and hidden records share shows the published half; what was withdrawn or merged leads nowhere else."""

import pytest
from django.test import Client

from meetings.models import MoU
from tests import factories
from tests.keeping import forget
from tests.safety.test_leaks import HIDDEN

pytestmark = pytest.mark.django_db


def test_only_the_published_half_of_what_is_shared(client: Client) -> None:
    """A source, a delegation and a topic of one published meeting and of one draft show the published one only."""
    event, source, topic = factories.EventFactory(), factories.SourceFactory(), factories.TopicFactory()
    shown = factories.meeting("MA", "ES", event=event, source=source, topics=[topic])
    hidden = factories.meeting("MA", "SN", event=event, source=source, topics=[topic], status="draft")
    mou = factories.mou("MA", "SN", event=event, source=source, topics=[topic], status="draft", title="A secret accord")
    factories.cite(event, source, supports=["date"])
    pages = [source, shown.principal, topic, event, factories.country("MA")]
    for address in [row.get_absolute_url() for row in pages] + ["/", "/meetings/", "/mous/", "/delegations/"]:
        text = client.get(address).content.decode()
        for word in (hidden.reference, mou.reference, mou.title, f'/delegations/{hidden.counterpart_id}/"'):
            assert word not in text, address
        if address not in ("/mous/", "/delegations/"):
            assert shown.reference in text, address
    assert client.get(hidden.counterpart.get_absolute_url()).status_code == 404


def test_published_meeting_with_a_draft_mou_has_none(client: Client) -> None:
    shown = factories.meeting("MA", "ES")
    mou = factories.mou("MA", "ES", meeting=shown, status="draft", title="A secret accord")
    text = client.get(shown.get_absolute_url()).content.decode()
    assert mou.title not in text
    assert mou.reference not in text
    assert shown.reference in client.get("/meetings/?mou=no").content.decode()
    assert shown.reference not in client.get("/meetings/?mou=yes").content.decode()
    panel = client.get("/meetings/").content.decode()
    assert 'id="f-mou-no"' in panel
    assert 'id="f-mou-yes"' not in panel
    factories.move(mou, "published")
    forget()
    assert mou.title in client.get(shown.get_absolute_url()).content.decode()
    assert 'id="f-mou-yes"' in client.get("/meetings/").content.decode()


@pytest.mark.parametrize("status", HIDDEN)
def test_published_mou_of_a_hidden_meeting_does_not_lead_to_it(client: Client, status: str) -> None:
    hidden = factories.meeting("MA", "ES", status=status, summary="A secret talk")
    mou = factories.mou("MA", "ES", meeting=hidden)
    for address in (mou.get_absolute_url(), "/mous/", "/countries/es/ma/", "/", hidden.principal.get_absolute_url()):
        text = client.get(address).content.decode()
        assert hidden.reference not in text, address
        assert hidden.summary not in text, address


def test_signatories_lead_to_their_event(client: Client) -> None:
    """A delegation of an event is shown with it; so the event of one that signed something published is public."""
    event = factories.EventFactory(name="Assembly of the signatories")
    mou = MoU.objects.create(title="An accord", signed_on="2025")
    for code in ("MA", "ES"):
        mou.signatures.create(delegation=factories.delegation(code, event))
    factories.cite(mou, supports=["signing"])
    assert client.get(event.get_absolute_url()).status_code == 404
    factories.move(mou, "published")
    signatory = mou.signatures.get(delegation__country="ES").delegation
    assert event.get_absolute_url() in client.get(signatory.get_absolute_url()).content.decode()
    assert client.get(event.get_absolute_url()).status_code == 200
    assert event.name in client.get("/events/").content.decode()


def test_event_is_not_public_through_a_reported_total_or_a_citation(client: Client) -> None:
    event = factories.EventFactory()
    source = factories.SourceFactory()
    factories.cite(event, source, supports=["date"])
    factories.ReportedTotalFactory(event=event, principal=factories.delegation("MA", event), source=source)
    for row in (event, source):
        assert client.get(row.get_absolute_url()).status_code == 404


def test_merged_record_leads_to_the_one_that_stays(client: Client) -> None:
    stays = factories.meeting("MA", "ES")
    gone = factories.meeting("MA", "ES")
    gone.status, gone.withdrawn_at, gone.withdrawn_reason = "withdrawn", gone.published_at, "The same meeting."
    gone.merged_into = stays
    gone.save()
    response = client.get(gone.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, stays.get_absolute_url())
    stays.status, stays.withdrawn_at, stays.withdrawn_reason = "withdrawn", stays.published_at, "Never happened."
    stays.save()
    response = client.get(gone.get_absolute_url())
    assert response.status_code == 410
    assert "Never happened." in response.content.decode(), "the reason why the one that stayed is gone"
