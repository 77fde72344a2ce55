"""Where a mark of a picture leads: the same list, with the filter that the mark stands for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.addresses import query

PARTY_FILTERS = ("continent", "region", "country", "organization", "with", "side")


@dataclass(frozen=True, slots=True)
class Link:
    """Makes addresses of ``path`` that keep the ``applied`` filters but for the changes asked for.

    ``applied`` is what ``filterset.applied()`` gives. A page that fixes a filter accepts no other value for it, so a
    picture whose marks mean parties gets, on a page of a party, the path of the list of meetings, and what the page
    fixes among ``applied``. ``fragment`` is the id of the list on the page, where it stands below the picture.
    """

    path: str
    applied: Mapping[str, list[str]] = field(default_factory=dict)
    fragment: str = ""

    def __call__(self, **changes: str | list[str]) -> str:
        """Return the address with each key of ``changes`` set to its value or values; a blank value removes it."""
        kept = {key: values for key, values in self.applied.items() if key not in changes}
        asked = {key: [value] if isinstance(value, str) else value for key, value in changes.items() if value}
        return self.path + query({**kept, **asked}) + (f"#{self.fragment}" if self.fragment else "")

    def party(self, **changes: str | list[str]) -> str:
        """Return the address with ``changes`` in the place of everything that was asked about parties."""
        return self(**{**dict.fromkeys(PARTY_FILTERS, ""), **changes})
