"""The checked draft as an annotated case, to measure the reader with."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from namkhong.foundation.clock import now
from namkhong.people.access import entered_with, person_in
from namkhong.people.rules import Verb
from namkhong.plans import actions
from namkhong.plans.views.loading import own_plan


@entered_with(Verb.PREPARE_PLAN)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """What a case is and what to mind; then the two files in one."""
    plan = own_plan(request, pk)
    if plan.reading is None:
        raise Http404
    if request.method != "POST":
        return render(request, "plans/case.html", {"plan": plan})
    made = actions.export_case(plan=plan, by=person_in(request), at=now())
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as folder:
        for name, content in made.files.items():
            folder.writestr(name, content)
    response = HttpResponse(packed.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{made.name}.zip"'
    return response
