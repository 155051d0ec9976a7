"""Documents cited with another day in another plan are found through one index, on both databases."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from namkhong.plans import actions, queries
from namkhong.plans.models import Clause, Plan
from namkhong.plans.rules.critic import FindingKind
from namkhong.plans.rules.critic.citing import bare
from namkhong.plans.states import ClauseKind, PlanState
from tests.plans.given import PLAN, draft
from tests.world import NOW, TODAY, World

NUMBERS = ["15/KH-LĐLĐ", "113/2018/NĐ-CP", "09–NQ/TƯ", "12 / QĐ-UBND", "x" * 100]


def basis(plan: Plan, number: str, day: str = "2021-01-05") -> Clause:
    return Clause.objects.create(
        plan=plan, kind=ClauseKind.LEGAL_BASIS, order=0, text="Căn cứ", facts={"number": number, "issued_on": day}
    )


@pytest.mark.parametrize("number", NUMBERS)
def test_the_database_writes_a_number_as_the_critic_does(number: str, world: World) -> None:
    clause = basis(draft(world.district, world.district_officer), number)
    assert Clause.objects.get(pk=clause.pk).cited == bare(number)[:60]


def test_only_legal_bases_are_cited(world: World) -> None:
    plan = draft(world.district, world.district_officer)
    criterion = Clause.objects.create(
        plan=plan, kind=ClauseKind.CRITERION, order=0, text="Tiêu chuẩn", facts={"number": "1."}
    )
    unnamed = Clause.objects.create(plan=plan, kind=ClauseKind.LEGAL_BASIS, order=0, text="Luật", facts={})
    assert Clause.objects.get(pk=criterion.pk).cited is None and Clause.objects.get(pk=unnamed.pk).cited is None


def test_another_day_in_another_plan_is_told(world: World) -> None:
    mine = draft(world.district, world.district_officer)
    theirs = draft(world.sister, world.sister_officer, PLAN.replace("HÒA AN", "TÂN AN"))
    Clause.objects.filter(plan=theirs, kind=ClauseKind.LEGAL_BASIS).delete()
    other = basis(theirs, "08 / KH-LĐLĐ", "2021-01-06")

    def told() -> list[str]:
        found = queries.judged(mine, queries.clauses_of(mine), TODAY).open
        return [one.sentence for one in found if one.kind is FindingKind.TWO_DATES and "06/01/2021" in one.sentence]

    [sentence] = told()
    assert "một kế hoạch khác trong hệ thống" in sentence and "Tân An" not in sentence
    Plan.objects.filter(pk=theirs.pk).update(state=PlanState.DROPPED)
    assert told() == []
    Plan.objects.filter(pk=theirs.pk).update(state=PlanState.DRAFT)
    actions.take_out_clause(clause=Clause.objects.get(pk=other.pk), by=world.sister_officer, at=NOW)
    assert told() == []


def test_it_is_one_look_into_the_index(world: World) -> None:
    plans = Plan.objects.bulk_create(Plan(unit=world.school, line="union", created_at=NOW) for _ in range(300))
    Clause.objects.bulk_create(
        Clause(plan=plan, kind=ClauseKind.LEGAL_BASIS, order=0, text="Căn cứ", facts={"number": f"{n}{m}/KH-LĐLĐ"})
        for n, plan in enumerate(plans)
        for m in range(10)
    )
    rows = queries.bases_citing({bare(f"{number}/KH-LĐLĐ") for number in (100, 101)})[:500]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    explained = rows.explain()
    assert "clause_by_cited" in explained
    assert "SCAN plans_clause" not in explained and "Seq Scan on plans_clause" not in explained
    assert rows.count() == 2


def test_judging_asks_the_same_however_many_plans_cite_it(world: World, same_queries: Any) -> None:
    plan = draft(world.district, world.district_officer)
    clauses = queries.clauses_of(plan)
    other = draft(world.sister, world.sister_officer, PLAN.replace("HÒA AN", "TÂN AN"))

    def grow() -> None:
        for day in range(1, 21):
            basis(other, "08/KH-LĐLĐ", date(2021, 2, day).isoformat())

    same_queries(lambda: queries.judged(plan, clauses, TODAY), grow)
