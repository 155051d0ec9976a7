"""What became of low ratings: concerns that people raised, months that units had to explain."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from namkhong.desk.demo.cast import moment
from namkhong.desk.demo.years import LAST_DAY, Story
from namkhong.feedback.models import Point
from namkhong.feedback.rules.invitations import Invitation
from namkhong.law.queries import add_working_days, is_working_day
from namkhong.redress.actions import (
    ConcernDraft,
    Explanation,
    accept,
    answer,
    approve,
    explain,
    judge_answer,
    open_remedies,
    raise_concern,
    set_threshold,
)
from namkhong.redress.models import Concern, Remedy

_EXPECTED = Decimal(80)
"""Per cent of satisfied people that the union expects of its units."""
_UNITS = 8
_WORDS = (
    "Tôi đến từ 8 giờ, gần trưa mới được gọi dù phía sau có người đến sau được vào trước.",
    "Giấy hẹn ghi ngày 5 nhưng đến lấy thì chưa xong, không ai báo trước cho tôi biết.",
    "Hỏi phải nộp những giấy gì thì mỗi người trả lời một khác, tôi phải đi lại ba lần.",
    "Người tiếp nói to tiếng với mẹ tôi đã lớn tuổi. Mong đơn vị nhắc nhở để lần sau dễ chịu hơn.",
)
_ANSWERS = (
    "Đơn vị đã xem lại sổ gọi tên của ngày hôm đó và nhận lỗi về mình. Từ tuần này mọi người lấy số thứ tự.",
    "Hồ sơ bị chậm vì người phụ trách nghỉ ốm mà không giao lại. Đơn vị xin lỗi và đã trả kết quả tận nhà.",
    "Danh mục giấy tờ nay được dán ở cửa phòng, ai tiếp cũng trả lời theo danh mục đó.",
)
_CONTACTS = ("", "", "0900000123", "nguoidan@vidu.vn")
_CAUSES = "Đầu giờ sáng đông người nhưng chỉ có một người tiếp nhận; người đến không biết phải chờ bao lâu."
_MEASURES = "Bố trí thêm một người từ 7 giờ 30 đến 9 giờ, treo bảng thời gian chờ, văn phòng kiểm tra hằng tuần."


def redress(story: Story, dice: Random) -> str:
    """Concerns and explanations of the units that people rated; what was made, in words."""
    for place, unit in enumerate(story.cast.grassroots[:_UNITS]):
        point = Point.objects.filter(unit=unit).order_by("pk").first()
        for _ in range(1 + place % 2):
            if point is not None:
                _concern(story, point, dice)
    _explanations(story)
    return f"{Concern.objects.count()} phản ánh, {Remedy.objects.count()} việc giải trình"


def _concern(story: Story, point: Point, dice: Random) -> None:
    """Older ones are answered; of some the sender says that it is not solved."""
    day = LAST_DAY - timedelta(days=dice.choice([2, 5, 12, 20, 45, 90]))
    concern = raise_concern(
        invitation=Invitation(point.pk, day, dice.choice([1, 2]), dice.randbytes(8)),
        client_id=UUID(bytes=dice.randbytes(16), version=4),
        draft=ConcernDraft(dice.choice(_WORDS), dice.choice(_CONTACTS)),
        is_working_day=is_working_day,
        at=moment(day),
    )
    officer = story.cast.officer(point.unit)
    if (LAST_DAY - day).days > 3:
        accept(concern=concern, by=officer, at=moment(add_working_days(day, 1)))
    reply = add_working_days(day, dice.choice([4, 7, 9, 12]))
    if reply >= LAST_DAY:
        return
    concern.refresh_from_db()
    answer(concern=concern, words=dice.choice(_ANSWERS), by=officer, at=moment(reply))
    concern.refresh_from_db()
    said = reply + timedelta(days=1)
    if said < LAST_DAY and dice.random() < 0.7:
        solved = dice.random() < 0.7
        words = "" if solved else "Đơn vị trả lời chung chung, việc của tôi vẫn chưa xong."
        judge_answer(concern=concern, solved=solved, words=words, is_working_day=is_working_day, at=moment(said))


def _explanations(story: Story) -> None:
    """The union expects four of five to be satisfied; what units owed before the last month, they have explained."""
    organiser = story.cast.organiser
    head = story.cast.head(organiser)
    set_threshold(unit=organiser, percent=_EXPECTED, by=head, at=moment(date(LAST_DAY.year, 1, 5)))
    for month in range(1, LAST_DAY.month):
        opened = date(LAST_DAY.year, month + 1, 4)
        open_remedies(month=LAST_DAY.year * 100 + month, is_working_day=is_working_day, at=moment(opened))
        for row in Remedy.objects.filter(month=LAST_DAY.year * 100 + month).select_related("unit").order_by("pk"):
            sent = add_working_days(opened, 6)
            if month + 1 >= LAST_DAY.month:
                continue
            explanation = Explanation(_CAUSES, _MEASURES, sent + timedelta(days=30))
            explain(remedy=row, explanation=explanation, by=story.cast.officer(row.unit), at=moment(sent))
            if month + 2 < LAST_DAY.month:
                approve(remedy=row, by=head, at=moment(add_working_days(sent, 3)))
