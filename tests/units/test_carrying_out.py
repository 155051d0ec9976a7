"""Merging, dividing, transferring, dissolving, winding up: what becomes of places, names and successors."""

from decimal import Decimal

import pytest

from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.queries import events_of
from namkhong.units import queries
from namkhong.units.actions import (
    ChangeDraft,
    ResultDraft,
    SuperiorOffTheLine,
    SuperiorUndecided,
    add_changes,
    carry_out_structure,
    found,
    place,
)
from namkhong.units.models import ChangePart, Heir, Placement, Succession, Unit
from namkhong.units.states import ReorganisationState, UnitKind
from tests.units.reorganised import DAY, LAST, carried_out, drafted, new, old
from tests.world import NOW, SINCE, TODAY, World

HALF = Decimal("0.5")


def unit_named(name: str) -> Unit:
    return Unit.objects.get(name=name)


def test_merged_units_end_and_all_below_follow(world: World) -> None:
    merged = carried_out(world.federation, ("merge", [world.district, world.sister], [new("LĐLĐ khu vực")]))
    region = unit_named("LĐLĐ khu vực")
    assert (region.founded_on, region.founded_in_id) == (DAY, merged.batch_id)
    assert set(queries.children(region.pk, "union", TODAY)) == {*world.grassroots, world.sister_school}
    assert queries.parent(region.pk, "union", TODAY) == world.federation
    assert queries.parent(world.school.pk, "union", LAST) == world.district
    assert queries.parent(world.school.pk, "administration", TODAY) == world.district_committee
    for unit in Unit.objects.filter(pk__in=[world.district.pk, world.sister.pk]):
        assert (unit.closed_on, unit.closed_in_id) == (LAST, merged.batch_id)
        assert queries.lines_of(unit.pk, DAY) == []
    assert queries.heirs_on([world.district.pk], DAY) == {world.district.pk: {region.pk: Decimal(1)}}
    assert queries.heirs_on([world.district.pk], LAST) == {world.district.pk: {world.district.pk: Decimal(1)}}


def test_what_was_carried_out_says_so_once(world: World) -> None:
    merged = carried_out(world.federation, ("merge", [world.district, world.sister], [new("LĐLĐ khu vực")]))
    assert (merged.state, merged.carried_out_by_id) == (ReorganisationState.CARRIED_OUT, 1)
    events = [event for event in events_of("reorganisation", merged.pk) if event.verb == "reorganisation.carry_out"]
    assert [event.facts for event in events] == [
        {
            "batch": merged.batch_id,
            "founded": 1,
            "renamed": 0,
            "closed": 2,
            "ended": 6,
            "begun": 5,
            "successions": 2,
        }
    ]
    assert not events_of("unit", world.school.pk).exists()
    with pytest.raises(MovedMeanwhile):
        carry_out_structure(reorganisation=merged, by=1, at=NOW)


def test_a_unit_takes_others_in_and_may_get_a_new_name(world: World) -> None:
    merged = carried_out(
        world.federation,
        ("merge", [world.district, world.sister], [old(world.district, name="LĐLĐ Hòa Bình", short_name="LĐLĐ HB")]),
    )
    district = Unit.objects.get(pk=world.district.pk)
    assert (district.name, district.closed_on) == ("LĐLĐ Hòa Bình", None)
    assert queries.name_on(district, LAST) == world.district.name
    assert queries.parent(world.sister_school.pk, "union", TODAY) == district
    assert not Placement.objects.filter(ended_in=merged.batch_id, unit=district).exists()
    pairs = queries.successor_pairs(merged.batch_id).values_list("predecessor", "successor", "share")
    assert list(pairs) == [(world.sister.pk, district.pk, Decimal(1))]


def test_a_merger_stands_on_every_line_of_its_sources(world: World) -> None:
    carried_out(world.federation, ("merge", [world.office, world.school], [new("Trường mới", "school")]))
    school = unit_named("Trường mới")
    assert queries.lines_of(school.pk, DAY) == ["administration", "union"]
    assert queries.parent(school.pk, "administration", DAY) == world.district_committee


def test_a_merger_with_its_own_superior(world: World) -> None:
    """The child that takes its superior in stands where that one stood."""
    carried_out(world.federation, ("merge", [world.district, world.office], [old(world.office)]))
    assert queries.parent(world.office.pk, "union", DAY) == world.federation
    assert queries.parent(world.school.pk, "union", DAY) == world.office


def test_a_merger_on_one_line_leaves_the_others_alone(world: World) -> None:
    """A school that is merged on the union line goes on under its committee: it is not closed, nobody succeeds it."""
    carried_out(world.federation, ("merge", [world.school, world.office], [old(world.office)], "union"))
    assert queries.lines_of(world.school.pk, DAY) == ["administration"]
    assert Unit.objects.get(pk=world.school.pk).closed_on is None
    assert not Succession.objects.exists()


