"""The lines of one unit: in force, in draft, and earlier versions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.foundation.clock import now, today
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.pledges import actions, queries
from namkhong.pledges.forms.rounds import line_forms
from namkhong.pledges.models import Round
from namkhong.pledges.policies import may_word
from namkhong.pledges.rules.suggestions import TWELVE_OF_CARE
from namkhong.pledges.rules.texts import lines_from
from namkhong.pledges.views.loading import refusal_of, seen_round, sent
from namkhong.units.models import Unit
from namkhong.units.states import UnitKind

SUGGESTED = "goi-y"


@entered_with(Verb.WORD_PLEDGES, Verb.RUN_PLEDGES)
def words(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Write the next version of a unit's lines; it comes into force only when it is issued."""
    round, place = _worded(request, pk, unit)
    draft, versions = queries.draft_of(round, unit), queries.wordings_of(round, unit)
    start = lines_from(versions[0].lines) if versions else []
    if request.GET.get(SUGGESTED) and _of_health(place) and not start:
        start = list(TWELVE_OF_CARE)
    forms, refusal = line_forms(sent(request), start), ""
    if request.method == "POST" and forms.is_valid():
        lines, who = forms.lines(), person_in(request)
        refusal = refusal_of(lambda: actions.word(round=round, unit=unit, lines=lines, by=who, at=now()))
        if not refusal:
            messages.success(request, "Đã lưu bản nháp. Hãy xem lại rồi ban hành.")
            return redirect("pledges:words", pk, unit)
    wrong = bool(refusal or forms.total_error_count())
    context = {
        "round": round,
        "unit": place,
        "lines": forms,
        "draft": draft,
        "versions": [row for row in versions if row.issued_at],
        "refusal": refusal,
        "suggests": _of_health(place) and not start,
        "organiser": unit == round.campaign.unit_id,
        "older": queries.older_count(round, unit, today()),
    }
    return render(request, "pledges/words.html", context, status=422 if wrong else 200)


@entered_with(Verb.WORD_PLEDGES, Verb.RUN_PLEDGES)
@only_posted
def issue(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """The draft comes into force."""
    round, _ = _worded(request, pk, unit)
    who = person_in(request)
    refusal = refusal_of(lambda: actions.issue(round=round, unit=unit, by=who, at=now()))
    return _back(request, pk, unit, refusal, "Đã ban hành. Ai ký từ bây giờ sẽ ký nội dung này.")


@entered_with(Verb.WORD_PLEDGES, Verb.RUN_PLEDGES)
@only_posted
def drop(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """The draft is thrown away."""
    round, _ = _worded(request, pk, unit)
    who = person_in(request)
    refusal = refusal_of(lambda: actions.drop_draft(round=round, unit=unit, by=who, at=now()))
    return _back(request, pk, unit, refusal, "Đã bỏ bản nháp. Nội dung đang dùng vẫn giữ nguyên.")


def _back(request: HttpRequest, pk: int, unit: int, refusal: str, told: str) -> HttpResponse:
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, told)
    return redirect("pledges:words", pk, unit)


def _worded(request: HttpRequest, pk: int, unit: int) -> tuple[Round, Unit]:
    """A round and a unit whose lines the reader may word. Raises: Http404."""
    round = seen_round(request, pk)
    place = get_object_or_404(Unit, pk=unit)
    if not may_word(person_in(request).pk, round, unit, today()):
        raise Http404
    if not queries.standing_in(round, unit, today()).path:
        raise Http404
    return round, place


def _of_health(unit: Unit) -> bool:
    return unit.kind == UnitKind.HOSPITAL
