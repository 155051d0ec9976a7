"""Everything that changes units and their trees."""

from namkhong.units.actions.checking import AlreadyPlaced, BeforeItsParent, UnderItself
from namkhong.units.actions.founding import (
    SameName,
    UnitTraits,
    found,
    found_below,
    make_unit,
    state_headcount,
)
from namkhong.units.actions.lineage import CircleInTree, rebuild_lineage, refresh_lineage
from namkhong.units.actions.naming import NoName, RenamedLater, rename
from namkhong.units.actions.placing import (
    ClosedAlready,
    NotPlaced,
    PlacedLater,
    StillAbove,
    close,
    leave_line,
    move,
    place,
    place_many,
)

__all__ = [
    "AlreadyPlaced",
    "BeforeItsParent",
    "CircleInTree",
    "ClosedAlready",
    "NoName",
    "NotPlaced",
    "PlacedLater",
    "RenamedLater",
    "SameName",
    "StillAbove",
    "UnderItself",
    "UnitTraits",
    "close",
    "found",
    "found_below",
    "leave_line",
    "make_unit",
    "move",
    "place",
    "place_many",
    "rebuild_lineage",
    "refresh_lineage",
    "rename",
    "state_headcount",
]
