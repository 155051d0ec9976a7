"""How the units below stand with a plan, and what their plans lack."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from namkhong.cascade import actions, policies, queries
from namkhong.cascade.rules import label_of
from namkhong.cascade.states import GapKind, Standing
from namkhong.cascade.views.loading import crumbs, followed_plan
from namkhong.cascade.views.showing import STATUS, ShownDelivery, parts
from namkhong.design.components.tables import Tab, link
from namkhong.foundation.clock import now, today
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.text import fold
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import draft_of

PAGE_SIZE = 50
LATE = "cham"


@require_safe
@entered_with(Verb.READ_PLAN)
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """A bar, then every unit with its standing, filtered and searched, fifty on a page."""
    on = today()
    plan = followed_plan(request, pk, on)
    counts, rows = queries.counts(plan, on), queries.deliveries_of(plan, on)
    behind = queries.late(rows, on).count()
    chosen, words = request.GET.get("tinh-trang", ""), request.GET.get("tim", "").strip()
    found = queries.late(rows, on) if chosen == LATE else rows
    found = found.filter(standing=chosen) if chosen in Standing.values else found
    found = found.filter(unit__search_name__contains=fold(words)) if words else found
    page = Paginator(found.select_related("unit", "opened_by", "received_by"), PAGE_SIZE).get_page(
        request.GET.get("trang")
    )
    heirs = queries.closed_heirs([row.unit for row in page], on)
    context = {
        "plan": plan,
        "total": sum(counts.values()),
        "issued": counts[Standing.ISSUED],
        "parts": parts(counts),
        "late": behind,
        "tabs": _tabs(request, counts, behind, chosen),
        "chosen": chosen,
        "words": words,
        "page": page,
        "rows": [ShownDelivery(row, STATUS[row.standing], heirs.get(row.unit_id, [])) for row in page],
        "today": on,
        "may_send": policies.may_send(person_in(request).pk, plan, on),
        "crumbs": crumbs((str(plan), "")),
    }
    return render(request, "cascade/follow.html", context)


def _tabs(request: HttpRequest, counts: dict[Standing, int], behind: int, chosen: str) -> list[Tab]:
    query = request.GET.dict()
    tabs = [Tab("Tất cả", link(query, **{"tinh-trang": "", "trang": ""}), not chosen, sum(counts.values()))]
    for standing in Standing:
        url = link(query, **{"tinh-trang": str(standing), "trang": ""})
        tabs.append(Tab(standing.label, url, chosen == standing, counts[standing]))
    return [*tabs, Tab("Quá hạn", link(query, **{"tinh-trang": LATE, "trang": ""}), chosen == LATE, behind)]


@require_safe
@entered_with(Verb.READ_PLAN)
def gaps(request: HttpRequest, pk: int) -> HttpResponse:
    """What the plans below lack, clause by clause."""
    plan = followed_plan(request, pk, today())
    counts = queries.counts(plan, today())
    context = {
        "plan": plan,
        "lines": queries.gap_lines(plan),
        "issued": counts[Standing.ISSUED],
        "open": sum(counts.values()) - counts[Standing.ISSUED],
        "uncompared": queries.uncompared(plan).count(),
        "crumbs": crumbs((str(plan), "../"), ("Chỗ còn thiếu", "")),
    }
    return render(request, "cascade/gaps.html", context)


@require_safe
@entered_with(Verb.READ_PLAN)
def gap_units(request: HttpRequest, pk: int, clause: int, kind: str) -> HttpResponse:
    """The units that lack this."""
    plan = followed_plan(request, pk, today())
    row = _clause(plan, clause)
    if kind not in GapKind.values:
        raise Http404
    lacking = GapKind(kind)
    page = Paginator(queries.gap_units(plan, row.pk, lacking), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "plan": plan,
        "clause": row,
        "label": label_of(draft_of(row)),
        "kind": lacking.label,
        "page": page,
        "crumbs": crumbs((str(plan), "../../../"), ("Chỗ còn thiếu", "../../"), (lacking.label.capitalize(), "")),
    }
    return render(request, "cascade/gap_units.html", context)


def _clause(plan: Plan, pk: int) -> Clause:
    row: Clause = get_object_or_404(Clause, pk=pk, plan=plan)
    return row


def may_compare(request: HttpRequest, plan: Plan, on: date) -> bool:
    """Only the unit whose plan it is compares."""
    return policies.may_send(person_in(request).pk, plan, on)


@entered_with(Verb.ADOPT_PLAN)
@only_posted
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare plans below that were made elsewhere."""
    plan = followed_plan(request, pk, today())
    if not may_compare(request, plan, today()):
        raise Http404
    count = actions.compare_elsewhere(plan=plan, by=person_in(request), at=now())
    messages.success(request, f"Đã đối chiếu kế hoạch của {show_decimal(count)} đơn vị.")
    return redirect("cascade:gaps", plan.pk)
