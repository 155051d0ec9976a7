"""Everything that reads registrations, joint lists and covenants."""

from namkhong.registrations.queries.asking import figures, registered_person, registered_unit, waiting_for
from namkhong.registrations.queries.covenants import covenants_of, parties_of, to_sign, with_counts
from namkhong.registrations.queries.eligible import clean_lists
from namkhong.registrations.queries.following import acted_on, hanging
from namkhong.registrations.queries.honours import Offer, honours, suggestions
from namkhong.registrations.queries.overview import Gathered, OwnList, gathered, open_to, own_lists, own_registrations
from namkhong.registrations.queries.received import (
    Missing,
    in_state,
    last_batch,
    last_batch_of_people,
    missing,
    received,
    state_counts,
)
from namkhong.registrations.queries.unit import (
    approved_people,
    counts_by_state,
    due_of,
    held_by,
    last_years,
    list_of,
    own_of,
    people_of,
    questions,
    totals_by_honour,
)

__all__ = [
    "Gathered",
    "Missing",
    "Offer",
    "OwnList",
    "acted_on",
    "approved_people",
    "clean_lists",
    "counts_by_state",
    "covenants_of",
    "due_of",
    "figures",
    "gathered",
    "hanging",
    "held_by",
    "honours",
    "in_state",
    "last_batch",
    "last_batch_of_people",
    "last_years",
    "list_of",
    "missing",
    "open_to",
    "own_lists",
    "own_of",
    "own_registrations",
    "parties_of",
    "people_of",
    "questions",
    "received",
    "registered_person",
    "registered_unit",
    "state_counts",
    "suggestions",
    "to_sign",
    "totals_by_honour",
    "waiting_for",
    "with_counts",
]
