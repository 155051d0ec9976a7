"""What the page shows on which the council changes the points of one sheet."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from namkhong.scoring import queries
from namkhong.scoring.forms import CheckForm
from namkhong.scoring.models import Sheet
from namkhong.scoring.policies import Rights
from namkhong.scoring.queries import Line
from namkhong.scoring.rules.marking import standing
from namkhong.scoring.states import RoundState, SheetState
from namkhong.scoring.views.check_page import Card
from namkhong.scoring.views.sheet_page import common
from namkhong.scoring.views.showing import Item, groups_of


def decide_page(
    request: HttpRequest,
    sheet: Sheet,
    rights: Rights,
    typed: Mapping[int, CheckForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Every criterion with the points that stand; `typed` are forms that were refused."""
    frame = queries.frame_of(sheet.round.set_id)
    lines = queries.lines_of(sheet, frame)
    open_ = sheet.round.state == RoundState.DECIDING and sheet.state == SheetState.CHECKED
    cards = {line.leaf.pk: _card(line, open_, (typed or {}).get(line.leaf.pk)) for line in lines}
    context = common(sheet) | {
        "groups": [(group, [cards[item.line.leaf.pk] for item in group.items]) for group in groups_of(frame, lines)],
        "rights": rights,
        "open": open_,
        "outcome": frame.standing_total([line.mark for line in lines]),
    }
    return render(request, "scoring/decide.html", context, status=status)


def _card(line: Line, open_: bool, form: CheckForm | None) -> Card:
    mark = line.mark
    if form is None and open_:
        points, prefix = standing(mark), str(line.leaf.pk)
        form = CheckForm(rule=line.leaf.rule, points=points, revision=mark.revision, prefix=prefix)
    return Card(Item(line), form)
