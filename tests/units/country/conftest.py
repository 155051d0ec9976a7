"""A cut of the country through the same code as the whole: two provinces merged from two each, one that went on."""

import pytest

from namkhong.units.country.areas import Country, only
from namkhong.units.country.source import read

CUT = {"Tây Ninh": "80", "Đồng Nai": "75", "Lai Châu": "12"}


@pytest.fixture(scope="session")
def cut() -> Country:
    return only(read(), frozenset(CUT.values()))
