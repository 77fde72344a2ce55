"""What the sources say of Marrakech, in our own codes and words; ``marrakech.py`` makes the record of it.

No sentence of a source is here: codes, names, numbers of paragraphs, and descriptions of our own.
"""

from typing import Any, NamedTuple

EVENT: dict[str, Any] = {
    "name": "93rd INTERPOL General Assembly",
    "slug": "interpol-general-assembly-2025",
    "place": "Marrakech",
    "country_id": "MA",
    "held_on": "2025-11-24/2025-11-27",
    "summary": "The yearly assembly of INTERPOL's members, with Morocco as host. Beside it the "
    "Director General of Morocco's DGSN-DGST received delegations one by one.",
}
ONE_OF_ITS_DAYS = "[2025-11-24..2025-11-27]"

# slug, name, what belongs under it
TOPICS = (
    (
        "organized-crime",
        "Organized crime",
        "Groups that last and share the work of crime for gain. Where the source says that the crime crosses "
        "borders, use Transnational crime; where it says both, use both.",
    ),
    (
        "cybercrime",
        "Cybercrime",
        "Offences against computer systems or committed through them, and how to investigate them. "
        "Protecting one's own networks, with no offence in view, does not belong here.",
    ),
    (
        "public-order",
        "Public order",
        "Keeping order in public: crowds, demonstrations, matches, large events. The security of the event "
        "at which the meeting took place does not count unless the two spoke of it.",
    ),
    (
        "operational-cooperation",
        "Operational cooperation",
        "Working on cases together: joint investigations and operations, searches, arrests. Agreeing who "
        "does what and when, each on its own cases, is Operational coordination.",
    ),
    (
        "exchange-of-experience",
        "Exchange of experience",
        "Learning from how the other does its work: visits, comparisons, lessons shared as equals. Courses "
        "and instruction are Training.",
    ),
    (
        "peacekeeping",
        "Peacekeeping",
        "Police and other units in peace operations of the United Nations or of a regional organization: "
        "sending, preparing and supporting them.",
    ),
    (
        "capacity-building",
        "Capacity building",
        "Making a service able to do more: units, equipment, institutions, methods. Where the source speaks "
        "of courses or of standards for them, use Training.",
    ),
    (
        "regional-security",
        "Regional security",
        "Common security work of a group of neighbouring or kindred states, through a body of theirs. "
        "Security between two states alone does not belong here.",
    ),
    (
        "training",
        "Training",
        "Teaching police and other services: courses, academies, curricula, standards of instruction, trainers.",
    ),
    (
        "transnational-crime",
        "Transnational crime",
        "Crime that is planned or done, or has its effects, in more than one country, where the source says "
        "so: smuggling, trafficking, groups at work on both sides of a border.",
    ),
    (
        "operational-coordination",
        "Operational coordination",
        "Arranging who does what and when in police operations: contact points, liaison officers, agreed "
        "procedures. Work on the same case is Operational cooperation.",
    ),
    (
        "intelligence-coordination",
        "Intelligence coordination",
        "Arranging how services gather, share and use intelligence. One message passed on is no coordination.",
    ),
    (
        "technical-coordination",
        "Technical coordination",
        "Arranging the means: forensic science, equipment, data systems and how they work with one another.",
    ),
)

# slug, name, acronym, kind, Wikidata, other names
ORGANIZATIONS = (
    (
        "interpol",
        "INTERPOL",
        "",
        "intergovernmental",
        "Q8475",
        (
            "International Criminal Police Organization",
            "ICPO",
            "ICPO-INTERPOL",
            "Organisation internationale de police criminelle",
            "OIPC-INTERPOL",
            "Organización Internacional de Policía Criminal",
            "المنظمة الدولية للشرطة الجنائية",
            "الإنتربول",
        ),
    ),
    (
        "united-nations",
        "United Nations",
        "UN",
        "intergovernmental",
        "Q1065",
        (
            "United Nations Organization",
            "UNO",
            "Organisation des Nations unies",
            "Nations unies",
            "ONU",
            "Organización de las Naciones Unidas",
            "Naciones Unidas",
            "منظمة الأمم المتحدة",
            "الأمم المتحدة",
        ),
    ),
    (
        "council-of-arab-interior-ministers",
        "Council of Arab Interior Ministers",
        "AIMC",
        "regional",
        "",
        (
            "Arab Interior Ministers Council",
            "Council of Arab Ministers of the Interior",
            "Conseil des ministres arabes de l'Intérieur",
            "Consejo de Ministros del Interior Árabes",
            "مجلس وزراء الداخلية العرب",
        ),
    ),
    (
        "naif-arab-university-for-security-sciences",
        "Naif Arab University for Security Sciences",
        "NAUSS",
        "academic",
        "",
        (
            "Nayef Arab University for Security Sciences",
            "Université arabe Naïf des sciences de sécurité",
            "Universidad Árabe Naif de Ciencias de la Seguridad",
            "جامعة نايف العربية للعلوم الأمنية",
        ),
    ),
)

PRINCIPAL = "MA"
# What the article says of the people in the room: institution, head, head's title.
STATED = {
    PRINCIPAL: (
        "General Directorate of National Security and Territorial Surveillance (DGSN-DGST)",
        "Abdelatif Hammouchi",
        "Director General",
    ),
    "united-nations": ("", "", "head of the UN police"),
    "council-of-arab-interior-ministers": ("", "", "Secretary-General"),
    "naif-arab-university-for-security-sciences": ("", "", "President"),
    "NO": ("Norwegian National Police", "", ""),
    "ET": ("Ethiopian Federal Police", "", ""),
}

