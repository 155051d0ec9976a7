"""The district's round of 2026: the school and the clinic with people at work, the office without a list."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from namkhong.campaigns.models import Campaign
from namkhong.people.actions import make_person
from namkhong.people.models import Account, Employment, Person
from namkhong.pledges import actions
from namkhong.pledges.models import Pledge, Round
from namkhong.pledges.rules.suggestions import FIVE_NO
from namkhong.pledges.states import Way
from namkhong.units.models import Unit
from tests.campaigns.stage import set_stage
from tests.world import NOW, SINCE, World

DRAFT = actions.RoundDraft(
    title="Đợt ký cam kết năm 2026", opens_on=date(2026, 11, 1), due_on=date(2026, 11, 30), reading="Đọc trước khi ký."
)
NAMES = ("Lê Văn An", "Trần Thị Bích", "Phạm Văn Cường", "Hoàng Thị Dung", "Võ Văn Em")


@dataclass(frozen=True)
class PledgeStage:
    """The open round, and who works where; `teachers` and `nurses` have no post and no account."""

    world: World
    campaign: Campaign
    round: Round
    teachers: list[Person]
    nurses: list[Person]

    def sign(self, person: Person, *, way: Way = Way.ACCOUNT, at: datetime = NOW, **more: object) -> actions.Signed:
        """A person signs for himself."""
        return actions.sign(round=self.round, person=person, way=way, by=person, at=at, **more)

    def sign_all(self, people: list[Person]) -> None:
        """Some minutes lie between one signature and the next."""
        for place, person in enumerate(people):
            self.sign(person, at=NOW + timedelta(minutes=7 * place))

    def pledge(self, person: Person) -> Pledge:
        """What there is of a person."""
        return Pledge.objects.get(round=self.round, person=person)


def employ_some(unit: Unit, names: tuple[str, ...] = NAMES) -> list[Person]:
    """People who work at a unit."""
    people = Person.objects.bulk_create(make_person(name) for name in names)
    at_work(unit, people)
    return people


def at_work(unit: Unit, people: list[Person]) -> None:
    """People who are there already work at a unit."""
    Employment.objects.bulk_create(Employment(person=person, unit=unit, valid_from=SINCE) for person in people)


def account_of(person: Person, username: str) -> Account:
    """Something to sign in with."""
    return Account.objects.create_account(person, username, "mat-khau-de-thu-2026")


def set_round(world: World, *, opened: bool = True) -> PledgeStage:
    """The round with the five "không", open unless only prepared."""
    stage = set_stage(world)
    teachers, nurses = employ_some(world.school), employ_some(world.clinic, NAMES[:3])
    at_work(world.school, [world.school_officer, world.school_head])
    at_work(world.clinic, [world.clinic_officer, world.clinic_head])
    round = actions.prepare(
        campaign=stage.campaign, year=2026, draft=DRAFT, lines=FIVE_NO, by=world.district_officer, at=NOW
    )
    if opened:
        actions.open_round(round=round, by=world.district_officer, at=NOW)
        round.refresh_from_db()
    return PledgeStage(world, stage.campaign, round, teachers, nurses)
