"""What the page of one sheet shows, to be filled in or to be read."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from namkhong.design.components.panels import Happening
from namkhong.foundation.clock import today
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.periods import parse_period
from namkhong.scoring import queries
from namkhong.scoring.actions import window_of
from namkhong.scoring.forms import FillForm
from namkhong.scoring.models import Sheet
from namkhong.scoring.policies import Rights
from namkhong.scoring.rules.marking import SELF_SCORING, recallable, writable
from namkhong.scoring.rules.words import change_words
from namkhong.scoring.states import RoundState, SheetState
from namkhong.scoring.views.showing import SHEET_TAGS, groups_of, is_late


def may_fill(sheet: Sheet) -> bool:
    """Whether its subject may write on it now."""
    return sheet.round.state == RoundState.SCORING and sheet.state in SELF_SCORING


def fill_form(sheet: Sheet, post: QueryDict | None = None, files: Any = None) -> FillForm:
    """The form of a sheet; what was posted stays in it."""
    lines = queries.lines_of(sheet, queries.frame_of(sheet.round.set_id))
    marks = [line.mark for line in lines]
    open_ = {line.leaf.pk for line in lines if writable(line.mark, marks)}
    return FillForm(lines, open_, post, files)


def writing_page(request: HttpRequest, sheet: Sheet, form: FillForm, status: int = 200, **more: Any) -> HttpResponse:
    """The page on which a subject scores itself."""
    frame = queries.frame_of(sheet.round.set_id)
    lines = queries.lines_of(sheet, frame)
    total = frame.standing_total([line.mark for line in lines])
    more = {"kept": False} | more | {"form": form, "groups": groups_of(frame, lines, form), "total": total.total}
    return render(request, "scoring/fill.html", common(sheet) | more, status=status)


def reading_page(request: HttpRequest, sheet: Sheet, rights: Rights) -> HttpResponse:
    """The page of a sheet that is not being filled in, with what may be done with it."""
    frame = queries.frame_of(sheet.round.set_id)
    lines = queries.lines_of(sheet, frame)
    marks = [line.mark for line in lines]
    handed_in = sheet.state == SheetState.SUBMITTED and sheet.round.state == RoundState.SCORING
    more = {
        "groups": groups_of(frame, lines),
        "outcome": frame.standing_total(marks),
        "rights": rights,
        "may_recall": handed_in and rights.own and recallable(marks),
        "revisions": queries.revisions_of(sheet),
        "appeals": queries.appeals_of(sheet),
        "may_appeal": rights.own and _may_appeal(sheet),
    }
    return render(request, "scoring/sheet.html", common(sheet) | more)


def _may_appeal(sheet: Sheet) -> bool:
    """Whether the days of appeals are running and the sheet stands."""
    window = window_of(sheet.round)
    published = sheet.round.state == RoundState.PUBLISHED and sheet.state == SheetState.PUBLISHED
    return published and window is not None and window.is_open(today())


def common(sheet: Sheet) -> dict[str, Any]:
    """What every page of a sheet shows at its head."""
    return {
        "sheet": sheet,
        "round": sheet.round,
        "name": queries.name_of(sheet),
        "period": parse_period(sheet.round.period).label,
        "tag": SHEET_TAGS[SheetState(sheet.state)],
        "late": is_late(sheet, sheet.round),
        "today": today(),
    }


def trace_of(sheet: Sheet) -> list[Happening]:
    """Every change of a sheet's points as a line of time."""
    return [
        Happening(
            at=row.at,
            text=change_words(row.step, row.mark.criterion.number, _shown(row.before), _shown(row.after)),
            by=row.by.full_name if row.by else "Hệ thống",
            detail=row.reason,
        )
        for row in queries.changes_of(sheet)[:500]
    ]


def _shown(points: Any) -> str:
    return "" if points is None else show_decimal(points)
