"""What detectors have set aside: a unit's groups, one group with its appeal and answer, the detectors declared."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.feedback import queries
from namkhong.feedback.actions import appeal_aside, dismiss_aside, last_day_of_appeal, uphold_aside
from namkhong.feedback.forms.inspecting import WordsForm
from namkhong.feedback.models import AsideGroup
from namkhong.feedback.rules.detectors import DECLARED
from namkhong.feedback.states import AsideState
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, open_to_all, person_in, require
from namkhong.people.policies import may, superior_units
from namkhong.people.rules import Verb
from namkhong.units.models import Unit

ON_A_PAGE = 50


@open_to_all
def declared(request: HttpRequest) -> HttpResponse:
    """How ratings are checked: every detector with its threshold and what it spares."""
    context = {"detectors": DECLARED, "last": queries.last_inspection()}
    return render(request, "feedback/declared.html", context)


@entered_with(Verb.READ_FEEDBACK)
def groups(request: HttpRequest, unit: int) -> HttpResponse:
    """Everything of a unit that was set aside, the latest first."""
    row = get_object_or_404(Unit, pk=unit)
    require(request, Verb.READ_FEEDBACK, unit)
    page = Paginator(queries.aside_of(unit), ON_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "feedback/aside.html", {"unit": row, "page": page})


@entered_with(Verb.JUDGE_RATINGS)
def waiting(request: HttpRequest) -> HttpResponse:
    """Appeals of units below that wait for my answer."""
    person, on = person_in(request).pk, today()
    if not superior_units(person, Verb.JUDGE_RATINGS, on):
        raise Http404
    rows = queries.waiting_appeals(person, on)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "feedback/appeals.html", {"page": page})


@entered_with(Verb.READ_FEEDBACK)
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """One group: why it was set aside; the unit objects here, its superior answers here."""
    row = queries.aside_group(pk)
    if row is None:
        raise Http404
    require(request, Verb.READ_FEEDBACK, row.unit_id)
    role = _role(person_in(request).pk, row, today())
    form = WordsForm(request.POST or None)
    if request.method == "POST" and not role:
        raise Http404
    if request.method == "POST" and form.is_valid() and _said(request, row, form, role):
        return redirect("feedback:aside_group", pk)
    context = {
        "group": row,
        "unit": row.unit,
        "form": form,
        "role": role,
        "last_day": last_day_of_appeal(row),
        "over": today() > last_day_of_appeal(row),
    }
    return render(request, "feedback/aside_group.html", context, status=422 if form.errors else 200)


def _role(person: int, row: AsideGroup, on: date) -> str:
    """What a person may do with a group now: object, answer, or only read."""
    if row.state == AsideState.STANDING and on <= last_day_of_appeal(row):
        return "objects" if may(person, Verb.KEEP_POINTS, row.unit_id, on) else ""
    if row.state == AsideState.APPEALED:
        return "answers" if may(person, Verb.JUDGE_RATINGS, row.unit_id, on) else ""
    return ""


def _said(request: HttpRequest, row: AsideGroup, form: WordsForm, role: str) -> bool:
    """Whether the words were taken; where they were refused the form says why."""
    words, by, at = form.cleaned_data["words"], person_in(request), now()
    try:
        if role == "objects":
            appeal_aside(group=row, words=words, by=by, at=at)
            messages.success(request, "Đã gửi khiếu nại lên cấp trên. Có trả lời, bạn sẽ nhận được thông báo.")
        elif request.POST.get("lam") == "tinh-lai":
            count = uphold_aside(group=row, answer=words, by=by, at=at)
            messages.success(request, f"Đã chấp nhận khiếu nại; {count} ý kiến được tính lại.")
        else:
            dismiss_aside(group=row, answer=words, by=by, at=at)
            messages.success(request, "Đã trả lời: các ý kiến vẫn để riêng.")
    except DomainError as refused:
        form.add_error("words", refused.sentence)
        return False
    return True
