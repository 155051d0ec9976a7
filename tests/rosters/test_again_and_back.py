"""Whatever is in a list: loaded twice it changes nothing the second time, and taken back nothing is left of it."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.rosters import actions
from tests.rosters.test_loading import tables
from tests.world import NOW

NAMES = ["Nguyễn Thị Lan", "Trần Văn Hùng", "Lê Mơ", "Y Blô"]
UNITS = ["", "TH Đồng Tâm", "TTYT Hòa An", "CĐCS cơ quan"]
LINE = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(UNITS),
    st.sampled_from(["", "Giáo viên", "Kế toán"]),
    st.sampled_from(["", dt.date(1985, 3, 2), "5/6/1990"]),
    st.sampled_from(["", "001185000123", "123456789"]),
    st.sampled_from(["", "0912345678", "+84987654321"]),
    st.sampled_from(["", "1/9/2010", dt.date(2026, 12, 1)]),
)
LIST = st.dictionaries(st.sampled_from(["A1", "A2", "A3", "A4"]), LINE, min_size=1)


@pytest.mark.parametrize("kept_by", ["district"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists=st.lists(LIST, min_size=1, max_size=3), ends=st.booleans())
def test_again_and_back(world, load, kept_by, lists, ends):
    stages, rosters = [tables()], []
    for people in lists:
        rows = [[code, *line] for code, line in people.items()]
        rosters.append(load(rows, finish_missing=ends))
        after = tables()
        again = load(rows, finish_missing=ends)
        assert again.counts["same"] == len(rows)
        assert tables() == after
        actions.undo(roster=again, by=world.district_officer.pk, at=NOW)
        assert tables() == after
        stages.append(after)
    for roster, before in zip(reversed(rosters), reversed(stages[:-1]), strict=True):
        actions.undo(roster=roster, by=world.district_officer.pk, at=NOW)
        assert tables() == before
