"""The Marrakech record as readers find it: the counts of its source, every fact cited, nothing copied."""

import hashlib
import importlib
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from delegations.models import CountryName, Delegation, Event, Organization
from meetings.integrity import differences
from meetings.models import Citation, Meeting, MoU, ReportedTotal, Source, Topic

ROOT = Path(settings.BASE_DIR)
FIXTURE = ROOT / "fixtures" / "marrakech-2025.json"
ARTICLE = ROOT.parent / "shared" / "source" / "interpol-marrakech.txt"
RUN = 8  # as many words in a row make a copied sentence

needs_article = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not here: it is no part of the project")


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The reference data and the record, loaded once and taken back after the last test of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:  # as in a new register; undone with the rest
            cursor.execute("ALTER SEQUENCE meetings_meeting_reference RESTART")
            cursor.execute("ALTER SEQUENCE meetings_mou_reference RESTART")
        call_command("loaddata", str(ROOT / "fixtures" / "reference.json"), verbosity=0)
        call_command("loaddata", str(FIXTURE), verbosity=0)
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def record(_loaded: None, db: None) -> None:
    """What most tests here ask for: the loaded record, and leave to read it."""


def references(**conditions: object) -> list[str]:
    return list(Meeting.objects.filter(**conditions).order_by("reference").values_list("reference", flat=True))


def numbered(first: int, last: int) -> list[str]:
    return [f"M{number:06}" for number in range(first, last + 1)]


# --- The file -----------------------------------------------------------------------------------------


def test_fixture_is_what_the_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    assert importlib.import_module("marrakech").build() == FIXTURE.read_text(encoding="utf-8")


def test_fixture_leaves_out_what_the_database_keeps() -> None:
    names = {name for row in json.loads(FIXTURE.read_text(encoding="utf-8")) for name in row["fields"]}
    assert not names & {"version", "search_vector", "held_order", "signed_order", "counterpart_country", "created_at"}


def test_derived_values_of_the_fixtures_agree(record: None) -> None:
    assert [str(difference) for difference in differences()] == []


# --- Meetings -----------------------------------------------------------------------------------------


def test_meetings_are_52_published_with_their_references_in_order(record: None) -> None:
    assert references() == numbered(1, 52)
    assert Meeting.objects.published().count() == 52
    assert set(Meeting.objects.values_list("version", flat=True)) == {1}


def test_meetings_are_50_named_and_2_implied(record: None) -> None:
    assert references(attestation="named") == numbered(1, 50)
    implied = Meeting.objects.filter(attestation="implied").order_by("reference")
    assert [meeting.counterpart_country_id for meeting in implied] == ["NO", "ET"]


def test_counterparts_by_continent_are_as_reported(record: None) -> None:
    continents = Meeting.objects.values_list("counterpart_country__continent__slug", flat=True)
    assert Counter(continents) == {"africa": 15, "americas": 5, "asia": 9, "europe": 19, None: 4}
    organizations = Meeting.objects.filter(counterpart_country=None).order_by("reference")
    assert [meeting.counterpart_organization.slug for meeting in organizations] == [
        "interpol",
        "united-nations",
        "council-of-arab-interior-ministers",
        "naif-arab-university-for-security-sciences",
    ]


def test_no_counterpart_comes_twice(record: None) -> None:
    pairs = Meeting.objects.values_list("counterpart_country", "counterpart_organization")
    assert len(set(pairs)) == 52
    assert Delegation.objects.count() == 53


def test_meetings_by_kind_are_43_bilateral_and_9_working_sessions(record: None) -> None:
    assert Counter(Meeting.objects.values_list("kind", flat=True)) == {"bilateral": 43, "working-session": 9}
    sessions = Meeting.objects.filter(kind="working-session").order_by("reference")
    codes = " ".join(meeting.counterpart_country_id for meeting in sessions)
    assert codes == "IN TR BH KW MY YE CN NP KR"


def test_principal_of_every_meeting_is_the_host(record: None) -> None:
    principal = Delegation.objects.get(meetings_as_principal__reference="M000001")
    assert set(Meeting.objects.values_list("principal", "principal_country")) == {(principal.pk, "MA")}
    assert (principal.head, principal.head_title) == ("Abdelatif Hammouchi", "Director General")
    assert principal.institution.endswith("(DGSN-DGST)")


