"""Pure rules of plans: from a reading or a definition to clauses, from clauses to what a campaign may be made of."""

from namkhong.plans.rules.checking import Gap, gaps_of
from namkhong.plans.rules.drafts import SURE, ClauseDraft, HeadDraft, head_mark, is_plan, mark_of
from namkhong.plans.rules.from_definition import clauses_of_definition, head_of_definition
from namkhong.plans.rules.from_reading import clauses_of_reading, head_of_reading
from namkhong.plans.rules.marking import Place, Token, marked
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
from namkhong.plans.rules.telling import tell, tell_day

__all__ = [
    "SURE",
    "ClauseDraft",
    "DutyProposal",
    "Gap",
    "HeadDraft",
    "NumberedClause",
    "Place",
    "PlanFacts",
    "PlanProposal",
    "StageProposal",
    "SuggestedDay",
    "TargetProposal",
    "Token",
    "clauses_of_definition",
    "clauses_of_reading",
    "gaps_of",
    "head_mark",
    "head_of_definition",
    "head_of_reading",
    "is_plan",
    "mark_of",
    "marked",
    "propose",
    "tell",
    "tell_day",
]
