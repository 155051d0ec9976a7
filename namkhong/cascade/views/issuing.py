"""From the draft to the official document, its number, and the adopted plan."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from namkhong.cascade import actions, policies, queries
from namkhong.cascade.drafting import plan_document
from namkhong.cascade.forms import IssueForm
from namkhong.cascade.views.loading import crumbs, drafted_plan
from namkhong.foundation.clock import now, today
from namkhong.foundation.days import show_day
from namkhong.foundation.errors import DomainError
from namkhong.papers.content import to_json
from namkhong.papers.models import Document
from namkhong.papers.states import DocumentState
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb
from namkhong.plans.models import Plan
from namkhong.plans.queries import clauses_of, gaps_of


@entered_with(Verb.PREPARE_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still lacking, the document, and the day; those who may give it its number and adopt the plan."""
    plan = drafted_plan(request, pk, today())
    able = policies.may_issue(person_in(request).pk, plan, today())
    kept = take_kept_form(request, person_in(request).pk)
    form = IssueForm(request.POST or kept or None, initial={"on": show_day(today())})
    if request.method == "POST" and not able:
        messages.error(request, "Người đứng đầu đơn vị cấp số và ban hành kế hoạch.")
        return redirect("cascade:issue", plan.pk)
    if request.method == "POST" and form.is_valid():
        try:
            document = actions.issue(plan=plan, on=form.cleaned_data["on"], by=person_in(request), at=now())
            messages.success(request, "Kế hoạch đã ban hành. Cấp trên thấy ngay.")
            return redirect("papers:document", document.pk)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    return _page(request, plan, form, able, status=422 if request.method == "POST" else 200)


def _page(request: HttpRequest, plan: Plan, form: IssueForm, able: bool, status: int) -> HttpResponse:
    document = queries.document_of_plan(plan)
    context = {
        "plan": plan,
        "form": form,
        "document": document,
        "numbered": document is not None and document.state != DocumentState.DRAFT,
        "outdated": document is not None and _outdated(plan, document),
        "gaps": gaps_of(plan, clauses_of(plan)),
        "able": able,
        "crumbs": crumbs(("Soạn kế hoạch của đơn vị", "../"), ("Ban hành", "")),
    }
    return render(request, "cascade/issue.html", context, status=status)


def _outdated(plan: Plan, document: Document) -> bool:
    """Whether the clauses say something else than the document did when it was drafted and nobody has edited it."""
    if document.state != DocumentState.DRAFT or document.revision > 1:
        return False
    return bool(to_json(plan_document(plan, today()))["body"] != document.content["body"])


@entered_with(Verb.PREPARE_PLAN)
@only_posted
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the document from the clauses as they are."""
    plan = drafted_plan(request, pk, today())
    made = actions.write_document(plan=plan, by=person_in(request), at=now())
    messages.success(request, "Đã soạn văn bản. Đọc lại, sửa lời văn nếu cần, rồi quay lại để ban hành.")
    return redirect("papers:document", made.pk)
