"""What a word may be by the lists of its language, as bits of one number: they are asked of every word near a name."""

from typing import Final

LINK, PEOPLE, TITLE, INSTITUTION, FIELD, HONORIFIC, PARTICLE, KINGDOM, SKIPPED, PLACED, GATHERING, EVENT, EVENT_LINK = (
    1 << number for number in range(13)
)

# The lists of a language's file that give a word its kinds.
LISTS: Final = {
    ("people", "of"): LINK,  # joins the words of one phrase: "of", "from"
    ("people", "people"): PEOPLE,  # "officials", "counterpart"
    ("people", "titles"): TITLE,  # of one person: "minister"
    ("people", "institutions"): INSTITUTION,  # "police"
    ("people", "other"): FIELD,  # what else belongs to a title or institution: "national", "interior"
    ("people", "honorifics"): HONORIFIC,
    ("people", "particles"): PARTICLE,  # of a person's name: "bin", "van"
    ("people", "kingdom"): KINGDOM,
    ("lists", "skip"): SKIPPED,  # may stand between a verb and the first of its objects
    ("lists", "place"): PLACED,  # what follows is where: "in"
    ("events", "nouns"): GATHERING,  # may be one: "session"
    ("events", "strong"): EVENT,  # is one: "conference"
    ("events", "links"): EVENT_LINK,
}

HEADS: Final = PEOPLE | TITLE | INSTITUTION
FIELDS: Final = FIELD | INSTITUTION
NOUNS: Final = HEADS | FIELD
