"""How a record or a list is cited: in words, and as BibTeX, RIS and CSL-JSON.

All of them name the register, the reference, the version and its day, and an address that stays.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

REGISTER = "Entente: open register of bilateral security meetings"
LICENCE = "CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Citable:
    """``reference`` is blank for a list; ``day`` that of the version; ``asked`` the day on which it is cited.

    The version of a list is the moment at which the register last changed for readers.

    ``kind`` is what the reference is one of: "Record" where it says that itself, "Event" for the slug of an event.
    """

    title: str
    address: str
    day: date
    version: int | str
    asked: date
    reference: str = ""
    kind: str = "Record"

    @property
    def key(self) -> str:
        """A key without anything that a bibliography would stumble over."""
        named = self.name.removeprefix("Record ") or "list"
        return re.sub(r"[^a-z0-9]+", "-", f"entente-{named}-{self.version}".lower())

    @property
    def name(self) -> str:
        """What is cited, in the register: "Record M000017", "Event assembly"; blank for a list."""
        return f"{self.kind} {self.reference}" if self.reference else ""

    @property
    def number(self) -> str:
        named = self.name.removeprefix("Record ")
        return f"{named}, version {self.version}" if named else f"state of {self.version}"


def plain(of: Citable) -> str:
    """Return the citation in words, in English as the titles of the register are."""
    what = f"{of.name}, version {of.version} of {of.day.isoformat()}" if of.reference else f"State of {of.version}"
    return f"“{of.title}”. {REGISTER}. {what}. {of.address} (accessed {of.asked.isoformat()})."


def bibtex(of: Citable) -> str:
    fields = {
        "title": _tex(of.title),
        "author": "{Entente}",
        "howpublished": _tex(REGISTER),
        "year": f"{of.day.year}",
        "date": of.day.isoformat(),
        "number": of.reference,
        "version": str(of.version),
        "url": of.address,
        "urldate": of.asked.isoformat(),
        "note": f"{_tex(of.number)}, {LICENCE}",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{of.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(of: Citable) -> str:
    lines = [
        ("TY", "DATA"),
        ("TI", _line(of.title)),
        ("AU", "Entente"),
        ("T2", REGISTER),
        ("PY", str(of.day.year)),
        ("DA", f"{of.day:%Y/%m/%d}"),
        ("ET", str(of.version)),
        ("AN", of.reference),
        ("UR", of.address),
        ("Y2", f"{of.asked:%Y/%m/%d}"),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER")


def csl(of: Citable) -> str:
    item: dict[str, Any] = {
        "id": of.key,
        "type": "dataset",
        "title": of.title,
        "author": [{"literal": "Entente"}],
        "container-title": REGISTER,
        "publisher": "Entente",
        "number": of.reference,
        "version": str(of.version),
        "issued": {"date-parts": [_parts(of.day)]},
        "accessed": {"date-parts": [_parts(of.asked)]},
        "URL": of.address,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


# By the ending of the address: label, type of content, and what writes it.
FORMATS: dict[str, tuple[str, str, Callable[[Citable], str]]] = {
    "txt": ("Text", "text/plain; charset=utf-8", lambda of: plain(of) + "\n"),
    "bib": ("BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
    "ris": ("RIS", "application/x-research-info-systems; charset=utf-8", ris),
    "csl": ("CSL-JSON", "application/vnd.citationstyles.csl+json; charset=utf-8", csl),
}

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in _line(text))


def _line(text: str) -> str:
    return " ".join(text.split())


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
