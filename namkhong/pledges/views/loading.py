"""What pages of rounds and registers must find and check before they begin."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, QueryDict

from namkhong.campaigns.models import Campaign
from namkhong.foundation.clock import today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.models import Person
from namkhong.people.policies import LARGEST_NUMBER as LARGEST
from namkhong.people.policies import may
from namkhong.people.queries.staff import staff_of
from namkhong.people.rules import Verb
from namkhong.pledges.models import Round
from namkhong.pledges.policies import may_read, may_run, may_see_round
from namkhong.pledges.queries import round_of, standing_in
from namkhong.pledges.states import RoundState
from namkhong.units.models import Unit


def seen_round(request: HttpRequest, pk: int) -> Round:
    """A round for whoever has to do with it; while it is prepared only for those who run it. Raises: Http404."""
    round, person = round_of(pk), person_in(request).pk
    if round is None or not may_see_round(person, round, today()):
        raise Http404
    if round.state == RoundState.PREPARING and not may_run(person, round.campaign, today()):
        raise Http404
    return round


def run_round(request: HttpRequest, pk: int) -> Round:
    """A round for those who run it. Raises: Http404."""
    round = round_of(pk)
    if round is None or not may_run(person_in(request).pk, round.campaign, today()):
        raise Http404
    return round


def read_unit(request: HttpRequest, pk: int, unit: int) -> tuple[Round, Unit]:
    """A round and a unit that it reaches, for whoever may read the unit's register. Raises: Http404."""
    round, place = round_of(pk), Unit.objects.filter(pk=unit).first() if unit <= LARGEST else None
    if round is None or place is None or not may_read(person_in(request).pk, round, unit, today()):
        raise Http404
    if not standing_in(round, unit, today()).path:
        raise Http404
    return round, place


def require_line(request: HttpRequest, campaign: int, unit: int) -> None:
    """Only whoever may read the unit's pledges on the campaign's line. Raises: Http404."""
    row = Campaign.objects.filter(pk=campaign).first() if campaign < LARGEST else None
    if row is None or not may(person_in(request).pk, Verb.READ_PLEDGES, unit, today(), line=row.line):
        raise Http404


def person_at(unit: int, number: int) -> Person:
    """A person who works at a unit today. Raises: Http404."""
    row = staff_of(unit, today()).filter(person=number).first() if number <= LARGEST else None
    if row is None:
        raise Http404
    return row.person


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, else what was kept when the session had run out."""
    return request.POST if request.method == "POST" else take_kept_form(request, person_in(request).pk)


def refusal_of(act: Callable[[], Any]) -> str:
    """Empty when it was done, otherwise why not."""
    try:
        act()
    except DomainError as refused:
        return refused.sentence
    return ""
