"""What a phrase of the lists says, as bits of one number: "frames.meet" of a language's file is ``MEET``."""

from typing import Final

# Sections of a language's file and their lists; the order is that of the bits.
SECTIONS: Final = {
    "frames": (
        "meet", "meet_weak", "enabling", "meet_present", "meet_gerund", "meet_base", "call_on", "passive", "nouns",
        "light", "light_base", "discuss", "listing", "with", "between",
    ),
    "modality": ("future", "future_time", "cancelled", "negated", "past", "multilateral", "bilateral", "attend"),
    "lists": ("stop", "things", "relation", "and"),
    "kinds": ("working-session", "courtesy-call", "remote", "signing"),
    "instruments": (
        "memorandum", "agreement", "protocol", "letter-of-intent", "action-plan", "sign", "signed_by", "ordinals",
        "subject", "earlier",
    ),
}  # fmt: skip
BITS: Final = {
    name: 1 << number
    for number, name in enumerate((section, name) for section, names in SECTIONS.items() for name in names)
}

(
    MEET, MEET_WEAK, ENABLING, MEET_PRESENT, MEET_GERUND, MEET_BASE, CALL_ON, PASSIVE, NOUN,
    LIGHT, LIGHT_BASE, DISCUSS, LISTING, WITH, BETWEEN,
    FUTURE, FUTURE_TIME, CANCELLED, NEGATED, PAST, MULTILATERAL, BILATERAL, ATTEND,
    STOP, THING, RELATION, AND,
    WORKING_SESSION, COURTESY_CALL, REMOTE, SIGNING,
    MEMORANDUM, AGREEMENT, PROTOCOL, LETTER_OF_INTENT, ACTION_PLAN, SIGN, SIGNED_BY, ORDINAL, SUBJECT, EARLIER,
) = BITS.values()  # fmt: skip

VERBS: Final = MEET | MEET_WEAK | MEET_PRESENT | MEET_GERUND | MEET_BASE | CALL_ON
TRIGGERS: Final = VERBS | NOUN | PASSIVE | DISCUSS | LISTING
"""What may say that people met."""

KINDS: Final = {bit: name for (section, name), bit in BITS.items() if section == "kinds"}
INSTRUMENTS: Final = {
    bit: name for (section, name), bit in BITS.items() if section == "instruments" and bit <= ACTION_PLAN
}


def kind_in(several: int) -> str:
    """Return the kind of meeting that tags tell; empty where they tell none."""
    return next((name for bit, name in KINDS.items() if several & bit), "")
