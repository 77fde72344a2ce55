"""Make ``fixtures/reference.json``: M49 regions, ISO 3166 countries, and their names in four languages.

Facts come from Unicode CLDR (codes, containment, display names) as unpacked by ``npm install`` and from
``overrides.toml`` (the UN M49 tree, formal names, variants, adjectives and people), which wins. Run it from
the repository root, as README.md says; the same input gives the same bytes. It stops with a
``ReferenceDataError`` that names the row where the tables and CLDR do not fit together.
"""

import json
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.utils.text import slugify

from core.text import is_clean, normalise, sort_key

HERE: Final = Path(__file__).resolve().parent
OUTPUT: Final = HERE.parents[1] / "fixtures" / "reference.json"

LANGUAGES: Final = ("en", "fr", "ar", "es")
TABLE_LANGUAGES: Final = ("en", "fr", "es", "ar")  # the column order of [official] and [people]
KINDS: Final = ("short", "official", "variant", "demonym", "adjective")

# Alternatives in CLDR that find the wrong thing: "RU" is Russia's code, "É.-U." looks like the EU.
UNWANTED_NAMES: Final = frozenset({"RU", "R.-U.", "É.-U."})

Row = dict[str, Any]


class ReferenceDataError(Exception):
    """The tables and CLDR do not fit together; the message names the row to mend."""


@dataclass
class Forms:
    """Adjectives of a country and words for its people in one language, in the order of the table."""

    adjectives: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)


def load_json(package: str, path: str) -> Any:
    """Read a file of an unpacked package, after checking that it is the version that package.json names."""
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"][package]
    folder = HERE / "node_modules" / package
    if not folder.is_dir():
        raise ReferenceDataError(f"{package} is missing: run npm install in {HERE}")
    found = json.loads((folder / "package.json").read_text())["version"]
    if found != wanted:
        raise ReferenceDataError(f"{package} is {found}, package.json says {wanted}: run npm install again")
    return json.loads((folder / path).read_text(encoding="utf-8"))


# Inflection. Only the rules that the tables rely on; whatever does not follow them is written out there.


def bare(text: str) -> str:
    """Drop acute accents (Spanish: "francés" → "frances-a", "alemán" → "aleman-es"); ñ and ü stay."""
    decomposed = unicodedata.normalize("NFD", text).replace("\u0301", "")
    return unicodedata.normalize("NFC", decomposed)


def french_feminine(word: str) -> str:
    if word.endswith("e"):
        return word
    return f"{word}ne" if word.endswith(("en", "on")) else f"{word}e"


def french_plural(word: str) -> str:
    return " ".join(part if part.endswith(("s", "x")) else f"{part}s" for part in word.split())


def french_person(word: str) -> str:
    """Capitalise as French does for people, not for adjectives: "sud-coréen" → "Sud-Coréen"."""
    first, *rest = word.split(" ")
    return " ".join(["-".join(part[0].upper() + part[1:] for part in first.split("-")), *rest])


def spanish_feminine(word: str) -> str:
    if word.endswith("o"):
        return f"{word[:-1]}a"
    if word.endswith(("án", "és", "ín", "ón")):
        return f"{word[:-2]}{bare(word[-2:])}a"
    return f"{word}a" if word.endswith("l") else word


def spanish_plurals(word: str) -> list[str]:
    """Both plurals of a word in -í or -ú ("marroquíes", "marroquís"); one of any other."""
    if " " in word:
        return [" ".join(spanish_plurals(part)[0] for part in word.split())]
    if word.endswith(("í", "ú")):
        return [f"{word}es", f"{word}s"]
    if word[-1] in "aeiouáéó":
        return [f"{word}s"]
    if word[-2:-1] in "áéíóú":
        return [f"{word[:-2]}{bare(word[-2:])}es"]
    return [word if word.endswith("s") else f"{word}es"]


def arabic_feminine(word: str) -> str:
    return " ".join(f"{part}ة" if part.endswith("ي") else part for part in word.split())


def arabic_definite(word: str) -> str:
    """Put the article on each adjective; a compound that begins otherwise ("جنوب أفريقي") takes it once."""
    first, *rest = word.split()
    inflected = first.endswith(("ي", "ية", "ون", "ين"))
    return "ال" + " ".join([first, *(f"ال{part}" if inflected else part for part in rest)])


