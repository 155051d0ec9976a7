"""A criteria set small enough to be reckoned by hand, and a round of the district over its three units."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from namkhong.criteria.models import CriteriaSet, Criterion
from namkhong.criteria.states import Scale, SetState
from namkhong.papers.actions import store_file
from namkhong.people.models import Employment, Person
from namkhong.scoring.actions import (
    Entry,
    RoundDraft,
    attach,
    begin,
    check,
    fill,
    finish,
    keep_rest,
    prepare,
    submit,
    take_newcomers_in,
)
from namkhong.scoring.models import Appeal, Mark, Round, Sheet, Veto
from namkhong.scoring.states import Scored
from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.world import NOW, SINCE, TODAY, World

# number, title, scale, most, the rest
SET: list[tuple[str, str, Scale, int, dict[str, Any]]] = [
    ("1", "Lãnh đạo, chỉ đạo", Scale.GROUP, 50, {}),
    ("1.1", "Phát động đến từng người", Scale.POINTS, 20, {"evidence": "Kế hoạch, hình ảnh"}),
    ("1.2", "Có quy chế dân chủ", Scale.YES_NO, 10, {}),
    (
        "1.3",
        "Báo cáo đầy đủ",
        Scale.LEVELS,
        20,
        {
            "levels": [
                {"label": "Đủ, đúng hạn", "points": "20"},
                {"label": "Đủ, có báo cáo chậm", "points": "10"},
                {"label": "Thiếu báo cáo", "points": "0"},
            ]
        },
    ),
    ("2", "Kết quả", Scale.GROUP, 50, {}),
    ("2.1", "Không để xảy ra tiêu cực", Scale.POINTS, 30, {"checked_by": "Ủy ban Kiểm tra"}),
    ("2.2", "Báo cáo đúng hạn", Scale.MEASURED, 20, {"measure": "reports_on_time"}),
    ("3", "Cách làm hay", Scale.BONUS, 5, {}),
]
FULL = {"1.1": 18, "1.2": 10, "1.3": 20, "2.1": 30}
"""What a good unit gives itself; with the measured 20 that is 98 of 100."""


def make_set(unit: Unit | None = None, *, subject: str = "collective", checker: Unit | None = None) -> CriteriaSet:
    """An issued set of 100 points; `checker` is the office that must check 2.1."""
    row = CriteriaSet.objects.create(
        unit=unit, key=f"thu-{subject}", name="Bộ tiêu chí Năm không", subject=subject, total=100, state=SetState.ISSUED
    )
    known: dict[str, Criterion] = {}
    for order, (number, title, scale, most, rest) in enumerate(SET):
        parent = known.get(number.rpartition(".")[0])
        named = checker if number == "2.1" else None
        known[number] = Criterion.objects.create(
            set=row,
            order=order,
            number=number,
            title=title,
            scale=scale,
            most=most,
            parent=parent,
            checker=named,
            **rest,
        )
    return row


def make_round(world: World, **more: Any) -> Round:
    """The district prepares a round over the units right below it."""
    settings: dict[str, Any] = {
        "title": "Chấm điểm Năm không năm 2026",
        "period": "2026",
        "scored": Scored.DIRECT,
        "line": Line.UNION,
        "self_due_on": date(2026, 11, 30),
        "check_due_on": date(2026, 12, 10),
    }
    settings |= more
    if "set" not in settings:
        settings["set"] = make_set()
    draft = RoundDraft(**settings)
    return prepare(unit=world.district, draft=draft, by=world.district_officer, at=NOW)


@dataclass
class Stage:
    """A round that has begun, its sheets by unit, its criteria by number."""

    world: World
    round: Round
    numbers: dict[str, int]

    def sheet(self, unit: Unit) -> Sheet:
        """The latest sheet of a unit."""
        rows = Sheet.objects.select_related("round", "unit", "person").order_by("-revision")
        return rows.filter(round=self.round, unit=unit)[0]

    def mark(self, unit: Unit, number: str) -> Mark:
        """The mark of a criterion on the latest sheet of a unit."""
        return Mark.objects.select_related("sheet", "criterion").get(
            sheet=self.sheet(unit), criterion=self.numbers[number]
        )

    def give(self, unit: Unit, number: str, points: int | str | None, words: str = "", by: Person | None = None) -> int:
        """The unit scores itself on one criterion."""
        entry = Entry(None if points is None else Decimal(points), words)
        mark = self.mark(unit, number)
        return fill(sheet=mark.sheet, criterion=mark.criterion_id, entry=entry, revision=mark.revision, by=by, at=NOW)

    def give_all(self, unit: Unit, points: dict[str, int] | None = None) -> None:
        """The unit scores itself on everything."""
        for number, each in (points or FULL).items():
            self.give(unit, number, each)

    def hand_in(self, unit: Unit, points: dict[str, int] | None = None) -> Sheet:
        """The unit scores itself and hands in; the system's figure is written in."""
        self.give_all(unit, points)
        Mark.objects.filter(pk=self.mark(unit, "2.2").pk).update(
            figure=100, self_points=20, source="4/4 báo cáo đúng hạn"
        )
        submit(sheet=self.sheet(unit), by=None, at=NOW)
        return self.sheet(unit)

    def grow(self, count: int) -> list[Unit]:
        """So many more units come under the district and are taken in."""
        names = [f"Trường Tiểu học số {place}" for place in range(count)]
        units = [make_unit(name=name, kind=UnitKind.SCHOOL, founded_on=SINCE) for name in names]
        Unit.objects.bulk_create(units)
        upper = self.world.district
        places = [Placement(unit=unit, line=Line.UNION, parent=upper, valid_from=SINCE) for unit in units]
        place_many(placements=places, line=Line.UNION)
        taken = take_newcomers_in(round=self.round, only=[unit.pk for unit in units], by=None, at=NOW)
        assert taken == count
        return units

    def checked(self, unit: Unit, points: dict[str, int] | None = None) -> Sheet:
        """Handed in, everything kept, the check finished."""
        sheet = self.hand_in(unit, points)
        keep_rest(sheet=sheet, offices=(), by=self.world.district_officer, at=NOW)
        finish(sheet=sheet, by=self.world.district_officer, at=NOW)
        return self.sheet(unit)


