"""Taking in, correcting, adopting: each success and each refusal."""

from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest

from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event
from namkhong.papers.intake import Refused
from namkhong.papers.models import StoredFile
from namkhong.plans import actions, apart, queries
from namkhong.plans.library.load import UnknownDefinition
from namkhong.plans.models import Clause, Plan, Reading
from namkhong.plans.rules import HeadDraft, mark_of
from namkhong.plans.states import Basis, ClauseKind, PlanState
from namkhong.units.states import Line
from tests.plans.given import PLAN, district_plan, draft
from tests.world import NOW, World


@pytest.fixture
def plan(world: World) -> Plan:
    return draft(world.district, world.district_officer)


def verbs(plan: Plan) -> list[str]:
    events = Event.objects.filter(subject_kind="plan", subject_id=plan.pk)
    return list(events.order_by("pk").values_list("verb", flat=True))


def first(plan: Plan, kind: str = "deadline") -> Clause:
    return queries.clause_of(Clause.objects.filter(plan=plan, kind=kind).earliest("order").pk)


def test_a_text_file_becomes_a_draft_with_its_sources(plan: Plan, world: World) -> None:
    assert (plan.state, plan.number, plan.unit, plan.line) == ("draft", "15/KH-LĐLĐ", world.district, "union")
    reading = Reading.objects.get()
    assert reading.file is None and "text" not in reading.result and reading.genre == "ke_hoach"
    clause = first(plan)
    assert reading.text[clause.span_from : clause.span_to] == clause.quote
    assert clause.basis == Basis.PRINTED and clause.confidence > Decimal("0.5")
    assert verbs(plan) == ["plan.draft"]
    assert Event.objects.filter(verb="reading.make", unit_id=world.district.pk).count() == 1


def test_the_same_text_sent_twice_makes_one_draft(plan: Plan, world: World) -> None:
    reading = actions.take_in_text(unit=world.district, text=PLAN, by=world.district_officer, at=NOW)
    assert actions.draft_plan(reading=reading, line=Line.UNION, by=world.district_officer, at=NOW) == plan


def test_a_file_that_cannot_be_read_is_kept(world: World) -> None:
    whole = BytesIO()
    scan = pypdfium2.PdfDocument.new()
    scan.new_page(200, 200)
    scan.save(whole)
    scan.close()
    whole.seek(0)
    with pytest.raises(apart.Unreadable, match="không có chữ"):
        actions.take_in_file(unit=world.district, name="scan.pdf", data=whole, by=world.district_officer, at=NOW)
    assert StoredFile.objects.get().name == "scan.pdf"
    assert not Reading.objects.exists()


def test_a_dangerous_file_is_not_even_kept(world: World) -> None:
    with pytest.raises(Refused):
        actions.take_in_file(
            unit=world.district, name="a.pdf", data=BytesIO(b"MZ\x90\x00"), by=world.district_officer, at=NOW
        )
    assert not StoredFile.objects.exists()


def test_an_item_is_corrected_and_its_sentence_stays(plan: Plan, world: World) -> None:
    clause = first(plan)
    facts = clause.facts | {"day": 29}
    seen = mark_of(queries.draft_of(clause))
    actions.revise_clause(clause=clause, text="Báo cáo", facts=facts, seen=seen, by=world.district_officer, at=NOW)
    now = first(plan)
    assert (now.text, now.facts["day"], now.quote) == ("Báo cáo", 29, clause.quote)
    assert (now.basis, now.confidence) == (Basis.TYPED, None)
    assert verbs(plan)[-1] == "clause.revise"
    with pytest.raises(actions.ChangedMeanwhile):
        actions.revise_clause(clause=clause, text="Khác", facts=facts, seen=seen, by=world.district_head, at=NOW)
    assert first(plan).text == "Báo cáo"


def test_an_item_is_added_at_the_end(plan: Plan, world: World) -> None:
    made = actions.add_clause(
        plan=plan, kind=ClauseKind.RECIPIENT, text="Báo địa phương", facts={}, by=world.district_officer, at=NOW
    )
    assert made.basis == Basis.TYPED and queries.clauses_of(plan)[-2].pk == made.pk  # the signer comes last
    Clause.objects.filter(plan=plan).delete()
    again = actions.add_clause(
        plan=plan, kind=ClauseKind.RECIPIENT, text="Lưu", facts={}, by=world.district_officer, at=NOW
    )
    assert again.order == 0


def test_a_doubt_is_settled(plan: Plan, world: World) -> None:
    Clause.objects.filter(plan=plan).update(confidence="0.50")
    actions.confirm_clause(clause=first(plan), by=world.district_officer, at=NOW)
    assert first(plan).confidence == 1


def test_taking_out_can_be_undone(plan: Plan, world: World) -> None:
    clause, by = first(plan), world.district_officer
    for _ in range(2):
        actions.take_out_clause(clause=clause, by=by, at=NOW)
    assert clause.pk not in [row.pk for row in queries.clauses_of(plan)]
    assert [row.pk for row in queries.removed_from(plan)] == [clause.pk]
    for _ in range(2):
        actions.put_back_clause(clause=clause, by=by, at=NOW)
    assert clause.pk in [row.pk for row in queries.clauses_of(plan)]
    assert verbs(plan)[1:] == ["clause.take_out", "clause.put_back"]