def arabic_plurals(word: str) -> list[str]:
    """The sound masculine plural of a nisba, nominative and oblique."""
    return [
        " ".join(f"{part}{ending}" if part.endswith("ي") else part for part in word.split()) for ending in ("ون", "ين")
    ]


def split_alternatives(text: str) -> list[tuple[str, str]]:
    """Split "a/b, c" into [("a", "b"), ("c", "")]; "-" says that there is none."""
    pairs = (item.strip().partition("/") for item in text.split(",") if item.strip(" -"))
    return [(one, other) for one, _, other in pairs]


def english_forms(cell: str) -> Forms:
    adjectives, _, people = cell.partition(" | ")
    forms = Forms(adjectives=[word for word, _ in split_alternatives(adjectives)])
    for singular, given in split_alternatives(people or adjectives):
        plural = given or (singular if singular.endswith("ese") else f"{singular}s")
        forms.people += [singular, plural]
    return forms


def french_forms(cell: str) -> Forms:
    def inflect(alternatives: str) -> list[str]:
        words: list[str] = []
        for masculine, given in split_alternatives(alternatives):
            feminine = given or french_feminine(masculine)
            words += [masculine, feminine, french_plural(masculine), french_plural(feminine)]
        return words

    adjectives, _, people = cell.partition(" | ")
    return Forms(inflect(adjectives), [french_person(word) for word in inflect(people or adjectives)])


def spanish_forms(cell: str) -> Forms:
    def inflect(alternatives: str) -> list[str]:
        words: list[str] = []
        for masculine, given in split_alternatives(alternatives):
            feminine = given or spanish_feminine(masculine)
            words += [masculine, feminine, *spanish_plurals(masculine), *spanish_plurals(feminine)]
        return words

    adjectives, _, people = cell.partition(" | ")
    return Forms(inflect(adjectives), inflect(people or adjectives))


def arabic_forms(cell: str) -> Forms:
    left, _, right = cell.partition(" | ")
    forms = Forms()
    broken = [word for word, _ in split_alternatives(right)]
    for masculine, given in split_alternatives(left):
        feminine = given or arabic_feminine(masculine)
        singular = [masculine, feminine, arabic_definite(masculine), arabic_definite(feminine)]
        plurals = broken or arabic_plurals(masculine)
        forms.adjectives += singular
        forms.people += [*singular, *plurals, *map(arabic_definite, plurals)]
    return forms


INFLECT: Final = {"en": english_forms, "fr": french_forms, "es": spanish_forms, "ar": arabic_forms}


# The tables joined.


class Source:
    """CLDR and our tables, read once; every lookup says what it prefers."""

    def __init__(self) -> None:
        with (HERE / "overrides.toml").open("rb") as file:
            self.overrides: dict[str, Any] = tomllib.load(file)
        core = "cldr-core"
        containment = load_json(core, "supplemental/territoryContainment.json")
        mappings = load_json(core, "supplemental/codeMappings.json")
        self.codes: dict[str, dict[str, str]] = mappings["supplemental"]["codeMappings"]
        self.parents = {row[0]: row[1] for row in self.overrides["regions"]}
        self.leaves = self._leaves(containment["supplemental"]["territoryContainment"])
        self.territories = {
            language: load_json("cldr-localenames-full", f"main/{language}/territories.json")["main"][language][
                "localeDisplayNames"
            ]["territories"]
            for language in LANGUAGES
        }
        self._check_keys()

    def _leaves(self, containment: dict[str, dict[str, Any]]) -> dict[str, str]:
        """Map each country to its smallest M49 region, walking all of CLDR's regions that M49 has."""
        skipped = set(self.overrides["not_iso"])
        leaves = {
            code: region
            for region, row in containment.items()
            if region in self.parents
            for code in row["_contains"]
            if code.isalpha() and code not in skipped
        }
        leaves |= {code: row["region"] for code, row in self.overrides["codes"].items() if "region" in row}
        return dict(sorted(leaves.items()))

    def _check_keys(self) -> None:
        tables = [self.overrides[name] for name in ("codes", "official", "people")]
        tables += self.overrides["short"].values()
        tables += self.overrides["variants"].values()
        unknown = {code for table in tables for code in table} - set(self.leaves)
        if unknown:
            raise ReferenceDataError(f"overrides.toml names unknown countries: {sorted(unknown)}")

    def continent(self, region: str) -> str:
        while parent := self.parents[region]:
            region = parent
        return region

    def short(self, code: str, language: str) -> str:
        name: str = self.overrides["short"][language].get(code) or self.territories[language][code]
        return name

    def official(self, code: str, language: str) -> str:
        """The formal name, or an empty string where it is the display name."""
        row = self.overrides["official"].get(code)
        return row[TABLE_LANGUAGES.index(language)] if row else ""

    def variants(self, code: str, language: str) -> Iterator[str]:
        """Our own variants and every name that CLDR has."""
        yield from self.overrides["variants"][language].get(code, ())
        for key, name in self.territories[language].items():
            if key == code or key.startswith(f"{code}-alt-"):
                yield name

    def forms(self, code: str, language: str) -> Forms:
        row = self.overrides["people"].get(code)
        return INFLECT[language](row[TABLE_LANGUAGES.index(language)]) if row else Forms()

    def names(self, code: str, language: str) -> Iterator[tuple[str, str]]:
        """Each (kind, name) of a country in a language, once; no variant repeats a short or official name."""
        short, official = self.short(code, language), self.official(code, language)
        yield "short", short
        if official:
            yield "official", official
        variants = set(self.variants(code, language)) - {short, official} - UNWANTED_NAMES
        yield from (("variant", name) for name in sorted(variants))
        forms = self.forms(code, language)
        yield from (("demonym", name) for name in sorted(set(forms.people)))
        yield from (("adjective", name) for name in sorted(set(forms.adjectives)))


