"""The end of a draft: issued, or dropped; each after asking."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.criteria import actions, queries
from namkhong.criteria.views.loading import own_draft, seen
from namkhong.criteria.views.showing import all_faults
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, person_in
from namkhong.people.rules import Verb


@entered_with(Verb.KEEP_CRITERIA)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft in force, or say what keeps it from that."""
    row = own_draft(request, pk, today())
    refusal = ""
    if request.method == "POST":
        try:
            actions.issue(row=row, revision=seen(request), by=person_in(request), at=now())
            messages.success(request, "Đã ban hành bộ tiêu chí. Từ đây nội dung không đổi nữa.")
            return redirect("criteria:set", pk)
        except DomainError as refused:
            refusal = refused.sentence
    found = all_faults(queries.definition_of(pk))
    context = {"set": row, "faults": found, "refusal": refusal}
    return render(request, "criteria/issue.html", context, status=422 if refusal else 200)


@entered_with(Verb.KEEP_CRITERIA)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the draft away."""
    row = own_draft(request, pk, today())
    refusal = ""
    if request.method == "POST":
        try:
            actions.drop(row=row, by=person_in(request), at=now())
            messages.success(request, f"Đã bỏ bản đang soạn “{row.name}”.")
            return redirect("criteria:index")
        except DomainError as refused:
            refusal = refused.sentence
    return render(request, "criteria/drop.html", {"set": row, "refusal": refusal}, status=422 if refusal else 200)
