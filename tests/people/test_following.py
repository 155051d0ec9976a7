"""People follow their units through a reorganisation, and come back exactly as they were."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.journal.actions import begin_batch
from namkhong.journal.queries import events_of
from namkhong.people.actions import CannotTake, NobodyTakes, NoSuchHead, appoint, enrol, follow, relieve, unfollow
from namkhong.people.models import Employment, Person, Post
from namkhong.people.queries import acted_on, ended_by, hanging, head_of
from namkhong.people.states import PostKind
from namkhong.units.actions import found
from namkhong.units.models import Change, ChangePart, Reorganisation, Succession, Unit
from namkhong.units.states import ChangeKind, PartRole, UnitKind
from tests.world import NOW, SINCE, TODAY, World

DAY = date(2026, 12, 1)
EVE = date(2026, 11, 30)


@dataclass
class Reorganised:
    """A batch in which `units` have written who succeeds whom, and the people have yet to follow."""

    batch: int
    founded: list[Unit] = field(default_factory=list)

    def follow(self, **terms) -> None:
        follow(batch=self.batch, effective_on=DAY, by=7, at=NOW, **terms)

    def unfollow(self) -> None:
        unfollow(batch=self.batch, by=7, at=NOW)


def reorganise(succeeded: dict[Unit, list[Unit]], founded: list[Unit] = ()) -> Reorganised:
    """Write successions as the room `units` does: shares of equal size, units that end closed the day before."""
    batch = begin_batch(kind="reorganisation", by=7, at=NOW)
    for unit, successors in succeeded.items():
        for successor in successors:
            share = round(Decimal(1) / len(successors), 10)
            Succession.objects.create(predecessor=unit, successor=successor, share=share, effective_on=DAY, batch=batch)
        if unit not in successors:
            Unit.objects.filter(pk=unit.pk).update(closed_on=EVE, closed_in=batch)
    Unit.objects.filter(pk__in=[unit.pk for unit in founded]).update(founded_in=batch, founded_on=DAY)
    return Reorganised(batch.pk, list(founded))


def new_unit(name: str = "Trường Tiểu học Hòa Tâm") -> Unit:
    return found(name=name, kind=UnitKind.SCHOOL, by=None, at=NOW, founded_on=DAY)


def employ_all(world: World) -> None:
    """Everybody works where he holds his post."""
    Employment.objects.bulk_create(
        Employment(person_id=person, unit_id=unit, position="Giáo viên", valid_from=SINCE)
        for person, unit in Post.objects.order_by("pk").values_list("person", "unit")
    )


def working(unit: Unit, on: date = DAY) -> set[str]:
    return set(Employment.objects.on(on).filter(unit=unit).values_list("person__full_name", flat=True))


def posts(unit: Unit, on: date = DAY) -> set[tuple[str, str]]:
    return set(Post.objects.on(on).filter(unit=unit).values_list("person__full_name", "kind"))


def everything() -> list[list[dict]]:
    return [list(model.objects.order_by("pk").values()) for model in (Employment, Post)]


@pytest.fixture
def merged(world: World) -> Reorganised:
    """School and clinic become one new unit from 1 December on."""
    employ_all(world)
    made = new_unit()
    return reorganise({world.school: [made], world.clinic: [made]}, [made])


def test_people_end_the_day_before_and_begin_at_the_successor(world: World, merged: Reorganised) -> None:
    merged.follow()
    new = merged.founded[0]
    assert working(new) == {"Vũ Thị Mai", "Bùi Hữu Phước", "Ngô Thùy Linh", "Đỗ Minh Đức"}
    assert not working(world.school) and len(working(world.school, EVE)) == 2
    begun = Employment.objects.filter(unit=new)
    assert {(row.valid_from, row.valid_to, row.position) for row in begun} == {(DAY, None, "Giáo viên")}
    assert not Employment.objects.filter(unit=world.office, begun_in=merged.batch).exists()


def test_officers_follow_and_nobody_is_made_head_by_guessing(world: World, merged: Reorganised) -> None:
    merged.follow()
    officer = PostKind.GRASSROOTS_OFFICER
    assert posts(merged.founded[0]) == {("Vũ Thị Mai", officer), ("Ngô Thùy Linh", officer)}
    assert head_of(merged.founded[0].pk, DAY) is None
    assert head_of(world.school.pk, EVE).person == world.school_head
    assert head_of(world.school.pk, DAY) is None
    event = events_of("batch", merged.batch).get()
    assert (event.verb, event.facts) == ("people.follow", {"employments": 4, "posts": 4})


def test_the_chosen_one_becomes_head_and_keeps_his_title(world: World, merged: Reorganised) -> None:
    new = merged.founded[0]
    merged.follow(heads={new.pk: world.clinic_head.pk})
    head = head_of(new.pk, DAY)
    assert (head.person, head.kind, head.title) == (world.clinic_head, PostKind.HEAD, "Chủ tịch Công đoàn")
    assert "post.appoint" in [event.verb for event in events_of("person", world.clinic_head.pk)]


def test_somebody_from_elsewhere_may_become_head_of_units_below(world: World) -> None:
    new = reorganise({world.sister: [world.district]})
    new.follow(heads={world.district.pk: world.nobody.pk})
    head = head_of(world.district.pk, DAY)
    assert (head.person, head.kind, head.title) == (world.nobody, PostKind.SUPERIOR_HEAD, "")
    assert head_of(world.district.pk, EVE).person == world.district_head


def test_a_head_who_takes_over_from_a_superior_head_is_one(world: World) -> None:
    made = new_unit("Liên đoàn Lao động khu vực")
    new = reorganise({world.district: [made]}, [made])
    new.follow(heads={made.pk: world.district_head.pk})
    assert head_of(made.pk, DAY).kind == PostKind.SUPERIOR_HEAD


def test_a_unit_that_goes_on_keeps_its_head_unless_another_is_chosen(world: World) -> None:
    new = reorganise({world.clinic: [world.school]})
    new.follow()
    assert head_of(world.school.pk, DAY).person == world.school_head
    new.unfollow()
    new.follow(heads={world.school.pk: world.school_head.pk})
    assert Post.objects.get(person=world.school_head).valid_to is None
    new.unfollow()
    new.follow(heads={world.school.pk: None})
    assert head_of(world.school.pk, DAY) is None


def test_a_head_must_be_somebody_at_a_unit_that_stands(world: World, merged: Reorganised) -> None:
    before = everything()
    for heads in ({merged.founded[0].pk: 10**9}, {world.school.pk: world.school_head.pk}, {10**9: world.nobody.pk}):
        with pytest.raises(NoSuchHead, match="cần chọn lại người đứng đầu"):
            merged.follow(heads=heads)
    assert everything() == before


def test_a_split_asks_who_takes_the_people(world: World) -> None:
    employ_all(world)
    one, two = new_unit("Trường Một"), new_unit("Trường Hai")
    split = reorganise({world.school: [one, two]}, [one, two])
    with pytest.raises(NobodyTakes, match=r"Trường Tiểu học Đồng Tâm.*cần chọn"):
        split.follow()
    with pytest.raises(CannotTake, match=r"Trung tâm Y tế huyện Hòa An.*không nhận"):
        split.follow(takes={world.school.pk: world.clinic.pk})
    with pytest.raises(CannotTake, match="Đơn vị được chọn"):
        split.follow(takes={world.school.pk: 10**9})
    split.follow(takes={world.school.pk: two.pk})
    assert working(two) == {"Vũ Thị Mai", "Bùi Hữu Phước"} and not working(one)


def test_a_split_unit_without_anybody_asks_nothing(world: World) -> None:
    Post.objects.filter(unit=world.school).exclude(kind=PostKind.HEAD).delete()
    split = reorganise({world.school: [new_unit("Trường Một"), new_unit("Trường Hai")]})
    split.follow()
    assert not posts(world.school)


def test_a_unit_that_gives_a_part_away_keeps_its_people(world: World) -> None:
    employ_all(world)
    before = everything()
    part = reorganise({world.school: [world.school, new_unit()]})
    assert not ended_by(part.batch).exists()
    part.follow()
    assert everything() == before


def test_people_of_a_dissolved_unit_go_where_it_was_decided(world: World) -> None:
    employ_all(world)
    gone = reorganise({world.school: []})
    gone.follow()
    assert not working(world.school) and not posts(world.school)
    gone.unfollow()
    gone.follow(takes={world.school.pk: world.clinic.pk})
    assert {"Vũ Thị Mai", "Bùi Hữu Phước"} < working(world.clinic)
    gone.unfollow()
    gone.follow(takes={world.school.pk: None})
    assert not Employment.objects.filter(begun_in=gone.batch).exists()


def test_a_share_that_nobody_decided_is_not_a_dissolution(world: World) -> None:
    employ_all(world)
    gone = reorganise({world.school: []})
    plan = Reorganisation.objects.create(
        unit=world.district, title="x", number="1", decided_on=TODAY, effective_on=DAY, created_at=NOW,
        batch_id=gone.batch,
    )  # fmt: skip
    change = Change.objects.create(reorganisation=plan, kind=ChangeKind.SPLIT)
    ChangePart.objects.create(change=change, role=PartRole.SOURCE, unit=world.school)
    ChangePart.objects.create(change=change, role=PartRole.RESULT, name="Trường Một")
    with pytest.raises(NobodyTakes):
        gone.follow()


def test_units_that_come_and_go_in_one_batch_are_passed_through(world: World) -> None:
    employ_all(world)
    last = new_unit()
    chain = reorganise({world.school: [world.clinic], world.clinic: [last]})
    chain.follow()
    assert working(last) == {"Vũ Thị Mai", "Bùi Hữu Phước", "Ngô Thùy Linh", "Đỗ Minh Đức"}


def test_it_is_the_undecided_unit_on_the_way_that_asks(world: World) -> None:
    employ_all(world)
    one, two = new_unit("Trường Một"), new_unit("Trường Hai")
    chain = reorganise({world.school: [world.clinic], world.clinic: [one, two]})
    Employment.objects.filter(unit=world.clinic).delete()
    with pytest.raises(NobodyTakes, match="Trung tâm Y tế"):
        chain.follow()
    chain.follow(takes={world.clinic.pk: one.pk})
    assert working(one) == {"Vũ Thị Mai", "Bùi Hữu Phước"}


def test_a_post_that_is_held_already_is_not_held_twice(world: World) -> None:
    officer = PostKind.GRASSROOTS_OFFICER
    for unit in (world.clinic, world.office):
        appoint(person=world.school_officer, unit=unit, kind=officer, since=SINCE, by=1, at=NOW)
    merged = reorganise({world.school: [world.office], world.clinic: [world.office]})
    merged.follow()
    assert Post.objects.on(DAY).filter(person=world.school_officer).count() == 1
    assert Post.objects.on(DAY).filter(person=world.clinic_officer, unit=world.office, kind=officer).count() == 1


def test_a_reorganisation_written_down_late_moves_what_came_after_its_day(world: World) -> None:
    person = enrol(full_name="Lê Văn Sau", by=None, at=NOW)
    Employment.objects.create(person=person, unit=world.school, valid_from=date(2026, 12, 10))
    ended = enrol(full_name="Lê Văn Trước", by=None, at=NOW)
    Employment.objects.create(person=ended, unit=world.school, valid_from=SINCE, valid_to=date(2026, 12, 24))
    before, made = everything(), new_unit()
    late = reorganise({world.school: [made]}, [made])
    late.follow()
    rows = Employment.objects.filter(unit=made).order_by("person").values_list("person", "valid_from", "valid_to")
    assert list(rows) == [(person.pk, date(2026, 12, 10), None), (ended.pk, DAY, date(2026, 12, 24))]
    assert not Employment.objects.on(date(2026, 12, 11)).filter(unit=world.school).exists()
    assert acted_on(late.batch) == []
    late.unfollow()
    assert everything() == before


def test_nothing_was_done_since(world: World, merged: Reorganised) -> None:
    merged.follow(heads={merged.founded[0].pk: world.school_head.pk})
    assert acted_on(merged.batch) == []


def test_what_was_done_since_is_named(world: World, merged: Reorganised) -> None:
    new = merged.founded[0]
    merged.follow(heads={new.pk: world.school_head.pk, world.office.pk: None})
    relieve(post=head_of(new.pk, DAY), until=DAY, by=1, at=NOW)
    Employment.objects.filter(person=world.school_officer, valid_to=None).update(valid_to=DAY)
    Employment.objects.create(person=world.school_officer, unit=world.office, valid_from=DAY + timedelta(days=1))
    Employment.objects.create(person=world.nobody, unit=new, valid_from=DAY)
    appoint(person=world.nobody, unit=new, kind=PostKind.HEAD, since=DAY + timedelta(days=1), by=1, at=NOW)
    appoint(person=world.nobody, unit=world.office, kind=PostKind.HEAD, since=DAY, by=1, at=NOW)
    said = acted_on(merged.batch)
    assert [sentence.split(":")[0] for sentence in said] == [
        "Đã thay đổi nơi làm việc sau khi sắp xếp",
        "Đã thôi nhiệm vụ sau khi sắp xếp",
        "Đã vào làm việc tại đơn vị mới",
        "Đã nhận nhiệm vụ tại đơn vị mới",
        "Đã có nơi làm việc khác",
        "Đã được giao đứng đầu đơn vị",
    ]
    assert said[0] == "Đã thay đổi nơi làm việc sau khi sắp xếp: Vũ Thị Mai (Trường Tiểu học Hòa Tâm)."


def test_many_who_moved_on_are_counted(world: World, merged: Reorganised) -> None:
    merged.follow()
    Employment.objects.filter(begun_in=merged.batch).update(valid_to=DAY)
    assert acted_on(merged.batch)[0].endswith("và 1 người khác.")


def test_what_hangs_on_units_is_counted_by_kind(world: World) -> None:
    employ_all(world)
    found = {row.kind: row for row in hanging([world.school.pk, world.clinic.pk], TODAY)}
    assert {kind: row.count for kind, row in found.items()} == {
        "people.employment": 4,
        "people.post.grassroots_officer": 2,
        "people.post.head": 2,
    }
    assert found["people.employment"].sample == ("Đỗ Minh Đức", "Ngô Thùy Linh", "Vũ Thị Mai")
    assert "do bạn chọn" in found["people.post.head"].becomes
    assert hanging([world.sister_school.pk], SINCE - timedelta(days=1)) == hanging([], TODAY) == []


def test_following_takes_as_many_statements_for_many_as_for_few(world: World, merged: Reorganised) -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as few:
        merged.follow()
        transaction.set_rollback(True)
    Person.objects.bulk_create(Person(full_name=f"Người {n}", search_name="x", sort_name="x") for n in range(50))
    crowd = Person.objects.filter(search_name="x")
    Employment.objects.bulk_create(Employment(person=p, unit=world.school, valid_from=SINCE) for p in crowd)
    with CaptureQueriesContext(connection) as many:
        merged.follow()
    assert len(working(merged.founded[0])) == 54
    assert len(many) == len(few)


DAYS = st.integers(-40, 40).map(lambda n: DAY + timedelta(days=n))
OPEN = st.one_of(st.none(), st.integers(0, 60))


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_taking_back_leaves_no_trace(world: World, data: st.DataObject) -> None:
    units = [*world.grassroots, world.sister_school]
    people = [world.school_head, world.clinic_head, world.office_officer, world.nobody]
    with transaction.atomic():
        for person in people:
            for unit in data.draw(st.lists(st.sampled_from(units), max_size=2, unique=True)):
                start, length = data.draw(DAYS), data.draw(OPEN)
                end = None if length is None else start + timedelta(days=length)
                kind = data.draw(st.sampled_from(PostKind))
                Post.objects.get_or_create(
                    person=person, unit=unit, kind=kind, valid_to=end, defaults={"valid_from": start}
                )
                if end or not Employment.objects.filter(person=person, valid_to=None).exists():
                    Employment.objects.create(person=person, unit=unit, valid_from=start, valid_to=end)
        before, made = everything(), [new_unit("Trường Một"), new_unit("Trường Hai")]
        gone = data.draw(st.lists(st.sampled_from(units), min_size=1, max_size=3, unique=True))
        goals = [*made, *(unit for unit in units if unit not in gone)]
        succeeded = {unit: data.draw(st.lists(st.sampled_from(goals), max_size=2, unique=True)) for unit in gone}
        takes = {u.pk: data.draw(st.sampled_from(s)).pk for u, s in succeeded.items() if len(s) > 1}
        heads = data.draw(
            st.dictionaries(st.sampled_from([g.pk for g in goals]), st.sampled_from([None, *(p.pk for p in people)]))
        )
        batch = reorganise(succeeded, made)
        batch.follow(takes=takes, heads=heads)
        for day in (EVE, DAY, DAY + timedelta(days=30)):
            assert Employment.objects.on(day).filter(unit__in=gone).exists() <= (day < DAY)
            assert Post.objects.on(day).filter(unit__in=gone).exists() <= (day < DAY)
        assert acted_on(batch.batch) == []
        batch.unfollow()
        assert everything() == before
        transaction.set_rollback(True)


def test_apart_only_to_who_succeeds(world: World) -> None:
    employ_all(world)
    east, west = new_unit("Trạm Đông"), new_unit("Trạm Tây")
    split = reorganise({world.clinic: [east, west]}, [east, west])
    with pytest.raises(CannotTake, match="Trường Tiểu học Đồng Tâm"):
        split.follow(takes={world.clinic.pk: east.pk}, apart={world.clinic.pk: {1: world.school.pk}})
    with pytest.raises(CannotTake, match="Công đoàn cơ sở cơ quan huyện"):
        split.follow(takes={world.clinic.pk: east.pk}, apart={world.office.pk: {1: west.pk}})


def test_apart_through_a_part_that_is_succeeded_itself(world: World) -> None:
    """The part that takes one person is merged into the school in the same batch, with all that it has."""
    employ_all(world)
    east, west = new_unit("Trạm Đông"), world.sister_school
    split = reorganise({world.clinic: [east, west], west: [world.school]}, [east])
    before = everything()
    split.follow(takes={world.clinic.pk: east.pk}, apart={world.clinic.pk: {world.clinic_officer.pk: west.pk}})
    assert "Ngô Thùy Linh" in working(world.school) and working(east) == {"Đỗ Minh Đức"}
    assert ("Ngô Thùy Linh", PostKind.GRASSROOTS_OFFICER) in posts(world.school)
    split.unfollow()
    assert everything() == before


def test_apart_to_a_part_that_nobody_succeeds(world: World) -> None:
    employ_all(world)
    east, west = new_unit("Trạm Đông"), world.sister_school
    split = reorganise({world.clinic: [east, west], west: []}, [east])
    split.follow(takes={world.clinic.pk: east.pk}, apart={world.clinic.pk: {world.clinic_officer.pk: west.pk}})
    assert working(east) == {"Đỗ Minh Đức"} and not working(west)
    assert not Employment.objects.on(DAY).filter(person=world.clinic_officer).exists()


def test_apart_to_a_part_that_is_divided_and_not_decided(world: World) -> None:
    employ_all(world)
    east, west = new_unit("Trạm Đông"), world.sister_school
    split = reorganise({world.clinic: [east, west], west: [world.school, world.office]}, [east])
    with pytest.raises(NobodyTakes, match="Hoa Sen"):
        split.follow(takes={world.clinic.pk: east.pk}, apart={world.clinic.pk: {world.clinic_officer.pk: west.pk}})
