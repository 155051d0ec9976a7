"""A campaign of the district that asks its units to register, and people who work at the school and the clinic."""

from dataclasses import dataclass

from namkhong.campaigns.actions import DefinitionDraft, StageDraft, TargetDraft, assign_year, define, launch, prepare
from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import Direction, DutyKind, Obliged
from namkhong.foundation.days import Bound
from namkhong.people.actions import make_person
from namkhong.people.models import Employment, Person
from namkhong.registrations.actions import Place, Wish, write
from namkhong.registrations.models import JointList, Registration
from namkhong.units.models import Unit
from tests.campaigns.stage import adopted_plan, every_day
from tests.world import NOW, SINCE, TODAY, World

WISH = Wish("Lao động tiên tiến", "Trả lời dân đúng hẹn, không để ai phải hỏi lại lần hai.")
OWN = Wish("Tập thể lao động tiên tiến", "Công khai mọi thủ tục.\nMỗi quý một buổi đối thoại.")
REGISTER = DefinitionDraft(
    kind=DutyKind.REGISTER,
    title="Đăng ký thi đua",
    obliged=Obliged.GRASSROOTS,
    first_year=2026,
    bound=Bound.BY,
    day=25,
    month=11,
)


@dataclass(frozen=True)
class Stage:
    """The campaign; the school has six people besides its head, its officer and somebody without a post."""

    world: World
    campaign: Campaign
    teachers: list[Person]

    @property
    def school(self) -> Place:
        """The registrations of the school."""
        return Place(self.campaign, self.world.school, 2026)

    @property
    def clinic(self) -> Place:
        """The registrations of the clinic."""
        return Place(self.campaign, self.world.clinic, 2026)

    def duty(self, unit: Unit) -> Duty:
        """The unit's duty to register."""
        return Duty.objects.with_due().select_related("definition").get(campaign=self.campaign, unit=unit)

    def joint(self, unit: Unit) -> JointList:
        """The unit's list."""
        return JointList.objects.select_related("campaign", "unit").get(campaign=self.campaign, unit=unit, year=2026)

    def registered(self, place: Place, person: Person | None = None) -> Registration:
        """A registration, begun."""
        return write(place=place, person=person, wish=WISH if person else OWN, by=self.world.school_officer, at=NOW)


def set_stage(world: World) -> Stage:
    """Launch the campaign of 2026 and employ people."""
    officer = world.district_officer
    campaign = prepare(
        plan=adopted_plan(world.district, officer),
        name="Nói không với tiêu cực",
        stages=[StageDraft("Giai đoạn 2", 2026, 2026, True)],
        targets=[TargetDraft("satisfaction", "Mức hài lòng của người dân", Direction.INCREASE, 1, 2, stage=0)],
        by=officer,
        at=NOW,
    )
    define(campaign=campaign, draft=REGISTER, by=officer, at=NOW)
    launch(campaign=campaign, on=TODAY, by=officer, at=NOW)
    assign_year(campaign=campaign, year=2026, tree_on=TODAY, is_working_day=every_day, by=officer, at=NOW)
    campaign.refresh_from_db()
    return Stage(world, campaign, employed(world))


def employed(world: World) -> list[Person]:
    """People of the school and the clinic, at work since long ago."""
    names = ("Nguyễn Thị Lan", "Trần Văn Bảo", "Lê Thị Ngọc", "Phạm Hồng Đào", "Đinh Công Sơn", "Nguyễn Thị Lan")
    teachers = [make_person(name) for name in names]
    Person.objects.bulk_create(teachers)
    here = [*teachers, world.school_head, world.school_officer, world.nobody]
    rows = [Employment(person=person, unit=world.school, position="Giáo viên", valid_from=SINCE) for person in here]
    there = [world.clinic_head, world.clinic_officer]
    rows += [Employment(person=person, unit=world.clinic, valid_from=SINCE) for person in there]
    Employment.objects.bulk_create(rows)
    return teachers
