"""The desk of one article, by the requests that a browser sends: with a script or without one."""

import re
from itertools import cycle

import pytest
from django.urls import reverse

from delegations.models import Delegation, Event
from intake.documents import Document
from intake.models import Article, Outcome
from intake.reading.gazetteer import Gazetteer
from intake.services.storing import store
from meetings.models import Citation, Meeting, MoU, ReportedTotal, Source
from tests import factories
from tests.desk.bulk.browser import FormReader
from tests.desk.test_roles import somebody

pytestmark = pytest.mark.django_db

TEXT = """The Kenyan interior minister held talks at the Nairobi Police Summit.
On 25 November he met the interior minister of Spain and the interior minister of France.
He signed a memorandum of understanding on cybercrime with Germany.
In all, two meetings took place. Estonia was mentioned in a speech.
"""


@pytest.fixture
def world():
    for code in ("KE", "ES", "FR", "DE", "EE"):
        factories.country(code)


@pytest.fixture
def editor(client):
    person = somebody("editor")
    client.force_login(person)
    return person


def brought_in(by, text=TEXT, **said):
    said = {"published_on": "2025-11-28", "title": "Talks in Nairobi", **said}
    return store(Document(text), by, Gazetteer.stored(), said=said)[0]


def form_of(client, article, page=""):
    response = client.get(f"/admin/intake/{article.pk}/{page}")
    assert response.status_code == 200
    reader = FormReader()
    reader.feed(response.content.decode())
    (own,) = (form for form in reader.forms if "_version" in form)
    return {name: values[-1].removeprefix("\n") for name, values in own.items()}


def posted(client, article, button="_save", **changes):
    data = {**form_of(client, article), **changes, button: "1"}
    return client.post(f"/admin/intake/{article.pk}/", data)


# --- Bringing in ------------------------------------------------------------------------------------------------


def test_pasted_text_becomes_an_article_in_the_hand_of_who_pasted(client, editor, world):
    response = client.post("/admin/intake/new/", {"text": TEXT, "title": "Talks", "published_on": "2025-11-28"})
    article = Article.objects.get()
    assert response["Location"] == f"/admin/intake/{article.pk}/"
    assert (article.title, article.holder, article.language) == ("Talks", editor, "en")
    again = client.post("/admin/intake/new/", {"text": TEXT}, follow=True)
    assert again.redirect_chain[-1][0] == f"/admin/intake/{article.pk}/"
    assert "was brought in already" in again.content.decode()
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "Paste the text of the article"),
        ({"text": "\u200b "}, "no text in it"),
        ({"text": "a\x00b"}, "Null characters"),
        ({"text": "Words.", "published_on": "0000"}, "no day, month or year|A day, a month|year"),
        ({"text": "Words.", "published_on": "2025~"}, "A day, a month or a year"),
        ({"text": "Words.", "url": "javascript:alert(1)"}, "valid URL"),
        ({"text": "Words.", "title": "a\u202eb"}, "U\\+202E"),
    ],
)
def test_text_that_cannot_be_taken_is_said_beside_its_field(client, editor, data, says):
    response = client.post("/admin/intake/new/", data)
    assert response.status_code == 200
    assert re.search(says, response.content.decode())
    assert not Article.objects.exists()


# --- What is understood -----------------------------------------------------------------------------------------


def test_page_shows_findings_linked_to_their_words_both_ways(client, editor, world):
    article = brought_in(editor)
    html = client.get(f"/admin/intake/{article.pk}/").content.decode()
    for key in ("m-ESP", "m-FRA", "m-DEU"):
        assert f'id="f-{key}"' in html and f'href="#w-{key}"' in html
        assert f'id="w-{key}"' in html and f'href="#f-{key}"' in html
    assert "Found: 2 + 1 implied" in html


