"""Duties and campaigns after a reorganisation: nothing is lost, and all of it can be taken back."""

from datetime import date
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.campaigns import actions, queries
from namkhong.campaigns.actions import Deed, excuse, extend, follow, fulfil, unfollow
from namkhong.campaigns.models import (
    Campaign,
    Duty,
    DutyMove,
    Enrolment,
    Extension,
    JoinedDuty,
    Ownership,
)
from namkhong.campaigns.states import DutyState
from namkhong.journal.models import Event
from namkhong.units.models import Unit
from tests.campaigns.stage import Stage
from tests.campaigns.upheaval import DAY, upheave
from tests.world import NOW, World

TABLES = (Campaign, Duty, DutyMove, Enrolment, Extension, JoinedDuty, Ownership)
LATER = NOW.replace(hour=15)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of the room that a reorganisation may touch."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


def followed(batch: int, **more: Any) -> actions.Followed:
    return follow(batch=batch, effective_on=DAY, by=None, at=NOW, **more)


def test_an_open_duty_goes_to_the_successor_and_a_done_one_stays(stage: Stage, world: World) -> None:
    dialogue = stage.duty(stage.dialogue, world.school)
    fulfil(duty=dialogue, deed=Deed(date(2026, 6, 1)), by=None, at=NOW)
    Duty.objects.filter(unit=world.clinic).delete()
    batch = upheave(heirs={world.school: [world.clinic]}, number="1685/NQ")
    told = followed(batch)
    assert (told.ended, told.made, told.received, told.campaigns) == (2, 2, 0, 0)
    old = stage.duty(stage.report, world.school)
    assert (old.state, old.reason) == (
        DutyState.NOT_OBLIGED,
        "Đơn vị kế thừa từ ngày 01/07/2026: TTYT Hòa An (theo văn bản số 1685/NQ).",
    )
    new = stage.duty(stage.report, world.clinic)
    assert (new.state, new.due_on, new.to_unit, new.made_in_id) == ("open", old.due_on, world.district, batch)
    assert stage.duty(stage.dialogue, world.school).state == DutyState.FULFILLED
    assert not Duty.objects.filter(definition=stage.dialogue, unit=world.clinic).exists()
    assert Event.objects.get(verb="campaign.follow").facts["made"] == 2


def test_a_successor_never_has_the_same_duty_twice_and_every_one_of_several_has_it(stage: Stage, world: World) -> None:
    Duty.objects.filter(unit=world.office, definition=stage.report).delete()
    done = stage.duty(stage.pledge, world.clinic)
    fulfil(duty=done, deed=Deed(date(2026, 6, 1), count=5), by=None, at=NOW)
    batch = upheave(heirs={world.school: [world.clinic, world.office]})
    told = followed(batch)
    assert (told.ended, told.made) == (3, 1)
    assert (
        stage.duty(stage.report, world.school).reason == "Đơn vị kế thừa từ ngày 01/07/2026: TTYT Hòa An, CĐCS cơ quan."
    )
    assert stage.duty(stage.report, world.office).made_in_id == batch
    assert stage.duty(stage.pledge, world.clinic).state == DutyState.FULFILLED


def test_an_excused_successor_must_do_what_the_other_still_owed(stage: Stage, world: World) -> None:
    own = stage.duty(stage.report, world.clinic)
    excuse(duty=own, reason="Đang sửa chữa", by=None, at=NOW)
    before = everything()
    batch = upheave(heirs={world.school: [world.clinic]})
    followed(batch)
    assert stage.duty(stage.report, world.clinic).state == DutyState.OPEN
    unfollow(batch=batch, by=None, at=NOW)
    assert everything() == before


def test_more_time_goes_over_to_the_successor(stage: Stage, world: World) -> None:
    extend(duty=stage.duty(stage.report, world.school), due_on=date(2026, 12, 1), reason="Bão", by=None, at=NOW)
    Duty.objects.filter(unit=world.clinic).delete()
    batch = upheave(heirs={world.school: [world.clinic]})
    followed(batch)
    assert stage.duty(stage.report, world.clinic).current_due_on == date(2026, 12, 1)
    assert queries.acted_on(batch) == []


def test_an_answered_duty_stays_and_goes_to_whoever_judges_now(stage: Stage, world: World) -> None:
    sent = stage.duty(stage.report, world.school)
    batch = upheave(
        heirs={world.school: [world.clinic], world.district: [world.sister]},
        moved={world.clinic: world.sister, world.office: world.sister},
    )
    followed(batch, answered=Duty.objects.filter(pk=sent.pk).values("pk"))
    sent.refresh_from_db()
    assert (sent.state, sent.to_unit) == (DutyState.OPEN, world.sister)
    assert stage.duty(stage.pledge, world.school).state == DutyState.NOT_OBLIGED


