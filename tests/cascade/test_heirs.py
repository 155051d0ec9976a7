"""A unit that was merged or divided away: what its heirs did with the plan counts for it, and they are urged."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from namkhong.cascade import queries
from namkhong.cascade.actions import compare_elsewhere, remind
from namkhong.cascade.models import Delivery
from namkhong.cascade.states import Standing
from namkhong.journal.models import Notice
from namkhong.plans.actions import adopt
from namkhong.plans.actions.taking_in import make_plan
from namkhong.plans.models import Plan
from namkhong.plans.queries import clauses_of, draft_of
from namkhong.plans.rules import HeadDraft
from namkhong.units.models import Heir, Unit
from namkhong.units.states import Line
from tests.cascade.conftest import Stage
from tests.world import NOW, TODAY, World

BEFORE, SINCE = TODAY - timedelta(days=10), TODAY - timedelta(days=9)


def ended(unit: Unit, *heirs: Unit, last: date = BEFORE) -> None:
    """The unit has ended, and each heir stands for an equal share of it from the day after."""
    Unit.objects.filter(pk=unit.pk).update(closed_on=last)
    Heir.objects.create(unit=unit, heir=unit, share=Decimal(1), valid_from=date(2000, 1, 1), valid_to=last)
    for heir in heirs:
        since = last + timedelta(days=1)
        Heir.objects.create(unit=unit, heir=heir, share=Decimal(1) / len(heirs), valid_from=since)


def standing(stage: Stage, unit: Unit) -> Any:
    return next(row for row in queries.deliveries_of(stage.plan, TODAY) if row.unit_id == unit.pk)


def taken_in(stage: Stage, unit: Unit) -> Plan:
    """A plan of the unit that carries out the superior's and was made elsewhere."""
    clauses = [draft_of(row) for row in clauses_of(stage.plan)]
    plan = make_plan(unit=unit, line=Line.UNION, head=HeadDraft(title="Từ tệp"), clauses=clauses, by=None, at=NOW)
    Plan.objects.filter(pk=plan.pk).update(superior_plan=stage.plan)
    return plan


def test_the_plan_of_the_heir_counts_for_a_merged_unit(stage: Stage, world: World) -> None:
    mine = stage.issued(world.school, world.school_head)
    assert standing(stage, world.office).standing == Standing.UNOPENED
    ended(world.office, world.school)
    row = standing(stage, world.office)
    assert (row.standing, row.own_plan) == (Standing.ISSUED, mine.pk)
    assert queries.counts(stage.plan, TODAY)[Standing.ISSUED] == 2
    assert [unit for unit, _ in queries.behind_of(stage.plan, TODAY)] == [world.clinic]


def test_it_comes_as_far_as_the_heir(stage: Stage, world: World) -> None:
    ended(world.office, world.school)
    assert standing(stage, world.office).standing == Standing.UNOPENED
    copy = Delivery.objects.filter(plan=stage.plan, unit=world.school)
    copy.update(opened_at=NOW, opened_by=world.school_head)
    assert standing(stage, world.office).standing == Standing.OPENED
    copy.update(received_at=NOW, received_by=world.school_head)
    assert standing(stage, world.office).standing == Standing.RECEIVED
    stage.drafted(world.school, world.school_head)
    assert standing(stage, world.office).standing == Standing.DRAFTING
    assert standing(stage, world.clinic).standing == Standing.UNOPENED
    assert [unit for unit, _ in queries.behind_of(stage.plan, TODAY)] == [world.clinic, world.school]


def test_a_divided_unit_has_issued_once_every_heir_has(stage: Stage, world: World) -> None:
    ended(world.office, world.school, world.clinic)
    stage.issued(world.school, world.school_head)
    assert standing(stage, world.office).standing == Standing.DRAFTING
    stage.issued(world.clinic, world.clinic_head)
    assert standing(stage, world.office).standing == Standing.ISSUED


@pytest.mark.parametrize("last", [TODAY, TODAY + timedelta(days=30)])
def test_nobody_stands_for_a_unit_before_it_has_ended(last: date, stage: Stage, world: World) -> None:
    stage.issued(world.school, world.school_head)
    ended(world.office, world.school, last=last)
    assert standing(stage, world.office).standing == Standing.UNOPENED


def test_a_part_that_was_given_away_does_not_speak_for_the_whole(stage: Stage, world: World) -> None:
    stage.issued(world.school, world.school_head)
    for heir in (world.office, world.school):
        Heir.objects.create(unit=world.office, heir=heir, share=Decimal("0.5"), valid_from=SINCE)
    assert standing(stage, world.office).standing == Standing.UNOPENED


def test_an_heir_without_a_copy_of_its_own_is_urged(stage: Stage, world: World) -> None:
    ended(world.office, world.sister)
    found = queries.behind_of(stage.plan, TODAY)
    assert world.sister in [unit for unit, _ in found] and world.office not in [unit for unit, _ in found]
    remind(plan=stage.plan, on=TODAY, by=world.district_head, at=NOW)
    told = set(Notice.objects.filter(kind="plan_reminder").values_list("to_id", flat=True))
    assert world.sister_officer.pk in told and world.office_officer.pk not in told
    own = taken_in(stage, world.sister)
    adopt(plan=own, by=world.sister_officer, at=NOW)
    assert list(queries.uncompared(stage.plan)) == [own]
    assert world.sister not in [unit for unit, _ in queries.behind_of(stage.plan, TODAY)]
    compare_elsewhere(plan=stage.plan, by=world.district_head, at=NOW)
    [lacking] = [row for unit, row in queries.behind_of(stage.plan, TODAY) if unit == world.sister]
    assert lacking.standing is Standing.ISSUED and lacking.lacking


def test_nobody_is_urged_for_a_unit_without_heirs(stage: Stage, world: World) -> None:
    ended(world.office)
    assert world.office not in [unit for unit, _ in queries.behind_of(stage.plan, TODAY)]


def test_following_asks_the_same_however_many_have_ended(
    stage: Stage, world: World, signed_in: Any, same_queries: Any
) -> None:
    client = signed_in(world.district_head)
    ended(world.office, world.school)

    def grow() -> None:
        for number in range(20):
            unit = Unit.objects.create(name=f"Công đoàn số {number}", kind=world.office.kind)
            Delivery.objects.create(plan=stage.plan, unit=unit, sent_at=NOW)
            ended(unit, world.school)

    same_queries(lambda: client.get(f"/trien-khai/{stage.plan.pk}/"), grow)
