"""What every test of this room starts with."""

import pytest

from tests.campaigns.stage import Stage, set_stage
from tests.world import World


@pytest.fixture
def stage(world: World) -> Stage:
    """The district's running campaign of 2026."""
    return set_stage(world)


@pytest.fixture
def prepared(world: World) -> Stage:
    """The district's campaign before its launch."""
    return set_stage(world, running=False)
