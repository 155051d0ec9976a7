"""Who moved most between two rounds of the same set: up and down, with both totals. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Mover:
    """A subject with its totals of the previous round and of this one."""

    key: int
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """By how many points it moved; negative is down."""
        return self.after - self.before


def movers(
    before: Mapping[int, Decimal], after: Mapping[int, Decimal], most: int
) -> tuple[tuple[Mover, ...], tuple[Mover, ...]]:
    """The `most` that went up furthest and the `most` that went down furthest, the furthest first.

    Only who was in both rounds is compared; whoever stayed where it was is in neither list.
    """
    both = [Mover(key, before[key], after[key]) for key in sorted(before.keys() & after.keys())]
    up = sorted((mover for mover in both if mover.change > 0), key=lambda mover: -mover.change)
    down = sorted((mover for mover in both if mover.change < 0), key=lambda mover: mover.change)
    return tuple(up[:most]), tuple(down[:most])
