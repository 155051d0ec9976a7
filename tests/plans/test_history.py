"""Corrections are kept with what was before and after, and each can be taken back."""

from decimal import Decimal

import pytest

from namkhong.journal.models import Event
from namkhong.plans import actions, queries
from namkhong.plans.models import Clause, Correction, Plan
from namkhong.plans.rules import mark_of
from namkhong.plans.states import Basis, ClauseKind, Deed
from tests.plans.given import draft
from tests.world import NOW, World


@pytest.fixture
def plan(world: World) -> Plan:
    found = queries.plan_of(draft(world.district, world.district_officer).pk)
    assert found is not None
    return found


def first(plan: Plan, kind: str = "deadline") -> Clause:
    row = queries.clause_of(Clause.objects.filter(plan=plan, kind=kind).earliest("order").pk)
    assert row is not None
    return row


def place_of(plan: Plan, words: str) -> tuple[int, int]:
    assert plan.reading is not None
    start = plan.reading.text.index(words)
    return start, start + len(words)


def revise(clause: Clause, world: World, **facts: object) -> None:
    draft_ = queries.draft_of(clause)
    actions.revise_clause(
        clause=clause,
        text=clause.text,
        facts=clause.facts | facts,
        seen=mark_of(draft_),
        by=world.district_officer,
        at=NOW,
    )


def undo_last(plan: Plan, world: World) -> int:
    last = queries.last_correction(plan, world.district_officer.pk)
    assert last is not None
    return actions.undo(correction=last, by=world.district_officer, at=NOW)


def test_each_correction_goes_back_to_what_was(plan: Plan, world: World) -> None:
    by = world.district_officer
    clause = first(plan)
    was = (clause.facts["day"], clause.basis, clause.confidence)
    revise(clause, world, day=29)
    assert first(plan).facts["day"] == 29 and first(plan).accepted_at == NOW
    kept = Correction.objects.get()
    assert (kept.deed, kept.by, kept.label) == (Deed.REVISE, by, clause.text[:200])
    assert kept.changes[0]["before"]["facts"]["day"] == was[0] and "quote" not in kept.changes[0]["after"]
    assert undo_last(plan, world) == 1
    again = first(plan)
    assert (again.facts["day"], again.basis, again.confidence, again.accepted_at) == (*was, None)
    assert queries.last_correction(plan, by.pk) is None
    with pytest.raises(actions.UndoneAlready):
        actions.undo(correction=kept, by=by, at=NOW)
    assert Event.objects.filter(verb="clause.undo").count() == 1


def test_taking_out_confirming_and_adding_go_back(plan: Plan, world: World) -> None:
    by = world.district_officer
    clause = first(plan)
    actions.take_out_clause(clause=clause, by=by, at=NOW)
    undo_last(plan, world)
    assert first(plan).removed_at is None
    actions.confirm_clause(clause=clause, by=by, at=NOW)
    assert (first(plan).confidence, first(plan).accepted_at) == (Decimal(1), NOW)
    undo_last(plan, world)
    assert first(plan).accepted_at is None and first(plan).confidence == clause.confidence
    made = actions.add_clause(plan=plan, kind=ClauseKind.RECIPIENT, text="Tổ xe", facts={}, by=by, at=NOW)
    undo_last(plan, world)
    assert made in queries.removed_from(plan)
    actions.put_back_clause(clause=made, by=by, at=NOW)
    undo_last(plan, world)
    assert made in queries.removed_from(plan)


def test_what_was_changed_again_is_not_overwritten(plan: Plan, world: World) -> None:
    revise(first(plan), world, day=29)
    older = Correction.objects.get()
    revise(first(plan), world, day=28)
    with pytest.raises(actions.ChangedSince):
        actions.undo(correction=older, by=world.district_officer, at=NOW)
    assert first(plan).facts["day"] == 28 and not Correction.objects.filter(undone_at__isnull=False).exists()