def test_a_split_is_answered_for_by_shares(world: World) -> None:
    carried_out(
        world.federation,
        ("split", [world.school], [new("Trường A", "school", share=HALF), old(world.clinic, share=HALF)]),
    )
    part = unit_named("Trường A")
    assert queries.heirs_on([world.school.pk], DAY)[world.school.pk] == {part.pk: HALF, world.clinic.pk: HALF}
    assert queries.lines_of(part.pk, DAY) == ["administration", "union"]
    assert queries.parent(world.clinic.pk, "union", DAY) == world.district
    assert Unit.objects.get(pk=world.school.pk).closed_on == LAST


def test_a_unit_that_gives_a_part_away_goes_on(world: World) -> None:
    results = [old(world.district, share=Decimal("0.7")), new("LĐLĐ mới", share=Decimal("0.3"))]
    carried_out(world.federation, ("split", [world.district], results))
    heirs = queries.heirs_on([world.district.pk], DAY)[world.district.pk]
    assert heirs == {world.district.pk: Decimal("0.7"), unit_named("LĐLĐ mới").pk: Decimal("0.3")}
    assert queries.parent(world.school.pk, "union", DAY) == world.district


def test_who_stands_below_a_split_is_asked_for(world: World) -> None:
    parts = [new("LĐLĐ A", share=HALF), new("LĐLĐ B", share=HALF)]
    draft = drafted(world.federation, ("split", [world.district], parts))
    with pytest.raises(SuperiorUndecided, match="“Liên đoàn Lao động huyện Hòa An” không còn"):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)
    draft.refresh_from_db()
    assert (draft.state, draft.batch) == (ReorganisationState.DRAFT, None)
    assert not Unit.objects.filter(name="LĐLĐ A").exists()


def test_who_stands_below_a_split_goes_where_it_is_said(world: World) -> None:
    parts = [new("LĐLĐ A", share=HALF), new("LĐLĐ B", share=HALF)]
    draft = drafted(world.federation)
    drafts = [
        ChangeDraft("split", "", [world.district], parts),
        ChangeDraft("transfer", "", [world.school, world.clinic], [ResultDraft(parent=parts[0])]),
        ChangeDraft("transfer", "union", [world.office], [ResultDraft(parent=parts[1])]),
    ]
    add_changes(reorganisation=draft, drafts=drafts, by=1, at=NOW)
    batch = carry_out_structure(reorganisation=draft, by=1, at=NOW)
    assert queries.parent(world.clinic.pk, "union", DAY) == unit_named("LĐLĐ A")
    assert queries.parent(world.office.pk, "union", DAY) == unit_named("LĐLĐ B")
    assert queries.parent(world.clinic.pk, "administration", DAY) == world.district_committee
    moved = [row for row in queries.place_changes(batch.pk) if row.was_there]
    assert {(row.unit_id, row.old_parent) for row in moved} == {
        (unit.pk, world.district.pk) for unit in world.grassroots
    }


def test_a_transferred_unit_takes_all_below_with_it(world: World) -> None:
    changed = carried_out(world.federation, ("transfer", [world.district], [ResultDraft(parent=world.sister)]))
    assert queries.ancestors(world.school.pk, "union", DAY) == [world.district, world.sister, world.federation]
    assert [row.unit for row in queries.place_changes(changed.batch_id)] == [world.district]
    assert not Heir.objects.exists()


def test_a_transfer_may_begin_a_line(world: World) -> None:
    carried_out(
        world.federation,
        ("transfer", [world.office], [ResultDraft(parent=world.district_committee)], "administration"),
    )
    assert queries.lines_of(world.office.pk, DAY) == ["administration", "union"]


def test_a_transfer_to_where_a_unit_stands_changes_nothing(world: World) -> None:
    changed = carried_out(world.federation, ("transfer", [world.office], [ResultDraft(parent=world.district)]))
    assert not queries.place_changes(changed.batch_id).exists()


def test_a_transfer_under_a_superior_that_is_merged_goes_to_its_heir(world: World) -> None:
    carried_out(
        world.federation,
        ("merge", [world.district, world.sister], [new("LĐLĐ khu vực")]),
        ("transfer", [world.office], [ResultDraft(parent=world.federation)]),
    )
    assert queries.parent(world.office.pk, "union", DAY) == world.federation
    assert queries.parent(world.school.pk, "union", DAY) == unit_named("LĐLĐ khu vực")


def test_a_superior_must_stand_on_a_line_of_the_unit(world: World) -> None:
    draft = drafted(world.federation, ("transfer", [world.office], [ResultDraft(parent=world.province_committee)]))
    with pytest.raises(SuperiorOffTheLine, match="Ủy ban nhân dân tỉnh"):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)


def test_a_dissolved_unit_without_anybody_below_just_ends(world: World) -> None:
    carried_out(world.federation, ("dissolve", [world.office], []))
    assert Unit.objects.get(pk=world.office.pk).closed_on == LAST
    assert queries.heirs_on([world.office.pk], DAY) == {world.office.pk: {world.office.pk: Decimal(1)}}


