"""A province of 2,000 grassroots units and five years of accepted reports, loaded in bulk."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from namkhong.campaigns.actions import assign_year, define, launch, prepare
from namkhong.campaigns.actions.campaign import StageDraft, TargetDraft
from namkhong.campaigns.actions.definitions import DefinitionDraft
from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import Direction, DutyKind, DutyState, Obliged
from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.days import Bound
from namkhong.law.queries import is_working_day
from namkhong.people.actions import appoint, enrol, open_account
from namkhong.people.models import Person
from namkhong.people.states import PostKind
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from namkhong.reports.actions import install_forms, use_form
from namkhong.reports.forms_data import library
from namkhong.reports.models import Entry, Form, Indicator, Narrative, Return, Section
from namkhong.reports.states import DERIVED, ReturnState
from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Headcount, Placement, Unit
from namkhong.units.states import Line, UnitKind

SINCE = date(2018, 1, 1)
YEARS = range(2022, 2027)
TODAY = date(2026, 11, 22)
START = datetime(2022, 1, 5, 9, tzinfo=VIETNAM)

_DUTIES = (
    (DutyKind.LAUNCH, "Phát động", Obliged.GRASSROOTS, 20, 2),
    (DutyKind.REGISTER, "Đăng ký thi đua", Obliged.GRASSROOTS, 15, 3),
    (DutyKind.PLEDGE, "Ký bản cam kết", Obliged.GRASSROOTS, 10, 4),
    (DutyKind.DIALOGUE, "Đối thoại", Obliged.GRASSROOTS, 30, 6),
    (DutyKind.CONTENT_REVIEW, "Rà soát nội dung", Obliged.GRASSROOTS, 15, 12),
    (DutyKind.REPORT, "Báo cáo năm", Obliged.GRASSROOTS, 10, 11),
    (DutyKind.TASK, "Kiểm tra, giám sát", Obliged.GRASSROOTS, 30, 9),
    (DutyKind.INTERIM_REVIEW, "Sơ kết", Obliged.GRASSROOTS, 20, 12),
    (DutyKind.REPORT, "Báo cáo của liên đoàn", Obliged.ORGANISER, 30, 11),
)


@dataclass(slots=True)
class BenchWorld:
    """What the measurements need to know of the province."""

    campaign: Campaign
    organiser: Unit
    superior: Unit
    grassroots: list[Unit]
    officer: Person
    clerk: Person
    form: Form


def build(units: int = 2000) -> BenchWorld:
    """Units, people, a campaign with nine duties a year, and reports: all accepted to 2025, seven in ten in 2026."""
    superior, organiser, grassroots = _units(units)
    officer = _person("Nguyễn Thị Tổng Hợp", organiser, PostKind.SUPERIOR_OFFICER, "bench.officer")
    clerk = _person("Trần Văn Cơ Sở", grassroots[0], PostKind.GRASSROOTS_OFFICER, "bench.clerk")
    forms = {form.key: form for form in install_forms(forms=library())}
    campaign = _campaign(organiser, officer, forms["yearly"])
    for year in YEARS:
        assign_year(
            campaign=campaign,
            year=year,
            tree_on=date(year, 1, 1),
            is_working_day=is_working_day,
            by=officer,
            at=START,
        )
        _settle_year(campaign, year)
        _returns(campaign, forms["yearly"], year, officer)
    return BenchWorld(campaign, organiser, superior, grassroots, officer, clerk, forms["yearly"])


def _units(count: int) -> tuple[Unit, Unit, list[Unit]]:
    superior = make_unit(name="Tổng Liên đoàn (đo tốc độ)", kind=UnitKind.CONFEDERATION)
    organiser = make_unit(name="Liên đoàn Lao động tỉnh (đo tốc độ)", kind=UnitKind.FEDERATION, notation="LĐLĐ")
    grassroots = [
        make_unit(name=f"Công đoàn cơ sở số {number:04d}", kind=UnitKind.GRASSROOTS_UNION) for number in range(count)
    ]
    Unit.objects.bulk_create([superior, organiser, *grassroots], batch_size=1000)
    rows = [Placement(unit=superior, line=Line.UNION, parent=None, valid_from=SINCE)]
    rows.append(Placement(unit=organiser, line=Line.UNION, parent=superior, valid_from=SINCE))
    rows += [Placement(unit=unit, line=Line.UNION, parent=organiser, valid_from=SINCE) for unit in grassroots]
    place_many(placements=rows, line=Line.UNION)
    counts = [Headcount(unit=unit, year=year, staff=40, source="Danh sách") for unit in grassroots for year in YEARS]
    Headcount.objects.bulk_create(counts, batch_size=2000)
    return superior, organiser, grassroots


def _person(name: str, unit: Unit, kind: PostKind, username: str) -> Person:
    person = enrol(full_name=name, by=None, at=START)
    appoint(person=person, unit=unit, kind=kind, since=SINCE, by=None, at=START)
    open_account(person=person, username=username, password="bench-password", by=None, at=START)
    return person


def _campaign(organiser: Unit, officer: Person, form: Form) -> Campaign:
    plan = Plan.objects.create(
        unit=organiser,
        line=Line.UNION,
        title="Kế hoạch đo tốc độ",
        state=PlanState.ADOPTED,
        created_at=START,
        adopted_at=START,
        adopted_by=officer,
    )
    stages = [StageDraft("Giai đoạn 2", 2021, 2026, True)]
    target = TargetDraft("misconduct_rate", "Giảm tỷ lệ tiêu cực", Direction.DECREASE, Decimal(5), Decimal(10), 0)
    campaign = prepare(plan=plan, name="Nói không với tiêu cực", stages=stages, targets=[target], by=officer, at=START)
    for kind, title, obliged, day, month in _DUTIES:
        draft = DefinitionDraft(kind, title, obliged, 2022, Bound.BEFORE, day=day, month=month)
        row = define(campaign=campaign, draft=draft, by=officer, at=START)
        if kind is DutyKind.REPORT:
            use_form(definition=row, form=form, by=officer, at=START)
    launch(campaign=campaign, on=START.date(), by=officer, at=START)
    campaign.refresh_from_db()
    return campaign


def _settle_year(campaign: Campaign, year: int) -> None:
    """Everything due before today is done on its day, but for one unit in twenty."""
    rows = Duty.objects.filter(campaign=campaign, year=year, due_on__lt=TODAY).exclude(pk__endswith="7")
    rows = rows.exclude(definition__kind=DutyKind.REPORT)
    for due_on in rows.order_by("due_on").values_list("due_on", flat=True).distinct():
        rows.filter(due_on=due_on).update(state=DutyState.FULFILLED, fulfilled_on=due_on)


def _returns(campaign: Campaign, form: Form, year: int, officer: Person) -> None:
    dice = Random(year)
    duties = Duty.objects.filter(campaign=campaign, year=year, definition__kind=DutyKind.REPORT)
    owed = list(duties.filter(definition__obliged=Obliged.GRASSROOTS).order_by("pk"))
    owed = owed if year < TODAY.year else owed[: len(owed) * 7 // 10]
    sent = datetime(year, 11, 3, 9, tzinfo=VIETNAM)
    sheets = Return.objects.bulk_create([_sheet(duty, form, officer, sent) for duty in owed], batch_size=1000)
    keys = list(Indicator.objects.filter(form=form).exclude(aggregation__in=DERIVED).order_by("order"))
    entries = [Entry(sheet=s, indicator=key, value=Decimal(dice.randint(0, 40))) for s in sheets for key in keys]
    Entry.objects.bulk_create(entries, batch_size=5000)
    sections = list(Section.objects.filter(form=form))
    Narrative.objects.bulk_create(
        [Narrative(sheet=s, section=part, text="Đã thực hiện.") for s in sheets for part in sections], batch_size=5000
    )
    Duty.objects.filter(pk__in=[duty.pk for duty in owed]).update(state=DutyState.FULFILLED, fulfilled_on=sent.date())


def _sheet(duty: Duty, form: Form, officer: Person, sent: datetime) -> Return:
    return Return(
        duty=duty,
        campaign_id=duty.campaign_id,
        form=form,
        unit_id=duty.unit_id,
        to_unit_id=duty.to_unit_id,
        period=duty.period,
        state=ReturnState.ACCEPTED,
        saved_at=sent,
        saved_by=officer,
        submitted_at=sent,
        submitted_by=officer,
        judged_at=sent + timedelta(days=2),
        judged_by=officer,
    )
