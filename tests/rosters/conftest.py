"""Handing in, checking and loading a list in one line."""

import io

import pytest

from namkhong.rosters import actions
from namkhong.rosters.states import RosterKind
from tests.rosters.books import STAFF_HEAD, book
from tests.world import NOW


@pytest.fixture(autouse=True)
def own_places(settings, tmp_path):
    """Files and the key of personal data of this test alone."""
    settings.MEDIA_ROOT, settings.VAR = tmp_path / "media", tmp_path / "var"


@pytest.fixture
def hand_in(world):
    """`hand_in(rows, head=…)`: a list of the school by its officer, matched and checked."""

    def go(rows, *, kind=RosterKind.STAFF, kept_by=None, by=None, head=STAFF_HEAD, at=NOW, **options):
        by = by or world.district_officer
        content = rows if isinstance(rows, bytes) else book([head, *rows])
        name = options.pop("name", "danh sách.xlsx")
        roster = actions.take_in(
            kept_by=kept_by or world.district, kind=kind, name=name, data=io.BytesIO(content), by=by.pk, at=at
        )
        actions.match_columns(
            roster=roster, columns=roster.columns, mend_capitals=options.get("mend", False), by=by.pk, at=at
        )
        actions.check(roster=roster, by=by.pk, at=at)
        return roster

    return go


@pytest.fixture
def load(world, hand_in):
    """`load(rows)`: the same, and loaded."""

    def go(rows, *, skip_bad=False, finish_missing=False, at=NOW, by=None, **options):
        by = by or world.district_officer
        roster = hand_in(rows, by=by, at=at, **options)
        actions.begin(roster=roster, skip_bad=skip_bad, finish_missing=finish_missing, by=by.pk, at=at)
        actions.load(roster=roster, by=by.pk, at=at)
        return roster

    return go
