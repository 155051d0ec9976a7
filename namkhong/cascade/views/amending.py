"""Amending one's own plan, and what an amendment above changes for a unit's plan."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from namkhong.cascade import actions, queries
from namkhong.cascade.queries.drafting import own_of
from namkhong.cascade.states import Answer
from namkhong.cascade.views.loading import crumbs, own_delivery
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in, require
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans.actions import amend as amend_plan
from namkhong.plans.queries import plan_of


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an amendment of a plan of one's own unit."""
    plan = plan_of(pk)
    if plan is None:
        raise Http404
    require(request, Verb.PREPARE_PLAN, plan.unit_id)
    try:
        made = amend_plan(plan=plan, by=person_in(request), at=now())
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return redirect("plans:plan", plan.pk)
    messages.info(request, "Đây là bản sửa đổi. Sửa các mục cần sửa; khi đưa vào thực hiện, bản này thay bản cũ.")
    return redirect("plans:review", made.pk)


@entered_with(Verb.PREPARE_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Old beside new, the own clauses touched, and a choice for each; POST drafts the unit's own amendment."""
    delivery = own_delivery(request, pk, today())
    lower = queries.change_of(delivery)
    if lower is None:
        return redirect("cascade:delivery", delivery.pk)
    touched, _ = queries.touched_by(delivery.plan, lower)
    if request.method == "POST":
        answers = {row.key: Answer(said) for row in touched if (said := request.POST.get(row.key)) in Answer.values}
        own = own_of(lower.unit, delivery.plan.unit.name, lower.line, today())
        try:
            plan = actions.follow(delivery=delivery, answers=answers, own=own, by=person_in(request), at=now())
            messages.success(request, "Đã soạn bản sửa đổi của đơn vị theo lựa chọn. Hãy soát lại rồi ban hành.")
            return redirect("cascade:draft" if plan.state == "draft" else "plans:plan", plan.pk)
        except DomainError as refused:
            messages.error(request, refused.sentence)
    kept = take_kept_form(request, person_in(request).pk)
    context = {
        "delivery": delivery,
        "lower": lower,
        "rows": [(row, (kept.get(row.key) if kept else None) or Answer.FOLLOW) for row in touched],
        "answers": list(Answer),
        "crumbs": crumbs((str(delivery.plan), "../"), ("Cấp trên đã sửa gì", "")),
    }
    return render(request, "cascade/changes.html", context)
