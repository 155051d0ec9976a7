"""Urging units on: words for a chat and an official letter to those that have not sent their report."""

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from namkhong.campaigns.drafting import Behind, reminder_letter, reminder_text
from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.queries import to_remind
from namkhong.foundation.clock import now, today
from namkhong.foundation.periods import Period
from namkhong.papers.actions import draft
from namkhong.papers.content import OfficialDocument
from namkhong.people.access import entered_with, person_in
from namkhong.people.policies import may
from namkhong.people.queries import head_of
from namkhong.people.rules import Verb
from namkhong.reports.queries import tracked
from namkhong.reports.queries.tracking import MISSING, RETURNED
from namkhong.reports.views.entry import crumbs, gathered, period_in
from namkhong.units.models import Unit
from namkhong.units.queries import parent


@entered_with(Verb.READ_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def urge(request: HttpRequest, campaign: int, period: str, unit: int) -> HttpResponse:
    """Who is overdue or nearly, without those whose report waits to be accepted; POST drafts the letter."""
    found, at = gathered(request, campaign, unit)
    asked, on, person = period_in(period), today(), person_in(request).pk
    rows = _behind(found, at, asked, on)
    may_draft = may(person, Verb.DRAFT_DOCUMENT, at.pk, on)
    if request.method == "POST":
        if not may_draft or not rows:
            raise Http404
        letter, source = _letter(found, at, asked, rows, on), ("campaign", found.pk)
        document = draft(unit=at.pk, content=letter, by=person, at=now(), source=source)
        messages.success(request, "Đã soạn công văn đôn đốc. Hãy xem lại trước khi lấy số.")
        return redirect("papers:document", document.pk)
    title = rows[0].definition.title if rows else ""
    context = {
        "campaign": found,
        "unit": at,
        "period": asked,
        "behind": rows,
        "text": reminder_text(found.name, title, asked.year, _named(rows), at.brief, on),
        "may_draft": may_draft,
        "crumbs": crumbs((f"Báo cáo {asked.label} của các đơn vị", "../"), ("Nhắc các đơn vị", "")),
    }
    return render(request, "reports/urge.html", context)


def _behind(campaign: Campaign, unit: Unit, period: Period, on: date) -> list[Duty]:
    awaited = tracked(unit.pk, campaign, period.key).filter(Q(standing__in=[MISSING, RETURNED]))
    rows = Duty.objects.with_due_looked_up().filter(pk__in=awaited.order_by().values("pk"))
    return list(to_remind(rows, on).select_related("unit", "definition").order_by("unit__search_name", "pk"))


def _named(rows: list[Duty]) -> list[Behind]:
    return [Behind(row.unit.name, row.current_due_on) for row in rows]


def _letter(campaign: Campaign, sender: Unit, period: Period, rows: list[Duty], on: date) -> OfficialDocument:
    superior, head = parent(sender.pk, campaign.line, on), head_of(sender.pk, on)
    return reminder_letter(campaign, rows[0].definition, period.year, _named(rows), sender, superior, head, on)
