"""Numbers are read the way people here write them, and never guessed."""

from decimal import Decimal

import pytest
from django import forms

from namkhong.design.fields import NumberField
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import parse_decimal

READ = {"0": 0, "1250": 1250, "1.250": 1250, "1.250,75": "1250.75", " 12,5 ": "12.5", "-3": -3, "1 250": 1250}
REFUSED = ["12.5", "1.25", "1,2,3", "ba", "12,", "1.2500", "NaN", "1e5", "1,250.75"]


@pytest.mark.parametrize("text", READ)
def test_reads_what_foundation_reads(text: str) -> None:
    assert NumberField().clean(text) == Decimal(READ[text]) == parse_decimal(text)


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_what_nobody_can_tell(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        NumberField().clean(text)


@pytest.mark.parametrize("text", [text for text in REFUSED if text not in ("1e5",)])
def test_foundation_refuses_it_too(text: str) -> None:
    with pytest.raises(DomainError):
        parse_decimal(text)


def test_empty_is_not_zero() -> None:
    assert NumberField(required=False).clean("") is None
    assert NumberField(required=False).clean("0") == 0


def test_whole_numbers_have_no_fraction() -> None:
    assert NumberField(whole=True).clean("1.250") == 1250
    with pytest.raises(forms.ValidationError, match="số nguyên"):
        NumberField(whole=True).clean("12,5")


def test_written_back_as_it_is_read() -> None:
    field = NumberField()
    assert field.prepare_value(Decimal("1250.50")) == "1.250,5"
    assert field.prepare_value("mười") == "mười"
    assert field.clean(field.prepare_value(Decimal("1250.50"))) == Decimal("1250.5")
