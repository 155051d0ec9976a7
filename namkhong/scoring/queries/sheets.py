"""Reading sheets: one with its marks, the list of a round as a person may see it, the trace of every change."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from namkhong.foundation.text import fold
from namkhong.people.policies import reaching
from namkhong.people.rules import Verb
from namkhong.scoring.models import Appeal, Mark, MarkChange, MarkEvidence, Round, Sheet
from namkhong.scoring.policies import HIDDEN, may_follow
from namkhong.scoring.queries.frames import Frame, Leaf
from namkhong.scoring.states import SheetState
from namkhong.units.models import Unit

LIVING = [state for state in SheetState if state != SheetState.SUPERSEDED]
"""States of sheets that stand; of a subject one at a time."""


def sheet_of(pk: int) -> Sheet | None:
    """A sheet with its round, unit and person."""
    rows = Sheet.objects.select_related("round", "round__unit", "unit", "person", "submitted_by", "checked_by")
    return rows.filter(pk=pk).first()


def name_of(sheet: Sheet) -> str:
    """Whom a sheet is about."""
    return sheet.person.full_name if sheet.person else sheet.unit.name


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion of a sheet with its mark and the files that back it up."""

    leaf: Leaf
    mark: Mark
    evidence: list[MarkEvidence]


def lines_of(sheet: Sheet, frame: Frame, *, only: Collection[int] | None = None) -> list[Line]:
    """The criteria of a sheet in order; given `only`, those whose office is one of these units."""
    marks = {row.criterion_id: row for row in Mark.objects.filter(sheet=sheet.pk).order_by("pk")}
    files: dict[int, list[MarkEvidence]] = {}
    held = MarkEvidence.objects.filter(mark__sheet=sheet.pk, withdrawn_at=None).select_related("file")
    for row in held.order_by("added_at", "pk"):
        files.setdefault(row.mark_id, []).append(row)
    return [
        Line(leaf, marks[pk], files.get(marks[pk].pk, []))
        for pk, leaf in frame.leaves.items()
        if pk in marks and (only is None or leaf.checker in only)
    ]


def seen_sheets(person: int, row: Round, on: date) -> QuerySet[Sheet]:
    """The living sheets of a round that a person may see while it goes on, by name."""
    rows = Sheet.objects.filter(round=row.pk, state__in=LIVING).select_related("unit", "person")
    rows = rows.order_by("unit__search_name", "person__sort_name", "pk")
    if may_follow(person, row, on):
        return rows
    if row.state in HIDDEN:
        return rows.none()
    within = Unit.objects.filter(reaching(person, Verb.READ_SCORES, on, line=row.line), pk=OuterRef("unit"))
    return rows.filter(Q(Exists(within)) | Q(person=person))


def named_like(rows: QuerySet[Sheet], words: str) -> QuerySet[Sheet]:
    """Only subjects whose name holds the words, typed with or without accents."""
    asked = fold(words)
    return rows.filter(Q(person=None, unit__search_name__contains=asked) | Q(person__search_name__contains=asked))


def state_counts(rows: QuerySet[Sheet]) -> dict[str, int]:
    """How many of the sheets are in which state."""
    return dict(rows.order_by().values_list("state").annotate(count=Count("pk")).order_by("state"))


def changes_of(sheet: Sheet) -> QuerySet[MarkChange]:
    """Every change of the points of a subject in a round, through all revisions, the latest first."""
    rows = MarkChange.objects.filter(mark__sheet__round=sheet.round_id, mark__sheet__unit=sheet.unit_id)
    rows = rows.filter(mark__sheet__person=sheet.person_id)
    return rows.select_related("by", "mark__criterion", "mark__sheet").order_by("-at", "-pk")


def revisions_of(sheet: Sheet) -> list[Sheet]:
    """All revisions of a sheet, the latest first."""
    rows = Sheet.objects.filter(round=sheet.round_id, unit=sheet.unit_id, person=sheet.person_id)
    return list(rows.order_by("-revision"))


@dataclass(frozen=True, slots=True)
class Totals:
    """What a sheet comes to at each step, as far as it has come; None before that."""

    own: Decimal | None
    checked: Decimal | None
    final: Decimal | None


def totals_of(sheet: Sheet) -> Totals:
    """The stored totals."""
    return Totals(sheet.self_total, sheet.checked_total, sheet.final_total)


def appeals_of(sheet: Sheet) -> QuerySet[Appeal]:
    """Appeals against any revision of a sheet, the latest first."""
    rows = Appeal.objects.filter(sheet__round=sheet.round_id, sheet__unit=sheet.unit_id, sheet__person=sheet.person_id)
    return rows.select_related("criterion").order_by("-made_at", "-pk")
