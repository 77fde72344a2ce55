"""The article that the register began with, from a paste to the drafts of its record."""

import hashlib
from collections import Counter, defaultdict

import pytest
from django.core.serializers import deserialize

from delegations.models import Country, CountryName, Organization, Region
from intake.models import Article
from meetings.models import Citation, Meeting, MoU, ReportedTotal, Topic
from tests.desk.test_roles import somebody
from tests.intake.test_desk import posted
from tests.intake.test_marrakech import ARTICLE, ROOT

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not in this repository: only facts are"),
]


def rows_of(*models):
    """Yield the rows of the fixtures, as they are stored; many at once, for ``loaddata`` takes minutes."""
    for name in ("reference.json", "marrakech-2025.json"):
        for row in deserialize("json", (ROOT / "fixtures" / name).read_text("utf-8")):
            if row.object._meta.model_name in models:
                yield row.object


@pytest.fixture
def world():
    """The countries with their English names, the topics and the organizations of the register; no meeting."""
    made = defaultdict(list)
    for row in rows_of("region", "country", "countryname", "organization", "topic"):
        if getattr(row, "language", "en") == "en":
            made[type(row)].append(row)
    for model in (Region, Country, CountryName, Organization, Topic):
        model.objects.bulk_create(made[model])


def test_pasted_article_becomes_the_drafts_of_its_record(client, world):
    client.force_login(somebody("contributor"))
    text = ARTICLE.read_bytes().decode()
    client.post("/admin/intake/new/", {"text": text, "published_on": "2025-11", "title": "Marrakech"})
    article = Article.objects.get()
    assert article.sha256 == hashlib.sha256(ARTICLE.read_bytes()).hexdigest()
    page = client.get(f"/admin/intake/{article.pk}/").content.decode()
    assert "Found: 50 + 2 implied" in page
    response = posted(client, article, "_accept")
    assert response.status_code == 302, response.context["problem"]
    meetings = list(Meeting.objects.select_related("counterpart", "principal"))
    assert Counter((row.counterpart_country_id is None, row.attestation) for row in meetings) == {
        (False, "named"): 46,
        (True, "named"): 4,
        (False, "implied"): 2,
    }
    assert {(row.status, row.principal_country_id, row.held_on) for row in meetings} == {
        ("draft", "MA", "[2025-11-24..2025-11-27]")
    }
    assert Counter(row.kind for row in meetings) == {"bilateral": 43, "working-session": 9}
    assert [(row.counts, row.value) for row in ReportedTotal.objects.order_by("-value")] == [
        ("meetings", 43),
        ("mous", 2),
    ]
    mous = {row.meeting.counterpart_country_id: row for row in MoU.objects.select_related("meeting")}
    assert set(mous) == {"NO", "ET"}
    assert {row.status for row in mous.values()} == {"draft"}
    cited = Citation.objects.filter(meeting__isnull=False, supports__contains=["participation"])
    assert cited.count() == 52
    assert not Citation.objects.exclude(quote="").exists()
    europe = cited.filter(grouping="Europe")
    assert {row.locator for row in europe} == {"paragraph 4"}
    assert europe.count() == 18
