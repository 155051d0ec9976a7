"""What the page of checking one sheet shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from namkhong.scoring import queries
from namkhong.scoring.forms import CheckForm
from namkhong.scoring.models import Sheet
from namkhong.scoring.policies import Rights
from namkhong.scoring.queries import Line
from namkhong.scoring.rules.marking import CHECKING, checkable
from namkhong.scoring.states import RoundState, SheetState
from namkhong.scoring.views.sheet_page import common
from namkhong.scoring.views.showing import Item, groups_of


@dataclass(frozen=True, slots=True)
class Card:
    """A criterion to be checked, with its form while the sheet may be checked."""

    item: Item
    form: CheckForm | None

    @property
    def waits(self) -> bool:
        """Whether nobody has checked it yet."""
        return self.item.line.mark.checked_points is None

    @property
    def changed(self) -> bool:
        """Whether the checkers gave other points than the subject."""
        mark = self.item.line.mark
        return mark.checked_points is not None and mark.checked_points != mark.self_points


def may_be_checked(sheet: Sheet) -> bool:
    """Whether points may be written on it now by a checker."""
    return sheet.state == SheetState.SUBMITTED and sheet.round.state in CHECKING


def card(sheet: Sheet, line: Line, form: CheckForm | None = None) -> Card:
    """A criterion with what was typed, else with the points that stand."""
    mark = line.mark
    if form is None and may_be_checked(sheet):
        form = CheckForm(rule=line.leaf.rule, points=checkable(mark), revision=mark.revision, prefix=str(line.leaf.pk))
    return Card(Item(line), form)


def check_page(
    request: HttpRequest,
    sheet: Sheet,
    rights: Rights,
    lines: Sequence[Line],
    typed: Mapping[int, CheckForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Everything the person may check; `typed` are forms that were refused."""
    frame = queries.frame_of(sheet.round.set_id)
    cards = {line.leaf.pk: card(sheet, line, (typed or {}).get(line.leaf.pk)) for line in lines}
    waiting = [line for line in lines if line.mark.checked_points is None]
    context = common(sheet) | {
        "groups": [(group, [cards[item.line.leaf.pk] for item in group.items]) for group in groups_of(frame, lines)],
        "rights": rights,
        "outcome": frame.standing_total([line.mark for line in lines]) if rights.checks else None,
        "open": may_be_checked(sheet),
        "waiting": waiting,
        "offices_wait": [line for line in waiting if line.leaf.checker and line.leaf.checker not in rights.offices],
        "may_return": sheet.round.state == RoundState.SCORING
        and sheet.state in (SheetState.SUBMITTED, SheetState.CHECKED),
        "may_reopen": sheet.state == SheetState.CHECKED and sheet.round.state in CHECKING,
    }
    return render(request, "scoring/check.html", context, status=status)
