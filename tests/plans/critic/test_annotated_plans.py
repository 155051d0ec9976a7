"""The critic over the annotated plans (kept outside the repository): what a reader of them found is found."""

from functools import cache
from pathlib import Path

import pytest

from namkhong.plans.reading.read import read_file
from namkhong.plans.rules.critic import Case, FindingKind, findings
from tests.plans.critic.made import of, only, read

PLANS = Path(__file__).resolve().parents[4] / "shared" / "plans"
measured = pytest.mark.skipif(
    not PLANS.is_dir(), reason="ANNOTATED PLANS ABSENT: the folder ../shared/plans is needed to try the critic"
)
MOST = 6
"""More findings than this about one plan of ordinary quality would be read by nobody."""


@cache
def case(name: str) -> Case:
    [path] = PLANS.glob(f"*/{name}_*.txt")
    return read(read_file(path).text)


@measured
def test_the_first_seed_has_three_ranges_of_years() -> None:
    found = only(FindingKind.RANGES, case("000"))
    assert [word in found.sentence for word in ("2019 - 2025", "2019 - 2026", "và các năm tiếp theo")] == [True] * 3
    assert len(found.spots) == 4


@measured
def test_a_department_reports_before_its_units() -> None:
    assert [row.weight for row in of(FindingKind.CHAIN, case("37"))] == ["blocking", "note"]


@measured
def test_a_mobile_number_is_found_and_not_repeated() -> None:
    found = only(FindingKind.PERSONAL, case("001"))
    assert found.spots[0].quote.endswith("•••")


@measured
def test_one_law_with_two_days() -> None:
    assert len(only(FindingKind.TWO_DATES, case("25")).spots) == 2


@measured
def test_nobody_is_told_too_much() -> None:
    many = {path.name: len(findings(read(read_file(path).text))) for path in PLANS.glob("*/*.txt")}
    assert {name: count for name, count in many.items() if count > MOST} == {}
    assert sum(many.values()) <= 2 * len(many), "a critic that cries wolf is switched off"
