"""Lists of returns: what a person must write, what a superior must judge, who is late."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from namkhong.campaigns.models import Campaign, Duty, JoinedDuty
from namkhong.campaigns.states import REPORTING, CampaignState, DutyKind, DutyState
from namkhong.foundation.periods import Period, parse_period
from namkhong.foundation.waiting import Figure, Waiting
from namkhong.people.policies import own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.reports.models import Entry, Return
from namkhong.reports.states import WRITABLE, ReturnState

_LABELS = {
    "": "Lập báo cáo",
    ReturnState.DRAFT: "Hoàn thành báo cáo đang soạn",
    ReturnState.SENT_BACK: "Sửa báo cáo bị trả lại",
}

_REVIEWS = {DutyKind.FINAL_REVIEW: " tổng kết"}

SOONEST = F("due_on").asc(nulls_last=True)
"""The nearest day first on every database; what has no day comes last."""


def duties_to_report(units: list[int], on: date) -> QuerySet[Duty]:
    """Reports that units still have to write or mend, up to this year, replacements of accepted ones included.

    Each has `return_id` and `return_state` of its latest return, empty where it was not begun.
    """
    latest = Return.objects.filter(duty=OuterRef("pk")).order_by("-revision")
    rows = Duty.objects.select_related("unit", "to_unit", "definition", "campaign").with_due()
    rows = rows.exclude(state=DutyState.NOT_OBLIGED).filter(
        unit__in=units,
        definition__kind__in=REPORTING,
        year__lte=on.year,
        campaign__state=CampaignState.RUNNING,
    )
    rows = rows.annotate(return_id=Subquery(latest.values("pk")[:1]), return_state=Subquery(latest.values("state")[:1]))
    # What is answered together with another report is nobody's work until that one has been sent.
    rows = rows.exclude(Q(return_state=None) & Exists(JoinedDuty.objects.filter(duty=OuterRef("pk"))))
    # Where no return has been begun its state is NULL, which only "is NULL" finds.
    to_write = Q(state=DutyState.OPEN, return_state=None) | Q(return_state__in=WRITABLE)
    return rows.filter(to_write).order_by(SOONEST, "definition__order", "unit__search_name", "pk")


def returns_to(unit: int, campaign: Campaign, period: str) -> QuerySet[Return]:
    """Returns that units sent to a unit for a period, latest revision of each."""
    later = Return.objects.filter(duty=OuterRef("duty")).order_by("-revision").values("pk")[:1]
    rows = Return.objects.filter(to_unit=unit, campaign=campaign, period=period, pk=Subquery(later))
    return rows.select_related("unit", "form", "duty").order_by("unit__search_name", "pk")


def late_list(unit: int, campaign: Campaign, year: int, on: date) -> QuerySet[Duty]:
    """Reporting duties to a unit that are overdue on a day: whom to remind."""
    rows = Duty.objects.select_related("unit", "definition", "campaign").with_due().overdue(on)
    rows = rows.filter(to_unit=unit, campaign=campaign, year=year, definition__kind=DutyKind.REPORT)
    return rows.order_by("unit__search_name", "pk")


def waiting_for(person: int, on: date, *, upto: int = 200) -> list[Waiting]:
    """Reports the person's units must write or mend, and sent reports that wait for their judgement."""
    write = duties_to_report(own_units(person, Verb.WRITE_REPORT, on), on)
    judged_by = superior_units(person, Verb.JUDGE_REPORT, on)
    sent = Return.objects.filter(to_unit__in=judged_by, state=ReturnState.SUBMITTED)
    sent = sent.select_related("unit", "campaign").order_by("submitted_at", "pk")
    return [_to_write(duty) for duty in write[:upto]] + [_to_judge(row) for row in sent[:upto]]


def figures(unit: int, period: Period) -> list[Figure]:
    """The figures of a unit's accepted reports of a period, for rooms above."""
    rows = Entry.objects.filter(
        sheet__unit=unit, sheet__period=period.key, sheet__state=ReturnState.ACCEPTED
    ).select_related("indicator")
    return [
        Figure(row.indicator.key, row.indicator.label, row.value, f"Báo cáo {period.label}")
        for row in rows.order_by("indicator__order")
    ]


def _to_write(duty: Any) -> Waiting:
    state = duty.return_state or ""
    review = _REVIEWS.get(DutyKind(duty.definition.kind), "")
    place = ("reports:sheet", duty.return_id) if duty.return_id else ("reports:begin", duty.pk)
    return Waiting(
        label=f"{_LABELS.get(state, 'Lập báo cáo')}{review} {parse_period(duty.period).label}",
        detail=duty.campaign.name,
        unit_name=duty.unit.brief,
        due_on=duty.current_due_on,
        url=reverse(place[0], args=[place[1]]),
        kind=duty.definition.kind,
    )


def _to_judge(row: Return) -> Waiting:
    return Waiting(
        label=f"Tiếp nhận báo cáo {parse_period(row.period).label} của {row.unit.brief}",
        detail=row.campaign.name,
        unit_name=row.unit.brief,
        due_on=None,
        url=reverse("reports:sheet", args=[row.pk]),
        kind="judge",
    )
