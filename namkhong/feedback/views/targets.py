"""Setting the target of a unit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.feedback.actions.targets import set_target
from namkhong.feedback.forms.targets import TargetForm
from namkhong.feedback.models import Target
from namkhong.foundation.clock import now, today
from namkhong.people.access import entered_with, person_in, require
from namkhong.people.rules import Verb
from namkhong.units.models import Unit


@entered_with(Verb.SET_RATING_TARGET)
def target(request: HttpRequest, unit: int) -> HttpResponse:
    """The target of a unit and all below it."""
    row = get_object_or_404(Unit, pk=unit)
    require(request, Verb.SET_RATING_TARGET, unit)
    there = Target.objects.filter(unit=row).order_by("-base_year").first()
    before = {name: getattr(there, name) for name in TargetForm.base_fields} if there else {}
    form = TargetForm(request.POST or None, initial=before or {"base_year": today().year - 1})
    if request.method == "POST" and form.is_valid():
        set_target(unit=row, aimed=form.aimed(), by=person_in(request), at=now())
        messages.success(request, "Đã đặt chỉ tiêu. Trang công bố của đơn vị và các đơn vị bên dưới dùng chỉ tiêu này.")
        return redirect("feedback:unit", unit)
    status = 422 if request.method == "POST" else 200
    return render(request, "feedback/target.html", {"unit": row, "form": form}, status=status)
