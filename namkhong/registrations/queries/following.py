"""What of registrations hangs on units that are about to change, and what was done since they changed."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from namkhong.foundation.hanging import Hanging
from namkhong.people.queries.following import ended_by
from namkhong.registrations.models import JointList, ListMove, Registration
from namkhong.registrations.states import RegistrationState
from namkhong.units.models import Lineage, Placement

Units = Collection[int] | QuerySet[Any, Any]

_SAMPLE = 3
_STAYS = "Giữ nguyên để xem; đơn vị mới đăng ký lại trong danh sách của mình."
_WAITS = "Chờ cấp trên mới của đơn vị gửi duyệt."


def hanging(units: Units, on: date) -> list[Hanging]:
    """Registrations that nobody has judged at these units, and lists of or before them that wait.

    `units` are numbers of units, or a queryset of such numbers.
    """
    open_states = [RegistrationState.NOT_SENT, RegistrationState.WAITING, RegistrationState.REFUSED]
    open_rows = Registration.objects.filter(unit__in=units, state__in=open_states, year__gte=on.year)
    waiting = JointList.objects.filter(Q(unit__in=units) | Q(to_unit__in=units), state=RegistrationState.WAITING)
    asked = [
        ("registrations.open", "Đăng ký thi đua chưa duyệt", _STAYS, open_rows),
        ("registrations.list", "Danh sách đăng ký chờ cấp trên duyệt", _WAITS, waiting),
    ]
    return [
        Hanging(kind, label, count, becomes, _named(rows))
        for kind, label, becomes, rows in asked
        if (count := rows.count())
    ]


def _named(rows: QuerySet[Any]) -> tuple[str, ...]:
    found = rows.select_related("unit").order_by("unit__sort_name", "pk")[:_SAMPLE]
    return tuple(f"{row.unit.brief}, năm {row.year}" for row in found)


def receivers(batch: int, effective_on: date) -> list[tuple[int, int | None, int]]:
    """Waiting lists that a batch leaves with another unit above: number, before, after.

    A list of a unit that has ended stays where it is: nobody stands above that unit any more.
    """
    placed = Placement.objects.filter(Q(begun_in=batch) | Q(ended_in=batch))
    touched = Q(unit__in=placed.values("unit")) | Q(to_unit__in=ended_by(batch).values("pk"))
    waiting = JointList.objects.filter(touched, state=RegistrationState.WAITING)
    rows = list(waiting.order_by("pk").values_list("pk", "unit", "to_unit", "campaign__line"))
    above = Lineage.objects.on(effective_on).filter(descendant__in={row[1] for row in rows}, depth=1)
    upper = {(unit, line): up for unit, line, up in above.order_by().values_list("descendant", "line", "ancestor")}
    found = [(pk, before, upper.get((unit, line))) for pk, unit, before, line in rows]
    return [(pk, before, after) for pk, before, after in found if after is not None and after != before]


def acted_on(batch: int) -> list[str]:
    """Sentences saying what somebody has done since the batch that its taking back would undo or run into."""
    moves = ListMove.objects.filter(batch=batch)
    judged = moves.exclude(joint__state=RegistrationState.WAITING, joint__to_unit=F("to_unit")).count()
    return [f"{judged} danh sách đăng ký thi đua đã được duyệt hoặc rút về sau khi sắp xếp."] if judged else []