def test_only_what_is_stated_of_a_delegation_is_recorded(record: None) -> None:
    stated = Delegation.objects.exclude(institution="", head="", head_title="").exclude(country="MA")
    assert {(row.country_id or row.organization.slug, row.institution, row.head, row.head_title) for row in stated} == {
        ("united-nations", "", "", "head of the UN police"),
        ("council-of-arab-interior-ministers", "", "", "Secretary-General"),
        ("naif-arab-university-for-security-sciences", "", "", "President"),
        ("NO", "Norwegian National Police", "", ""),
        ("ET", "Ethiopian Federal Police", "", ""),
    }


def test_meeting_is_dated_as_one_of_the_days_of_the_event(record: None) -> None:
    dates = {(row.held_on, str(row.held_from), str(row.held_to)) for row in Meeting.objects.all()}
    assert dates == {("[2025-11-24..2025-11-27]", "2025-11-24", "2025-11-27")}


def test_event_is_the_93rd_assembly(record: None) -> None:
    event = Event.objects.get()
    assert (event.name, event.slug) == ("93rd INTERPOL General Assembly", "interpol-general-assembly-2025")
    assert (event.place, event.country_id, event.organizer.slug) == ("Marrakech", "MA", "interpol")
    assert (event.held_on, str(event.held_from), str(event.held_to)) == (
        "2025-11-24/2025-11-27",
        "2025-11-24",
        "2025-11-27",
    )


def test_meetings_by_topic_are_as_coded(record: None) -> None:
    assert Counter(Meeting.objects.values_list("topics__slug", flat=True)) == {
        "organized-crime": 50,
        "cybercrime": 50,
        "public-order": 50,
        "operational-cooperation": 18,
        "exchange-of-experience": 19,
        "peacekeeping": 1,
        "capacity-building": 1,
        "regional-security": 2,
        "training": 3,
        "transnational-crime": 1,
        "operational-coordination": 1,
        "intelligence-coordination": 1,
        "technical-coordination": 1,
    }


def test_every_topic_is_described_and_used(record: None) -> None:
    assert not Topic.objects.filter(description="").exists()
    assert Topic.objects.published().count() == Topic.objects.count() == 13


def test_next_meeting_takes_the_next_reference(record: None) -> None:
    one = Meeting.objects.get(reference="M000001")
    again = Meeting.objects.create(principal=one.principal, counterpart=one.counterpart, event=one.event)
    again.refresh_from_db()
    assert again.reference == "M000053"


# --- Memoranda and totals -----------------------------------------------------------------------------


def test_memoranda_are_two_with_parties_and_topics(record: None) -> None:
    assert {
        row.reference: (
            sorted(row.parties.values_list("country", flat=True)),
            sorted(row.topics.values_list("slug", flat=True)),
            row.meeting.reference,
            row.signed_on,
        )
        for row in MoU.objects.published()
    } == {
        "A000001": (["MA", "NO"], ["transnational-crime"], "M000051", "[2025-11-24..2025-11-27]"),
        "A000002": (
            ["ET", "MA"],
            [
                "exchange-of-experience",
                "intelligence-coordination",
                "operational-coordination",
                "technical-coordination",
                "training",
            ],
            "M000052",
            "[2025-11-24..2025-11-27]",
        ),
    }


def test_implied_meeting_has_the_topics_of_its_memorandum(record: None) -> None:
    for mou in MoU.objects.all():
        assert set(mou.meeting.topics.all()) == set(mou.topics.all())


def test_reported_totals_stand_beside_the_record(record: None) -> None:
    totals = ReportedTotal.objects.published().values_list("counts", "qualifier", "value", "locator")
    assert set(totals) == {("meetings", "exactly", 43, "paragraph 1"), ("mous", "exactly", 2, "paragraph 9")}
    assert {total.principal.country_id for total in ReportedTotal.objects.all()} == {"MA"}


# --- Sources and citations ----------------------------------------------------------------------------


def test_sources_are_the_article_and_the_coverage(record: None) -> None:
    assert list(Source.objects.order_by("pk").values_list("publisher", "language", "published_on__year")) == [
        ("Radio ExpressTV", "en", None),
        ("Ghana News Agency", "en", 2023),
        ("african-bulletin.com", "en", 2025),
        ("overviewpress.com", "en", 2025),
        ("L'Observateur, by way of maghress.com", "fr", None),
    ]
    assert Source.objects.published().count() == 5
    with_address = Source.objects.exclude(url="").get()
    assert with_address.url.startswith("https://en.expresstv.ma/2025/11/marrakech-hamouchi-holds-43-")


def test_every_record_is_cited_with_a_locator(record: None) -> None:
    for row in [*Meeting.objects.all(), *MoU.objects.all(), *Event.objects.all()]:
        assert row.citations.exclude(locator="").exists(), row
    of_the_article = Citation.objects.filter(source__publisher="Radio ExpressTV")
    assert all(re.fullmatch(r"paragraph [1-9]", row.locator) for row in of_the_article)
    assert not Citation.objects.exclude(quote="").exists()


