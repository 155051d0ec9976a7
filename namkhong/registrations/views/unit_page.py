"""The page of a unit's registrations, also where something on it was refused."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from namkhong.foundation.clock import today
from namkhong.papers.queries import documents_from
from namkhong.people.access import person_in
from namkhong.people.policies import may, own_units
from namkhong.people.rules import Verb
from namkhong.registrations import policies, queries
from namkhong.registrations.actions import Place
from namkhong.registrations.forms import ReasonForm
from namkhong.registrations.models import JointList
from namkhong.registrations.queries.unit import named_like
from namkhong.registrations.rules import remarks
from namkhong.registrations.states import GONE_UP, RegistrationState
from namkhong.registrations.views.showing import SEARCH, chosen_state, state_tabs
from namkhong.registrations.views.telling import story

ROWS = 50
SOURCE = "joint_list"


def unit_page(
    request: HttpRequest, place: Place, *, refusal: str = "", form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    """The unit's own registration, its people, its list and what may be done with them."""
    on = today()
    joint = queries.list_of(place.campaign.pk, place.unit.pk, place.year)
    own = queries.own_of(place.campaign.pk, place.unit.pk, place.year)
    context = {
        "place": place,
        "joint": joint,
        "own": own,
        "own_question": queries.questions([own]) if own else {},
        "duty": queries.due_of(place.campaign.pk, place.unit.pk, place.year),
        "totals": queries.totals_by_honour(place.campaign.pk, place.unit.pk, place.year),
        "documents": documents_from(SOURCE, joint.pk) if joint else [],
        "story": story("joint_list", joint.pk) if joint else [],
        "today": on,
        "refusal": refusal,
        "form": form or ReasonForm(),
        **_people(request, place),
        **_allowed(request, place, joint, on),
    }
    return render(request, "registrations/unit.html", context, status=status)


def _people(request: HttpRequest, place: Place) -> dict[str, Any]:
    rows = queries.people_of(place.campaign.pk, place.unit.pk, place.year)
    counts, chosen, words = queries.counts_by_state(rows), chosen_state(request), request.GET.get(SEARCH, "").strip()
    found = rows.filter(state=chosen) if chosen else rows
    page = Paginator(named_like(found, words[:120]), ROWS).get_page(request.GET.get("trang"))
    return {
        "tabs": state_tabs(request, counts, chosen),
        "chosen": chosen,
        "words": words,
        "page": page,
        "questions": queries.questions(page),
        "waiting": counts[RegistrationState.WAITING],
        "approved": counts[RegistrationState.APPROVED],
        "drafts": counts[RegistrationState.NOT_SENT],
        "everybody": sum(counts.values()),
    }


def _allowed(request: HttpRequest, place: Place, joint: JointList | None, on: date) -> dict[str, Any]:
    person, unit, state = person_in(request).pk, place.unit.pk, joint.state if joint else RegistrationState.NOT_SENT
    still = state not in GONE_UP
    may_register = policies.may_register(person, place.campaign, unit, on)
    may_judge = still and unit in own_units(person, Verb.JUDGE_REGISTRATION, on)
    held = queries.held_by(place.campaign, unit, place.year, on) if may_register and still else None
    batch = queries.last_batch_of_people(unit, place.campaign.pk, place.year, person) if may_judge else None
    return {
        "state": state,
        "may_register": may_register,
        "may_write": may_register and still,
        "may_judge": may_judge,
        "may_judge_list": joint is not None and policies.may_judge_list(person, joint, on),
        "may_draft": may(person, Verb.DRAFT_DOCUMENT, unit, on) and may_register,
        "remarks": remarks(held, on) if held else [],
        "batch": batch,
    }