def test_the_head_and_the_superior_plan(plan: Plan, world: World) -> None:
    upper = actions.adopt_definition(
        definition_key="ben_tre", unit=world.federation, line=Line.UNION, superior_plan=None, by=None, at=NOW
    )
    head = HeadDraft(title="Kế hoạch", campaign_name="Nụ cười", issuer="Huyện", number="1", issued_on=NOW.date())
    by, seen = world.district_officer, queries.mark_of_head(plan)
    actions.revise_head(plan=plan, head=head, superior=upper, seen=seen, by=by, at=NOW)
    with pytest.raises(actions.HeadChangedMeanwhile):
        actions.revise_head(plan=plan, head=HeadDraft(title="Khác"), superior=upper, seen=seen, by=by, at=NOW)
    plan.refresh_from_db()
    assert (plan.title, plan.superior_plan, plan.issued_on) == ("Kế hoạch", upper, NOW.date())
    with pytest.raises(actions.NotAbove):
        actions.revise_head(plan=plan, head=head, superior=plan, seen=queries.mark_of_head(plan), by=by, at=NOW)
    assert list(queries.lower_plans(upper)) == []
    actions.adopt(plan=plan, by=world.district_head, at=NOW)
    assert list(queries.lower_plans(upper)) == [plan]


def test_adopting_ends_the_review(plan: Plan, world: World) -> None:
    clause, other = Clause.objects.filter(plan=plan).order_by("pk")[:2]
    actions.take_out_clause(clause=clause, by=world.district_officer, at=NOW)
    actions.adopt(plan=plan, by=world.district_head, at=NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.adopted_by, plan.adopted_at) == (PlanState.ADOPTED, world.district_head, NOW)
    assert not Clause.objects.filter(pk=clause.pk).exists()
    by = world.district_officer
    for act in (actions.take_out_clause, actions.put_back_clause, actions.confirm_clause):
        with pytest.raises(actions.NotADraft):
            act(clause=other, by=by, at=NOW)
    with pytest.raises(actions.NotADraft):
        actions.revise_clause(clause=other, text="", facts={}, seen="", by=by, at=NOW)
    with pytest.raises(actions.NotADraft):
        actions.add_clause(plan=plan, kind=ClauseKind.STAGE, text="", facts={}, by=by, at=NOW)
    with pytest.raises(actions.NotADraft):
        actions.revise_head(plan=plan, head=HeadDraft(), superior=None, seen="", by=by, at=NOW)
    with pytest.raises(MovedMeanwhile):
        actions.adopt(plan=plan, by=world.district_head, at=NOW)


def test_an_incomplete_plan_is_not_adopted(plan: Plan, world: World) -> None:
    Clause.objects.filter(plan=plan, kind=ClauseKind.STAGE).delete()
    with pytest.raises(actions.IncompletePlan, match="Chưa có giai đoạn nào"):
        actions.adopt(plan=plan, by=world.district_head, at=NOW)
    assert Plan.objects.get(pk=plan.pk).state == PlanState.DRAFT


def test_dropping_can_be_undone(plan: Plan, world: World) -> None:
    actions.drop(plan=plan, by=world.district_officer, at=NOW)
    assert Plan.objects.get().state == PlanState.DROPPED
    with pytest.raises(MovedMeanwhile):
        actions.drop(plan=plan, by=world.district_officer, at=NOW)
    actions.restore(plan=plan, by=world.district_officer, at=NOW)
    assert Plan.objects.get().state == PlanState.DRAFT
    assert verbs(plan) == ["plan.draft", "plan.drop", "plan.restore"]


def test_a_definition_is_adopted_as_it_stands(world: World) -> None:
    plan = district_plan(world)
    assert (plan.state, plan.definition_key, plan.reading) == (PlanState.ADOPTED, "duong_minh_chau", None)
    proposal = queries.proposals(plan)
    assert len(proposal.duties) == 12 and proposal.name == plan.campaign_name
    assert all(duty.clause for duty in proposal.duties)


def test_a_definition_under_a_plan_that_is_not_above(world: World) -> None:
    sister = actions.adopt_definition(
        definition_key="ben_tre", unit=world.sister, line=Line.UNION, superior_plan=None, by=None, at=NOW
    )
    with pytest.raises(actions.NotAbove):
        actions.adopt_definition(
            definition_key="ben_tre", unit=world.district, line=Line.UNION, superior_plan=sister, by=None, at=NOW
        )
    assert Plan.objects.count() == 1
    with pytest.raises(UnknownDefinition):
        actions.start_from_definition(
            definition_key="khong_co", unit=world.district, line=Line.UNION, superior_plan=None, by=None, at=NOW
        )


def test_drafts_wait_for_those_who_prepare_them(plan: Plan, world: World) -> None:
    Clause.objects.filter(plan=plan, kind="deadline").update(confidence="0.50")
    on = NOW.date()
    (item,) = queries.waiting_for(world.district_officer.pk, on)
    assert item.url == f"/ke-hoach/{plan.pk}/soat/" and "2 mục cần xem lại" in item.detail
    assert queries.waiting_for(world.auditor.pk, on) == queries.waiting_for(world.stranger.pk, on) == []
    Plan.objects.update(title="", campaign_name="")
    Clause.objects.update(confidence=1)
    assert queries.waiting_for(world.district_head.pk, on)[0].detail == "Kế hoạch chưa có tên"
