"""``manage.py intake``: what it prints is what its schema says."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from intake.scoring import CORPUS
from tests.factories import country

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "intake-schema.json").read_text("utf-8"))
ARTICLE = CORPUS / "develop" / "en-01.txt"


def understood(*arguments: str) -> list[dict]:
    out = io.StringIO()
    call_command("intake", *map(str, arguments), "--dry-run", "--json", stdout=out)
    return json.loads(out.getvalue())


def against(schema: dict, value: object, where: str = "$") -> list[str]:
    """Return what speaks against ``value``, by the few words of JSON Schema that ours uses."""
    if "$ref" in schema:
        return against(SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]], value, where)
    if "anyOf" in schema:
        tried = [against(option, value, where) for option in schema["anyOf"]]
        return [] if [] in tried else tried[-1]
    types = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    if "type" in schema and not isinstance(value, types[schema["type"]]):
        return [f"{where}: {value!r} is no {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where}: {value!r} is not listed"]
    wrong = []
    if isinstance(value, dict):
        wrong += [f"{where}: {name} is missing" for name in set(schema.get("required", ())) - set(value)]
        wrong += [f"{where}: {name} is not described" for name in set(value) - set(schema.get("properties", value))]
        for name, inner in schema.get("properties", {}).items():
            wrong += against(inner, value[name], f"{where}.{name}") if name in value else []
    if isinstance(value, list) and "items" in schema:
        for number, inner in enumerate(value):
            wrong += against(schema["items"], inner, f"{where}[{number}]")
    return wrong


def test_output_is_as_the_schema_says():
    found = understood("--fixtures", *sorted(CORPUS.glob("*/*.txt")))
    assert len(found) >= 60
    assert against(SCHEMA, found) == []


def test_page_of_html_is_read_by_its_article_and_day(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><meta property="article:published_time" content="2025-11-28T08:00"><nav>France</nav>'
        "<p>The Kenyan minister met his Ugandan counterpart on Tuesday.</p>"
    )
    (found,) = understood("--fixtures", page)
    assert [party["party"]["code"] for party in found["counterparts"]] == ["UGA"]
    assert [date["edtf"] for date in found["dates"]] == ["2025-11-25"]


@pytest.mark.django_db
def test_name_that_an_editor_added_is_understood(tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("The minister met the interior minister of Zembla on Tuesday.")
    country("KE").names.create(language="en", kind="variant", name="Zembla")
    (found,) = understood(text)
    assert [(party["party"]["code"], party["standing"]) for party in found["counterparts"]] == [("KEN", "held")]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--published", "last week", ARTICLE], "last week"),
        (["--extractor", "no.such.thing", ARTICLE], "no"),
        (["missing.txt"], "1"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, says):
    with pytest.raises(CommandError, match=says):
        call_command(
            "intake", "--fixtures", "--dry-run", *map(str, arguments), stdout=io.StringIO(), stderr=io.StringIO()
        )


def test_broken_pdf_is_refused(tmp_path):
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"%PDF-1.7 \x00\xff")
    with pytest.raises(CommandError):
        call_command("intake", "--fixtures", "--dry-run", str(pdf), stdout=io.StringIO(), stderr=io.StringIO())


def test_another_extractor_can_be_named():
    (found,) = understood("--fixtures", "--extractor", "tests.intake.test_command.understands_nothing", ARTICLE)
    assert found["counterparts"] == []


def understands_nothing(text, gazetteer, *, published="", language=""):
    from intake.reading.findings import Reading

    return Reading("0" * 64, "en", published)
