"""Many clerks asking for a number at the same moment: every number once, none left out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from namkhong.foundation.errors import DomainError
from namkhong.papers import actions
from namkhong.papers.models import IssuedNumber, Register
from namkhong.papers.states import NumberState
from namkhong.units.models import Unit
from tests.papers.samples import PLAN_UNION
from tests.world import NOW, TODAY, build_world


@pytest.mark.django_db(transaction=True)
def test_no_two_clerks_get_one_number():
    unit = build_world().district.pk
    drafts = [actions.draft(unit=unit, content=PLAN_UNION, by=None, at=NOW) for _ in range(24)]
    drafts[7].content["signature"] = None  # one of them fails and must give its number back
    drafts[7].save(update_fields=["content"])

    # A test database in memory is one connection for all threads, so there the clerks come one after another.
    if connection.vendor == "postgresql":
        with ThreadPoolExecutor(8) as clerks:
            given_out = [number for number in clerks.map(give_apart, drafts) if number]
    else:
        given_out = [number for number in map(give, drafts) if number]
    assert sorted(given_out) == list(range(1, 24))
    assert Register.objects.get().last == 23


def give(document) -> int | None:
    try:
        return actions.issue(document=document, on=TODAY, by=None, at=NOW).number
    except actions.NotReady:
        return None


def give_apart(document) -> int | None:
    """The same on a connection of its own."""
    try:
        return give(document)
    finally:
        connections.close_all()


class AnyOrderOfIssuingAndCancelling(TestCase):
    """Whatever clerks do, in whatever order, the register runs 1, 2, 3 ... and never goes back in time."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.sampled_from(["issue", "fail", "cancel"]), st.integers(0, 9)), max_size=12))
    def test_register(self, steps):
        unit = Unit.objects.create(name="Đơn vị", search_name="don vi", kind="federation")
        issued = []
        for step, days in steps:
            on = date(2026, 11, 1) + timedelta(days=days)
            if step == "cancel" and issued:
                actions.cancel_number(document=issued.pop(), reason="Thử", by=None, at=NOW)
                continue
            content = PLAN_UNION if step == "issue" else replace(PLAN_UNION, signature=None)
            document = actions.draft(unit=unit.pk, content=content, by=None, at=NOW)
            try:
                actions.issue(document=document, on=on, by=None, at=NOW)
                issued.append(document)
            except DomainError:
                assert document.number is None
        rows = list(IssuedNumber.objects.filter(register__unit=unit).order_by("number"))
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        assert [row.issued_on for row in rows] == sorted(row.issued_on for row in rows)
        assert sum(row.state == NumberState.ISSUED for row in rows) == len(issued)
