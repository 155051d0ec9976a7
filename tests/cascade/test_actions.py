"""Sending, receiving, drafting, undoing, issuing, comparing, urging."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from namkhong.cascade import actions, policies, queries
from namkhong.cascade.models import Delivery, Gap, Trace
from namkhong.cascade.queries.drafting import own_of
from namkhong.cascade.states import GapKind, How, Section, Standing
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event, Notice
from namkhong.papers.actions import issue as issue_document
from namkhong.papers.models import Document
from namkhong.plans.actions import ClausesChangedMeanwhile, NotADraft, Revision, adopt, amend, drop
from namkhong.plans.actions.many import kept_mark
from namkhong.plans.actions.taking_in import make_plan
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import clauses_of, draft_of
from namkhong.plans.rules import HeadDraft
from namkhong.plans.states import ClauseKind, PlanState
from namkhong.units.models import Unit
from namkhong.units.states import Line, UnitKind
from tests.cascade.conftest import Stage
from tests.plans.given import draft
from tests.world import NOW, TODAY, World


def standings(stage: Stage) -> dict[str, str]:
    """How far each unit has come, by its short name."""
    return {row.unit.short_name: row.standing for row in queries.deliveries_of(stage.plan, TODAY)}


def test_a_plan_is_sent_once_to_units_directly_below(stage: Stage, world: World) -> None:
    assert Delivery.objects.filter(plan=stage.plan).count() == 3
    told = Notice.objects.filter(kind="plan_sent")
    assert {notice.to_id for notice in told} >= {world.school_officer.pk, world.clinic_head.pk}
    assert world.stranger.pk not in {notice.to_id for notice in told}
    event = Event.objects.get(verb="cascade.send")
    assert event.unit_id == world.district.pk and event.facts["units"] == 3
    with pytest.raises(actions.NobodyToSend):
        units = [world.school.pk, world.sister_school.pk]
        actions.send(plan=stage.plan, units=units, due_on=None, note_text="", by=world.district_head, at=NOW)


def test_only_a_plan_in_force_is_sent(world: World) -> None:
    plan = draft(world.district, world.district_officer)
    with pytest.raises(actions.NotInForce):
        actions.send(plan=plan, units=[world.school.pk], due_on=None, note_text="", by=world.district_head, at=NOW)


def test_who_may_send_and_follow(stage: Stage, world: World) -> None:
    plan = stage.plan
    assert policies.may_send(world.district_officer.pk, plan, TODAY)
    assert not policies.may_send(world.federation_officer.pk, plan, TODAY)
    assert not policies.may_send(world.school_head.pk, stage.issued(world.school, world.school_head), TODAY)
    assert policies.may_follow(world.federation_officer.pk, plan, TODAY)
    assert not policies.may_follow(world.school_head.pk, plan, TODAY)
    assert not policies.may_follow(world.committee_head.pk, plan, TODAY)
    assert not policies.may_follow(
        world.district_head.pk, draft(world.district, world.district_head, "Một kế hoạch"), TODAY
    )


def test_opening_and_receiving_are_written_once(stage: Stage, world: World) -> None:
    assert standings(stage)["TH Đồng Tâm"] == Standing.UNOPENED
    for _ in range(2):
        actions.open_delivery(delivery=stage.copy(world.school), by=world.school_officer, at=NOW)
    assert standings(stage)["TH Đồng Tâm"] == Standing.OPENED
    for _ in range(2):
        actions.receive(delivery=stage.copy(world.school), by=world.school_head, at=NOW)
    row = stage.copy(world.school)
    assert (row.opened_by, row.received_by) == (world.school_officer, world.school_head)
    assert standings(stage)["TH Đồng Tâm"] == Standing.RECEIVED
    assert [Event.objects.filter(verb=verb).count() for verb in ("cascade.open", "cascade.receive")] == [1, 1]


def test_receiving_unopened_opens_too(stage: Stage, world: World) -> None:
    actions.receive(delivery=stage.copy(world.clinic), by=world.clinic_officer, at=NOW)
    assert stage.copy(world.clinic).opened_by == world.clinic_officer


def test_a_draft_holds_the_units_share_of_every_clause(stage: Stage, world: World) -> None:
    plan = stage.drafted(world.school, world.school_officer)
    assert (plan.state, plan.superior_plan_id, plan.unit) == (PlanState.DRAFT, stage.plan.pk, world.school)
    assert standings(stage)["TH Đồng Tâm"] == Standing.DRAFTING
    entries = queries.entries_of(plan)
    assert [entry.clause.text for entry in entries[Section.INHERITED]] == ["Giai đoạn 1", "Giai đoạn 2"]
    assert [entry.kept for entry in entries[Section.TASKS]] == [True, True, False, True]
    assert all(entry.upper.plan_id == stage.plan.pk for part in entries.values() for entry in part)
    items = [entry.clause.facts.get("items") for entry in entries[Section.TASKS]]
    assert items[1] == ["Mỗi đoàn viên ký bản cam kết với thủ trưởng đơn vị"]
    assert stage.drafted(world.school, world.school_head) == plan
    assert queries.added_clauses(plan) == []


def revision(clause: Clause, **facts: Any) -> Revision:
    """A clause with other facts."""
    return Revision(clause.text, clause.facts | facts, clause.removed_at is None, kept_mark(clause))


def test_a_part_is_saved_and_undone(stage: Stage, world: World) -> None:
    plan, by = stage.drafted(world.school, world.school_officer), world.school_officer
    group = queries.entries_of(plan)[Section.TASKS][0].clause
    sent = {group.pk: revision(group, lead="Tổ Hai"), 0: revision(group)}
    assert actions.save(plan=plan, section=Section.TASKS, revisions=sent, by=by, at=NOW) == 1
    fresh = Clause.objects.get(pk=group.pk)
    assert fresh.facts["lead"] == "Tổ Hai"
    assert actions.save(plan=plan, section=Section.TASKS, revisions={group.pk: revision(fresh)}, by=by, at=NOW) == 0
    gone = Revision(fresh.text, fresh.facts, False, kept_mark(fresh))
    actions.save(plan=plan, section=Section.TASKS, revisions={group.pk: gone}, by=by, at=NOW)
    assert Clause.objects.get(pk=group.pk).removed_at is not None
    assert [actions.undo(plan=plan, by=by, at=NOW) for _ in range(2)] == [Section.TASKS] * 2
    back = Clause.objects.get(pk=group.pk)
    assert (back.facts["lead"], back.removed_at) == ("Tổ Văn phòng", None)
    with pytest.raises(actions.NothingToUndo):
        actions.undo(plan=plan, by=by, at=NOW)


def test_two_who_change_one_clause_do_not_overwrite_each_other(stage: Stage, world: World) -> None:
    plan = stage.drafted(world.school, world.school_officer)
    group = queries.entries_of(plan)[Section.TASKS][0].clause
    first, second = ({group.pk: revision(group, lead=lead)} for lead in ("Tổ Hai", "Tổ Ba"))
    actions.save(plan=plan, section=Section.TASKS, revisions=first, by=world.school_officer, at=NOW)
    with pytest.raises(ClausesChangedMeanwhile) as refused:
        actions.save(plan=plan, section=Section.TASKS, revisions=second, by=world.school_head, at=NOW)
    assert refused.value.clauses == [group.pk]
    assert Clause.objects.get(pk=group.pk).facts["lead"] == "Tổ Hai"


def test_an_undo_passes_over_a_clause_that_is_gone(stage: Stage, world: World) -> None:
    plan, by = stage.drafted(world.school, world.school_officer), world.school_officer
    group = queries.entries_of(plan)[Section.TASKS][0].clause
    actions.save(plan=plan, section=Section.TASKS, revisions={group.pk: revision(group, lead="X")}, by=by, at=NOW)
    group.delete()
    assert actions.undo(plan=plan, by=by, at=NOW) is Section.TASKS


def test_own_clauses_are_added_and_taken_out(stage: Stage, world: World) -> None:
    plan, by = stage.drafted(world.school, world.school_officer), world.school_officer
    upper = clauses_of(stage.plan)[4]
    facts: dict[str, Any] = {"lead": "Tổ Một"}
    kind = ClauseKind.TASK_GROUP
    mine = actions.add_own(plan=plan, kind=kind, text="Hòm thư", facts=facts, upper=None, by=by, at=NOW)
    tied = actions.add_own(plan=plan, kind=kind, text="Bảng tin", facts=facts, upper=upper, by=by, at=NOW)
    foreign = Clause.objects.filter(plan=plan).first()
    odd = actions.add_own(plan=plan, kind=kind, text="Lạc", facts=facts, upper=foreign, by=by, at=NOW)
    assert queries.added_clauses(plan) == [mine, odd]
    assert Trace.objects.get(clause=tied).upper == upper
    actions.take_out_own(clause=mine, by=by, at=NOW)
    assert queries.added_clauses(plan) == [odd]


def test_issuing_gives_a_number_adopts_and_tells_the_superior(stage: Stage, world: World) -> None:
    plan = stage.issued(world.school, world.school_head)
    assert (plan.state, plan.number, plan.issued_on) == (PlanState.ADOPTED, "01/KH-CĐCS", TODAY)
    assert standings(stage)["TH Đồng Tâm"] == Standing.ISSUED
    notice = Notice.objects.filter(kind="lower_plan_issued", to_id=world.district_officer.pk).get()
    assert notice.facts["number"] == "01/KH-CĐCS"
    with pytest.raises(actions.AlreadyIssued):
        stage.drafted(world.school, world.school_officer)
    left_out = Trace.objects.filter(lower=plan, clause=None)
    assert {trace.upper.kind for trace in left_out} == {ClauseKind.RESPONSIBILITY, ClauseKind.DEADLINE}
    with pytest.raises(DomainError):
        actions.save(plan=plan, section=Section.TASKS, revisions={}, by=world.school_head, at=NOW)


def test_nothing_is_issued_without_a_document_or_by_halves(stage: Stage, world: World) -> None:
    plan, by = stage.drafted(world.school, world.school_head), world.school_head
    with pytest.raises(actions.NoDocument):
        actions.issue(plan=plan, on=TODAY, by=by, at=NOW)
    document = actions.write_document(plan=plan, by=by, at=NOW)
    assert actions.write_document(plan=plan, by=by, at=NOW) == document
    Clause.objects.filter(plan=plan, kind=ClauseKind.STAGE).update(removed_at=NOW)
    with pytest.raises(DomainError), transaction.atomic():
        actions.issue(plan=plan, on=TODAY, by=by, at=NOW)
    document.refresh_from_db()
    assert document.number is None and Plan.objects.get(pk=plan.pk).number == ""


def test_a_document_numbered_elsewhere_keeps_its_number(stage: Stage, world: World) -> None:
    plan, by = stage.drafted(world.school, world.school_head), world.school_head
    document = actions.write_document(plan=plan, by=by, at=NOW)
    issue_document(document=document, on=TODAY, by=by.pk, at=NOW)
    actions.issue(plan=plan, on=TODAY, by=by, at=NOW)
    plan.refresh_from_db()
    assert plan.number == "01/KH-CĐCS" and Document.objects.filter(unit=world.school).count() == 1
    with pytest.raises(MovedMeanwhile):
        actions.issue(plan=plan, on=TODAY, by=by, at=NOW)


def test_gaps_are_counted_clause_by_clause(stage: Stage, world: World) -> None:
    for unit, by in ((world.school, world.school_head), (world.clinic, world.clinic_head)):
        plan = stage.drafted(unit, by, lead="")
        entries = queries.entries_of(plan)
        target = entries[Section.TARGETS][0].clause
        report = entries[Section.WORK][1].clause
        weaker = revision(target, low="1")
        later = revision(report, day=20, month=12)
        sent = {target.pk: weaker, report.pk: later} if unit == world.school else {target.pk: weaker}
        actions.save(plan=plan, section=Section.TARGETS, revisions=sent, by=by, at=NOW)
        actions.write_document(plan=plan, by=by, at=NOW)
        actions.issue(plan=plan, on=TODAY, by=by, at=NOW)
    lines = {(line.clause.kind, str(line.kind)): line.units for line in queries.gap_lines(stage.plan)}
    assert lines[ClauseKind.TARGET, "weaker"] == 2
    assert lines[ClauseKind.DEADLINE, "later"] == 1
    assert lines[ClauseKind.TASK_GROUP, "unowned"] == 2
    target = next(row for row in clauses_of(stage.plan) if row.kind == ClauseKind.TARGET)
    assert set(queries.gap_units(stage.plan, target.pk, GapKind.WEAKER)) == {world.school, world.clinic}
    names = [unit for unit, _ in queries.behind_of(stage.plan, TODAY)]
    assert set(names) == {world.office, world.school, world.clinic} and names[0] == world.office


def test_a_clause_that_is_left_out_is_missing(stage: Stage, world: World) -> None:
    by = world.school_head
    plan = stage.drafted(world.school, by)
    group = queries.entries_of(plan)[Section.TASKS][0].clause
    gone = Revision(group.text, group.facts, False, kept_mark(group))
    actions.save(plan=plan, section=Section.TASKS, revisions={group.pk: gone}, by=by, at=NOW)
    actions.write_document(plan=plan, by=by, at=NOW)
    actions.issue(plan=plan, on=TODAY, by=by, at=NOW)
    [gap] = Gap.objects.filter(lower=plan)
    assert (gap.kind, gap.upper.text, gap.unit) == (GapKind.MISSING, "Tuyên truyền", world.school)


def test_a_plan_made_elsewhere_counts_and_can_be_compared(stage: Stage, world: World) -> None:
    clauses = [draft_of(row) for row in clauses_of(stage.plan)]
    mine = make_plan(
        unit=world.office, line=Line.UNION, head=HeadDraft(title="Từ tệp"), clauses=clauses, by=None, at=NOW
    )
    Plan.objects.filter(pk=mine.pk).update(superior_plan=stage.plan)
    adopt(plan=mine, by=world.office_head, at=NOW)
    assert standings(stage)["CĐCS cơ quan"] == Standing.ISSUED
    assert list(queries.uncompared(stage.plan)) == [mine]
    assert actions.compare_elsewhere(plan=stage.plan, by=world.district_head, at=NOW) == 1
    assert not queries.uncompared(stage.plan).exists()
    assert {gap.kind for gap in Gap.objects.filter(lower=mine)} == {GapKind.UNOWNED}
    assert actions.compare(lower=stage.plan) == 0


def test_tracing_goes_both_ways(stage: Stage, world: World) -> None:
    plan = stage.issued(world.school, world.school_head)
    report = next(row for row in clauses_of(stage.plan) if row.kind == ClauseKind.DEADLINE and row.facts["day"] == 10)
    below = list(queries.carried_out_below(report))
    assert {trace.lower for trace in below} == {plan} and len(below) == 2
    up = {row.clause.text: [upper.pk for upper in row.uppers] for row in queries.sources_of(plan)}
    assert [pks for text, pks in up.items() if "05/11" in text] == [[report.pk]]


def test_units_behind_are_reminded_and_written_to(stage: Stage, world: World) -> None:
    by = world.district_head
    stage.issued(world.school, world.school_head)
    assert actions.remind(plan=stage.plan, on=TODAY, by=by, at=NOW) == 2
    told = set(Notice.objects.filter(kind="plan_reminder").values_list("to_id", flat=True))
    assert world.clinic_officer.pk in told and world.school_officer.pk not in told
    letter = actions.write_letter(plan=stage.plan, on=TODAY, by=by, at=NOW)
    assert [row["cells"][1] for row in letter.content["body"][1]["rows"]] == [world.office.name, world.clinic.name]
    for unit, head in ((world.clinic, world.clinic_head), (world.office, world.office_head)):
        stage.issued(unit, head)
    for act in (actions.remind, actions.write_letter):
        with pytest.raises(actions.NobodyBehind):
            act(plan=stage.plan, on=TODAY, by=by, at=NOW)


def test_a_dropped_draft_gives_way_to_a_new_one(stage: Stage, world: World) -> None:
    first = stage.drafted(world.school, world.school_officer)
    drop(plan=first, by=world.school_officer, at=NOW)
    assert standings(stage)["TH Đồng Tâm"] == Standing.RECEIVED
    assert stage.drafted(world.school, world.school_officer) != first


def test_a_unit_that_ended_keeps_its_row_and_names_its_heir(stage: Stage, world: World) -> None:
    Unit.objects.filter(pk=world.office.pk).update(closed_on=TODAY.replace(day=1))
    world.office.refresh_from_db()
    assert queries.closed_heirs([world.office, world.school], TODAY) == {world.office.pk: []}
    assert Delivery.objects.filter(unit=world.office).exists()


def test_only_an_adopted_plan_is_amended_and_once(stage: Stage, world: World) -> None:
    by = world.district_head
    made = amend(plan=stage.plan, by=by, at=NOW)
    assert amend(plan=stage.plan, by=by, at=NOW) == made and made.amends == stage.plan
    assert len(clauses_of(made)) == len(clauses_of(stage.plan))
    with pytest.raises(DomainError):
        amend(plan=made, by=None, at=NOW)
    adopt(plan=made, by=by, at=NOW)
    stage.plan.refresh_from_db()
    assert stage.plan.state == PlanState.REPLACED


def test_a_draft_that_is_gone_is_not_saved(stage: Stage, world: World) -> None:
    plan = stage.drafted(world.school, world.school_officer)
    drop(plan=plan, by=world.school_officer, at=NOW)
    with pytest.raises(NotADraft):
        actions.save(plan=plan, section=Section.WORK, revisions={}, by=world.school_officer, at=NOW)


def test_one_copy_for_each_unit(stage: Stage, world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(plan=stage.plan, unit=world.school, sent_at=NOW)


def test_a_middle_unit_needs_more_days_than_one_at_the_foot(world: World) -> None:
    assert own_of(world.district, "", Line.UNION, TODAY).margin == 10
    assert own_of(world.school, "", Line.UNION, TODAY).margin == 5
    assert own_of(world.school, "", Line.UNION, TODAY, margin=3).margin == 3


def test_traces_say_how(stage: Stage, world: World) -> None:
    plan = stage.drafted(world.school, world.school_officer)
    assert Trace.objects.filter(lower=plan, how=How.INHERITED, upper__kind=ClauseKind.STAGE).count() == 2
    assert world.school.kind == UnitKind.SCHOOL
