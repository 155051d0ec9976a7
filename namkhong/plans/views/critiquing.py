"""What the critic says of a plan: the list, setting one aside, taking a ready change, the slip to print."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.papers.content import ProfileName
from namkhong.papers.docx import MEDIA_TYPE, docx_file
from namkhong.papers.pdf import pdf
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans import actions, queries
from namkhong.plans.models import Plan
from namkhong.plans.rules import mark_of
from namkhong.plans.rules.critic import Finding
from namkhong.plans.rules.slip import SlipHead, slip
from namkhong.plans.states import PlanState
from namkhong.plans.views.loading import own_plan
from namkhong.plans.views.showing import judged_for_screen
from namkhong.units.states import Line

_DIGITS = 18
_GONE = "Góp ý này đã thay đổi hoặc không còn nữa. Danh sách dưới đây là mới nhất."


@entered_with(Verb.PREPARE_PLAN)
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """Every finding with its places; what was set aside stands at the foot."""
    plan = own_plan(request, pk)
    kept = take_kept_form(request, person_in(request).pk, reverse("plans:dismiss", args=[pk]))
    return _page(request, plan, (kept.get("mark", ""), kept.get("reason", ""), "") if kept else ("", "", ""))


def _page(request: HttpRequest, plan: Plan, refused: tuple[str, str, str] = ("", "", "")) -> HttpResponse:
    mark, typed, sentence = refused
    context = {"plan": plan, "judged": judged_for_screen(plan, today()), "refused_mark": mark, "typed": typed}
    context |= {"refusal": sentence, "may_mend": plan.state == PlanState.DRAFT}
    return render(request, "plans/critique.html", context, status=422 if sentence else 200)


def _finding(request: HttpRequest, plan: Plan) -> Finding | None:
    """The finding that the form is about, as it stands now."""
    found = queries.judged(plan, queries.clauses_of(plan), today())
    return found.by_mark(request.POST.get("mark", ""))


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a finding aside with a reason."""
    plan, reason = own_plan(request, pk), request.POST.get("reason", "")
    finding = _finding(request, plan)
    if finding is None:
        messages.warning(request, _GONE)
        return _back(plan)
    try:
        actions.dismiss_finding(plan=plan, finding=finding, reason=reason, by=person_in(request), at=now())
    except DomainError as refused:
        return _page(request, plan, (finding.mark, reason, refused.sentence))
    return _back(plan)


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo setting a finding aside."""
    plan, number = own_plan(request, pk), request.POST.get("dismissal", "")
    row = queries.dismissal_of(plan, int(number)) if number.isdecimal() and len(number) < _DIGITS else None
    if row is None:
        messages.warning(request, _GONE)
    else:
        actions.restore_finding(dismissal=row, by=person_in(request), at=now())
    return _back(plan)


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a ready change of a finding; everything it does can be seen and corrected on the review page."""
    plan = own_plan(request, pk)
    finding, place = _finding(request, plan), request.POST.get("change", "")
    if finding is None or place not in map(str, range(len(finding.changes))):
        messages.warning(request, _GONE)
        return _back(plan)
    change = finding.changes[int(place)]
    row = queries.clause_of(change.clause or 0)
    seen = mark_of(queries.draft_of(row)) if row else ""
    try:
        actions.take_change(plan=plan, change=change, seen=seen, by=person_in(request), at=now())
        messages.success(request, f"Đã sửa trong bản đang soát: {change.label}.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return _back(plan)


def _back(plan: Plan) -> HttpResponse:
    return redirect(reverse("plans:findings", args=[plan.pk]))


@entered_with(Verb.PREPARE_PLAN)
def slip_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The slip of opinions as a Word or a PDF file."""
    plan = own_plan(request, pk)
    found, person = queries.judged(plan, queries.clauses_of(plan), today()), person_in(request)
    profile = ProfileName.UNION if plan.line == Line.UNION else ProfileName.STATE
    name = str(plan) or "chưa có tên"
    head = SlipHead(plan.unit.name, plan.unit.place, profile, name, plan.number, person.full_name, today())
    document = slip(head, found.open, [(finding, row.reason) for finding, row in found.aside])
    try:
        data, kind = (docx_file(document), MEDIA_TYPE) if ending == "docx" else (pdf(document), "application/pdf")
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return _back(plan)
    disposition = content_disposition_header(as_attachment=True, filename=f"Phiếu góp ý.{ending}") or "attachment"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": disposition})
