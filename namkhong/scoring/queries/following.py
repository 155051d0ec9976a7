"""What of scoring hangs on units that are about to change, and what was done since they changed."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

from namkhong.foundation.hanging import Hanging
from namkhong.scoring import states
from namkhong.scoring.models import Round, Sheet, SheetMove
from namkhong.scoring.states import RoundState, SheetState

Units = Collection[int] | QuerySet[Any, Any]

_SAMPLE = 3
_LEFT_OUT = "Không xếp loại nữa; đơn vị tổ chức đưa đơn vị mới vào đợt chấm."
_UNDECIDED = "Giữ nguyên để xem; hãy công bố trước khi sắp xếp nếu còn cần kết quả."


def unfinished_of(units: Units) -> QuerySet[Sheet]:
    """Sheets about these units that are not published, in rounds that still run."""
    running = [RoundState.SCORING, RoundState.DECIDING]
    return Sheet.objects.filter(unit__in=units, person=None, state__in=states.LEAVE_OUT.frm, round__state__in=running)


def hanging(units: Units, on: date) -> list[Hanging]:
    """Sheets about these units that are not published, and rounds of theirs that still run.

    `units` are numbers of units, or a queryset of such numbers.
    """
    found = []
    sheets = unfinished_of(units)
    if count := sheets.count():
        names = sheets.select_related("unit").order_by("unit__sort_name", "pk")[:_SAMPLE]
        sample = tuple(row.unit.brief for row in names)
        found.append(Hanging("scoring.sheet", "Phiếu chấm điểm chưa công bố", count, _LEFT_OUT, sample))
    ended = [RoundState.PUBLISHED, RoundState.SETTLED, RoundState.DROPPED]
    rounds = Round.objects.filter(unit__in=units).exclude(state__in=ended)
    if count := rounds.count():
        sample = tuple(rounds.order_by("pk").values_list("title", flat=True)[:_SAMPLE])
        found.append(Hanging("scoring.round", "Đợt chấm điểm chưa công bố", count, _UNDECIDED, sample))
    return found


def acted_on(batch: int) -> list[str]:
    """Sentences saying what somebody has done since the batch that its taking back would undo or run into."""
    back = SheetMove.objects.filter(batch=batch).exclude(sheet__state=SheetState.VOID).count()
    return [f"{back} phiếu chấm điểm đã được đưa lại vào đợt chấm sau khi sắp xếp."] if back else []
