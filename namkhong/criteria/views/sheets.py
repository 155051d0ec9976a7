"""Criteria as a spreadsheet: downloading them, and handing in others for a draft."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.criteria import actions, queries
from namkhong.criteria.forms import FileForm
from namkhong.criteria.sheets import FaultySheet, read, workbook
from namkhong.criteria.views.loading import own_draft, seen, visible_set
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, person_in
from namkhong.people.rules import Verb

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 30
"""So many mistakes are listed; who has mended these finds the rest."""


@entered_with(Verb.READ_CRITERIA)
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The criteria of a set as an Excel file."""
    visible_set(request, pk, today())
    return _file(workbook(queries.definition_of(pk).criteria), f"bo-tieu-chi-{pk}.xlsx")


@entered_with(Verb.KEEP_CRITERIA)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Other criteria for a draft, all of them or none; name, total and grades stay."""
    row = own_draft(request, pk, today())
    form = FileForm(request.POST or None, request.FILES or None)
    row_faults: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            definition = replace(queries.definition_of(pk), criteria=read(file.name, file).criteria)
            actions.rewrite(row=row, definition=definition, revision=seen(request), by=person_in(request), at=now())
            messages.success(request, f"Đã nạp {len(definition.criteria)} mục từ bảng. Nếu nhầm, hãy bấm “Hoàn tác”.")
            return redirect("criteria:edit", pk)
        except FaultySheet as faulty:
            row_faults = faulty.faults
            form.add_error("file", faulty.sentence)
        except DomainError as refused:
            form.add_error("file", refused.sentence)
    context = {"set": row, "form": form, "row_faults": row_faults[:SHOWN], "revision": seen(request) or row.revision}
    return render(request, "criteria/upload.html", context, status=422 if form.errors else 200)


def _file(body: bytes, name: str) -> HttpResponse:
    return HttpResponse(body, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
