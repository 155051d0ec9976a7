"""Sets in the small province."""

import pytest

from namkhong.criteria.actions import begin, issue
from namkhong.criteria.models import CriteriaSet
from tests.criteria.sets import SMALL
from tests.world import NOW, World


@pytest.fixture
def draft(world: World) -> CriteriaSet:
    """A draft of the district without mistakes."""
    return begin(unit=world.district, definition=SMALL, by=world.district_officer, at=NOW)


@pytest.fixture
def issued(world: World, draft: CriteriaSet) -> CriteriaSet:
    """The same, issued."""
    issue(row=draft, revision=1, by=world.district_officer, at=NOW)
    draft.refresh_from_db()
    return draft
