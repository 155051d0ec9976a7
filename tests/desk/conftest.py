"""What the tests of the desk start with."""

import pytest

from tests.campaigns.stage import Stage, set_stage
from tests.world import World


@pytest.fixture
def stage(world: World) -> Stage:
    """The district's running campaign of 2026."""
    return set_stage(world)