def test_accepting_makes_drafts_with_citations_in_one_go(client, editor, world):
    article = brought_in(editor)
    response = posted(client, article, "_accept")
    assert response.status_code == 302, response.context["hindrances"]
    (event,) = Event.objects.all()
    assert (event.name, event.country_id) == ("Nairobi Police Summit", "KE")
    meetings = {meeting.counterpart_country_id: meeting for meeting in Meeting.objects.all()}
    assert set(meetings) == {"ES", "FR", "DE"}
    assert {meeting.status for meeting in meetings.values()} == {"draft"}
    assert meetings["DE"].attestation == "implied"
    (source,) = Source.objects.all()
    assert (source.title, source.sha256, str(source.published_on)) == ("Talks in Nairobi", article.sha256, "2025-11-28")
    (said,) = meetings["ES"].citations.all()
    assert (said.source, said.locator, said.quote) == (source, "paragraph 2", "")
    (mou,) = MoU.objects.all()
    assert (mou.status, mou.meeting, mou.signatures.count()) == ("draft", meetings["DE"], 2)
    (total,) = ReportedTotal.objects.all()
    assert (total.value, total.counts, total.locator) == (2, "meetings", "paragraph 4")
    article.refresh_from_db()
    assert (article.state, article.accepted_by, article.holder) == ("accepted", editor, None)
    assert Outcome.objects.filter(article=article).count() == 7
    context = meetings["ES"].history.latest("pgh_id").pgh_context
    assert (context.pk, context.metadata["via"], context.metadata["user"]) == (article.context, "intake", editor.pk)
    html = client.get(f"/admin/intake/{article.pk}/").content.decode()
    assert meetings["ES"].reference in html
    # The words lead to what came of them, and back; words of which nothing came lead nowhere.
    assert 'href="#f-m-ESP"' in html and 'id="f-m-ESP"' in html and 'href="#w-m-ESP"' in html
    assert 'href="#f-m-EST"' not in html


def test_what_is_refused_corrected_and_quoted_is_what_is_made(client, editor, world):
    article = brought_in(editor)
    changes = {
        "m-FRA-do": "refuse",
        "m-ESP-party": "Estonia",
        "m-ESP-kind": "courtesy-call",
        "m-ESP-head": "A. Person",
        "m-ESP-quote": "A word of the text.",
        "t-189-do": "refuse",
    }
    form = form_of(client, article)
    total = next(name for name in form if name.startswith("t-") and name.endswith("-do"))
    response = posted(client, article, "_accept", **{**changes, total: "refuse"})
    assert response.status_code == 302, response.context["hindrances"]
    assert set(Meeting.objects.values_list("counterpart_country", flat=True)) == {"EE", "DE"}
    meeting = Meeting.objects.get(counterpart_country="EE")
    assert (meeting.kind, meeting.counterpart.head) == ("courtesy-call", "A. Person")
    citation = meeting.citations.get()
    assert (citation.quote, set(citation.supports)) == ("A word of the text.", {"participation", "institution"})
    assert not ReportedTotal.objects.exists()


def test_meetings_without_an_event_have_a_date_of_their_own(client, editor, world):
    article = brought_in(editor)
    form = form_of(client, article)
    total = next(name for name in form if name.startswith("t-") and name.endswith("-do"))
    response = posted(client, article, "_accept", event_use="none")
    assert response.status_code == 400 and "A total is of an event" in response.content.decode()
    response = posted(client, article, "_accept", event_use="none", held_on="2025-11-25", **{total: "refuse"})
    assert response.status_code == 302, response.context["hindrances"]
    assert set(Meeting.objects.values_list("event", "held_on")) == {(None, "2025-11-25")}
    assert MoU.objects.get().signed_on == "2025-11-25"


def test_words_that_the_rules_missed_are_added(client, editor, world):
    article = brought_in(editor)
    response = posted(client, article, "_add", add_words="Estonia was\n mentioned", add_party="Nowhere")
    assert response.status_code == 400 and "No country or organization" in response.content.decode()
    assert 'value="Nowhere"' in response.content.decode()
    response = posted(client, article, "_add", add_words="not in the text", add_party="India")
    assert "These words are not in the text." in response.content.decode()
    factories.country("IN")
    response = posted(client, article, "_add", add_words="Estonia was\n mentioned", add_party="India")
    assert response["Location"] == f"/admin/intake/{article.pk}/#f-a-1"
    posted(client, article, "_accept")
    (said,) = Citation.objects.filter(meeting__counterpart_country="IN")
    assert said.locator == "paragraph 4"


