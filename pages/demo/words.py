"""The words of the invented register. Every name of a body, a person or a gathering says that it is invented.

Not for translation: these are data, as a source would give them, and they stay the same in every language.
"""

# Name, acronym, kind. The acronyms begin with INV so that the short name tells as well.
ORGANIZATIONS: tuple[tuple[str, str, str], ...] = (
    ("Meridian Council of Police Chiefs", "INV-MCPC", "intergovernmental"),
    ("Halcyon Union for Border Safety", "INV-HUBS", "intergovernmental"),
    ("Lantern Office against Fraud", "INV-LOAF", "intergovernmental"),
    ("Keystone Commission on Safe Harbours", "INV-KCSH", "intergovernmental"),
    ("Northern Lights Police Forum", "INV-NLPF", "regional"),
    ("Southern Cross Security Conference", "INV-SCSC", "regional"),
    ("Amber Coast Cooperation Council", "INV-ACCC", "regional"),
    ("Great Delta Commission", "INV-GDC", "regional"),
    ("High Plateau Gendarmerie League", "INV-HPGL", "regional"),
    ("Twin Gulfs Maritime Watch", "INV-TGMW", "regional"),
    ("Blue Archipelago Customs Union", "INV-BACU", "regional"),
    ("Silk and Salt Roads Secretariat", "INV-SSRS", "regional"),
    ("Evergreen Belt Rangers Network", "INV-EBRN", "regional"),
    ("Seven Rivers Interior Ministers", "INV-SRIM", "regional"),
    ("Equinox Academy of Policing", "", "academic"),
    ("Copperfield Institute for Evidence", "", "academic"),
    ("Larkspur University of Public Order", "", "academic"),
    ("Saffron School of Forensic Science", "", "academic"),
    ("Tidewater Centre for Cyber Studies", "", "academic"),
    ("Wren College of Crisis Management", "", "academic"),
    ("Marigold Institute for Prison Reform", "", "academic"),
    ("Lodestar Crime Survey", "", "academic"),
    ("Open Ledger Watch", "", "non-governmental"),
    ("Safe Crossing Alliance", "INV-SCA", "non-governmental"),
    ("Harbour Light Foundation", "", "non-governmental"),
    ("Clear Water Integrity Trust", "", "non-governmental"),
    ("Missing Persons Lantern Society", "", "non-governmental"),
    ("Wild Fauna Guardians", "INV-WFG", "non-governmental"),
    ("Road Peace Circle", "", "non-governmental"),
    ("Heritage Rescue League", "INV-HRL", "non-governmental"),
    ("Beacon Fund for Victims", "", "other"),
    ("Mosaic Secretariat for Big Games", "INV-MSBG", "other"),
    ("Pelican Air Safety Board", "INV-PASB", "other"),
    ("Quartz Standards Bureau", "INV-QSB", "other"),
    ("Rosewood Joint Liaison Office", "INV-RJLO", "other"),
    ("Sundial Joint Operations Centre", "INV-SJOC", "other"),
    ("Granite Document Security Group", "INV-GDSG", "other"),
    ("Orchard Data Exchange", "INV-ODE", "other"),
    ("Heron Coast Guards Conference", "INV-HCGC", "regional"),
    ("Windrose Extradition Desk", "INV-WED", "intergovernmental"),
)

# Name and what belongs under it; the first ones come up most often.
TOPICS: tuple[tuple[str, str], ...] = (
    ("Organized crime", "Groups that work together for gain."),
    ("Counter-terrorism", "Preventing and investigating terrorism."),
    ("Cybercrime", "Crime against and by means of computers."),
    ("Training", "Courses, exercises, exchange of instructors."),
    ("Drug trafficking", "Production, transport and sale of narcotics."),
    ("Border security", "Control of land, sea and air borders."),
    ("Exchange of experience", "What one service can learn from another."),
    ("Human trafficking", "Trade in people, and help for those traded."),
    ("Intelligence sharing", "Information passed between services."),
    ("Migrant smuggling", "Paid help to cross a border unlawfully."),
    ("Money laundering", "Hiding where money comes from."),
    ("Extradition", "Handing over people who are sought."),
    ("Forensic science", "Laboratories, traces, identification."),
    ("Public order", "Crowds, demonstrations, big events."),
    ("Corruption", "Bribes and abuse of office."),
    ("Arms trafficking", "Unlawful trade in weapons and explosives."),
    ("Peacekeeping", "Police in missions of international bodies."),
    ("Maritime security", "Ports, ships, piracy."),
    ("Capacity building", "Equipment, laws and people for a service."),
    ("Document fraud", "False papers and their detection."),
    ("Environmental crime", "Waste, timber, fish and wild animals."),
    ("Aviation security", "Airports and aircraft."),
    ("Stolen works of art", "Cultural goods, their theft and return."),
    ("Road safety", "Traffic and those who police it."),
    ("Disaster response", "Rescue, identification of victims, crisis work."),
)