def test_what_is_sent_to_somebody_else_from_now_on(stage: Stage, world: World) -> None:
    batch = upheave(heirs={}, moved={world.office: world.sister})
    told = followed(batch)
    assert told.received == 3
    assert stage.duty(stage.report, world.office).to_unit == world.sister
    assert stage.duty(stage.report, world.school).to_unit == world.district
    unfollow(batch=batch, by=None, at=NOW)
    assert stage.duty(stage.report, world.office).to_unit == world.district


def test_a_receiver_that_ends_is_followed_by_who_stands_above_or_succeeds_it(stage: Stage, world: World) -> None:
    batch = upheave(heirs={world.district: [world.sister]}, moved={world.school: world.federation})
    followed(batch)
    assert stage.duty(stage.report, world.school).to_unit == world.federation
    assert stage.duty(stage.report, world.clinic).to_unit == world.sister


def test_a_receiver_wound_up_without_anybody_leaves_an_orphan(stage: Stage, world: World) -> None:
    batch = upheave(heirs={world.district: []})
    followed(batch)
    assert stage.duty(stage.report, world.clinic).to_unit == world.district
    assert Campaign.objects.get().unit == world.district


def test_a_campaign_passes_to_the_only_successor_and_stays_with_its_units(stage: Stage, world: World) -> None:
    before = everything()
    batch = upheave(
        heirs={world.district: [world.sister]},
        moved=dict.fromkeys(world.grassroots, world.sister),
    )
    assert followed(batch).campaigns == 1
    campaign = Campaign.objects.get()
    assert campaign.unit == world.sister
    rows = Ownership.objects.order_by("valid_from").values_list("unit", "valid_from", "valid_to")
    assert list(rows) == [
        (world.district.pk, date(2026, 1, 15), date(2026, 6, 30)),
        (world.sister.pk, DAY, None),
    ]
    enrolled = set(Enrolment.objects.values_list("unit", flat=True))
    assert enrolled == {unit.pk for unit in world.grassroots}
    unfollow(batch=batch, by=None, at=NOW)
    assert everything() == before


def test_a_campaign_made_after_the_day_of_a_decision_told_late_passes_all_the_same(stage: Stage, world: World) -> None:
    Ownership.objects.update(valid_from=date(2026, 9, 1))
    followed(upheave(heirs={world.district: [world.sister]}))
    days = Ownership.objects.order_by("valid_from").values_list("valid_from", "valid_to")
    assert list(days) == [(date(2026, 9, 1), date(2026, 9, 1)), (date(2026, 9, 2), None)]


def test_a_campaign_with_several_heirs_waits_for_a_person(stage: Stage, world: World) -> None:
    assert followed(upheave(heirs={world.district: [world.sister, world.federation]})).campaigns == 0
    assert Campaign.objects.get().unit == world.district


def test_successors_of_enrolled_units_are_enrolled(stage: Stage, world: World) -> None:
    for unit in (world.school, world.clinic):
        Enrolment.objects.create(campaign=stage.campaign, unit=unit, valid_from=date(2026, 1, 1))
    before = everything()
    batch = upheave(heirs={world.school: [world.office, world.clinic]})
    followed(batch)
    now = Enrolment.objects.filter(valid_to=None).order_by("unit").values_list("unit", flat=True)
    assert list(now) == [world.clinic.pk, world.office.pk]
    unfollow(batch=batch, by=None, at=NOW)
    assert everything() == before


def test_what_hangs_on_units(stage: Stage, world: World) -> None:
    fulfil(duty=stage.duty(stage.pledge, world.school), deed=Deed(date(2026, 6, 1), count=12), by=None, at=NOW)
    found = {row.kind: row for row in queries.hanging([world.school.pk, world.district.pk], NOW.date())}
    counts = {kind: row.count for kind, row in found.items()}
    assert counts == {"duty_open": 3, "duty_received": 6, "duty_done": 1, "pledge": 12, "campaign": 1}
    assert found["campaign"].sample == ("Nói không với tiêu cực",)
    assert queries.hanging(Unit.objects.filter(pk=world.sister_school.pk).values("pk"), NOW.date()) == []


