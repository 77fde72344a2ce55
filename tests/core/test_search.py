"""How a question is read, and where its words are marked in a text."""

import pytest

from core.marking import excerpt, marked
from core.search import Term, read
from core.text import normalise, normalised_with_places


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Morocco  SPAIN morocco", "morocco spain"),
        ('"United Kingdom" maroc', '"united kingdom" maroc'),
        ("« États-Unis »", '"etats unis"'),
        ("“Côte d’Ivoire”", '"cote d ivoire"'),
        ("Guinea-Bissau", "guinea bissau"),
        ("police -Niger", 'police -"niger"'),
        ("police −Niger", 'police -"niger"'),  # a minus sign, not a hyphen
        ('-"police nationale" x', '-"police nationale" x'),
        ("-guinea-bissau", '-"guinea bissau"'),
        ('an "open quotation', "an open quotation"),
        ("% _ ' \" - -- \\ *", ""),
        ("", ""),
        ("المغرب إسبانيا", "المغرب اسبانيا"),
    ],
)
def test_question_is_read(text: str, understood: str) -> None:
    assert str(read(text)) == understood
    assert str(read(understood)) == understood, "what was understood can be asked again"


def test_question_tells_what_is_wanted() -> None:
    question = read('b -c "d e"')
    assert question.wanted == (Term(("b",)), Term(("d", "e"), is_whole=True))
    assert question.size == 4
    assert not read("!?") and read("-a")


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ("Morocco", "MOROC", "<mark>Moroc</mark>co"),
        ("Türkiye & <b>", "turkiye b", "<mark>Türkiye</mark> &amp; &lt;<mark>b</mark>&gt;"),
        ("Côte d’Ivoire", '"cote d\'ivoire"', "<mark>Côte d’Ivoire</mark>"),
        ("N’Djamena", "ndja", "<mark>N’Dja</mark>mena"),
        ("Morocco's police", "police s", "Morocco&#x27;<mark>s</mark> <mark>police</mark>"),
        ("المملكة المَغرِبية", "المغرب", "المملكة <mark>المَغرِب</mark>ية"),
        ("Nigeria and Niger", '"niger"', "Nigeria and <mark>Niger</mark>"),
        ("Cafe\u0301 olé", "cafe ole", "<mark>Cafe\u0301</mark> <mark>olé</mark>"),
        ("nothing", "else", "nothing"),
        ("abc", "ab abc", "<mark>abc</mark>"),
        ("", "a", ""),
    ],
)
def test_words_are_marked_as_they_are_written(text: str, asked: str, shown: str) -> None:
    assert marked(text, read(asked).wanted) == shown


def test_places_belong_to_the_same_words() -> None:
    for text in ("L’Allemagne d'Ivoire's O'Brien ", "ﷺ ½ ﬁn", "a\u0301\u0301 b", "'''", "x"):
        folded, places = normalised_with_places(text)
        assert " ".join(folded.split()) == normalise(text)
        assert len(places) == len(folded)
        assert all(0 <= start < end <= len(text) for start, end in places)


def test_excerpt_is_the_part_with_the_word() -> None:
    text = "before " * 60 + "the <i>Moroccan</i> side " + "after " * 60
    shown = excerpt(text, read("moroc").wanted)
    assert shown.startswith("… before") and shown.endswith("after …")
    assert "&lt;i&gt;<mark>Moroc</mark>can&lt;/i&gt;" in shown
    assert len(shown) < 300
    assert excerpt("Morocco", read("moroc").wanted) == "<mark>Moroc</mark>co"
    assert excerpt("x" * 500 + " Morocco", read("moroc").wanted).endswith("<mark>Moroc</mark>co")
    assert excerpt(text, read("spain").wanted) == ""
