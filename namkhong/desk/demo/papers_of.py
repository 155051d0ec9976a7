"""The superior's plan that a scene carries out, and the official documents its organiser has issued."""

from datetime import date, timedelta

from namkhong.campaigns.states import Obliged
from namkhong.desk.demo.cast import Cast, moment
from namkhong.desk.demo.scenes import Scene
from namkhong.desk.demo.years import Story
from namkhong.papers.actions import draft, issue
from namkhong.plans.actions import adopt
from namkhong.plans.actions.taking_in import make_plan
from namkhong.plans.library.load import load
from namkhong.plans.models import Plan
from namkhong.plans.rules import HeadDraft, clauses_of_definition
from namkhong.plans.states import ClauseKind
from namkhong.reports.drafting import report_document
from namkhong.reports.models import Return
from namkhong.reports.states import ReturnState
from namkhong.units.states import Line

_SUPERIOR_KINDS = (ClauseKind.STAGE, ClauseKind.TARGET, ClauseKind.CONTENT_ITEM)


def superior_plan(scene: Scene, cast: Cast, start: date) -> Plan | None:
    """The plan above, registered with its number, day, stages and targets; None where the text names none."""
    definition = load(scene.definition)
    above = definition.superior_plan
    if above is None:
        return None
    officer = cast.officer(cast.superior)
    kind = "Cuộc vận động" if scene.line == Line.UNION else "Phong trào thi đua"
    plan = make_plan(
        unit=cast.superior,
        line=scene.line,
        head=HeadDraft(
            title=f"Triển khai {kind[0].lower()}{kind[1:]} “{definition.slogan}”",
            campaign_name=f"{kind} “{definition.slogan}”",
            issuer=above.issuer,
            number=above.number,
            issued_on=above.issued_on,
        ),
        clauses=[clause for clause in clauses_of_definition(definition) if clause.kind in _SUPERIOR_KINDS],
        by=officer,
        at=moment(start),
    )
    adopt(plan=plan, by=officer, at=moment(start))
    return plan


def issue_reports(story: Story) -> None:
    """Every accepted yearly report of the organiser was sent as a numbered document on the day it was sent."""
    sheets = Return.objects.filter(
        campaign=story.campaign,
        unit__in=[story.cast.organiser, *story.cast.former],
        state=ReturnState.ACCEPTED,
        duty__definition__obliged=Obliged.ORGANISER,
        form__key="yearly",
    )
    for sheet in sheets.select_related("unit", "to_unit", "form", "campaign__plan", "duty").order_by("period"):
        on = sheet.submitted_at.date() if sheet.submitted_at else date(int(sheet.period), 12, 1)
        document = draft(
            unit=sheet.unit_id,
            content=report_document(sheet, on),
            by=story.cast.officer(sheet.unit).pk,
            at=moment(on - timedelta(days=1)),
            source=("return", sheet.pk),
        )
        issue(document=document, on=on, by=story.cast.officer(sheet.unit).pk, at=moment(on, 14))
