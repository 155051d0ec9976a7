"""A checked draft leaves the system as an annotated case: the text that was read, and what a person found right."""

import json
from dataclasses import dataclass
from datetime import datetime

from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.plans import queries
from namkhong.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Case:
    """Two files that belong together: NAME.txt and NAME.gold.json, as `namkhong read --evaluate` wants them."""

    name: str
    text: str
    annotation: str

    @property
    def files(self) -> dict[str, str]:
        """Contents by file name."""
        return {f"{self.name}.txt": self.text, f"{self.name}.gold.json": self.annotation}


def export_case(*, plan: Plan, by: Person | None, at: datetime) -> Case:
    """Hand a plan out as a case; who did so is recorded, for the text may name people. `plan` was read from a text."""
    assert plan.reading is not None
    told = json.dumps(queries.annotation_of(plan), ensure_ascii=False, indent=1)
    record(
        verb="plan.export_case",
        subject_kind="plan",
        subject_id=plan.pk,
        at=at,
        by=by.pk if by else None,
        unit=plan.unit_id,
    )
    return Case(f"plan-{plan.pk}", plan.reading.text, told)
