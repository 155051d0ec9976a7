"""What a campaign may be made of, told by the clauses of a plan. Plain strings equal the vocabulary of `campaigns`."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from namkhong.plans.rules.drafts import ClauseDraft


@dataclass(frozen=True, slots=True)
class StageProposal:
    """A stage in whole years; `clause` is the number of the clause it comes from."""

    name: str
    start_year: int
    end_year: int
    open_ended: bool
    clause: int | None


@dataclass(frozen=True, slots=True)
class TargetProposal:
    """A target. `low`/`high` in per cent, None where the plan sets no bound; `stage` is the place in the list of
    stages, None for the whole. `measured_as`: "relative" or "points"; `stated` is false where the plan leaves open
    which. `metric` is a value of `states.Metric`.
    """

    metric: str
    label: str
    direction: str
    low: Decimal | None
    high: Decimal | None
    stage: int | None
    yearly: bool
    measured_as: str
    stated: bool
    clause: int | None


@dataclass(frozen=True, slots=True)
class SuggestedDay:
    """The last day on time that the organiser may take where the plan names none, with the reason in words."""

    day: int
    month: int
    reason: str


@dataclass(frozen=True, slots=True)
class DutyProposal:
    """A duty as the plan words it.

    `kind`, `obliged`, `bound`, `recurrence`: values of `states.WorkKind`, `WhoMust`, `DayBound`, `HowOften`.
    `last_year` None runs on; a duty that comes once falls in its last year. `day`/`month` are None with bound "none";
    then `suggested` is a day to offer, marked as not from the plan. `source` is the sentence of the plan.
    `stated` is false where the plan does not ask for it in so many words. `chosen` says whether the page should
    offer it ticked. `doubt` is a sentence for the officer where something had to be guessed, else empty.
    """

    kind: str
    title: str
    obliged: str
    first_year: int
    last_year: int | None
    bound: str
    recurrence: str
    day: int | None
    month: int | None
    to_whom: str
    via: str
    evidence: str
    source: str
    clause: int | None
    suggested: SuggestedDay | None
    stated: bool
    chosen: bool
    doubt: str


@dataclass(frozen=True, slots=True)
class PlanProposal:
    """Everything a campaign may be made of."""

    name: str
    stages: tuple[StageProposal, ...]
    targets: tuple[TargetProposal, ...]
    duties: tuple[DutyProposal, ...]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the rules need of a plan: name, issuer, the text read, the year of issue (None where the plan is undated)
    and the year in which it came into the system, which counts where nothing else names one.
    """

    name: str
    issuer: str
    year: int | None
    year_taken_in: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class NumberedClause:
    """A clause with the number of its row."""

    pk: int | None
    draft: ClauseDraft

    @property
    def facts(self) -> dict[str, Any]:
        """What the kind needs."""
        return self.draft.facts
