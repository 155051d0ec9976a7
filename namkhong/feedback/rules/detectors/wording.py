"""Numbers and sides in the sentences of findings."""

from decimal import Decimal

from namkhong.foundation.numbers import show_decimal


def number(value: float, places: int = 0) -> str:
    """A number as it is written here, with so many places where it is not whole.

    >>> number(1250), number(1.5, 1), number(2.0, 1)
    ('1.250', '1,5', '2')
    """
    return show_decimal(Decimal(str(round(value, places))).normalize() + 0)


def hours_of(hour: int) -> str:
    """An hour of the day.

    >>> hours_of(9)
    'khoảng 9 giờ đến 10 giờ'
    """
    return f"khoảng {hour} giờ đến {hour + 1} giờ"


def times(count: int) -> str:
    """How often.

    >>> times(3)
    '3 lần'
    """
    return f"{number(count)} lần"
