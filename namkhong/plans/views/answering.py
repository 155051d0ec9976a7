"""How the pages of the review answer: back to the item, or only what has changed where the page already stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.people.access import person_in
from namkhong.plans import queries
from namkhong.plans.models import Clause, Plan
from namkhong.plans.views.review_page import standing_of
from namkhong.plans.views.showing import shown


def back_to(plan: Plan, clause: int | None = None, anchor: str = "") -> str:
    """The review, opened at an item."""
    address = reverse("plans:review", args=[plan.pk])
    return f"{address}?muc={clause}#muc-{clause}" if clause else f"{address}{'#' if anchor else ''}{anchor}"


def changed(request: HttpRequest, clause: Clause, words: str, anchor: str = "") -> HttpResponse:
    """After a change of one item: to a page that stands only the item and what hangs on it, else the page anew."""
    if not getattr(request, "htmx", False):
        return redirect(back_to(clause.plan, anchor=anchor or f"muc-{clause.pk}"))
    plan = clause.plan
    now = queries.clause_of(clause.pk)
    clauses = queries.clauses_of(plan)
    context = {
        "plan": plan,
        "item": shown(now) if now and now.removed_at is None else None,
        "standing": standing_of(clauses),
        "gaps": queries.gaps_of(plan, clauses),
        "removed": [shown(row) for row in queries.removed_from(plan)],
        "last": queries.last_correction(plan, person_in(request).pk),
        "kind": clause.kind,
        "total": sum(row.kind == clause.kind for row in clauses),
        "words": words,
    }
    return render(request, "plans/changed.html", context)


def form_page(request: HttpRequest, template: str, form: object, context: dict[str, object]) -> HttpResponse:
    """The page with the form; 422 once something was refused, and then htmx puts the form, not an item, in place."""
    status = 422 if request.method == "POST" else 200
    response = render(request, template, {"form": form, "kept": None} | context, status=status)
    if status == 422:
        response["HX-Reselect"], response["HX-Reswap"] = "#sua", "innerHTML show:#sua:top"
    return response
