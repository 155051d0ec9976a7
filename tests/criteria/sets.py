"""Sets for the tests: one written by hand, and random ones without mistakes."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from namkhong.criteria.rules.checking import faults
from namkhong.criteria.rules.structure import BandDef, Condition, CriterionDef, Level, SetDef
from namkhong.criteria.rules.tree import Tree
from namkhong.criteria.states import Measure, Scale, SubjectKind

D = Decimal


def criterion(number: str, most: object, scale: str = Scale.POINTS, **more: object) -> CriterionDef:
    """A criterion whose parent is what stands before the last dot of its number."""
    more.setdefault("parent", number.rpartition(".")[0])
    return CriterionDef(number=number, title=f"Mục {number}", scale=Scale(scale), most=D(str(most)), **more)


def levels(*points: object) -> tuple[Level, ...]:
    """Steps called by their points."""
    return tuple(Level(D(str(one)), label=f"Mức {one}") for one in points)


SMALL = SetDef(
    name="Bộ tiêu chí để thử",
    subject=SubjectKind.COLLECTIVE,
    total=D(20),
    criteria=(
        criterion("1", 12, Scale.GROUP),
        criterion("1.1", 6, cap_by="2"),
        criterion("1.2", 2, Scale.YES_NO),
        criterion("1.3", 4, Scale.LEVELS, levels=levels(4, "2.5", 0)),
        criterion("2", 4, weight=D(2)),
        criterion("3", 3, Scale.GROUP),
        criterion("3.1", 2, Scale.BONUS),
        criterion("3.2", 2, Scale.BONUS),
        criterion("4", 5, Scale.MINUS),
    ),
    bands=(
        BandDef("good", "Tốt", D(15), (Condition("each_at_least", value=D(50)),), D(20), "fair"),
        BandDef("fair", "Khá", D(10)),
        BandDef("weak", "Yếu", D(0)),
    ),
)
"""Twelve points in parts, a weighted criterion that caps one of them, bonuses of three points together, a minus."""


@st.composite
def good_sets(draw: st.DrawFn, caps: bool = True) -> SetDef:
    """A set that may be issued."""
    rows: list[CriterionDef] = []
    for at in range(1, draw(st.integers(1, 4)) + 1):
        rows += _branch(draw, str(at), 1)
    if not any(Tree(rows).counted(row) for row in rows):
        rows.append(criterion("90", draw(st.integers(1, 30))))
    rows += [_leaf(draw, str(91 + at), (Scale.BONUS, Scale.MINUS)) for at in range(draw(st.integers(0, 2)))]
    if draw(st.booleans()):
        rows += [criterion("99", 2, Scale.GROUP), criterion("99.1", 2, Scale.BONUS), criterion("99.2", 1, Scale.MINUS)]
    total = sum((Tree(rows).counted(row) for row in rows if not row.parent), D(0))
    made = SetDef("Bộ ngẫu nhiên", SubjectKind.COLLECTIVE, total, tuple(rows), _bands(total))
    for _ in range(draw(st.integers(0, 3)) if caps else 0):
        at, by = (draw(st.integers(0, len(rows) - 1)) for _ in range(2))
        capped = replace(made.criteria[at], cap_by=made.criteria[by].number)
        with_cap = replace(made, criteria=(*made.criteria[:at], capped, *made.criteria[at + 1 :]))
        made = made if faults(with_cap) else with_cap
    return made


def _bands(total: Decimal) -> tuple[BandDef, ...]:
    return (BandDef("a", "Mức cao", total), BandDef("b", "Mức thấp", D(0)))


def _branch(draw: st.DrawFn, number: str, depth: int) -> list[CriterionDef]:
    if depth == 4 or not draw(st.booleans()):
        return [_leaf(draw, number, tuple(scale for scale in Scale if scale != Scale.GROUP))]
    parts = [row for at in range(1, draw(st.integers(1, 3)) + 1) for row in _branch(draw, f"{number}.{at}", depth + 1)]
    tree = Tree(parts)
    direct = [row for row in parts if row.parent == number]
    most = sum((tree.counted(row) for row in direct), D(0)) or sum((row.most * row.weight for row in direct), D(0))
    return [criterion(number, most, Scale.GROUP, weight=draw(_weights(depth == 1))), *parts]


def _weights(free: bool) -> st.SearchStrategy[Decimal]:
    # Halves of halves of halves would need more than two places.
    return st.sampled_from([D(1), D(1), D(2), D("0.5")]) if free else st.just(D(1))


def _leaf(draw: st.DrawFn, number: str, scales: tuple[Scale, ...]) -> CriterionDef:
    scale = draw(st.sampled_from(scales))
    most = draw(st.integers(1, 40))
    more: dict[str, object] = {"weight": draw(_weights(True)), "guide": draw(st.sampled_from(["", "Xem hồ sơ."]))}
    if scale == Scale.LEVELS:
        more["levels"] = levels(most, D(most) / 2, 0)
    if scale == Scale.MEASURED:
        more["measure"] = draw(st.sampled_from([Measure.PLEDGE_COVERAGE, Measure.CASES_CONCLUDED]))
        if more["measure"] == Measure.CASES_CONCLUDED or draw(st.booleans()):
            more["levels"] = (Level(D(0), at_least=D(1)), Level(D(most), at_least=D(0)))
    if draw(st.booleans()):
        more |= {"day": 28, "month": draw(st.integers(1, 12)), "evidence": "Hồ sơ", "checked_by": "Văn phòng"}
    return criterion(number, most, scale, **more)


def leaves(made: SetDef) -> list[CriterionDef]:
    """What is scored."""
    return [row for row in made.criteria if row.scale != Scale.GROUP]


def sheets(made: SetDef) -> st.SearchStrategy[dict[str, Decimal | None]]:
    """Points that may be given, some of them not yet."""

    def of(row: CriterionDef) -> st.SearchStrategy[Decimal | None]:
        hundredths = st.integers(0, int(row.most * 100)).map(lambda n: D(n) / 100)
        allowed = {
            Scale.YES_NO: st.sampled_from([D(0), row.most]),
            Scale.LEVELS: st.sampled_from([level.points for level in row.levels] or [D(0)]),
        }
        points = allowed.get(Scale(row.scale), hundredths)
        return st.one_of(points, points, points, st.none())

    return st.fixed_dictionaries({row.number: of(row) for row in leaves(made)})
