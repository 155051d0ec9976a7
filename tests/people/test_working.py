"""People take up work, move and leave; a head is a dated post. What was before stays as it was."""

from datetime import date, timedelta

import pytest

from namkhong.journal.queries import events_of
from namkhong.people.actions import (
    AlreadyInPost,
    BeforeItBegan,
    HeadedLater,
    UnitHasEnded,
    WorksAlready,
    WorksNowhere,
    WorksThereAlready,
    appoint,
    appoint_head,
    employ,
    leave,
    relieve,
    transfer,
)
from namkhong.people.models import Employment, Post
from namkhong.people.queries import head_of
from namkhong.people.queries.staff import heads_of, staff_of, units_knowing, working_life
from namkhong.people.states import PostKind
from namkhong.units.models import Unit
from tests.world import NOW, SINCE, TODAY, World

WHO = {"by": 7, "at": NOW}
TOMORROW = TODAY + timedelta(days=1)


def life(person) -> list[tuple]:
    return list(working_life(person.pk).values_list("unit__short_name", "valid_from", "valid_to", "position"))


def test_a_move_ends_one_work_and_begins_another(world: World) -> None:
    employ(person=world.nobody, unit=world.school, since=SINCE, position="Giáo viên", **WHO)
    transfer(person=world.nobody, to=world.clinic, since=TODAY, position="Y tá", **WHO)
    assert life(world.nobody) == [
        ("TTYT Hòa An", TODAY, None, "Y tá"),
        ("TH Đồng Tâm", SINCE, TODAY - timedelta(days=1), "Giáo viên"),
    ]
    assert [event.verb for event in events_of("person", world.nobody.pk)] == ["person.transfer", "person.employ"]
    assert events_of("person", world.nobody.pk)[0].facts == {"day": "2026-11-22", "from": world.school.pk}


def test_what_was_trusted_at_the_former_unit_ends_with_the_work(world: World) -> None:
    officer = world.school_officer
    employ(person=officer, unit=world.school, since=SINCE, **WHO)
    appoint(person=officer, unit=world.clinic, kind=PostKind.AUDITOR, since=SINCE, **WHO)
    appoint(person=officer, unit=world.school, kind=PostKind.AUDITOR, since=TOMORROW, **WHO)
    transfer(person=officer, to=world.clinic, since=TODAY, **WHO)
    held = Post.objects.filter(person=officer).order_by("pk").values_list("unit", "kind", "valid_to")
    assert list(held) == [
        (world.school.pk, PostKind.GRASSROOTS_OFFICER, TODAY - timedelta(days=1)),
        (world.clinic.pk, PostKind.AUDITOR, None),
    ]


def test_who_leaves_is_known_to_the_last_unit(world: World) -> None:
    employ(person=world.nobody, unit=world.school, since=SINCE, **WHO)
    leave(person=world.nobody, until=TODAY, **WHO)
    assert world.nobody not in [row.person for row in staff_of(world.school.pk, TOMORROW)]
    assert units_knowing(world.nobody.pk, TOMORROW) == [world.school.pk]
    with pytest.raises(WorksNowhere, match="không làm việc ở đơn vị nào"):
        leave(person=world.nobody, until=TOMORROW, **WHO)


def test_what_cannot_be_is_refused(world: World) -> None:
    employ(person=world.nobody, unit=world.school, since=TODAY, **WHO)
    with pytest.raises(WorksAlready, match="Đồng Tâm"):
        employ(person=world.nobody, unit=world.clinic, since=TODAY, **WHO)
    with pytest.raises(WorksThereAlready):
        transfer(person=world.nobody, to=world.school, since=TOMORROW, **WHO)
    with pytest.raises(BeforeItBegan, match="22/11/2026"):
        transfer(person=world.nobody, to=world.clinic, since=TODAY, **WHO)
    Unit.objects.filter(pk=world.clinic.pk).update(closed_on=TODAY)
    with pytest.raises(UnitHasEnded):
        transfer(person=world.nobody, to=Unit.objects.get(pk=world.clinic.pk), since=TOMORROW, **WHO)
    assert Employment.objects.get(person=world.nobody).valid_to is None


def test_a_new_head_ends_the_former_one_the_day_before(world: World) -> None:
    appoint_head(person=world.nobody, unit=world.school, since=TOMORROW, title="Hiệu trưởng", **WHO)
    assert head_of(world.school.pk, TODAY).person == world.school_head
    assert (head_of(world.school.pk, TOMORROW).person, head_of(world.school.pk, TOMORROW).kind) == (
        world.nobody,
        PostKind.HEAD,
    )
    assert [post.person for post in heads_of(world.school.pk)] == [world.nobody, world.school_head]
    with pytest.raises(AlreadyInPost):
        appoint_head(person=world.nobody, unit=world.school, since=TOMORROW, **WHO)
    with pytest.raises(HeadedLater, match="23/11/2026"):
        appoint_head(person=world.auditor, unit=world.school, since=TODAY, **WHO)


def test_a_head_above_others_is_a_superior_one(world: World) -> None:
    assert appoint_head(person=world.nobody, unit=world.district, since=TOMORROW, **WHO).kind == PostKind.SUPERIOR_HEAD


def test_a_post_that_ends_later_can_end_sooner(world: World) -> None:
    post = Post.objects.get(person=world.school_head)
    relieve(post=post, until=date(2027, 1, 1), by=1, at=NOW)
    relieve(post=post, until=TODAY, by=1, at=NOW)
    post.refresh_from_db()
    assert post.valid_to == TODAY
