"""The style sheets: colours and sizes in one place, readable in both themes, small, and right to left as well."""

import gzip
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from core import staticfiles

CSS = Path(settings.BASE_DIR) / "static" / "css"
SHEETS = sorted(CSS.glob("*.css"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\(", re.ASCII)
LENGTH = re.compile(r"(?<![\w.-])\d*\.?\d+(?:px|rem)\b")
# Measures of one place only: how wide a column or a drawn line is. Type, space, rules and radii come from the tokens.
OF_ONE_PLACE = re.compile(
    r"^(?:r|grid-template-columns|columns|stroke-width|stroke-dasharray|(?:min-|max-)?(?:inline|block)-size|flex(?:-basis)?)$"
)
PHYSICAL = re.compile(
    r"^(?:(?:margin|padding|border)-(?:left|right|top|bottom)\b.*|left|right|top|bottom|(?:min-|max-)?(?:width|height)|float"
    r"|border-(?:top|bottom)-(?:left|right)-radius)$"
)
PAIRS_OF_TEXT = [
    (text, ground)
    for text in ("ink", "ink-2", "petrol")
    for ground in ("paper", "surface", "surface-2", "accent-soft")
] + [
    ("warn", "paper"), ("warn", "warn-soft"), ("ink", "warn-soft"), ("error", "paper"), ("error", "error-soft"),
    ("ink", "error-soft"), ("accent-ink", "petrol"), ("accent-ink", "accent-hover"), ("accent-hover", "paper"),
]  # fmt: skip
PAIRS_OF_MARKS = [
    (mark, ground)
    for mark in ("line-strong", "focus", "mark", "mark-2", "scale-3", "scale-4", "scale-5")
    for ground in ("paper", "surface", "surface-2")
] + [("mark-soft", "paper"), ("line-strong", "accent-soft")]


def without_comments(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)


def declarations(sheet: Path) -> list[tuple[str, str]]:
    return re.findall(r"([\w-]+)\s*:\s*([^;{}]+)[;}]", without_comments(sheet))


def tokens() -> dict[str, tuple[str, str]]:
    """Return the colours of the light and of the dark theme, as they are without wishes for contrast."""
    text = (CSS / "tokens.css").read_text("utf-8").split("@media")[0]
    return {name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", text)}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG 2 computes it: from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_colours_are_in_the_tokens_only(sheet: Path) -> None:
    if sheet.name == "tokens.css":
        assert COLOUR.search(without_comments(sheet))
        return
    found = [(name, value) for name, value in declarations(sheet) if COLOUR.search(value)]
    assert found == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sizes_are_in_the_tokens_only(sheet: Path) -> None:
    """The conditions of media and container queries cannot read a token, and are no declarations."""
    if sheet.name in ("tokens.css", "admin-theme.css"):
        return
    text = re.sub(r"@(?:media|container)[^{]*\{", "{", without_comments(sheet))
    found = re.findall(r"([\w-]+)\s*:\s*([^;{}]+)[;}]", text)
    assert [(name, value) for name, value in found if LENGTH.search(value) and not OF_ONE_PLACE.match(name)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_rules_can_be_overruled_and_turned_round(sheet: Path) -> None:
    text = without_comments(sheet)
    assert "!important" not in text
    if sheet.name != "admin-theme.css":  # Django's own sheets go by ids
        assert re.findall(r"(?:^|[\s,>+~}(])#[a-z][\w-]*(?=[^;}]*\{)", text) == []
    physical = [(name, value) for name, value in declarations(sheet) if PHYSICAL.match(name)]
    assert physical == []
    assert not re.search(r"text-align:\s*(?:left|right)", text)


@pytest.mark.parametrize("sheet", staticfiles.SOURCES)
def test_rules_stand_in_their_layer(sheet: str) -> None:
    text = without_comments(CSS / f"{sheet}.css").strip()
    assert re.match(rf"(?:@layer [^{{;]+;\s*)?@layer {sheet} \{{", text)
    assert sheet in re.match(r"@layer ([^;]+);", without_comments(CSS / "tokens.css").strip())[1].split(", ")  # type: ignore[index]  # it matches, or the test fails


def test_every_token_that_is_used_is_defined() -> None:
    defined = set(re.findall(r"(--[\w-]+)\s*:", "".join(without_comments(sheet) for sheet in SHEETS)))
    for sheet in SHEETS:
        assert set(re.findall(r"var\((--[\w-]+)", without_comments(sheet))) <= defined, sheet.name


@pytest.mark.parametrize(("text", "ground"), PAIRS_OF_TEXT)
def test_text_can_be_read(text: str, ground: str) -> None:
    for theme in (0, 1):
        assert contrast(tokens()[text][theme], tokens()[ground][theme]) >= 4.5


@pytest.mark.parametrize(("mark", "ground"), PAIRS_OF_MARKS)
def test_marks_and_borders_can_be_seen(mark: str, ground: str) -> None:
    for theme in (0, 1):
        assert contrast(tokens()[mark][theme], tokens()[ground][theme]) >= 3


@pytest.mark.parametrize("step", range(5))
def test_classes_of_a_map_can_be_told_apart(step: int) -> None:
    """Each class is clearly stronger than the one before: darker on paper, brighter in the dark."""
    for theme in (0, 1):
        weaker, stronger = tokens()[f"scale-{step}"][theme], tokens()[f"scale-{step + 1}"][theme]
        assert contrast(weaker, stronger) >= 1.4
        assert (luminance(stronger) < luminance(weaker)) is (theme == 0)


def test_contrast_is_computed_as_by_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


# --- The one sheet ------------------------------------------------------------------------------------------


def test_one_sheet_holds_all_in_order_and_is_light() -> None:
    found = finders.find(staticfiles.NAME)
    text = Path(found).read_text("utf-8")  # type: ignore[arg-type]  # what the test gives on purpose
    places = [text.index(f"@layer {name}{{") for name in staticfiles.SOURCES]
    assert places == sorted(places)
    assert text.startswith("@layer tokens,")
    assert text.count("{") == text.count("}")
    assert len(gzip.compress(text.encode(), 9)) < 12_000


def test_scripts_are_light(settings: Any) -> None:
    ours = ("js/theme.js", "js/browse.js", "js/search.js")
    scripts = [finders.find(name) for name in (*ours, "django_htmx/htmx-2.min.js")]
    assert sum(len(gzip.compress(Path(str(script)).read_bytes(), 9)) for script in scripts) < 25_000


def test_one_sheet_is_made_anew_when_a_source_changes(tmp_path: Path, settings: Any, monkeypatch: Any) -> None:
    source = tmp_path / "tokens.css"
    source.write_text("@layer tokens { a { color: var(--ink) } } /* why */")
    monkeypatch.setattr(staticfiles, "sources", lambda: [source])
    settings.DATA_DIR = tmp_path / "var"
    finder = staticfiles.BundleFinder()
    made = Path(str(finder.find(staticfiles.NAME)))
    assert made.read_text() == "@layer tokens{a{color:var(--ink)}}\n"
    before = made.stat().st_mtime_ns
    finder.find(staticfiles.NAME)
    assert made.stat().st_mtime_ns == before
    source.write_text("@layer tokens { b { color: var(--ink) } }")

    os.utime(source, (time.time() + 10, time.time() + 10))
    finder.find(staticfiles.NAME)
    assert "b{" in made.read_text()
    assert list(made.parent.glob("*.new")) == []


def test_missing_source_is_an_error(tmp_path: Path, settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(staticfiles, "sources", lambda: [tmp_path / "gone.css"])
    settings.DATA_DIR = tmp_path
    assert [message.id for message in staticfiles.BundleFinder().check()] == ["core.E001"]
    with pytest.raises(FileNotFoundError):
        staticfiles.BundleFinder().find(staticfiles.NAME)


def test_finder_knows_nothing_else() -> None:
    finder = staticfiles.BundleFinder()
    assert finder.find("css/tokens.css") == []
    assert [name for name, _storage in finder.list(None)] == [staticfiles.NAME]


def test_one_sheet_is_collected(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "*.svg"])
    assert (tmp_path / staticfiles.NAME).read_text("utf-8").startswith("@layer tokens,")
