"""What the pledge register tells of units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Shared:
    """A part of a whole, and the page that shows where both come from."""

    part: int
    whole: int
    url: str


def coverage_of(units: Iterable[int], period_key: str, on: date) -> dict[int, Shared]:
    """Signed of obliged, by unit."""
    return {}


def understanding_of(units: Iterable[int], period_key: str, on: date) -> dict[int, Shared]:
    """Understood of obliged, by unit."""
    return {}
