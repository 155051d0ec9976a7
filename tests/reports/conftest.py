"""A campaign of the district with its reports under way, for every test of this room."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from namkhong.campaigns.actions import assign_year, define, launch, prepare
from namkhong.campaigns.actions.campaign import StageDraft, TargetDraft
from namkhong.campaigns.actions.definitions import DefinitionDraft
from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import Direction, DutyKind, Obliged, Recurrence
from namkhong.foundation.days import Bound
from namkhong.people.models import Person
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from namkhong.reports.actions import SheetDraft, accept, begin, choose_forms, install_forms, save, submit
from namkhong.reports.forms_data import library
from namkhong.reports.models import Form, Return
from namkhong.reports.queries import chosen_forms, reporting_definitions
from namkhong.units.models import Unit
from namkhong.units.states import Line
from tests.world import NOW, TODAY, World

FIGURES = {
    "launched": 1,
    "staff": 100,
    "pledged": 90,
    "aware": 95,
    "dialogues": 1,
    "cases": 2,
    "detected": 10,
    "handled_on_time": 9,
    "handling_days": Decimal("12.5"),
    "longest_handling": 30,
    "ballots": 50,
    "satisfaction": Decimal("90.5"),
    "inspections": 1,
    "commended_collectives": 0,
    "commended_persons": 3,
}
TEXTS = {"results": "Đã niêm yết thủ tục.", "next_steps": "Duy trì đối thoại."}
REVIEW_TEXTS = {
    "direction": "Đã lập ban chỉ đạo.",
    "results": "Giảm phiền hà.",
    "difficulties": "Thiếu người.",
    "next_steps": "Tiếp tục thực hiện.",
}


@dataclass
class Running:
    """The district's campaign; `sheet`, `sent` and `accepted` bring a unit's report of a year as far as that."""

    world: World
    campaign: Campaign
    steps: int = field(default=0)

    def at(self) -> datetime:
        """A later moment each time."""
        self.steps += 1
        return NOW + timedelta(minutes=self.steps)

    def duty(self, unit: Unit, year: int = 2026, kind: DutyKind = DutyKind.REPORT) -> Duty:
        """The reporting duty of a unit."""
        rows = Duty.objects.with_due().select_related("unit", "to_unit", "definition", "campaign")
        return rows.get(unit=unit, year=year, definition__kind=kind)

    def officer(self, unit: Unit) -> Person:
        """Who writes a unit's reports."""
        name = next(key for key in ("district", "school", "clinic", "office") if getattr(self.world, key) == unit)
        return getattr(self.world, f"{name}_officer")

    def sheet(self, unit: Unit, year: int = 2026, kind: DutyKind = DutyKind.REPORT) -> Return:
        """Begun."""
        return begin(duty=self.duty(unit, year, kind), on=TODAY, by=self.officer(unit), at=self.at())

    def filled(self, unit: Unit, year: int = 2026, **figures: object) -> Return:
        """Saved with every figure that sending asks for."""
        return self.fill(self.sheet(unit, year), **figures)

    def fill(self, sheet: Return, **figures: object) -> Return:
        """Save all figures and texts into a return."""
        values = {key: None if v is None else Decimal(str(v)) for key, v in (FIGURES | figures).items()}
        draft = SheetDraft(values=values, texts=TEXTS)
        save(sheet=sheet, draft=draft, version=sheet.version, by=self.officer(sheet.unit), at=self.at())
        sheet.refresh_from_db()
        return sheet

    def send(self, sheet: Return) -> Return:
        """Send a return."""
        return submit(sheet=sheet, submission=uuid4(), on=TODAY, by=self.officer(sheet.unit), at=self.at())

    def sent(self, unit: Unit, year: int = 2026, **figures: object) -> Return:
        """Sent, waiting to be judged."""
        return self.send(self.filled(unit, year, **figures))

    def accepted(self, unit: Unit, year: int = 2026, **figures: object) -> Return:
        """Received by the superior."""
        sheet = self.sent(unit, year, **figures)
        accept(sheet=sheet, by=self.world.district_officer, at=self.at())
        sheet.refresh_from_db()
        return sheet


def _definition(kind: DutyKind, title: str, obliged: Obliged, day: int, **rest: object) -> DefinitionDraft:
    return DefinitionDraft(
        kind=kind, title=title, obliged=obliged, first_year=2021, bound=Bound.BEFORE, day=day, month=11, **rest
    )


@pytest.fixture
def running(world: World) -> Running:
    """A campaign launched by the district, with the reports of 2025 and 2026 owed."""
    install_forms(forms=library())
    by = world.district_head
    plan = Plan.objects.create(
        unit=world.district,
        line=Line.UNION,
        title="Kế hoạch Năm không",
        campaign_name="cuộc vận động “Năm không”",
        issuer=world.district.name,
        number="07/KH-LĐLĐ",
        issued_on=date(2021, 2, 5),
        state=PlanState.ADOPTED,
        created_at=NOW,
        adopted_at=NOW,
    )
    stages = [StageDraft("Giai đoạn 2", 2021, 2026, open_ended=True)]
    targets = [
        TargetDraft("misconduct_rate", "Tỷ lệ tiêu cực", Direction.DECREASE, Decimal(5), Decimal(10), stage=0),
        TargetDraft("awareness", "Biết và hiểu rõ", Direction.REACH, Decimal(100), None),
    ]
    campaign = prepare(plan=plan, name="Cuộc vận động “Năm không”", stages=stages, targets=targets, by=by, at=NOW)
    drafts = [
        _definition(DutyKind.REPORT, "Báo cáo năm", Obliged.DIRECT, 10),
        _definition(DutyKind.REPORT, "Báo cáo năm của huyện", Obliged.ORGANISER, 30),
        _definition(
            DutyKind.FINAL_REVIEW, "Tổng kết", Obliged.ORGANISER, 30, recurrence=Recurrence.ONCE, last_year=2026
        ),
    ]
    for draft in drafts:
        define(campaign=campaign, draft=draft, by=by, at=NOW)
    launch(campaign=campaign, on=date(2021, 3, 1), by=by, at=NOW)
    for year in (2025, 2026):
        assign_year(
            campaign=campaign, year=year, tree_on=TODAY, is_working_day=lambda day: day.weekday() < 5, by=by, at=NOW
        )
    definitions = reporting_definitions(campaign.pk)
    chosen = chosen_forms(definitions)
    choices = [(row, Form.objects.get(pk=chosen[row.pk])) for row in definitions]
    choose_forms(campaign=campaign, choices=choices, by=by, at=NOW)
    campaign.refresh_from_db()
    return Running(world, campaign)


@pytest.fixture
def post_sheet() -> Callable[..., dict[str, str]]:
    """What the browser sends for a filled-in report: `post_sheet(version, **figures)`."""

    def build(version: int, **changes: str) -> dict[str, str]:
        figures = {f"so-{key}": str(value).replace(".", ",") for key, value in FIGURES.items()}
        texts = {f"loi-{key}": value for key, value in TEXTS.items()}
        return figures | texts | {"version": str(version), "submission": str(uuid4())} | changes

    return build
