"""What a person asks for in words: how it is read, and how the database matches it.

A question is read once (``read``) and means the same in every list and on the page of the search:

- a word finds what has a word that begins with it: ``moroc`` finds Morocco;
- ``"united kingdom"``, in quotes, finds these whole words one behind the other;
- ``-word`` or ``-"some words"`` leaves out what has these whole words: ``-niger`` does not leave out Nigeria;
- all of it must hold, in whatever order it is given.

Columns of words are a generated ``tsvector`` over normalised words; the names of countries, which are compared word
for word in other places too, are matched as the normalised text itself.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db.models import GeneratedField, Q

from core.text import words

MAX_WORDS = 12

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_MINUS = "-−"  # the second is what some keyboards and word processors make of it
_PART = re.compile(rf'(?:(?<!\S)(?P<minus>[{_MINUS}]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Normalised words that stand together; ``is_whole``: as whole words, otherwise as the beginning of one."""

    words: tuple[str, ...]
    is_whole: bool = False
    is_excluded: bool = False

    def __str__(self) -> str:
        text = " ".join(self.words)
        return f"{'-' if self.is_excluded else ''}{_quoted(text) if self.is_whole else text}"

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def query(self) -> SearchQuery:
        """What a ``tsvector`` must hold, whether the term is wanted or not."""
        if not self.is_whole:
            return starts_with(self.text)
        return SearchQuery(" <-> ".join(map(_lexeme, self.words)), config="simple", search_type="raw")

    def within(self, column: str) -> Q:
        """Return the condition that the normalised text in ``column`` has the term, whether it is wanted or not."""
        text = self.text
        if not self.is_whole:
            return Q(**{f"{column}__startswith": text}) | Q(**{f"{column}__contains": f" {text}"})
        return (
            Q(**{column: text})
            | Q(**{f"{column}__startswith": f"{text} "})
            | Q(**{f"{column}__contains": f" {text} "})
            | Q(**{f"{column}__endswith": f" {text}"})
        )


@dataclass(frozen=True, slots=True)
class Question:
    """The distinct terms of what somebody typed; false where there are none."""

    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.is_excluded)

    @property
    def size(self) -> int:
        """How many words it has."""
        return sum(len(term.words) for term in self.terms)

    def condition(self, matches: Callable[[Term], Q]) -> Q:
        """Return the condition that all wanted terms match and no excluded one does."""
        condition = Q()
        for term in self.terms:
            condition &= ~matches(term) if term.is_excluded else matches(term)
        return condition

    def in_vector(self) -> Q:
        """Return the condition on the column ``search_vector``."""
        return self.condition(lambda term: Q(search_vector=term.query))

    @property
    def any_wanted(self) -> SearchQuery | None:
        """What a ``tsvector`` is ranked by: any of the wanted terms; None where none is wanted."""
        queries = [term.query for term in self.wanted]
        return reduce(operator.or_, queries) if queries else None


def read(text: str) -> Question:
    """Read what somebody typed. A quotation mark without its partner is a mark like any other."""
    terms: dict[Term, None] = {}
    for part in _PART.finditer(text.translate(_QUOTES)):
        is_excluded = part["minus"] is not None
        found = words(part["phrase"] if part["phrase"] is not None else part["word"])
        if not found:
            continue
        if is_excluded or part["phrase"] is not None:
            terms[Term(tuple(found), is_whole=True, is_excluded=is_excluded)] = None
        else:
            terms.update((Term((word,)), None) for word in found)
    return Question(tuple(terms))


def vector_of(*fields: str) -> GeneratedField:
    """Return the generated column that indexes the words of ``fields``, without stemming ("simple")."""
    return GeneratedField(
        expression=SearchVector(*(fields or ("search_text",)), config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )


def starts_with(word: str) -> SearchQuery:
    """Match the texts with a word that begins with ``word``, a single normalised word."""
    return SearchQuery(f"{_lexeme(word)}:*", config="simple", search_type="raw")


def first_words(text: str, limit: int = MAX_WORDS) -> list[str]:
    """Return the distinct words of ``text`` in order, at most ``limit``: enough for any question a person asks."""
    return list(dict.fromkeys(words(text)))[:limit]


def _lexeme(word: str) -> str:
    return "'" + word.replace("'", "''").replace("\\", "\\\\") + "'"


def _quoted(text: str) -> str:
    return f'"{text}"'
