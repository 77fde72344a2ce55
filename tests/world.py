"""The world without its words: the ten thousand names of the countries take seconds to load."""

import json
from pathlib import Path

from pages.demo.loading import REFERENCE


def write_regions_and_countries(path: Path) -> Path:
    """Write to ``path`` the part of the reference data that holds regions and countries; return it."""
    rows = json.loads(REFERENCE.read_text(encoding="utf-8"))
    few = [row for row in rows if row["model"] != "delegations.countryname"]
    path.write_text(json.dumps(few), encoding="utf-8")
    return path
