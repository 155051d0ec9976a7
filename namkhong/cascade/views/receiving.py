"""A unit looks at the plan sent to it, receives it, begins its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from namkhong.cascade import actions, policies, queries
from namkhong.cascade.forms import BeginForm
from namkhong.cascade.models import Delivery
from namkhong.cascade.queries.drafting import own_of
from namkhong.cascade.views.loading import crumbs, own_delivery, seen_delivery
from namkhong.cascade.views.showing import STATUS, ShownDelivery
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans.queries import clauses_of
from namkhong.plans.states import ClauseKind, PlanState


@require_safe
@entered_with(Verb.READ_PLAN)
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan sent to the unit and what the unit does with it; the first look of its officers is written down."""
    row = seen_delivery(request, pk, today())
    kept = take_kept_form(request, person_in(request).pk, f"{request.path}soan/")
    own = policies.may_receive(person_in(request).pk, row, today())
    if own and row.opened_at is None and request.method == "GET":
        actions.open_delivery(delivery=row, by=person_in(request), at=now())
        row = seen_delivery(request, pk, today())
    return _page(request, row, BeginForm(kept) if kept else None)


def _page(request: HttpRequest, row: Delivery, form: BeginForm | None = None, status: int = 200) -> HttpResponse:
    on, person = today(), person_in(request).pk
    clauses = clauses_of(row.plan)
    usual = own_of(row.unit, row.plan.unit.name, row.plan.line, on)
    plan = queries.own_plan_of(row)
    context = {
        "delivery": row,
        "shown": ShownDelivery(row, STATUS[row.standing]),  # type: ignore[attr-defined]
        "today": on,
        "own": policies.may_receive(person, row, on),
        "plan": plan,
        "drafted": plan is not None and plan.state == PlanState.DRAFT,
        "changed": queries.change_of(row),
        "counts": [(kind.label, n) for kind in ClauseKind if (n := sum(c.kind == kind for c in clauses))],
        "form": form or BeginForm(initial={"margin": usual.margin}),
        "crumbs": crumbs((str(row.plan), "")),
    }
    return render(request, "cascade/delivery.html", context, status=status)


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit has it."""
    row = own_delivery(request, pk, today())
    actions.receive(delivery=row, by=person_in(request), at=now())
    messages.success(request, "Đã tiếp nhận kế hoạch.")
    return redirect("cascade:delivery", row.pk)


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of the unit's own plan."""
    row = own_delivery(request, pk, today())
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, 422)
    data = form.cleaned_data
    own = own_of(row.unit, row.plan.unit.name, row.plan.line, today(), data["lead"], data["margin"])
    try:
        plan = actions.begin(delivery=row, own=own, by=person_in(request), at=now())
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return redirect("cascade:delivery", row.pk)
    return redirect("cascade:draft", plan.pk)
