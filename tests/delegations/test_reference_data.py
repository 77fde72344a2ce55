"""The committed reference fixture, read as JSON: complete, agreeing with ``core.text``."""

import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.text import is_clean, normalise, sort_key

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "reference.json"

CONTINENTS = {
    "002": "Africa",
    "019": "Americas",
    "142": "Asia",
    "150": "Europe",
    "009": "Oceania",
    "010": "Antarctica",
}
LANGUAGES = ("en", "fr", "ar", "es")
KINDS = ("short", "official", "variant", "demonym", "adjective")
UNINHABITED = {"BV", "HM", "TF", "UM"}
# Not members of the United Nations, yet with words of their own in all four languages.
STATES_BESIDE_UN = {"EH", "PS", "TW", "VA", "XK"}


@cache
def rows(model: str) -> dict[Any, dict[str, Any]]:
    loaded = json.loads(FIXTURE.read_text(encoding="utf-8"))
    return {row["pk"]: row["fields"] for row in loaded if row["model"] == f"delegations.{model}"}


@cache
def every_name() -> dict[tuple[str, str, str], set[str]]:
    """Return the names of each country in each language of each kind: gone through once, not for each that is asked."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in rows("countryname").values():
        found[row["country"], row["language"], row["kind"]].add(row["name"])
    return found


def names(country: str, language: str, kind: str) -> frozenset[str]:
    return frozenset(every_name().get((country, language, kind), ()))


@cache
def countries_called() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows("countryname").values():
        found[row["normalised"]].add(row["country"])
    return found


def root(region: str) -> str:
    while parent := rows("region")[region]["parent"]:
        region = parent
    return region


def test_fixture_is_what_django_would_write() -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    loaded = json.loads(text)
    assert text == json.dumps(loaded, indent=1, ensure_ascii=False) + "\n"
    order = [row["model"] for row in loaded]
    assert list(dict.fromkeys(order)) == [f"delegations.{name}" for name in ("region", "country", "countryname")]
    assert order == sorted(order, key=list(dict.fromkeys(order)).index)
    assert len({(row["model"], row["pk"]) for row in loaded}) == len(loaded)


def test_counts() -> None:
    assert len(rows("region")) == 30
    assert len(rows("country")) == 250
    assert list(rows("countryname")) == list(range(1, len(rows("countryname")) + 1))
    assert len(rows("countryname")) > 9000


def test_regions_are_a_tree_of_six_continents() -> None:
    tops = {code: row["name"] for code, row in rows("region").items() if row["parent"] is None}
    assert tops == CONTINENTS
    seen: set[str] = set()
    for code, row in rows("region").items():
        assert row["parent"] is None or row["parent"] in seen, "a parent must be loaded before its children"
        seen.add(code)
    assert len({row["slug"] for row in rows("region").values()}) == 30
    places = [(row["parent"], row["sort"]) for row in rows("region").values()]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("country", "region", "continent"),
    [
        ("MA", "015", "002"), ("EH", "015", "002"), ("SD", "015", "002"), ("ET", "014", "002"),
        ("TF", "014", "002"), ("IO", "014", "002"), ("CM", "017", "002"), ("ZA", "018", "002"),
        ("CV", "011", "002"), ("BS", "029", "019"), ("PA", "013", "019"), ("MX", "013", "019"),
        ("CL", "005", "019"), ("BV", "005", "019"), ("GS", "005", "019"), ("GL", "021", "019"),
        ("KZ", "143", "142"), ("KR", "030", "142"), ("TW", "030", "142"), ("MY", "035", "142"),
        ("IR", "034", "142"), ("TR", "145", "142"), ("CY", "145", "142"), ("GE", "145", "142"),
        ("PS", "145", "142"), ("RU", "151", "150"), ("NO", "154", "150"), ("JE", "154", "150"),
        ("GG", "154", "150"), ("XK", "039", "150"), ("VA", "039", "150"), ("FR", "155", "150"),
        ("HM", "053", "009"), ("CX", "053", "009"), ("FJ", "054", "009"), ("UM", "057", "009"),
        ("PF", "061", "009"), ("AQ", "010", "010"),
    ],
)  # fmt: skip
def test_country_place(country: str, region: str, continent: str) -> None:
    row = rows("country")[country]
    assert (row["region"], row["continent"]) == (region, continent)


def test_every_country_has_the_continent_of_its_region() -> None:
    parents = {row["parent"] for row in rows("region").values()}
    for code, row in rows("country").items():
        assert row["continent"] == root(row["region"]), code
        assert row["region"] not in parents, f"{code} is not in a leaf"
    sizes = Counter(row["continent"] for row in rows("country").values())
    assert sizes == {"002": 60, "019": 57, "142": 51, "150": 52, "009": 29, "010": 1}


def test_country_codes_and_slugs_are_unique_and_well_formed() -> None:
    countries = rows("country")
    for column, pattern in (("iso3", "[A-Z]{3}"), ("m49", "[0-9]{3}"), ("slug", "[a-z-]+"), ("name", ".+")):
        values = [row[column] for row in countries.values() if row[column] is not None]
        assert len(set(values)) == len(values), column
        assert all(re.fullmatch(pattern, value) for value in values), column
    assert all(re.fullmatch("[A-Z]{2}", code) for code in countries)
    assert {code for code, row in countries.items() if row["m49"] is None} == {"TW", "XK"}
    assert countries["XK"]["iso3"] == "XKX"
    assert countries["MA"]["m49"] == "504"
    assert countries["AF"]["m49"] == "004"
    assert {code for code, row in countries.items() if row["note"]} == {"TW", "XK"}


def test_names_are_unique_and_derived() -> None:
    seen = set()
    for row in rows("countryname").values():
        assert row["country"] in rows("country")
        assert row["language"] in LANGUAGES
        assert row["kind"] in KINDS
        assert row["normalised"] == normalise(row["name"]) != ""
        assert row["sort_key"] == sort_key(row["name"]) != ""
        assert is_clean(row["name"])
        assert len(row["name"]) <= 80
        seen.add((row["country"], row["language"], row["kind"], row["name"]))
    assert len(seen) == len(rows("countryname"))
    for code, row in rows("country").items():
        assert row["sort_key"] == sort_key(row["name"]), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_has_one_short_name(language: str) -> None:
    for code, row in rows("country").items():
        short = names(code, language, "short")
        assert len(short) == 1, code
        assert language != "en" or short == {row["name"]}
        assert len(names(code, language, "official")) <= 1
        assert not names(code, language, "variant") & (short | names(code, language, "official"))


def test_short_names_belong_to_one_country() -> None:
    for language in LANGUAGES:
        short = Counter(normalise(name) for code in rows("country") for name in names(code, language, "short"))
        assert [name for name, count in short.items() if count > 1] == []


@pytest.mark.parametrize("language", ["fr", "ar", "es"])
def test_states_have_adjectives_and_people_in_every_language(language: str) -> None:
    """States are told by their formal name in Arabic; some have none but the short one."""
    plain = {"AG", "BB", "BZ", "CA", "GD", "HU", "IE", "JM", "JP", "KN", "LC", "ME", "MN", "MY", "NP", "NZ"}
    plain |= {"RO", "SB", "TM", "TV", "UA", "VC", "BA", "BF", "GE"}
    states = plain | STATES_BESIDE_UN
    states |= {code for code in rows("country") if names(code, "ar", "official")} - {"HK", "MO"}
    assert len(states) == 193 + len(STATES_BESIDE_UN)
    for code in states:
        assert names(code, language, "adjective"), code
        assert names(code, language, "demonym") or code == "VA", code


def test_every_inhabited_country_has_an_english_adjective() -> None:
    assert {code for code in rows("country") if not names(code, "en", "adjective")} == UNINHABITED
    assert {c for c in rows("country") if not names(c, "en", "demonym")} == UNINHABITED | {"AQ", "SJ", "VA"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("South Korea", "KR"), ("Republic of Korea", "KR"), ("Korea, South", "KR"),
        ("República de Corea", "KR"), ("Democratic People's Republic of Korea", "KP"), ("Turkey", "TR"),
        ("Türkiye", "TR"), ("turkiye", "TR"), ("Turks", "TR"), ("Russian", "RU"),
        ("Russian Federation", "RU"), ("روسيا", "RU"), ("الاتحاد الروسي", "RU"), ("Czechia", "CZ"),
        ("Czech Republic", "CZ"), ("Allemagne", "DE"), ("Alemania", "DE"), ("ألمانيا", "DE"),
        ("المانيا", "DE"), ("Maroc", "MA"), ("المغرب", "MA"), ("المغربية", "MA"), ("مغاربة", "MA"),
        ("Marocaines", "MA"), ("marroquíes", "MA"), ("the Bahamas", "BS"), ("Bahamas", "BS"),
        ("Cote d’Ivoire", "CI"), ("COTE DIVOIRE", "CI"), ("Côte d'Ivoire", "CI"), ("Ivory Coast", "CI"),
        ("Burma", "MM"), ("Cape Verde", "CV"), ("Swaziland", "SZ"), ("Holland", "NL"), ("Dutch", "NL"),
        ("USA", "US"), ("U.S.", "US"), ("États-Unis", "US"), ("EE. UU.", "US"), ("أمريكا", "US"),
        ("UK", "GB"), ("Briton", "GB"), ("UAE", "AE"), ("Émiriens", "AE"), ("State of Palestine", "PS"),
        ("فلسطين", "PS"), ("Western Sahara", "EH"), ("Kosovar", "XK"), ("Chinese Taipei", "TW"),
        ("Taiwan, Province of China", "TW"), ("DRC", "CD"), ("Congo", "CG"), ("North Macedonia", "MK"),
        ("Eswatini", "SZ"), ("Nigerian", "NG"), ("nigériane", "NG"), ("Nigerien", "NE"),
        ("nigérien", "NE"), ("Vatican", "VA"), ("Holy See", "VA"), ("Kyrgyz", "KG"), ("Danes", "DK"),
        ("Filipina", "PH"), ("Grecque", "GR"), ("suédoise", "SE"), ("السعودية", "SA"),
        ("كوريا الجنوبية", "KR"), ("الكورية الجنوبية", "KR"), ("الجنوب أفريقية", "ZA"),
    ],
)  # fmt: skip
def test_name_finds_one_country(text: str, expected: str) -> None:
    assert countries_called()[normalise(text)] == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Congolese", {"CD", "CG"}),
        ("Dominican", {"DM", "DO"}),
        ("guineana", {"GN", "GW"}),
        ("كونغولي", {"CD", "CG"}),
    ],
)
def test_ambiguous_names_stay_ambiguous(text: str, expected: set[str]) -> None:
    assert countries_called()[normalise(text)] == expected


def test_inflection() -> None:
    assert names("MA", "fr", "adjective") == {"marocain", "marocaine", "marocains", "marocaines"}
    assert names("DE", "es", "adjective") == {"alemán", "alemana", "alemanes", "alemanas"}
    assert names("FR", "en", "demonym") == {"French", "Frenchman", "Frenchmen", "Frenchwoman", "Frenchwomen"}
    assert names("CN", "en", "demonym") == {"Chinese"}
    assert names("KR", "fr", "demonym") >= {"Sud-Coréen", "Sud-Coréennes"}
    assert names("MA", "ar", "adjective") == {"مغربي", "مغربية", "المغربي", "المغربية"}
    assert names("DZ", "ar", "demonym") >= {"جزائريون", "الجزائريين"}


def test_marrakech_countries_are_found_by_the_names_of_the_design() -> None:
    stated = "Chile, Argentina, Brazil, the Bahamas, Panama, India, Turkey, Bahrain, Kuwait, Malaysia, Yemen, "
    stated += "China, Nepal, South Korea, Norway, Ethiopia"
    found = [countries_called()[normalise(name)] for name in stated.split(", ")]
    expected = [
        "CL",
        "AR",
        "BR",
        "BS",
        "PA",
        "IN",
        "TR",
        "BH",
        "KW",
        "MY",
        "YE",
        "CN",
        "NP",
        "KR",
        "NO",
        "ET",
    ]
    assert found == [{code} for code in expected]
