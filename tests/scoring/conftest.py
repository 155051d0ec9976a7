"""What every test of this room starts with."""

import pytest

from tests.scoring.stage import Stage, set_stage
from tests.world import World


@pytest.fixture
def stage(world: World) -> Stage:
    """The district's round over the school, the clinic and the office."""
    return set_stage(world)
