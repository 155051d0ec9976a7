"""One scene with a thing behind every address: the district's campaign with its plan, reports, papers and files."""

from dataclasses import dataclass

import pytest

from namkhong.campaigns.actions import Deed, fulfil
from namkhong.campaigns.models import Campaign, Duty, Fulfilment, Target
from namkhong.cascade.models import Delivery
from namkhong.criteria.models import CriteriaSet, Criterion
from namkhong.feedback.models import AsideGroup, CodeBatch, Draw, Edition, Instrument, Kiosk, Pile, PileSheet, Point
from namkhong.journal.actions import begin_progress
from namkhong.journal.models import Progress
from namkhong.papers.actions import draft, issue
from namkhong.papers.models import Document, StoredFile
from namkhong.plans.models import Clause, Correction, Plan, Reading, Recognition
from namkhong.pledges.models import PaperBatch, Pledge, Question
from namkhong.pledges.models import Round as PledgeRound
from namkhong.redress.models import Concern, InspectionFlag, Remedy
from namkhong.registrations.models import Covenant, CovenantParty, Registration
from namkhong.reports.actions import accept, attach, choose_forms, install_forms
from namkhong.reports.forms_data import library
from namkhong.reports.models import Attachment, Form, Return
from namkhong.reports.queries import chosen_forms, reporting_definitions
from namkhong.rosters.models import Roster
from namkhong.scoring.models import Appeal, Mark, MarkChange, MarkEvidence, Round, Sheet, Veto
from namkhong.units.models import Change, Reorganisation
from namkhong.units.states import Line
from tests.campaigns.stage import set_stage
from tests.hostile.parts import (
    asking,
    asking_in_other_ways,
    cascading,
    checked_roster,
    filled,
    pledging,
    prepared_campaign,
    redressing,
    registering,
    reorganising,
    sent,
    stored,
    with_criteria,
)
from tests.papers.samples import PLAN_UNION
from tests.plans.given import PLAN, reading_json
from tests.scoring.stage import scoring_scene
from tests.world import NOW, TODAY, World

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32 + b"IEND\xaeB`\x82"


@dataclass(frozen=True)
class Scene:
    """Things by the name of the place in an address."""

    world: World
    campaign: Campaign
    prepared: Campaign
    target: Target
    duty: Duty
    report_duty: Duty
    fulfilment: Fulfilment
    submitted: Return
    sheet: Return
    accepted: Return
    attachment: Attachment
    plan: Plan
    draft_plan: Plan
    reading: Reading
    recognition: Recognition
    clause: Clause
    correction: Correction
    document: Document
    issued: Document
    bar: Progress
    roster: Roster
    reorganisation: Reorganisation
    change: Change
    division: Change
    returned: StoredFile
    sent_plan: Plan
    delivery: Delivery
    delivery2: Delivery
    lower_draft: Plan
    sister_draft: Plan
    upper_clause: Clause
    criteria_draft: CriteriaSet
    criteria_set: CriteriaSet
    registration: Registration
    of_nobody: Registration
    covenant: Covenant
    party: CovenantParty
    scoring: Round
    own_score: Sheet
    sister_score: Sheet
    scored_criterion: Criterion
    score_file: MarkEvidence
    appeal: Appeal
    sister_mark: Mark
    sister_change: MarkChange
    slips_point: Point
    counter_point: Point
    poster_point: Point
    codes: CodeBatch
    kiosk_point: Point
    invitation_point: Point
    paper_point: Point
    kiosk: Kiosk
    pile: Pile
    pile_sheet: PileSheet
    draw: Draw
    edition: Edition
    drafted_instrument: Instrument
    aside: AsideGroup
    appealed: AsideGroup
    round: PledgeRound
    question: Question
    paper: PaperBatch
    signed: Pledge
    veto: Veto
    concern: Concern
    sister_concern: Concern
    remedy: Remedy
    sent_remedy: Remedy
    flag: InspectionFlag


@pytest.fixture
def scene(world: World) -> Scene:
    """The school has a draft, the clinic has sent, the office has been received; the district runs it all."""
    install_forms(forms=library())
    stage = set_stage(world)
    definitions = reporting_definitions(stage.campaign.pk)
    chosen = chosen_forms(definitions)
    choices = [(row, Form.objects.get(pk=chosen[row.pk])) for row in definitions]
    by = world.district_officer
    choose_forms(campaign=stage.campaign, choices=choices, by=by, at=NOW)
    duty = stage.duty(stage.pledge, world.school)
    fulfil(
        duty=duty,
        deed=Deed(TODAY, evidence=stored(world.school)),
        by=world.school_officer,
        at=NOW,
    )
    school = filled(stage.duty(stage.report, world.school))
    attachment = attach(sheet=school, file=stored(world.school), by=None, at=NOW)
    clinic = sent(filled(stage.duty(stage.report, world.clinic)), world.clinic_officer)
    office = sent(filled(stage.duty(stage.report, world.office)), world.office_officer)
    accept(sheet=office, by=by, at=NOW)
    reading = Reading.objects.create(
        unit=world.district,
        file=stored(world.district),
        text=PLAN,
        result=reading_json(),
        genre="letter",
        read_at=NOW,
        read_by=by,
    )
    written = Plan.objects.create(
        unit=world.district, line=Line.UNION, reading=reading, title="Bản đang soát kín", created_at=NOW, created_by=by
    )
    document = draft(unit=world.district.pk, content=PLAN_UNION, by=by.pk, at=NOW)
    issued = draft(unit=world.district.pk, content=PLAN_UNION, by=by.pk, at=NOW, source=("campaign", 0))
    issue(document=issued, on=TODAY, by=by.pk, at=NOW)
    return Scene(
        world=world,
        campaign=stage.campaign,
        prepared=prepared_campaign(world),
        target=Target.objects.filter(campaign=stage.campaign).first(),
        duty=duty,
        report_duty=stage.duty(stage.report, world.school),
        fulfilment=Fulfilment.objects.get(duty=duty),
        submitted=clinic,
        sheet=school,
        accepted=office,
        attachment=attachment,
        plan=stage.campaign.plan,
        draft_plan=written,
        reading=reading,
        recognition=Recognition.objects.create(
            unit=world.district,
            line=Line.UNION,
            file=stored(world.district),
            progress_id=begin_progress(label="Đang đọc", by=by.pk, total=1, at=NOW, next_url="").pk,
            began_at=NOW,
            began_by=by,
        ),
        clause=(clause := Clause.objects.create(plan=written, kind="recipient", order=0, text="Công đoàn cơ sở")),
        correction=Correction.objects.create(
            plan=written,
            deed="confirm",
            label="kín",
            changes=[{"clause": clause.pk, "before": {}, "after": {}}],
            at=NOW,
            by=by,
        ),
        document=document,
        issued=issued,
        bar=begin_progress(label="Đang giao", by=by.pk, total=1, at=NOW, next_url="/"),
        roster=checked_roster(world),
        **reorganising(world),
        **cascading(world),
        **with_criteria(world),
        **registering(world, stage.campaign),
        **scoring_scene(world),
        **asking(world),
        **asking_in_other_ways(world),
        **pledging(world, stage.campaign),
        **redressing(world),
    )
