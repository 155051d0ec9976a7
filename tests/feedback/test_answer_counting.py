"""Sums of answers kept up from what groups told, and counted anew from the ballots: always the same."""

from datetime import date

import pytest

from namkhong.feedback.actions import drain, install_instruments, open_point, put_back, recount, set_aside
from namkhong.feedback.actions.points import PointDraft
from namkhong.feedback.box import put
from namkhong.feedback.library import library
from namkhong.feedback.models import AnswerTally, Ballot, Delta, Instrument, Point
from namkhong.feedback.queries import factor_figures
from namkhong.feedback.rules.answers import marks_of, stored
from namkhong.feedback.rules.ballots import Rating
from namkhong.feedback.rules.factors import factor_figures_of
from namkhong.feedback.rules.questions import questionnaire
from namkhong.feedback.rules.statistics import Say, Share
from namkhong.feedback.states import PointKind
from namkhong.units.actions import move
from namkhong.units.models import Unit
from namkhong.units.states import Line
from tests.feedback.given import point_at, rating
from tests.world import NOW, TODAY, World, build_world


def asking(unit: Unit, name: str = "sipas") -> Point:
    install_instruments(instruments=library(), at=NOW)
    instrument = Instrument.objects.get(key=name, unit=None)
    return open_point(unit=unit, instrument=instrument, draft=PointDraft(PointKind.POSTER), by=None, at=NOW)


def said(point: Point, *, day: date = TODAY, evidence: str = "C", **answers: object) -> Rating:
    """A longer rating as it comes to the box."""
    asked = questionnaire(point.instrument.definition)
    answers.setdefault("overall", 4)
    made = rating(point, answers["overall"], day=day, evidence=evidence, answers=stored(asked, answers))
    made.instrument, made.marks = point.instrument.key, marks_of(asked, answers)
    return made


def sums() -> dict[tuple[int, int, str, str, str], tuple[int, ...]]:
    names = [f"{whose}_n{n}" for whose in ("own", "all") for n in range(1, 6)]
    rows = AnswerTally.objects.order_by("pk")
    found = rows.values_list("unit", "month", "evidence", "instrument", "question", *names)
    return {row[:5]: row[5:] for row in found if any(row[5:])}


def test_answers_reach_everybody_above(world: World) -> None:
    point = asking(world.school)
    put([said(point, polite=5, trips=3), said(point, polite=2), rating(point_at(world.school), 1)])
    assert Delta.objects.filter(answers__isnull=False).count() == 1
    drain()
    own, above = (sums()[unit.pk, 202611, "C", "sipas", "polite"] for unit in (world.school, world.federation))
    assert own == (0, 1, 0, 0, 1) * 2 and above == (0,) * 5 + (0, 1, 0, 0, 1)
    assert (world.school.pk, 202611, "C", "sipas", "trips") not in sums()
    assert AnswerTally.objects.filter(instrument="sipas").count() == AnswerTally.objects.count()


def test_set_aside_ballots_take_their_answers_with_them(world: World) -> None:
    point = asking(world.school)
    put([said(point, polite=5), said(point, polite=1), rating(point_at(world.school), 1)])
    all_of_them = list(Ballot.objects.order_by("pk").values_list("pk", flat=True))
    set_aside(ballots=all_of_them, reason="burst", by=None, at=NOW)
    drain()
    assert not sums()
    put_back(ballots=all_of_them, by=None, at=NOW)
    drain()
    assert sums()[world.school.pk, 202611, "C", "sipas", "polite"] == (1, 0, 0, 0, 1) * 2


@pytest.mark.django_db(transaction=True)
def test_counted_anew_the_sums_of_answers_are_the_same() -> None:
    world = build_world()
    points = [asking(unit) for unit in (world.school, world.office, world.federation)] + [
        asking(world.clinic, "school")
    ]
    move(unit=world.office, line=Line.UNION, parent=world.sister, since=date(2026, 11, 10), by=None, at=NOW)
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 9), date(2026, 11, 10), TODAY]
    for mark, day in enumerate(days, 1):
        put([said(point, day=day, evidence=kind, polite=mark, trips=mark) for point in points[:3] for kind in "AC"])
        put([said(points[3], day=day, safe=mark), rating(points[0], 2, day=day)])
    drain()
    put([said(points[0], polite=3)])
    first = Ballot.objects.filter(answers__isnull=False).order_by("pk").first()
    set_aside(ballots=[first.pk], reason="burst", by=None, at=NOW)
    assert recount(at=NOW).wrong == 0
    kept = sums()
    assert kept[world.district.pk, 202611, "A", "sipas", "polite"][5:] == (0, 2, 2, 1, 1)
    assert kept[world.sister.pk, 202611, "A", "sipas", "polite"][5:] == (0, 0, 0, 1, 1)
    AnswerTally.objects.filter(unit=world.school).delete()
    AnswerTally.objects.filter(unit=world.federation, question="polite").update(all_n1=7)
    AnswerTally.objects.create(
        unit=world.sister, month=202611, evidence="C", instrument="sipas", question="gone", own_n1=1
    )
    assert recount(at=NOW).wrong > 3
    assert sums() == kept
    AnswerTally.objects.all().delete()
    assert recount(at=NOW).wrong > 0 and sums() == kept
    assert recount(at=NOW).wrong == 0


@pytest.mark.django_db(transaction=True)
def test_where_only_the_quick_rating_was_asked_no_answers_are_counted() -> None:
    world = build_world()
    put([rating(point_at(world.school), 5)])
    drain()
    assert recount(at=NOW).wrong == 0 and not sums()


def test_a_factor_is_the_mean_of_its_questions_among_people(world: World) -> None:
    point = asking(world.school)
    put([said(point, polite=5, listening=2 if n % 2 else 4, evidence="A") for n in range(40)])
    put([said(point, polite=1, evidence="C")])
    drain()
    [figures] = factor_figures(world.federation.pk, 202601, 202612, "A")
    assert figures.name == "Đo lường sự hài lòng (năm yếu tố)"
    staff = next(row for row in figures.factors if row.key == "staff")
    assert (staff.share.answered, staff.share.satisfied, staff.share.say) == (40, 30, Say.SHARE)
    assert 0.59 < staff.share.interval.low < 0.75 < staff.share.interval.high < 0.87
    assert [(row.key, row.share.answered) for row in staff.questions] == [
        ("polite", 40),
        ("listening", 40),
        ("guidance", 0),
    ]
    result = next(row for row in figures.factors if row.key == "result")
    assert result.share == Share(0, 0) and result.share.say is Say.NOTHING
    assert factor_figures(world.federation.pk, 202501, 202512, "A") == []


def test_factors_without_answers_say_nothing() -> None:
    [school] = [questionnaire(data.stored_definition()) for data in library() if data.key == "school"]
    assert {row.share.answered for row in factor_figures_of(school, {})} == {0}
    [access, *_] = factor_figures_of(school, {"way": [0, 0, 0, 1, 1], "fees": [2, 0, 0, 0, 0]})
    assert access.share == Share(1, 2)
