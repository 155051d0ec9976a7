"""Questions about plans sent down: who has come how far, what is lacking, what carries out what."""

from namkhong.cascade.queries.amending import Touched, change_of, touched_by
from namkhong.cascade.queries.deliveries import (
    closed_heirs,
    counts,
    deliveries_of,
    delivery_of,
    late,
    received,
    sent_plans,
)
from namkhong.cascade.queries.drafting import (
    Entry,
    added_clauses,
    document_of_plan,
    entries_of,
    last_step,
    own_of,
    own_plan_of,
)
from namkhong.cascade.queries.gaps import GapLine, behind_of, gap_lines, gap_units, uncompared
from namkhong.cascade.queries.tracing import Traced, carried_out_below, sources_of
from namkhong.cascade.queries.waiting import guided_reviews, waiting_for

__all__ = [
    "Entry",
    "GapLine",
    "Touched",
    "Traced",
    "added_clauses",
    "behind_of",
    "carried_out_below",
    "change_of",
    "closed_heirs",
    "counts",
    "deliveries_of",
    "delivery_of",
    "document_of_plan",
    "entries_of",
    "gap_lines",
    "gap_units",
    "guided_reviews",
    "last_step",
    "late",
    "own_of",
    "own_plan_of",
    "received",
    "sent_plans",
    "sources_of",
    "touched_by",
    "uncompared",
    "waiting_for",
]
