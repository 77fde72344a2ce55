"""From a paste or a file to a stored article: once for each text, and a sentence for what cannot be read."""

import io
import zlib

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from intake.documents import LARGEST_FILE, MIB, Document, Unreadable, of_file, pasted
from intake.models import LONGEST_TEXT, Article
from intake.reading.gazetteer import of_fixtures
from intake.services.storing import store
from tests.intake.pdfs import pdf

WORDS = "The Kenyan minister met his Ugandan counterpart on Tuesday."


def refusal(name, data):
    with pytest.raises(Unreadable) as refused:
        of_file(name, data)
    return str(refused.value)


# --- Files ------------------------------------------------------------------------------------------------------


def test_text_of_a_pdf_is_read_in_a_child_process():
    document = of_file("report.pdf", pdf("The Kenyan minister met", "his Ugandan counterpart."))
    assert document.text.split() == ["The", "Kenyan", "minister", "met", "his", "Ugandan", "counterpart."]


def test_pdf_is_known_by_what_is_in_it_and_not_by_its_name():
    assert "Kenyan" in of_file("report.txt", pdf("The Kenyan minister")).text
    assert refusal("report.pdf", b"no PDF at all") == "This file is called a PDF and is none."


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf("Half of it")[:-40], "only a part"),
        (pdf("Secret", extra=b"/Encrypt 6 0 R"), "password"),
        (pdf(), "no text in this PDF"),
        (b"%PDF-1.7 " + b"\xff" * 4000 + b"%%EOF", "cannot be read"),
    ],
    ids=["half", "encrypted", "pictures", "garbage"],
)
def test_pdf_that_cannot_be_read_gets_a_sentence(data, says):
    assert says in refusal("a.pdf", data)


def test_bomb_of_a_pdf_dies_alone(monkeypatch):
    monkeypatch.setattr("intake.documents.MOST_MEMORY", 110 * MIB)
    bomb = zlib.compress(zlib.compress(b"(a) Tj " * 5_000_000))
    assert len(bomb) < 1000
    said = refusal("a.pdf", pdf(stream=bomb, filters=b"[/FlateDecode /FlateDecode]"))
    assert "too much room" in said or "cannot be read" in said


def test_pdf_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr("intake.documents.MOST_WAIT_S", 0.01)
    assert "too much room" in refusal("a.pdf", pdf(WORDS))


def test_pdf_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr("intake.documents.MOST_PAGES", 1)
    assert "more than 1 pages" in refusal("a.pdf", pdf("One", pages=2))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no text in it"),
        (b" \n\xe2\x80\x8b", "no text in it"),
        (b"PK\x03\x04\x00\x00", "no text in UTF-8"),
        ("Réunion".encode("cp1252"), "no text in UTF-8"),
        (b"a" * (LARGEST_FILE + 1), "larger than 10 MiB"),
        (b"a" * (LONGEST_TEXT + 1), "more than 1,000,000 characters"),
    ],
    ids=["nothing", "blank", "archive", "cp1252", "10 MB", "long"],
)
def test_file_that_is_no_article_gets_a_sentence(data, says):
    assert says in refusal("a.txt", data)


def test_page_in_the_letters_that_it_declares_is_read():
    page = '<html><head><meta charset="windows-1256"></head><p>التقى الوزير نظيره الكويتي</p></html>'
    assert of_file("a.html", page.encode("cp1256")).text == "التقى الوزير نظيره الكويتي"
    assert of_file("a.txt", "Réunion".encode("utf-16")).text == "Réunion"


def test_controls_go_and_overrides_stay_to_be_shown():
    assert pasted("a\x0cb\r\nc\u202ed\x00\ud800").text == "ab\nc\u202ed"


# --- Storing ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_article_is_stored_with_what_was_understood_and_held_by_who_brought_it():
    editor = User.objects.create_user("editor")
    document = Document(WORDS, title="Talks", published="2025-11-28")
    article, is_new = store(document, editor, of_fixtures(), said={"publisher": "A newspaper"})
    assert is_new
    assert (article.title, article.publisher, article.language) == ("Talks", "A newspaper", "en")
    assert (article.entered_by, article.holder) == (editor, editor)
    assert [found["party"]["code"] for found in article.reading["counterparts"]] == ["UGA"]
    assert [date["edtf"] for date in article.reading["dates"]] == ["2025-11-25"]


@pytest.mark.django_db
def test_same_text_leads_to_the_first_article():
    first, _new = store(Document(WORDS), None, of_fixtures())
    again, is_new = store(Document(WORDS, title="Another"), User.objects.create_user("b"), of_fixtures())
    assert (again.pk, is_new, again.holder) == (first.pk, False, None)
    assert first.title == "Untitled"


@pytest.mark.django_db
def test_title_is_a_headline_and_no_sentence_of_the_text():
    for text, title in (
        ("\n\u202eThe \u2066report\nof the day", "The report"),
        ("They met.\nAnd left.", "Untitled"),
        ("x" * 151, "Untitled"),
    ):
        assert store(Document(text), None, of_fixtures())[0].title == title


# --- The command ------------------------------------------------------------------------------------------------


def run(*arguments):
    out = io.StringIO()
    call_command("intake", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.django_db
def test_command_stores_files_and_says_what_was_there_already(tmp_path):
    text, again = tmp_path / "talks.txt", tmp_path / "again.txt"
    for path in (text, again):
        path.write_text(WORDS)
    said = run(text, again, "--publisher", "A newspaper")
    article = Article.objects.get()
    assert (article.title, article.publisher, article.holder) == ("talks", "A newspaper", None)
    assert f"talks.txt: stored as article {article.pk}" in said
    assert f"again.txt: there already as article {article.pk}" in said


@pytest.mark.django_db
def test_command_stores_nothing_of_a_dry_run_and_goes_on_after_a_bad_file(tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text(WORDS)
    bad.write_bytes(b"%PDF-1.7 half")
    run(good, "--dry-run")
    assert not Article.objects.exists()
    with pytest.raises(CommandError, match="1 of the files"):
        run(bad, good)
    assert Article.objects.get().text == WORDS


def test_json_is_printed_of_a_dry_run_only(tmp_path):
    with pytest.raises(CommandError, match="--dry-run"):
        run(tmp_path / "a.txt", "--json")
