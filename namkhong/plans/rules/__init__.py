"""Pure rules of plans: from a reading or a definition to clauses, from clauses to what a campaign may be made of."""

from namkhong.plans.rules.as_case import annotation_of
from namkhong.plans.rules.checking import Gap, gaps_of
from namkhong.plans.rules.drafts import SURE, ClauseDraft, HeadDraft, head_mark, is_plan, mark_of
from namkhong.plans.rules.fragment import carrier_of, drafts_of_words, found_in, refreshed
from namkhong.plans.rules.from_definition import clauses_of_definition, head_of_definition
from namkhong.plans.rules.from_reading import clauses_of_reading, head_of_reading
from namkhong.plans.rules.history import ACCEPTED, REMOVED, Change, change_of, told_apart
from namkhong.plans.rules.marking import MarkedBlock, Part, Place, marked, part_with, parts_of
from namkhong.plans.rules.proposals import (
    DutyProposal,
    NumberedClause,
    PlanFacts,
    PlanProposal,
    StageProposal,
    SuggestedDay,
    TargetProposal,
)
from namkhong.plans.rules.proposing import propose
from namkhong.plans.rules.sureness import is_sure, wants_look
from namkhong.plans.rules.telling import tell, tell_day

__all__ = [
    "ACCEPTED",
    "REMOVED",
    "SURE",
    "Change",
    "ClauseDraft",
    "DutyProposal",
    "Gap",
    "HeadDraft",
    "MarkedBlock",
    "NumberedClause",
    "Part",
    "Place",
    "PlanFacts",
    "PlanProposal",
    "StageProposal",
    "SuggestedDay",
    "TargetProposal",
    "annotation_of",
    "carrier_of",
    "change_of",
    "clauses_of_definition",
    "clauses_of_reading",
    "drafts_of_words",
    "found_in",
    "gaps_of",
    "head_mark",
    "head_of_definition",
    "head_of_reading",
    "is_plan",
    "is_sure",
    "mark_of",
    "marked",
    "part_with",
    "parts_of",
    "propose",
    "refreshed",
    "tell",
    "tell_day",
    "told_apart",
    "wants_look",
]
