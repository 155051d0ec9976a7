"""Every verb, for every post, on the own unit and on units below, above, beside and far away."""

from datetime import timedelta

import pytest

from namkhong.people import policies
from namkhong.people.actions import relieve
from namkhong.people.models import Person, Post
from namkhong.people.rules import GRANTS, Reach, Verb, authority_table
from namkhong.people.states import PostKind
from namkhong.units.actions import found, place, rebuild_lineage
from namkhong.units.models import Heir, Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.world import NOW, SINCE, TODAY, World

REACHES = {
    Reach.OWN: {"own"},
    Reach.BELOW: {"child", "grandchild"},
    Reach.OWN_AND_BELOW: {"own", "child", "grandchild"},
    None: set(),
}
RELATIONS = {
    "own": "district",
    "child": "clinic",
    "grandchild": "office",
    "above": "federation",
    "sister": "sister",
    "stranger": "sister_school",
    "other_line": "province_committee",
}


@pytest.fixture
def tree(world: World) -> dict[str, Unit]:
    """The units around the district; the office stands one step lower here, under the clinic."""
    Placement.objects.filter(unit=world.office).update(parent=world.clinic)
    rebuild_lineage(line="union")
    return {relation: getattr(world, name) for relation, name in RELATIONS.items()}


@pytest.mark.parametrize("kind", PostKind)
def test_a_post_reaches_as_far_as_the_table_says(world: World, tree: dict[str, Unit], kind: PostKind) -> None:
    person = world.nobody.pk
    Post.objects.create(person=world.nobody, unit=world.district, kind=kind, valid_from=SINCE)
    for verb in Verb:
        reached = {relation for relation, unit in tree.items() if policies.may(person, verb, unit.pk, TODAY)}
        assert reached == REACHES[GRANTS[verb].get(kind)], verb
        within = set(policies.units_within(person, verb, TODAY))
        assert {relation for relation, unit in tree.items() if unit in within} == reached, verb
        own = policies.own_units(person, verb, TODAY)
        assert own == ([world.district.pk] if "own" in reached else [])
        above = policies.superior_units(person, verb, TODAY)
        assert above == ([world.district.pk] if "child" in reached else [])


@pytest.mark.parametrize("verb", Verb)
def test_without_a_post_nothing_is_allowed(world: World, verb: Verb) -> None:
    assert not policies.units_within(world.nobody.pk, verb, TODAY).exists()
    assert not policies.may(world.nobody.pk, verb, world.school.pk, TODAY)


def test_a_post_counts_from_its_first_to_its_last_day(world: World) -> None:
    person, school = world.school_officer.pk, world.school.pk
    post = Post.objects.get(person=person)
    relieve(post=post, until=TODAY, by=None, at=NOW)
    days = {SINCE - timedelta(days=1): False, SINCE: True, TODAY: True, TODAY + timedelta(days=1): False}
    for day, allowed in days.items():
        assert policies.may(person, Verb.WRITE_REPORT, school, day) is allowed, day


def test_a_superior_on_either_line_may_look(world: World) -> None:
    for officer in (world.committee_officer, world.district_officer):
        assert policies.may(officer.pk, Verb.READ_REPORT, world.school.pk, TODAY)
    assert not policies.may(world.committee_officer.pk, Verb.READ_REPORT, world.office.pk, TODAY)


def test_on_one_line_a_post_reaches_nobody_of_another(world: World) -> None:
    for officer, line, other in (
        (world.district_officer, Line.UNION, Line.ADMINISTRATION),
        (world.committee_officer, Line.ADMINISTRATION, Line.UNION),
    ):
        person, verb, school = officer.pk, Verb.JUDGE_REPORT, world.school
        assert policies.may(person, verb, school.pk, TODAY, line=line)
        assert not policies.may(person, verb, school.pk, TODAY, line=other)
        assert school in policies.units_within(person, verb, TODAY, line=line)
        assert not policies.units_within(person, verb, TODAY, line=other).exists()
        assert len(policies.superior_units(person, verb, TODAY, line=line)) == 1
        assert policies.superior_units(person, verb, TODAY, line=other) == []
    own = world.school_officer.pk
    assert policies.may(own, Verb.READ_REPORT, world.school.pk, TODAY, line=Line.PARTY_FRONT)
    assert policies.superior_units(own, Verb.READ_REPORT, TODAY, line=Line.UNION) == []


def test_a_unit_that_has_ended_is_looked_back_at_by_who_answers_for_it(world: World) -> None:
    school, read = world.school, Verb.READ_REPORT
    Unit.objects.filter(pk=school.pk).update(closed_on=SINCE + timedelta(days=30))
    for line in ("union", "administration"):
        Placement.objects.filter(unit=school, line=line).update(valid_to=SINCE + timedelta(days=30))
        rebuild_lineage(line=line)

    def lookers(line: str | None = None) -> set[str]:
        names = ("clinic_officer", "district_officer", "sister_officer", "committee_officer", "school_officer")
        return {n for n in names if policies.may(getattr(world, n).pk, read, school.pk, TODAY, line=line)}

    assert lookers() == {"district_officer", "committee_officer", "school_officer"}
    assert lookers("union") == {"district_officer", "school_officer"}
    Heir.objects.create(unit=school, heir=world.sister_school, share=1, valid_from=SINCE)
    # Whoever stood above its last place still looks back, beside who stands above the unit that answers for it.
    assert lookers("union") == {"sister_officer", "district_officer", "school_officer"}
    assert not policies.may(world.sister_officer.pk, read, world.clinic.pk, TODAY)
    assert not policies.may(world.sister_officer.pk, read, 2**70, TODAY)


def test_who_may_names_the_holders_at_the_unit_itself(world: World) -> None:
    assert policies.who_may(Verb.SUBMIT_REPORT, world.school.pk, TODAY) == [
        world.school_officer.pk,
        world.school_head.pk,
    ]
    assert policies.who_may(Verb.JUDGE_REPORT, world.district.pk, TODAY) == []


def test_every_verb_is_in_the_table_once() -> None:
    assert list(GRANTS) == list(Verb)
    assert len({verb.key for verb in Verb}) == len({verb.label for verb in Verb}) == len(Verb)
    for verb, reaches in authority_table():
        assert len(reaches) == len(PostKind) and any(reaches), verb


def test_asking_costs_the_same_for_a_large_tree(world: World, same_queries) -> None:
    def grow() -> None:
        for number in range(20):
            unit = found(name=f"Trường {number}", kind=UnitKind.SCHOOL, by=None, at=NOW)
            place(unit=unit, line="union", parent=world.district, since=SINCE, by=None, at=NOW)

    same_queries(lambda: list(policies.units_within(world.district_officer.pk, Verb.READ_UNIT, TODAY)), grow)


@pytest.mark.parametrize("verb", [Verb.READ_UNIT, Verb.EXTEND_DUTY, Verb.READ_PERSONAL, Verb.LAUNCH_CAMPAIGN])
@pytest.mark.parametrize("line", [None, "union", "administration"])
def test_looked_up_from_below_it_is_the_same_as_from_above(world: World, verb: Verb, line: str | None) -> None:
    for person in Person.objects.all():
        reached = Unit.objects.filter(policies.reaching(person.pk, verb, TODAY, line=line))
        assert set(reached) == set(policies.units_within(person.pk, verb, TODAY, line=line))
    assert set(policies.units_within(world.district_officer.pk, Verb.READ_UNIT, TODAY)) > {world.district}
