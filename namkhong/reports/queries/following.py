"""What hangs on units that are about to change, who receives it afterwards, and what was done since."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from namkhong.foundation.hanging import Hanging
from namkhong.foundation.periods import parse_period
from namkhong.journal.models import Batch
from namkhong.reports.models import Addend, Rerouting, Return
from namkhong.reports.states import SENT, WRITABLE, ReturnState
from namkhong.units.models import Lineage, Placement, Succession

Units = Collection[int] | QuerySet[Any, Any]

_SAMPLE = 3
_STAYS = "Giữ nguyên để xem; đơn vị kế thừa lấy được số liệu khi lập báo cáo của mình."
_WAITS = "Chờ đơn vị kế thừa của nơi nhận, hoặc cấp trên mới của đơn vị gửi, tiếp nhận."


def hanging(units: Units, on: date) -> list[Hanging]:
    """Reports of or sent to these units that are not finished: drafts, sent back, and those nobody has judged.

    `units` are numbers of units, or a queryset of such numbers.
    """
    drafts = Return.objects.filter(unit__in=units)
    sent = Return.objects.filter(Q(unit__in=units) | Q(to_unit__in=units), state=ReturnState.SUBMITTED)
    asked = [
        ("reports.draft", "Báo cáo đang soạn", _STAYS, drafts.filter(state=ReturnState.DRAFT)),
        ("reports.sent_back", "Báo cáo bị trả lại, chưa gửi lại", _STAYS, drafts.filter(state=ReturnState.SENT_BACK)),
        ("reports.sent", "Báo cáo đã gửi, chưa được tiếp nhận", _WAITS, sent),
    ]
    return [
        Hanging(kind, label, count, becomes, tuple(_named(rows)))
        for kind, label, becomes, rows in asked
        if (count := rows.count())
    ]


def answered_duties(units: Units) -> QuerySet[Any, int]:
    """Numbers of the duties of these units that have a sent report: such a duty is not to be excused."""
    return Return.objects.filter(unit__in=units, state__in=SENT).order_by().values_list("duty", flat=True)


@dataclass(frozen=True, slots=True)
class Rerouted:
    """A return that gets another receiver; `moved` is false where it was accepted and is only counted there."""

    sheet: int
    from_unit: int
    to_unit: int
    moved: bool


def reroutings(batch: int, effective_on: date) -> list[Rerouted]:
    """Which returns wait for, or are counted by, whom after a batch, in the order of their numbers.

    What waits moves where its receiver no longer stands above its sender. What was accepted for a period that was
    running is counted by the successor of its receiver, if the receiver ended before it had summed it up.
    """
    lost = list(_receiver_lost(effective_on).order_by("pk").values_list("pk", "unit", "to_unit", "campaign__line"))
    held = [
        (pk, unit, to, line)
        for pk, unit, to, line, period in _not_summed_up(batch, effective_on)
        if parse_period(period).ends_on >= effective_on
    ]
    tree = _Tree.of(batch, effective_on, {row[1] for row in lost + held} | {row[2] for row in lost + held})
    moved = [(row, True, tree.receiver(*row[1:])) for row in lost]
    counted = [(row, False, tree.receiver(*row[1:])) for row in held]
    return [
        Rerouted(row[0], row[2], to, is_moved)
        for row, is_moved, to in [*moved, *counted]
        if to is not None and to != row[2]
    ]


def acted_on(batch: int) -> list[str]:
    """Sentences saying what somebody has done since with reports that the batch moved or made possible."""
    since = Batch.objects.values_list("at", flat=True).get(pk=batch)
    moved = Return.objects.filter(pk__in=Rerouting.objects.filter(batch=batch, moved=True).values("sheet"))
    placed = Placement.objects.filter(begun_in=batch, unit=OuterRef("unit"), line=OuterRef("campaign__line"))
    newly_under = placed.filter(parent=OuterRef("to_unit"))
    own = ~Exists(Rerouting.objects.filter(batch=batch, sheet=OuterRef("pk")))
    begun = Return.objects.filter(own, Q(unit__founded_in=batch) | Exists(newly_under), saved_at__gt=since)
    told: list[tuple[str, QuerySet[Return]]] = [
        ("Đã tiếp nhận hoặc trả lại báo cáo", moved.filter(judged_at__gt=since)),
        ("Đã gửi báo cáo tới nơi nhận mới", moved.filter(submitted_at__gt=since)),
        ("Đã lập báo cáo sau khi sắp xếp", begun),
    ]
    return [sentence for what, rows in told for sentence in _said(what, rows)]


def _receiver_lost(effective_on: date) -> QuerySet[Return]:
    """Returns that wait, whose receiver stood above their sender the day before, and does not from the day on."""
    above = Lineage.objects.filter(
        line=OuterRef("campaign__line"), ancestor=OuterRef("to_unit"), descendant=OuterRef("unit")
    )
    waiting = Return.objects.filter(state__in=[*WRITABLE, ReturnState.SUBMITTED], to_unit__isnull=False)
    before, after = above.on(effective_on - timedelta(days=1)), above.on(effective_on)  # type: ignore[attr-defined]
    return waiting.filter(Exists(before), ~Exists(after))


def _not_summed_up(batch: int, effective_on: date) -> list[Any]:
    """Accepted returns of periods about the day, whose receiver ended in the batch and had not sent them on.

    A receiver is also who counts them since an earlier reorganisation.
    """
    ended = Placement.objects.filter(ended_in=batch, unit=OuterRef("to_unit"))
    summed = Addend.objects.filter(total__state__in=SENT)
    sent = Return.objects.filter(
        Exists(ended.filter(line=OuterRef("campaign__line"))),
        ~Exists(summed.filter(part=OuterRef("pk"))),
        state=ReturnState.ACCEPTED,
        duty__year__gte=effective_on.year,
    )
    counted = Rerouting.objects.filter(
        Exists(ended.filter(line=OuterRef("sheet__campaign__line"))),
        ~Exists(summed.filter(part=OuterRef("sheet"))),
        moved=False,
        sheet__state=ReturnState.ACCEPTED,
        sheet__duty__year__gte=effective_on.year,
    ).exclude(sheet__in=sent.values("pk"))
    first = sent.order_by("pk").values_list("pk", "unit", "to_unit", "campaign__line", "period")
    more = counted.order_by("sheet").values_list(
        "sheet", "sheet__unit", "to_unit", "sheet__campaign__line", "sheet__period"
    )
    return [*first, *more]


@dataclass(frozen=True, slots=True)
class _Tree:
    """Who stands under whom after the batch, by (unit, line), and who alone succeeds whom."""

    above: Mapping[tuple[int, str], tuple[int, ...]]
    heir: Mapping[int, int]

    @classmethod
    def of(cls, batch: int, on: date, units: set[int]) -> "_Tree":
        heir = _only_successors(batch)
        asked = sorted(units | {heir[unit] for unit in units if unit in heir})
        above: dict[tuple[int, str], tuple[int, ...]] = {}
        for start in range(0, len(asked), 5000):
            rows = Lineage.objects.on(on).filter(descendant__in=asked[start : start + 5000]).order_by("depth", "pk")
            for unit, line, upper in rows.values_list("descendant", "line", "ancestor"):
                above[unit, line] = (*above.get((unit, line), ()), upper)
        return cls(above, heir)

    def receiver(self, sender: int, receiver: int, line: str) -> int | None:
        """Who receives now: the receiver's only successor, else the unit above the sender or above its heir.

        The receiver itself where it goes on and only the sender ended; None where nobody can be named.
        """
        goes_on = (receiver, line) in self.above
        chain = self.above.get((sender, line), ())
        if not chain:
            if goes_on:
                return receiver
            if (successor := self.heir.get(receiver)) is not None:
                return successor
            chain = self.above.get((self.heir.get(sender, sender), line), ())
        successor = receiver if goes_on else self.heir.get(receiver)
        if successor is not None and successor in chain[1:]:
            return successor
        return chain[1] if len(chain) > 1 else None


def _only_successors(batch: int) -> dict[int, int]:
    """The one unit that succeeds each unit that a batch ended, through units that came and went within it."""
    found: dict[int, set[int]] = {}
    rows = Succession.objects.filter(batch=batch).exclude(predecessor=F("successor")).order_by("pk")
    kept = set(Succession.objects.filter(batch=batch, predecessor=F("successor")).values_list("predecessor", flat=True))
    for old, new in rows.values_list("predecessor", "successor"):
        found.setdefault(old, set()).add(new)
    single = {old: next(iter(new)) for old, new in found.items() if len(new) == 1 and old not in kept}
    ends = {old: _end_of(new, single) for old, new in single.items()}
    return {old: end for old, end in ends.items() if end not in found}


def _end_of(unit: int, single: Mapping[int, int]) -> int:
    seen = set()
    while unit in single and unit not in seen:
        seen.add(unit)
        unit = single[unit]
    return unit


def _said(what: str, rows: QuerySet[Return]) -> list[str]:
    count = rows.count()
    if not count:
        return []
    more = f" và {count - _SAMPLE} báo cáo khác" if count > _SAMPLE else ""
    return [f"{what}: {', '.join(_named(rows))}{more}."]


def _named(rows: QuerySet[Return]) -> list[str]:
    first = rows.select_related("unit").order_by("unit__search_name", "pk")[:_SAMPLE]
    return [f"{row.unit.brief}, {parse_period(row.period).label}" for row in first]
