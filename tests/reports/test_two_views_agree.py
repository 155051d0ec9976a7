"""Random lives of a small province: whatever happens, both views of a figure add up to the same leaves.

Everything goes through the actions that the pages call (see `living`). Quick in the suite; `make proofs` lives through
thousands, on SQLite and on PostgreSQL (NAMKHONG_EXAMPLES says how many).
"""

import os
from collections import Counter
from decimal import Decimal
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from namkhong.reports.models import Entry, Return
from namkhong.reports.queries import total_for
from namkhong.reports.queries.as_now import total_now
from namkhong.reports.states import SENT, ReturnState
from tests.reports.living import Life, begin_campaign

REPORTS = ("report", "report", "report", "draft", "judge", "judge", "edit", "recall", "revise")
CHANGES = ("merge", "absorb", "divide", "part_off", "undecided", "transfer", "rename", "dissolve", "wind_up")
STEPS = (*REPORTS, *CHANGES, "unite_superiors", "undo", "undo", "again")
CLOSE = Decimal("0.001")
EXAMPLES = int(os.environ.get("NAMKHONG_EXAMPLES", "0"))

told: Counter[str] = Counter()
"""How often each thing was done and how often it was refused; printed where a long form runs with -s."""


def leaves(*, provisional: bool) -> Decimal:
    """The staff in the latest sent (or accepted) report of every lowest unit, added up row by row."""
    states = SENT if provisional else [ReturnState.ACCEPTED]
    latest = {row.duty_id: row.pk for row in Return.objects.filter(state__in=states).order_by("revision")}
    entries = Entry.objects.filter(sheet__in=latest.values(), indicator__key="staff")
    return sum((row.value or Decimal(0) for row in entries), Decimal(0))


def check(life: Life) -> None:
    """Both views of the federation are the leaves; so is the sum of what stands under the units of the middle."""
    asked = (life.campaign, life.form, "2026", life.day)
    for provisional in (True, False):
        want = leaves(provisional=provisional)
        now = total_now(life.world.federation.pk, *asked, provisional=provisional)
        here, outside, undecided = (
            group.values.get("staff") or Decimal(0) for group in (now.here, now.outside, now.undecided)
        )
        assert abs(here + outside + undecided - want) < CLOSE
        if not provisional:
            continue
        below = [total_now(unit.pk, *asked, provisional=provisional).here for unit in life.superiors()]
        assert abs(sum((group.values.get("staff") or Decimal(0) for group in below), Decimal(0)) - here) < CLOSE
    was = total_for(life.world.federation.pk, *asked, provisional=True)
    assert (was.values["staff"] or Decimal(0)) == leaves(provisional=True)


@pytest.fixture
def campaign(world):
    return begin_campaign(world)


@pytest.mark.django_db
@settings(
    max_examples=EXAMPLES or 6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a life is lived through in a second or more
    derandomize=not EXAMPLES,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=4, max_size=12), seed=st.integers(0, 10**6))
def test_both_views_add_up_to_the_same_leaves_through_any_life(world, campaign, steps, seed):
    point = transaction.savepoint()
    try:
        life = Life(world, Random(seed), campaign)
        life.step("report")
        for what in [*steps, *["undo"] * sum(step in CHANGES for step in steps)]:
            life.step(what)
            check(life)
            told[what] += 1
        told.update(f"refused {line[:150]}" for line in life.refused)
    finally:
        transaction.savepoint_rollback(point)


def teardown_module() -> None:
    for what, count in sorted(told.items()):
        print(f"{count:6} {what}")
