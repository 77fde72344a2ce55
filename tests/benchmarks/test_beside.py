"""An earlier commit is found, refused with a sentence, and compared; none of its benchmarks is run."""

import importlib
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import django
import pytest
from django.conf import settings

from benchmarks import beside, report
from tests.benchmarks.test_harness import LINE, QUICK

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of three commits: without benchmarks, with them (tagged ``measured``), and one more."""
    project = tmp_path_factory.mktemp("clone")
    _git(project, "init", "--quiet")
    _commit(project, "README.md")
    _git(project, "tag", "bare")
    (project / "benchmarks").mkdir()
    _commit(project, "benchmarks/__main__.py")
    _git(project, "tag", "measured")
    _commit(project, "later.py")
    return project


def _git(project: Path, *words: str) -> str:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    return subprocess.check_output(["git", *identity, *words], cwd=project, text=True).strip()


def _commit(project: Path, name: str) -> None:
    (project / name).write_text(f"{name}\n", encoding="utf-8")
    _git(project, "add", name)
    _git(project, "commit", "--quiet", "-m", name)


# --- The comparison ---------------------------------------------------------------------------------------


def test_compare_puts_pages_of_one_name_beside_each_other():
    then = [beside.Then("gone", 1, 1), beside.Then("list", 40, 100)]
    found = beside.compare("abc", then, [LINE, replace(LINE, name="new")])

    assert found == beside.Comparison("abc", [beside.Row("list", 40, 20, 100, 50, 5)], ["new"], ["gone"])


@pytest.mark.parametrize(
    ("warm", "cold", "mark"),
    [(20, 50, "–"), (18.2, 45.5, "–"), (18.1, 50, "warm"), (20, 45.4, "cold"), (10, 10, "warm, cold")],
)
def test_table_marks_what_became_slower_by_more_than_a_tenth(warm: float, cold: float, mark: str):
    found = beside.compare("abc", [beside.Then("list", warm, cold)], [LINE])
    row = beside.table(found).splitlines()[-1]

    assert row.endswith(f"| 5.0 | {mark} |")
    assert f"| {warm:.1f} → 20.0 | {20 / warm:.2f} | {cold:.1f} → 50.0 | {50 / cold:.2f} |" in row


def test_table_names_what_is_left_out_below_it():
    now = [QUICK, LINE, replace(LINE, name="list, a word"), replace(LINE, name="desk")]
    found = beside.compare("abc", [beside.Then("trivial", 2, 2), beside.Then("gone", 1, 1)], now)
    lines = beside.table(found).splitlines()

    assert lines[0] == "Then is commit abc."
    assert [len(line.split("|")) for line in lines[2:5]] == [len(beside.COLUMNS) + 2] * 3
    assert lines[4].startswith("| trivial | 2.0 → 2.0 | 1.00 |") and lines[4].endswith("| – | – |")
    assert lines[5:] == ["", "Left out, only now: “list”, “list, a word”, “desk”; only then: “gone”."]


def test_read_takes_what_is_kept_now(tmp_path: Path):
    report.keep(tmp_path / "run.json", [LINE], QUICK, {}, {"commit": "abc"})

    assert beside.read(tmp_path / "run.json") == [beside.Then("trivial", 2, 2), beside.Then("list", 20, 50)]
    assert '"commit": "abc"' in (tmp_path / "run.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [None, "no JSON", "[]", "{}", '{"trivial": {"name": "trivial"}, "pages": []}'])
def test_read_says_when_figures_are_of_another_shape(tmp_path: Path, text: str | None):
    if text is not None:
        (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(beside.CannotCompare, match="left no figures"):
        beside.read(tmp_path / "run.json")


# --- The commit -------------------------------------------------------------------------------------------


@needs_git
def test_commit_of_a_name_is_its_hash(clone: Path):
    commit = _git(clone, "rev-parse", "measured")

    assert beside.commit_of(clone, "measured") == beside.commit_of(clone, commit[:9]) == commit
    assert beside.commit_of(clone, "HEAD~1") == commit


@needs_git
@pytest.mark.parametrize("name", ["nothing", "-x", "--all", "", "^HEAD", "bare..HEAD", "HEAD:later.py", "0" * 40])
def test_commit_unknown_is_refused(clone: Path, name: str):
    with pytest.raises(beside.CannotCompare) as refusal:
        beside.commit_of(clone, name)

    assert str(refusal.value) == f"git knows no commit “{name}” here."


@needs_git
def test_commit_without_benchmarks_is_refused(clone: Path):
    with pytest.raises(beside.CannotCompare, match=r"^Commit [0-9a-f]{12} has no benchmarks\.$"):
        beside.commit_of(clone, "bare")


@needs_git
def test_commit_needs_a_checkout_of_its_own(clone: Path, tmp_path: Path):
    for folder in (tmp_path, clone / "benchmarks"):
        with pytest.raises(beside.CannotCompare, match="needs a git checkout"):
            beside.commit_of(folder, "HEAD")


def test_commit_needs_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(beside.CannotCompare, match="needs git, which cannot be started"):
        beside.commit_of(tmp_path, "HEAD")


def test_a_refusal_is_one_line_and_exit_code_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    # The command sets Django up when it is imported, which here has been done, with the settings of the tests.
    monkeypatch.setattr(django, "setup", lambda: None)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", os.environ["DJANGO_SETTINGS_MODULE"])
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--beside=-x"])
    command = importlib.import_module("benchmarks.__main__")

    assert command.main() == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1


# --- What is run ------------------------------------------------------------------------------------------


def test_environment_takes_nothing_that_was_meant_for_this_checkout(tmp_path: Path):
    given = {
        "PATH": "/bin",
        "PIP_INDEX_URL": "https://index.example",
        "DATABASE_URL": "postgres://register",
        "ENTENTE_DATA_DIR": "/var/register",
        "PORT": "8000",
        "OLD_SETTING": "x",
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "VIRTUAL_ENV": "/venv",
        "MAKEFLAGS": "--no-print-directory -- ARGS=--beside\\ x",
        "MAKELEVEL": "1",
    }
    examples = [(settings.BASE_DIR / ".env.example").read_text(encoding="utf-8"), "OLD_SETTING=\n"]

    assert beside.environment(given, examples, tmp_path) == {
        "PATH": "/bin",
        "PIP_INDEX_URL": "https://index.example",
        "ENTENTE_DATA_DIR": str(tmp_path),
        "PYTHON": sys.executable,
    }


@needs_git
def test_measure_runs_the_commit_s_own_files_and_keeps_them(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ran: list[tuple[str, Path]] = []
    run = beside._run

    def pretend(command: list[str | Path], folder: Path, given: dict[str, str] | None = None) -> None:
        ran.append((" ".join(map(str, command)), folder))
        if given is None:
            run(command, folder)
        elif "benchmarks" in command:
            report.keep(Path(given["ENTENTE_DATA_DIR"]) / "benchmarks-9.json", [LINE], QUICK, {})

    monkeypatch.setattr(beside, "_run", pretend)
    options = Namespace(meetings=9, seed=1, requests=2, seconds=0.5, clients=3, reload=False)
    commit = _git(clone, "rev-parse", "measured")
    tree = tmp_path / "beside" / commit[:12] / "tree"
    asked = [
        ("make base", tree),
        (f"{tree}/.venv/bin/python -m benchmarks --meetings 9 --seed 1 --requests 2 --seconds 0.5 --clients 3", tree),
    ]

    assert [page.name for page in beside.measure(clone, commit, tmp_path / "beside", options)] == ["trivial", "list"]
    assert (tree / "benchmarks" / "__main__.py").exists() and not (tree / "later.py").exists()
    assert ran[2:] == asked
    assert {path.name for path in tree.parent.iterdir()} == {"tree", "data"}
    assert _git(clone, "status", "--porcelain") == ""

    ran.clear()
    beside.measure(clone, commit, tmp_path / "beside", options)
    assert ran == asked


def test_run_says_what_failed(tmp_path: Path):
    with pytest.raises(beside.CannotCompare, match=r"^`false` of the earlier commit failed, for the reason above\.$"):
        beside._run(["false"], tmp_path)
    with pytest.raises(beside.CannotCompare, match="cannot be started"):
        beside._run([tmp_path / "missing"], tmp_path)
