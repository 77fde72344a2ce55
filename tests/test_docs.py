"""Documents rot unnoticed: ours name every filter, setting, target and decision, and their links lead somewhere."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from meetings.filters import SIDE_CHOICES, MeetingFilterSet
from meetings.models import Meeting

PROJECT = Path(__file__).resolve().parents[1]
NOT_OURS = {".venv", "node_modules", "var", ".git", "staticfiles"}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# Folders of one person's machine, not of a server that a document may give as an example.
PRIVATE = re.compile(r"(?<![\w.])/(?:work|root|home|Users|tmp/\w+)\b/?")


def documents() -> list[Path]:
    found = []
    for folder, folders, files in os.walk(PROJECT):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        found += [Path(folder, file) for file in files if file.endswith(".md")]
    return sorted(found)


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def read(*names: str) -> str:
    return "\n".join((PROJECT / name).read_text(encoding="utf-8") for name in names)


def in_code(text: str) -> set[str]:
    """Return what stands between single backquotes."""
    return set(re.findall(r"`([^`\n]+)`", text))


def anchors(path: Path) -> set[str]:
    """Return the anchors that a reader of Markdown makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", CODE_BLOCK.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def links(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the file and the anchor of each link that stays in the repository."""
    for target in LINK.findall(CODE_BLOCK.sub("", path.read_text(encoding="utf-8"))):
        if not re.match(r"[a-z]+:", target):
            file, _, anchor = target.partition("#")
            yield file, anchor


def settings_in(text: str) -> set[str]:
    return set(re.findall(r"^#?([A-Z][A-Z_]+)=", text, re.MULTILINE))


def test_filters_are_all_documented() -> None:
    named = in_code(read("docs/filters.md"))
    names = set(MeetingFilterSet.get_filters())
    assert {"q", "with", "from", "after"} <= names
    assert names - named == set()


def test_values_of_closed_filters_are_all_documented() -> None:
    values = {*Meeting.Kind.values, *Meeting.Attestation.values, *(order.name for order in MeetingFilterSet.orders)}
    values |= {value for value, _ in SIDE_CHOICES if value}
    assert values - in_code(read("docs/filters.md")) == set()


def test_settings_are_all_documented() -> None:
    variables = settings_in(read(".env.example"))
    assert {"SECRET_KEY", "WEB_CONCURRENCY"} <= variables
    assert variables - in_code(read("docs/deploy.md")) == set()


def test_settings_of_the_code_are_all_in_the_example() -> None:
    asked = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', read("config/settings.py")))
    asked |= set(re.findall(r"os\.environ\.get\(['\"]([A-Z_]+)", read("config/gunicorn.py")))
    assert {"DATABASE_URL", "PORT"} <= asked
    assert asked == settings_in(read(".env.example"))


def test_make_targets_are_all_documented() -> None:
    makefile = read("Makefile")
    targets = set(re.findall(r"^([a-z][a-z-]*)(?: [a-z]+)*:(?![=:])", makefile, re.MULTILINE))
    targets |= set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split())
    assert {"run", "test", "migrations-check"} <= targets
    text = read("README.md", "CONTRIBUTING.md")
    assert {target for target in targets if not re.search(rf"make {target}(?![\w-])", text)} == set()


@pytest.mark.parametrize("path", documents(), ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for file, anchor in links(path):
        target = (path.parent / file).resolve() if file else path
        assert target.is_relative_to(PROJECT), file
        assert target.exists(), file
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{file}#{anchor}"


def test_decisions_are_all_in_the_index() -> None:
    folder = PROJECT / "docs" / "adr"
    decisions = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    listed = [file for file, _ in links(folder / "README.md")]
    assert listed == decisions
    assert [int(name[:4]) for name in decisions] == list(range(1, len(decisions) + 1))


def test_documents_are_all_in_the_index() -> None:
    folder = PROJECT / "docs"
    listed = {(folder / file).resolve() for file, _ in links(folder / "README.md")}
    wanted = {path for path in documents() if "adr" not in path.parts} | {folder / "adr" / "README.md"}
    assert {name_of(path) for path in wanted - listed - {folder / "README.md"}} == set()


@pytest.mark.parametrize("path", documents(), ids=name_of)
def test_documents_name_no_private_folder(path: Path) -> None:
    assert PRIVATE.findall(path.read_text(encoding="utf-8")) == []
