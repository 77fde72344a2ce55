"""The register's names without a database: as the reference data and the Marrakech record give them."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings

from delegations.lexicon import NO_PARTIES, STRENGTHS, Lexicon, Name, Party, Strength

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
BODIES = {
    "interpol": "o:1",
    "un": "o:2",
    "arab-ministers": "o:3",
    "naif": "o:4",
}


@cache
def lexicon() -> Lexicon:
    names = [Name(None, text) for text in NO_PARTIES]
    for row in json.loads((FIXTURES / "reference.json").read_text(encoding="utf-8")):
        fields = row["fields"]
        if row["model"] == "delegations.countryname":
            party, strength = Party("c", fields["country"]), STRENGTHS[fields["kind"]]
            names.append(Name(party, fields["name"], strength, fields["normalised"]))
        if row["model"] == "delegations.region":
            names += [Name(None, fields[key]) for key in ("name", "name_fr", "name_ar", "name_es")]
    for row in json.loads((FIXTURES / "marrakech-2025.json").read_text(encoding="utf-8")):
        if row["model"] == "delegations.organization":
            fields, party = row["fields"], Party("o", str(row["pk"]))
            names.append(Name(party, fields["name"]))
            others = [fields["acronym"], *fields["other_names"].splitlines()]
            names += [Name(party, text, Strength.OFFICIAL) for text in others if text]
    return Lexicon(names)
