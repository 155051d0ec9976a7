"""The drafting page put together: a form for each part, the unit's own clauses, what is still open."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from namkhong.cascade import policies, queries
from namkhong.cascade.forms import OwnClauseForm, SectionForm
from namkhong.cascade.rules import label_of
from namkhong.cascade.states import Section
from namkhong.cascade.views.loading import crumbs
from namkhong.foundation.clock import today
from namkhong.people.access import person_in
from namkhong.plans.models import Plan
from namkhong.plans.queries import clauses_of, draft_of
from namkhong.plans.rules import tell


def section_forms(plan: Plan, sent: Mapping[Section, QueryDict]) -> dict[Section, SectionForm]:
    """A form for every part that has clauses, bound where something was sent."""
    entries = queries.entries_of(plan)
    return {section: SectionForm(section, entries[section], sent.get(section)) for section in Section}


def own_form(plan: Plan, sent: QueryDict | None = None) -> OwnClauseForm:
    """The form for a clause of the unit's own."""
    upper = plan.superior_plan
    rows = clauses_of(upper) if upper else []
    uppers = {str(row.pk): (label_of(draft_of(row)), row) for row in rows}
    return OwnClauseForm(uppers, sent)


def draft_page(
    request: HttpRequest,
    plan: Plan,
    forms: Mapping[Section, SectionForm] | None = None,
    own: OwnClauseForm | None = None,
    *,
    kept: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The whole page; `forms` and `own` are what was just sent or kept, everything else is as it stands."""
    shown = section_forms(plan, {}) | dict(forms or {})
    rows = [entry for form in shown.values() for entry in form.shown]
    context = {
        "plan": plan,
        "forms": [form for form in shown.values() if form.entries],
        "own_form": own or own_form(plan),
        "added": [(clause, tell(draft_of(clause))) for clause in queries.added_clauses(plan)],
        "unowned": sum(row.unowned for row in rows),
        "warned": [row for row in rows if row.warning],
        "step": queries.last_step(plan),
        "may_issue": policies.may_issue(person_in(request).pk, plan, today()),
        "kept": kept,
        "crumbs": crumbs((str(plan.superior_plan), reverse("cascade:index")), ("Soạn kế hoạch của đơn vị", "")),
    }
    return render(request, "cascade/draft.html", context, status=status)
