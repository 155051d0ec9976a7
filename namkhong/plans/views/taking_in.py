"""Handing in a document, and what to do when it is no plan."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.foundation.clock import now, today
from namkhong.papers.intake import Refused
from namkhong.people.access import entered_with, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans import actions
from namkhong.plans.actions import Pictures
from namkhong.plans.apart import Unreadable
from namkhong.plans.forms import LineForm, TakeInForm
from namkhong.plans.models import Plan, Reading
from namkhong.plans.rules import is_plan
from namkhong.plans.views.loading import own_reading, own_stands
from namkhong.plans.views.recognising import begun

UNREAD = ("pages_unread", "pictures_unread")
"""Warnings that part of a document was not read: it may be why it does not look like a plan."""


@entered_with(Verb.PREPARE_PLAN)
def take_in(request: HttpRequest) -> HttpResponse:
    """A file or pasted text becomes a reading; a plan goes on to the review, anything else is named first.

    Pages that are pictures are read by the background worker.
    """
    stands = own_stands(request, Verb.PREPARE_PLAN, today())
    kept = take_kept_form(request, person_in(request).pk)
    form = TakeInForm(stands, request.POST or None, request.FILES or None, initial=kept.dict() if kept else None)
    if request.method == "POST" and form.is_valid():
        taken = _taken(request, form)
        if isinstance(taken, Pictures):
            return redirect("plans:recognition", begun(request, form.chosen(), taken).pk)
        if taken is not None and is_plan(taken.genre):
            return _to_review(request, taken, form.chosen().line)
        if taken is not None:
            return redirect("plans:reading", taken.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/take_in.html", {"form": form, "kept": kept}, status=status)


def _taken(request: HttpRequest, form: TakeInForm) -> Reading | Pictures | None:
    """The reading, or pictures still to be read; where the document is refused, None and the reason at its field."""
    file, unit = form.cleaned_data["file"], form.chosen().unit
    person, at = person_in(request), now()
    try:
        if file:
            return actions.take_in_file(unit=unit, name=file.name, data=file, by=person, at=at)
        return actions.take_in_text(unit=unit, text=form.cleaned_data["text"], by=person, at=at)
    except (Refused, Unreadable) as refused:
        form.add_error("file" if file else "text", refused.sentence)
        return None


def _to_review(request: HttpRequest, reading: Reading, line: str) -> HttpResponse:
    plan: Plan = actions.draft_plan(reading=reading, line=line, by=person_in(request), at=now())
    if plan.reading_id != reading.pk:
        messages.info(request, "Văn bản này đã được gửi trước đó. Đây là bản đang soát.")
    return redirect("plans:review", plan.pk)


@entered_with(Verb.PREPARE_PLAN)
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """A document that is no plan: what it is, and whether to go on all the same."""
    row = own_reading(request, pk)
    stands = [stand for stand in own_stands(request, Verb.PREPARE_PLAN, today()) if stand.unit.pk == row.unit_id]
    form = LineForm(stands, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _to_review(request, row, form.chosen().line)
    unread = [warning["sentence"] for warning in row.result["warnings"] if warning["code"] in UNREAD]
    context = {"reading": row, "form": form, "opening": row.text[:1500], "unread": unread}
    return render(request, "plans/reading.html", context)
