"""Many changes from a spreadsheet: the template, checking and bringing in, the user's own table with its errors."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePath

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.papers.actions import store_file
from namkhong.papers.intake import judge_sheet
from namkhong.papers.queries import file_of, open_file
from namkhong.people.access import entered_with, person_in
from namkhong.people.rules import Verb
from namkhong.reorganisations import sheets
from namkhong.reorganisations.actions import Faulty, bring_in
from namkhong.reorganisations.forms import SheetForm
from namkhong.reorganisations.policies import acting_units
from namkhong.reorganisations.views.loading import own_draft
from namkhong.rosters.sheets import Column
from namkhong.units.models import Reorganisation

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 30
"""So many faults are listed on the page; all of them stand in the returned table."""
RETURNED = "Bảng có cột lỗi – "
"""What the name of a returned table begins with; only such files are handed out here."""


@entered_with(Verb.REORGANISE)
def template(request: HttpRequest) -> HttpResponse:
    """An empty table with the right columns."""
    if not acting_units(person_in(request).pk, today()):
        raise Http404
    return workbook_file(sheets.template(), "mau-sap-xep-don-vi.xlsx")


@entered_with(Verb.REORGANISE)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Check a table and bring its changes in; where anything is wrong nothing is brought in."""
    row = own_draft(request, pk, today())
    form = SheetForm(request.POST or None, request.FILES or None)
    context = {"row": row, "form": form, "errors": [], "error_title": "", "returned_url": ""}
    if request.method == "POST" and form.is_valid():
        try:
            table = read_table(request, row, form.cleaned_data["file"], sheets.COLUMNS, sheets.MOST)
            count = bring_in(reorganisation=row, lines=table.lines, by=person_in(request).pk, at=now())
            messages.success(request, f"Đã nạp {count} thay đổi.")
            return redirect("reorganisations:reorganisation", pk)
        except Faulty as faulty:
            context |= told(request, row, table, faulty)
        except DomainError as refused:
            form.add_error("file", refused.sentence)
    wrong = request.method == "POST"
    return render(request, "reorganisations/sheet.html", context, status=422 if wrong else 200)


def read_table(
    request: HttpRequest, row: Reorganisation, file: UploadedFile, columns: Sequence[Column], most: int
) -> sheets.Table:
    """The table that was handed in, kept beside the reorganisation. Raises: DomainError with what is wrong."""
    by, name = person_in(request).pk, file.name or ""
    data = BytesIO(file.read())
    kept = store_file(unit=row.unit_id, name=name, data=data, by=by, at=now(), judge=judge_sheet)
    return sheets.read(kept.path, PurePath(kept.name).suffix.lower(), columns, most)


def told(request: HttpRequest, row: Reorganisation, table: sheets.Table, faulty: Faulty) -> dict[str, object]:
    """The faults on the page, and the user's own table with a column that says what is wrong."""
    data = BytesIO(sheets.with_errors(table, faulty.faults))
    name = f"{RETURNED}{row.number.replace('/', '-')}.xlsx"
    kept = store_file(unit=row.unit_id, name=name, data=data, by=person_in(request).pk, at=now())
    return {
        "errors": faulty.faults[:SHOWN],
        "error_title": faulty.sentence,
        "returned_url": reverse("reorganisations:returned", args=[row.pk, kept.pk]),
    }


@entered_with(Verb.REORGANISE)
def returned(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """The user's own table with the column of errors."""
    row = own_draft(request, pk, today())
    kept = file_of(file)
    if kept is None or kept.unit_id != row.unit_id or not kept.name.startswith(RETURNED):
        raise Http404
    with open_file(kept) as body:
        return workbook_file(body.read(), "bang-co-cot-loi.xlsx")


def workbook_file(body: bytes, name: str) -> HttpResponse:
    """A workbook to be kept on the user's own device."""
    return HttpResponse(body, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
