"""Everything that reads rounds, sheets and marks."""

from namkhong.scoring.queries.following import acted_on, hanging
from namkhong.scoring.queries.frames import Frame, Leaf, frame_of
from namkhong.scoring.queries.grid import Checked, GridRow, checked_by, grid_rows, last_changes
from namkhong.scoring.queries.rounds import may_see_round, rounds_for
from namkhong.scoring.queries.sheets import (
    Line,
    appeals_of,
    changes_of,
    lines_of,
    name_of,
    named_like,
    revisions_of,
    seen_sheets,
    sheet_of,
    state_counts,
)
from namkhong.scoring.queries.subjects import staff_newcomers, subjects, unit_newcomers
from namkhong.scoring.queries.waiting import waiting_for

__all__ = [
    "Checked",
    "Frame",
    "GridRow",
    "Leaf",
    "Line",
    "acted_on",
    "appeals_of",
    "changes_of",
    "checked_by",
    "frame_of",
    "grid_rows",
    "hanging",
    "last_changes",
    "lines_of",
    "may_see_round",
    "name_of",
    "named_like",
    "revisions_of",
    "rounds_for",
    "seen_sheets",
    "sheet_of",
    "staff_newcomers",
    "state_counts",
    "subjects",
    "unit_newcomers",
    "waiting_for",
]
