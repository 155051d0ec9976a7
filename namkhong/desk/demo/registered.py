"""What the unions of one campaign registered for the year, the lists they sent up, and a covenant of a bloc."""

from datetime import date, timedelta
from random import Random

from namkhong.desk.demo.cast import moment
from namkhong.desk.demo.years import LAST_DAY, Story
from namkhong.people.models import Employment, Person
from namkhong.registrations import actions
from namkhong.registrations.actions.covenants import Text
from namkhong.registrations.actions.writing import Place, Wish
from namkhong.registrations.models import JointList
from namkhong.units.models import Unit

_OF_UNITS = ("Công đoàn cơ sở vững mạnh", "Công đoàn cơ sở vững mạnh xuất sắc")
_OF_PEOPLE = ("Đoàn viên công đoàn xuất sắc", "Lao động tiên tiến")
_PROMISES = (
    "Không để người bệnh phải chờ quá 30 phút ở khâu tiếp đón mà không được giải thích.",
    "Toàn bộ đoàn viên ký và tự đánh giá từng điều cam kết.",
    "Mỗi quý trả lời hết góp ý trong hòm thư và qua mã phản ánh.",
)
_WHY = "Danh sách chưa có người trực tiếp phục vụ người bệnh, đề nghị bổ sung rồi gửi lại."


def register(story: Story, dice: Random) -> None:
    """All but two unions have sent their lists; most are approved, one came back, some wait."""
    year, organiser = LAST_DAY.year, story.cast.organiser
    upper = story.cast.officer(organiser)
    for number, unit in enumerate(story.cast.grassroots[:-2]):
        place = Place(story.campaign, unit, year)
        day = date(year, 2, 2) + timedelta(days=number % 20)
        _written(place, story, dice, day)
        joint = actions.send_list(place=place, by=story.cast.officer(unit), at=moment(day, 16))
        _judged(joint, number, upper, day + timedelta(days=3))
    _covenant(story, year, upper)


def _written(place: Place, story: Story, dice: Random, day: date) -> None:
    at, officer = moment(day), story.cast.officer(place.unit)
    actions.write(place=place, person=None, wish=Wish(dice.choice(_OF_UNITS), _PROMISES[1]), by=officer, at=at)
    rows = Employment.objects.on(day).filter(unit=place.unit).select_related("person").order_by("person")
    chosen = [row.person for row in rows[: 3 + dice.randrange(5)]]
    wishes = [(person, Wish(_OF_PEOPLE[spot % 2], _PROMISES[0])) for spot, person in enumerate(chosen)]
    actions.write_many(place=place, wishes=wishes, by=officer, at=at)
    actions.send_all(place=place, by=officer, at=at)
    actions.approve_many(place=place, rows=None, by=story.cast.head(place.unit), at=at + timedelta(hours=2))


def _judged(joint: JointList, number: int, upper: Person, day: date) -> None:
    if number == 4:
        actions.refuse_list(joint=joint, reason=_WHY, by=upper, at=moment(day))
    elif number < 27:
        actions.approve_list(joint=joint, by=upper, at=moment(day))


def _covenant(story: Story, year: int, upper: Person) -> None:
    """Six hospitals form a bloc; five have signed."""
    members: list[Unit] = story.cast.grassroots[-6:]
    text = Text(f"Khối bệnh viện tuyến tỉnh năm {year}", members, _PROMISES)
    row = actions.draw_up(
        campaign=story.campaign,
        unit=story.cast.organiser,
        year=year,
        text=text,
        by=upper,
        at=moment(date(year, 2, 10)),
    )
    actions.open_signing(covenant=row, by=upper, at=moment(date(year, 2, 11)))
    for party in row.parties.select_related("unit").order_by("pk")[:5]:
        actions.sign(party=party, by=story.cast.head(party.unit), at=moment(date(year, 2, 16)))
