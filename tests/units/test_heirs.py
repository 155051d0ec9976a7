"""Who stands for whom, against a plain walk that follows every path on every day."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.units import queries
from namkhong.units.actions import make_unit, rebuild_heirs
from namkhong.units.models import Heir, Succession, Unit
from namkhong.units.rules.heirs import EVER, Step, closure, keepers, rounded
from namkhong.units.states import UnitKind

START = date(2020, 1, 1)
UNITS = 8
TENTHS = st.lists(st.integers(1, 9), min_size=1, max_size=4)


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """Successions as reorganisations make them: on each day some units give shares to others (or keep a part).

    Who receives on a day gives nothing on the same day after, unless by a later reorganisation of that day.
    """
    steps: list[Step] = []
    order = 0
    for day in sorted(draw(st.lists(st.integers(0, 6), max_size=6))):
        givers = draw(st.lists(st.integers(0, UNITS - 1), min_size=1, max_size=2, unique=True))
        takers = [unit for unit in range(UNITS) if unit not in givers]
        for giver in givers:
            if any(step.day == START + timedelta(days=day) and step.predecessor == giver for step in steps):
                continue
            heirs = draw(st.lists(st.sampled_from([*takers, giver]), min_size=1, max_size=3, unique=True))
            cuts = [draw(st.integers(1, 997)) for _ in heirs]
            shares = [Decimal(cut * 10**10 // sum(cuts)).scaleb(-10) for cut in cuts]
            shares[0] += 1 - sum(shares)
            undecided = draw(st.integers(0, 9)) == 0
            for heir, share in zip(heirs, shares, strict=True):
                order += 1
                steps.append(Step(START + timedelta(days=day), order, giver, heir, None if undecided else share))
    return steps


def walk(steps: list[Step], unit: int, day: date) -> dict[int, Fraction]:
    """Follow a unit's figures through everything that happened up to a day, in the order in which it did."""
    shares = {unit: Fraction(1)}
    events: dict[tuple[date, int], list[Step]] = {}
    for step in steps:
        events.setdefault((step.day, step.predecessor), []).append(step)
    for (when, giver), among in sorted(events.items(), key=lambda item: (item[0][0], item[1][0].order)):
        if when > day or giver not in shares or any(step.share is None for step in among):
            continue
        part = shares.pop(giver)
        for step in among:
            shares[step.successor] = shares.get(step.successor, Fraction(0)) + part * Fraction(step.share or 0)
    return shares


@settings(deadline=None, max_examples=150)
@given(steps=histories())
def test_closure_is_the_walk(steps: list[Step]) -> None:
    stands = closure(steps)
    for number in range(-1, 8):
        day = START + timedelta(days=number)
        for unit in {step.predecessor for step in steps}:
            today = {
                row.heir: row.share
                for row in stands
                if row.unit == unit and row.first <= day and (row.last is None or day <= row.last)
            }
            exact = walk(steps, unit, day)
            # A unit of which nothing was ever decided has no rows: it stands for itself.
            today = today or {unit: Decimal(1)}
            assert sum(today.values()) == 1
            assert today == rounded(exact)
            off = [abs(Fraction(today.get(heir, Decimal(0))) - share) for heir, share in exact.items()]
            assert max(off) <= Fraction(UNITS, 10**10)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=histories(), asked=st.sets(st.integers(0, UNITS - 1)))
def test_rebuilding_some_is_rebuilding_all(db: None, steps: list[Step], asked: set[int]) -> None:
    Heir.objects.all().delete()
    Succession.objects.all().delete()
    units = Unit.objects.bulk_create(make_unit(name=f"Đơn vị {n}", kind=UnitKind.AGENCY) for n in range(UNITS))
    half = len(steps) // 2
    while 0 < half < len(steps) and steps[half - 1].day == steps[half].day:
        half += 1
    for some in (steps[:half], steps[half:]):
        for step in some:
            Succession.objects.create(
                predecessor=units[step.predecessor],
                successor=units[step.successor],
                share=step.share,
                effective_on=step.day,
            )
        rebuild_heirs({units[step.predecessor].pk for step in some} | {units[n].pk for n in asked})
    columns = ("unit", "heir", "share", "valid_from", "valid_to")
    refreshed = sorted(Heir.objects.values_list(*columns), key=str)
    rebuild_heirs()
    assert refreshed == sorted(Heir.objects.values_list(*columns), key=str)
    for number in (-1, 3, 9):
        day = START + timedelta(days=number)
        stands = queries.heirs_on([unit.pk for unit in units], day)
        assert all(sum(shares.values()) == 1 for shares in stands.values())
        numbers = {unit.pk: n for n, unit in enumerate(units)}
        assert {numbers[u]: {numbers[h]: s for h, s in shares.items()} for u, shares in stands.items()} == {
            n: rounded(walk(steps, n, day)) for n in range(UNITS)
        }


def test_what_is_left_over_by_rounding_goes_to_the_largest() -> None:
    assert rounded({1: Fraction(1, 3), 2: Fraction(1, 3), 3: Fraction(1, 3)}) == {
        1: Decimal("0.3333333334"),
        2: Decimal("0.3333333333"),
        3: Decimal("0.3333333333"),
    }
    assert rounded({1: Fraction(1, 10**12), 2: 1 - Fraction(1, 10**12)}) == {2: Decimal(1)}


def test_a_unit_has_stood_for_itself_for_ever() -> None:
    (before, after) = closure([Step(START, 1, 1, 2, Decimal(1))])
    assert (before.heir, before.first, before.last) == (1, EVER, START - timedelta(days=1))
    assert (after.heir, after.first, after.last) == (2, START, None)


def test_papers_are_handed_on_whole() -> None:
    day = date(2026, 1, 1)

    def step(after: int, old: int, new: int, share: str | None) -> Step:
        return Step(day + timedelta(days=after), after, old, new, None if share is None else Decimal(share))

    assert keepers([], 1) == {1}
    halves = [step(0, 1, 2, "0.5"), step(0, 1, 3, "0.5")]
    assert keepers(halves, 1) == {2, 3}
    assert keepers([*halves, step(1, 2, 4, "1"), step(1, 3, 4, "1")], 1) == {4}, "both in one hand again"
    assert keepers([*halves, step(0, 2, 4, "1")], 1) == {3, 4}, "also what only came and went on that day"
    assert keepers([step(0, 1, 1, "0.1"), step(0, 1, 2, "0.9")], 1) == {1}, "who goes on keeps everything"
    assert keepers([step(0, 1, 2, None), step(0, 1, 3, "0.9")], 1) == {1}, "open as long as a share is"
    assert keepers([step(0, 2, 3, "1"), step(1, 1, 2, "1")], 1) == {2}, "what a unit gave away before is not meant"
