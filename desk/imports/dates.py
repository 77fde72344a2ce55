"""Days as people write them in tables: EDTF and ISO 8601 as they are, and the day first, as in 24/11/2025."""

import re
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.dates import one_of_days, parse
from desk.imports.refusals import Wrong

_DAY: Final = r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})"
_DAY_FIRST: Final = re.compile(rf"{_DAY}([~?%]?)", re.ASCII)
_TWO_DAYS: Final = re.compile(rf"{_DAY}\s*(?:-|–|—|to|au|à|al|إلى)\s*([0-9]{{1,2}})\2([0-9]{{1,2}})\2([0-9]{{4}})")
_SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}", re.ASCII)
_WITH_TIME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T][0-9:.]+Z?", re.ASCII)


def vague(text: str) -> str:
    """Return the date in EDTF. Raises ``Wrong``."""
    if found := _TWO_DAYS.fullmatch(text):
        day, _sign, month, year, last_day, last_month, last_year = found.groups()
        try:
            return one_of_days(_made(day, month, year, text), _made(last_day, last_month, last_year, text))
        except ValidationError as error:
            raise Wrong(" ".join(error.messages)) from error
    if found := _DAY_FIRST.fullmatch(text):
        day, _sign, month, year, qualifier = found.groups()
        text = _made(day, month, year, text).isoformat() + qualifier
    elif found := _WITH_TIME.fullmatch(text):
        text = found[1]
    _refuse_short_year(text)
    try:
        return parse(text).text
    except ValidationError as error:
        raise Wrong(" ".join(error.messages)) from error


def day(text: str) -> str:
    """Return one calendar day as ISO 8601 has it. Raises ``Wrong``."""
    if found := _DAY_FIRST.fullmatch(text):
        return _made(found[1], found[3], found[4], text).isoformat()
    _refuse_short_year(text)
    found = _WITH_TIME.fullmatch(text)
    try:
        return date.fromisoformat(found[1] if found else text).isoformat()
    except ValueError as error:
        raise Wrong(_("Write a day as 2025-11-24 or 24/11/2025.")) from error


def _made(day: str, month: str, year: str, text: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise Wrong(_("There is no such day: the day comes first, as in 24/11/2025.")) from error


def _refuse_short_year(text: str) -> None:
    if _SHORT_YEAR.fullmatch(text):
        raise Wrong(_("Write the year with four digits: two may be of either century."))
