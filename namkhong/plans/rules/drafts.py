"""What a plan is made of before it is saved."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from namkhong.plans.states import Basis, ClauseKind

SURE = Decimal("0.80")
"""Below this a person is asked to look again."""

_PLANS = ("ke_hoach", "huong_dan", "chuong_trinh", "quyet_dinh", "bai_bao_ve_ke_hoach")


def is_plan(genre: str) -> bool:
    """Whether a document of this genre (`reading.items.Genre`) sets out work, so that it may be adopted as a plan."""
    return genre in _PLANS


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """One item with its source; see `models.Clause` for the fields."""

    kind: ClauseKind
    text: str
    facts: dict[str, Any] = field(default_factory=dict)
    quote: str = ""
    span_from: int | None = None
    span_to: int | None = None
    confidence: Decimal | None = None
    basis: Basis = Basis.TYPED
    reason: str = ""

    def without_source(self) -> "ClauseDraft":
        """The same item for a plan that was not read from the text this one came from."""
        bare = replace(self, quote="", span_from=None, span_to=None, confidence=None, reason="")
        return replace(bare, basis=Basis.TYPED, facts=dict(self.facts))


def mark_of(draft: ClauseDraft) -> str:
    """A short mark of what an item says, to tell whether somebody changed it meanwhile."""
    said = json.dumps([draft.text, draft.facts], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class HeadDraft:
    """What stands over a plan."""

    title: str = ""
    campaign_name: str = ""
    issuer: str = ""
    number: str = ""
    issued_on: date | None = None
    warnings: tuple[str, ...] = ()


def head_mark(head: HeadDraft, superior: int | None) -> str:
    """A short mark of what stands over a plan and which plan it carries out, as `mark_of` is of an item."""
    said = [head.title, head.campaign_name, head.issuer, head.number, str(head.issued_on), superior]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()[:16]


def work_facts(**known: Any) -> dict[str, Any]:
    """The facts of a clause that asks for work (deadline, milestone, recurring activity, pledge).

    `kind` WorkKind; `who` as printed; `obliged` WhoMust, empty where only the words tell; `to`, `via` and `with_whom`
    (who helps) as printed; `bound` DayBound; `day`, `month`, `year`; `recurrence` HowOften; `first_year`, `last_year`;
    `when` as printed; `evidence` list of texts; `suggestion` a dict with day, month and reason where the plan names
    no day.
    """
    empty: dict[str, Any] = {
        "kind": "",
        "who": "",
        "obliged": "",
        "to": "",
        "via": "",
        "with_whom": "",
        "bound": "none",
        "day": None,
        "month": None,
        "year": None,
        "recurrence": "once",
        "first_year": None,
        "last_year": None,
        "when": "",
        "evidence": [],
        "suggestion": None,
    }
    return empty | known
