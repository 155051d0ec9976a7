"""A unit's month from its ballots: by point, by hour and by weekday; with the sums of everybody below beside it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from namkhong.feedback.models import Ballot, Point
from namkhong.feedback.queries.figures import month_figures
from namkhong.feedback.rules.counts import ASIDE, Counts
from namkhong.feedback.rules.months import ClassMonth, Standing, added, class_months, showable, standings, strongest
from namkhong.feedback.states import Evidence
from namkhong.foundation.months import days_of, months_later

_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Desk:
    """A point and how it stands."""

    point: Point
    standing: Standing


@dataclass(frozen=True, slots=True)
class Slot:
    """An hour or a weekday by its name, and the ballots given in it."""

    label: str
    counts: Counts
    shown: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A unit's month: every class side by side, everybody below included; its own points and hours of class `kind`."""

    month: int
    kind: Evidence
    classes: list[ClassMonth]
    desks: list[Desk]
    hours: list[Slot]
    weekdays: list[Slot]

    @property
    def before(self) -> int:
        """The month it is compared with."""
        return months_later(self.month, -1)

    @property
    def changed(self) -> list[ClassMonth]:
        """Classes that clearly changed against the month before."""
        return [row for row in self.classes if row.change]

    @property
    def words(self) -> str:
        """How the month is named."""
        return f"tháng {self.month % 100} năm {self.month // 100}"

    @property
    def own(self) -> Counts:
        """The unit's own ballots of the class."""
        return added(desk.standing.counts for desk in self.desks)


def month_of_unit(unit: int, month: int, kind: Evidence | None = None) -> Month:
    """The month of a unit; without a class, the one that proves most and is large enough."""
    before = months_later(month, -1)
    sums = month_figures(unit, before, month)
    now, then = sums.get(month, {}), sums.get(before, {})
    chosen = kind or strongest(now)
    by_point = _by_point(unit, month, chosen)
    hours, weekdays = _by_time(unit, month, chosen)
    rows = standings(by_point, _by_point(unit, before, chosen) if by_point else {})
    points = Point.objects.in_bulk([row.key for row in rows])
    return Month(
        month=month,
        kind=chosen,
        classes=class_months(now, then),
        desks=[Desk(points[row.key], row) for row in rows],
        hours=_slots(hours, {key: f"{key - 1} giờ" for key in hours}),
        weekdays=_slots(weekdays, dict(enumerate(_WEEKDAYS, 1))),
    )


def _by_point(unit: int, month: int, kind: str) -> dict[int, Counts]:
    """By point; answered from the index that begins with the day, which is why the days are named one by one."""
    rows = Ballot.objects.filter(day__in=days_of(month), unit=unit, evidence=kind).order_by()
    counted = rows.values("point", "score", "set_aside").annotate(many=Count("*"))
    return _counts(counted.values_list("point", "score", "set_aside", "many"))


def _by_time(unit: int, month: int, kind: str) -> tuple[dict[int, Counts], dict[int, Counts]]:
    """By hour plus one (keys are positive) and by weekday from 1, of ballots that count."""
    rows = Ballot.objects.filter(day__in=days_of(month), unit=unit, evidence=kind, set_aside="").order_by()
    grouped = rows.values("day", "hour", "score").annotate(many=Count("*"))
    counted = list(grouped.values_list("day", "hour", "score", "many"))
    hours = _counts((hour + 1, score, "", many) for _, hour, score, many in counted)
    return hours, _counts((day.isoweekday(), score, "", many) for day, _, score, many in counted)


def _counts(rows: Iterable[tuple[int, int, str, int]]) -> dict[int, Counts]:
    found: dict[int, list[int]] = defaultdict(lambda: [0] * 6)
    for key, score, aside, many in rows:
        found[key][ASIDE if aside else score - 1] += many
    return {key: Counts((n1, n2, n3, n4, n5), aside) for key, (n1, n2, n3, n4, n5, aside) in sorted(found.items())}


def _slots(groups: dict[int, Counts], names: dict[int, str]) -> list[Slot]:
    shown = showable(groups)
    return [Slot(names[key], counts, key in shown) for key, counts in groups.items()]
