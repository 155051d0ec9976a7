"""From a clause to what carries it out below, and from a plan's clauses to where they come from."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from namkhong.cascade import policies, queries
from namkhong.cascade.rules import label_of
from namkhong.cascade.views.loading import crumbs, followed_plan
from namkhong.foundation.clock import today
from namkhong.people.access import entered_with, person_in
from namkhong.people.rules import Verb
from namkhong.plans import policies as plans
from namkhong.plans.models import Clause
from namkhong.plans.queries import draft_of, plan_of
from namkhong.plans.rules import tell

PAGE_SIZE = 50


@require_safe
@entered_with(Verb.READ_PLAN)
def clause(request: HttpRequest, pk: int, clause: int) -> HttpResponse:
    """Everything that carries a clause out, unit by unit."""
    plan = followed_plan(request, pk, today())
    row = get_object_or_404(Clause, pk=clause, plan=plan)
    page = Paginator(queries.carried_out_below(row), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "plan": plan,
        "clause": row,
        "label": label_of(draft_of(row)),
        "lines": tell(draft_of(row)),
        "rows": [(trace, tell(draft_of(trace.clause)) if trace.clause else []) for trace in page],
        "page": page,
        "crumbs": crumbs((str(plan), "../../"), ("Một mục", "")),
    }
    return render(request, "cascade/clause.html", context)


@require_safe
@entered_with(Verb.READ_PLAN)
def sources(request: HttpRequest, pk: int) -> HttpResponse:
    """Every clause of a plan with the superior's clauses it carries out, and the way down where there is one."""
    plan, person, on = plan_of(pk), person_in(request).pk, today()
    if plan is None or not plans.may_see(person, plan, on):
        raise Http404
    rows = [
        (row.clause, label_of(draft_of(row.clause)), [label_of(draft_of(upper)) for upper in row.uppers])
        for row in queries.sources_of(plan)
    ]
    context = {
        "plan": plan,
        "rows": rows,
        "leads": policies.may_follow(person, plan, on),
        "crumbs": crumbs((str(plan), ""), ("Nguồn của từng mục", "")),
    }
    return render(request, "cascade/sources.html", context)
