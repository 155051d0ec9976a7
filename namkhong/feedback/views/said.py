"""What pages say of a share: in words and as a bar, the same for the public and inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from namkhong.feedback.queries.published import Summed
from namkhong.feedback.rules.differences import difference
from namkhong.feedback.rules.shrinking import Prior, prior_of, shrunk
from namkhong.feedback.rules.statistics import LEAST_SHOWN, Interval, Say, Share
from namkhong.feedback.states import PROVES, Evidence


@dataclass(frozen=True, slots=True)
class Bar:
    """A share and its interval on a line from 0 to 100, as SVG wants it: where it begins, its width, the share."""

    low: str
    width: str
    at: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one class: `percent` and its interval only where there are ratings enough."""

    kind: Evidence
    sum: Summed
    prior: Prior | None = None

    @property
    def told(self) -> str:
        """ "share", "too_few", "nothing" (too few to be published) or "none" (nobody has rated)."""
        if not self.sum.share.answered:
            return "nothing" if self.sum.hidden else "none"
        return self.sum.share.say.value

    @property
    def percent(self) -> Decimal | None:
        """The share in per cent; None where it is not told."""
        return self.sum.share.percent if self.sum.share.say is Say.SHARE else None

    @property
    def interval(self) -> tuple[Decimal, Decimal]:
        """The bounds of the 95 % interval in per cent."""
        return _percent(self.sum.share.interval)

    @property
    def bar(self) -> Bar:
        """The share as a bar."""
        return bar_of(self.sum.share)

    @property
    def estimate(self) -> Decimal | None:
        """Of a small unit the estimate that leans on its sisters, in per cent."""
        if self.prior is None or self.sum.share.say is not Say.TOO_FEW:
            return None
        return _one_place(100 * shrunk(self.sum.share, self.prior))

    @property
    def mean(self) -> Decimal:
        """The mean of the sisters in per cent. Only where there is a prior."""
        assert self.prior is not None
        return _one_place(100 * self.prior.mean)

    @property
    def proves(self) -> str:
        """What the class proves."""
        return PROVES[self.kind]

    @property
    def used(self) -> Decimal | None:
        """How many per cent of the printed codes were used, at least; None where none were printed."""
        used = self.sum.share.answered + self.sum.aside
        return _one_place(100 * used / self.sum.printed) if 0 < used <= self.sum.printed else None

    @property
    def hidden_months(self) -> str:
        """The months that are not told, as "2, 7"."""
        return ", ".join(str(month % 100) for month in self.sum.hidden)


def bar_of(share: Share) -> Bar:
    """A share as a bar."""
    interval = share.interval
    return Bar(
        f"{100 * interval.low:.1f}%", f"{100 * (interval.high - interval.low):.1f}%", f"{100 * share.value:.1f}%"
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a class lies from the independent sample, in percentage points, with the interval of that."""

    kind: Evidence
    value: Decimal
    low: Decimal
    high: Decimal

    @property
    def way(self) -> str:
        """ "higher", "lower" or "unclear"."""
        if self.low > 0:
            return "higher"
        return "lower" if self.high < 0 else "unclear"


def gaps(said: Sequence[Said]) -> list[Gap]:
    """Classes A and B against the sample, where both sides have ratings enough."""
    shares = {one.kind: one.sum.share for one in said}
    sample = shares[Evidence.SAMPLE]
    found = []
    for kind in (Evidence.ONE_TIME, Evidence.COUNTER):
        if sample.say is Say.SHARE and shares[kind].say is Say.SHARE:
            low, high = _percent(difference(shares[kind], sample))
            found.append(Gap(kind, _one_place(100 * (shares[kind].value - sample.value)), low, high))
    return found


def prior_for(sisters: Sequence[Share]) -> Prior | None:
    """What is known from published sisters; None where there are fewer than two."""
    rated = [share for share in sisters if share.answered >= LEAST_SHOWN]
    return prior_of(rated) if len(rated) > 1 else None


def _percent(interval: Interval) -> tuple[Decimal, Decimal]:
    return _one_place(100 * interval.low), _one_place(100 * interval.high)


def _one_place(value: float) -> Decimal:
    return Decimal(str(round(value, 1)))