def test_meeting_in_the_register_is_offered_a_citation_instead(client, editor, world):
    event = factories.EventFactory(name="Nairobi Police Summit", held_on="2025-11-25")
    known = factories.meeting("KE", "ES", event=event, status="draft", held_on="2025-11-25")
    public = factories.meeting("FR", "KE", event=event, held_on="2025-11-25")
    article = brought_in(editor)
    html = client.get(f"/admin/intake/{article.pk}/").content.decode()
    assert f"Add a citation to {known.reference}" in html
    form = form_of(client, article)
    assert (form["event_use"], form["m-ESP-do"], form["m-FRA-do"]) == (str(event.pk), "cite", "cite")
    total = next(name for name in form if name.startswith("t-") and name.endswith("-do"))
    response = posted(client, article, "_accept", **{total: "refuse"})
    assert response.status_code == 302, response.context["hindrances"]
    assert Event.objects.count() == 1
    assert known.citations.filter(source__sha256=article.sha256).exists()
    # What readers see waits for its review, as every change of it.
    assert not public.citations.filter(source__sha256=article.sha256).exists()
    assert public.revision.citations.filter(source__sha256=article.sha256).exists()
    assert set(
        Meeting.objects.filter(published_at=None, revises=None).values_list("counterpart_country", flat=True)
    ) == {
        "ES",
        "DE",
    }


def test_total_of_what_readers_see_is_not_shown_unseen(client, editor, world):
    event = factories.EventFactory(name="Nairobi Police Summit", held_on="2025-11-25")
    factories.meeting("KE", "EE", event=event, held_on="2025-11-25")
    article = brought_in(editor)
    response = posted(client, article, "_accept")
    assert response.status_code == 400
    assert "Readers would see this at once" in response.content.decode()
    assert not ReportedTotal.objects.exists() and Meeting.objects.count() == 1


def test_nothing_remains_where_it_breaks_half_way(client, editor, world, monkeypatch):
    article = brought_in(editor)

    def broken(*args, **kwargs):
        raise ValueError("broken")

    monkeypatch.setattr("intake.services.accepting.ReportedTotal.objects.create", broken)
    with pytest.raises(ValueError, match="broken"):
        posted(client, article, "_accept")
    assert not Meeting.objects.exists() and not Event.objects.exists() and not Delegation.objects.exists()
    article.refresh_from_db()
    assert article.is_open and not Outcome.objects.exists()


def test_what_the_database_refuses_is_a_sentence_and_nothing_is_kept(client, editor, world):
    article = brought_in(editor)
    response = posted(client, article, "_accept", **{"m-ESP-head": "a\x07b"})
    assert response.status_code == 400
    assert "U+0007" in response.content.decode()
    assert not Event.objects.exists()


def test_form_that_is_sent_twice_makes_its_drafts_once(client, editor, world):
    article = brought_in(editor)
    data = {**form_of(client, article), "_accept": "1"}
    for _time in range(2):
        response = client.post(f"/admin/intake/{article.pk}/", data)
        assert response.status_code in (200, 302)
    assert Meeting.objects.count() == 3


# --- Two editors ------------------------------------------------------------------------------------------------


def test_second_editor_is_told_who_has_it_and_loses_nothing(client, editor, world):
    article = brought_in(editor)
    data = {**form_of(client, article), "m-ESP-head": "What I typed", "_save": "1"}
    other = somebody("contributor", "other")
    client.force_login(other)
    response = client.post(f"/admin/intake/{article.pk}/", data)
    assert response.status_code == 409
    html = response.content.decode()
    assert f"{editor} has this article in hand" in html and 'value="What I typed"' in html
    assert client.post(f"/admin/intake/{article.pk}/", {"_take": "1"}).status_code == 409
    assert client.post(f"/admin/intake/{article.pk}/", {"_over": "1"}).status_code == 409
    article.refresh_from_db()
    assert (article.holder, article.choices) == (editor, {})


