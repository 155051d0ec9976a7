"""A file of pictured pages while it is read: its page, its bar, reading it again, giving it up."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.plans import actions, queries
from namkhong.plans.actions import Pictures
from namkhong.plans.forms.taking_in import Stand
from namkhong.plans.models import Recognition
from namkhong.plans.states import RecognitionState
from namkhong.plans.tasks import read_pictures
from namkhong.plans.views.loading import own_recognition


def begun(request: HttpRequest, stand: Stand, pictures: Pictures) -> Recognition:
    """Queue the reading of a kept file; one that waits or is being read is not queued twice."""
    known = queries.recognition_under_way(stand.unit.pk, pictures.file.pk)
    if known is not None:
        return known
    row = actions.begin_recognition(
        unit=stand.unit, line=stand.line, pictures=pictures, by=person_in(request), at=now()
    )
    read_pictures.enqueue(row.pk, row.progress_id)
    return row


@entered_with(Verb.PREPARE_PLAN)
def recognition(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading is, or why it failed; what was read leads on to the review."""
    row = own_recognition(request, pk)
    if row.plan is not None:
        return redirect("plans:plan", row.plan.pk)
    if row.reading_id is not None:
        return redirect("plans:reading", row.reading_id)
    if row.state == RecognitionState.DROPPED:
        return redirect("plans:index")
    bar = queries.bar_of(row)
    context = {
        "recognition": row,
        "bar": bar,
        "at_work": queries.is_at_work(row, now()),
        "waits": bar is not None and bar.advanced_at is None,
        "refused": row.state == RecognitionState.REFUSED,
    }
    return render(request, "plans/recognition.html", context)


@entered_with(Verb.PREPARE_PLAN)
def bar(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone, asked for every two seconds; once there is something else to say the whole page is loaded."""
    row = own_recognition(request, pk)
    progress = queries.bar_of(row)
    if progress is None:
        raise Http404
    context = {"recognition": row, "bar": progress, "waits": progress.advanced_at is None}
    response = render(request, "plans/recognition_bar.html", context)
    if not queries.is_at_work(row, now()):
        response.headers["HX-Redirect"] = reverse("plans:recognition", args=[pk])
    return response


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a file once more that was refused, or of which nothing has been heard for long."""
    row = own_recognition(request, pk)
    before = queries.bar_of(row)
    try:
        pages = before.total if before else 1
        actions.retry_recognition(recognition=row, pages=pages, by=person_in(request), at=now())
        read_pictures.enqueue(row.pk, row.progress_id)
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("plans:recognition", pk)


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up reading a file."""
    row = own_recognition(request, pk)
    try:
        actions.leave_recognition(recognition=row, by=person_in(request), at=now())
        messages.success(request, "Đã bỏ, không đọc tệp này nữa.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("plans:index")
