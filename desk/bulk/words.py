"""Words around the names in a list, in English, French, Spanish and Arabic; all as ``core.text.normalise`` leaves them.

None of them is needed to find a name. They tell what may be passed over in silence ("the delegation of"), what parts
two names ("as well as"), and what says who came ("the Director General of the National Police").
"""

from typing import Final


def _all(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# Between two names, as a comma is. "e" is the Spanish "y" before an i; "o" and "ou" are "or".
CONNECTORS: Final = _all("and et y e و plus puis then ثم also aussi tambien كذلك وكذلك كما or ou o او ainsi وايضا ايضا")

# Several words that part two names; the first of them does, and all are passed over.
JOINING: Final = tuple(
    tuple(phrase.split())
    for phrase in (
        "as well as", "along with", "together with", "in addition to", "followed by", "ainsi que", "de meme que",
        "en plus de", "suivi de", "suivie de", "suivis de", "asi como", "junto con", "ademas de", "seguido de",
        "بالاضافه الي", "اضافه الي", "فضلا عن", "الي جانب", "علاوه علي",
    )
)  # fmt: skip

LINKS: Final = _all("of the from for at de d del du des la le les l los las el a au aux al pour para من في ل")

# Passed over in silence, wherever they stand beside a name.
FILLER: Final = LINKS | CONNECTORS | _all(
    "s a an with its their his her our between including namely i e other also as well along together in addition",
    "to followed by delegation delegations representative representatives official officials senior counterpart",
    "counterparts side sides party parties state states country countries republic kingdom government authorities",
    "delegates leadership leaders mr mrs ms dr",
    "un une avec son sa ses leur leurs entre notamment dont que meme en representant",
    "representants responsable responsables haut hauts officiel officiels homologue homologues cote partie parties",
    "etat pays republique royaume gouvernement autorites dirigeants m mme",
    "con su sus entre incluidos asi como junto ademas delegacion delegaciones representante representantes",
    "funcionario funcionarios alto altos homologo homologa homologos homologas parte partes estado estados pais",
    "paises republica reino gobierno autoridades sr sra",
    "مع بين وفد الوفد وفود مسوول مسوولين مسوولي ممثل ممثلي ممثلين نظير نظيره نظيرها نظرايه نظرايها الطرف الجانب",
    "دوله الدوله جمهوريه مملكه حكومه سلطات كل كلا كلتا عن الي بالاضافه اضافه فضلا جانب علاوه علي",
)  # fmt: skip

# A run of these before "of" is a person's title.
TITLES: Final = _all(
    "secretary general director directors president head chief minister deputy vice executive commissioner inspector",
    "commander chairman chairwoman chairperson chair prefect ambassador governor marshal attorney prosecutor",
    "secretaire directeur directrice presidente chef ministre adjoint commissaire inspecteur inspectrice commandant",
    "prefet ambassadeur procureur generale delegue",
    "secretario secretaria directora presidenta jefe jefa ministro ministra comisario comisaria inspectora",
    "comandante embajador embajadora fiscal viceministro",
    "الامين العام المدير مدير عام رييس رييسه وزير وزيره نايب قايد مفتش مفوض سفير والي امين",
)

# With one of these beside it, what is not the name belongs to the name of an institution.
INSTITUTIONS: Final = _all(
    "police gendarmerie ministry directorate department agency service services bureau office guard force forces",
    "army customs intelligence council command authority commission centre center academy institute",
    "carabinieri court prosecution",
    "ministere direction departement agence garde armee douanes douane renseignement renseignements",
    "conseil commandement autorite academie institut parquet",
    "policia ministerio direccion departamento agencia servicio servicios oficina guardia fuerzas ejercito aduanas",
    "inteligencia consejo comando autoridad comision academia instituto fiscalia",
    "شرطه الشرطه وزاره الوزاره مديريه المديريه اداره الاداره وكاله جهاز الجهاز مصلحه مكتب المكتب حرس الحرس قوات",
    "القوات الدرك درك جمارك الجمارك مخابرات المخابرات استخبارات مجلس المجلس",
)

IN_REGION: Final = _all("in en au aux dans across from a في من")
"""A paragraph that opens with one of these and a region ("In Europe, …") groups what it lists under it."""
