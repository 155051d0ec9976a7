"""A running campaign in the small province, for the tests of this room and of the desk."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from namkhong.campaigns.actions import DefinitionDraft, StageDraft, TargetDraft, assign_year, define, launch, prepare
from namkhong.campaigns.models import Campaign, Duty, DutyDefinition
from namkhong.campaigns.states import Direction, DutyKind, Obliged
from namkhong.foundation.days import Bound
from namkhong.people.models import Person
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from namkhong.units.models import Unit
from namkhong.units.states import Line
from tests.world import NOW, TODAY, World


def every_day(day: date) -> bool:
    """No day off: tests of days have their own calendar."""
    return True


def adopted_plan(unit: Unit, by: Person, **more: object) -> Plan:
    """A plan that may be launched."""
    return Plan.objects.create(
        unit=unit,
        line=Line.UNION,
        title="Kế hoạch thực hiện cuộc vận động",
        campaign_name="Nói không với tiêu cực",
        number="12/KH-LĐLĐ",
        issued_on=date(2026, 1, 15),
        state=PlanState.ADOPTED,
        created_at=NOW,
        created_by=by,
        adopted_at=NOW,
        adopted_by=by,
        **more,
    )


REPORT = DefinitionDraft(
    kind=DutyKind.REPORT,
    title="Báo cáo kết quả năm",
    obliged=Obliged.GRASSROOTS,
    first_year=2026,
    bound=Bound.BEFORE,
    day=10,
    month=11,
    via="Văn phòng",
    source="Các đơn vị báo cáo trước ngày 10/11 hằng năm.",
)
ONWARD = DefinitionDraft(
    kind=DutyKind.REPORT,
    title="Báo cáo lên cấp trên",
    obliged=Obliged.ORGANISER,
    first_year=2026,
    bound=Bound.BEFORE,
    day=13,
    month=11,
)
PLEDGE = DefinitionDraft(
    kind=DutyKind.PLEDGE,
    title="Ký bản cam kết",
    obliged=Obliged.GRASSROOTS,
    first_year=2026,
    bound=Bound.BY,
    day=30,
    month=11,
    evidence="Danh sách có chữ ký",
)
DIALOGUE = DefinitionDraft(
    kind=DutyKind.DIALOGUE, title="Đối thoại với người lao động", obliged=Obliged.ALL_BELOW, first_year=2026
)


@dataclass(frozen=True)
class Stage:
    """The campaign of the district with its definitions; duties of 2026 are given out unless it is only prepared."""

    campaign: Campaign
    report: DutyDefinition
    onward: DutyDefinition
    pledge: DutyDefinition
    dialogue: DutyDefinition

    def duty(self, definition: DutyDefinition, unit: Unit) -> Duty:
        """The duty of a unit."""
        return Duty.objects.with_due().get(definition=definition, unit=unit)


def set_stage(world: World, *, running: bool = True) -> Stage:
    """The district's campaign for 2026."""
    officer = world.district_officer
    campaign = prepare(
        plan=adopted_plan(world.district, officer),
        name="Nói không với tiêu cực",
        stages=[StageDraft("Giai đoạn 2", 2026, 2026, True)],
        targets=[
            TargetDraft("misconduct_rate", "Tỷ lệ tiêu cực", Direction.DECREASE, Decimal(5), Decimal(10), stage=0),
            TargetDraft("awareness", "Người hiểu cuộc vận động", Direction.REACH, Decimal(100), Decimal(100)),
        ],
        by=officer,
        at=NOW,
    )
    rows = [define(campaign=campaign, draft=d, by=officer, at=NOW) for d in (REPORT, ONWARD, PLEDGE, DIALOGUE)]
    if running:
        launch(campaign=campaign, on=TODAY, by=officer, at=NOW)
        assign_year(campaign=campaign, year=2026, tree_on=TODAY, is_working_day=every_day, by=officer, at=NOW)
        campaign.refresh_from_db()
    return Stage(campaign, *rows)
