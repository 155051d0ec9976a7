"""What hangs on the units that change, and what was done since on the result."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from namkhong.foundation.hanging import Hanging
from namkhong.journal.queries import events_of
from namkhong.papers.queries import documents_from
from namkhong.papers.states import DocumentState
from namkhong.reorganisations.rooms import ROOMS
from namkhong.reorganisations.rules import main_line
from namkhong.units import queries as units
from namkhong.units.models import Change, ChangePart, Placement, Reorganisation
from namkhong.units.states import ChangeKind, PartRole

SUBJECT = "reorganisation"
"""What events and documents of a reorganisation name as their subject."""

BELOW = "Về trực thuộc đơn vị kế thừa; nếu có nhiều đơn vị kế thừa thì cần một thay đổi chuyển cấp trên."

ENDING = (ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.DISSOLVE)


def ending_in(changes: QuerySet[Change]) -> QuerySet[ChangePart, int]:
    """Numbers of the units that end with some changes; a unit that goes on in one of them does not end."""
    parts = ChangePart.objects.filter(change__in=changes.filter(kind__in=ENDING).order_by().values("pk"))
    sources = parts.filter(role=PartRole.SOURCE).order_by()
    again = parts.filter(role=PartRole.RESULT, unit=OuterRef("unit"), change=OuterRef("change"))
    going_on = sources.filter(Exists(again)).values("unit")
    return sources.exclude(unit__in=going_on).values_list("unit", flat=True)


def units_named(reorganisation: Reorganisation) -> set[int]:
    """Numbers of the units that exist and that its changes name."""
    rows = ChangePart.objects.filter(change__reorganisation=reorganisation).order_by().values_list("unit", "parent")
    return {number for row in rows for number in row if number is not None}


def hanging_on(numbers: QuerySet[Any, int], on: date) -> list[Hanging]:
    """What hangs on units on a day: the units below them, then room by room."""
    below = Placement.objects.on(on).filter(parent__in=numbers).exclude(unit__in=numbers)
    count = below.order_by().values("unit").distinct().count()
    found = [Hanging("units.below", "Đơn vị trực thuộc", count, BELOW)] if count else []
    return found + [thing for room in ROOMS for thing in room.hanging(numbers, on) if thing.count]


def acted_on(reorganisation: Reorganisation) -> list[str]:
    """Why a reorganisation that was carried out cannot be taken back; nothing where it can."""
    if reorganisation.batch_id is None:
        return []
    found = units.acted_on(reorganisation.batch_id)
    found += [sentence for room in ROOMS for sentence in room.acted_on(reorganisation.batch_id)]
    issued = [row for row in documents_from(SUBJECT, reorganisation.pk) if row.state != DocumentState.DRAFT]
    return found + [f"Đã ban hành văn bản “{row.subject}”." for row in issued]


def handed_over(reorganisation: Reorganisation) -> list[Hanging]:
    """What was counted as handed over when it was last carried out."""
    event = events_of(SUBJECT, reorganisation.pk).filter(verb="reorganisation.hand_over").first()
    rows = event.facts.get("hanging", []) if event else []
    return [Hanging(row["kind"], row["label"], row["count"], row["becomes"]) for row in rows]


def without_names(hanging: Iterable[Hanging]) -> list[Hanging]:
    """The same counts without the names of a few, fit to be kept as facts of an Event."""
    return [replace(thing, sample=(), url="") for thing in hanging]


def ended_on_other_lines(batch: int) -> list[tuple[int, str, int]]:
    """Superior, line and unit, for each unit that a batch ended as a whole and that stood on another line as well than
    the one that decided about it.
    """
    rows = Placement.objects.filter(ended_in=batch, unit__closed_in=batch).order_by("pk")
    lines: dict[int, dict[str, int | None]] = {}
    for unit, line, parent in rows.values_list("unit", "line", "parent"):
        lines.setdefault(unit, {})[line] = parent
    return [
        (parent, line, unit)
        for unit, stood in lines.items()
        for line, parent in stood.items()
        if parent is not None and line != main_line(stood)
    ]
