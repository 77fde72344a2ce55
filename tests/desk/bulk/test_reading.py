"""From pasted words to parties, in four languages. The names are facts; no sentence of a source is here."""

from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.bulk.people import Who
from desk.bulk.reading import Mode, Piece, read
from tests.desk.bulk.names import lexicon

# The states and bodies of the Marrakech record, in the words of its source: names only.
EUROPE = (
    "Germany, Spain, Poland, Serbia, Sweden, Denmark, the Russian Federation, Switzerland, Italy, Hungary, Bulgaria, "
    "Slovenia, Slovakia, Romania, North Macedonia, the Czech Republic, Belarus, and Montenegro"
)
AFRICA = (
    "Benin, Mauritania, Burkina Faso, Mali, Cameroon, Namibia, Rwanda, Sudan, Niger, Chad, Senegal, Gabon, Kenya, and "
    "Mozambique"
)
AMERICAS = "Chile, Argentina, Brazil, the Bahamas, and Panama"
ASIA = "India, Turkey, Bahrain, Kuwait, Malaysia, Yemen, China, Nepal, and South Korea"
COUNCIL, UNIVERSITY = "Council of Arab Interior Ministers", "Naif Arab University for Security Sciences"
PRESIDENT, SECRETARY = "President", "Secretary-General"
BODIES = f"Interpol, the United Nations, the {SECRETARY} of the {COUNCIL} and the {PRESIDENT} of {UNIVERSITY}"
ISO = """
DE ES PL RS SE DK RU CH IT HU BG SI SK RO MK CZ BY ME
BJ MR BF ML CM NA RW SD NE TD SN GA KE MZ
CL AR BR BS PA
IN TR BH KW MY YE CN NP KR
"""
CODES = ISO.split()


def pieces(text: str, mode: Mode = Mode.LIST) -> list[Piece]:
    return read(text, lexicon(), mode).pieces


def codes(text: str, mode: Mode = Mode.LIST) -> list[str]:
    """Return what each piece was taken for: a code, several with a question mark to choose from, or a dash."""
    return [
        piece.parties[0].key if piece.certain else "?".join(party.key for party in piece.parties) or "-"
        for piece in pieces(text, mode)
    ]


# --- Marrakech ----------------------------------------------------------------------------------------------


def test_states_and_bodies_of_marrakech_are_read_from_the_words_of_the_source() -> None:
    assert codes("\n".join((EUROPE, AFRICA, AMERICAS, ASIA, BODIES))) == [*CODES, "1", "2", "3", "4"]


def test_states_and_bodies_of_marrakech_are_found_in_prose() -> None:
    text = (
        f"In Europe, they spoke with people from {EUROPE} about their work.\n"
        f"In Africa, it was the turn of {AFRICA}, in a year of change.\n"
        f"The host saw those of {AMERICAS}, before talks with {ASIA}.\n"
        f"There were also {BODIES}, to whom all of us listened."
    )
    reading = read(text, lexicon(), Mode.PROSE)
    assert [piece.parties[0].key for piece in reading.pieces] == [*CODES, "1", "2", "3", "4"]
    assert all(piece.certain for piece in reading.pieces)
    assert [section.grouping for section in reading.sections] == ["Europe", "Africa", "", ""]
    assert [piece.who.head_title for piece in reading.pieces[-2:]] == ["Secretary-General", "President"]


