"""Questions about units: their trees, their names."""

from namkhong.units.queries.names import find, former_names, headcount, name_on
from namkhong.units.queries.reorganising import (
    acted_on,
    affected_units,
    heirs_on,
    keepers_on,
    place_changes,
    reorganisations_of,
    successor_pairs,
    undecided,
    units_of,
)
from namkhong.units.queries.tree import (
    ancestors,
    children,
    count_below,
    has_children,
    is_below,
    lines_of,
    parent,
    subtree,
    subtree_page,
    with_superior,
)

__all__ = [
    "acted_on",
    "affected_units",
    "ancestors",
    "children",
    "count_below",
    "find",
    "former_names",
    "has_children",
    "headcount",
    "heirs_on",
    "is_below",
    "keepers_on",
    "lines_of",
    "name_on",
    "parent",
    "place_changes",
    "reorganisations_of",
    "subtree",
    "subtree_page",
    "successor_pairs",
    "undecided",
    "units_of",
    "with_superior",
]
