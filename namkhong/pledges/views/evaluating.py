"""Evaluating lines: oneself, and as the head many at once with exceptions."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.foundation.clock import now, today
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, person_in, signed_in
from namkhong.people.rules import Verb
from namkhong.pledges import actions, queries
from namkhong.pledges.forms.evaluating import kept_forms, lines_of
from namkhong.pledges.models import Evaluation, Pledge, Round
from namkhong.pledges.policies import evaluable
from namkhong.pledges.rules.evaluating import LineKept, evaluation_from, is_all_kept
from namkhong.pledges.states import Assessor, PledgeState, RoundState
from namkhong.pledges.views.loading import refusal_of, seen_round, sent

ROWS = 100


@signed_in
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """Each line the reader has pledged, and how it was kept."""
    round = seen_round(request, pk)
    part = queries.own_part(round, person_in(request).pk, today())
    if part is None or part.pledge is None or part.pledge.text is None or part.state is not PledgeState.SIGNED:
        raise Http404
    told = _told(part.pledge, Assessor.SELF)
    head = _told(part.pledge, Assessor.HEAD)
    forms = kept_forms(sent(request), len(part.pledge.text.lines), told)
    refusal = ""
    if request.method == "POST" and (lines := lines_of(forms)) is not None:
        who = person_in(request)
        refusal = refusal_of(lambda: actions.evaluate_self(round=round, lines=lines, by=who, at=now()))
        if not refusal:
            messages.success(request, "Đã lưu tự đánh giá. Bạn sửa được cho đến khi người đứng đầu đánh giá.")
            return redirect("pledges:round", pk)
    context = _lines_page(round, part.pledge, forms, refusal) | {"head": head, "own": True}
    return render(request, "pledges/evaluate.html", context, status=_status(request, forms, refusal))


@entered_with(Verb.SIGN_AS_HEAD)
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """Pledges the reader evaluates as the head: all kept at once, save those that are looked at one by one."""
    round = _evaluated(request, pk)
    person, on, refusal = person_in(request), today(), ""
    if request.method == "POST":
        refusal = _all_kept(request, round)
        if not refusal:
            return redirect("pledges:assess", pk)
    rows = evaluable(person.pk, round, on).select_related("person", "unit")
    page = Paginator(rows.order_by("unit__sort_name", "person__sort_name", "pk"), ROWS).get_page(
        request.GET.get("trang")
    )
    context = {"round": round, "page": page, "rows": _rows(list(page)), "refusal": refusal}
    waiting = queries.unevaluated(person.pk, round, on).count()
    return render(request, "pledges/assess.html", context | {"waiting": waiting}, status=422 if refusal else 200)


@entered_with(Verb.SIGN_AS_HEAD)
def assess_one(request: HttpRequest, pk: int, pledge: int) -> HttpResponse:
    """One pledge line by line; what the person said of himself is shown and offered, never taken silently."""
    round = _evaluated(request, pk)
    rows = evaluable(person_in(request).pk, round, today()).select_related("person", "unit", "text")
    row = get_object_or_404(rows, pk=pledge)
    told = _told(row, Assessor.SELF)
    forms = kept_forms(sent(request), len(row.text.lines) if row.text else 0, _told(row, Assessor.HEAD) or told)
    refusal = ""
    if request.method == "POST" and (lines := lines_of(forms)) is not None:
        refusal = refusal_of(lambda: _one(request, round, row, lines))
        if not refusal:
            messages.success(request, f"Đã lưu đánh giá của {row.person.full_name}.")
            return redirect("pledges:assess", pk)
    context = _lines_page(round, row, forms, refusal) | {"told": told, "own": False, "head": []}
    return render(request, "pledges/evaluate.html", context, status=_status(request, forms, refusal))


def _one(request: HttpRequest, round: Round, row: Pledge, lines: list[LineKept]) -> None:
    actions.evaluate_all(round=round, pledges=[], exceptions={row.pk: lines}, by=person_in(request), at=now())


def _all_kept(request: HttpRequest, round: Round) -> str:
    ticked = {number for text in request.POST.getlist("ban") if (number := whole_number(text))}
    counted: list[int] = []
    who = person_in(request)
    refusal = refusal_of(
        lambda: counted.append(actions.evaluate_all(round=round, pledges=ticked, exceptions={}, by=who, at=now()))
    )
    if not refusal:
        messages.success(request, f"Đã đánh giá {counted[0]} bản cam kết. Bạn vẫn sửa được ở từng người.")
    return refusal


def _rows(pledges: list[Pledge]) -> list[dict[str, Any]]:
    """Each pledge with what the person and the head have said; ticked beforehand where the person says all was kept."""
    told: dict[tuple[int, str], list[dict[str, str]]] = {
        (number, assessor): lines
        for number, assessor, lines in Evaluation.objects.filter(pledge__in=[row.pk for row in pledges])
        .order_by("pk")
        .values_list("pledge", "assessor", "lines")
    }
    rows = []
    for pledge in pledges:
        own, head = told.get((pledge.pk, Assessor.SELF)), told.get((pledge.pk, Assessor.HEAD))
        rows.append(
            {
                "pledge": pledge,
                "own": own,
                "own_all": own is not None and is_all_kept(own),
                "head": head,
                "head_all": head is not None and is_all_kept(head),
                "tickable": head is None and (own is None or is_all_kept(own)),
            }
        )
    return rows


def _told(pledge: Pledge, assessor: Assessor) -> list[LineKept]:
    row = Evaluation.objects.filter(pledge=pledge, assessor=assessor).first()
    return evaluation_from(row.lines) if row else []


def _lines_page(round: Round, pledge: Pledge, forms: Any, refusal: str) -> dict[str, Any]:
    lines = pledge.text.lines if pledge.text else []
    return {"round": round, "pledge": pledge, "refusal": refusal, "lines": list(zip(lines, forms, strict=True))}


def _status(request: HttpRequest, forms: Any, refusal: str) -> int:
    return 422 if request.method == "POST" and (refusal or any(form.errors for form in forms)) else 200


def _evaluated(request: HttpRequest, pk: int) -> Round:
    """A round that is being or was evaluated. Raises: Http404."""
    round = seen_round(request, pk)
    if round.state not in (RoundState.EVALUATING, RoundState.CLOSED):
        raise Http404
    return round
