"""An earlier commit's own benchmarks, run before these on the same machine, and what the two say of each page."""

import json
import os
import re
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Line, markdown

SLOWER = 1.1
# What tells the interpreter, Django or make of one checkout where it is and what to do; the settings come on top.
OF_THE_CALLER = ("DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")
OF_MAKE = ("MAKE", "MFLAGS")
COLUMNS = (
    "page",
    "warm ms, then → now",
    "now ÷ then",
    "cold ms, then → now",
    "now ÷ then",
    "of it pictures",
    "slower by more than a tenth",
)


class CannotCompare(Exception):
    """One sentence that says why there is nothing to compare with."""


@dataclass(frozen=True, slots=True)
class Then:
    """What is read of an earlier commit's figures of a page, whose other figures come and go: medians in ms."""

    name: str
    warm: float
    cold: float


@dataclass(frozen=True, slots=True)
class Row:
    """A page that both commits have; milliseconds."""

    name: str
    warm_then: float
    warm: float
    cold_then: float
    cold: float
    pictures: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pages of both, in today's order, and the names of those that only one of them has."""

    commit: str
    rows: list[Row]
    only_now: list[str]
    only_then: list[str]


def compare(commit: str, then: Sequence[Then], now: Sequence[Line]) -> Comparison:
    """Put the pages of the same name beside each other."""
    earlier = {page.name: page for page in then}
    rows = [
        Row(line.name, earlier[line.name].warm, line.warm, earlier[line.name].cold, line.cold, line.pictures)
        for line in now
        if line.name in earlier
    ]
    names = {line.name for line in now}
    return Comparison(
        commit,
        rows,
        only_now=[line.name for line in now if line.name not in earlier],
        only_then=[page.name for page in then if page.name not in names],
    )


def table(found: Comparison) -> str:
    """Return a Markdown table with a mark on what became slower, and under it one line of the pages left out."""
    lines = [f"Then is commit {found.commit}.", "", markdown(COLUMNS, [_cells(row) for row in found.rows])]
    left_out = [
        f"only {when}: {', '.join(f'“{name}”' for name in names)}"
        for when, names in (("now", found.only_now), ("then", found.only_then))
        if names
    ]
    if left_out:
        lines += ["", f"Left out, {'; '.join(left_out)}."]
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    warm, cold = row.warm / row.warm_then, row.cold / row.cold_then
    marks = [name for name, ratio in (("warm", warm), ("cold", cold)) if ratio > SLOWER]
    return (
        row.name,
        f"{row.warm_then:.1f} → {row.warm:.1f}",
        f"{warm:.2f}",
        f"{row.cold_then:.1f} → {row.cold:.1f}",
        f"{cold:.2f}",
        f"{row.pictures:.1f}" if row.pictures else "–",
        ", ".join(marks) or "–",
    )


def read(path: Path) -> list[Then]:
    """Read what the benchmarks of any commit kept, the trivial page first."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return [Then(page["name"], page["warm"], page["cold"]) for page in (kept["trivial"], *kept["pages"])]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise CannotCompare(f"The benchmarks of that commit left no figures that can be read in {path}.") from error


def environment(given: Mapping[str, str], examples: Sequence[str], data: Path) -> dict[str, str]:
    """Return what a checkout of its own is started with: nothing that was meant for this one.

    ``examples`` are the texts of both checkouts' ``.env.example``, which name every setting. Without
    ``DATABASE_URL`` the checkout has an embedded server under ``data``; its Python is the one that runs now.
    """
    ours = {name for text in examples for name in re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE)}
    kept = {name: value for name, value in given.items() if name not in ours and name not in OF_THE_CALLER}
    kept = {name: value for name, value in kept.items() if not name.startswith(OF_MAKE)}
    return {**kept, "ENTENTE_DATA_DIR": os.fspath(data), "PYTHON": sys.executable}


def commit_of(project: Path, name: str) -> str:
    """Return the full hash of a commit that has benchmarks."""
    prefix = _git(project, "rev-parse", "--show-prefix")
    if prefix.returncode or prefix.stdout.strip():
        raise CannotCompare(f"An earlier commit needs a git checkout of Entente, which {project} is not.")
    found = _git(project, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
    commit = found.stdout.strip()
    if found.returncode or not re.fullmatch(r"[0-9a-f]{40,64}", commit):
        raise CannotCompare(f"git knows no commit “{name}” here.")
    if _git(project, "cat-file", "-e", f"{commit}:benchmarks/__main__.py").returncode:
        raise CannotCompare(f"Commit {commit[:12]} has no benchmarks.")
    return commit


def measure(project: Path, commit: str, places: Path, options: Namespace) -> list[Then]:
    """Run the benchmarks of the commit with its own files, environment and database, all kept in ``places``."""
    home = places / commit[:12]
    tree, data = home / "tree", home / "data"
    print(f"Then: commit {commit}, in {home}.", flush=True)
    _put_aside(project, commit, tree)
    examples = [path.read_text(encoding="utf-8") for root in (project, tree) for path in root.glob(".env.example")]
    clean = environment(os.environ, examples, data)
    command: list[str | Path] = [tree / ".venv" / "bin" / "python", "-m", "benchmarks"]
    for option in ("meetings", "seed", "requests", "seconds", "clients"):
        command += [f"--{option}", str(getattr(options, option))]
    _run(["make", "base"], tree, clean)
    _run(command + ["--reload"] * options.reload, tree, clean)
    print(f"\nNow: the files in {project}.", flush=True)
    return read(data / f"benchmarks-{options.meetings}.json")


def _put_aside(project: Path, commit: str, tree: Path) -> None:
    """Have the files of the commit in a folder, all or none, without a trace in the repository."""
    if tree.exists():
        return
    archive, new = tree.with_suffix(".tar"), tree.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    _run(["git", "archive", "-o", archive, commit], project)
    _run(["tar", "-xf", archive, "-C", new], project)
    archive.unlink()
    new.rename(tree)


def _git(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(["git", *words], cwd=project, capture_output=True, text=True, errors="replace")
    except OSError as error:
        raise CannotCompare(f"An earlier commit needs git, which cannot be started ({error.strerror}).") from error


def _run(command: Sequence[str | Path], folder: Path, given: Mapping[str, str] | None = None) -> None:
    try:
        code = subprocess.run(command, cwd=folder, env=given).returncode
    except OSError as error:
        raise CannotCompare(f"{command[0]} cannot be started ({error.strerror}).") from error
    if code:
        words = " ".join(map(str, command[:3]))
        raise CannotCompare(f"`{words}` of the earlier commit failed, for the reason above.")