def test_whoever_acts_on_the_result_is_named(stage: Stage, world: World) -> None:
    Duty.objects.filter(unit=world.clinic).delete()
    batch = upheave(
        heirs={world.school: [world.clinic], world.district: [world.sister]},
        moved={world.clinic: world.sister, world.office: world.sister},
    )
    followed(batch)
    assert queries.acted_on(batch) == []
    fulfil(duty=stage.duty(stage.pledge, world.clinic), deed=Deed(date(2026, 6, 1)), by=None, at=LATER)
    excuse(duty=stage.duty(stage.dialogue, world.clinic), reason="Không có", by=None, at=LATER)
    extend(duty=stage.duty(stage.report, world.office), due_on=date(2026, 12, 1), reason="Bão", by=None, at=LATER)
    campaign = Campaign.objects.get()
    actions.close(campaign=campaign, on=LATER.date(), by=None, at=LATER)
    joined, lead = stage.duty(stage.dialogue, world.office), stage.duty(stage.pledge, world.office)
    JoinedDuty.objects.create(duty=joined, lead=lead, joined_at=LATER)
    Unit.objects.filter(pk=world.sister.pk).update(founded_in=batch)
    Duty.objects.filter(made_in=batch, unit=world.sister).update(made_in=None)
    assert queries.acted_on(batch) == [
        "Trung tâm Y tế huyện Hòa An đã làm xong 1 việc sau khi sắp xếp.",
        "Trung tâm Y tế huyện Hòa An đã được miễn hoặc giao lại 1 việc sau khi sắp xếp.",
        "Công đoàn cơ sở cơ quan huyện đã được gia hạn 1 việc sau khi sắp xếp.",
        "Công đoàn cơ sở cơ quan huyện đã ghép 2 việc với việc khác sau khi sắp xếp.",
        "Liên đoàn Lao động huyện Bình Sơn đã được giao 1 việc sau khi sắp xếp.",
        "Cuộc vận động “Nói không với tiêu cực” đã có thay đổi sau khi bàn giao.",
    ]


def test_many_units_that_acted_are_told_together(stage: Stage, world: World) -> None:
    lower = [*world.grassroots, world.sister_school]
    batch = upheave(heirs={}, moved=dict.fromkeys(lower, world.federation))
    for unit in lower:
        Duty.objects.get_or_create(
            definition=stage.report,
            unit=unit,
            period="2026",
            defaults={"campaign": stage.campaign, "year": 2026, "to_unit": world.sister},
        )
    followed(batch)
    for duty in Duty.objects.filter(definition=stage.report):
        actions.fulfil_by_report(duty=duty, on=DAY, by=None, at=LATER)
    assert queries.acted_on(batch)[-1] == "1 đơn vị khác đã làm xong 1 việc sau khi sắp xếp."


STATES = st.sampled_from(["open", "open", "open", "fulfilled", "not_obliged", "gone"])
NAMES = ("school", "clinic", "office", "sister_school", "district", "sister")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_is_lost_and_all_comes_back(data: st.DataObject, stage: Stage, world: World) -> None:
    point = transaction.savepoint()
    try:
        _one_story(data, stage, world)
    finally:
        transaction.savepoint_rollback(point)


def _one_story(data: st.DataObject, stage: Stage, world: World) -> None:
    for duty in Duty.objects.order_by("pk"):
        state = data.draw(STATES)
        if state == "gone":
            duty.delete()
        else:
            done = DAY if state == "fulfilled" else None
            reason = "Miễn" if state == "not_obliged" else ""
            Duty.objects.filter(pk=duty.pk).update(state=state, fulfilled_on=done, reason=reason)
    ending = data.draw(st.sets(st.sampled_from(NAMES[:5]), max_size=3))
    going = [name for name in NAMES if name not in ending]
    heirs = {
        getattr(world, name): [
            getattr(world, heir) for heir in data.draw(st.lists(st.sampled_from(going), unique=True, max_size=2))
        ]
        for name in sorted(ending)
    }
    above = [world.federation] + [world.sister] * ("sister" in going)
    moving = data.draw(st.sets(st.sampled_from(NAMES[:4]), max_size=3)) - ending
    moved = {getattr(world, name): data.draw(st.sampled_from(above)) for name in sorted(moving)}
    for name in data.draw(st.sets(st.sampled_from(NAMES[:4]), max_size=2)):
        Enrolment.objects.create(campaign=stage.campaign, unit=getattr(world, name), valid_from=date(2026, 1, 1))
    owed = list(Duty.objects.filter(state=DutyState.OPEN))
    done = set(Duty.objects.filter(state=DutyState.FULFILLED).values_list("pk", "unit", "to_unit"))
    before = everything()
    batch = upheave(heirs=heirs, moved=moved)
    followed(batch)
    assert done == set(Duty.objects.filter(state=DutyState.FULFILLED).values_list("pk", "unit", "to_unit"))
    for duty in owed:
        after = heirs.get(duty.unit) or [duty.unit]
        held = Duty.objects.filter(definition=duty.definition, period=duty.period, unit__in=after)
        assert held.filter(state__in=[DutyState.OPEN, DutyState.FULFILLED]).count() == len(after)
        for own in held.open().exclude(to_unit=None):
            successors = heirs.get(own.to_unit, [])
            assert len(successors) != 1 or successors == [own.unit]
    for campaign in Campaign.objects.all():
        assert Ownership.objects.get(campaign=campaign, valid_to=None).unit == campaign.unit
    unfollow(batch=batch, by=None, at=NOW)
    assert everything() == before