# They host most, and their police travel most; from all continents. The rest follow in an order of chance.
FREQUENT: tuple[str, ...] = (
    "MA", "FR", "US", "JP", "BR", "AU", "ES", "IN", "KE", "DE", "EG", "MX", "TR", "SN",
    "GB", "CO", "KR", "ZA", "IT", "FJ", "AR", "NG", "ID", "NL", "NZ", "PL", "TH", "CL",
)  # fmt: skip
# Without people who could send a delegation.
UNINHABITED: frozenset[str] = frozenset({"AQ", "BV", "GS", "HM", "IO", "TF", "UM"})

ASSEMBLIES: tuple[str, ...] = (
    "Assembly of Police Chiefs",
    "Congress of Interior Services",
    "Assembly of Border Authorities",
    "Congress of Gendarmeries",
    "Assembly of Criminal Investigators",
    "Congress of Coast Guards",
    "Assembly of Cyber Units",
    "Congress on Public Safety",
)
TOWNS: tuple[str, ...] = (
    "Alderport", "Brightwater", "Cedarhaven", "Dunmere", "Eastfold", "Fernhollow", "Goldenbridge",
    "Hazelgate", "Ivoryton", "Juniper Bay", "Kestrel Point", "Larchfield", "Mapleford", "Newharbour",
    "Oakenshore", "Palm Terrace", "Quarrytown", "Ravenscroft", "Saltmarsh", "Thornbury Hill",
    "Umberfield", "Violet Springs", "Willowbank", "Yarrow Cross", "Zephyr Heights",
)  # fmt: skip
INSTITUTIONS: tuple[str, ...] = (
    "Invented National Police",
    "Invented Ministry of the Interior",
    "Invented General Directorate of Security",
    "Invented Gendarmerie",
    "Invented Border Guard",
    "Invented Criminal Investigation Office",
    "Invented Cyber Security Agency",
    "Invented Coast Guard",
)
GIVEN_NAMES: tuple[str, ...] = (
    "Amaryllis", "Basil", "Clover", "Dahlia", "Elm", "Fennel", "Garnet", "Heath", "Indigo", "Jasper",
    "Kelp", "Linden", "Myrtle", "Nettle", "Olive", "Pepper",
)  # fmt: skip
FAMILY_NAMES: tuple[str, ...] = (
    "Applegate", "Birdsong", "Cloudberry", "Driftwood", "Elderbloom", "Foxglove", "Goosefeather",
    "Honeydew", "Inkwell", "Jackdaw", "Kingfisher", "Lambswool", "Moonstone", "Nightjar", "Oxbow",
    "Primrose", "Quicksilver", "Rainwater", "Snowdrop", "Thistledown",
)  # fmt: skip
HEAD_TITLES: tuple[str, ...] = (
    "invented director general",
    "invented commissioner",
    "invented minister",
    "invented deputy director",
    "invented head of cooperation",
)
PUBLISHERS: tuple[str, ...] = (
    "The Invented Gazette",
    "Invented Press Agency",
    "The Daily Invention",
    "Invented Official Bulletin",
    "Invented Radio News",
)

# {topic} and {other} are topics of the meeting, in small letters.
SUMMARIES: tuple[str, ...] = (
    "Invented: the two sides reviewed their joint work on {topic} and agreed to meet again within a year.",
    "Invented: talks on {topic}. A contact point is to be named on each side.",
    "Invented: both delegations compared their experience of {topic} and of {other}.",
    "Invented: the counterpart asked for courses on {topic}; twelve places were offered.",
    "Invented: first contact between the two services; {topic} was the only subject.",
    "Invented: the heads of the two services spoke of {topic}, of {other} and of liaison officers.",
    "Invented: follow-up to an earlier working group on {topic}, with a plan for the coming months.",
    "Invented: a short exchange on {topic} on the margins of the programme.",
    "Invented: a joint investigation into {topic} was taken stock of, and a laboratory visited.",
    "Invented: the services agreed on secure channels for requests about {topic}.",
)
WITHDRAWN_REASONS: tuple[str, ...] = (
    "Invented reason: the source was corrected by its publisher.",
    "Invented reason: the two delegations turned out not to have met.",
    "Invented reason: the source speaks of another event.",
)
ENTERED_TWICE = "Invented reason: the same meeting was entered twice."
MOU_TITLES: tuple[str, ...] = (
    "Invented memorandum on {topic}",
    "Invented arrangement on cooperation against {topic}",
    "Invented framework for {topic} and {other}",
)
