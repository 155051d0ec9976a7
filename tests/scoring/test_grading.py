"""Grades, limited grades and ranks on the sheets of a round; ties and what the council says about them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from namkhong.criteria.models import Criterion
from namkhong.foundation.errors import DomainError
from namkhong.journal.models import Event
from namkhong.people.models import Employment
from namkhong.scoring.actions.grading import (
    NoCriterionChosen,
    NoSuchTie,
    TieDraft,
    TiesOpen,
    WrongChoice,
    decide_grades,
    decide_tie,
    grade_again,
    preview,
    take_tie_back,
)
from namkhong.scoring.actions.holding import ReasonTooShort, RoundElsewhere
from namkhong.scoring.models import Mark, QuotaCount, Round, Sheet, Veto
from namkhong.scoring.rules.grading import NOT_YET
from namkhong.scoring.states import RoundState, Scored, SheetState, VetoKind
from tests.scoring.graded import graded_people, graded_set, graded_units, points_of, published
from tests.world import NOW

TEN = [points_of(total) for total in ("98.5", "96", "95", "93", "90", "89.99", "75", "69.99", "50", "12")]
REASON = "Hội đồng họp ngày 20/11 thống nhất."


def test_grades_shares_and_ranks_are_written_onto_the_sheets(world):
    made = graded_units(world, TEN)
    weighing = decide_grades(round=made.round, by=world.district_head, at=NOW)
    sheets = made.fresh()
    # Seven are good or better: 20 % of them is one.
    assert [sheet.grade for sheet in sheets] == [
        "excellent",
        *["good"] * 6,
        *["completed"] * 2,
        "not_completed",
    ]
    assert [sheet.rank for sheet in sheets] == list(range(1, 11))
    assert [sheet.final_total for sheet in sheets][:2] == [Decimal("98.50"), Decimal("96.00")]
    assert sheets[0].held_back == "" and sheets[9].held_back == ""
    assert sheets[1].held_back.endswith("hết chỉ tiêu (20 % × 7 = 1,4, làm tròn xuống 1).")
    count = QuotaCount.objects.get(round=made.round)
    assert (count.counted, count.places, count.wanted, count.kept, count.cut) == (7, 1, 5, 1, Decimal("98.50"))
    assert len(weighing.sheets) == 10
    event = Event.objects.get(verb="score.grade")
    assert event.facts == {"sheets": 10, "graded": 10}


def test_a_look_beforehand_stores_nothing(world):
    made = graded_units(world, TEN)
    assert preview(made.round, NOW.date()).sheets[0].grade == "excellent"
    assert {sheet.grade for sheet in made.fresh()} == {""}
    assert not QuotaCount.objects.exists() and not Event.objects.exists()


def test_grading_again_overwrites_what_was_there(world):
    made = graded_units(world, TEN)
    decide_grades(round=made.round, by=None, at=NOW)
    Mark.objects.filter(sheet=made.sheets[9], criterion__number="2").update(final_points=70)
    Mark.objects.filter(sheet=made.sheets[9], criterion__number="1").update(final_points=30)
    decide_grades(round=made.round, by=None, at=NOW)
    assert made.grades[0] == "good" and made.grades[9] == "excellent"
    assert QuotaCount.objects.filter(round=made.round).count() == 1


def test_only_checked_sheets_are_graded(world):
    made = graded_units(world, TEN)
    Sheet.objects.filter(pk=made.sheets[0].pk).update(state=SheetState.VOID)
    decide_grades(round=made.round, by=None, at=NOW)
    assert made.grades[:2] == ["", "excellent"]


def test_a_sheet_with_criteria_without_points_is_not_graded_and_says_which(world):
    made = graded_units(world, [*TEN[:5], ("20", None, None), (None, None, None)])
    decide_grades(round=made.round, by=None, at=NOW)
    half, empty = made.fresh()[5:]
    assert (half.grade, half.rank) == ("", None)
    assert half.held_back == "Chưa xếp loại: còn tiêu chí chưa có điểm (2)."
    assert "(1, 2)" in empty.held_back and empty.final_total == 0


def test_marks_may_be_missing_altogether(world):
    made = graded_units(world, TEN[:3])
    Mark.objects.filter(sheet=made.sheets[1]).delete()
    decide_grades(round=made.round, by=None, at=NOW)
    assert [sheet.final_total for sheet in made.fresh()] == [Decimal("98.5"), Decimal(0), Decimal(95)]


def test_zero_is_a_score_and_the_latest_step_counts(world):
    made = graded_units(world, [("30", "65", None)])
    marks = Mark.objects.filter(sheet=made.sheets[0])
    marks.filter(criterion__number="1").update(self_points=30, checked_points=20, final_points=0)
    decide_grades(round=made.round, by=None, at=NOW)
    assert made.fresh()[0].final_total == Decimal(65)


def test_side_conditions_hold_a_grade_back(world):
    rule = graded_set(conditions=[{"kind": "without_bonus"}, {"kind": "each_at_least", "value": "50"}])
    made = graded_units(world, [*[("30", "70", None)], ("20", "66", "5"), ("10", "70", "5")] + TEN[5:7] * 3, set=rule)
    decide_grades(round=made.round, by=None, at=NOW)
    _, bonus, low = made.fresh()[:3]
    assert bonus.final_total == Decimal(91)
    assert bonus.held_back.endswith("không kể điểm thưởng được 86 điểm, cần 90 điểm.")
    assert low.grade == "good"


def test_a_weighted_total_just_below_a_bound_stays_below_it(world):
    rule = graded_set()
    Criterion.objects.filter(set=rule, number="2").update(weight=Decimal("0.2"), most=350)
    made = graded_units(world, [("29.99", "300.03", None), ("30", "300", None)], set=rule)
    decide_grades(round=made.round, by=None, at=NOW)
    below, there = made.fresh()
    assert (below.final_total, below.grade) == (Decimal("89.99"), "good")  # 89,996
    assert (there.final_total, there.rank) == (Decimal(90), 1)


def tie_at_the_edge(world, **more):
    """Ten good ones, two places: one is sure, three with equal totals want the other."""
    rest = [points_of(80)] * 6
    return graded_units(
        world, [points_of(99), ("30", "65", None), ("28", "65", "2"), ("25", "70", None), *rest], **more
    )


def test_equal_totals_at_the_edge_wait_for_the_council(world):
    made = tie_at_the_edge(world)
    [edge] = preview(made.round, NOW.date()).undecided
    assert edge.tied == tuple(sheet.pk for sheet in made.sheets[1:4]) and edge.free == 1
    with pytest.raises(TiesOpen) as refused:
        decide_grades(round=made.round, by=None, at=NOW)
    assert "3 phiếu bằng điểm nhau cùng xét 1 chỗ" in refused.value.sentence
    assert set(made.grades) == {""}


def decide(made, world, means, at=NOW, **more):
    draft = TieDraft(band="excellent", peer="", means=means, reason=REASON)
    return decide_tie(round=made.round, draft=replace(draft, **more), by=world.district_head, at=at)


def test_the_council_tells_them_apart_step_by_step(world):
    made = tie_at_the_edge(world)
    decide(made, world, "base")
    [edge] = preview(made.round, NOW.date()).undecided
    assert edge.tied == (made.sheets[1].pk, made.sheets[3].pk)
    criterion = Criterion.objects.get(set=made.round.set, number="2")
    decide(made, world, "criterion", criterion=criterion.pk, at=NOW + timedelta(minutes=1))
    decide_grades(round=made.round, by=None, at=NOW)
    assert made.grades[:4] == ["excellent", "good", "good", "excellent"]
    assert [sheet.rank for sheet in made.fresh()[:5]] == [1, 2, 2, 2, 5]
    assert Event.objects.filter(verb="score.decide_tie").count() == 2


def test_the_council_may_choose_or_give_it_to_nobody_and_take_that_back(world):
    made = tie_at_the_edge(world)
    chosen = decide(made, world, "chosen", chosen=frozenset({made.sheets[2].pk}))
    assert chosen.chosen.get() == made.sheets[2]
    assert not preview(made.round, NOW.date()).undecided
    take_tie_back(decision=chosen, by=world.district_head, at=NOW)
    with pytest.raises(NoSuchTie):
        take_tie_back(decision=chosen, by=world.district_head, at=NOW)
    assert preview(made.round, NOW.date()).undecided
    decide(made, world, "nobody")
    decide_grades(round=made.round, by=None, at=NOW)
    assert made.grades.count("excellent") == 1


def test_a_decision_needs_a_reason_a_tie_and_a_fitting_choice(world):
    made = tie_at_the_edge(world)
    one, two, three = (sheet.pk for sheet in made.sheets[1:4])
    refusals: list[tuple[type[DomainError], dict]] = [
        (ReasonTooShort, {"means": "base", "reason": "Vì"}),
        (NoSuchTie, {"means": "base", "band": "good"}),
        (NoSuchTie, {"means": "base", "peer": "leaders"}),
        (NoCriterionChosen, {"means": "criterion"}),
        (NoCriterionChosen, {"means": "criterion", "criterion": 9_999}),
        (WrongChoice, {"means": "chosen"}),
        (WrongChoice, {"means": "chosen", "chosen": frozenset({one, two})}),
        (WrongChoice, {"means": "chosen", "chosen": frozenset({made.sheets[0].pk})}),
    ]
    for refusal, draft in refusals:
        with pytest.raises(refusal):
            decide(made, world, **draft)
    Round.objects.filter(pk=made.round.pk).update(state=RoundState.SCORING)
    with pytest.raises(RoundElsewhere):
        decide(made, world, "base")
    assert three


def test_the_larger_share_is_taken_where_the_round_says_so(world):
    made = graded_units(world, TEN[:8], quota_raised=True)
    assert [edge.share for edge in preview(made.round, NOW.date()).edges] == [Decimal(25)]
    assert preview(made.round, date(2019, 5, 5)).edges[0].share == Decimal(20)


def test_peers_are_counted_apart(world):
    made = graded_people(world, TEN[:7] * 2, leaders=4, quota_by_peers=True)
    edges = preview(made.round, NOW.date()).edges
    assert [(edge.peer, edge.counted, edge.places) for edge in edges] == [("leaders", 4, 0), ("staff", 10, 2)]
    units = graded_units(world, TEN[:5], quota_by_peers=True, set=made.round.set)
    assert [edge.peer for edge in preview(units.round, NOW.date()).edges] == ["school"]


@pytest.mark.parametrize(
    ("kind", "on_duty", "grade"),
    [
        (VetoKind.REPRIMAND, True, "not_completed"),
        (VetoKind.REPRIMAND, False, "good"),
        (VetoKind.WARNING, False, "not_completed"),
        (VetoKind.OTHER, True, "good"),
        (VetoKind.UNDER_VERIFICATION, True, ""),
    ],
)
def test_what_stands_against_a_person_counts(world, kind, on_duty, grade):
    made = graded_people(world, TEN)
    Veto.objects.create(
        unit=world.clinic,
        person=made.sheets[0].person,
        kind=kind,
        on_duty=on_duty,
        source="Quyết định số 1",
        valid_from=date(2026, 3, 1),
        stated_at=NOW,
    )
    decide_grades(round=made.round, by=None, at=NOW)
    first = made.fresh()[0]
    assert first.grade == grade
    assert made.grades[1] == "excellent"
    assert (first.held_back == NOT_YET) == (kind == VetoKind.UNDER_VERIFICATION)
    assert (first.rank is None) == (grade == "")


def veto(made, **more):
    return Veto.objects.create(
        **{"unit": made.sheets[0].unit, "kind": VetoKind.WARNING, "source": "QĐ số 2", "stated_at": NOW} | more
    )


@pytest.mark.parametrize(
    ("kind", "first", "last", "counts"),
    [
        ("warning", date(2025, 3, 1), date(2026, 2, 28), True),
        ("warning", date(2025, 3, 1), date(2025, 12, 31), False),
        ("warning", date(2026, 12, 1), None, False),
        ("under_verification", date(2026, 1, 1), date(2026, 11, 22), True),
        ("under_verification", date(2026, 1, 1), date(2026, 11, 21), False),
        ("under_verification", date(2026, 1, 1), None, True),
    ],
)
def test_a_veto_counts_on_its_days(world, kind, first, last, counts):
    made = graded_units(world, TEN)
    veto(made, kind=kind, valid_from=first, valid_to=last)
    assert (preview(made.round, NOW.date()).sheets[0].grade != "excellent") == counts


def test_a_lifted_veto_does_not_count(world):
    made = graded_units(world, TEN)
    veto(made, valid_from=date(2026, 1, 1), lifted_at=NOW)
    assert preview(made.round, NOW.date()).sheets[0].grade == "excellent"


def test_somebody_warned_in_a_unit_keeps_it_from_a_grade_that_asks_for_none(world):
    rule = graded_set(conditions=[{"kind": "no_discipline"}])
    made = graded_units(world, TEN, set=rule)
    row = veto(made, person=world.school_head, kind=VetoKind.REPRIMAND, valid_from=date(2026, 1, 1))
    assert preview(made.round, NOW.date()).sheets[0].grade == "excellent"
    Veto.objects.filter(pk=row.pk).update(kind=VetoKind.WARNING)
    assert preview(made.round, NOW.date()).sheets[0].grade == "good"


def test_who_has_not_worked_for_six_months_is_not_graded(world):
    made = graded_people(world, TEN)
    first, second, third = (sheet.person_id for sheet in made.sheets[:3])
    Employment.objects.filter(person=first).update(valid_from=date(2026, 7, 3))
    Employment.objects.filter(person=second).update(valid_from=date(2026, 7, 2))
    Employment.objects.filter(person=third).delete()
    found = preview(made.round, NOW.date()).sheets
    assert found[0].held_back == "Không xếp loại: làm việc trong kỳ chưa đủ 6 tháng."
    assert [sheet.grade for sheet in found[:4]] == ["", "excellent", "", "good"]
    assert all(sheet.grade for sheet in preview(made.round, date(2020, 1, 1)).sheets)
    made.round.service_counts = False
    assert all(sheet.grade for sheet in preview(made.round, NOW.date()).sheets)


def test_for_a_quarter_any_time_of_service_will_do(world):
    made = graded_people(world, TEN, period="2026-Q3")
    Employment.objects.all().delete()
    assert preview(made.round, NOW.date()).sheets[0].grade == "excellent"


def test_the_head_waits_for_the_unit_and_stands_no_higher(world):
    made = graded_people(world, TEN, head_within_unit=True)
    assert preview(made.round, NOW.date()).sheets[0].grade == ""
    unit = graded_units(world, TEN[5:7])
    Sheet.objects.filter(pk=unit.sheets[0].pk).update(unit=world.school)
    published(unit)
    found = preview(made.round, NOW.date()).sheets
    assert found[0].grade == "good" and "không xếp cao hơn đơn vị" in found[0].held_back
    assert found[1].grade == "excellent"


def test_after_an_appeal_a_place_is_given_only_where_one_is_free(world):
    made = published(graded_units(world, TEN))
    fresh = Sheet.objects.create(round=made.round, unit=made.sheets[6].unit, revision=2, state=SheetState.CHECKED)
    for mark in Mark.objects.filter(sheet=made.sheets[6]).order_by("pk"):
        Mark.objects.create(sheet=fresh, criterion=mark.criterion, final_points=mark.criterion.most)
    grade_again(sheet=fresh, by=None, at=NOW)
    assert (fresh.final_total, fresh.grade, fresh.rank) == (Decimal(105), "good", 1)
    assert "đã xếp hết" in fresh.held_back
    QuotaCount.objects.filter(round=made.round).update(places=2)
    grade_again(sheet=fresh, by=None, at=NOW)
    fresh.refresh_from_db()
    assert (fresh.grade, fresh.held_back) == ("excellent", "")
    QuotaCount.objects.filter(round=made.round).delete()
    grade_again(sheet=fresh, by=None, at=NOW)
    assert fresh.grade == "good"


def test_after_an_appeal_a_person_is_counted_among_peers(world):
    made = published(graded_people(world, TEN[:7] * 2, leaders=4, quota_by_peers=True))
    fresh = Sheet.objects.create(
        round=made.round, unit=world.school, person=made.sheets[0].person, leads=True, revision=2, state="checked"
    )
    grade_again(sheet=fresh, by=None, at=NOW)
    assert (fresh.grade, fresh.rank) == ("", None)
    for number, points in (("1", 30), ("2", 65)):
        Mark.objects.create(
            sheet=fresh, criterion=Criterion.objects.get(set=made.round.set, number=number), final_points=points
        )
    grade_again(sheet=fresh, by=None, at=NOW)
    assert fresh.grade == "good"
    units = published(graded_units(world, TEN, quota_by_peers=True, set=graded_set(key="khac")))
    Sheet.objects.filter(pk=units.sheets[0].pk)
    again = Sheet.objects.create(round=units.round, unit=units.sheets[8].unit, revision=2, state="checked")
    for number, points in (("1", 30), ("2", 65)):
        Mark.objects.create(
            sheet=again, criterion=Criterion.objects.get(set=units.round.set, number=number), final_points=points
        )
    grade_again(sheet=again, by=None, at=NOW)
    assert again.grade == "good"
    assert units.round.scored == Scored.DIRECT
