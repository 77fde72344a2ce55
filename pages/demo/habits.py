"""How often each kind, status and language comes up in the invented register, and when it was entered."""

import datetime

from pages.demo.chance import Wheel

# The records were entered, so it is said, in the first half of 2026, one after the other.
ENTERED_FROM = datetime.datetime(2026, 1, 5, 8, tzinfo=datetime.UTC)
ENTERED_WITHIN = datetime.timedelta(days=150)

KINDS = Wheel(("bilateral", "working-session", "courtesy-call", "signing", "other"), (66, 19, 9, 3, 3))
STATUSES = Wheel(("published", "draft", "in_review", "withdrawn"), (95.5, 2, 1, 1.5))
LANGUAGES = Wheel(("en", "fr", "ar", "es"), (60, 18, 12, 10))
MOU_KINDS = Wheel(("memorandum", "agreement", "protocol", "letter-of-intent", "action-plan"), (60, 18, 8, 8, 6))
LIFECYCLES = Wheel(("signed", "in-force", "expired", "terminated", "replaced"), (55, 28, 12, 2, 3))
QUALIFIERS = Wheel(("exactly", "about", "at-least", "more-than"), (60, 18, 12, 10))
SUPPORTS = Wheel(
    (
        ["participation", "date"],
        ["participation", "date", "topic"],
        ["participation"],
        ["participation", "institution"],
    ),
    (45, 30, 20, 5),
)
