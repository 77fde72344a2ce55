"""Text as people type it, made comparable: for searching, for sorting, and fit to be stored.

The database cannot do this for us: the embedded PostgreSQL has neither ``unaccent`` nor ICU and collates by
code point (see the design, "Text for search"). So a searched column holds ``normalise(text)``, a sorted one
holds ``sort_key(text)``, and both are compared by code point.
"""

import re
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SORT_KEY_MAX_LENGTH: Final = 200

# What people, keyboards and transliterations use for an apostrophe, hamza or ayn. The acute accent is here
# because NFKD would make a space of it, and "Côte d´Ivoire" is a common slip.
_APOSTROPHES: Final = frozenset("'`´’‘‚‛′ʹʻʼʽʾʿˈˊˋ՚׳ꞌꞋ＇｀᾽᾿")

# Letters that have no decomposition in Unicode although readers take them for spellings of another letter.
# Keys are case-folded. Hamza above or below alef, waw and yeh decomposes, so NFKD deals with those.
_LETTERS: Final = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ĸ": "k", "ə": "e", "ƒ": "f", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ƴ": "y", "ɨ": "i", "ʉ": "u",
    "ٱ": "ا", "ة": "ه", "ى": "ي",
    # Persian and Urdu keyboards write these for the Arabic letters.
    "ی": "ي", "ے": "ي", "ک": "ك", "ہ": "ه", "ە": "ه", "ھ": "ه",
    "ـ": "",  # tatweel only stretches a word
}  # fmt: skip

# French elision stands before a vowel or h; so "d'Ivoire" is two words, and "N'Djamena" is one.
_ELISION: Final = re.compile(r"(?<!\w)([cdjlmnst]|[a-z]*qu)'(?=[aeiouyh])")
_POSSESSIVE: Final = re.compile(r"(?<=\w)'s(?!\w)")

_UNCLEAN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]",
)

# What shows nothing on a screen: the first and last code points of each run. White space, format characters
# (zero width, marks of direction), fillers of Hangul, the blank Braille cell, variation selectors, tags.
INVISIBLE: Final = (
    (0x00, 0x20), (0x7F, 0xA0), (0xAD, 0xAD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x1680, 0x1680),
    (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x206F), (0x2800, 0x2800),
    (0x3000, 0x3000), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB),
    (0xE0000, 0xE0FFF),
)  # fmt: skip
_VISIBLE: Final = re.compile("[^" + "".join(f"\\U{first:08X}-\\U{last:08X}" for first, last in INVISIBLE) + "]")


def _fold_once(text: str) -> str:
    """Apply each folding rule once; the caller repeats it, because one rule can make work for another."""
    folded: list[str] = []
    for char in text:
        if char in _APOSTROPHES:
            folded.append("'")
            continue
        for part in unicodedata.normalize("NFKD", char):
            category = unicodedata.category(part)
            if category in ("Mn", "Me") or unicodedata.combining(part):
                continue
            if part in _APOSTROPHES:
                folded.append("'")
            elif part.isspace() or category[0] in "PSZ":
                folded.append(" ")
            elif category[0] == "C":
                continue
            elif category == "Nd":
                folded.append(str(unicodedata.decimal(part)))
            else:
                folded.extend(_LETTERS.get(letter, letter) for letter in part.casefold())
    return "".join(folded)


class _FoldTable(dict[int, str]):
    """A table for ``str.translate`` that fills itself.

    Folding looks at one character at a time, never at its neighbours: this is what makes it idempotent, and
    why every character with a combining class is dropped (kept ones would be reordered by a second NFKD).
    Only the Basic Multilingual Plane is remembered, so that nobody can fill the memory of a worker from a
    search box.
    """

    def __missing__(self, code: int) -> str:
        before, folded = chr(code), _fold_once(chr(code))
        while folded != before:
            before, folded = folded, _fold_once(folded)
        if code <= 0xFFFF:
            self[code] = folded
        return folded


_FOLD: Final = _FoldTable()


