"""The choices that a form offers where two editors differ: carried by the form itself, so that nothing is kept of them.

One side of each choice fills the form below already; the other is put into it if it is taken.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.http import QueryDict

from core.sides.values import Values, read_values

FIELD = "_choices"
MINE: Literal["mine"] = "mine"
THEIRS: Literal["theirs"] = "theirs"
NEW = "__new__"  # in a name: the number of a row that the form does not have yet
MOST_ROWS = 1000


@dataclass
class Choice:
    """One difference. ``mine`` and ``theirs`` are what each side posts, the ``*_words`` say it to the editor.

    ``filled`` is the side that stands in the form; ``is_conflict`` says that both changed it, so that nobody but the
    editor can choose.
    """

    label: str
    before_words: str
    mine_words: str
    theirs_words: str
    mine: Values
    theirs: Values
    filled: str = MINE
    is_conflict: bool = False
    taken: str = ""


def to_json(choices: list[Choice]) -> str:
    return json.dumps([asdict(choice) for choice in choices], ensure_ascii=False, separators=(",", ":"))


def choices_of(data: QueryDict) -> list[Choice]:
    """Return the choices of the posted form, each with the side that was ``taken``; none if they cannot be read."""
    try:
        choices = [_read(each) for each in json.loads(data.get(FIELD, ""))]
    except (ValueError, TypeError, RecursionError):
        return []
    for number, choice in enumerate(choices):
        taken = data.get(f"_take-{number}", "")
        choice.taken = taken if taken in (MINE, THEIRS) else ""
    return choices


def is_open(choice: Choice) -> bool:
    return choice.is_conflict and not choice.taken


def put(choices: list[Choice], data: QueryDict) -> QueryDict:
    """Return ``data`` with every side that was taken put into it, where the form does not have it already."""
    result = data.copy()
    for choice in choices:
        if choice.taken and choice.taken != choice.filled:
            _write(result, choice.mine if choice.taken == MINE else choice.theirs)
    return result


def _write(data: QueryDict, values: Values) -> None:
    new = next((name.split(f"-{NEW}-")[0] for name in values if f"-{NEW}-" in name), None)
    number = ""
    if new is not None:
        number = data.get(f"{new}-TOTAL_FORMS", "0")
        if not (number.isascii() and number.isdigit() and int(number[:6]) < MOST_ROWS):
            return
        data[f"{new}-TOTAL_FORMS"] = str(int(number) + 1)
    for name, texts in values.items():
        data.setlist(name.replace(NEW, number), texts)


def _read(each: Any) -> Choice:
    choice = Choice(**each)
    read_values(choice.mine), read_values(choice.theirs)
    words = (choice.label, choice.before_words, choice.mine_words, choice.theirs_words)
    if not all(isinstance(text, str) for text in words) or choice.filled not in (MINE, THEIRS):
        raise TypeError
    choice.is_conflict = bool(choice.is_conflict)
    return choice
