"""What the tests of the desk start with."""

from tests.campaigns.stage import Stage, set_stage
from tests.ground import kept
from tests.world import World


@kept
def stage(world: World) -> Stage:
    """The district's running campaign of 2026."""
    return set_stage(world)
