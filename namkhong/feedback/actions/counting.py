"""Adding up what groups of ballots have told since the last time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from namkhong.feedback.actions.remarks import queue
from namkhong.feedback.box import add_to_answer_tallies, add_to_tallies, alone, numbers_of
from namkhong.feedback.models import Delta
from namkhong.feedback.rules.answer_counts import answers_gathered, answers_spread
from namkhong.feedback.rules.counts import gathered, spread
from namkhong.units.models import Lineage

AT_ONCE = 5000
FEW = 20_000
"""Up to so many units are asked for by number; for more, the whole tree of a day is read."""


@transaction.atomic
def drain() -> int:
    """Add what waits to the sums, up to `AT_ONCE` groups, and queue what was written; how many groups there were."""
    alone()
    waiting = list(Delta.objects.order_by("pk").values_list("pk", "counts", "answers", "worded")[:AT_ONCE])
    if waiting:
        Delta.objects.filter(pk__in=[pk for pk, *_ in waiting]).delete()
        add_told([told for _, *told, _ in waiting])
        queue(worded for *_, worded in waiting)
    return len(waiting)


def add_told(groups: Sequence[Sequence[Any]]) -> None:
    """Add what groups tell (counts and answers) to the sums of their units and of everybody above them on the day."""
    cells, answers = gathered(counts for counts, _ in groups), answers_gathered(more for _, more in groups)
    above = _above([*cells, *answers])
    add_to_tallies(spread(cells, above))
    add_to_answer_tallies(answers_spread(answers, above))


def _above(cells: Iterable[tuple[Any, ...]]) -> dict[str, dict[int, set[int]]]:
    """Who stands above each unit on each day, on any line."""
    units: dict[str, set[int]] = defaultdict(set)
    for unit, day, *_ in cells:
        units[day].add(unit)
    above: dict[str, dict[int, set[int]]] = {}
    for day, asked in units.items():
        above[day] = defaultdict(set)
        rows = Lineage.objects.on(date.fromisoformat(day)).filter(depth__gt=0).order_by()
        if len(asked) < FEW:
            rows = rows.filter(descendant__in=numbers_of(asked))
        for lower, upper in rows.values_list("descendant", "ancestor"):
            above[day][lower].add(upper)
    return above
