"""The sheets that a person checks, as a grid of subjects and criteria."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from namkhong.people.policies import own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.scoring.models import Mark, MarkChange, Round, Sheet
from namkhong.scoring.policies import HIDDEN, typed_by
from namkhong.scoring.queries.frames import Frame, Leaf
from namkhong.scoring.queries.sheets import LIVING
from namkhong.scoring.states import Step
from namkhong.units.models import Lineage


@dataclass(frozen=True, slots=True)
class Checked:
    """What a person checks in a round: which sheets and which criteria of them; `whole` where it is all of them."""

    sheets: QuerySet[Sheet]
    leaves: list[Leaf]
    whole: bool


def checked_by(person: int, row: Round, frame: Frame, on: date) -> Checked | None:
    """What `policies.may_check` and `policies.offices_of` say, for all sheets of a round at once; None for nothing."""
    at_units = own_units(person, Verb.CHECK_SCORES, on)
    if row.state in HIDDEN:
        return None
    rows = Sheet.objects.filter(round=row.pk, state__in=LIVING).exclude(person=person)
    rows = rows.exclude(typed_by(person))
    rows = rows.select_related("unit", "person").order_by("unit__search_name", "person__sort_name", "pk")
    whole = rows.filter(_whole(person, row, at_units, on))
    if whole.exists():
        return Checked(whole, list(frame.leaves.values()), whole=True)
    leaves = [leaf for leaf in frame.leaves.values() if leaf.checker in at_units]
    others = rows.exclude(person=None, unit__in=at_units)
    return Checked(others, leaves, whole=False) if leaves and others.exists() else None


def _whole(person: int, row: Round, at_units: list[int], on: date) -> Q:
    above = superior_units(person, Verb.CHECK_SCORES, on, line=row.line)
    lineage = Lineage.objects.on(on).filter(ancestor__in=above, line=row.line, depth__gt=0)
    below = Q(Exists(lineage.filter(descendant=OuterRef("unit"))))
    at_unit = Q(person__isnull=False, unit__in=at_units)
    return Q(person=None) & below | at_unit | Q(leads=True) & below


@dataclass(frozen=True, slots=True)
class GridRow:
    """A subject with its marks in the order of the columns."""

    sheet: Sheet
    marks: list[Mark]


def grid_rows(sheets: Iterable[Sheet], leaves: Sequence[Leaf]) -> list[GridRow]:
    """The marks of some sheets under some criteria, in two statements."""
    rows = list(sheets)
    found = {
        (mark.sheet_id, mark.criterion_id): mark
        for mark in Mark.objects.filter(
            sheet__in=[row.pk for row in rows], criterion__in=[leaf.pk for leaf in leaves]
        ).order_by("pk")
    }
    return [GridRow(row, [found[row.pk, leaf.pk] for leaf in leaves]) for row in rows]


def last_changes(person: int, row: Round, upto: int = 10) -> list[MarkChange]:
    """A checker's own last changes in a round that can be gone back, the latest first."""
    later = MarkChange.objects.filter(mark=OuterRef("mark"), step=Step.CHECK, pk__gt=OuterRef("pk"))
    rows = MarkChange.objects.filter(mark__sheet__round=row.pk, by=person, step=Step.CHECK, after__isnull=False)
    rows = rows.filter(~Exists(later)).select_related("mark__criterion", "mark__sheet__unit", "mark__sheet__person")
    return list(rows.order_by("-pk")[:upto])
