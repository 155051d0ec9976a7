"""To whom a pledge is made where a person works: the head, the union, or both. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from namkhong.units.states import Line

OF_HEADS = frozenset({Line.ADMINISTRATION.value, Line.PARTY_FRONT.value, Line.SECTOR.value})
"""Lines on which a unit answers to a head; on the line of the union it answers to its union."""


@dataclass(frozen=True, slots=True)
class Counterparties:
    """Who receives a pledge."""

    head: bool
    union: bool


def counterparties(lines: Collection[str], campaign_line: str) -> Counterparties:
    """Those that exist on the lines where the unit stands; where it stands on none, the campaign's own."""
    standing = lines or (campaign_line,)
    return Counterparties(any(line in OF_HEADS for line in standing), Line.UNION.value in standing)


def only_of_union(lines: Collection[str]) -> bool:
    """Whether a unit stands on the union line alone, so that its head is the chair of a union."""
    return set(lines) == {Line.UNION.value}
