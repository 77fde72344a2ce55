"""What was perhaps meant, from the names that readers can see in the register: never from what is not published."""

from collections.abc import Iterator
from difflib import get_close_matches

from core.search import Question, Term
from core.state import State, remember
from core.text import words
from delegations.models import CountryName, Event, Organization, Region
from meetings.models import Topic

# A word of two letters is near to everything; one of forty is nobody's slip.
SHORTEST, LONGEST = 3, 40
# How near: the share of letters in common, in order. "Maroco" is 0.77 of "Morocco".
NEAR = 0.74
MOST = 3
# Each word is compared with thousands of others.
MOST_WORDS = 3


def suggestions(question: Question, state: State | None) -> list[str]:
    """Return at most ``MOST`` questions with other words where nothing begins with the word that was typed."""
    known = remember(state, "search:words", _known_words)
    near: dict[str, list[str]] = {}
    asked = dict.fromkeys(word for term in question.wanted for word in term.words)
    for word in asked:
        if SHORTEST <= len(word) <= LONGEST and len(near) < MOST_WORDS and not _begins_one(word, known):
            found = get_close_matches(word, _of_like_length(word, known), n=MOST, cutoff=NEAR)
            if found:
                near[word] = found
    if not near:
        return []
    if len(near) == 1:
        ((word, others),) = near.items()
        return [_with(question, {word: known[other]}) for other in others]
    return [_with(question, {word: known[others[0]] for word, others in near.items()})]


def _known_words() -> dict[str, str]:
    """Return the words of all names: normalised, and as one of the names has them."""
    found: dict[str, str] = {}
    for name in _names():
        for part in name.split():
            written = part.strip(".,;:!?()[]{}«»“”\"'’،؛")
            normalised = words(written)
            if len(normalised) == 1 and len(normalised[0]) >= SHORTEST and not normalised[0].isdigit():
                found.setdefault(normalised[0], written)
    return found


def _names() -> Iterator[str]:
    yield from CountryName.objects.published().order_by("kind", "pk").values_list("name", flat=True).iterator()
    for region in Region.objects.published():
        yield from (region.name, region.name_fr, region.name_ar, region.name_es)
    for body in Organization.objects.published().values_list("name", "acronym", "other_names"):
        yield from body
    for event in Event.objects.published().values_list("name", "place"):
        yield from event
    yield from Topic.objects.published().values_list("name", flat=True)


def _begins_one(word: str, known: dict[str, str]) -> bool:
    return word in known or any(other.startswith(word) for other in known)


def _of_like_length(word: str, known: dict[str, str]) -> list[str]:
    return [other for other in known if abs(len(other) - len(word)) <= 2]


def _with(question: Question, others: dict[str, str]) -> str:
    """Return the question as somebody would type it, with ``others`` in the place of its words."""
    terms = (
        Term(tuple(others.get(word, word) for word in term.words), term.is_whole, term.is_excluded)
        for term in question.terms
    )
    return str(Question(tuple(terms)))
