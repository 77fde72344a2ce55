"""The method page keeps up with the models, and says the same in every language."""

import re
from functools import cache

import pytest
from django.test import Client
from django.utils import translation

from core.dates import ACCEPTED_FORMS
from core.languages import LANGUAGES, in_language
from meetings.models import Citation, Meeting
from pages.templatetags.method import anchors, method_file

CODE = re.compile(r"`([^`\n]+)`")
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@cache
def method(language: str) -> str:
    return method_file(language).read_text(encoding="utf-8")


def labels(choices: list[tuple[str, str]], language: str) -> list[str]:
    with translation.override(language):
        return [str(label) for _value, label in choices]


def shape(text: str) -> list[str]:
    """Return what a text is made of, in order: headings by level, items of lists, rows of tables by their columns."""
    made = []
    for line in text.splitlines():
        if heading := re.match(r"#+ ", line):
            made.append(heading[0].strip())
        elif item := re.match(r"(- |\d\. )", line):
            made.append(item[0].strip())
        elif line.startswith("|"):
            made.append("|" * line.count("|"))
    return made


def values(text: str) -> list[str]:
    """Return in order what no translation may change: codes, and the cells of tables that are numbers."""
    return CODE.findall(text) + re.findall(r"(?<=\| )\d+(?= \|)", text)


def test_shape_and_values_of_a_text() -> None:
    text = "# A\n\nSay `1998~`.\n\n- one\n  more\n1. two\n\n| a | 18 |\n|---|---|\n"
    assert shape(text) == ["#", "-", "1.", "|||", "|||"]
    assert values(text) == ["1998~", "18"]


@IN_EACH_LANGUAGE
def test_method_has_the_same_sections_lists_and_tables_in_every_language(language: str) -> None:
    assert shape(method(language)) == shape(method("en"))


@IN_EACH_LANGUAGE
def test_method_gives_the_same_values_in_every_language(language: str) -> None:
    assert values(method(language)) == values(method("en"))
    references = re.compile(r"\b[AM]\d{6}\b")
    assert references.findall(method(language)) == references.findall(method("en")) != []


@IN_EACH_LANGUAGE
@pytest.mark.parametrize("example", [form.example for form in ACCEPTED_FORMS])
def test_method_names_every_accepted_form_of_date(language: str, example: str) -> None:
    assert f"`{example}`" in method(language)


@IN_EACH_LANGUAGE
@pytest.mark.parametrize("choices", [Meeting.Kind, Meeting.Attestation], ids=lambda choices: choices.__name__)
def test_method_explains_every_kind_and_attestation(language: str, choices: type[Meeting.Kind]) -> None:
    for label in labels(choices.choices, language):
        assert f"\n| {label} |" in method(language)


@IN_EACH_LANGUAGE
def test_method_explains_every_fact_a_citation_supports(language: str) -> None:
    facts = Citation.Supports.values if language == "en" else labels(Citation.Supports.choices, language)
    for fact in facts:
        assert f"\n| {fact} |" in method(language)


def test_method_begins_with_its_title_and_is_of_readable_length() -> None:
    assert method("en").startswith("# How Entente records meetings\n")
    for language in LANGUAGES:
        assert len(method(language).splitlines()) <= 380


def test_method_in_french_has_its_apostrophes_and_spaces() -> None:
    words = CODE.sub("", method("fr"))
    assert not re.search(r"'|[^\xa0] ?[;?!»]|« | :|\w:\s", words)


@pytest.mark.django_db
@IN_EACH_LANGUAGE
def test_page_of_the_method_is_in_its_language_with_the_anchors_of_all(client: Client, language: str) -> None:
    page = client.get(in_language("/about/method/", language)).content.decode()
    title = method(language).splitlines()[0].removeprefix("# ")
    assert f">{title}</h1>" in page
    assert re.findall(r'<h[123] id="([^"]+)"', page) == anchors()
    assert len(set(anchors())) == len(anchors())
    contents = re.findall(r'<li><a href="#([^"]+)">', page)
    assert contents == [anchor for anchor in anchors() if f'<h2 id="{anchor}"' in page]
    assert '<code dir="ltr">[2025-11-24..2025-11-27]</code>' in page
    assert 'lang="en"' not in page.partition("<main")[2].partition("</main>")[0]
