"""How good an extractor is: precision, recall and F1 against texts with hand-made keys.

``python -m intake.scoring [FOLDER …]`` prints a table for each folder (those of ``tests/intake/corpus`` when none is
given). A text is ``NAME.txt``, its key ``NAME.toml``: see ``docs/intake.md``. ``--errors`` names what is wrong.
"""

import argparse
import os
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from intake.reading.findings import Reading
    from intake.reading.gazetteer import Gazetteer

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "intake" / "corpus"
MEASURES = ("counterparts", "principal", "event", "place", "dates", "standing", "mou parties", "totals")


@dataclass
class Tally:
    """Hits, what was found wrongly, what was missed."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    def add(self, name: str, found: Iterable[Any], key: Iterable[Any]) -> None:
        found, key = set(found), set(key)
        self.hits += len(found & key)
        self.false += len(found - key)
        self.missed += len(key - found)
        if found - key:
            self.errors.append(f"{name}: too many {sorted(map(str, found - key))}")
        if key - found:
            self.errors.append(f"{name}: missed {sorted(map(str, key - found))}")

    @property
    def precision(self) -> float:
        return self.hits / (self.hits + self.false) if self.hits + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def keyed(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield name, text and key of each article of a folder."""
    for path in sorted(folder.glob("*.toml")):
        yield path.stem, path.with_suffix(".txt").read_text(encoding="utf-8"), tomllib.loads(path.read_text("utf-8"))


def compare(name: str, reading: "Reading", key: dict[str, Any], tallies: dict[str, Tally]) -> None:
    """Add one article's comparison to the tallies, by measure."""
    from core.text import words

    held = {found.party.code for found in reading.held()}
    tallies["counterparts"].add(name, held, key.get("held", []))
    principal = reading.principal.party.code if reading.principal and reading.principal.party else ""
    tallies["principal"].add(name, filter(None, [principal]), filter(None, [key.get("principal", "")]))
    if wanted := key.get("event", ""):
        said = reading.event.name if reading.event else ""
        core = set(words(wanted))
        share = len(core & set(words(said))) / max(len(core), len(set(words(said))), 1)
        tallies["event"].add(name, [wanted] if share >= 0.5 else filter(None, [said]), [wanted])
    elif "event" in key:
        tallies["event"].add(name, [reading.event.name] if reading.event and not reading.event.is_visit else [], [])
    place = reading.place.name if reading.place else ""
    tallies["place"].add(
        name, {" ".join(words(place))} - {""}, {" ".join(words(key["place"]))} if key.get("place") else set()
    )
    stated = {date.edtf for date in reading.dates if date.of != "other"}
    wanted_dates = set(key.get("dates", []))
    tallies["dates"].add(
        name, stated & wanted_dates | ({*stated} - {*key.get("other_dates", [])} - wanted_dates), wanted_dates
    )
    standings = {
        (party, standing)
        for standing in ("held", "announced", "cancelled", "multilateral")
        for party in key.get(standing, [])
    }
    listed = {party for party, _standing in standings} | set(key.get("mentioned", []))
    told = {(found.party.code, str(found.standing)) for found in reading.counterparts if found.party.code in listed}
    standings |= {(party, "mentioned") for party in key.get("mentioned", [])}
    tallies["standing"].add(name, {_held_or_not(pair) for pair in told}, {_held_or_not(pair) for pair in standings})
    tallies["mou parties"].add(
        name,
        _numbered(
            ("+".join(sorted(party.code for party in found.parties)), str(found.signed))
            for found in reading.instruments
            if str(found.signed) == "signed"
        ),
        _numbered(
            ("+".join(sorted(mou["parties"])), mou.get("signed", "signed"))
            for mou in key.get("mous", [])
            if mou.get("signed", "signed") == "signed"
        ),
    )
    tallies["totals"].add(
        name,
        {(found.counts, found.value) for found in reading.totals},
        {(counts, value) for counts, value in key.get("totals", {}).items()},
    )


def _held_or_not(pair: tuple[str, str]) -> tuple[str, str]:
    return (pair[0], "held" if pair[1] == "held" else "not held")


def _numbered(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str, int]]:
    seen: dict[tuple[str, str], int] = defaultdict(int)
    found = set()
    for pair in pairs:
        seen[pair] += 1
        found.add((*pair, seen[pair]))
    return found


def score(folder: Path, extractor: str, gazetteer: "Gazetteer") -> dict[str, dict[str, Tally]]:
    """Return the tallies of a folder by language ("all" among them) and measure."""
    from intake.extractors import extractor as named

    read = named(extractor)
    tallies: dict[str, dict[str, Tally]] = defaultdict(lambda: {measure: Tally() for measure in MEASURES})
    for name, text, key in keyed(folder):
        reading = read(text, gazetteer, published=key.get("published", ""))
        for language in (key["language"], "all"):
            compare(name, reading, key, tallies[language])
        if not key.get("held") and reading.held():
            tallies["all"]["counterparts"].errors.append(f"{name}: MEETINGS FROM A TEXT WITHOUT ANY")
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[CORPUS / "develop", CORPUS / "report"])
    parser.add_argument("--extractor", default="intake.reading.engine.read")
    parser.add_argument("--errors", action="store_true", help="name what is wrong; never for the part to report on")
    options = parser.parse_args()
    from intake.reading.gazetteer import of_fixtures

    for folder in options.folders:
        tallies = score(folder, options.extractor, of_fixtures())
        print(f"\n{folder.name}: {sum(1 for _ in folder.glob('*.toml'))} articles")
        print(f"{'':14}" + "".join(f"{language:^24}" for language in tallies))
        print(f"{'':14}" + "   prec. recall    F1    " * len(tallies))
        for measure in MEASURES:
            cells = "".join(
                f"   {tally.precision:5.3f}  {tally.recall:5.3f}  {tally.f1:5.3f} "
                for tally in (tallies[language][measure] for language in tallies)
            )
            print(f"{measure:14}{cells}")
        if options.errors:
            for measure in MEASURES:
                for error in tallies["all"][measure].errors:
                    print(f"  {measure}: {error}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("ENTENTE_ENV", "local")
    os.environ.setdefault("SECRET_KEY", "signs nothing here")
    django.setup()
    main()
