"""Everything that changes units and their trees."""

from namkhong.units.actions.founding import (
    SameName,
    UnitTraits,
    found,
    found_below,
    make_unit,
    state_headcount,
)
from namkhong.units.actions.lineage import rebuild_lineage
from namkhong.units.actions.placing import AlreadyPlaced, CircleInTree, UnderItself, place, place_many

__all__ = [
    "AlreadyPlaced",
    "CircleInTree",
    "SameName",
    "UnderItself",
    "UnitTraits",
    "found",
    "found_below",
    "make_unit",
    "place",
    "place_many",
    "rebuild_lineage",
    "state_headcount",
]
