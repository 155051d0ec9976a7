"""Signs that ratings get as they come in; and that they tell no minute."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.feedback.ingest import arrivals
from namkhong.feedback.ingest.arrivals import Arrivals
from namkhong.feedback.models import Ballot
from namkhong.feedback.rules.codes import CodeName
from namkhong.feedback.rules.signs import Sign
from namkhong.feedback.states import PointKind
from tests.feedback.given import point_at


def signs_of(seconds: list[float], codes: list[CodeName | None] | None = None) -> list[Sign]:
    memory = Arrivals()
    codes = codes or [None] * len(seconds)
    return [Sign(memory.signs(1, "A", second, code)) for second, code in zip(seconds, codes, strict=True)]


def test_the_first_has_no_signs_and_one_within_seconds_is_quick() -> None:
    assert signs_of([0, 4, 60, 65.1]) == [Sign.NONE, Sign.QUICK, Sign.NONE, Sign.NONE]


def test_more_than_one_a_minute_is_dense() -> None:
    found = signs_of([0, 50, 105, 150, 212, 260, 320, 900])
    assert [Sign.DENSE in each for each in found] == [False] * 5 + [True, True, False]


def test_a_clock_is_even_and_people_are_not() -> None:
    clock = signs_of([10.0 * n + 0.1 * (n % 2) for n in range(10)])
    assert all(Sign.EVEN in each for each in clock[2:]) and Sign.EVEN not in clock[0] | clock[1]
    assert not any(Sign.EVEN in each for each in signs_of([0, 40, 95, 230, 260, 420]))
    assert not any(Sign.EVEN in each for each in signs_of([0, 1000, 2000, 3000]))
    assert not any(Sign.EVEN in each for each in signs_of([0.0] * 5))


def test_codes_in_a_row_are_next_when_they_come_soon() -> None:
    codes = [CodeName(1, 5), CodeName(1, 6), CodeName(1, 9), CodeName(1, 13), CodeName(1, 12), CodeName(2, 13), None]
    found = signs_of([0, 40, 100, 130, 170, 200, 220], codes)
    assert [Sign.NEXT in each for each in found] == [False, True, True, False, False, False, False]
    assert Sign.NEXT not in signs_of([0, 91], codes[:2])[1]


def test_each_class_at_each_point_has_a_memory_of_its_own_and_it_ends(monkeypatch) -> None:
    memory = Arrivals()
    assert memory.signs(1, "B", 0) == memory.signs(1, "C", 1) == memory.signs(2, "B", 2) == 0
    assert memory.signs(1, "B", 3) == Sign.QUICK
    monkeypatch.setattr(arrivals, "MOST", 3)
    assert memory.signs(3, "B", 4) == 0
    assert len(memory._last) == 3 and memory.signs(1, "B", 5) == 0


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.floats(0.5, 400), min_size=3, max_size=30), st.floats(-3600, 3600))
def test_signs_do_not_depend_on_the_minute(gaps: list[float], later: float) -> None:
    seconds = [round(sum(gaps[: n + 1])) + 5000.0 for n in range(len(gaps))]
    assert signs_of(seconds) == signs_of([second + round(later) for second in seconds])


def test_the_door_keeps_signs_with_the_ballot(world, visitor) -> None:
    point = point_at(world.school, PointKind.POSTER)
    for number in range(1, 8):
        assert visitor.send(point.slug, i=f"{number:032x}", s=5).status == 200
    kept = dict(Ballot.objects.values_list("pk", "signs"))
    assert [kept[key] & (Sign.QUICK | Sign.DENSE) for key in sorted(kept)] == [0, 1, 1, 1, 1, 3, 3]
