"""A year of public ratings of one union's units: codes handed out on slips, a poster that anybody may use."""

from datetime import date, timedelta
from random import Random

from namkhong.desk.demo.cast import moment
from namkhong.desk.demo.years import LAST_DAY, Story
from namkhong.feedback.actions import PointDraft, drain, install_instruments, make_codes, open_point
from namkhong.feedback.actions.publishing import publish_month
from namkhong.feedback.box import put
from namkhong.feedback.library import library
from namkhong.feedback.models import CodeBatch, Instrument, Point
from namkhong.feedback.queries.editions import lines_with_ballots
from namkhong.feedback.rules.ballots import Rating, ballot_number, mark_of
from namkhong.feedback.rules.calendar import DAYS_TO_LOOK
from namkhong.feedback.rules.codes import CodeName
from namkhong.feedback.states import Evidence, PointKind
from namkhong.units.models import Unit

_OPENED = date(LAST_DAY.year, 1, 12)
_UNITS, _SLIPS = 16, 480
"""How many units ask people, and for how many each has printed codes."""
_WORDS = {
    1: ["Chờ từ sáng đến trưa mới được gọi.", "Hỏi gì cũng bảo đợi."],
    2: ["Phải đi lại ba lần vì thiếu giấy không báo trước."],
    5: ["Cô tiếp đón rất nhẹ nhàng.", "Nhanh, không phải chờ."],
}


def rate(story: Story, dice: Random) -> int:
    """Points, codes and ratings; returns how many ratings."""
    [quick] = [row for row in install_instruments(instruments=library(), at=moment(_OPENED)) if row.key == "quick"]
    given: list[Rating] = []
    for place, unit in enumerate(story.cast.grassroots[:_UNITS]):
        slips, batch, poster = _points(story, unit, quick)
        mood = dice.uniform(0.62, 0.93)
        used = dice.randint(_SLIPS // 6, _SLIPS - 40) if place else _SLIPS // 40
        given += [_rated(slips, mood, dice, CodeName(batch.pk, serial)) for serial in range(1, used + 1)]
        # Whoever rates without a code is kinder than those who were handed one: the poster hangs beside the desk.
        given += [_rated(poster, min(0.99, mood + 0.12), dice, None) for _ in range(used // 3)]
    for start in range(0, len(given), 1000):
        put(given[start : start + 1000])
    drain()
    _publish()
    return len(given)


def _publish() -> None:
    """The finished months, each some days after its end, as the worker would have done."""
    for month in range(_OPENED.month, LAST_DAY.month):
        for line in lines_with_ballots(LAST_DAY.year * 100 + month):
            at = moment(date(LAST_DAY.year, month + 1, DAYS_TO_LOOK + 1))
            publish_month(month=LAST_DAY.year * 100 + month, line=line, by=None, at=at)


def _points(story: Story, unit: Unit, quick: Instrument) -> tuple[Point, CodeBatch, Point]:
    by, at = story.cast.officer(unit), moment(_OPENED)
    slips, poster = (
        open_point(unit=unit, instrument=quick, draft=PointDraft(kind, desk=desk), by=by, at=at)
        for kind, desk in ((PointKind.SLIPS, "Nơi trả kết quả"), (PointKind.POSTER, "Phòng chờ"))
    )
    batch = make_codes(point=slips, size=_SLIPS, valid_to=date(LAST_DAY.year, 12, 31), by=by, at=at)
    return slips, batch, poster


def _rated(point: Point, mood: float, dice: Random, code: CodeName | None) -> Rating:
    day = _OPENED + timedelta(days=dice.randrange((LAST_DAY - _OPENED).days))
    hour = dice.choice([8, 9, 9, 10, 13, 14, 15, 16])
    score = dice.choice([4, 5, 5]) if dice.random() < mood else dice.choice([1, 2, 3, 3])
    words = dice.choice(_WORDS[score]) if score in _WORDS and dice.random() < 0.1 else ""
    number = ballot_number(int(moment(day).timestamp()) // 3600 + hour, dice.randbytes(13))
    mark = mark_of(point.pk, score, words)
    evidence = Evidence.ONE_TIME if code else Evidence.OPEN
    return Rating(number, mark, point.unit_id, point.pk, day.isoformat(), hour, score, evidence, words=words, code=code)
