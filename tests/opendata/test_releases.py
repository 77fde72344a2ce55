"""Releases: complete, valid, the same from the same state, and silent about what is not public any more."""

import contextlib
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from meetings.models import Meeting
from opendata import releasing
from opendata.tables import TABLES
from tests import factories
from tests.safety.addresses import one_of_everything
from tests.safety.planting import TOTAL, plant

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).parents[2] / "docs" / "data.md"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


def released() -> releasing.Release:
    call_command("release", stdout=io.StringIO())
    return releasing.releases()[0]


def unpacked(release: releasing.Release, into: Path) -> Path:
    with zipfile.ZipFile(release.path) as package:
        package.extractall(into)
    return into / "datapackage.json"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_release_is_a_valid_data_package(tmp_path: Path) -> None:
    one_of_everything()
    factories.meeting("MA", "SN", place="=1+1", held_on="")
    path = unpacked(released(), tmp_path / "open")
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    about = json.loads(path.read_text())
    assert [resource["name"] for resource in about["resources"]] == [table.name for table in TABLES]
    assert about["licenses"][0]["name"] == "CC-BY-4.0"
    (path.parent / "data" / "topics.csv").write_text("slug,path,name,description\n")
    assert not frictionless.validate(str(path)).valid, "checksums are checked"


def test_same_state_gives_the_same_bytes(tmp_path: Path) -> None:
    one_of_everything()
    first = released()
    content = first.path.read_bytes()
    assert released().name == first.name
    assert len(releasing.releases()) == 1
    first.path.unlink()
    first.path.with_suffix(".json").unlink()
    assert released().path.read_bytes() == content
    factories.meeting("MA", "SN")
    second = released()
    assert second.name != first.name
    assert {release.name for release in releasing.releases()} == {first.name, second.name}
    assert first.path.read_bytes() == content


def test_parquet_needs_a_package_and_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opendata.parquet.is_available", lambda: False)
    with pytest.raises(CommandError, match="make parquet"):
        call_command("release", "--parquet", stdout=io.StringIO())
    assert releasing.releases() == [], "nothing is half done"


def test_release_as_parquet_has_the_same_rows_in_types_of_their_own(tmp_path: Path, client: Client) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is an extra: make parquet")
    from pyarrow import parquet

    one_of_everything()
    topics = [factories.TopicFactory(slug=slug) for slug in "ab"]
    odd = factories.meeting("MA", "SN", place="=1+1", topics=topics)
    call_command("release", "--parquet", stdout=io.StringIO())
    plain = next(release for release in releasing.releases() if not release.name.endswith("-parquet"))
    release = next(release for release in releasing.releases() if release.name == f"{plain.name}-parquet")
    assert release.counts == plain.counts
    about = json.loads(unpacked(release, tmp_path / "open").read_text())
    for resource in about["resources"]:
        path = tmp_path / "open" / resource["path"]
        table = parquet.read_table(path)
        assert (table.num_rows, table.column_names) == (
            release.counts[resource["name"]], [field["name"] for field in resource["schema"]["fields"]],
        )  # fmt: skip
        assert resource["hash"] == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    rows = parquet.read_table(tmp_path / "open/data/meetings.parquet").to_pylist()
    row = next(row for row in rows if row["reference"] == odd.reference)
    assert (row["place"], row["topics"], row["held_from"]) == ("=1+1", ["a", "b"], odd.held_from)
    assert row["updated_at"] == odd.updated_at
    content = release.path.read_bytes()
    release.path.unlink()
    release.path.with_suffix(".json").unlink()
    call_command("release", "--parquet", stdout=io.StringIO())
    assert release.path.read_bytes() == content, "the same state gives the same bytes"
    assert f"/data/{release.name}.zip" in client.get("/data/").content.decode()


def test_release_is_listed_and_handed_out(client: Client) -> None:
    one_of_everything()
    release = released()
    page = client.get("/data/").content.decode()
    assert f"/data/{release.name}.zip" in page and release.sha256 in page
    response = client.get(f"/data/{release.name}.zip")
    assert b"".join(response.streaming_content) == release.path.read_bytes()
    response.close()
    for name in ("entente-999999", "..%2f..%2fsettings", "x", "entente-1.json", "%00"):
        assert client.get(f"/data/{name}.zip").status_code in (400, 404), name


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_release_tells_of_nothing_hidden(status: str) -> None:
    one_of_everything()
    planted = plant(status, factories.EventFactory())
    with zipfile.ZipFile(released().path) as package:
        text = " ".join(package.read(name).decode().lower() for name in package.namelist())
    assert [word for word in planted.words if word in text] == []
    assert str(TOTAL) not in text


def test_release_with_a_record_that_was_withdrawn_since_is_not_handed_out(client: Client) -> None:
    one_of_everything()
    meeting = Meeting.objects.published().first()
    release = released()
    meeting.status, meeting.withdrawn_at, meeting.withdrawn_reason = "withdrawn", timezone.now(), "Never happened."
    meeting.save()
    response = client.get(f"/data/{release.name}.zip")
    assert response.status_code == 410
    assert b"withdrawn" in response.content
    page = client.get("/data/").content.decode()
    assert release.name in page and f"/data/{release.name}.zip" not in page
    later = released()
    assert later.name != release.name
    response = client.get(f"/data/{later.name}.zip")
    response.close()
    assert response.status_code == 200


def test_example_of_the_document_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one_of_everything()
    factories.meeting("MA", "SN")
    release = released()
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len([line for line in example.splitlines() if line.strip()]) <= 10
    release.path.rename(tmp_path / "entente-57.zip")
    monkeypatch.chdir(tmp_path)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(example, "docs/data.md", "exec"), {})  # noqa: S102  # an example of our own
    assert sorted(line.split() for line in said.getvalue().splitlines()[1:]) == [
        ["1", "africa"], ["1", "europe"], ["1", "organizations"],
    ]  # fmt: skip
