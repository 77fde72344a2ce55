"""Why a finding is there, in words: what each rule of the reading saw in the text."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.reading.rules import Rule

BY_HAND: Final = "added by hand"

WHYS: Final = {
    Rule.MET: gettext_lazy("named with a verb of meeting"),
    Rule.RECEIVED_BY: gettext_lazy("one is said to have received the other"),
    Rule.DISCUSSED: gettext_lazy("two are said to have discussed something"),
    Rule.DISCUSSED_WITH: gettext_lazy("something is said to have been discussed with them"),
    Rule.MEETING_WITH: gettext_lazy("named after “a meeting with”, “talks with” or the like"),
    Rule.MEETING_BETWEEN: gettext_lazy("named in “a meeting between” or the like"),
    Rule.HELD_TALKS: gettext_lazy("two are said to have held talks"),
    Rule.MEETINGS_INCLUDED: gettext_lazy("named among those whom the meetings included"),
    Rule.LISTED: gettext_lazy("in a list: under a heading, after a colon or as a bullet"),
    Rule.HOST: gettext_lazy("the host of the visit; the text says only “his counterpart”"),
    Rule.NAMED: gettext_lazy("named, but not as somebody who met"),
    Rule.SIGNED_WITH: gettext_lazy("named after “signed with” or the like"),
    Rule.SIGNED_BETWEEN: gettext_lazy("named as the parties to what was signed"),
    Rule.SUBJECT: gettext_lazy("the one who is said to have met the others"),
    Rule.LEAD: gettext_lazy("the host, or named first; no sentence says it"),
    Rule.EVENT: gettext_lazy("named as a conference or other gathering"),
    Rule.VISIT: gettext_lazy("a visit is spoken of, and no gathering"),
    Rule.PLACE: gettext_lazy("a city or country that is said to be the place"),
    Rule.DATE: gettext_lazy("a date in the words of the text"),
    Rule.OF_ALL: gettext_lazy("named in a sentence about all the meetings"),
    Rule.OF_THESE: gettext_lazy("named in the sentence about these meetings"),
    Rule.MEETINGS: gettext_lazy("a number of meetings"),
    Rule.MOUS: gettext_lazy("a number of memoranda or other instruments"),
    Rule.COUNTERPARTS: gettext_lazy("a number of counterparts"),
    Rule.COUNTRIES: gettext_lazy("a number of countries"),
    Rule.DELEGATIONS: gettext_lazy("a number of delegations"),
    BY_HAND: gettext_lazy("added by hand"),
}


def sure(confidence: str) -> str:
    """Return in words how sure a finding is."""
    return {"high": _("sure"), "medium": _("likely"), "low": _("a guess: look at it")}[confidence]


def why(rule: str) -> str:
    """Return a rule in words; one of another extractor, which has none here, by its own name."""
    return str(WHYS.get(rule, rule))
