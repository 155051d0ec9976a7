"""The adding up of a sheet told a second time, slowly and in fractions, as a referee for the quick one."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from namkhong.criteria.rules.structure import CriterionDef, SetDef
from namkhong.criteria.states import Scale


class SlowSheet:
    """Asks every criterion for its points anew, each time from the leaves."""

    def __init__(self, made: SetDef, points: Mapping[str, Decimal | None], bonuses: bool = True) -> None:
        self.made = made
        self.points = points
        self.bonuses = bonuses

    def parts(self, number: str) -> list[CriterionDef]:
        return [row for row in self.made.criteria if row.parent == number]

    def leaves(self, row: CriterionDef) -> list[CriterionDef]:
        parts = self.parts(row.number)
        return [leaf for part in parts for leaf in self.leaves(part)] if parts else [row]

    def missing(self, row: CriterionDef) -> bool:
        return any(self.points.get(leaf.number) is None for leaf in self.leaves(row))

    def before_cap(self, row: CriterionDef) -> Fraction:
        if row.scale == Scale.GROUP:
            value = sum((self.worth(part) for part in self.parts(row.number)), Fraction(0))
            if all(leaf.scale in (Scale.BONUS, Scale.MINUS) for leaf in self.leaves(row)):
                value = max(-Fraction(row.most), min(value, Fraction(row.most)))
        elif row.scale in (Scale.BONUS, Scale.MINUS):
            value = min(Fraction(self.points.get(row.number) or 0), Fraction(row.most))
            value = value if self.bonuses or row.scale == Scale.MINUS else Fraction(0)
        else:
            value = Fraction(self.points.get(row.number) or 0)
        return value * Fraction(row.weight)

    def cap(self, row: CriterionDef) -> Fraction | None:
        by = next((other for other in self.made.criteria if row.cap_by and other.number == row.cap_by), None)
        return None if by is None or self.missing(by) else max(self.worth(by), Fraction(0))

    def worth(self, row: CriterionDef) -> Fraction:
        value, cap = self.before_cap(row), self.cap(row)
        value = value if cap is None else min(value, cap)
        return -value if row.scale == Scale.MINUS else value

    def exact(self) -> Fraction:
        return max(sum((self.worth(row) for row in self.parts("")), Fraction(0)), Fraction(0))

    def total(self) -> Decimal:
        return half_up(self.exact())


def half_up(value: Fraction) -> Decimal:
    """To two places, a half away from zero."""
    cents = (abs(value) * 100 + Fraction(1, 2)) // 1
    return Decimal(int(cents) if value >= 0 else -int(cents)) / 100