def test_editor_takes_over_with_all_that_was_done(client, editor, world):
    first = somebody("contributor", "first")
    article = brought_in(first)
    client.force_login(first)
    assert posted(client, article, **{"m-ESP-head": "Of the first"}).status_code == 302
    stale = {**form_of(client, article), "m-ESP-head": "Too late", "_quietly": "1"}
    client.force_login(editor)
    assert client.post(f"/admin/intake/{article.pk}/", {"_over": "1"}).status_code == 302
    assert form_of(client, article)["m-ESP-head"] == "Of the first"
    client.force_login(first)
    response = client.post(f"/admin/intake/{article.pk}/", stale)
    assert response.status_code == 409 and str(editor) in response.json()["reasons"][0]


def test_what_was_typed_goes_along_when_an_editor_takes_over(client, editor, world):
    article = brought_in(somebody("contributor", "first"))
    data = {**form_of(client, article), "m-ESP-head": "What I typed"}
    refused = client.post(f"/admin/intake/{article.pk}/", {**data, "_save": "1"})
    assert refused.status_code == 409 and 'name="_over"' in refused.content.decode()
    taken = client.post(f"/admin/intake/{article.pk}/", {**data, "_over": "1"})
    assert taken.status_code == 200
    data["_version"] = str(Article.objects.get().version)
    assert f'name="_version" value="{data["_version"]}"' in taken.content.decode()
    assert 'value="What I typed"' in taken.content.decode()
    assert client.post(f"/admin/intake/{article.pk}/", {**data, "_save": "1"}).status_code == 302
    assert form_of(client, article)["m-ESP-head"] == "What I typed"


def test_older_copy_of_the_page_saves_nothing_and_keeps_what_was_typed(client, editor, world):
    article = brought_in(editor)
    old = {**form_of(client, article), "m-ESP-head": "Of the old tab", "_save": "1"}
    assert posted(client, article, **{"m-ESP-head": "Of the new tab"}).status_code == 302
    response = client.post(f"/admin/intake/{article.pk}/", old)
    assert response.status_code == 409 and 'value="Of the old tab"' in response.content.decode()
    assert form_of(client, article)["m-ESP-head"] == "Of the new tab"
    answer = client.post(f"/admin/intake/{article.pk}/", {**form_of(client, article), "_quietly": "1"})
    assert answer.json() == {"version": Article.objects.get().version}


def test_article_is_laid_back_and_taken_by_another(client, editor, world):
    article = brought_in(editor)
    assert posted(client, article, "_release").status_code == 302
    client.force_login(other := somebody("contributor", "other"))
    assert client.post(f"/admin/intake/{article.pk}/", {"_take": "1"}).status_code == 302
    article.refresh_from_db()
    assert article.holder == other


def test_article_is_let_go_of_by_who_brought_it_in_until_it_is_accepted(client, editor, world):
    article, mine = brought_in(editor), brought_in(None, "Another text.")
    client.force_login(somebody("contributor", "other"))
    client.post(f"/admin/intake/{article.pk}/let-go/")
    client.post(f"/admin/intake/{mine.pk}/let-go/")
    assert Article.objects.count() == 2
    client.force_login(editor)
    client.post(f"/admin/intake/{mine.pk}/let-go/")
    posted(client, article, "_accept")
    client.post(f"/admin/intake/{article.pk}/let-go/")
    assert list(Article.objects.all()) == [article]


# --- Reading again ----------------------------------------------------------------------------------------------


def test_day_of_publication_given_later_completes_the_dates_and_keeps_the_choices(client, editor, world):
    article = brought_in(editor, published_on="")
    assert "Dates without a year" in client.get(f"/admin/intake/{article.pk}/").content.decode()
    response = posted(client, article, "_again", **{"about-published_on": "2025-11", "m-FRA-do": "refuse"})
    assert response.status_code == 302
    form = form_of(client, article)
    assert (form["m-FRA-do"], form["event_held_on"] or form["held_on"]) == ("refuse", "2025-11-25")


# --- Many findings ----------------------------------------------------------------------------------------------


