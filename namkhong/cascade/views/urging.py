"""Urging units on: a list, words for a chat, a notice on their desks, an official letter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from namkhong.cascade import actions, queries
from namkhong.cascade.rules import reminder_text
from namkhong.cascade.rules.reminding import reminder_to_one
from namkhong.cascade.views.loading import crumbs, followed_plan
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.policies import may
from namkhong.people.rules import Verb

SHOWN = 50
"""Messages to single units on one page."""


@entered_with(Verb.READ_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def urge(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is behind with what; POST drafts the letter."""
    on, person = today(), person_in(request).pk
    plan = followed_plan(request, pk, on)
    may_draft = may(person, Verb.DRAFT_DOCUMENT, plan.unit_id, on)
    if request.method == "POST" and not may_draft:
        raise Http404
    if request.method == "POST":
        try:
            document = actions.write_letter(plan=plan, on=on, by=person_in(request), at=now())
            messages.success(request, "Đã soạn công văn đôn đốc. Hãy xem lại trước khi lấy số.")
            return redirect("papers:document", document.pk)
        except DomainError as refused:
            messages.error(request, refused.sentence)
    behind = [row for _, row in queries.behind_of(plan, on)]
    name, sender = plan.campaign_name or str(plan), plan.unit.brief
    context = {
        "plan": plan,
        "count": len(behind),
        "text": reminder_text(name, behind, sender, on),
        "each": [(row, row.words(on), reminder_to_one(name, row, sender, on)) for row in behind[:SHOWN]],
        "more": max(len(behind) - SHOWN, 0),
        "may_draft": may_draft,
        "may_remind": may(person, Verb.ADOPT_PLAN, plan.unit_id, on),
        "crumbs": crumbs((str(plan), "../"), ("Đôn đốc", "")),
    }
    return render(request, "cascade/urge.html", context)


@entered_with(Verb.ADOPT_PLAN)
@only_posted
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """A notice on the desk of everybody who is behind."""
    plan = followed_plan(request, pk, today())
    if not may(person_in(request).pk, Verb.ADOPT_PLAN, plan.unit_id, today()):
        raise Http404
    try:
        count = actions.remind(plan=plan, on=today(), by=person_in(request), at=now())
        messages.success(request, f"Đã nhắc {show_decimal(count)} đơn vị trên hệ thống.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("cascade:urge", plan.pk)
