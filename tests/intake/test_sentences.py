"""Single statements in three languages: what was held, what only announced, and what is no meeting."""

import tomllib
from pathlib import Path

import pytest

from intake.reading.engine import read

SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))
CASES = [
    pytest.param(language, case, id=f"{language}-{n}")
    for language in SENTENCES
    for n, case in enumerate(SENTENCES[language])
]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_statement_is_understood(names, language, case):
    reading = read(case["text"], names, published="2025-11-28", language=language)
    named = {found.party.code for found in reading.held() if found.attestation == "named"}
    signers = {party for parties in case.get("mous", []) for party in parties}
    held = set(case.get("held", []))
    assert held <= named
    assert named <= held | signers
    for standing in ("announced", "cancelled"):
        assert set(case.get(standing, [])) <= {
            found.party.code for found in reading.counterparts if found.standing == standing
        }
    signed = [
        sorted(party.code for party in found.parties) for found in reading.instruments if found.signed == "signed"
    ]
    assert signed == [sorted(parties) for parties in case.get("mous", [])]


def test_passage_is_in_the_text(names):
    for language in SENTENCES:
        for case in SENTENCES[language]:
            reading = read(case["text"], names, language=language)
            for found in [*reading.counterparts, *reading.instruments, *reading.totals, *reading.topics]:
                assert 0 <= found.passage.start < found.passage.end <= len(case["text"])
                assert found.rule
