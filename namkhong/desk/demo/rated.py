"""A year of public ratings of one union's units: codes handed out on slips, a poster that anybody may use."""

from datetime import date, timedelta
from random import Random

from namkhong.desk.demo.cast import moment
from namkhong.desk.demo.years import LAST_DAY, Story
from namkhong.feedback.actions import PointDraft, drain, install_instruments, make_codes, open_point, read_remarks
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
_PARTS = {
    1: [
        [
            "Chờ từ sáng đến trưa mới được gọi",
            "Lấy số từ 7 giờ mà gần 11 giờ chưa đến lượt",
            "Xếp hàng dài, có người chen ngang",
        ],
        [
            "hỏi gì cũng bảo đợi",
            "anh Tuấn ở quầy nói trống không",
            "cán bộ cau có, bấm điện thoại",
            "không ai hướng dẫn",
        ],
        ["phải về tay không", "máy lấy số hỏng mà không ai báo", "mất cả buổi làm", "đến hẹn chưa có kết quả"],
    ],
    2: [
        [
            "Phải đi lại ba lần",
            "Đến lần thứ ba mới xong",
            "Hôm sau quay lại vẫn chưa xong",
            "bao ve lan nao cung bao mai quay lai",
        ],
        [
            "vì thiếu giấy không báo trước",
            "mỗi lần nói một kiểu",
            "do hệ thống lỗi",
            "vì chờ lãnh đạo ký",
            "vì phải bổ sung hồ sơ",
        ],
        ["mong nói rõ từ đầu", "bãi xe nắng quá", "ít chỗ ngồi, trời nóng", "xin niêm yết thủ tục"],
    ],
    3: [
        [
            "Làm được nhưng còn chậm",
            "Tạm được, phòng chờ chật",
            "Được việc nhưng nhiều giấy tờ quá",
            "tam duoc, cho hoi lau",
        ],
        [
            "nên có người hướng dẫn ghi tờ khai",
            "nhà vệ sinh bẩn",
            "màn hình gọi số khó nhìn",
            "nên nhận hồ sơ cả buổi chiều",
        ],
    ],
    4: [
        [
            "Nhanh, không phải chờ",
            "Trả đúng hẹn",
            "Hướng dẫn rõ ràng",
            "nhanh gon, thai do tot",
            "Làm việc có trách nhiệm",
        ],
        ["chị Hương tiếp đón lịch sự", "chỗ ngồi sạch sẽ", "chỉ mong mở cửa sớm hơn", "lần sau sẽ nộp trực tuyến"],
    ],
    5: [
        [
            "Cô tiếp đón rất nhẹ nhàng",
            "Rất hài lòng",
            "Cán bộ tận tình, giải thích cặn kẽ",
            "Xong ngay trong buổi sáng",
        ],
        ["cảm ơn chị Lan Anh", "không phải đi lại lần nào", "có nước uống, quạt mát", "cứ giữ như vậy"],
    ],
}
"""What is written with each score: one piece of every list, as people say it."""
_RARE = {
    1: ["Có người gợi ý tiền bồi dưỡng mới làm nhanh.", "Nộp thêm tiền mà không đưa biên lai."],
    2: ["Máy quét căn cước lúc được lúc không, số của tôi 0912 345 678."],
}
_LATELY = "Máy quét căn cước không nhận, phải khai tay."
"""What nobody wrote before the last weeks: it surfaces beside the topics that are known."""


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
        if place == 1:
            given += _busy_month(story, unit, quick, dice)
    for start in range(0, len(given), 1000):
        put(given[start : start + 1000])
    drain()
    _publish()
    while read_remarks():
        pass
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


def _busy_month(story: Story, unit: Unit, quick: Instrument, dice: Random) -> list[Rating]:
    """One unit has three more desks, which hand out many codes of late; at one of them people are less content."""
    by, at, since = story.cast.officer(unit), moment(_OPENED), LAST_DAY - timedelta(days=52)
    given: list[Rating] = []
    for desk, mood, used in (("Quầy 1", 0.9, 330), ("Quầy 2", 0.66, 300), ("Quầy 3", 0.85, 42)):
        draft = PointDraft(PointKind.SLIPS, desk=desk, procedure="Tiếp nhận hồ sơ")
        point = open_point(unit=unit, instrument=quick, draft=draft, by=by, at=at)
        batch = make_codes(point=point, size=_SLIPS, valid_to=date(LAST_DAY.year, 12, 31), by=by, at=at)
        codes = (CodeName(batch.pk, serial) for serial in range(1, used + 1))
        given += [_rated(point, mood, dice, code, since) for code in codes]
    return given


def _rated(point: Point, mood: float, dice: Random, code: CodeName | None, since: date = _OPENED) -> Rating:
    day = since + timedelta(days=dice.randrange((LAST_DAY - since).days))
    hour = dice.choice([8, 9, 9, 10, 13, 14, 15, 16])
    # In the middle of the morning it is crowded.
    mood -= 0.08 if hour == 9 else 0
    score = dice.choice([4, 5, 5]) if dice.random() < mood else dice.choice([1, 2, 3, 3])
    words = _written(score, day, dice) if dice.random() < _TALKATIVE[score] else ""
    number = ballot_number(int(moment(day).timestamp()) // 3600 + hour, dice.randbytes(13))
    mark = mark_of(point.pk, score, words)
    evidence = Evidence.ONE_TIME if code else Evidence.OPEN
    return Rating(number, mark, point.unit_id, point.pk, day.isoformat(), hour, score, evidence, words=words, code=code)


_TALKATIVE = {1: 0.5, 2: 0.45, 3: 0.2, 4: 0.1, 5: 0.15}
"""How many of those who give a score write something: the dissatisfied write more."""


def _written(score: int, day: date, dice: Random) -> str:
    if score < 4 and LAST_DAY - day < timedelta(days=40) and dice.random() < 0.25:
        return _LATELY
    if score in _RARE and dice.random() < 0.06:
        return dice.choice(_RARE[score])
    return ", ".join(dice.choice(part) for part in _PARTS[score]) + "."
