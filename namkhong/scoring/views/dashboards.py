"""A round at a glance: where totals lie, who moved, leaders among the best; criteria by units; units below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from namkhong.design.components.charts import Bar
from namkhong.design.components.panels import Stat
from namkhong.design.components.spread import Bin, HeatHead, HeatRow, ScaleEdge, Tile
from namkhong.design.components.status import Share
from namkhong.design.components.tables import Tab
from namkhong.foundation.numbers import show_decimal, whole_number
from namkhong.people.access import signed_in
from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.queries.dashboards import (
    Area,
    areas_of,
    leaders_share,
    leaders_share_below,
    movers_of,
    previous_round,
    shares_of,
    spread_of,
    totals_counted,
)
from namkhong.scoring.queries.sheets import name_of
from namkhong.scoring.queries.standings import Asked, bands_of, grade_counts, listed
from namkhong.scoring.rules.movers import Mover
from namkhong.scoring.rules.shares import LeadersShare
from namkhong.scoring.states import Scored
from namkhong.scoring.views.results import Results, results_context, seen_results
from namkhong.units.models import Unit
from namkhong.units.queries import ancestors, is_below

DETAILED = "chi-tiet"


@signed_in
@require_safe
def dashboard(request: HttpRequest, pk: int) -> HttpResponse:
    """Totals, grades, movers, and the share of leaders among the best."""
    found = seen_results(request, pk)
    context = results_context(found, "dashboard")
    totals = {} if found.too_many else totals_counted(found.round, found.weighing)
    if totals:
        context |= _figures(found, totals) | _moved(found) | {"leaders": _leaders(found)}
    return render(request, "scoring/dashboard.html", context)


def _figures(found: Results, totals: Mapping[Decimal, int]) -> dict[str, object]:
    bands = bands_of(found.round)
    counts = grade_counts(found.round, found.weighing)
    spread = spread_of(totals, found.round.set.total)
    sheets = sum(totals.values())
    average = round(sum((total * count for total, count in totals.items()), Decimal(0)) / sheets, 2)
    return {
        "measure": "người" if found.round.scored == Scored.OWN_STAFF else "đơn vị",
        "stats": [
            Stat("Số phiếu", sheets),
            Stat("Điểm trung bình", average),
            Stat("Cao nhất", max(totals)),
            Stat("Thấp nhất", min(totals)),
        ],
        "bins": [Bin(low, count) for low, count in spread.stretches],
        "step": spread.step,
        "edges": [
            ScaleEdge(band.at_least, band.label, counts.get(band.code, 0)) for band in bands if band.at_least > 0
        ],
        "grades": [Bar(band.label, counts.get(band.code, 0)) for band in bands],
        "ungraded": counts.get("", 0),
    }


@dataclass(frozen=True, slots=True)
class Move:
    """A subject that moved, with both totals."""

    sheet: Sheet
    name: str
    mover: Mover

    @property
    def change(self) -> str:
        """By how many points, with its sign."""
        return f"{'+' if self.mover.change > 0 else '−'}{show_decimal(abs(self.mover.change), 2)}"


def _moved(found: Results) -> dict[str, object]:
    before = previous_round(found.round)
    if before is None or before.set.total != found.round.set.total:
        return {"before": before, "comparable": before is None}
    up, down, sheets = movers_of(before, found.round, found.weighing)

    def moves(movers: Sequence[Mover]) -> list[Move]:
        return [Move(sheets[mover.key], name_of(sheets[mover.key]), mover) for mover in movers]

    return {"before": before, "comparable": True, "up": moves(up), "down": moves(down)}


@dataclass(frozen=True, slots=True)
class Leaders:
    """What is said of leaders among the best; `share` None where groups are too small to say anything."""

    share: LeadersShare | None
    rounds: int
    best: list[Share]
    everybody: list[Share]


def _leaders(found: Results) -> Leaders | None:
    """Of a round over people its own; of one over units that of the people below, where any were published."""
    if found.round.scored == Scored.OWN_STAFF:
        share, rounds = leaders_share(found.results, bands_of(found.round)), 1
    else:
        share, rounds = leaders_share_below(found.round, found.on)
    if not rounds:
        return None
    if not share.may_be_told:
        return Leaders(None, rounds, [], [])
    return Leaders(share, rounds, _parts(share.best_leaders, share.best_others), _parts(share.leaders, share.others))


def _parts(leaders: int, others: int) -> list[Share]:
    return [Share("Lãnh đạo", leaders, "brand"), Share("Người trực tiếp làm việc", others, "info")]


@signed_in
@require_safe
def heat(request: HttpRequest, pk: int) -> HttpResponse:
    """Criteria by subjects, a page of the list at a time; for those who may open every sheet."""
    found = seen_results(request, pk)
    if not found.follows:
        raise Http404
    detailed = request.GET.get("muc") == DETAILED
    context = results_context(found, "heat") | {"detailed": detailed, "depths": _depths(detailed)}
    if not found.too_many:
        asked = Asked(words=request.GET.get("tim", "").strip(), page=request.GET.get("trang"))
        shown = listed(found.round, asked, found.on, found.weighing)
        weak = shares_of(found.round, [place.sheet for place in shown.places], detailed=detailed)
        context |= {
            "words": asked.words,
            "page": shown.page,
            "heads": [HeatHead(rule.number, rule.title) for rule in weak.criteria],
            "rows": [
                HeatRow(place.name, weak.shares[place.sheet], reverse("scoring:sheet", args=[place.sheet]))
                for place in shown.places
            ],
        }
    return render(request, "scoring/heat.html", context)


def _depths(detailed: bool) -> list[Tab]:
    return [Tab("Tiêu chí lớn", "?", not detailed), Tab("Từng tiêu chí", f"?muc={DETAILED}", detailed)]


@signed_in
@require_safe
def areas(request: HttpRequest, pk: int) -> HttpResponse:
    """The units directly below with the results of everything scored in them, and a way further down."""
    found = seen_results(request, pk)
    if found.round.scored == Scored.OWN_STAFF:
        raise Http404
    under = _under(request, found)
    context = results_context(found, "areas") | {"under": under, "trail": _trail(found, under)}
    if not found.too_many:
        rows = areas_of(found.round, under.pk, found.on, None if found.out else found.results)
        context |= {"rows": rows, "tiles": [_tile(found.round, row) for row in rows]}
    return render(request, "scoring/areas.html", context)


def _under(request: HttpRequest, found: Results) -> Unit:
    """The unit whose parts are asked for: that of the round, or one below it. Raises: Http404."""
    row = found.round
    chosen = whole_number(request.GET.get("duoi", ""))
    if chosen is None or chosen == row.unit_id:
        return row.unit
    if not is_below(chosen, row.unit_id, row.line, row.published_on or found.on):
        raise Http404
    return get_object_or_404(Unit, pk=chosen)


def _trail(found: Results, under: Unit) -> list[Unit]:
    """The units from that of the round down to above the one that is looked at."""
    if under.pk == found.round.unit_id:
        return []
    above = ancestors(under.pk, found.round.line, found.round.published_on or found.on)
    places = [unit.pk for unit in above]
    return above[: places.index(found.round.unit_id) + 1][::-1]


def _tile(row: Round, area: Area) -> Tile:
    share = Decimal(100 * area.good) / area.scored if area.scored else None
    url = reverse("scoring:areas", args=[row.pk]) + f"?duoi={area.unit.pk}" if area.inner else ""
    note = (
        f"{show_decimal(area.scored)} phiếu, {show_decimal(area.best)} mức cao nhất" if area.scored else "chưa có phiếu"
    )
    return Tile(area.unit.brief, area.average, share, note, url)
