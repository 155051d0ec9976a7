"""What the page of one return shows, filled in or to be filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import uuid4

from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from namkhong.foundation.clock import today
from namkhong.foundation.periods import Period, parse_period
from namkhong.people.access import person_in
from namkhong.reports import policies
from namkhong.reports.forms import FIGURE, TEXT, ReasonForm, SheetForm, bases
from namkhong.reports.models import Indicator, Return
from namkhong.reports.queries import (
    Before,
    SheetRow,
    attachments_of,
    companions,
    figures_before,
    history,
    joinable,
    lead_of,
    narratives_of,
    rows_of,
    sums_up,
)
from namkhong.reports.states import DERIVED, FormKind, Origin, ReturnState
from namkhong.reports.views.entry import crumbs
from namkhong.reports.views.series_page import series_context

STATUS = {
    ReturnState.DRAFT: "draft",
    ReturnState.SUBMITTED: "submitted",
    ReturnState.SENT_BACK: "returned",
    ReturnState.ACCEPTED: "accepted",
    ReturnState.SUPERSEDED: "closed",
}


_FILLED_IN = (Origin.KNOWN, Origin.JOINED, Origin.INHERITED)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure on the screen: its field when it may be typed, where it comes from, last period's beside it."""

    indicator: Indicator
    value: Decimal | None
    field: BoundField | None
    known: str
    note: str
    trace: str
    before: Decimal | None
    reported: Decimal | None = None
    """Where the unit states the year before otherwise than its report of that year: what that report says."""

    @property
    def derived(self) -> bool:
        """Worked out from other figures."""
        return self.indicator.aggregation in DERIVED


@dataclass(frozen=True, slots=True)
class Group:
    """Figures under one heading."""

    title: str
    lines: list[Line]


def sheet_form(sheet: Return, post: QueryDict | None = None, version: int | None = None, **rest: Any) -> SheetForm:
    """The form of a return; what was posted stays in it, `version` replaces the posted one."""
    if post is not None and version is not None:
        post = post.copy()
        post["version"] = str(version)
    alone = not sums_up(sheet, today())
    return SheetForm(sheet, rows_of(sheet), narratives_of(sheet), post, alone=alone, **rest)


def writing_page(request: HttpRequest, sheet: Return, form: SheetForm, status: int = 200, **more: Any) -> HttpResponse:
    """The page on which a unit fills in its report. `submission` lets a double click be told from two sendings."""
    common = _common(sheet)
    more |= {
        "form": form,
        "groups": _groups(sheet, form.rows, common["before"], form),
        "texts": [form[name] for name in form.fields if name.startswith(TEXT)],
        "bases": bases(form),
        "submission": uuid4(),
        "lead": lead_of(sheet.duty_id),
        "joinable": [
            pair for pair in joinable(sheet.unit_id, today()) if sheet.duty_id in (pair.lead.pk, pair.duty.pk)
        ],
    }
    return render(request, "reports/sheet.html", common | more, status=status)


def reading_page(
    request: HttpRequest, sheet: Return, reason: ReasonForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of a report that cannot be changed now, with what may be done with it."""
    person, on = person_in(request).pk, today()
    sent = sheet.state == ReturnState.SUBMITTED
    own = policies.may_write(person, sheet, on)
    common = _common(sheet)
    more |= {
        "groups": _groups(sheet, rows_of(sheet), common["before"], None),
        "narratives": narratives_of(sheet),
        "may_open": policies.may_open_papers(person, sheet, on),
        "may_judge": sent and policies.may_judge(person, sheet, on),
        "own": own,
        "may_recall": sent and own,
        "may_revise": sheet.state == ReturnState.ACCEPTED and own,
        "may_draft": own and sheet.state in (ReturnState.SUBMITTED, ReturnState.ACCEPTED),
        "reason_form": reason or ReasonForm(),
        "later": _later(sheet),
    }
    return render(request, "reports/read.html", common | more, status=status)


def _common(sheet: Return) -> dict[str, Any]:
    period = parse_period(sheet.period)
    context: dict[str, Any] = {
        "sheet": sheet,
        "period": period,
        "heading": _heading(sheet, period),
        "leads": sums_up(sheet, today()),
        "status_kind": STATUS[ReturnState(sheet.state)],
        "state_label": ReturnState(sheet.state).label,
        "attachments": attachments_of(sheet),
        "history": history(sheet),
        "before": figures_before(sheet),
        "missing": sheet.frozen.get("missing", []),
        "is_review": sheet.form.kind == FormKind.STAGE_REVIEW,
        "crumbs": crumbs((f"{sheet.unit.brief}, {period.label}", "")),
        "companions": companions(sheet),
        "source": sheet.mirrored_from,
    }
    if context["is_review"]:
        context |= series_context(sheet, period)
    return context


def _heading(sheet: Return, period: Period) -> str:
    review = sheet.form.kind == FormKind.STAGE_REVIEW
    return f"Báo cáo tổng kết {period.label}" if review else f"Báo cáo {period.label}"


def _groups(sheet: Return, rows: Sequence[SheetRow], before: Before | None, form: SheetForm | None) -> list[Group]:
    lines = [_line(sheet, row, before, form) for row in rows]
    return [Group(title, list(found)) for title, found in groupby(lines, key=lambda line: line.indicator.group)]


def _line(sheet: Return, row: SheetRow, before: Before | None, form: SheetForm | None) -> Line:
    key = row.indicator.key
    summed = row.origin == Origin.SUMMED
    return Line(
        indicator=row.indicator,
        value=row.value,
        field=form[FIGURE + key] if form is not None and not row.derived else None,
        known=f"Hệ thống điền. {row.note}." if row.origin in _FILLED_IN else "",
        note=row.note if summed else "",
        trace=reverse("reports:trace", args=[sheet.campaign_id, sheet.period, sheet.unit_id, key]) if summed else "",
        before=before.values.get(key) if before and not key.endswith(_BEFORE) else None,
        reported=None if summed else _reported(key, row.value, before),
    )


_BEFORE = "_before"
"""Ends the key of a figure of the year before."""


def _reported(key: str, stated: Decimal | None, before: Before | None) -> Decimal | None:
    if before is None or stated is None or not key.endswith(_BEFORE):
        return None
    reported = before.values.get(key.removesuffix(_BEFORE))
    return None if reported == stated else reported


def _later(sheet: Return) -> Return | None:
    return Return.objects.filter(duty=sheet.duty_id, revision__gt=sheet.revision).order_by("-revision").first()
