"""Plans and their items as the templates want them: words instead of facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from namkhong.plans.models import Clause, Dismissal, Plan
from namkhong.plans.queries import clauses_of, draft_of, judged
from namkhong.plans.rules import is_sure, mark_of, tell, wants_look
from namkhong.plans.rules.critic import Finding, Weight
from namkhong.plans.states import Basis, ClauseKind

_SHORT = 90
"""A sentence up to this many letters stands as it is, without a frame around it."""


@dataclass(frozen=True, slots=True)
class ShownClause:
    """An item in words. `heading` is empty where the quoted sentence says it all; `tag` names a status component.

    `doubtful`: a person should look at it; `sure`: the machine is sure and nobody has looked yet. `start`, `end`: where
    it stands in the text; `seen`: its mark, to tell whether somebody changed it meanwhile.
    """

    pk: int
    kind: str
    heading: str
    details: list[str]
    quote: str
    doubtful: bool
    sure: bool
    tag: str
    tag_label: str
    reason: str
    start: int | None
    end: int | None
    seen: str

    @property
    def name(self) -> str:
        """How to call it in a list."""
        return self.heading or self.quote

    @property
    def in_text(self) -> bool:
        """Whether it stands in the text that was read."""
        return self.start is not None


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one kind."""

    kind: str
    label: str
    clauses: list[ShownClause]


def is_doubtful(clause: Clause) -> bool:
    """Whether a person should still look at an item."""
    return clause.accepted_at is None and wants_look(clause.confidence, clause.basis)


def is_waiting(clause: Clause) -> bool:
    """Whether the machine is sure of an item that nobody has accepted yet."""
    return clause.accepted_at is None and is_sure(clause.confidence, clause.basis)


def shown(clause: Clause) -> ShownClause:
    """One item."""
    quote, text = " ".join(clause.quote.split()), " ".join(clause.text.split())
    framed = quote != text or len(quote) > _SHORT
    draft = draft_of(clause)
    tag, label = _tag(clause)
    return ShownClause(
        pk=clause.pk,
        kind=clause.kind,
        heading="" if framed and quote == text else clause.text,
        details=tell(draft),
        quote=quote if framed else "",
        doubtful=is_doubtful(clause),
        sure=is_waiting(clause),
        tag=tag,
        tag_label=label,
        reason=clause.reason,
        start=clause.span_from,
        end=clause.span_to,
        seen=mark_of(draft),
    )


def _tag(clause: Clause) -> tuple[str, str]:
    if clause.basis == Basis.TYPED:
        return "info", "Người soát nhập"
    if clause.accepted_at is not None:
        return "accepted", "Đã xem, đúng"
    if clause.basis == Basis.INFERRED:
        # What a definition adds of its own was never read by the machine.
        return "soon", "Gợi ý" if clause.confidence is None else "Máy suy ra"
    if clause.confidence is None:
        return "", ""
    return ("soon", "Cần xem lại") if is_doubtful(clause) else ("todo", "Máy đọc chắc chắn")


def grouped(clauses: list[Clause]) -> list[Group]:
    """Items by kind, in the order of the screen."""
    rows = [
        Group(str(kind), kind.label, [shown(clause) for clause in clauses if clause.kind == kind])
        for kind in ClauseKind
    ]
    return [row for row in rows if row.clauses]


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
