"""Which state of the register a request sees: the key of everything that is cached."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import caches
from django.db.models import Exists

from core.models import LoadedDataset, RegisterState


@dataclass(frozen=True, slots=True)
class State:
    """``version`` grows with every committed change, the last one at ``changed_at`` (None: before it was kept);
    ``is_demo`` says that the records are invented."""

    version: int
    is_demo: bool
    changed_at: datetime.datetime | None = None


@dataclass(slots=True)
class Sight:
    """What one request sees: the state, and what was made for it that templates ask for again and again."""

    state: State | None = None
    made: dict[str, Any] = field(default_factory=dict)


_sight: ContextVar[Sight | None] = ContextVar("sight", default=None)


@contextmanager
def seeing(state: State) -> Iterator[None]:
    """Let ``remember_here`` know which state the request sees, while it is answered."""
    token = _sight.set(Sight(state))
    try:
        yield
    finally:
        _sight.reset(token)


def remember_here(name: str, make: Callable[[], Any]) -> Any:
    """``remember`` for the request that is being answered, for filters of templates, which are given no request.

    Asked for a second time in one request it is always at hand. Outside a request nothing is kept.
    """
    sight = _sight.get()
    if sight is None:
        return make()
    if name not in sight.made:
        sight.made[name] = remember(sight.state, name, make)
    return sight.made[name]


def read_state() -> State:
    """Ask the database, in one query. A register that nothing was ever written to has no state yet."""
    demo = LoadedDataset.objects.filter(name=LoadedDataset.DEMO)
    row = RegisterState.objects.annotate(is_demo=Exists(demo)).values_list("version", "is_demo", "changed_at").first()
    return State(*row) if row else State(0, False)


def remember(state: State | None, name: str, make: Callable[[], Any], *, cache: str = "register") -> Any:
    """Return what ``make()`` returned for this state of the register, from the cache where it is there.

    A value may be read a moment after the version was, so it is never older than its key; what a worker keeps
    for an old version is never asked for again. Without a state (a script, a test) nothing is kept. ``cache`` is
    "register" for what many pages share, "fragments" for the HTML of one, which must not push the former out, "pairs"
    for what is too large to be kept often.
    """
    if state is None:
        return make()
    key = f"register:{state.version}:{name}"
    kept = caches[cache]
    value = kept.get(key)
    if value is None:
        value = make()
        kept.set(key, value)
    return value
