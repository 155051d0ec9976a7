"""The plans of my units and of those above, one plan, its original file."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from namkhong.foundation.clock import today
from namkhong.papers.sending import send
from namkhong.people.access import entered_with, person_in
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.plans import policies, queries
from namkhong.plans.states import PlanState
from namkhong.plans.views.loading import visible_plan
from namkhong.plans.views.showing import grouped, judged_for_screen

PAGE_SIZE = 50


@entered_with(Verb.READ_PLAN)
def index(request: HttpRequest) -> HttpResponse:
    """Drafts of my units, adopted plans that I may read, plans of units above."""
    person, on = person_in(request).pk, today()
    mine = own_units(person, Verb.READ_PLAN, on)
    readable = policies.units_with(person, Verb.READ_PLAN, on).order_by().values_list("pk", flat=True)
    words = request.GET.get("tim", "")
    adopted = queries.named(queries.own_plans(readable, [PlanState.ADOPTED, PlanState.REPLACED]), words)
    context = {
        "drafts": queries.waiting_for(person, on),
        "recognitions": queries.open_recognitions(own_units(person, Verb.PREPARE_PLAN, on))[:PAGE_SIZE],
        "above": queries.plans_above(mine, on)[:PAGE_SIZE],
        "page": Paginator(adopted, PAGE_SIZE).get_page(request.GET.get("trang")),
        "may_prepare": bool(own_units(person, Verb.PREPARE_PLAN, on)),
        "words": words,
    }
    return render(request, "plans/index.html", context)


@entered_with(Verb.READ_PLAN)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan, to read; a draft leads those who prepare it to the review."""
    on, person = today(), person_in(request).pk
    row = visible_plan(request, pk, on)
    if row.state == PlanState.DRAFT and policies.may_prepare(person, row, on):
        return redirect("plans:review", row.pk)
    readable = policies.units_with(person, Verb.READ_PLAN, on).order_by().values("pk")
    clauses = queries.clauses_of(row)
    context = {
        "plan": row,
        "groups": grouped(clauses),
        "judged": judged_for_screen(row, on, clauses) if policies.may_prepare(person, row, on) else None,
        "lower": queries.lower_plans(row).filter(unit__in=readable)[:PAGE_SIZE],
        "may_follow": row.state == PlanState.ADOPTED and policies.may_send_down(person, row, on),
        "may_amend": row.state == PlanState.ADOPTED and policies.may_prepare(person, row, on),
        "amended_by": queries.adopted_amendment(row.pk),
        "may_launch": row.state == PlanState.ADOPTED and policies.may_launch(person, row, on),
        "may_restore": row.state == PlanState.DROPPED and policies.may_prepare(person, row, on),
        "superior_seen": row.superior_plan is not None and policies.may_see(person, row.superior_plan, on),
    }
    return render(request, "plans/plan.html", context)


@entered_with(Verb.READ_PLAN)
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The original file."""
    row = visible_plan(request, pk, today())
    if row.reading is None or row.reading.file is None:
        raise Http404
    return send(row.reading.file)
