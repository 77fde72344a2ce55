"""What the register says, in its languages: ``messages.py compile | extract | check``.

``compile`` writes the .mo files that Django reads, where a .po is newer: at install, and after each change of a
translation. ``extract`` takes the strings of the code and the templates into the .po files. ``check`` says what is not
translated. Babel does all of it, so that no gettext programs are needed; the templates are first made into Python by
Django's own ``templatize``, so that trimmed blocks, contexts and plurals are seen as Django will ask for them.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parent.parent
LOCALE = PROJECT / "locale"
LANGUAGES = ("fr", "ar")
CODE = ("accounts", "api", "config", "core", "delegations", "desk", "intake", "meetings", "opendata", "pages")
WIDTH = 120
# Which arguments of a function are the text and its plural, and whether the first is a context.
KEYWORDS: dict[str, tuple[int, bool]] = {
    name: plan
    for plain, plan in {
        "gettext": (1, False),
        "ngettext": (2, False),
        "pgettext": (1, True),
        "npgettext": (2, True),
    }.items()
    for name in (plain, f"{plain}_lazy", f"{plain}_noop")
} | {"_": (1, False)}
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?([sdifr%])")
HTML = re.compile(r"</?(\w+)")

Id = str | tuple[str, str]
Found = tuple[str, Id, str | None, list[str]]  # file, text (and plural), context, comments for translators


def main(command: str) -> int:
    if command == "compile":
        return compile_catalogs()
    # Django is needed to read templates, but none of its settings.
    found = list(found_in_code()) + list(found_in_templates())
    if command == "extract":
        return extract(found)
    if command == "check":
        problems = [problem for language in LANGUAGES for problem in check(language, found)]
        print("\n".join(problems) or "Everything is translated.")
        return 1 if problems else 0
    print(__doc__)
    return 2


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def compile_catalogs() -> int:
    for language in LANGUAGES:
        source = path_of(language)
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        # Aside and then in its place: a server that starts meanwhile reads all of it or the old one.
        new = target.with_suffix(".mo.new")
        with new.open("wb") as file:
            write_mo(file, read(language))
        new.replace(target)
    return 0


# --- Finding ----------------------------------------------------------------------------------------
def found_in_code() -> Iterator[Found]:
    for folder in CODE:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _found(path, path.read_text(encoding="utf-8"))


def found_in_templates() -> Iterator[Found]:
    for path in sorted((PROJECT / "templates").rglob("*.html")):
        yield from found_in_template(path, path.read_text(encoding="utf-8"))


def found_in_template(path: Path, text: str) -> Iterator[Found]:
    # Imported here: compiling must work where Django is not set up, and quickly.
    from django.utils.translation.template import templatize

    # Indentation means something in Python and nothing in a template.
    code = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    yield from _found(path, code)


def _found(path: Path, code: str) -> Iterator[Found]:
    file = io.BytesIO(code.encode())
    name = path.relative_to(PROJECT).as_posix() if path.is_relative_to(PROJECT) else path.name
    # Any: what Babel's stubs say of it is not what it gives.
    found: Any = extract_python(file, dict.fromkeys(KEYWORDS), ["Translators:"], {})
    for _line, function, given, comments in found:
        if given is None:
            # A text that is looked up by a variable is marked where it is written, by gettext_noop.
            continue
        arguments = [str(text) if text else "" for text in ([given] if isinstance(given, str) else given)]
        wanted, has_context = KEYWORDS[function]
        context = arguments.pop(0) if has_context else None
        texts = arguments[:wanted]
        if len(texts) == wanted and all(texts):
            yield name, (texts[0], texts[1]) if wanted == 2 else texts[0], context, comments


def catalog_of(found: list[Found]) -> Catalog:
    """Put what was found into one catalogue. The same words with and without a plural are one message."""
    catalog = Catalog()
    plurals = {(text[0], context) for _name, text, context, _ in found if isinstance(text, tuple)}
    for name, text, context, comments in found:
        if isinstance(text, str) and (text, context) in plurals:
            continue
        catalog.add(text, locations=[(name, 0)], context=context, auto_comments=list(dict.fromkeys(comments)))
    return catalog


def extract(found: list[Found]) -> int:
    wanted = catalog_of(found)
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(wanted, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        for message in catalog:
            message.locations = sorted(set(message.locations))
        written = io.BytesIO()
        write_po(written, catalog, width=WIDTH, omit_header=True, sort_by_file=True, include_lineno=False)
        # What stands above the first message is ours: the glossary, indented, and no dates that change each time.
        head, _blank, _messages = path_of(language).read_text(encoding="utf-8").partition("\n\n")
        path_of(language).write_text(head + "\n\n" + written.getvalue().decode().strip("\n") + "\n", encoding="utf-8")
        print(f"{language}: {len(catalog)} strings, {sum(not _is_done(row) for row in catalog if row.id)} to translate")
    return 0


# --- Checking ---------------------------------------------------------------------------------------
def check(language: str, found: list[Found] | None = None) -> list[str]:
    """Return a line for each string that is not translated, or translated with other placeholders or tags."""
    catalog = read(language)
    wanted = catalog_of(found if found is not None else [*found_in_code(), *found_in_templates()])
    problems = []
    for message in wanted:
        if not message.id:
            continue
        name = f"{language}: {_first(message)!r} ({message.locations[0][0]})"
        mine = catalog.get(message.id, message.context)
        if mine is None:
            problems.append(f"{name} is not in the catalogue")
        elif mine.fuzzy:
            problems.append(f"{name} is fuzzy")
        elif not _is_done(mine):
            problems.append(f"{name} is not translated")
        else:
            problems += [f"{name} {problem}" for problem in _differences(mine, catalog.num_plurals)]
    return problems


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_done(message: Message) -> bool:
    return bool(_texts(message.string)) and all(_texts(message.string))


def _texts(text: object) -> list[str]:
    """Return a text, or all its plural forms, as a list."""
    if isinstance(text, str):
        return [text]
    return [str(form or "") for form in text] if isinstance(text, list | tuple) else []


def _differences(message: Message, plurals: int) -> Iterator[str]:
    texts, wanted = _texts(message.string), _texts(message.id)
    if len(wanted) == 2 and len(texts) != plurals:
        yield f"has {len(texts)} plural forms, not {plurals}"
    names = {name for text in wanted for name in placeholders(text)}
    needed = set.intersection(*(set(placeholders(text)) for text in wanted))
    for text in texts:
        mine = set(placeholders(text))
        if not mine <= names:
            yield f"asks for {', '.join(sorted(mine - names))}, which is not given"
        # A form for one or two may say so in a word ("لقاءان") in place of the number.
        missing = needed - mine - ({"n", "count", "shown", "inside"} if len(texts) > 1 else set())
        if missing:
            yield f"leaves out {', '.join(sorted(missing))}"
        if sorted(HTML.findall(text)) not in [sorted(HTML.findall(each)) for each in wanted]:
            yield "has other tags"


def placeholders(text: str) -> list[str]:
    return [name or sign for name, sign in PLACEHOLDER.findall(text) if name or sign != "%"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
