import pytest

from intake.reading.dates import Dates
from intake.reading.published import Published
from intake.reading.words import Words

CASES = [
    ("en", "from November 24 to 27", "2025-11", "2025-11-24/2025-11-27"),
    ("en", "from November 24 to 27", "", "XXXX-11-24/XXXX-11-27"),
    ("en", "24–27 November 2025", "", "2025-11-24/2025-11-27"),
    ("en", "December 30 to January 2", "2026-01-05", "2025-12-30/2026-01-02"),
    ("en", "on 24/11/2025", "", "2025-11-24"),
    ("en", "on March 3 and 5, 2024", "", "[2024-03-03,2024-03-05]"),
    ("en", "yesterday", "2025-11-28", "2025-11-27"),
    ("en", "on Tuesday", "2025-11-28", "2025-11-25"),
    ("en", "in May 2025", "", "2025-05"),
    ("fr", "du 24 au 27 novembre 2025", "", "2025-11-24/2025-11-27"),
    ("fr", "le 1er mars", "2025-02", "2025-03-01"),
    ("fr", "du 28 mai au 2 juin", "2025", "2025-05-28/2025-06-02"),
    ("ar", "من 24 إلى 27 نونبر 2025", "", "2025-11-24/2025-11-27"),
    ("ar", "يومي 3 و4 مارس 2025م", "", "2025-03-03/2025-03-04"),
    ("ar", "في 12 جمادى الأولى 1447هـ الموافق 3 نوفمبر 2025م", "", "2025-11-03"),
    ("ar", "في 1 محرم 1447", "", "2025-06-27~"),
]


@pytest.mark.parametrize(("language", "text", "published", "edtf"), CASES)
def test_date_is_read_as_edtf(language, text, published, edtf):
    assert [found.edtf for found in Dates(Words(text), language, Published.read(published)).all()] == [edtf]


@pytest.mark.parametrize(
    "text", ["31 February 2025", "yesterday", "on Tuesday", "may 2 of them", "99 November 2025", "chapter 24"]
)
def test_what_is_no_date_is_none(text):
    assert not [found for found in Dates(Words(text), "en", None).all() if found.edtf != "XXXX-05-02"]
