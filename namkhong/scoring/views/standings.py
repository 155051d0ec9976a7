"""The list of a round with ranks and grades, how it is ranked, and the council's word on ties."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from namkhong.criteria.models import Criterion
from namkhong.criteria.states import Scale
from namkhong.design.components.tables import Tab, link, sort_columns
from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, only_posted, person_in, signed_in
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.scoring.actions.grading import decide_tie, take_tie_back
from namkhong.scoring.forms import TieForm
from namkhong.scoring.models import Round, TieDecision
from namkhong.scoring.policies import may_state_in
from namkhong.scoring.queries.against import least_months
from namkhong.scoring.queries.explaining import Given, explanation, rules_in_words
from namkhong.scoring.queries.sheets import name_of
from namkhong.scoring.queries.standings import UNGRADED, Asked, bands_of, grade_counts, listed
from namkhong.scoring.rules.wording import RANKS, ROUNDED_DOWN, TIES, service_words
from namkhong.scoring.views.loading import carried_out, sent
from namkhong.scoring.views.results import Results, decided_round, read_round, results_context, seen_results
from namkhong.units.models import Unit

GRADE, UNDER, SEARCH = "loai", "duoi", "tim"


@signed_in
@require_safe
def standings(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands where: sorted, searched, fifty on a page."""
    found, person = seen_results(request, pk), person_in(request)
    asked = _asked(request)
    context = results_context(found, "standings") | {
        "words": asked.words,
        "chosen": asked.grade,
        "under": Unit.objects.filter(pk=asked.under).first() if asked.under else None,
        "states": found.inside and may_state_in(person.pk, found.round, found.on),
        "person_pk": person.pk,
        "own_units": set(own_units(person.pk, Verb.SCORE_OWN, found.on)),
    }
    if not found.too_many:
        shown = listed(found.round, asked, found.on, found.weighing)
        context |= {"page": shown.page, "places": shown.places, "tabs": _tabs(request, found, asked.grade)}
    return render(request, "scoring/standings.html", context | {"columns": _columns(request, found)})


def _asked(request: HttpRequest) -> Asked:
    get = request.GET
    return Asked(
        sort=get.get("sap", ""),
        words=get.get(SEARCH, "").strip(),
        grade=get.get(GRADE, ""),
        under=whole_number(get.get(UNDER, "")),
        page=get.get("trang"),
    )


def _tabs(request: HttpRequest, found: Results, chosen: str) -> list[Tab]:
    query = {key: str(value) for key, value in request.GET.items() if key != "trang"}
    counts = grade_counts(found.round, found.weighing)
    ranked = sum(count for grade, count in counts.items() if grade)
    tabs = [Tab("Đã xếp loại", link(query, **{GRADE: ""}), chosen == "", ranked)]
    for band in bands_of(found.round):
        if counts.get(band.code) or chosen == band.code:
            url = link(query, **{GRADE: band.code})
            tabs.append(Tab(band.label, url, chosen == band.code, counts.get(band.code, 0)))
    if counts.get("") or chosen == UNGRADED:
        tabs.append(Tab("Chưa xếp loại", link(query, **{GRADE: UNGRADED}), chosen == UNGRADED, counts.get("", 0)))
    return tabs


def _columns(request: HttpRequest, found: Results) -> list[Any]:
    heads = [("hang", "Hạng:number"), ("ten", "Tên"), ("diem", "Tổng điểm:number"), ("loai", "Xếp loại")]
    query = {key: str(value) for key, value in request.GET.items()}
    return sort_columns([*heads, ("", "Vì sao chưa xếp mức cao hơn")] if found.inside else heads, query)


@signed_in
@require_safe
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """How the round is ranked; with its numbers where they are out, or for those inside."""
    found = read_round(request, pk)
    return _ranking_page(request, found)


def _ranking_page(
    request: HttpRequest, found: Results, form: TieForm | None = None, tie: Given | None = None
) -> HttpResponse:
    told = found.out or (found.inside and not found.too_many)
    words = explanation(found.round, found.on, found.weighing) if told else rules_in_words(found.round, found.on)
    open_ties = words.open if found.decides and not found.out else []
    ties = [
        (given, form if tie and given.code == tie.code and given.peer == tie.peer else _form(found.round, given))
        for given in open_ties
    ]
    context = results_context(found, "ranking") | {
        "words": words,
        "told": told,
        "ties": ties,
        "notes": [RANKS, ROUNDED_DOWN, TIES, *service_words(least_months(found.round, found.on))],
    }
    return render(request, "scoring/ranking.html", context, status=422 if form is not None else 200)


def _form(row: Round, given: Given, data: Any = None) -> TieForm:
    plain = Criterion.objects.filter(set=row.set_id).exclude(scale=Scale.GROUP).order_by("order", "pk")
    return TieForm(
        data,
        criteria=[(each.pk, f"{each.number}. {each.title}") for each in plain],
        sheets=[(sheet.pk, name_of(sheet)) for sheet in given.tied],
        auto_id=f"{given.code}-{given.peer or 'chung'}-%s",
    )


@entered_with(Verb.DECIDE_SCORES)
@only_posted
def settle_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """The council tells equal totals apart."""
    found = decided_round(request, pk)
    band, peer = request.POST.get("muc", ""), request.POST.get("nhom", "")
    given = next(
        (
            each
            for each in explanation(found.round, found.on, found.weighing).open
            if (each.code, each.peer) == (band, peer)
        ),
        None,
    )
    if given is None:
        messages.error(request, "Chỗ này không còn ai bằng điểm cần hội đồng quyết định.")
        return redirect("scoring:ranking", pk)
    form = _form(found.round, given, sent(request))
    person = person_in(request)
    if form.is_valid() and carried_out(
        form, lambda: decide_tie(round=found.round, draft=form.draft(band, peer), by=person, at=now())
    ):
        messages.success(request, "Đã ghi quyết định của hội đồng.")
        return redirect("scoring:ranking", pk)
    return _ranking_page(request, found, form, given)


@entered_with(Verb.DECIDE_SCORES)
@only_posted
def unsettle_tie(request: HttpRequest, pk: int, tie: int) -> HttpResponse:
    """A decision on equal totals is taken back."""
    found = decided_round(request, pk)
    row = get_object_or_404(TieDecision.objects.select_related("round"), pk=tie, round=found.round)
    try:
        take_tie_back(decision=row, by=person_in(request), at=now())
        messages.success(request, "Đã rút quyết định. Các phiếu bằng điểm lại chờ hội đồng.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("scoring:ranking", pk)
