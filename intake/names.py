"""The names that articles are read with, at hand for each state of the register."""

from core.state import State, remember
from intake.reading.gazetteer import Gazetteer


def names_of(state: State | None) -> Gazetteer:
    found: Gazetteer = remember(state, "intake-names", Gazetteer.stored)
    return found
