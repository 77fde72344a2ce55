"""Who reads a text: the rules of ``intake.reading``, or another extractor with the same output and the same score."""

from importlib import import_module
from typing import Protocol

from intake.reading.engine import read
from intake.reading.findings import Reading
from intake.reading.gazetteer import Gazetteer

RULES = "intake.reading.engine.read"


class Extractor(Protocol):
    """What ``--extractor`` names: a callable of this shape, a local model for example. It sends nothing anywhere."""

    def __call__(self, text: str, gazetteer: Gazetteer, *, published: str = "", language: str = "") -> Reading: ...


def extractor(path: str = RULES) -> Extractor:
    """Return the extractor of a dotted path. Raises ImportError where there is none."""
    if path == RULES:
        return read
    module, _dot, name = path.rpartition(".")
    try:
        found: Extractor = getattr(import_module(module), name)
    except (AttributeError, ValueError) as missing:
        raise ImportError(f"There is no extractor “{path}”.") from missing
    return found
