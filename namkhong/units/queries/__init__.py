"""Questions about units: their trees, their names."""

from namkhong.units.queries.names import find, former_names, headcount, name_on
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
    "ancestors",
    "children",
    "count_below",
    "find",
    "former_names",
    "has_children",
    "headcount",
    "is_below",
    "lines_of",
    "name_on",
    "parent",
    "subtree",
    "subtree_page",
    "with_superior",
]