def normalise(text: str) -> str:
    """Return the form by which ``text`` is searched; equal forms are the same words to a reader.

    - Accents, harakat and tatweel go, case is folded, compatibility forms become plain ones, every script's
      decimal digits become ASCII. Umlauts become the bare vowel ("Köln" is ``koln``, never ``koeln``).
    - Arabic: all alefs become ا, ة becomes ه, ى and ئ become ي, ؤ becomes و. A lone ء stays.
    - Apostrophes of all kinds: a French elision and an English possessive are two words, as in ``cote d
      ivoire``, ``l allemagne``, ``morocco s``, so that the name inside is found; anywhere else the
      apostrophe disappears (``sanaa``, ``ndjamena``, ``obrien``). Who types "cote divoire" finds the
      country because the reference data lists that spelling as a variant, not through this function.
    - Other punctuation and symbols become a space: "U.S." is ``u s``, "Guinea-Bissau" is ``guinea bissau``.
    - Control, format (bidi, zero-width), unassigned and private characters and lone surrogates go, but
      control characters that are white space (tab, newline) become a space. Spaces are single, none at the
      ends.

    Idempotent for every ``str``; the result is free of NUL and surrogates and can always be encoded as
    UTF-8. It may be empty ("!?", an emoji) and may be longer than the text: one ligature (U+FDFA) becomes
    18 characters.
    """
    folded = text.translate(_FOLD)
    if "'" in folded:
        folded = _POSSESSIVE.sub(" s", _ELISION.sub(r"\1 ", folded)).replace("'", "")
    return " ".join(folded.split())


def normalised_with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the words of ``normalise(text)`` and, for each character, from where to where it stands in ``text``.

    Spaces are as many as there were. A mark that stands on a letter belongs to the letter's place.
    """
    letters: list[str] = []
    places: list[list[int]] = []
    for at, char in enumerate(text):
        folded = char.translate(_FOLD)
        if not folded and places:
            places[-1][1] = at + 1
        for letter in folded:
            letters.append(letter)
            places.append([at, at + 1])
    folded = "".join(letters)
    if "'" in folded:
        # Where normalise() makes two words, an apostrophe becomes a space; anywhere else it goes.
        parting = {match.end() - 1 for match in _ELISION.finditer(folded)}
        parting |= {match.start() for match in _POSSESSIVE.finditer(folded)}
        kept = [at for at, letter in enumerate(folded) if letter != "'" or at in parting]
        folded = "".join(" " if folded[at] == "'" else folded[at] for at in kept)
        places = [places[at] for at in kept]
    return folded, [(start, end) for start, end in places]


def words(text: str) -> list[str]:
    """Return the words of ``normalise(text)``, in order, repeats kept; an empty list when it has none."""
    return normalise(text).split()


def sort_key(text: str) -> str:
    """Return a key whose code-point order is the order in which a reader expects to find ``text``.

    Accented letters sort with the plain one (É with E, ñ with n), case and punctuation do not count, a
    shorter name comes before its extensions ("Guinea" before "Guinea-Bissau"), Latin script before Arabic.
    Digits sort one by one ("100th" before "92nd"). A leading English "The" is ignored ("The Gambia" under
    G), and so is a leading Arabic article ال; the article is told by its bare alef, since in ألمانيا
    (Germany), with hamza, the same two letters belong to the name. At most ``SORT_KEY_MAX_LENGTH``
    characters; two texts may share a key, so order by a second column too.
    """
    key = normalise(text)
    if key.startswith("the ") and len(key) > 4:
        key = key[4:]
    elif key.startswith("ال") and len(key) > 2 and _starts_with_bare_article(text):
        key = key[2:].lstrip()
    return key[:SORT_KEY_MAX_LENGTH].rstrip()


def _starts_with_bare_article(text: str) -> bool:
    """Tell whether the first Arabic letters are alef without hamza or madda, then lam."""
    composed = unicodedata.normalize("NFC", text)
    letters = (char for char in composed if unicodedata.category(char).startswith("L") and char != "ـ")
    return next(letters, "") == "ا" and next(letters, "") == "ل"


def is_blank(text: str) -> bool:
    """Tell whether a reader sees nothing: no letter, digit or sign. The database means the same (``not_blank``)."""
    return _VISIBLE.search(text) is None


def is_clean(text: str) -> bool:
    """Tell whether ``text`` may be stored and shown: see ``validate_clean_text`` for what may not."""
    return _UNCLEAN.search(text) is None


def validate_clean_text(value: str) -> None:
    """Refuse characters that break storage or lie to the reader; a Django validator.

    Refused: NUL and lone surrogates (PostgreSQL cannot store them, and the error would be a 500), other C0
    and C1 control characters, and the bidi embeddings, overrides and isolates, which make a line read
    otherwise than it is stored ("Trojan Source", CVE-2021-42574). Allowed: tab, line feed, carriage return
    (a browser sends every line break of a text area as CR LF) and the plain marks U+200E, U+200F and
    U+061C, which honest Arabic text needs.

    Raises ``ValidationError`` (code ``unclean_text``) naming the first such character and its place.
    """
    found = _UNCLEAN.search(value)
    if found is not None:
        raise ValidationError(
            _(
                "Character %(position)s of this text is an invisible control character (%(code_point)s). "
                "Delete it, or type that part again instead of pasting it."
            ),
            code="unclean_text",
            params={"position": found.start() + 1, "code_point": f"U+{ord(found.group()):04X}"},
        )
