"""Reading the sums of answers: every instrument that was asked, factor by factor. Classes are never put together."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from namkhong.feedback.models import AnswerTally, Instrument
from namkhong.feedback.rules.factors import FactorFigure, factor_figures_of
from namkhong.feedback.rules.questions import questionnaire
from namkhong.feedback.states import InstrumentState

_FIVE = [f"n{n}" for n in range(1, 6)]


@dataclass(frozen=True, slots=True)
class InstrumentFigures:
    """What one instrument found, by its factors."""

    key: str
    name: str
    factors: list[FactorFigure]


def factor_figures(unit: int, first: int, last: int, evidence: str) -> list[InstrumentFigures]:
    """Of a unit and everybody under it, from the month `first` to `last` (as 202611), for one class.

    Questions go to factors as the latest version has them; what only an older version asked is not shown.
    """
    rows = AnswerTally.objects.filter(unit=unit, month__gte=first, month__lte=last, evidence=evidence).order_by()
    totals = rows.values("instrument", "question").annotate(**{f"sum_{name}": Sum(f"all_{name}") for name in _FIVE})
    counts: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    for instrument, question, *five in totals.values_list("instrument", "question", *(f"sum_{n}" for n in _FIVE)):
        if any(five):
            counts[instrument][question] = five
    found = []
    for key, name, definition in _latest(list(counts)):
        factors = factor_figures_of(questionnaire(definition), counts[key])
        if factors:
            found.append(InstrumentFigures(key, name, factors))
    return sorted(found, key=lambda one: (one.name, one.key))


def _latest(keys: list[str]) -> list[tuple[str, str, Any]]:
    """Key, name and definition of the last version that was issued of each."""
    rows = Instrument.objects.filter(key__in=keys).exclude(state=InstrumentState.DRAFT).order_by("version")
    return list({row[0]: row for row in rows.values_list("key", "name", "definition")}.values())
