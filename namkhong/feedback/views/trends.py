"""A year month by month, against the year before and against the target."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from namkhong.design.components.charts import Band
from namkhong.feedback.models import Target
from namkhong.feedback.queries.published import Told, summed
from namkhong.feedback.rules.differences import difference
from namkhong.feedback.rules.statistics import Say, Share
from namkhong.feedback.rules.trend import Aim, Course, Reached, aim_of, course, reached


@dataclass(frozen=True, slots=True)
class Trend:
    """The months of a year in one class; how the year stands to the same months of the year before, and to its aim."""

    months: list[tuple[str, Decimal | None]]
    course: Course
    low: Decimal
    high: Decimal
    aim: Aim | None
    target: Target | None
    reached: Reached

    @property
    def band(self) -> Band | None:
        """The aim as a band of the chart."""
        return Band(self.aim.low, self.aim.high, "Chỉ tiêu") if self.aim else None

    @property
    def drawn(self) -> bool:
        """Whether any month can be drawn."""
        return any(value is not None for _, value in self.months)


def trend_of(told: Sequence[Told], year: int, kind: str, target: Target | None) -> Trend:
    """The trend of a class in a year, from what was published."""
    by_month = {row.month: row.share for row in told if row.evidence == kind}
    months = [by_month.get(year * 100 + month, Share(0, 0)) for month in range(1, 13)]
    shown = {month % 100 for month in by_month if month // 100 == year}
    now = summed(row for row in told if row.evidence == kind and row.month // 100 == year).share
    before = summed(
        row for row in told if row.evidence == kind and row.month // 100 == year - 1 and row.month % 100 in shown
    ).share
    apart = difference(now, before)
    aim = aim_of(target.base, target.least, target.most, year - target.base_year) if target else None
    return Trend(
        [(f"T{at}", share.percent if share.say is Say.SHARE else None) for at, share in enumerate(months, start=1)],
        course(now, before),
        Decimal(str(round(100 * apart.low, 1))),
        Decimal(str(round(100 * apart.high, 1))),
        aim,
        target,
        reached(now, aim) if aim else Reached.OPEN,
    )
