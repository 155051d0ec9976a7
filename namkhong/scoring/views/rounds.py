"""Rounds: the list, preparing one, beginning, days, dropping, newcomers, leaving out."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.campaigns.models import Campaign
from namkhong.criteria.models import CriteriaSet
from namkhong.criteria.states import SetState
from namkhong.foundation.clock import now, today
from namkhong.foundation.numbers import show_decimal
from namkhong.journal.actions import begin_progress
from namkhong.people.access import entered_with, person_in, signed_in
from namkhong.people.kept import take_kept_form
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.scoring import actions, queries
from namkhong.scoring.forms import DaysForm, PickForm, RoundForm
from namkhong.scoring.models import Round
from namkhong.scoring.policies import may_see_vetoes
from namkhong.scoring.states import RoundState, Scored
from namkhong.scoring.tasks import begin_round
from namkhong.scoring.views.loading import carried_out, own_round, sent
from namkhong.scoring.views.showing import round_rows
from namkhong.units.models import Lineage, Unit

AT_ONCE = 300
"""Up to so many sheets are made while the person waits; above it the background worker makes them."""


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Rounds the person has to do with, the latest first."""
    person, on = person_in(request).pk, today()
    page = Paginator(queries.rounds_for(person, on), 20).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": round_rows(page.object_list, person, on),
        "may_prepare": bool(own_units(person, Verb.RUN_SCORING, on)),
        "may_see_vetoes": may_see_vetoes(person, on),
        "today": on,
    }
    return render(request, "scoring/index.html", context)


@entered_with(Verb.RUN_SCORING)
def prepare(request: HttpRequest) -> HttpResponse:
    """Decide whom to score, by what, for which period, until when."""
    person = person_in(request)
    if not own_units(person.pk, Verb.RUN_SCORING, today()):
        raise Http404
    kept = take_kept_form(request, person.pk) if request.method == "GET" else None
    form = _round_form(person.pk, sent(request) or kept)
    if request.method == "POST" and form.is_valid():
        made: list[Round] = []
        unit = form.cleaned_data["unit"]
        act = lambda: made.append(actions.prepare(unit=unit, draft=form.draft(), by=person, at=now()))  # noqa: E731
        if carried_out(form, act):
            return redirect("scoring:begin", made[0].pk)
    posted = request.method == "POST"
    return render(request, "scoring/prepare.html", {"form": form, "kept": kept}, status=422 if posted else 200)


def _round_form(person: int, data: Any) -> RoundForm:
    """The choices that are the person's own."""
    on = today()
    units = own_units(person, Verb.RUN_SCORING, on)
    above = Lineage.objects.on(on).filter(descendant__in=units).values("ancestor")
    issued = CriteriaSet.objects.filter(state=SetState.ISSUED).order_by("unit", "name", "-version")
    return RoundForm(
        data,
        units=Unit.objects.filter(pk__in=units).order_by("search_name"),
        sets=issued.filter(unit=None) | issued.filter(unit__in=above),
        campaigns=Campaign.objects.filter(unit__in=units).order_by("-pk"),
        on=on,
        initial={"scored": Scored.DIRECT, "line": "union", "period": str(on.year)},
    )


@entered_with(Verb.RUN_SCORING)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """How many sheets there will be, and setting the round going."""
    row = own_round(request, pk, today())
    if row.state != RoundState.PREPARING:
        return redirect("scoring:round", pk)
    count = queries.subjects(row, today()).count()
    form = forms.Form(sent(request))
    if request.method == "POST" and form.is_valid():
        if count > AT_ONCE:
            return _in_background(request, row, count)
        if carried_out(form, lambda: actions.begin(round=row, by=person_in(request), at=now())):
            messages.success(request, f"Đã mở đợt chấm với {show_decimal(count)} phiếu và báo cho mọi người.")
            return redirect("scoring:round", pk)
    context = {"round": row, "form": form, "count": count, "whom": Scored(row.scored).label}
    return render(request, "scoring/begin.html", context, status=422 if form.errors else 200)


def _in_background(request: HttpRequest, row: Round, count: int) -> HttpResponse:
    person, at = person_in(request), now()
    label = f"Đang lập phiếu cho {row.title}"[:200]
    url = reverse("scoring:round", args=[row.pk])
    bar = begin_progress(label=label, by=person.pk, total=count, at=at, next_url=url)
    begin_round.enqueue(row.pk, person.pk, bar.pk)
    return redirect("scoring:running", bar.pk)


@entered_with(Verb.RUN_SCORING)
def days(request: HttpRequest, pk: int) -> HttpResponse:
    """Other days for scoring and checking."""
    row = own_round(request, pk, today())
    initial = {"self_due_on": row.self_due_on, "check_due_on": row.check_due_on}
    form = DaysForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        act = lambda: actions.set_days(round=row, **form.cleaned_data, by=person_in(request), at=now())  # noqa: E731
        if carried_out(form, act):
            messages.success(request, "Đã đổi hạn.")
            return redirect("scoring:round", pk)
    return render(request, "scoring/days.html", {"round": row, "form": form}, status=422 if form.errors else 200)


@entered_with(Verb.RUN_SCORING)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a round up, asked first."""
    row = own_round(request, pk, today())
    form = forms.Form(sent(request))
    act = lambda: actions.drop(round=row, by=person_in(request), at=now())  # noqa: E731
    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        messages.success(request, "Đã bỏ đợt chấm. Những gì đã ghi vẫn được lưu.")
        return redirect("scoring:index")
    return render(request, "scoring/drop.html", {"round": row, "form": form}, status=422 if form.errors else 200)


@entered_with(Verb.RUN_SCORING)
def newcomers(request: HttpRequest, pk: int) -> HttpResponse:
    """Units or people who joined after the round began."""
    row, on = own_round(request, pk, today()), today()
    staff = row.scored == Scored.OWN_STAFF
    found = queries.staff_newcomers(row, on) if staff else queries.unit_newcomers(row, on)
    page = Paginator(found, 50).get_page(request.GET.get("trang"))
    form = PickForm(sent(request), choices=[(str(each.pk), str(each)) for each in page])
    if request.method == "POST" and form.is_valid():
        only, person = form.numbers(), person_in(request)
        if carried_out(form, lambda: actions.take_newcomers_in(round=row, only=only, by=person, at=now())):
            messages.success(request, f"Đã đưa thêm {len(only)} phiếu vào đợt chấm.")
            return redirect("scoring:round", pk)
    context = {"round": row, "form": form, "page": page}
    return render(request, "scoring/newcomers.html", context, status=422 if form.errors else 200)
