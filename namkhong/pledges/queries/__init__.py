"""Everything that reads pledges."""

from namkhong.pledges.queries.counting import (
    Row,
    Shared,
    coverage_at,
    coverage_now,
    coverage_of,
    figures,
    rows_below,
    understanding_of,
)
from namkhong.pledges.queries.register import OLDER, Entry, entries, older_count, questions_to, shown_state, staff_in
from namkhong.pledges.queries.rounds import (
    OwnPart,
    campaigns_without_round,
    own_part,
    round_in,
    round_of,
    rounds_for,
    rounds_of,
    unevaluated,
    waiting_for,
)
from namkhong.pledges.queries.standing import standing_in, works_at, works_in
from namkhong.pledges.queries.texts import draft_of, lines_in_force, lines_offered, text_for, wordings_of

__all__ = [
    "OLDER",
    "Entry",
    "OwnPart",
    "Row",
    "Shared",
    "campaigns_without_round",
    "coverage_at",
    "coverage_now",
    "coverage_of",
    "draft_of",
    "entries",
    "figures",
    "lines_in_force",
    "lines_offered",
    "older_count",
    "own_part",
    "questions_to",
    "round_in",
    "round_of",
    "rounds_for",
    "rounds_of",
    "rows_below",
    "shown_state",
    "staff_in",
    "standing_in",
    "text_for",
    "understanding_of",
    "unevaluated",
    "waiting_for",
    "wordings_of",
    "works_at",
    "works_in",
]