def set_stage(world: World, **more: Any) -> Stage:
    """The district's round has begun; the school, the clinic and the office have a sheet each."""
    row = make_round(world, **more)
    begin(round=row, by=world.district_officer, at=NOW)
    numbers = dict(Criterion.objects.filter(set=row.set_id).order_by().values_list("number", "pk"))
    return Stage(world, row, numbers)


def employ(people: list[Person], unit: Unit) -> None:
    """They work at the unit."""
    Employment.objects.bulk_create(Employment(person=person, unit=unit, valid_from=SINCE) for person in people)


def scoring_scene(world: World) -> dict[str, Any]:
    """For the tests of every address: a round in which the school scores itself and the clinic has handed in."""
    stage = set_stage(world, title="Chấm điểm kín")
    stage.hand_in(world.clinic)
    stage.give(world.school, "1.1", 7, "Ghi chú kín")
    mark, theirs = stage.mark(world.school, "1.1"), stage.mark(world.clinic, "1.1")
    checker, why = world.district_officer, "Thiếu minh chứng kín"
    check(
        sheet=theirs.sheet,
        criterion=theirs.criterion_id,
        points=Decimal(15),
        reason=why,
        revision=theirs.revision,
        by=checker,
        at=NOW,
    )
    picture = BytesIO(b"\x89PNG\r\n\x1a\n" + b"2" * 32 + b"IEND\xaeB`\x82")
    file = store_file(unit=world.school.pk, name="minh-chung-kin.png", data=picture, by=None, at=NOW)
    return {
        "scoring": stage.round,
        "own_score": stage.sheet(world.school),
        "sister_score": stage.sheet(world.clinic),
        "scored_criterion": mark.criterion,
        "sister_mark": theirs,
        "appeal": Appeal.objects.create(
            sheet=theirs.sheet, words="Khiếu nại kín", evidence=file, made_at=NOW, made_by=world.clinic_head
        ),
        "sister_change": theirs.changes.get(by=checker),
        "veto": Veto.objects.create(
            unit=world.clinic, kind="other", source="Căn cứ kín", valid_from=TODAY, stated_at=NOW, stated_by=checker
        ),
        "score_file": attach(sheet=mark.sheet, criterion=mark.criterion_id, file=file, by=None, at=NOW),
    }
