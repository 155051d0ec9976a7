"""Who may see and change a plan."""

import pytest

from namkhong.plans import actions, policies, queries
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from tests.plans.given import district_plan
from tests.world import NOW, TODAY, World

WHO = [
    "federation_officer",
    "auditor",
    "district_officer",
    "school_officer",
    "stranger",
    "sister_officer",
    "committee_officer",
    "administrator",
    "nobody",
]


@pytest.mark.parametrize(
    ("state", "seen_by"),
    [
        (PlanState.DRAFT, {"federation_officer", "auditor", "district_officer"}),
        (PlanState.DROPPED, {"federation_officer", "auditor", "district_officer"}),
        (
            PlanState.ADOPTED,
            {"federation_officer", "auditor", "district_officer", "school_officer", "committee_officer"},
        ),
        (
            PlanState.REPLACED,
            {"federation_officer", "auditor", "district_officer", "school_officer", "committee_officer"},
        ),
    ],
)
# The committee reads plans of the school, which the union plan touches too.
def test_a_draft_is_for_its_unit_an_adopted_plan_for_all_below(world: World, state: str, seen_by: set[str]) -> None:
    plan = district_plan(world)
    plan.state = state
    assert {name for name in WHO if policies.may_see(getattr(world, name).pk, plan, TODAY)} == seen_by


def test_a_plan_of_the_other_line_touches_nobody_here(world: World) -> None:
    plan = district_plan(world)
    plan.line = "administration"
    assert not policies.may_see(world.school_officer.pk, plan, TODAY)


def test_preparing_adopting_and_launching(world: World) -> None:
    plan = district_plan(world)
    may = lambda ask: {name for name in [*WHO, "district_head"] if ask(getattr(world, name).pk, plan, TODAY)}  # noqa: E731
    assert may(policies.may_prepare) == may(policies.may_adopt) == may(policies.may_launch) == {
        "district_officer", "district_head"
    }  # fmt: skip
    plan.unit, plan.unit_id = world.school, world.school.pk
    assert policies.may_prepare(world.school_officer.pk, plan, TODAY)
    assert not policies.may_adopt(world.school_officer.pk, plan, TODAY)


def test_plans_above_follow_the_line(world: World) -> None:
    plan = district_plan(world)
    assert list(queries.plans_above([world.school.pk], TODAY)) == [plan]
    assert list(queries.plans_above([world.district.pk], TODAY)) == []
    Plan.objects.update(line="administration")
    assert list(queries.plans_above([world.school.pk], TODAY)) == []
    assert list(queries.named(queries.own_plans([world.district.pk], ["adopted"]), "hoa an")) == [plan]


def test_the_nearest_superior_plan_comes_first(world: World) -> None:
    upper = actions.adopt_definition(
        definition_key="ben_tre", unit=world.federation, line="union", superior_plan=None, by=None, at=NOW
    )
    plan = district_plan(world)
    assert queries.superior_choices(world.school, "union", TODAY) == [plan, upper]
    assert queries.superior_choices(world.federation, "union", TODAY) == []
