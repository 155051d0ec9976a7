"""Pure rules of plans: from a reading or a definition to clauses, from clauses to what a campaign may be made of."""

from namkhong.plans.rules.checking import Gap, gaps_of
from namkhong.plans.rules.drafts import SURE, ClauseDraft, HeadDraft, is_plan
from namkhong.plans.rules.from_definition import clauses_of_definition, head_of_definition
from namkhong.plans.rules.from_reading import clauses_of_reading, head_of_reading
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

__all__ = [
    "SURE",
    "ClauseDraft",
    "DutyProposal",
    "Gap",
    "HeadDraft",
    "NumberedClause",
    "PlanFacts",
    "PlanProposal",
    "StageProposal",
    "SuggestedDay",
    "TargetProposal",
    "clauses_of_definition",
    "clauses_of_reading",
    "gaps_of",
    "head_of_definition",
    "head_of_reading",
    "is_plan",
    "propose",
]
