"""Enrolling, appointing, relieving, opening accounts, finding people."""

from datetime import date, timedelta

import pytest

from namkhong.journal.queries import events_of
from namkhong.people import queries
from namkhong.people.actions import AlreadyInPost, NameTaken, appoint, enrol, open_account, relieve
from namkhong.people.models import Account, Post
from namkhong.people.states import PostKind
from tests.world import NOW, TODAY, World


def verbs(person: int) -> list[str]:
    return [event.verb for event in events_of("person", person)]


def test_an_enrolled_person_is_found_without_accents(db: None) -> None:
    person = enrol(full_name="  Trần  Thị Ánh Nguyệt ", by=None, at=NOW)
    assert str(person) == "Trần Thị Ánh Nguyệt"
    assert list(queries.find("anh nguyet")) == [person]
    assert verbs(person.pk) == ["person.enrol"]


def test_people_stand_in_the_order_of_their_given_names(world: World) -> None:
    found = [person.full_name for person in queries.find("n")]
    assert found.index("Hồ Ngọc Ánh") < found.index("Nguyễn Văn Bình") < found.index("Đặng Thu Trang")


def test_an_appointment_counts_once(world: World) -> None:
    terms = {"person": world.nobody, "unit": world.school, "kind": PostKind.HEAD, "since": TODAY, "by": 1, "at": NOW}
    post = appoint(**terms, title="Hiệu trưởng")
    assert (post.title, queries.units_of(world.nobody.pk, TODAY)) == ("Hiệu trưởng", [world.school])
    with pytest.raises(AlreadyInPost, match="Mai Chí Công đã giữ nhiệm vụ này tại Trường Tiểu học Đồng Tâm"):
        appoint(**terms)
    assert verbs(world.nobody.pk) == ["post.appoint"]


def test_a_relieved_post_keeps_its_row(world: World) -> None:
    post = Post.objects.get(person=world.school_head)
    relieve(post=post, until=TODAY, by=1, at=NOW)
    assert queries.head_of(world.school.pk, TODAY) == post
    assert queries.head_of(world.school.pk, TODAY + timedelta(days=1)) is None
    assert verbs(world.school_head.pk) == ["post.relieve"]


def test_a_post_does_not_end_before_it_began(world: World) -> None:
    post = Post.objects.get(person=world.school_head)
    relieve(post=post, until=date(2000, 1, 1), by=1, at=NOW)
    post.refresh_from_db()
    assert post.valid_to == post.valid_from


def test_a_sign_in_name_belongs_to_one_person_whatever_its_case(world: World) -> None:
    with pytest.raises(NameTaken, match="SCHOOL_HEAD"):
        open_account(person=enrol(full_name="Lê An", by=1, at=NOW), username="SCHOOL_HEAD", password="x", by=1, at=NOW)


def test_an_opened_account_signs_in_and_has_no_other_power(world: World) -> None:
    person = enrol(full_name="Lê An", by=1, at=NOW)
    account = open_account(person=person, username="le.an", password="mot-mat-khau-dai", by=1, at=NOW)
    assert Account.objects.get_by_natural_key("LE.AN") == account
    assert account.check_password("mot-mat-khau-dai") and not account.has_perm("people.add_post")
    assert (str(account), queries.person_of(account)) == ("Lê An", person)
    assert verbs(person.pk) == ["account.open", "person.enrol"]


def test_who_works_at_a_unit(world: World) -> None:
    assert queries.officers_of(world.school.pk, TODAY) == [world.school_officer.pk, world.school_head.pk]
    assert [post.kind for post in queries.posts_of(world.auditor.pk, TODAY)] == [PostKind.AUDITOR]
    assert queries.names({world.nobody.pk}) == {world.nobody.pk: "Mai Chí Công"}
