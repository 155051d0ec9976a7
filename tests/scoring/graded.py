"""A round whose sheets are all checked, made straight from totals; sixty marks are not given by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from namkhong.criteria.models import Band, CriteriaSet, Criterion
from namkhong.criteria.states import Scale, SetState
from namkhong.people.actions import make_person
from namkhong.people.models import Employment, Person
from namkhong.scoring.models import Mark, Round, Sheet
from namkhong.scoring.states import RoundState, Scored, SheetState
from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.world import NOW, SINCE, World

BANDS: list[tuple[str, str, int, dict[str, Any]]] = [
    ("excellent", "Hoàn thành xuất sắc nhiệm vụ", 90, {"quota": 20, "quota_of": "good"}),
    ("good", "Hoàn thành tốt nhiệm vụ", 70, {}),
    ("completed", "Hoàn thành nhiệm vụ", 50, {}),
    ("not_completed", "Không hoàn thành nhiệm vụ", 0, {}),
]
Points = tuple[float | str | None, float | str | None, float | str | None]


def graded_set(*, subject: str = "collective", conditions: Sequence[dict[str, str]] = (), key: str = "") -> CriteriaSet:
    """100 points in two criteria, and up to 5 of bonus; the best grade is limited and has the side conditions."""
    row = CriteriaSet.objects.create(
        key=key or f"xep-hang-{subject}", name="Bộ tiêu chí xếp hạng", subject=subject, total=100, state=SetState.ISSUED
    )
    for order, (number, title, scale, most) in enumerate(
        [
            ("1", "Lãnh đạo, chỉ đạo", Scale.POINTS, 30),
            ("2", "Kết quả thực hiện", Scale.POINTS, 70),
            ("3", "Cách làm hay", Scale.BONUS, 5),
        ]
    ):
        Criterion.objects.create(set=row, order=order, number=number, title=title, scale=scale, most=most)
    for code, label, least, more in BANDS:
        Band.objects.create(set=row, code=code, label=label, at_least=least, **more)
    Band.objects.filter(set=row, code="excellent").update(conditions=list(conditions))
    return row


@dataclass
class Graded:
    """A round with its sheets in the order of the points they were made from."""

    round: Round
    sheets: list[Sheet] = field(default_factory=list)

    def fresh(self) -> list[Sheet]:
        """The sheets as they are stored now."""
        found = Sheet.objects.in_bulk([sheet.pk for sheet in self.sheets])
        return [found[sheet.pk] for sheet in self.sheets]

    @property
    def grades(self) -> list[str]:
        """The grades as they are stored now."""
        return [sheet.grade for sheet in self.fresh()]


def points_of(total: float | str) -> Points:
    """Points of both criteria that make a total, no bonus."""
    whole = Decimal(str(total))
    first = min(whole, Decimal(30))
    return str(first), str(whole - first), None


def graded_units(world: World, points: Sequence[Points], **more: Any) -> Graded:
    """The district's round over so many new units right below it."""
    units = [make_unit(name=f"Trường Mầm non số {n:03d}", kind=UnitKind.SCHOOL) for n in range(len(points))]
    Unit.objects.bulk_create(units)
    line = Line.UNION
    place_many(
        placements=[Placement(unit=unit, line=line, parent=world.district, valid_from=SINCE) for unit in units],
        line=line,
    )
    made = Graded(_round(world.district, Scored.DIRECT, more))
    sheets = [Sheet(round=made.round, unit=unit, state=SheetState.CHECKED) for unit in units]
    return _filled(made, sheets, points)


def graded_people(world: World, points: Sequence[Points], leaders: int = 1, **more: Any) -> Graded:
    """The school's round over so many people who work there; the first `leaders` lead."""
    people = [make_person(f"Nguyễn Văn Số {n:03d}") for n in range(len(points))]
    Person.objects.bulk_create(people)
    Employment.objects.bulk_create(Employment(person=each, unit=world.school, valid_from=SINCE) for each in people)
    made = Graded(_round(world.school, Scored.OWN_STAFF, more, subject="individual"))
    sheets = [
        Sheet(round=made.round, unit=world.school, person=each, leads=place < leaders, state=SheetState.CHECKED)
        for place, each in enumerate(people)
    ]
    return _filled(made, sheets, points)


def _round(unit: Unit, scored: str, more: dict[str, Any], subject: str = "collective") -> Round:
    settings: dict[str, Any] = {"title": "Chấm điểm Năm không", "period": "2026", "state": RoundState.DECIDING}
    settings |= more
    settings.setdefault("set", None)
    if settings["set"] is None:
        settings["set"] = graded_set(subject=subject)
    return Round.objects.create(unit=unit, line=Line.UNION, scored=scored, **settings)


def _filled(made: Graded, sheets: list[Sheet], points: Sequence[Points]) -> Graded:
    Sheet.objects.bulk_create(sheets)
    made.sheets = sheets
    criteria = list(Criterion.objects.filter(set=made.round.set_id).order_by("order"))
    Mark.objects.bulk_create(
        Mark(sheet=sheet, criterion=criterion, checked_points=given)
        for sheet, row in zip(sheets, points, strict=True)
        for criterion, given in zip(criteria, row, strict=True)
    )
    return made


def published(made: Graded) -> Graded:
    """Graded and published, as it would be by the actions."""
    from namkhong.scoring.actions.grading import decide_grades

    decide_grades(round=made.round, by=None, at=NOW)
    Round.objects.filter(pk=made.round.pk).update(state=RoundState.PUBLISHED, published_on=NOW.date(), published_at=NOW)
    Sheet.objects.filter(round=made.round, state=SheetState.CHECKED).update(state=SheetState.PUBLISHED)
    made.round.refresh_from_db()
    return made