def test_everything_sure_is_accepted_at_once_and_given_back(plan: Plan, world: World) -> None:
    by = world.district_officer
    Clause.objects.filter(plan=plan, kind="milestone").update(confidence="0.55")
    Clause.objects.filter(plan=plan, kind="stage").update(basis=Basis.INFERRED)
    kept = actions.accept_sure(plan=plan, by=by, at=NOW)
    waiting = Clause.objects.filter(plan=plan, accepted_at=None).values_list("kind", flat=True)
    assert set(waiting) == {"milestone", "stage"}
    assert len(kept.changes) == Clause.objects.filter(plan=plan).count() - waiting.count()
    assert Event.objects.get(verb="clause.accept").facts == {"clauses": len(kept.changes)}
    with pytest.raises(actions.NothingSure):
        actions.accept_sure(plan=plan, by=by, at=NOW)
    actions.take_out_clause(clause=first(plan), by=by, at=NOW)
    assert actions.undo(correction=kept, by=world.district_head, at=NOW) == len(kept.changes)
    assert Clause.objects.filter(plan=plan, accepted_at=None).count() == Clause.objects.filter(plan=plan).count()


def test_many_go_back_but_for_those_changed_since(plan: Plan, world: World) -> None:
    kept = actions.accept_sure(plan=plan, by=world.district_officer, at=NOW)
    gone = first(plan)
    Clause.objects.filter(pk=gone.pk).update(accepted_at=None)
    assert actions.undo(correction=kept, by=world.district_officer, at=NOW) == len(kept.changes) - 1


def test_an_item_stands_on_other_words_and_is_read_again(plan: Plan, world: World) -> None:
    by, clause = world.district_officer, first(plan)
    seen = mark_of(queries.draft_of(clause))
    start, end = place_of(
        plan, "- Báo cáo kết quả về Liên đoàn Lao động huyện (qua Ban Tuyên giáo) chậm nhất là ngày 10/11"
    )
    assert actions.requote_clause(clause=clause, start=start, end=end, seen=seen, by=by, at=NOW)
    now = first(plan)
    assert (now.facts["day"], now.facts["month"], now.basis, now.accepted_at) == (10, 11, Basis.PRINTED, None)
    assert (now.span_from, now.span_to) == (start, end) and now.quote.startswith("- Báo cáo")
    with pytest.raises(actions.ChangedMeanwhile):
        actions.requote_clause(clause=clause, start=start, end=end, seen=seen, by=by, at=NOW)
    undo_last(plan, world)
    assert first(plan).quote == clause.quote
    start, end = place_of(plan, "KẾ HOẠCH")
    assert not actions.requote_clause(clause=clause, start=start, end=end, seen=seen, by=by, at=NOW)
    assert first(plan).facts == clause.facts and first(plan).confidence == Decimal("0.50")


def test_words_must_be_words_of_the_document(plan: Plan, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    by = world.district_officer
    for start, end in ((5, 5), (-1, 4), (0, 10**6)):
        with pytest.raises(actions.NotInText):
            actions.add_from_words(plan=plan, kind=ClauseKind.RECIPIENT, start=start, end=end, by=by, at=NOW)
    monkeypatch.setattr("namkhong.plans.actions.quoting.LONGEST", 3)
    with pytest.raises(actions.TooMuch):
        actions.add_from_words(plan=plan, kind=ClauseKind.RECIPIENT, start=0, end=9, by=by, at=NOW)
    bare = actions.start_from_definition(
        definition_key="ben_tre", unit=world.district, line="union", superior_plan=None, by=by, at=NOW
    )
    with pytest.raises(actions.NotInText):
        actions.add_from_words(plan=bare, kind=ClauseKind.RECIPIENT, start=0, end=9, by=by, at=NOW)


def test_a_reader_that_breaks_loses_nothing(plan: Plan, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(text: str) -> None:
        raise actions.quoting.Unreadable("Không đọc được.")

    monkeypatch.setattr("namkhong.plans.actions.quoting.read_text_apart", breaks)
    start, end = place_of(plan, "Cuối năm 2026 tổ chức tổng kết")
    made = actions.add_from_words(
        plan=plan, kind=ClauseKind.MILESTONE, start=start, end=end, by=world.district_officer, at=NOW
    )
    assert made[0].text.startswith("Cuối năm 2026") and made[0].reason
