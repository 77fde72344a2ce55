import pytest

from intake.reading.gazetteer import Gazetteer, of_fixtures


@pytest.fixture(scope="session")
def names() -> Gazetteer:
    """The names of the fixtures, without a database."""
    return of_fixtures()