# --- Lists in four languages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Germany, Spain, the Russian Federation and Korea, South", "DE ES RU KR"),
        ("Germany; Spain\nFrance\r\n\r\nItaly | Kenya/Mali & Chad", "DE ES FR IT KE ML TD"),
        ("Spain as well as France, along with Italy, together with Kenya", "ES FR IT KE"),
        ("the Spanish delegation, its French counterpart, Kenyan officials", "ES FR KE"),
        ("- Germany\n* Spain\n• France\n1. Italy\n2) Kenya", "DE ES FR IT KE"),
        ("Germany Spain France", "DE ES FR"),
        ("the Kingdom of Spain, the French Republic, Federal Republic of Germany", "ES FR DE"),
        ("Spain's, Norway’s and Germany's", "ES NO DE"),
        ("U.S., the U.K., USA and the UAE", "US GB US AE"),
        ("GERMANY, spain, SOUTH KOREA", "DE ES KR"),
        ("DE, FR, IN, ET, US", "DE FR IN ET US"),
        ("“Spain”, « France », 'Italy'", "ES FR IT"),
        ("Côte d'Ivoire, Cote d´Ivoire, Ivory Coast, Sao Tome and Principe", "CI CI CI ST"),
        # and inside a name
        ("Bosnia and Herzegovina, Trinidad and Tobago and Antigua and Barbuda", "BA TT AG"),
        ("Bosnia & Herzegovina and Saint Vincent and the Grenadines", "BA VC"),
        ("Australia and New Zealand", "AU NZ"),
        # the other way round
        ("Korea, Republic of; Iran, Islamic Republic of; Gambia, The", "KR IR GM"),
        ("Congo, Democratic Republic of the, Congo (Brazzaville)", "CD CG"),
        ("Sudan, South and Macedonia (North)", "SS MK"),
        ("Tanzania, United Republic of, Moldova (Republic of)", "TZ MD"),
        ("Korea, South Africa", "KR?KP ZA"),
        ("Hong Kong, China and Macao", "HK CN MO"),
        ("Hong Kong\nChina", "HK CN"),
        # broken lines
        ("Germany, the Russian\nFederation, the United Arab\nEmirates, Burkina\nFaso", "DE RU AE BF"),
        # what is near in words and another party
        ("South Sudan, Guinea-Bissau, Equatorial Guinea, Papua New Guinea, Nigeria", "SS GW GQ PG NG"),
        ("Dominican Republic, Dominica, Niger, Nigerien and Nigerian", "DO DM NE NE NG"),
        # French
        ("l'Allemagne, l’Espagne, la Fédération de Russie et les États-Unis", "DE ES RU US"),
        ("le Royaume-Uni ainsi que la Corée du Sud, du Maroc, des Pays-Bas", "GB KR MA NL"),
        ("la délégation espagnole, son homologue français et les Kényans", "ES FR KE"),
        ("Trinité-et-Tobago, Bosnie-Herzégovine et Antigua-et-Barbuda", "TT BA AG"),
        ("un représentant de la Suède", "SE"),
        # Spanish
        ("Alemania, España, la Federación de Rusia y Corea del Sur", "DE ES RU KR"),
        ("Trinidad y Tobago e Irlanda, así como el Reino Unido", "TT IE GB"),
        ("la delegación española, su homólogo francés, los Emiratos Árabes Unidos", "ES FR AE"),
        # Arabic
        ("ألمانيا، إسبانيا، روسيا وبولندا وصربيا", "DE ES RU PL RS"),
        ("البوسنة والهرسك، بالإضافة إلى كوريا الجنوبية والمغرب", "BA KR MA"),
        ("الوفد الإسباني ونظيره الفرنسي؛ وكذلك مصر", "ES FR EG"),
        ("ترينيداد وتوباغو وأنتيغوا وبربودا", "TT AG"),
        ("للسعودية وبالمغرب ولبنان", "SA MA LB"),
        # organizations
        ("INTERPOL, ICPO, l'ONU, Naciones Unidas والأمم المتحدة", "1 1 2 2 2"),
        ("UN, AIMC and the NAUSS; Interpol leadership", "2 3 4 1"),
    ],
)  # fmt: skip
def test_list_is_read(text: str, expected: str) -> None:
    assert codes(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Congo", ["CG", "CD"]),
        ("the Congo", ["CG", "CD"]),
        ("الكونغو", ["CG", "CD"]),
        ("Korea", ["KR", "KP"]),
        ("Corée", ["KR", "KP"]),
        ("Dominican", ["DM", "DO"]),
        ("Congolese", ["CD", "CG"]),
        ("guineano", ["GN", "GW"]),
        ("Virgin Islands", ["VG", "VI"]),
    ],
)
def test_name_of_several_offers_them_and_takes_none(text: str, expected: list[str]) -> None:
    (piece,) = pieces(text)
    assert not piece.certain
    assert [party.key for party in piece.parties] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Guinea", ["GN", "GQ", "GW", "PG"]), ("Sudan", ["SD", "SS"]), ("Samoa", ["WS", "AS"]), ("Korean", ["KR", "KP"])],
)
def test_short_name_inside_others_is_taken_and_the_others_offered(text: str, expected: list[str]) -> None:
    (piece,) = pieces(text)
    assert piece.certain
    assert [party.key for party in piece.parties] == expected


