"""The years a plan covers, and in which of them something falls."""

from collections.abc import Sequence
from dataclasses import dataclass

from namkhong.plans.rules.proposals import PlanFacts, StageProposal
from namkhong.plans.states import WorkKind

_REVIEWS = (WorkKind.INTERIM_REVIEW, WorkKind.FINAL_REVIEW)


@dataclass(frozen=True, slots=True)
class Span:
    """First year, last year (None runs on) and the stages between."""

    first: int
    last: int | None
    stages: tuple[StageProposal, ...]

    @classmethod
    def of(cls, plan: PlanFacts, stages: tuple[StageProposal, ...], named: Sequence[int]) -> "Span":
        """From the stages where there are any; a plan issued after its first stage began counts from its own year.

        `named` are the years that its clauses name.
        """
        if not stages:
            return cls(plan.year or min(named, default=plan.year_taken_in), None, ())
        start, end = stages[0].start_year, max(stage.end_year for stage in stages)
        first = plan.year if plan.year and start <= plan.year <= end else start
        return cls(first, None if any(stage.open_ended for stage in stages) else end, stages)

    def years_of_once(self, kind: str, year: int | None) -> tuple[int, int]:
        """First and last year of something that comes once; it falls in the last.

        A review looks back over the stage it ends. Without a year, a final review ends the last stage and everything
        else belongs to the first.
        """
        if year is not None:
            return (self._start_of_stage_with(year) if kind in _REVIEWS else year), year
        if not self.stages:
            return self.first, self.first
        stage = self.stages[-1] if kind == WorkKind.FINAL_REVIEW else self.stages[0]
        return stage.start_year, stage.end_year

    def _start_of_stage_with(self, year: int) -> int:
        starts = [stage.start_year for stage in self.stages if stage.start_year <= year <= stage.end_year]
        return max(starts, default=year)
