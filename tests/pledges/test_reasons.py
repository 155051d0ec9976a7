"""Why somebody has not signed, receiving and evaluating: what the pages do not show."""

from datetime import timedelta

import pytest

from namkhong.foundation.moves import MovedMeanwhile
from namkhong.people.models import Employment, Post
from namkhong.people.states import PostKind
from namkhong.pledges import actions, policies
from namkhong.pledges.actions.evaluating import NotEvaluating, NothingToEvaluate, NotSigned, SelfSaysOtherwise
from namkhong.pledges.actions.reasons import EvaluatedAlready, LeaveEndsBefore, ReasonNeeded, RoundIsOver
from namkhong.pledges.actions.receiving import NothingToReceive, NothingToReturn, RoundIsShut
from namkhong.pledges.models import Pledge
from namkhong.pledges.rules.evaluating import LineKept, all_kept
from namkhong.pledges.states import Kept, Side, Way
from namkhong.units.models import Unit
from tests.pledges.stage import PledgeStage, at_work
from tests.world import NOW, TODAY


def waiting(stage: PledgeStage, person: object, side: Side) -> set[str]:
    rows = policies.receivable(person.pk, stage.round, side, TODAY)
    return set(rows.values_list("person__full_name", flat=True))


def test_a_reason_is_asked_for(stage: PledgeStage) -> None:
    more = {"round": stage.round, "person": stage.teachers[0], "by": None, "at": NOW}
    with pytest.raises(ReasonNeeded):
        actions.refuse(reason=" ", **more)
    with pytest.raises(LeaveEndsBefore):
        actions.go_on_leave(until_on=TODAY - timedelta(days=1), reason="Ốm", **more)
    with pytest.raises(actions.NotObliged):
        actions.refuse(round=stage.round, person=stage.world.nobody, reason="Vắng", by=None, at=NOW)
    actions.close_round(round=stage.round, by=None, at=NOW)
    with pytest.raises(RoundIsOver):
        actions.refuse(reason="Vắng", **more)


def test_who_has_signed_is_not_said_to_refuse(stage: PledgeStage) -> None:
    stage.sign(stage.teachers[0])
    with pytest.raises(MovedMeanwhile):
        actions.refuse(round=stage.round, person=stage.teachers[0], reason="Không", by=None, at=NOW)
    with pytest.raises(MovedMeanwhile):
        actions.unsign(round=stage.round, person=stage.teachers[1], by=stage.world.school_officer, at=NOW)


def test_an_evaluated_pledge_keeps_its_signature(stage: PledgeStage) -> None:
    person = stage.teachers[0]
    stage.sign(person)
    actions.begin_evaluation(round=stage.round, by=None, at=NOW)
    actions.evaluate_self(round=stage.round, lines=all_kept(5), by=person, at=NOW)
    with pytest.raises(RoundIsOver):
        actions.unsign(round=stage.round, person=person, by=person, at=NOW)
    actions.reopen_round(round=stage.round, by=None, at=NOW)
    with pytest.raises(EvaluatedAlready):
        actions.unsign(round=stage.round, person=person, by=person, at=NOW)
    with pytest.raises(NotEvaluating):
        actions.evaluate_self(round=stage.round, lines=all_kept(5), by=person, at=NOW)


def test_on_the_next_day_a_signature_is_taken_back_with_a_reason(stage: PledgeStage) -> None:
    person = stage.teachers[0]
    stage.sign(person)
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(ReasonNeeded):
        actions.unsign(round=stage.round, person=person, by=person, at=tomorrow)
    pledge = actions.unsign(round=stage.round, person=person, reason="Ký nhầm", by=person, at=tomorrow)
    assert (pledge.state, pledge.signed_at, pledge.text, pledge.way) == ("awaited", None, None, "")
    assert not actions.wrote_today(pledge, person.pk, NOW)


def test_nobody_receives_the_own_pledge_or_both_sides(stage: PledgeStage) -> None:
    world = stage.world
    stage.sign_all([stage.teachers[0], world.school_head, world.school_officer])
    everybody = {stage.teachers[0].full_name, world.school_head.full_name, world.school_officer.full_name}
    assert waiting(stage, world.school_head, Side.HEAD) == everybody - {world.school_head.full_name}
    assert waiting(stage, world.school_officer, Side.UNION) == everybody - {world.school_officer.full_name}
    # the head of a unit that answers to an authority is not its union
    assert waiting(stage, world.school_head, Side.UNION) == set()
    # the pledge of the head is received by the head above, on the line of heads; that of a chair by the chair above
    assert waiting(stage, world.committee_head, Side.HEAD) == {world.school_head.full_name}
    assert waiting(stage, world.district_head, Side.HEAD) == set()
    assert waiting(stage, world.district_head, Side.UNION) == {
        world.school_head.full_name,
        world.school_officer.full_name,
    }
    assert waiting(stage, world.federation_head, Side.UNION) == set()
    Post.objects.create(person=world.school_head, unit=world.school, kind=PostKind.GRASSROOTS_OFFICER, valid_from=TODAY)
    actions.receive(round=stage.round, side=Side.HEAD, by=world.school_head, at=NOW)
    assert waiting(stage, world.school_head, Side.UNION) == set()


