"""Everything that reads reorganisations."""

from namkhong.reorganisations.queries.allotting import (
    Staffed,
    allotted,
    counts_of,
    divided_in,
    people_of,
    staffed,
)
from namkhong.reorganisations.queries.changes import (
    changes_in,
    moved_with,
    to_be_founded,
    undecided_in,
    view_of,
    views_of,
)
from namkhong.reorganisations.queries.listing import listed_for, waiting_for
from namkhong.reorganisations.queries.moving import (
    SUBJECT,
    acted_on,
    ended_on_other_lines,
    ending_in,
    handed_over,
    hanging_on,
    units_named,
    without_names,
)
from namkhong.reorganisations.queries.naming import NoSuchUnit, Register, SeveralUnits
from namkhong.reorganisations.queries.questions import Asked, all_asked, answers_to, asked_by, heads_chosen
from namkhong.reorganisations.queries.searching import FOUND, by_number, day_before, search, superiors_of

__all__ = [
    "FOUND",
    "SUBJECT",
    "Asked",
    "NoSuchUnit",
    "Register",
    "SeveralUnits",
    "Staffed",
    "acted_on",
    "all_asked",
    "allotted",
    "answers_to",
    "asked_by",
    "by_number",
    "changes_in",
    "counts_of",
    "day_before",
    "divided_in",
    "ended_on_other_lines",
    "ending_in",
    "handed_over",
    "hanging_on",
    "heads_chosen",
    "listed_for",
    "moved_with",
    "people_of",
    "search",
    "staffed",
    "superiors_of",
    "to_be_founded",
    "undecided_in",
    "units_named",
    "view_of",
    "views_of",
    "waiting_for",
    "without_names",
]