def region_rows(source: Source) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for code, parent, *names in source.overrides["regions"]:
        seen[parent] = seen.get(parent, 0) + 1
        english, french, spanish, arabic = names
        yield {
            "model": "delegations.region",
            "pk": code,
            "fields": {
                "name": english,
                "name_fr": french,
                "name_ar": arabic,
                "name_es": spanish,
                "slug": slugify(english),
                "parent": parent or None,
                "sort": seen[parent],
            },
        }


def country_rows(source: Source) -> Iterator[Row]:
    for code, region in source.leaves.items():
        override = source.overrides["codes"].get(code, {})
        mapping = source.codes[code]
        name = source.short(code, "en")
        yield {
            "model": "delegations.country",
            "pk": code,
            "fields": {
                "iso3": override.get("iso3", mapping["_alpha3"]),
                "m49": override.get("m49", mapping["_numeric"]) or None,
                "name": name,
                "official_name": source.official(code, "en") or name,
                "slug": slugify(name),
                "region": region,
                "continent": source.continent(region),
                "sort_key": sort_key(name),
                "note": override.get("note", ""),
            },
        }


def name_rows(source: Source) -> Iterator[Row]:
    number = 0
    for code in source.leaves:
        for language in LANGUAGES:
            for kind, name in source.names(code, language):
                number += 1
                yield {
                    "model": "delegations.countryname",
                    "pk": number,
                    "fields": {
                        "country": code,
                        "language": language,
                        "name": name,
                        "kind": kind,
                        "normalised": normalise(name),
                        "sort_key": sort_key(name),
                    },
                }


def check(rows: list[Row]) -> None:
    """Refuse what the database would refuse or a reader would stumble over."""
    for row in rows:
        for key, value in row["fields"].items():
            if isinstance(value, str) and (not is_clean(value) or value != " ".join(value.split())):
                raise ReferenceDataError(f"{row['model']} {row['pk']}: {key} is not clean: {value!r}")
    slugs = [row["fields"]["slug"] for row in rows if row["model"] == "delegations.country"]
    repeated = sorted({slug for slug in slugs if slugs.count(slug) > 1})
    if repeated or "" in slugs:
        raise ReferenceDataError(f"country slugs are empty or repeated: {repeated}")


def main() -> None:
    source = Source()
    rows = [*region_rows(source), *country_rows(source), *name_rows(source)]
    check(rows)
    OUTPUT.parent.mkdir(exist_ok=True)
    text = json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    OUTPUT.write_text(text, encoding="utf-8", newline="\n")
    counts: dict[str, int] = {}
    for row in rows:
        kind = f" {row['fields']['kind']}" if "kind" in row["fields"] else ""
        counts[row["model"] + kind] = counts.get(row["model"] + kind, 0) + 1
    print(*(f"{number:6} {model}" for model, number in counts.items()), sep="\n")
    print(f"{len(text.encode()):6} bytes in {OUTPUT.name}")


if __name__ == "__main__":
    main()
