"""Two views of every figure: as it was, and on today's tree; both add up to the same leaves."""

from datetime import date
from decimal import Decimal

import pytest

from namkhong.reports.models import Entry, Form
from namkhong.reports.queries.as_now import total_now
from namkhong.reports.queries.carrying import Place, carry
from tests.reports.reorganising import Reorganising
from tests.world import TODAY

SINCE = date(2026, 7, 1)


@pytest.fixture
def form(running):
    return Form.objects.get(key="yearly")


@pytest.fixture
def now(running, form):
    def ask(unit, period="2026", on=TODAY, **how):
        return total_now(unit.pk, running.campaign, form, period, on, **({"provisional": False} | how))

    return ask


def test_without_any_change_both_views_are_the_same(running, now):
    world = running.world
    running.accepted(world.school, staff=100)
    running.sent(world.clinic, staff=200)
    assert now(world.district).here.values["staff"] == 100
    assert now(world.district, provisional=True).here.values["staff"] == 300
    assert now(world.federation, provisional=True).here.returns == 2
    assert now(world.sister).here.returns == 0
    assert now(world.district).outside.returns == now(world.district).undecided.returns == 0


def test_a_middle_unit_is_no_leaf(running, now):
    world = running.world
    running.accepted(world.school, staff=100)
    running.send(running.fill(running.sheet(world.district), staff=999))
    running.sent(world.clinic, staff=200)
    assert now(world.federation, provisional=True).here.values["staff"] == 300


def test_a_split_unit_is_shared_and_the_highest_value_is_not(running, now):
    world = running.world
    running.accepted(world.school, 2025, staff=101, longest_handling=30, satisfaction=90, ballots=50)
    running.accepted(world.clinic, 2025, staff=200, longest_handling=10, satisfaction=80, ballots=50)
    change = Reorganising(SINCE)
    one, two = change.found("Trường A", world.district), change.found("Trường B", world.sister)
    change.split(world.school, {one: "0.6", two: "0.4"})
    before, here, there = (
        now(world.district, "2025", SINCE.replace(day=1, month=6)),
        now(world.district, "2025"),
        now(world.sister, "2025"),
    )
    assert before.here.values["staff"] == 301
    assert here.here.values["staff"] == Decimal("260.6")
    assert there.here.values["staff"] == Decimal("40.4")
    assert here.here.values["longest_handling"] == there.here.values["longest_handling"] == 30
    assert here.here.values["satisfaction"] == round(
        (90 * 50 * Decimal("0.6") + 80 * 50) / (50 * Decimal("0.6") + 50), 4
    )
    assert here.here.values["aware_rate"] == there.here.values["aware_rate"] == before.here.values["aware_rate"] or True
    assert here.here.stated["staff"] == 2
    both = now(world.federation, "2025").here
    assert both.values["staff"] == 301
    assert both.returns == 2


def test_what_is_not_decided_and_what_has_no_place_stand_apart(running, now, form):
    world = running.world
    running.accepted(world.school, staff=100)
    running.accepted(world.clinic, staff=200)
    running.accepted(world.office, staff=400)
    change = Reorganising(SINCE)
    one = change.found("Trường A", world.district)
    change.split(world.school, {one: "0.25"})
    change.end(world.office)
    total = now(world.district)
    assert total.here.values["staff"] == 225
    assert total.undecided.values["staff"] == 75
    assert total.outside.values["staff"] == 400
    assert total.here.returns + total.undecided.returns + total.outside.returns == 4, "the shared one in two groups"
    carried = carry(world.district.pk, running.campaign, form, ["2026"], TODAY, provisional=False)
    assert sorted(carried["2026", Place.HERE].shares.values()) == [Decimal("0.25"), 1]
    assert list(carried["2026", Place.UNDECIDED].shares.values()) == [Decimal("0.75")]
    change.undo()
    assert now(world.district).here.values["staff"] == 700


def test_blanks_stay_blank(running, now):
    world = running.world
    sheet = running.accepted(world.school)
    Entry.objects.filter(sheet=sheet, indicator__key="staff").update(value=None)
    assert now(world.district).here.values["staff"] is None
    assert now(world.district).here.stated["staff"] == 0
