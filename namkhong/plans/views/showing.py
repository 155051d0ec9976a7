"""Plans and their items as the templates want them: words instead of facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from namkhong.plans.models import Clause, Dismissal, Plan
from namkhong.plans.queries import clauses_of, draft_of, judged
from namkhong.plans.rules import SURE, Place, Token, marked, tell
from namkhong.plans.rules.critic import Finding, Weight
from namkhong.plans.states import Basis, ClauseKind

_SHORT = 90
"""A sentence up to this many letters stands as it is, without a frame around it."""


@dataclass(frozen=True, slots=True)
class ShownClause:
    """An item in words. `heading` is empty where the quoted sentence says it all; `tag` names a status component."""

    pk: int
    heading: str
    details: list[str]
    quote: str
    doubtful: bool
    tag: str
    tag_label: str
    reason: str
    in_text: bool

    @property
    def name(self) -> str:
        """How to call it in a list."""
        return self.heading or self.quote


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one kind."""

    kind: str
    label: str
    clauses: list[ShownClause]


def shown(clause: Clause) -> ShownClause:
    """One item."""
    quote, text = " ".join(clause.quote.split()), " ".join(clause.text.split())
    framed = quote != text or len(quote) > _SHORT
    doubtful = clause.confidence is not None and clause.confidence < SURE
    tag, label = _tag(clause, doubtful)
    return ShownClause(
        pk=clause.pk,
        heading="" if framed and quote == text else clause.text,
        details=tell(draft_of(clause)),
        quote=quote if framed else "",
        doubtful=doubtful,
        tag=tag,
        tag_label=label,
        reason=clause.reason,
        in_text=clause.span_from is not None,
    )


def _tag(clause: Clause, doubtful: bool) -> tuple[str, str]:
    if clause.basis == Basis.TYPED:
        return "info", "Người soát nhập"
    if clause.basis == Basis.INFERRED:
        # What a definition adds of its own was never read by the machine.
        return "soon", "Gợi ý" if clause.confidence is None else "Máy suy ra"
    if clause.confidence is None:
        return "", ""
    return ("soon", "Cần xem lại") if doubtful else ("accepted", "Chắc chắn")


def grouped(clauses: list[Clause], *, with_empty: bool = False) -> list[Group]:
    """Items by kind, in the order of the screen."""
    rows = [
        Group(str(kind), kind.label, [shown(clause) for clause in clauses if clause.kind == kind])
        for kind in ClauseKind
    ]
    return [row for row in rows if row.clauses or with_empty]


def source_of(plan: Plan, clauses: list[Clause]) -> list[Token]:
    """The text that was read, with a mark for every item; empty where the plan was not read from a text."""
    if plan.reading is None:
        return []
    places = [
        Place(clause.pk, clause.span_from, clause.span_to)
        for clause in clauses
        if clause.span_from is not None and clause.span_to is not None
    ]
    return marked(plan.reading.text, places)


_TONES = {Weight.BLOCKING: "overdue", Weight.SERIOUS: "soon", Weight.NOTE: "info"}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with the status component that tells its weight; `item` is the first item it is about."""

    finding: Finding
    tone: str
    item: int | None


@dataclass(frozen=True, slots=True)
class ShownJudged:
    """What the critic says: open findings, those set aside with the row that says why, and a count in words."""

    open: list[ShownFinding]
    aside: list[tuple[Finding, Dismissal]]

    @property
    def summary(self) -> str:
        """How many of each weight, in words; empty when there is nothing to say."""
        weights = [shown.finding.weight for shown in self.open]
        return ", ".join(f"{n} {weight.label.lower()}" for weight in Weight if (n := weights.count(weight)))


def judged_for_screen(plan: Plan, today: date, clauses: Iterable[Clause] | None = None) -> ShownJudged:
    """The critic's findings about a plan now."""
    found = judged(plan, clauses_of(plan) if clauses is None else clauses, today)
    rows = [ShownFinding(row, _TONES[row.weight], next(iter(row.clauses), None)) for row in found.open]
    return ShownJudged(rows, found.aside)
