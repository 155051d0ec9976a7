"""What every page of the results of a round needs: the round, who looks, and the weighing where nothing is out yet."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from namkhong.design.components.tables import Tab
from namkhong.foundation.clock import today
from namkhong.foundation.periods import parse_period
from namkhong.people.access import person_in
from namkhong.scoring.models import Round
from namkhong.scoring.policies import may_decide, may_follow, may_run
from namkhong.scoring.queries.standings import LIVE_MOST, OUT, Result, results_of
from namkhong.scoring.queries.weighing import Weighing, weigh
from namkhong.scoring.states import RoundState, Scored, SheetState
from namkhong.scoring.views.loading import seen_round

TRIED = (RoundState.SCORING, RoundState.DECIDING)
"""States of a round in which those who run or decide it may see how it would come out."""
NOW = "tinh"
PAGES = (
    ("standings", "Bảng xếp hạng"),
    ("dashboard", "Tổng quan"),
    ("heat", "Mức đạt từng tiêu chí"),
    ("areas", "Theo đơn vị"),
    ("ranking", "Cách xếp hạng"),
)


@dataclass
class Results:
    """The results of a round as one person may see them. `inside`: the person runs or decides it; `follows`: may open
    every sheet of it.
    """

    round: Round
    on: date
    decides: bool
    inside: bool
    follows: bool
    asked: bool

    @property
    def out(self) -> bool:
        """Whether they are published."""
        return self.round.state in OUT

    @cached_property
    def too_many(self) -> bool:
        """Whether weighing takes so long that it is done only when asked for."""
        checked = self.round.sheets.filter(state=SheetState.CHECKED)
        return not self.out and not self.asked and checked.count() > LIVE_MOST

    @cached_property
    def weighing(self) -> Weighing | None:
        """How the round would come out; None where it is published, or too large to be weighed in passing."""
        return None if self.out or self.too_many else weigh(self.round, self.on)

    @cached_property
    def results(self) -> list[Result]:
        """Every decided sheet in short."""
        return [] if self.too_many else results_of(self.round, self.weighing)


def seen_results(request: HttpRequest, pk: int) -> Results:
    """The results of a round: published ones for everybody the round has to do with, before that for those inside.

    Raises: Http404.
    """
    found = read_round(request, pk)
    if not found.out and not found.inside:
        raise Http404
    return found


def read_round(request: HttpRequest, pk: int) -> Results:
    """A round that goes on or is over, for everybody it has to do with. Raises: Http404."""
    on, person = today(), person_in(request).pk
    row = seen_round(request, pk, on)
    if row.state not in (*OUT, *TRIED):
        raise Http404
    decides = may_decide(person, row, on)
    inside = decides or may_run(person, row, on)
    return Results(row, on, decides, inside, may_follow(person, row, on), request.GET.get(NOW) == "1")


def decided_round(request: HttpRequest, pk: int) -> Results:
    """The round, for those who decide it. Raises: Http404."""
    found = read_round(request, pk)
    if not found.decides:
        raise Http404
    return found


def results_context(found: Results, page: str) -> dict[str, Any]:
    """What the head of every page of results says."""
    row = found.round
    return {
        "round": row,
        "period": parse_period(row.period).label,
        "out": found.out,
        "inside": found.inside,
        "follows": found.follows,
        "decides": found.decides,
        "too_many": found.too_many if found.inside else False,
        "pages": [Tab(label, reverse(f"scoring:{name}", args=[row.pk]), name == page) for name, label in _pages(found)],
    }


def _pages(found: Results) -> list[tuple[str, str]]:
    """Before publication whoever is not inside sees the rules alone; a round over people has no units to go down to."""
    if not found.out and not found.inside:
        return [page for page in PAGES if page[0] == "ranking"]
    hidden = set() if found.follows else {"heat"}
    if found.round.scored == Scored.OWN_STAFF:
        hidden.add("areas")
    return [page for page in PAGES if page[0] not in hidden]
