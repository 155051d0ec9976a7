"""A checked draft leaves as an annotated case that the reader can be scored against."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from namkhong import __main__ as program
from namkhong.journal.models import Event
from namkhong.plans import actions, queries
from namkhong.plans.models import Clause, Plan
from namkhong.plans.reading.as_json import gold_shape
from namkhong.plans.reading.command import evaluate
from namkhong.plans.reading.read import read_text
from namkhong.plans.reading.scoring import compare
from namkhong.plans.rules import ClauseDraft, HeadDraft, annotation_of, clauses_of_reading, head_of_reading, mark_of
from namkhong.plans.states import ClauseKind
from tests.plans.given import PLAN, draft, reading_json
from tests.world import NOW, World


@pytest.fixture
def plan(world: World) -> Plan:
    return draft(world.district, world.district_officer)


def written(plan: Plan, folder: Path) -> Path:
    call_command("read_cases", str(folder), plan=plan.pk, stdout=StringIO())
    return folder


def test_what_nobody_corrected_scores_like_the_machine() -> None:
    result = reading_json(PLAN)
    made = annotation_of(head_of_reading(result), clauses_of_reading(result), result)
    scores = compare(made, gold_shape(read_text(PLAN)))
    assert {name: score.f1 for name, score in scores.items() if score.f1 < 1} == {}


def test_a_corrected_case_scores_the_machine_below_one(plan: Plan, world: World, tmp_path: Path) -> None:
    assert {score.f1 for score in evaluate(written(plan, tmp_path / "before")).values()} == {1.0}
    row = queries.clause_of(Clause.objects.filter(plan=plan, kind="deadline").earliest("order").pk)
    assert row is not None
    seen, by = mark_of(queries.draft_of(row)), world.district_officer
    actions.revise_clause(clause=row, text=row.text, facts=row.facts | {"day": 29}, seen=seen, by=by, at=NOW)
    actions.take_out_clause(clause=Clause.objects.filter(plan=plan, kind="recipient").earliest("order"), by=by, at=NOW)
    scores = evaluate(written(plan, tmp_path / "after"))
    assert scores["deadlines"].f1 < 1 and scores["recipients"].f1 < 1 and scores["targets"].f1 == 1
    (gold,) = (tmp_path / "after").glob("*.gold.json")
    corrected = json.loads(gold.read_text())
    found = queries.plan_of(plan.pk)
    assert found is not None
    assert {score.f1 for score in compare(corrected, queries.annotation_of(found)).values()} == {1.0}
    assert Event.objects.filter(verb="plan.export_case").count() == 2


def test_the_command_writes_adopted_plans(plan: Plan, world: World, tmp_path: Path, capsys, monkeypatch) -> None:
    # The checks that a command line begins with refuse the strict templates of the tests.
    monkeypatch.setattr("django.core.management.execute_from_command_line", lambda said: call_command(*said[1:]))
    assert program.main(["read", "--cases", str(tmp_path / "none")]) == 0
    assert "0 cases" in capsys.readouterr().out
    actions.adopt(plan=plan, by=world.district_head, at=NOW)
    assert program.main(["read", "--cases", str(tmp_path / "all")]) == 0
    assert {path.suffix for path in (tmp_path / "all").iterdir()} == {".txt", ".json"}
    assert "telephone" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no such plan"):
        call_command("read_cases", str(tmp_path), plan=999)


def test_kinds_of_work_the_annotation_has_no_word_for_keep_the_printed_one() -> None:
    rows = [
        ClauseDraft(kind=ClauseKind.MILESTONE, text="Ra mắt tổ", facts={"kind": "task"}, span_from=3, span_to=9),
        ClauseDraft(kind=ClauseKind.MILESTONE, text="Việc", facts={"kind": ""}),
        ClauseDraft(kind=ClauseKind.TARGET, text="18 ca", facts={"unit": "other", "value": "18 ca", "low": "1.5"}),
        ClauseDraft(kind=ClauseKind.TASK_GROUP, text="Nhóm", facts={"items": ["a", "b"]}),
    ]
    result = {"milestones": [{"kind": "ra mắt", "source": {"start": 3, "end": 9}}, {"kind": "sơ kết", "source": None}]}
    made = annotation_of(HeadDraft(), rows, result)
    assert [item["kind"] for item in made["milestones"]] == ["ra mắt", "sơ kết"]
    assert made["targets"] == [] and made["other_targets"][0]["low_pct"] == 1.5
    assert made["task_groups"][0]["n_items"] == 2 and made["signer"] is None and made["title"] is None


def test_whom_it_concerns_keeps_the_group() -> None:
    row = ClauseDraft(kind=ClauseKind.AUDIENCE, text="Công chức", facts={"group": "Cá nhân"})
    assert annotation_of(HeadDraft(), [row], {})["audience"] == [{"group": "Cá nhân", "text": "Công chức"}]
