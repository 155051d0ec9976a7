"""Telling the people of units what a reorganisation changed for them: one notice for each person, unit and matter."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from namkhong.campaigns import queries as campaigns
from namkhong.journal.actions import tell_each
from namkhong.journal.models import Batch, Notice
from namkhong.people.queries import officers_of_each
from namkhong.reorganisations.queries import ended_on_other_lines
from namkhong.reports import queries as reports
from namkhong.units.models import Reorganisation, Unit
from namkhong.units.states import Line

CAME, ELSEWHERE, ENDED = "reorganisation_came", "reorganisation_elsewhere", "reorganisation_ended"
KINDS = (CAME, ELSEWHERE, ENDED)
NAMED = 3
"""So many units are named in a notice."""

Facts = dict[int, dict[str, Any]]
"""What there is to tell, by unit."""


def tell_everybody(*, reorganisation: Reorganisation, batch: Batch, by: int | None, at: datetime) -> None:
    """Tell whom work came to, who owes it to another superior now, and who lost a unit on a line of its own."""
    pk = batch.pk
    _tell(CAME, _came(pk), reorganisation, by, at)
    _tell(ELSEWHERE, _elsewhere(pk), reorganisation, by, at)
    _tell(ENDED, _ended(pk), reorganisation, by, at)


def forget_told(*, batch: int) -> None:
    """What nobody has read of a reorganisation that is taken back is told to nobody any more."""
    Notice.objects.filter(kind__in=KINDS, read_at=None, facts__batch=batch).delete()


def _came(batch: int) -> Facts:
    """Duties and reports that a unit has now, and did not have before."""
    owed: dict[int, int] = {}
    for (_, receiver), count in campaigns.sent_elsewhere(batch).items():
        owed[receiver] = owed.get(receiver, 0) + count
    columns = {
        "duties": campaigns.laid_on(batch),
        "begun": reports.begun_for_each(batch),
        "waiting": reports.waiting_for_each(batch),
        "owed": owed,
    }
    units = {unit for counts in columns.values() for unit in counts}
    return {unit: {what: counts.get(unit, 0) for what, counts in columns.items()} for unit in sorted(units)}


def _elsewhere(batch: int) -> Facts:
    """Who receives from now on what a unit owes."""
    receivers: dict[int, set[int]] = {}
    for unit, to in {*campaigns.sent_elsewhere(batch), *reports.led_elsewhere(batch)}:
        receivers.setdefault(unit, set()).add(to)
    names = _names(to for each in receivers.values() for to in each)
    return {unit: {"to": _some([names[to] for to in each])} for unit, each in sorted(receivers.items())}


def _ended(batch: int) -> Facts:
    """Which units a superior has lost on a line on which it did not decide about them."""
    lost: dict[tuple[int, str], set[int]] = {}
    for superior, line, unit in ended_on_other_lines(batch):
        lost.setdefault((superior, line), set()).add(unit)
    names = _names(unit for units in lost.values() for unit in units)
    found: Facts = {}
    for (superior, line), units in sorted(lost.items()):
        words = _some([names[unit] for unit in units])
        found.setdefault(superior, {"lost": []})["lost"].append({"line": Line(line).label, "units": words})
    return found


def _tell(kind: str, facts: Facts, reorganisation: Reorganisation, by: int | None, at: datetime) -> None:
    common = {
        "number": reorganisation.number,
        "due_on": reorganisation.effective_on.isoformat(),
        "batch": reorganisation.batch_id,
    }
    people = officers_of_each(facts, reorganisation.effective_on)
    told: list[tuple[int, Mapping[str, Any]]] = [
        (person, common | each | {"unit": unit})
        for unit, each in facts.items()
        for person in dict.fromkeys(people.get(unit, ()))
        if person != by
    ]
    tell_each(told=told, kind=kind, at=at)


def _names(units: Iterable[int]) -> dict[int, str]:
    return {unit.pk: unit.name for unit in Unit.objects.in_bulk(sorted(set(units))).values()}


def _some(names: Iterable[str]) -> str:
    """The first few of some names, and how many more there are."""
    rows = sorted(names)
    more = f" và {len(rows) - NAMED} đơn vị khác" if len(rows) > NAMED else ""
    return ", ".join(rows[:NAMED]) + more
