"""Numbers are read as they are written in Vietnam, and never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import AmbiguousNumber, NotANumber, parse_decimal, show_decimal

amounts = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)


@given(amounts)
def test_what_is_shown_is_read_back(amount: Decimal) -> None:
    assert parse_decimal(show_decimal(amount)) == amount


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_a_sentence(text: str) -> None:
    try:
        assert parse_decimal(text).is_finite()
    except DomainError as refusal:
        assert refusal.sentence.endswith(".")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("1250", "1250"),
        ("1.250", "1250"),
        ("12,5", "12.5"),
        ("1.250,75", "1250.75"),
        (" -3,50 ", "-3.50"),
        ("1 250", "1250"),
        ("1\u00a0250,5", "1250.5"),
        ("+7", "7"),
    ],
)
def test_numbers_are_read(text: str, number: str) -> None:
    assert parse_decimal(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.5", "12.34", "1.2345", "1.250.5", "1234.567", ".250"])
def test_a_dot_that_parts_no_thousands_is_refused(text: str) -> None:
    with pytest.raises(AmbiguousNumber, match="dấu phẩy"):
        parse_decimal(text)


@pytest.mark.parametrize("text", ["", "abc", "12,", "1,2,3", "NaN", "Infinity", "12,5%", "--5", "1,-5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotANumber, match="không phải là số"):
        parse_decimal(text)


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [
        (None, None, ""),
        (None, 2, ""),
        (0, None, "0"),
        (1234567, None, "1.234.567"),
        (Decimal("1250.50"), None, "1.250,5"),
        (Decimal("1250.50"), 2, "1.250,50"),
        (Decimal("-0.125"), 1, "-0,1"),
        (Decimal("100"), None, "100"),
    ],
)
def test_numbers_are_shown(number: Decimal | None, places: int | None, shown: str) -> None:
    assert show_decimal(number, places) == shown
