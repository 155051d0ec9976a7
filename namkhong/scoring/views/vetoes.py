"""What stands against units and people: the list, stating it, lifting it. For those who check and decide alone."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from namkhong.foundation.clock import now, today
from namkhong.people.access import entered_with, person_in
from namkhong.people.rules import Verb
from namkhong.scoring.actions.vetoes import lift_veto, state_veto
from namkhong.scoring.forms import ReasonForm, VetoForm
from namkhong.scoring.models import Sheet, Veto
from namkhong.scoring.policies import may_see_vetoes, may_state_veto
from namkhong.scoring.queries.sheets import name_of, sheet_of
from namkhong.scoring.queries.vetoes import living_vetoes, vetoes_seen
from namkhong.scoring.views.loading import carried_out, sent


@entered_with(Verb.CHECK_SCORES, Verb.DECIDE_SCORES)
@require_safe
def vetoes(request: HttpRequest) -> HttpResponse:
    """Everything that the person may know to stand against somebody, what holds first."""
    if not may_see_vetoes(person_in(request).pk, today()):
        raise Http404
    rows = vetoes_seen(person_in(request).pk, today(), request.GET.get("tim", "").strip())
    page = Paginator(rows, 20).get_page(request.GET.get("trang"))
    context = {"page": page, "words": request.GET.get("tim", "").strip(), "today": today()}
    return render(request, "scoring/vetoes.html", context)


@entered_with(Verb.CHECK_SCORES, Verb.DECIDE_SCORES)
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """State what stands against the subject of a sheet."""
    sheet = _judged_sheet(request, pk)
    form = VetoForm(sent(request), initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        person = person_in(request)

        def act() -> Any:
            return state_veto(unit=sheet.unit, person=sheet.person, draft=form.draft(), by=person, at=now())

        if carried_out(form, act):
            messages.success(request, "Đã ghi. Kết quả xếp loại sẽ tính theo điều kiện này.")
            return redirect("scoring:vetoes")
    there = living_vetoes(sheet, today())
    context = {"sheet": sheet, "name": name_of(sheet), "form": form, "there": there}
    return render(request, "scoring/state_veto.html", context, status=422 if form.errors else 200)


def _judged_sheet(request: HttpRequest, pk: int) -> Sheet:
    """A sheet whose subject the person may state something against. Raises: Http404."""
    sheet = sheet_of(pk)
    if sheet is None or not may_state_veto(person_in(request).pk, sheet.unit_id, sheet.person_id, today()):
        raise Http404
    return sheet


@entered_with(Verb.CHECK_SCORES, Verb.DECIDE_SCORES)
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away what stands against somebody, with a reason."""
    veto = get_object_or_404(Veto.objects.select_related("unit", "person"), pk=pk)
    if not may_state_veto(person_in(request).pk, veto.unit_id, veto.person_id, today()):
        raise Http404
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        reason, person = form.cleaned_data["reason"], person_in(request)
        if carried_out(form, lambda: lift_veto(veto=veto, reason=reason, by=person, at=now())):
            messages.success(request, "Đã bỏ. Kết quả xếp loại sau này không tính điều kiện này nữa.")
            return redirect("scoring:vetoes")
    context = {"veto": veto, "form": form}
    return render(request, "scoring/lift_veto.html", context, status=422 if form.errors else 200)
