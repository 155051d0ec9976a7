"""A time that binds, where it stands in a sentence."""

from dataclasses import dataclass

from namkhong.plans.reading.dates import Moment
from namkhong.plans.reading.items import Bound


@dataclass(frozen=True)
class Hit:
    """A deadline's time as printed: the bound, the date or the number of days, where it stands."""

    bound: Bound
    moment: Moment | None
    first: int
    after: int
    time: str | None = None
    days: int | None = None
    working_days: bool = False
    anchor: str | None = None
    period_name: str | None = None