def test_brackets_say_which_of_several_is_meant() -> None:
    assert codes("Congo (DRC), the Congo (Kinshasa), Korea (South Korea)") == ["CD", "CD", "KR"]


def test_piece_that_names_nothing_is_kept_in_its_place() -> None:
    assert codes("Germny, Spain, Wakanda, Latin America") == ["-", "ES", "-", "-"]
    assert [piece.text for piece in pieces("Germny, Spain and our friends from Wakanda")] == [
        "Germny",
        "Spain",
        "our friends from Wakanda",
    ]


@pytest.mark.parametrize("text", ["", "  \n ", ", and, ;", "the", "— ( ) –", "et, de la, و", "12, 13", "😀"])
def test_nothing_is_read_from_nothing(text: str) -> None:
    assert pieces(text) == []


def test_pieces_are_where_they_were_in_the_text() -> None:
    text = "  Norway (Norwegian National Police),\n\tl’Espagne  et\u00a0Corée du Sud"
    for piece in pieces(text):
        assert " ".join(text[piece.start : piece.end].split()) == piece.text


# --- Who came -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "who"),
    [
        ("Norway (Norwegian National Police)", "NO", Who("Norwegian National Police")),
        ("Norway – Norwegian National Police", "NO", Who("Norwegian National Police")),
        ("Norway: National Police", "NO", Who("National Police")),
        ("the Norwegian National Police", "NO", Who("Norwegian National Police")),
        ("la police nationale norvégienne", "NO", Who("police nationale norvégienne")),
        ("la Policía Nacional noruega", "NO", Who("Policía Nacional noruega")),
        ("الشرطة الوطنية النرويجية", "NO", Who("الشرطة الوطنية النرويجية")),
        ("Spain — Guardia Civil, Jane Doe, Director", "ES", Who("Guardia Civil", "Jane Doe", "Director")),
        ("Denmark (Danish Police; Jane Doe, Head of Unit)", "DK", Who("Danish Police", "Jane Doe", "Head of Unit")),
        ("the Director of the Spanish National Police", "ES", Who("Spanish National Police", "", "Director")),
        (f"the President of {UNIVERSITY}", "4", Who(head_title="President")),
        ("le ministre de la France", "FR", Who(head_title="ministre")),
        ("الأمين العام لمجلس وزراء الداخلية العرب", "3", Who(head_title="الأمين العام")),
        ("those who met with Spain", "ES", Who(ignored="those who met")),
        ("Germny (Federal Police)", "-", Who("Federal Police")),
        ("Federal Police (Germany)", "DE", Who("Federal Police")),
    ],
)  # fmt: skip
def test_who_came_is_read_beside_the_name(text: str, code: str, who: Who) -> None:
    assert codes(text) == [code]
    assert pieces(text)[0].who == who


def test_comma_after_a_dash_ends_the_item_where_another_party_follows() -> None:
    assert codes("Norway – Norwegian Police, Sweden and Denmark") == ["NO", "SE", "DK"]


def test_text_that_cannot_be_stored_is_no_institution() -> None:
    assert pieces("Norway (National\u202e Police)")[0].who.institution == ""
    assert pieces(f"Norway ({'very ' * 60}long police)")[0].who.institution == ""


# --- Sections -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Germany\nSpain\nFrance", [("", 3)]),
        ("Germany, Spain\nFrance, Italy", [("", 2), ("", 2)]),
        ("Germany, Spain,\nFrance, Italy and\nKenya, Mali", [("", 6)]),
        ("Germany\nSpain\n\nFrance\nItaly", [("", 2), ("", 2)]),
        ("Europe: Germany, Spain\nAfrica:\nKenya\nMali", [("Europe", 2), ("Africa", 2)]),
        ("Europe (2 states): Germany, Spain", [("Europe (2 states)", 2)]),
        ("Asie : Inde et Chine", [("Asie", 2)]),
        ("أفريقيا: كينيا، مالي", [("أفريقيا", 2)]),
        ("In Europe, Germany and Spain", [("Europe", 2)]),
        ("Norway: National Police\nSpain: Guardia Civil", [("", 2)]),
    ],
)
def test_sections_are_told_apart(text: str, expected: list[tuple[str, int]]) -> None:
    reading = read(text, lexicon())
    found = [
        (section.grouping, sum(piece.section == number for piece in reading.pieces))
        for number, section in enumerate(reading.sections)
    ]
    assert found == expected


