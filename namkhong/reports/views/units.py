"""The units that owe a report to a unit: who has sent what, and reminding those who have not."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from namkhong.design.components.status import Share
from namkhong.design.components.tables import PAGE, Tab, link
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.reports.actions import remind as remind_units
from namkhong.reports.queries import count_by_standing, narrowed, tracked
from namkhong.reports.queries.tracking import ACCEPTED, EXEMPT, MISSING, RETURNED, SUBMITTED
from namkhong.reports.views.entry import crumbs, gathered, period_in

PER_PAGE = 50
LABELS = {
    ACCEPTED: ("Đã tiếp nhận", "good"),
    SUBMITTED: ("Chờ tiếp nhận", "info"),
    RETURNED: ("Bị trả lại", "warn"),
    MISSING: ("Chưa gửi", "danger"),
    EXEMPT: ("Không phải làm", "quiet"),
}


@entered_with(Verb.READ_REPORT)
@require_safe
def units(request: HttpRequest, campaign: int, period: str, unit: int) -> HttpResponse:
    """Units that owe a report, by state and name."""
    found, at = gathered(request, campaign, unit)
    asked = period_in(period)
    rows = tracked(at.pk, found, asked.key)
    counts = count_by_standing(rows)
    standing = request.GET.get("tinh-trang", "")
    standing = standing if standing in LABELS else ""
    words = request.GET.get("tim", "")[:100]
    page = Paginator(narrowed(rows, standing, words), PER_PAGE).get_page(request.GET.get(PAGE))
    context = {
        "campaign": found,
        "unit": at,
        "period": asked,
        "today": today(),
        "crumbs": crumbs((f"Báo cáo {asked.label} của các đơn vị", "")),
        "page": page,
        "words": words,
        "standing": standing,
        "shares": [Share(label, counts[key], tone) for key, (label, tone) in LABELS.items()],
        "awaited": counts[MISSING] + counts[RETURNED],
        "tabs": _tabs(request, standing, counts),
        "may_remind": at.pk in superior_units(person_in(request).pk, Verb.JUDGE_REPORT, today()),
    }
    return render(request, "reports/units.html", context)


@entered_with(Verb.JUDGE_REPORT)
@only_posted
def remind(request: HttpRequest, campaign: int, period: str, unit: int) -> HttpResponse:
    """Remind every unit that has not sent its report, or has had it back; `viec` names a single one."""
    found, at = gathered(request, campaign, unit)
    if at.pk not in superior_units(person_in(request).pk, Verb.JUDGE_REPORT, today()):
        raise Http404
    awaited = tracked(at.pk, found, period_in(period).key).filter(Q(standing__in=[MISSING, RETURNED]))
    if only := request.POST.get("viec", ""):
        awaited = awaited.filter(pk=whole_number(only) or 0)
    try:
        count = remind_units(duties=list(awaited), by=person_in(request), at=now())
        messages.success(request, f"Đã gửi lời nhắc tới {count} đơn vị.")
    except DomainError as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("reports:units", campaign, period, unit)


def _tabs(request: HttpRequest, standing: str, counts: dict[str, int]) -> list[Tab]:
    query = request.GET.dict()
    every = Tab("Tất cả", link(query, **{"tinh-trang": "", PAGE: ""}), not standing, sum(counts.values()))
    return [every] + [
        Tab(label, link(query, **{"tinh-trang": key, PAGE: ""}), key == standing, counts[key])
        for key, (label, _) in LABELS.items()
    ]
