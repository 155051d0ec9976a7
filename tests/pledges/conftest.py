"""What every test of this room starts with."""

from collections.abc import Iterator

import pytest

from namkhong.pledges.actions import texts
from tests.pledges.stage import PledgeStage, set_round
from tests.world import World


@pytest.fixture
def stage(world: World) -> PledgeStage:
    """The district's open round of 2026."""
    return set_round(world)


@pytest.fixture
def prepared(world: World) -> PledgeStage:
    """The district's round before it opens."""
    return set_round(world, opened=False)


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """A database that is rolled back takes its numbers back; outside of tests none ever does."""
    yield
    texts.forget_texts()