# --- Prose --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They polish their plans with us, un par un, in Latin America and the Indian Ocean.", ""),
        ("The Polish side and the US met Poles.", "PL US PL"),
        ("La délégation espagnole a rencontré le ministre du Maroc.", "ES MA"),
        ("A later one, with the Ethiopian Federal Police, is about training.", "ET"),
        ("It met Germany, Spayn, Poland and others.", "DE - PL"),
        ("Elsewhere in South America, Brazil said no.", "BR"),
        ("التقى الوفد بمسؤولين من ألمانيا وإسبانيا والسودان.", "DE ES SD"),
    ],
)
def test_names_are_found_in_prose(text: str, expected: str) -> None:
    assert codes(text, Mode.PROSE) == expected.split()


def test_institution_in_prose_is_the_run_of_capital_words() -> None:
    (piece,) = pieces("one with the Norwegian National Police to enhance what they do", Mode.PROSE)
    assert piece.who == Who("Norwegian National Police")
    (piece,) = pieces("el jefe de la Policía Nacional noruega habló", Mode.PROSE)
    assert piece.who == Who("Policía Nacional noruega", head_title="jefe")


def test_first_mention_in_prose_knows_what_a_later_one_says() -> None:
    first, second = pieces("with the United Nations, whose head of the UN spoke", Mode.PROSE)
    assert first.party == second.party
    assert first.who.head_title == "head"


# --- Anything -----------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["Germany", "Korea", "South", "the", "and", "et", "و", "والسودان", "Congo", "(", ")", "–", "-", ",", "،", ";", "\n",
     "\n\n", ":", "In Europe,", "Police", "Director", "of", "l'", "US", "un", "..", "&", "/", "\u202e", "\x00",
     "\ud800", "’s", "1.", "Nations", "United", "ﷺ", "e\u0301"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)), st.sampled_from(Mode))
def test_any_text_is_read_in_order_and_nothing_outside_it(text: str, mode: Mode) -> None:
    reading = read(text, lexicon(), mode)
    for piece in reading.pieces:
        assert 0 <= piece.start < piece.end <= len(text)
        assert piece.text.strip()
        assert 0 <= piece.section < len(reading.sections)
        for stated in (piece.who.institution, piece.who.head, piece.who.head_title):
            stated.encode()
            assert "\x00" not in stated
    assert all(one.end <= other.start for one, other in pairwise(reading.pieces))
    assert reading == read(text, lexicon(), mode)


def test_long_text_is_read_in_a_moment() -> None:
    assert len(pieces(", ".join([EUROPE] * 100))) == 1800


# --- The article itself, which is no part of the project ---------------------------------------------------------

ARTICLE = Path(django_settings.BASE_DIR).parent / "shared" / "source" / "interpol-marrakech.txt"
# Paragraph: how many of those met it names.
NAMED = {4: 18, 5: 14, 6: 14, 7: 2, 8: 2}


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not here: it is no part of the project")
def test_article_names_46_states_and_4_bodies_in_its_own_words() -> None:
    lines, found = ARTICLE.read_text(encoding="utf-8").splitlines(), []
    for paragraph, expected in NAMED.items():
        pieces = read(lines[paragraph - 1], lexicon(), Mode.PROSE).pieces
        assert all(piece.party for piece in pieces), paragraph
        # Once each, and without the principal, which paragraph 7 names as well.
        parties = [party for party in dict.fromkeys(piece.party for piece in pieces) if party and party.key != "MA"]
        assert len(parties) == expected, paragraph
        found += parties
    assert [party.key for party in found if party.kind == "c"] == CODES
    assert len({party for party in found if party.kind == "o"}) == 4
