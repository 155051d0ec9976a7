"""Sending a plan down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from namkhong.cascade import actions, policies
from namkhong.cascade.forms import SendForm
from namkhong.cascade.views.loading import crumbs, sent_plan
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.text import fold
from namkhong.people.access import entered_with, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans.models import Plan
from namkhong.units.models import Unit

SHOWN = 60
"""Single units that are offered at once; more are found by name."""


@entered_with(Verb.ADOPT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose to whom, and send."""
    plan = sent_plan(request, pk, today())
    below = list(policies.receivers(plan, today()))
    words = request.GET.get("tim", "").strip()
    shown = [unit for unit in below if fold(words) in unit.search_name]
    kept = take_kept_form(request, person_in(request).pk)
    offered = below if request.method == "POST" else shown[:SHOWN]
    form = SendForm(below, offered, request.POST or kept or None, initial={"scope": "chosen" if words else "all"})
    if request.method == "POST" and form.is_valid():
        try:
            return _sent(request, plan, form)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    context = {
        "plan": plan,
        "form": form,
        "below": below,
        "words": words,
        "more": max(len(shown) - SHOWN, 0),
        "crumbs": crumbs((str(plan), "../"), ("Gửi xuống cấp dưới", "")),
    }
    if request.method == "POST":
        _fewer(form, below, request.POST)
    return render(request, "cascade/send.html", context, status=422 if request.method == "POST" else 200)


def _sent(request: HttpRequest, plan: Plan, form: SendForm) -> HttpResponse:
    data = form.cleaned_data
    count = actions.send(
        plan=plan,
        units=form.chosen(),
        due_on=data["due_on"],
        note_text=data["note"],
        by=person_in(request),
        at=now(),
    )
    messages.success(request, f"Đã gửi kế hoạch cho {show_decimal(count)} đơn vị.")
    return redirect("cascade:follow", plan.pk)


def _fewer(form: SendForm, below: list[Unit], sent: QueryDict) -> None:
    """After a mistake the list shows what was ticked first, and no more than on the first page."""
    ticked = set(sent.getlist("units"))
    form.offer(sorted(below, key=lambda unit: str(unit.pk) not in ticked)[: max(SHOWN, len(ticked))])
