"""Puts the five scenes on stage one after another."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random

from django.db.models import Sum

from namkhong.campaigns.actions import define, launch, prepare
from namkhong.campaigns.actions.campaign import StageDraft, TargetDraft
from namkhong.campaigns.actions.definitions import DefinitionDraft
from namkhong.campaigns.models import Campaign
from namkhong.campaigns.states import REPORTING, Direction, DutyKind, MeasuredAs, Obliged, Recurrence
from namkhong.desk.demo.cast import SINCE, Cast, SignIn, build_cast, moment, present
from namkhong.desk.demo.papers_of import issue_reports, superior_plan
from namkhong.desk.demo.pledged import pledge
from namkhong.desk.demo.rated import rate
from namkhong.desk.demo.redressed import redress
from namkhong.desk.demo.registered import register
from namkhong.desk.demo.scenes import SCENES, Scene
from namkhong.desk.demo.scored import score
from namkhong.desk.demo.sent_down import send_down
from namkhong.desk.demo.staff_lists import bring_in_lists
from namkhong.desk.demo.years import LAST_DAY, Story, live
from namkhong.foundation.days import Bound
from namkhong.journal.actions import mark_read
from namkhong.people.actions import employ
from namkhong.people.models import Employment, Person
from namkhong.plans.actions import adopt_definition
from namkhong.plans.models import Plan
from namkhong.plans.queries import proposals
from namkhong.plans.rules import DutyProposal, PlanProposal
from namkhong.reports.actions import install_forms, state_historical, use_form
from namkhong.reports.forms_data import library
from namkhong.reports.models import Form
from namkhong.reports.states import FormKind
from namkhong.units.models import Headcount

_NEWS_SINCE = date(2026, 11, 12)

Told = Callable[[str], None]


def build(told: Told) -> list[SignIn]:
    """Make the whole demonstration; returns who can sign in."""
    forms = {FormKind(form.kind): form for form in install_forms(forms=library())}
    sign_ins: list[SignIn] = []
    for number, scene in enumerate(SCENES):
        story = _stage(scene, forms, Random(20261122 + number))
        live(story, told)
        issue_reports(story)
        if scene.sends_down:
            send_down(story)
            bring_in_lists(story)
            _a_year_of_the_union(story, told)
        sign_ins += story.cast.sign_ins
    for person in Person.objects.order_by("pk").values_list("pk", flat=True):
        mark_read(person=person, at=moment(_NEWS_SINCE), before=moment(_NEWS_SINCE))
    return present(sign_ins, LAST_DAY)


def _a_year_of_the_union(story: Story, told: Told) -> None:
    """Registrations, pledges and grades of everybody in one union, and what people say of its units."""
    for unit in [*story.cast.grassroots, story.cast.organiser]:
        for person in {story.cast.officer(unit), story.cast.head(unit)}:
            employ(person=person, unit=unit, since=SINCE, by=None, at=moment(SINCE))
    register(story, Random(20260202))
    told(f"{story.scene.place}: đăng ký thi đua, giao ước")
    pledge(story, Random(20260302))
    told(f"{story.scene.place}: cam kết của {Employment.objects.count()} người, hai năm")
    score(story, Random(20261103))
    told(f"{story.scene.place}: chấm điểm, xếp loại hai năm")
    told(f"{story.scene.place}: {rate(story, Random(20260112))} ý kiến người dân")
    told(f"{story.scene.place}: {redress(story, Random(20260113))}")


def _stage(scene: Scene, forms: dict[FormKind, Form], dice: Random) -> Story:
    start = date(scene.years[0], 1, 10)
    cast = build_cast(scene, dice, moment(start))
    officer = cast.officer(cast.organiser)
    plan = adopt_definition(
        definition_key=scene.definition,
        unit=cast.organiser,
        line=scene.line,
        superior_plan=superior_plan(scene, cast, start),
        by=officer,
        at=moment(start),
    )
    campaign = _campaign(scene, plan, forms, officer)
    _old_years(scene, cast, campaign, officer)
    return Story(scene, cast, campaign, dice)


def _campaign(scene: Scene, plan: Plan, forms: dict[FormKind, Form], officer: Person) -> Campaign:
    """From the plan's proposals to a running campaign, days that the plan leaves open taken as suggested."""
    start = date(scene.years[0], 1, 10)
    proposal = proposals(plan)
    campaign = prepare(
        plan=plan,
        name=proposal.name,
        stages=[StageDraft(row.name, row.start_year, row.end_year, row.open_ended) for row in proposal.stages],
        targets=_targets(proposal),
        by=officer,
        at=moment(start),
    )
    for duty in proposal.duties:
        if duty.chosen:
            row = define(campaign=campaign, draft=_draft(duty), by=officer, at=moment(start), clause=duty.clause)
            if row.kind in REPORTING:
                kind = FormKind.PERIODIC if row.kind == DutyKind.REPORT else FormKind.STAGE_REVIEW
                use_form(definition=row, form=forms[kind], by=officer, at=moment(start))
    launch(campaign=campaign, on=start, by=officer, at=moment(start))
    campaign.refresh_from_db()
    return campaign


def _targets(proposal: PlanProposal) -> list[TargetDraft]:
    return [
        TargetDraft(
            metric=row.metric,
            label=row.label,
            direction=Direction(row.direction),
            low=row.low,
            high=row.high,
            stage=row.stage,
            yearly=row.yearly,
            measured_as=MeasuredAs(row.measured_as),
            stated=row.stated,
        )
        for row in proposal.targets
    ]


def _draft(duty: DutyProposal) -> DefinitionDraft:
    bound, day, month = Bound(duty.bound), duty.day, duty.month
    if bound is Bound.NONE and duty.suggested:
        bound, day, month = Bound.BY, duty.suggested.day, duty.suggested.month
    return DefinitionDraft(
        kind=DutyKind(duty.kind),
        title=duty.title,
        obliged=Obliged(duty.obliged),
        first_year=duty.first_year,
        last_year=duty.last_year,
        bound=bound,
        recurrence=Recurrence(duty.recurrence),
        day=day,
        month=month,
        via=duty.via,
        evidence=duty.evidence,
        source=duty.source,
    )


_OLD = {
    2019: {"cases": "0.0139", "pledged": "0.868", "detected": "0.024", "satisfaction": "78.5"},
    2020: {"cases": "0.0131", "pledged": "0.928", "detected": "0.027", "satisfaction": "79.4"},
}
"""Figures of the years on paper: shares of the staff, and the satisfaction in per cent."""


def _old_years(scene: Scene, cast: Cast, campaign: Campaign, officer: Person) -> None:
    """Figures of the years before the system, copied from (invented) paper reports."""
    for year in scene.old_years:
        staff = Headcount.objects.filter(unit__in=cast.grassroots, year=year).aggregate(sum=Sum("staff"))["sum"]
        values = {key: round(staff * Decimal(share)) for key, share in _OLD[year].items() if key != "satisfaction"}
        figures = {**values, "staff": staff, "satisfaction": _OLD[year]["satisfaction"]}
        for key, value in figures.items():
            state_historical(
                campaign=campaign,
                unit=cast.organiser,
                key=key,
                year=year,
                value=Decimal(value),
                source=f"Báo cáo tổng kết năm {year} (bản giấy, số liệu mẫu)",
                by=officer,
                at=moment(date(2021, 1, 20)),
            )
