"""One duty: what is asked, doing it, taking it back, giving more time, excusing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from namkhong.campaigns import actions, queries
from namkhong.campaigns.forms import DeedForm, ExcuseForm, ExtensionForm
from namkhong.campaigns.models import Duty, Fulfilment
from namkhong.campaigns.policies import may_do_duty, may_open_evidence, may_relax_duty
from namkhong.campaigns.rules import due_words
from namkhong.campaigns.states import REPORTING, DutyKind, DutyState
from namkhong.campaigns.views.loading import sent, visible_duty
from namkhong.campaigns.views.showing import duty_rows
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.papers.actions import store_file
from namkhong.papers.models import StoredFile
from namkhong.papers.sending import send
from namkhong.people.access import entered_with, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb


@entered_with(Verb.READ_UNIT)
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked and how it stands; whoever owes it says here that it is done."""
    row = visible_duty(request, pk, today())
    if request.method != "POST":
        kept = take_kept_form(request, person_in(request).pk)
        form = DeedForm(kept, initial={"done_on": today()}, kind=row.definition.kind)
        return _duty_page(request, row, form, kept=kept is not None)
    if not may_do_duty(person_in(request).pk, row, today()):
        raise Http404
    form = DeedForm(request.POST, request.FILES, kind=row.definition.kind)
    if form.is_valid() and _carried_out(form, lambda: _fulfil(request, row, form)):
        messages.success(request, "Đã ghi nhận việc làm xong. Nếu ghi nhầm, bạn có thể rút lại.")
        return redirect("campaigns:duty", pk)
    return _duty_page(request, row, form)


def _duty_page(request: HttpRequest, row: Duty, form: forms.Form, *, kept: bool = False) -> HttpResponse:
    on, person = today(), person_in(request).pk
    context = {
        "duty": row,
        "row": duty_rows([queries.duty_view(row, on)])[0],
        "today": on,
        "due_words": due_words(queries.schedule_of(row.definition), row.due_on),
        "reporting": row.definition.kind in REPORTING,
        "registering": row.definition.kind == DutyKind.REGISTER,
        "extensions": row.extensions.select_related("granted_by").order_by("granted_at", "pk"),
        "fulfilments": row.fulfilments.select_related("stated_by", "evidence").order_by("-stated_at", "-pk"),
        "may_do": may_do_duty(person, row, on),
        "may_open": may_open_evidence(person, row, on),
        "may_relax": may_relax_duty(person, row, on),
        "lead": queries.lead_of(row),
        "joined": queries.joined_with(row),
        "overlaps": queries.overlaps_with(row, on) if row.state == DutyState.OPEN else [],
        "form": form,
        "kept": kept,
    }
    return render(request, "campaigns/duty.html", context, status=422 if form.errors and not kept else 200)


def _fulfil(request: HttpRequest, row: Duty, form: forms.Form) -> None:
    if row.definition.kind == DutyKind.REGISTER:
        raise actions.NeedsList()
    data, person, at = form.cleaned_data, person_in(request), now()
    count = data.get("count")
    deed = actions.Deed(
        done_on=data["done_on"],
        note=data["note"],
        count=None if count is None else int(count),
        evidence=_stored(form, row, person.pk),
    )
    actions.fulfil(duty=row, deed=deed, by=person, at=at)


def _stored(form: forms.Form, row: Duty, person: int) -> StoredFile | None:
    """The evidence, kept; a file that is refused is told at its field and nothing else is done."""
    upload = form.cleaned_data.get("evidence")
    if upload is None:
        return None
    try:
        return store_file(unit=row.unit_id, name=upload.name, data=upload.file, by=person, at=now())
    except DomainError as refused:
        form.add_error("evidence", refused.sentence)
        raise


def _carried_out(form: forms.Form, act: Callable[[], Any]) -> bool:
    """Whether it was done; otherwise the reason stands on the form, beside what was typed."""
    try:
        act()
    except DomainError as refused:
        if not form.errors:
            form.add_error(None, refused.sentence)
        return False
    return True


@entered_with(Verb.FULFIL_DUTY)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was stated by mistake."""
    row = visible_duty(request, pk, today())
    if not may_do_duty(person_in(request).pk, row, today()):
        raise Http404
    return _asked(
        request,
        row,
        "campaigns/withdraw.html",
        lambda: actions.withdraw(duty=row, by=person_in(request), at=now()),
        "Đã rút lại. Việc này trở về tình trạng chưa xong.",
    )


@entered_with(Verb.EXTEND_DUTY)
def oblige(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit that was excused must do it after all."""
    row = _relaxed_duty(request, pk)
    return _asked(
        request,
        row,
        "campaigns/oblige.html",
        lambda: actions.oblige(duty=row, by=person_in(request), at=now()),
        "Đơn vị lại phải làm việc này.",
    )


def _asked(request: HttpRequest, row: Duty, page: str, act: Callable[[], None], done: str) -> HttpResponse:
    """A page that asks before it does something without a form of its own."""
    form = forms.Form(sent(request))
    if request.method == "POST" and form.is_valid() and _carried_out(form, act):
        messages.success(request, done)
        return redirect("campaigns:duty", row.pk)
    return render(request, page, {"duty": row, "form": form}, status=422 if form.errors else 200)


def _relaxed_duty(request: HttpRequest, pk: int) -> Duty:
    row = visible_duty(request, pk, today())
    if not may_relax_duty(person_in(request).pk, row, today()):
        raise Http404
    return row


@entered_with(Verb.EXTEND_DUTY)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one unit more time, and why."""
    row = _relaxed_duty(request, pk)
    form = ExtensionForm(_typed(request))

    def act() -> None:
        actions.extend(duty=row, **form.cleaned_data, by=person_in(request), at=now())

    return _relaxed(request, row, form, act, "campaigns/extend.html", "Đã gia hạn và báo cho đơn vị.")


@entered_with(Verb.EXTEND_DUTY)
def excuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Excuse one unit, and why; it leaves the count of those obliged."""
    row = _relaxed_duty(request, pk)
    form = ExcuseForm(_typed(request))

    def act() -> None:
        actions.excuse(duty=row, **form.cleaned_data, by=person_in(request), at=now())

    return _relaxed(request, row, form, act, "campaigns/excuse.html", "Đã ghi: đơn vị không phải làm việc này.")


def _typed(request: HttpRequest) -> QueryDict | None:
    """What is posted now, or was posted when the session had run out."""
    return sent(request) if request.method == "POST" else take_kept_form(request, person_in(request).pk)


def _relaxed(
    request: HttpRequest, row: Duty, form: forms.Form, act: Callable[[], None], page: str, done: str
) -> HttpResponse:
    back = form.data.get("ve") or request.GET.get("ve", "")
    back = back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""
    if request.method == "POST" and form.is_valid() and _carried_out(form, act):
        messages.success(request, f"{row.unit.brief}: {done}")
        return redirect(back) if back else redirect("campaigns:duty", row.pk)
    context = {"duty": row, "row": duty_rows([queries.duty_view(row, today())])[0], "form": form, "back": back}
    posted = request.method == "POST"
    more = {"today": today(), "kept": form.is_bound and not posted}
    return render(request, page, context | more, status=422 if posted else 200)


@entered_with(Verb.READ_UNIT)
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """The file handed in as evidence, for whoever has the papers of the unit that owed the duty."""
    row = get_object_or_404(Fulfilment.objects.select_related("duty", "evidence"), pk=pk, evidence__isnull=False)
    stored = row.evidence
    if stored is None or not may_open_evidence(person_in(request).pk, row.duty, today()):
        raise Http404
    return send(stored)
