"""Everything that a reader or an editor is told is said in all three languages."""

import importlib.util
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.utils.translation import gettext, ngettext, override

from core.checks import messages_are_compiled

PROJECT = Path(__file__).resolve().parents[1]


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages_script", PROJECT / "scripts" / "messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = load()


@pytest.fixture(scope="module")
def found() -> list:
    return [*messages.found_in_code(), *messages.found_in_templates()]


# --- Catalogues -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_string_is_translated(language: str, found: list) -> None:
    assert messages.check(language, found) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_catalogue_holds_nothing_that_is_no_longer_said(language: str, found: list) -> None:
    wanted = {(row.id, row.context) for row in messages.catalog_of(found)}
    assert [row.id for row in messages.read(language) if (row.id, row.context) not in wanted] == []


def test_languages_of_the_script_are_those_of_the_site() -> None:
    assert {"en", *messages.LANGUAGES} == {code for code, _name in settings.LANGUAGES}


def test_much_is_found(found: list) -> None:
    """An extraction that finds nothing would find everything translated."""
    files = {name for name, *_ in found}
    assert len(found) > 600
    assert {"meetings/wording.py", "core/dates.py", "templates/base.html", "meetings/admin/meetings.py"} <= files


def test_found_in_a_template() -> None:
    text = (
        '  {% translate "One" %}\n{% translate "May" context "month" as m %}{{ x|default:_("Two") }}\n'
        " {% blocktranslate trimmed count n=n %}\n  {{ n }} record\n  {% plural %}\n  {{ n }} records\n"
        '{% endblocktranslate %} <p title="{% trans "Three" %}">it\'s'
    )
    got = [(text, context) for _file, text, context, _ in messages.found_in_template(PROJECT / "x.html", text)]
    plural = ("%(n)s record", "%(n)s records")
    assert got == [("One", None), ("May", "month"), ("Two", None), (plural, None), ("Three", None)]


def translated(text: str | tuple[str, str], string: str | tuple[str, ...], language: str = "ar") -> list[str]:
    catalog = Catalog(locale=language)
    catalog.add(text, string)
    return list(messages._differences(catalog.get(text if isinstance(text, str) else text[0]), catalog.num_plurals))


def test_differences_between_a_text_and_its_translation() -> None:
    assert translated("of %(n)s and %(m)s", "%(m)s %(n)s") == []
    assert "leaves out m" in translated("of %(n)s and %(m)s", "%(n)s")
    assert "asks for k, which is not given" in translated("of %(n)s", "%(n)s %(k)s")
    assert "has other tags" in translated("a <b>b</b>", "a b")
    assert translated(("%(n)s day", "%(n)s days"), ("0", "1", "2", "%(n)s", "%(n)s", "%(n)s")) == []
    assert "has 2 plural forms, not 6" in translated(("%(n)s day", "%(n)s days"), ("%(n)s", "%(n)s"))


@pytest.mark.parametrize(
    ("language", "numbers"), [("fr", {0: 0, 1: 0, 2: 1}), ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 11: 4, 100: 5})]
)
def test_plurals_follow_the_language(language: str, numbers: dict[int, int]) -> None:
    row = messages.read(language).get("%(n)s meeting")
    with override(language):
        for number, form in numbers.items():
            assert ngettext("%(n)s meeting", "%(n)s meetings", number) == row.string[form]


def test_compiled_messages_are_read() -> None:
    with override("fr"):
        assert gettext("What nobody translates") == "What nobody translates"
        assert gettext("Countries") == "Pays"
    with override("ar"):
        assert gettext("Countries") == "البلدان"


# --- Compiling ------------------------------------------------------------------------------------------


def test_compile_makes_what_is_absent_or_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in messages.LANGUAGES:
        target = tmp_path / language / "LC_MESSAGES" / "django.po"
        target.parent.mkdir(parents=True)
        target.write_bytes(messages.path_of(language).read_bytes())
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    settings_before = settings.LOCALE_PATHS
    monkeypatch.setattr(settings, "LOCALE_PATHS", [tmp_path])
    assert messages_are_compiled(None)[0].msg.endswith("ar, fr.")
    assert messages.main("compile") == 0
    assert messages_are_compiled(None) == []
    made = tmp_path / "fr" / "LC_MESSAGES" / "django.mo"
    first = made.stat().st_mtime_ns
    assert messages.main("compile") == 0
    assert made.stat().st_mtime_ns == first
    os.utime(made, (1, 1))
    assert "fr" in messages_are_compiled(None)[0].msg
    messages.main("compile")
    assert made.stat().st_mtime > 1
    assert settings_before != [tmp_path]


# --- Templates ------------------------------------------------------------------------------------------

TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
COMMENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
# Django's admin asks for the classes of a page in blocks of their own: not words of it.
CLASSES = re.compile(r"{% block (coltype|bodyclass) %}.*?{% endblock(?: \1)? %}", re.DOTALL)
LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN = {"title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription", "summary"}
# Names and codes are the same in every language.
SAME_EVERYWHERE = {
    "Entente", "EDTF", "ISO", "UN", "M49", "BibTeX", "RIS", "CSV", "JSON", "ORCID", "Wikidata", "SHA", "MoU",
    "CC", "BY",
}  # fmt: skip
# Pages of the editors' own, about the site's own parts.
# For those who build the site, or a program on its data: English only.
NOT_FOR_READERS = {"pages/styleguide.html", "api/docs.html"}


class Spoken(HTMLParser):
    """Collects the text that a reader sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style", "code")
        values = dict(attrs)
        self.found += [value for name, value in attrs if name in SPOKEN and value]
        if tag == "meta" and values.get("name") in ("description", "twitter:title") and values.get("content"):
            self.found.append(str(values["content"]))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style", "code")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def unmarked(text: str) -> list[str]:
    """Return the words of a template that no translator will ever see."""
    for pattern in (COMMENT, TRANSLATED, CLASSES, TAG):
        text = pattern.sub(" ", text)
    parser = Spoken()
    parser.feed(text)
    parser.close()
    words = [word for piece in parser.found for word in LETTERS.findall(piece)]
    return [word for word in words if word not in SAME_EVERYWHERE]


def templates() -> Iterator[str]:
    root = PROJECT / "templates"
    yield from (path.relative_to(root).as_posix() for path in sorted(root.rglob("*.html")))


@pytest.mark.parametrize("name", list(templates()))
def test_text_of_templates_is_marked_for_translation(name: str) -> None:
    if name in NOT_FOR_READERS:
        pytest.skip("English only, for those who build something")
    assert unmarked((PROJECT / "templates" / name).read_text(encoding="utf-8")) == []


def test_what_unmarked_would_find() -> None:
    assert unmarked('<p>Some {{ x }}</p><a title="More">{% translate "x" %}</a>') == ["Some", "More"]
    assert unmarked('{% blocktranslate %}Some{% endblocktranslate %}{# no #}<p class="a">{% url "x" %} · 3</p>') == []


@pytest.mark.parametrize("name", list(templates()))
def test_templates_name_parties_in_the_language_of_the_page(name: str) -> None:
    """``party.name`` is what is stored, in English; ``party|name_of`` is what a reader is shown."""
    text = (PROJECT / "templates" / name).read_text(encoding="utf-8")
    assert re.findall(r"\b(?:\w+\.)*(?:party|country|place_country)\.name\b", text) == []


LITERAL_MARK = re.compile(r"(?:}}|%}|</\w+>)[,:;][ <]")


@pytest.mark.parametrize("name", [name for name in templates() if not name.startswith("admin/")])
def test_marks_between_words_are_those_of_the_language(name: str) -> None:
    """``{% mark ":" %}``, and no colon of English after what is put into a page."""
    if name in NOT_FOR_READERS:
        pytest.skip("English only, for those who build something")
    text = TRANSLATED.sub(" ", (PROJECT / "templates" / name).read_text(encoding="utf-8"))
    assert LITERAL_MARK.findall(text) == []


# --- How a language is written --------------------------------------------------------------------------

# What stands in a translation and is no word of it: names of values, markup, codes and dates in EDTF.
NO_WORDS = re.compile(r"%\(\w+\)[sd]|%%|<[^>]*>|https?://|\[?[\d.]+-[\d\-,./\[\]]+|\d{4}/|«.{1,3}»")
WRONG = {
    # An apostrophe that is none; a high mark without its no-break space, or with one that breaks.
    "fr": re.compile(r"'|[^\xa0\s(.][;?!»]|\s(?<!\xa0)[:;?!»]|\w:\s|«(?!\xa0)"),
    # Marks and digits of another script, a lengthened letter, the alef before its ending.
    "ar": re.compile("[,;?]|\u0640(?![%\\s]|X)|[\u0660-\u0669]|\u064b\u0627|ءاً"),
}


@pytest.mark.parametrize("language", WRONG)
def test_translations_are_written_as_the_language_is(language: str) -> None:
    catalogue = messages.read(language)
    texts = [
        text for row in catalogue if row.id for text in ([row.string] if isinstance(row.string, str) else row.string)
    ]
    assert [text for text in texts if WRONG[language].search(NO_WORDS.sub("X", text))] == []


def test_what_is_written_wrong_would_be_found() -> None:
    assert WRONG["fr"].search("l'avis") and WRONG["fr"].search("Où ?") and WRONG["fr"].search("« a »")
    assert not WRONG["fr"].search("l’avis\xa0: où\xa0?")
    assert WRONG["ar"].search("لقاءاً") and WRONG["ar"].search("كيف?") and not WRONG["ar"].search("لقاءً، كيف؟")
