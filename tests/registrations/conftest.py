"""What every test of this room starts with."""

import pytest

from tests.registrations.stage import Stage, set_stage
from tests.world import World


@pytest.fixture
def stage(world: World) -> Stage:
    """The district's running campaign of 2026 that asks its units to register."""
    return set_stage(world)
