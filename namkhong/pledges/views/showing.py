"""What pages of pledges show, gathered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from namkhong.design.components.status import Share
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.pledges import queries
from namkhong.pledges.models import Round
from namkhong.pledges.policies import may_read, may_run, may_word, receivable
from namkhong.pledges.rules.counting import Count
from namkhong.pledges.states import PledgeState, RoundState, Side
from namkhong.units.models import Unit
from namkhong.units.queries import has_children

TAGS = {
    RoundState.PREPARING: "draft",
    RoundState.OPEN: "running",
    RoundState.EVALUATING: "soon",
    RoundState.CLOSED: "closed",
}
PLEDGE_TAGS = {
    PledgeState.AWAITED: "todo",
    PledgeState.SIGNED: "done",
    PledgeState.REFUSED: "returned",
    PledgeState.ON_LEAVE: "exempt",
    PledgeState.TRANSFERRED: "exempt",
    PledgeState.RETIRED: "exempt",
}


@dataclass(frozen=True, slots=True)
class OwnRegister:
    """A unit of the reader in a round: its count this moment and what may be done there."""

    unit: Unit
    count: Count
    parts: list[Share]
    may_word: bool


def parts_of(count: Count) -> list[Share]:
    """A count as a bar."""
    return [
        Share("Đã ký", count.signed, "good"),
        Share("Chưa ký", count.waiting, "warn"),
        Share("Không ký", count.refused, "danger"),
        Share("Nghỉ dài ngày", count.on_leave, "quiet"),
    ]


def round_page(round: Round, person: int, on: date) -> dict[str, Any]:
    """Everything on the page of a round."""
    organiser = round.campaign.unit_id
    _, whole = queries.coverage_at(round.pk, organiser)
    own = queries.own_part(round, person, on)
    runs = may_run(person, round.campaign, on)
    words_of = own.unit.pk if own else organiser
    return {
        "round": round,
        "campaign": round.campaign,
        "tag": TAGS[RoundState(round.state)],
        "today": on,
        "may_run": runs,
        "refusal": "",
        "own": own,
        "own_tag": PLEDGE_TAGS[own.state] if own else "",
        "registers": own_registers(round, person, on),
        "whole": whole if may_read(person, round, organiser, on) else None,
        "parts": parts_of(whole),
        "upper": upper_units(round, person, on),
        "to_receive": sum(receivable(person, round, side, on).count() for side in Side) if alive(round) else 0,
        "to_evaluate": queries.unevaluated(person, round, on).count() if round.state == RoundState.EVALUATING else 0,
        "text": queries.text_for(round, words_of, on),
        "draft": queries.draft_of(round, organiser) if runs else None,
    }


def alive(round: Round) -> bool:
    """Whether something may still be written in a round."""
    return round.state in (RoundState.OPEN, RoundState.EVALUATING)


def own_registers(round: Round, person: int, on: date) -> list[OwnRegister]:
    """The reader's own units in a round."""
    found = []
    for unit in Unit.objects.filter(pk__in=own_units(person, Verb.READ_PLEDGES, on)).order_by("sort_name", "pk"):
        if queries.standing_in(round, unit.pk, on).path:
            count = queries.coverage_now(round, unit.pk, on)
            found.append(OwnRegister(unit, count, parts_of(count), may_word(person, round, unit.pk, on)))
    return found


def upper_units(round: Round, person: int, on: date) -> list[Unit]:
    """Units from which the reader looks down on others in this round: where the table of those below begins."""
    if may_read(person, round, round.campaign.unit_id, on):
        return [round.campaign.unit]
    mine = Unit.objects.filter(pk__in=own_units(person, Verb.READ_PLEDGES, on)).order_by("sort_name", "pk")
    reached = [unit for unit in mine if queries.standing_in(round, unit.pk, on).path]
    return [unit for unit in reached if has_children(unit.pk, round.campaign.line, on)]
