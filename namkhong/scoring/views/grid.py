"""The grid of a checker: subjects and criteria, each cell saved at once, the last changes gone back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from namkhong.design.components.tables import Tab
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.scoring import actions, queries
from namkhong.scoring.forms import CellForm
from namkhong.scoring.models import Mark, MarkChange, Round, Sheet
from namkhong.scoring.queries import Checked, Leaf
from namkhong.scoring.rules.marking import checkable
from namkhong.scoring.views.check_page import may_be_checked
from namkhong.scoring.views.round_page import round_context
from namkhong.scoring.views.showing import SHEET_TAGS

PAGE = 25


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it looks: what stands in it, a word below, and what was wrong with what was typed last."""

    mark: Mark
    leaf: Leaf
    name: str
    value: str
    open: bool
    error: str = ""

    @property
    def look(self) -> str:
        """Its colour."""
        return "wrong" if self.error else _look(self.mark)

    @property
    def words(self) -> str:
        """The words below it; a colour never stands alone."""
        own = show_decimal(self.mark.self_points)
        return {
            "waiting": "chưa thẩm định",
            "kept": "giữ nguyên",
            "changed": f"tự chấm {own}" if own else "cấp trên quyết định",
            "empty": "chưa có số liệu" if self.leaf.measured else "chưa tự chấm",
        }[_look(self.mark)]


def _look(mark: Mark) -> str:
    if mark.checked_points is not None:
        return "kept" if mark.checked_points == mark.self_points else "changed"
    return "empty" if mark.self_points is None else "waiting"


def _cell(sheet: Sheet, mark: Mark, leaf: Leaf, row: Round, typed: str | None = None, error: str = "") -> Cell:
    sheet.round = row
    value = show_decimal(checkable(mark)) if typed is None else typed
    return Cell(mark, leaf, queries.name_of(sheet), value, may_be_checked(sheet), error)


def _checked(request: HttpRequest, pk: int) -> tuple[Round, Checked, queries.Frame]:
    """The round and what the person checks in it. Raises: Http404 where that is nothing."""
    row = get_object_or_404(Round.objects.select_related("unit", "set"), pk=pk)
    frame = queries.frame_of(row.set_id)
    found = queries.checked_by(person_in(request).pk, row, frame, today())
    if found is None:
        raise Http404
    return row, found, frame


@entered_with(Verb.CHECK_SCORES)
@require_safe
def grid(request: HttpRequest, pk: int) -> HttpResponse:
    """Subjects against the criteria of one group, a page at a time."""
    row, found, frame = _checked(request, pk)
    there = {leaf.group for leaf in found.leaves}
    groups = [rule for rule in frame.groups if rule.number in there]
    chosen = next((rule for rule in groups if rule.number == request.GET.get("nhom", "")), groups[0])
    leaves = [leaf for leaf in found.leaves if leaf.group == chosen.number]
    page = Paginator(found.sheets, PAGE).get_page(request.GET.get("trang"))
    rows = [
        (each.sheet, queries.name_of(each.sheet), SHEET_TAGS[each.sheet.state], _cells(each, leaves, row))  # type: ignore[index]
        for each in queries.grid_rows(page.object_list, leaves)
    ]
    context = round_context(row, person_in(request).pk) | {
        "page": page,
        "rows": rows,
        "leaves": leaves,
        "chosen": chosen,
        "whole": found.whole,
        "tabs": [Tab(f"{g.number}. {g.title}", f"?nhom={g.number}", g is chosen) for g in groups],
        "changes": _changes(request, row),
    }
    return render(request, "scoring/grid.html", context)


def _cells(each: Any, leaves: list[Leaf], row: Round) -> list[Cell]:
    return [_cell(each.sheet, mark, leaf, row) for mark, leaf in zip(each.marks, leaves, strict=True)]


@dataclass(frozen=True, slots=True)
class Gone:
    """A change that can be gone back, in words."""

    change: MarkChange
    words: str


def _changes(request: HttpRequest, row: Round) -> list[Gone]:
    return [
        Gone(
            each,
            f"{queries.name_of(each.mark.sheet)}, mục {each.mark.criterion.number}: "
            + (
                f"giữ nguyên {show_decimal(each.after)}"
                if each.before == each.after
                else f"{show_decimal(each.before) or 'chưa có điểm'} → {show_decimal(each.after)}"
            ),
        )
        for each in queries.last_changes(person_in(request).pk, row)
    ]


@entered_with(Verb.CHECK_SCORES)
@only_posted
def cell(request: HttpRequest, pk: int, mark: int) -> HttpResponse:
    """Points typed into one cell; what is refused comes back as it was typed, with the sentence."""
    row, found, _ = _checked(request, pk)
    there = get_object_or_404(Mark, pk=mark, sheet__in=found.sheets)
    leaf = next((leaf for leaf in found.leaves if leaf.pk == there.criterion_id), None)
    if leaf is None:
        raise Http404
    sheet = found.sheets.get(pk=there.sheet_id)
    error = _save(request, sheet, there)
    there.refresh_from_db()
    typed = request.POST.get("points", "") if error else None
    context = {"cell": _cell(sheet, there, leaf, row, typed, error), "round": row, "changes": _changes(request, row)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "scoring/grid_saved.html", context)
    if error:
        messages.error(request, error)
    return redirect(f"{reverse('scoring:grid', args=[pk])}?nhom={leaf.group}#o-{there.pk}")


def _save(request: HttpRequest, sheet: Sheet, mark: Mark) -> str:
    """Why it was not saved; empty where it was."""
    form = CellForm(request.POST)
    if not form.is_valid():
        return " ".join(str(error) for errors in form.errors.values() for error in errors)
    try:
        actions.check(sheet=sheet, criterion=mark.criterion_id, by=person_in(request), at=now(), **form.cleaned_data)
    except DomainError as refused:
        return refused.sentence
    return ""


@entered_with(Verb.CHECK_SCORES)
@only_posted
def undo(request: HttpRequest, pk: int, change: int) -> HttpResponse:
    """Go back one of one's own last changes."""
    row, found, _ = _checked(request, pk)
    mine = MarkChange.objects.filter(by=person_in(request).pk, mark__sheet__in=found.sheets)
    there = get_object_or_404(mine.select_related("mark__criterion"), pk=change)
    if there.mark.criterion_id not in {leaf.pk for leaf in found.leaves}:
        raise Http404
    try:
        actions.undo(change=there, by=person_in(request), at=now())
        messages.success(request, f"Đã hoàn tác mục {there.mark.criterion.number}.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    group = next(leaf.group for leaf in found.leaves if leaf.pk == there.mark.criterion_id)
    return redirect(f"{reverse('scoring:grid', args=[row.pk])}?nhom={group}")