def test_whoever_takes_over_from_a_dissolved_unit_keeps_its_own_places(world: World) -> None:
    carried_out(world.federation, ("dissolve", [world.office], [old(world.district_committee)]))
    assert queries.lines_of(world.district_committee.pk, DAY) == ["administration"]
    assert queries.heirs_on([world.office.pk], DAY) == {world.office.pk: {world.district_committee.pk: Decimal(1)}}


def test_a_founded_successor_of_a_dissolved_unit_stands_where_it_stood(world: World) -> None:
    carried_out(world.federation, ("dissolve", [world.district], [new("LĐLĐ khu vực")]))
    assert queries.parent(world.school.pk, "union", DAY) == unit_named("LĐLĐ khu vực")


def test_a_dissolved_unit_leaves_nobody_behind(world: World) -> None:
    draft = drafted(world.federation, ("dissolve", [world.district], []))
    with pytest.raises(SuperiorUndecided, match="Hãy thêm dòng “Chuyển về cấp trên khác”"):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)


def test_a_line_is_wound_up_with_all_who_stand_on_it(world: World) -> None:
    changed = carried_out(
        world.federation,
        ("wind_up", [world.district], [old(world.federation)], "union"),
        ("transfer", [world.clinic], [ResultDraft(parent=world.sister)]),
    )
    assert queries.lines_of(world.school.pk, DAY) == ["administration"]
    assert queries.parent(world.clinic.pk, "union", DAY) == world.sister
    closed = Unit.objects.filter(closed_in=changed.batch_id)
    assert set(closed) == {world.district, world.office}
    heirs = queries.heirs_on([world.office.pk, world.school.pk], DAY)
    assert heirs == {world.office.pk: {world.federation.pk: 1}, world.school.pk: {world.school.pk: 1}}


def test_a_line_may_end_without_heirs_after_some_have_merged(world: World) -> None:
    carried_out(
        world.federation,
        ("merge", [world.school, world.office], [new("Trường mới", "school", parent=world.sister)]),
        ("wind_up", [world.district], [], "union"),
    )
    assert queries.lines_of(unit_named("Trường mới").pk, DAY) == ["administration", "union"]
    assert queries.parent(unit_named("Trường mới").pk, "union", DAY) == world.sister
    assert queries.lines_of(world.clinic.pk, DAY) == ["administration"]


def test_a_merger_into_a_line_that_ends_is_undecided(world: World) -> None:
    """The heir of those below is itself taken off the line."""
    branch = found(name="Tổ công đoàn", kind=UnitKind.GRASSROOTS_UNION, by=1, at=NOW)
    place(unit=branch, line="union", parent=world.sister_school, since=SINCE, by=1, at=NOW)
    draft = drafted(
        world.federation,
        ("merge", [world.sister_school, world.school], [old(world.school)]),
        ("wind_up", [world.district], [old(world.school)], "union"),
    )
    with pytest.raises(SuperiorUndecided):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)


def test_a_renamed_unit_keeps_its_former_name(world: World) -> None:
    changed = carried_out(world.federation, ("rename", [world.school], [new("Trường Tiểu học Tân Lập", "")]))
    assert queries.find("tan lap").get() == queries.find("dong tam").get() == world.school
    assert not Placement.objects.filter(begun_in=changed.batch_id).exists()


def test_a_name_that_stays_the_same_is_no_new_name(world: World) -> None:
    changed = carried_out(world.federation, ("rename", [world.school], [new(world.school.name, "")]))
    assert not queries.former_names(world.school).exists()
    assert events_of("reorganisation", changed.pk).first().facts["renamed"] == 0


def test_one_ward_divided_over_two_that_also_take_in_others(world: World) -> None:
    """A result may come out of several changes, described once."""
    region = new("LĐLĐ Một")
    draft = drafted(world.federation)
    drafts = [
        ChangeDraft("merge", "", [world.school, world.office], [region]),
        ChangeDraft(
            "split",
            "",
            [world.clinic],
            [
                ResultDraft(unit=region, share=Decimal("0.25")),
                ResultDraft(unit=world.sister_school, share=Decimal("0.75")),
            ],
        ),
    ]
    add_changes(reorganisation=draft, drafts=drafts, by=1, at=NOW)
    carry_out_structure(reorganisation=draft, by=1, at=NOW)
    one = unit_named("LĐLĐ Một")
    assert queries.heirs_on([world.clinic.pk], DAY)[world.clinic.pk] == {
        one.pk: Decimal("0.25"),
        world.sister_school.pk: Decimal("0.75"),
    }
    assert ChangePart.objects.filter(unit=one).count() == 1


def test_whole_provinces_and_their_districts_at_once(world: World) -> None:
    """Those who merge under a superior that merges too stand under its heir."""
    carried_out(
        world.federation,
        ("merge", [world.school, world.clinic], [new("Trường mới", "school")]),
        ("merge", [world.district, world.sister], [new("LĐLĐ khu vực")]),
    )
    assert queries.parent(unit_named("Trường mới").pk, "union", DAY) == unit_named("LĐLĐ khu vực")
    assert queries.parent(world.sister_school.pk, "union", DAY) == unit_named("LĐLĐ khu vực")
