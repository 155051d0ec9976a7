"""The small province itself."""

from namkhong.units.queries import ancestors, lines_of
from tests.world import SINCE, TODAY, World


def test_world_stands(world: World, signed_in) -> None:
    assert [unit.pk for unit in ancestors(world.school.pk, "union", TODAY)] == [world.district.pk, world.federation.pk]
    assert lines_of(world.school.pk, SINCE) == ["administration", "union"]
    assert signed_in(world.school_officer).session["_auth_user_id"]
