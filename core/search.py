"""Full-text columns: a generated ``tsvector`` over normalised words, and the query that matches it."""

from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db.models import GeneratedField

from core.text import words

MAX_WORDS = 12


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
    quoted = word.replace("'", "''").replace("\\", "\\\\")
    return SearchQuery(f"'{quoted}':*", config="simple", search_type="raw")


def first_words(text: str, limit: int = MAX_WORDS) -> list[str]:
    """Return the distinct words of ``text`` in order, at most ``limit``: enough for any question a person asks."""
    return list(dict.fromkeys(words(text)))[:limit]
