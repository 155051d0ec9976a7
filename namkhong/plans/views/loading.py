"""What a page of this room must find and check before it begins."""

from datetime import date

from django.http import Http404, HttpRequest

from namkhong.people.access import person_in, require
from namkhong.people.rules import Verb
from namkhong.plans import policies, queries
from namkhong.plans.forms.taking_in import Stand
from namkhong.plans.models import Clause, Plan, Reading, Recognition
from namkhong.units.queries import lines_of


def visible_plan(request: HttpRequest, pk: int, on: date) -> Plan:
    """A plan, for those who may see it. Raises: Http404."""
    plan = queries.plan_of(pk)
    if plan is None or not policies.may_see(person_in(request).pk, plan, on):
        raise Http404
    return plan


def own_plan(request: HttpRequest, pk: int, verb: Verb = Verb.PREPARE_PLAN) -> Plan:
    """A plan, for those who may do this with the plans of its unit. Raises: Http404."""
    plan = queries.plan_of(pk)
    if plan is None:
        raise Http404
    require(request, verb, plan.unit_id)
    return plan


def own_reading(request: HttpRequest, pk: int) -> Reading:
    """A reading, for those who prepare plans of its unit. Raises: Http404."""
    reading = queries.reading_of(pk)
    if reading is None:
        raise Http404
    require(request, Verb.PREPARE_PLAN, reading.unit_id)
    return reading


def own_recognition(request: HttpRequest, pk: int) -> Recognition:
    """A file that is being read, for those who prepare plans of its unit. Raises: Http404."""
    recognition = queries.recognition_of(pk)
    if recognition is None:
        raise Http404
    require(request, Verb.PREPARE_PLAN, recognition.unit_id)
    return recognition


def own_clause(request: HttpRequest, pk: int) -> Clause:
    """An item, for those who prepare plans of its unit. Raises: Http404."""
    clause = queries.clause_of(pk)
    if clause is None:
        raise Http404
    require(request, Verb.PREPARE_PLAN, clause.plan.unit_id)
    return clause


def own_stands(request: HttpRequest, verb: Verb, on: date) -> list[Stand]:
    """My units on each line where they stand, for which I may do this. Raises: Http404 where there is none."""
    units = policies.units_with(person_in(request).pk, verb, on)
    stands = [Stand(unit, line) for unit in units for line in lines_of(unit.pk, on)]
    if not stands:
        raise Http404
    return stands
