"""How far a round is: the units directly below with their shares, down to the register."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.design.components.spread import Tile
from namkhong.design.components.tables import Tab, link
from namkhong.foundation.clock import today
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.pledges import queries, tasks
from namkhong.pledges.models import Round
from namkhong.pledges.policies import may_read, may_run
from namkhong.pledges.rules.counting import Level
from namkhong.pledges.views.loading import read_unit, run_round
from namkhong.pledges.views.showing import parts_of
from namkhong.units.models import Unit

VIEW = "xem"
TILES = "o"


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit directly below as it is shown: down to the units under it, or to its register."""

    row: queries.Row
    url: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of the units below are so far."""

    label: str
    tag: str
    count: int


_TAGS = {Level.ALL: "done", Level.MOST: "running", Level.HALF: "soon", Level.FEW: "overdue", Level.UNKNOWN: "exempt"}


@entered_with(Verb.READ_PLEDGES)
def coverage(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """A unit and the units directly below it, as the worker counted them."""
    round, place = read_unit(request, pk, unit)
    on = today()
    own, whole = queries.coverage_at(round.pk, unit)
    rows = [_shown(round, row) for row in queries.rows_below(round, unit, on)]
    tiles = request.GET.get(VIEW) == TILES
    context = {
        "round": round,
        "unit": place,
        "own": own,
        "whole": whole,
        "parts": parts_of(whole),
        "rows": rows,
        "levels": _levels(rows),
        "tiles": [_tile(shown) for shown in rows] if tiles else [],
        "tabs": [Tab("Bảng", "?", not tiles), Tab("Ô màu", link({}, **{VIEW: TILES}), tiles)],
        "above": _above(round, place, person_in(request).pk),
        "may_run": round.campaign.unit_id == unit and may_run(person_in(request).pk, round.campaign, on),
    }
    return render(request, "pledges/coverage.html", context)


def _shown(round: Round, row: queries.Row) -> Shown:
    page = "pledges:coverage" if row.has_below else "pledges:register"
    return Shown(row, reverse(page, args=[round.pk, row.unit.pk]))


def _tile(shown: Shown) -> Tile:
    count = shown.row.count
    note = f"{count.signed}/{count.obliged} người" if count.per_cent is not None else count.level.label
    if count.unlisted and count.known:
        note += f", {count.unlisted} đơn vị chưa có danh sách"
    return Tile(shown.row.unit.brief, count.per_cent, count.per_cent, note, shown.url)


def _levels(rows: list[Shown]) -> list[Counted]:
    return [Counted(level.label, _TAGS[level], sum(each.row.count.level is level for each in rows)) for level in Level]


def _above(round: Round, place: Unit, person: int) -> list[Unit]:
    """The way up to the organiser, as far as the reader may see it."""
    on = today()
    path = queries.standing_in(round, place.pk, on).path[:-1]
    rows = Unit.objects.in_bulk(path)
    return [rows[unit] for unit in path if may_read(person, round, unit, on)]


@entered_with(Verb.RUN_PLEDGES)
@only_posted
def recount(request: HttpRequest, pk: int) -> HttpResponse:
    """Count everything from scratch; the worker does it."""
    round = run_round(request, pk)
    tasks.count_round.enqueue(pk)
    messages.success(request, "Đang tính lại từ danh sách người và sổ cam kết. Hãy tải lại trang sau ít phút.")
    return redirect("pledges:coverage", pk, round.campaign.unit_id)
