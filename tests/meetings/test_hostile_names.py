"""Text of the record where HTML is joined and not rendered: in rows, in the panel's boxes, in the matrix."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from delegations.models import Delegation
from tests.factories import EventFactory, OrganizationFactory, TopicFactory, meeting

HOSTILE = """<b onclick="go()">'"&amp;</b>"""


@pytest.fixture
def hostile() -> list[str]:
    """Return the names of an event, a topic, two organizations and an institution that meet, hostile all of them."""
    names = [f"{HOSTILE} {what}" for what in ("event", "topic", "council", "league", "institution")]
    event, topic = EventFactory(name=names[0]), TopicFactory(name=names[1])
    council, league = OrganizationFactory(name=names[2]), OrganizationFactory(name=names[3])
    for principal, counterpart in ((council, league), (council, "ES"), ("MA", league), ("MA", "ES")):
        meeting(principal, counterpart, event=event, topics=[topic])
    Delegation.objects.update(institution=names[4])
    return names


class Part(HTMLParser):
    """What stands within the first element of a class: the names of its elements and attributes, and its texts."""

    def __init__(self, page: str, within: str) -> None:
        super().__init__()
        self.within, self.depth = within, 0
        self.names: set[str] = set()
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("input", "col", "br"):
            return
        if self.depth or self.within in (dict(attrs).get("class") or "").split():
            self.depth += 1
            self.names |= {tag, *(name for name, _value in attrs)}
            self.texts += [value for _name, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        self.depth -= bool(self.depth)

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.texts.append(data)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "within", "said"),
    [
        ("/meetings/", "table--meetings", ["event", "topic", "council", "league", "institution"]),
        ("/meetings/", "panel__body", ["event", "topic", "council", "league"]),
        ("/meetings/?view=matrix", "pictures", ["council", "league"]),
    ],
    ids=["rows", "boxes", "matrix"],
)
def test_hostile_names_are_text(client: Client, hostile: list[str], address: str, within: str, said: list[str]) -> None:
    part = Part(client.get(address).content.decode(), within)
    assert part.names and not part.names & {"b", "onclick"}
    # What is said is said as it was entered: escaped once, neither less nor more.
    text = "\n".join(part.texts)
    assert [name for name in hostile if name in text] == [name for name in hostile if name.split()[-1] in said]
    assert "&amp;amp;" not in text and "&lt;" not in text
