"""The share that counts for scoring: one-time codes in whole, counter codes up to each day's results, nothing else."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from namkhong.feedback.models import Ballot, Transactions
from namkhong.feedback.rules.statistics import Counted, capped_weight, mixed, share_of
from namkhong.feedback.states import Evidence
from namkhong.foundation.months import days_of


@dataclass(frozen=True, slots=True)
class CountedShare:
    """A unit's share of satisfied people, 0 to 1, and how many ratings it is worth; 0 and 0 where nothing counts."""

    share: float
    effective: float


def counted_share(unit: int, month: int) -> CountedShare:
    """What a unit's own ballots of a month (as 202611) say once classes and days are weighed."""
    days = days_of(month)
    rows = Ballot.objects.filter(
        unit=unit, day__in=days, set_aside="", evidence__in=[Evidence.ONE_TIME, Evidence.COUNTER]
    )
    counted = rows.order_by().values("evidence", "day", "score").annotate(n=Count("*"))
    coded = [0] * 5
    at_counter: dict[date, list[int]] = defaultdict(lambda: [0] * 5)
    for evidence, day, score, count in counted.values_list("evidence", "day", "score", "n"):
        place = coded if evidence == Evidence.ONE_TIME else at_counter[day]
        place[score - 1] += count
    results = transactions_of(unit, month)
    parts = {Evidence.ONE_TIME.value: Counted(share_of(coded), 1.0)}
    for day, counts in at_counter.items():
        weight = capped_weight(sum(counts), results.get(day))
        parts[f"{Evidence.COUNTER} {day}"] = Counted(share_of(counts), weight)
    return CountedShare(*mixed(parts))


def transactions_of(unit: int, month: int) -> dict[date, int]:
    """Results returned by day, as far as the unit has stated them."""
    rows = Transactions.objects.filter(unit=unit, day__in=days_of(month)).order_by("day")
    return dict(rows.values_list("day", "count"))


def counter_ratings(unit: int, month: int) -> dict[date, int]:
    """Ratings by counter code that count, by day."""
    rows = Ballot.objects.filter(unit=unit, day__in=days_of(month), set_aside="", evidence=Evidence.COUNTER)
    return dict(rows.order_by().values("day").annotate(n=Count("*")).values_list("day", "n"))
