"""Fetching what the system knows for measured criteria: small rounds at once, large ones with a bar."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.journal.actions import begin_progress
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.scoring import actions
from namkhong.scoring.models import Sheet
from namkhong.scoring.tasks import measure_round
from namkhong.scoring.views.loading import own_round
from namkhong.scoring.views.rounds import AT_ONCE


@entered_with(Verb.RUN_SCORING)
@only_posted
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the figures of the system up to date."""
    row, person, at = own_round(request, pk, today()), person_in(request), now()
    count = Sheet.objects.filter(round=row.pk, person=None).count()
    if count > AT_ONCE:
        url = reverse("scoring:round", args=[pk])
        label = f"Đang lấy số liệu cho {row.title}"[:200]
        bar = begin_progress(label=label, by=person.pk, total=count, at=at, next_url=url)
        measure_round.enqueue(row.pk, person.pk, bar.pk)
        return redirect("scoring:running", bar.pk)
    try:
        changed = actions.measure(round=row, by=person, at=at)
        messages.success(request, f"Đã lấy số liệu hệ thống: {show_decimal(changed)} mục có thay đổi.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("scoring:round", pk)
