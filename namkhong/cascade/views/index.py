"""Plans that came from above and plans sent down."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from namkhong.cascade import queries
from namkhong.cascade.views.showing import STATUS, ShownDelivery
from namkhong.foundation.clock import today
from namkhong.people.access import entered_with, person_in
from namkhong.people.policies import own_units, superior_units, units_within
from namkhong.people.rules import Verb

PAGE_SIZE = 20


@require_safe
@entered_with(Verb.READ_PLAN)
def index(request: HttpRequest) -> HttpResponse:
    """What my units have received, and what my units and those below have sent down."""
    person, on = person_in(request).pk, today()
    received = queries.received(own_units(person, Verb.READ_PLAN, on), on)
    page = Paginator(received, PAGE_SIZE).get_page(request.GET.get("trang"))
    looked_at = units_within(person, Verb.READ_PLAN, on).order_by().values("pk")
    own = superior_units(person, Verb.READ_PLAN, on)
    sent = queries.sent_plans(looked_at)[:PAGE_SIZE] if own else []
    context = {
        "page": page,
        "rows": [ShownDelivery(row, STATUS[row.standing]) for row in page],
        "sent": sent,
        "today": on,
        "leads": bool(own),
    }
    return render(request, "cascade/index.html", context)
