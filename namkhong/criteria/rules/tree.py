"""Who stands under whom in a set, and what counts towards a sum. Holds for sets with mistakes too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from namkhong.criteria.rules.structure import CriterionDef
from namkhong.criteria.states import Scale

EXTRAS = (Scale.BONUS, Scale.MINUS)
"""What comes on top of the total, or off it."""


@dataclass(frozen=True)
class Tree:
    """The criteria of one set by their numbers; of two with the same number the first stands for both."""

    criteria: Sequence[CriterionDef]

    @cached_property
    def named(self) -> dict[str, CriterionDef]:
        """Criteria by number."""
        return {row.number: row for row in reversed(self.criteria)}

    @cached_property
    def parts(self) -> dict[str, tuple[CriterionDef, ...]]:
        """What stands directly under each number; under "" what stands on top."""
        found: dict[str, list[CriterionDef]] = {}
        for row in self.criteria:
            found.setdefault(row.parent, []).append(row)
        return {number: tuple(rows) for number, rows in found.items()}

    def parts_of(self, number: str) -> tuple[CriterionDef, ...]:
        """What stands directly under a number."""
        return self.parts.get(number, ())

    def above(self, row: CriterionDef) -> Iterator[CriterionDef]:
        """Parent, its parent and so on; ends where a parent is unknown or would come again."""
        met = {row.number}
        while (parent := self.named.get(row.parent)) and parent.number not in met:
            met.add(parent.number)
            yield parent
            row = parent

    @cached_property
    def only_extras(self) -> frozenset[str]:
        """Numbers of groups in which there is nothing but bonuses and minuses: their points limit these together."""
        plain: set[str] = set()
        inner = set(self.parts) - {""}
        for row in self.criteria:
            if row.number not in inner and row.scale not in EXTRAS:
                plain.update(parent.number for parent in self.above(row))
        return frozenset(inner & set(self.named) - plain)

    def counted(self, row: CriterionDef) -> Decimal:
        """What a criterion adds to the sum it stands in when everything is reached; nothing for bonuses and minuses."""
        if row.scale in EXTRAS or row.number in self.only_extras:
            return Decimal(0)
        return row.most * row.weight

    def ordered(self) -> tuple[CriterionDef, ...]:
        """Every criterion before its parts, brothers and sisters as they come; what hangs on nothing is left out."""
        found: list[CriterionDef] = []
        waiting = list(reversed(self.parts_of("")))
        met: set[str] = set()
        while waiting:
            row = waiting.pop()
            if row.number not in met:
                met.add(row.number)
                found.append(row)
                waiting.extend(reversed(self.parts_of(row.number)))
        return tuple(found)