OF_EVERY_NAMED_MEETING = ("organized-crime", "cybercrime", "public-order")  # paragraph 2


class Passage(NamedTuple):
    """The counterparts that one passage of the article names, in its order, and what it says of them."""

    paragraph: int
    counterparts: str
    grouping: str = ""
    kind: str = "bilateral"
    topics: tuple[str, ...] = ()


NAMED = (
    Passage(
        4,
        "DE ES PL RS SE DK RU CH IT HU BG SI SK RO MK CZ BY ME",
        grouping="Europe",
        topics=("operational-cooperation", "exchange-of-experience"),
    ),
    # It also speaks of the fight against terrorism, as the setting and not as what was discussed: not coded.
    Passage(5, "BJ MR BF ML CM NA RW SD NE TD SN GA KE MZ", grouping="Africa"),
    Passage(6, "CL AR BR BS PA"),
    Passage(6, "IN TR BH KW MY YE CN NP KR", kind="working-session"),
    Passage(7, "interpol", grouping="multilateral cooperation"),
    Passage(7, "united-nations", grouping="multilateral cooperation", topics=("peacekeeping", "capacity-building")),
    Passage(
        8,
        "council-of-arab-interior-ministers naif-arab-university-for-security-sciences",
        topics=("regional-security", "training"),
    ),
)

SIGNED_IN = 9  # the paragraph about both memoranda


class Memorandum(NamedTuple):
    counterpart: str
    title: str
    summary: str
    topics: tuple[str, ...]


# A meeting is implied by each: the article says that they were signed in the course of the meetings.
MEMORANDA = (
    Memorandum(
        "NO",
        "Memorandum of understanding between the DGSN-DGST of Morocco and the Norwegian National Police",
        "On working together against transnational crime. Its text has not been seen.",
        ("transnational-crime",),
    ),
    Memorandum(
        "ET",
        "Memorandum of understanding between the DGSN-DGST of Morocco and the Ethiopian Federal Police",
        "On coordinating operations, intelligence and technical work, on training, and on learning from each "
        "other. Its text has not been seen.",
        (
            "operational-coordination",
            "intelligence-coordination",
            "technical-coordination",
            "training",
            "exchange-of-experience",
        ),
    ),
)

ARTICLE = 1
UNREAD = "Known through an editor's note; the text itself was not at hand, so no passage is given."
# The article first. The true titles of the others are not known: ours describe them, and say that they do.
SOURCES: tuple[dict[str, Any], ...] = (
    {
        "title": "Marrakech: Hamouchi Holds 43 Bilateral Meetings on the Sidelines of the INTERPOL General "
        "Assembly to Strengthen International Security Partnerships",
        "publisher": "Radio ExpressTV",
        "url": "https://en.expresstv.ma/2025/11/marrakech-hamouchi-holds-43-bilateral-meetings-on-the-sidelines-of-"
        "the-interpol-general-assembly-to-strengthen-international-security-partnerships",
        "sha256": "f15a47386e10399c8a2e6e2e8439478c6b774b4cb129f9e7d9a0bc0358e526fa",
    },
    {
        "title": "Report on the award of the 93rd INTERPOL General Assembly to Marrakech (descriptive title)",
        "publisher": "Ghana News Agency",
        "published_on": "2023-12-03",
    },
    {
        "title": "Coverage of the opening of the 93rd INTERPOL General Assembly (descriptive title)",
        "publisher": "african-bulletin.com",
        "published_on": "2025-11-24",
    },
    {
        "title": "Coverage of the opening of the 93rd INTERPOL General Assembly (descriptive title)",
        "publisher": "overviewpress.com",
        "published_on": "2025-11-24",
    },
    {
        "title": "Report in French on the bilateral meetings in Marrakech (descriptive title)",
        "publisher": "L'Observateur, by way of maghress.com",
        "language": "fr",
    },
)

# source, paragraph, supports, note
OF_THE_EVENT = (
    (
        ARTICLE,
        1,
        ["date", "place", "total"],
        "Gives the days and the city, but neither the year nor the number of the session.",
    ),
    (ARTICLE, SIGNED_IN, ["total"], ""),
    (2, None, ["name", "date", "place"], f"Gives the number of the session, the city and the year. {UNREAD}"),
    (3, None, ["date"], f"Gives the year, the day of the opening and the last day. {UNREAD}"),
    (4, None, ["date"], f"Gives the year, the day of the opening and the last day. {UNREAD}"),
    (
        5,
        None,
        ["participation"],
        "Names the same 46 states, but introduces them as examples: the list of those met may not be "
        f"complete. {UNREAD}",
    ),
)

ABOUT_THE_DAY = (
    "Gives the days and the city of the assembly, not of this {what}; the year comes from the sources cited "
    "for the event."
)
NOTES = {
    "interpol": "Speaks of the leadership of the organization; names nobody and gives no title.",
    "united-nations": "New York stands for the United Nations here, not for the city or the United States.",
    "NO": "Norway is not among those listed as met: the meeting is inferred from the signature.",
    "ET": "Ethiopia is not among those listed as met: the meeting is inferred from the signature.",
}

# What the article counts, the number, the paragraph.
REPORTED = (("meetings", 43, 1), ("mous", 2, SIGNED_IN))