def test_choices_of_one_page_stay_while_another_is_worked_on(client, editor, world, monkeypatch):
    monkeypatch.setattr("intake.sheet.sheet.MOST_FULL", 2)
    article = brought_in(editor)
    assert posted(client, article, **{"m-ESP-do": "refuse"}).status_code == 302
    second = form_of(client, article, "?page=2")
    assert "m-DEU-do" in second and "m-ESP-do" not in second
    data = {**second, "m-DEU-head": "Of the second page", "_save": "1"}
    response = client.post(f"/admin/intake/{article.pk}/?page=2", data)
    assert response["Location"] == f"/admin/intake/{article.pk}/?page=2"
    assert form_of(client, article)["m-ESP-do"] == "refuse"
    posted(client, article, "_accept")
    heads = dict(Meeting.objects.values_list("counterpart_country", "counterpart__head"))
    assert heads == {"FR": "", "DE": "Of the second page"}


# --- Hostile text -----------------------------------------------------------------------------------------------


def test_hostile_text_is_shown_escaped_and_its_tricks_spelled_out(client, editor, world):
    text = (
        'The Kenyan minister met <script>alert(1)</script> the minister of "Spain"\u202e{{ settings }}{% load %}\u200b.'
    )
    article = brought_in(editor, text, title="<img src=x onerror=alert(1)>")
    html = client.get(f"/admin/intake/{article.pk}/").content.decode()
    assert "<script>alert" not in html and "<img src=x" not in html
    assert "&lt;script&gt;alert(1)" in html and "{{ settings }}" in html
    assert "\u202e" not in html.split('class="words"')[1].split("digest")[0]
    assert "[U+202E RIGHT-TO-LEFT OVERRIDE]" in html and "[U+200B ZERO WIDTH SPACE]" in html


BAD = ("\x00", "\u202ex", "²", "9" * 30, "x" * 30_000, "2025-13-45", "0000")


@pytest.mark.parametrize("turn", range(3))
def test_any_value_in_any_field_is_answered_in_words(client, editor, world, turn):
    article = brought_in(editor)
    form = form_of(client, article)
    for button in ("_save", "_accept", "_again", "_add"):
        # Another one in each field, and in each turn.
        values = cycle(BAD[2 * turn :] + BAD[: 2 * turn])
        data = {name: next(values) if not name.startswith(("_", "csrf")) else old for name, old in form.items()}
        data["_version"] = Article.objects.get().version
        response = client.post(f"/admin/intake/{article.pk}/?page={BAD[turn]}", {**data, button: "1"})
        assert response.status_code in (200, 302, 400, 403), button
        assert not Meeting.objects.exists()
    assert client.get(f"/admin/intake/{article.pk}/").status_code == 200


# --- Cost -------------------------------------------------------------------------------------------------------


def test_as_many_queries_for_fifty_findings_as_for_three(client, editor, world, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = []
    few = brought_in(editor, "The Kenyan minister met the ministers of Spain, France and Germany in Nairobi.")
    many = brought_in(editor, "The Kenyan minister met the ministers of Spain, France and Germany in Mombasa.")
    (spain,) = (each for each in many.reading["counterparts"] if each["party"]["code"] == "ESP")
    others = [{**spain, "party": {"kind": "organization", "code": f"Body {n}", "name": f"Body {n}"}} for n in range(50)]
    many.reading = {**many.reading, "counterparts": [*many.reading["counterparts"], *others]}
    many.save(update_fields=["reading"])
    for article in (few, few, many):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(f"/admin/intake/{article.pk}/").status_code == 200
        counted.append(len(asked))
    assert counted[1] == counted[2]


def test_lists_show_who_has_what(client, editor, world):
    article = brought_in(editor)
    assert "Talks in Nairobi" in client.get("/admin/intake/").content.decode()
    assert "Talks in Nairobi" in client.get("/admin/intake/?show=mine&page=²").content.decode()
    assert "Talks in Nairobi" not in client.get("/admin/intake/?show=accepted").content.decode()
    assert reverse("intake:article", args=[article.pk]) in client.get("/admin/intake/").content.decode()