@pytest.mark.parametrize(
    ("first", "last", "paragraph", "grouping"),
    [
        (1, 18, 4, "Europe"),
        (19, 32, 5, "Africa"),
        (33, 46, 6, ""),
        (47, 48, 7, "multilateral cooperation"),
        (49, 50, 8, ""),
        (51, 52, 9, ""),
    ],
)
def test_participation_is_cited_with_paragraph_and_grouping(
    record: None, first: int, last: int, paragraph: int, grouping: str
) -> None:
    found = Citation.objects.filter(
        meeting__reference__in=numbered(first, last), supports__contains=["participation"]
    ).values_list("meeting__reference", "locator", "grouping")
    assert sorted(found) == [(reference, f"paragraph {paragraph}", grouping) for reference in numbered(first, last)]


def test_each_fact_of_a_meeting_is_supported(record: None) -> None:
    for meeting in Meeting.objects.prefetch_related("citations"):
        supported = {fact for citation in meeting.citations.all() for fact in citation.supports}
        assert supported >= {"participation", "date", "place", "topic", "institution"}, meeting


def test_topics_are_cited_from_their_paragraphs(record: None) -> None:
    found = Citation.objects.filter(supports__contains=["topic"], meeting__isnull=False)
    assert Counter(found.values_list("locator", flat=True)) == {
        "paragraph 2": 50,
        "paragraph 4": 18,
        "paragraph 7": 1,
        "paragraph 8": 2,
        "paragraph 9": 2,
    }


def test_memorandum_cites_signature_and_days(record: None) -> None:
    for mou in MoU.objects.all():
        assert {row.locator: row.supports for row in mou.citations.all()} == {
            "paragraph 1": ["date", "institution"],
            "paragraph 9": ["signing", "topic", "institution"],
        }


def test_event_cites_the_year_from_other_coverage(record: None) -> None:
    cited = Citation.objects.filter(event__isnull=False)
    assert set(cited.filter(supports__contains=["name"]).values_list("source", flat=True)) == {2}
    assert set(cited.filter(supports__contains=["date"]).values_list("source", flat=True)) == {1, 2, 3, 4}
    assert "may not be complete" in cited.get(source__language="fr").note


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("interpol", "الإنتربول"),
        ("united-nations", "Naciones Unidas"),
        ("council-of-arab-interior-ministers", "conseil des ministres arabes"),
        ("naif-arab-university-for-security-sciences", "جامعة نايف"),
    ],
)
def test_organization_is_found_by_its_other_names(record: None, slug: str, words: str) -> None:
    assert slug in Organization.objects.matching(words).values_list("slug", flat=True)


# --- Nothing copied -----------------------------------------------------------------------------------


@needs_article
def test_hash_of_the_source_is_that_of_the_article(record: None) -> None:
    assert Source.objects.get(pk=1).sha256 == hashlib.sha256(ARTICLE.read_bytes()).hexdigest()


@needs_article
def test_no_sentence_of_the_article_is_in_the_repository(record: None) -> None:
    """A list of names is a fact and not a sentence; so is the name of an institution or a title."""
    names = CountryName.objects.filter(language="en").values_list("name", flat=True)
    words_of_names = {"and", *(word for name in names for word in tokens(name))}
    exempt = {
        run
        for text in [
            *Source.objects.values_list("title", flat=True),
            *Delegation.objects.values_list("institution", flat=True),
            *Organization.objects.values_list("name", flat=True),
        ]
        for run in runs(text)
    }
    sentences = re.split(r"(?<=[.!?])\s+", ARTICLE.read_text(encoding="utf-8"))
    copied = {run for sentence in sentences for run in runs(sentence)} - exempt
    copied = {run for run in copied if not set(run) <= words_of_names}
    assert len(copied) > 300

    found = {str(path.relative_to(ROOT)): runs(text) & copied for path, text in texts_of_the_repository()}
    assert len(found) > 50
    assert {path: hits for path, hits in found.items() if hits} == {}


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of words in ``text``, whatever stands between them: line ends, quotation marks, comments."""
    words = tokens(text)
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))


def texts_of_the_repository() -> Iterator[tuple[Path, str]]:
    """Every text file that is in the repository or about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    if listing.returncode:
        pytest.skip("this is no git working copy: there is no list of the repository's files")
    for name in filter(None, listing.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # an image or a font