def test_where_there_is_only_a_union_its_head_is_the_chair(stage: PledgeStage) -> None:
    world = stage.world
    at_work(world.office, [world.office_officer, world.office_head])
    stage.sign_all([world.office_officer])
    pledge = stage.pledge(world.office_officer)
    assert (pledge.needs_head, pledge.needs_union) == (False, True)
    assert waiting(stage, world.office_head, Side.UNION) == {world.office_officer.full_name}
    assert waiting(stage, world.office_head, Side.HEAD) == set()
    assert actions.receive(round=stage.round, side=Side.UNION, by=world.office_head, at=NOW).count == 1


def test_what_is_not_there_is_not_received(stage: PledgeStage) -> None:
    head = stage.world.school_head
    with pytest.raises(NothingToReceive):
        actions.receive(round=stage.round, side=Side.HEAD, by=head, at=NOW)
    with pytest.raises(NothingToReturn):
        actions.return_receipt(round=stage.round, side=Side.HEAD, by=head, at=NOW)
    actions.close_round(round=stage.round, by=None, at=NOW)
    for act in (actions.receive, actions.return_receipt):
        with pytest.raises(RoundIsShut):
            act(round=stage.round, side=Side.HEAD, by=head, at=NOW)


def test_the_head_evaluates_many_with_exceptions(stage: PledgeStage) -> None:
    head = stage.world.school_head
    stage.sign_all([*stage.teachers, head])
    numbers = {row.person_id: row.pk for row in Pledge.objects.filter(round=stage.round)}
    a, b, *_ = stage.teachers
    with pytest.raises(NotEvaluating):
        actions.evaluate_all(round=stage.round, pledges=numbers.values(), exceptions={}, by=head, at=NOW)
    actions.begin_evaluation(round=stage.round, by=None, at=NOW)
    with pytest.raises(NotSigned):
        actions.evaluate_self(round=stage.round, lines=all_kept(5), by=stage.world.nobody, at=NOW)
    wanting = [LineKept(Kept.BROKEN, "Để dân chờ"), *all_kept(4)]
    actions.evaluate_self(round=stage.round, lines=wanting, by=a, at=NOW)
    with pytest.raises(SelfSaysOtherwise, match=a.full_name):
        actions.evaluate_all(round=stage.round, pledges=numbers.values(), exceptions={}, by=head, at=NOW)
    exceptions = {numbers[a.pk]: wanting, numbers[b.pk]: [LineKept(Kept.PARTLY, "Nhắc nhở"), *all_kept(4)]}
    done = actions.evaluate_all(round=stage.round, pledges=numbers.values(), exceptions=exceptions, by=head, at=NOW)
    assert done == 5  # not the own
    told = {row.person_id: row.evaluations.get(assessor="head").lines for row in Pledge.objects.exclude(person=head)}
    assert [told[a.pk][0]["kept"], told[b.pk][0]["note"]] == ["broken", "Nhắc nhở"]
    with pytest.raises(NothingToEvaluate):
        actions.evaluate_all(round=stage.round, pledges=[numbers[head.pk]], exceptions={}, by=head, at=NOW)
    # the head's own lines are evaluated by the head above, on the campaign's line
    assert [row.person for row in policies.evaluable(stage.world.district_head.pk, stage.round, TODAY)] == [head]


def test_who_left_for_elsewhere_is_still_received_where_he_signed(stage: PledgeStage) -> None:
    person = stage.teachers[0]
    actions.sign(round=stage.round, person=person, way=Way.PAPER, by=stage.world.school_officer, at=NOW)
    Employment.objects.filter(person=person).update(unit=stage.world.clinic)
    assert waiting(stage, stage.world.school_head, Side.HEAD) == {person.full_name}


def test_a_pledge_of_a_closed_unit_is_received_where_the_person_works_now(stage: PledgeStage) -> None:
    world, nurse, other = stage.world, stage.nurses[0], stage.nurses[1]
    stage.sign_all([nurse, other])
    later = NOW + timedelta(days=10)
    head = world.school_head
    assert not policies.receivable(head.pk, stage.round, Side.HEAD, later.date()).filter(person=nurse).exists()
    Unit.objects.filter(pk=world.clinic.pk).update(closed_on=later.date() - timedelta(days=1))
    Employment.objects.filter(person=nurse).update(valid_to=later.date() - timedelta(days=1))
    Employment.objects.create(person=nurse, unit=world.school, valid_from=later.date())
    found = policies.receivable(head.pk, stage.round, Side.HEAD, later.date())
    assert nurse.pk in set(found.values_list("person", flat=True))
    assert other.pk not in set(found.values_list("person", flat=True)), "she went elsewhere"
    actions.receive(round=stage.round, side=Side.HEAD, by=head, at=later)
    evaluated = policies.evaluable(head.pk, stage.round, later.date()).values_list("person", flat=True)
    assert nurse.pk in set(evaluated)
