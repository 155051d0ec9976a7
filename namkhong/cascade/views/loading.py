"""What a page of this room must find and check before it begins."""

from datetime import date

from django.http import Http404, HttpRequest

from namkhong.cascade import policies, queries
from namkhong.cascade.models import Delivery
from namkhong.design.components.tables import Tab
from namkhong.people.access import person_in
from namkhong.plans.models import Plan
from namkhong.plans.queries import plan_of


def followed_plan(request: HttpRequest, pk: int, on: date) -> Plan:
    """A plan, for those who look down on what is made of it. Raises: Http404."""
    plan = plan_of(pk)
    if plan is None or not policies.may_follow(person_in(request).pk, plan, on):
        raise Http404
    return plan


def sent_plan(request: HttpRequest, pk: int, on: date) -> Plan:
    """A plan, for those who may send it down. Raises: Http404."""
    plan = plan_of(pk)
    if plan is None or not policies.may_send(person_in(request).pk, plan, on):
        raise Http404
    return plan


def drafted_plan(request: HttpRequest, pk: int, on: date) -> Plan:
    """A draft that carries out another plan, for those who prepare it. Raises: Http404."""
    plan = plan_of(pk)
    if plan is None or not policies.may_draft(person_in(request).pk, plan, on):
        raise Http404
    return plan


def seen_delivery(request: HttpRequest, pk: int, on: date) -> Delivery:
    """A copy of a plan, for readers of the receiving unit. Raises: Http404."""
    delivery = queries.delivery_of(pk, on)
    if delivery is None or not policies.may_see_delivery(person_in(request).pk, delivery, on):
        raise Http404
    return delivery


def own_delivery(request: HttpRequest, pk: int, on: date) -> Delivery:
    """A copy of a plan, for those who prepare the receiving unit's plans. Raises: Http404."""
    delivery = queries.delivery_of(pk, on)
    if delivery is None or not policies.may_receive(person_in(request).pk, delivery, on):
        raise Http404
    return delivery


def crumbs(*steps: tuple[str, str]) -> list[Tab]:
    """Where the reader is: label and address, the last one without."""
    return [Tab("Triển khai kế hoạch", "/trien-khai/"), *(Tab(label, url) for label, url in steps)]
