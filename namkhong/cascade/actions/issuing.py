"""From a draft to a numbered document and an adopted plan, and the superior is told."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from namkhong.cascade import queries
from namkhong.cascade.actions.comparing import compare
from namkhong.cascade.actions.noting import note, officers_at
from namkhong.cascade.drafting import plan_document
from namkhong.cascade.queries.drafting import SOURCE
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import tell
from namkhong.papers.actions import draft
from namkhong.papers.actions import issue as issue_document
from namkhong.papers.models import Document
from namkhong.papers.rules.text import number_and_notation
from namkhong.papers.states import DocumentState
from namkhong.people.models import Person
from namkhong.plans.actions import adopt
from namkhong.plans.models import Plan


class NoDocument(DomainError):
    sentence = "Chưa có văn bản để cấp số. Hãy soạn văn bản từ bản kế hoạch trước."


def write_document(*, plan: Plan, by: Person, at: datetime) -> Document:
    """Draft the official document from the clauses as they are now; the same words twice make one document."""
    content = plan_document(plan, at.date())
    return draft(unit=plan.unit_id, content=content, by=by.pk, at=at, source=(SOURCE, plan.pk))


def issue(*, plan: Plan, on: date, by: Person, at: datetime) -> Document:
    """Give the plan's document its number, adopt the plan, compare it with the superior's: all or nothing.

    A document that has its number already keeps it. Raises: NoDocument, papers.actions.NotReady, DayInFuture,
    DayBeforeLastNumber, plans.actions.IncompletePlan, MovedMeanwhile.
    """
    with transaction.atomic():
        document = queries.document_of_plan(plan)
        if document is None:
            raise NoDocument()
        if document.state == DocumentState.DRAFT:
            issue_document(document=document, on=on, by=by.pk, at=at)
        document.refresh_from_db()
        sign = number_and_notation(document.number, document.content["notation"])
        Plan.objects.filter(pk=plan.pk).update(number=sign[:60], issued_on=document.issued_on)
        adopt(plan=plan, by=by, at=at)
        plan.refresh_from_db()
        compare(lower=plan)
        note("cascade.issue", plan, plan.unit_id, by, at, number=sign)
        _tell_superior(plan, at)
    return document


def _tell_superior(plan: Plan, at: datetime) -> None:
    upper = plan.superior_plan
    assert upper is not None  # only a plan that carries out another is issued here
    facts = {"unit": plan.unit_id, "title": str(plan), "number": plan.number}
    url = reverse("cascade:follow", args=[upper.pk])
    tell(people=officers_at([upper.unit_id], at), kind="lower_plan_issued", at=at, url=url, facts=facts)
