"""A lower unit's plan and the letter that urges units on, as an office program opens them (see `make check-papers`)."""

from dataclasses import replace
from pathlib import Path

from namkhong.cascade import queries
from namkhong.cascade.drafting import plan_document, urging_letter
from namkhong.plans.models import Plan
from tests.cascade.conftest import Stage
from tests.papers.office import assert_alike, turned
from tests.plans.given import district_plan
from tests.world import TODAY, World


def test_plans_and_letter_stand_in_word_as_in_pdf(stage: Stage, world: World, tmp_path: Path) -> None:
    short = stage.drafted(world.school, world.school_officer)
    long: Plan = district_plan(world, "ben_tre")
    names = [f"Công đoàn cơ sở xã số {number}" for number in range(60)]
    behind = [row for _, row in queries.behind_of(stage.plan, TODAY)]
    documents = {
        "short-plan": plan_document(short, TODAY),
        "long-plan": plan_document(long, TODAY),
        "letter": urging_letter(stage.plan, behind, TODAY),
        "long-letter": urging_letter(stage.plan, [replace(behind[0], unit_name=name) for name in names], TODAY),
    }
    folder = turned(documents, tmp_path)
    for name, document in documents.items():
        assert_alike(name, document, folder)
