"""Merging, dividing, transferring, dissolving, winding up: what becomes of places, names and successors."""

from decimal import Decimal

from namkhong.units import queries
from namkhong.units.actions import carry_out_structure
from namkhong.units.models import Unit
from tests.units.reorganised import DAY, LAST, carried_out, drafted, new, picture, taken_back
from tests.world import NOW, TODAY, World


def test_merged_units_end_and_all_below_follow(world: World) -> None:
    merged = carried_out(world.federation, ("merge", [world.district, world.sister], [new("LĐLĐ khu vực")]))
    region = Unit.objects.get(name="LĐLĐ khu vực")
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


def test_taken_back_is_as_before(world: World) -> None:
    draft = drafted(world.federation, ("merge", [world.district, world.sister], [new("LĐLĐ khu vực")]))
    before = picture()
    carry_out_structure(reorganisation=draft, by=1, at=NOW)
    region = Unit.objects.get(name="LĐLĐ khu vực")
    taken_back(draft)
    assert picture([region.pk]) == before
    region.refresh_from_db()
    assert region.closed_on == DAY
