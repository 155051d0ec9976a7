"""Two rounds of pledges of a union: last year's signed, received, evaluated and closed; this year's still open."""

from datetime import date, timedelta
from random import Random

from django.db.models import QuerySet

from namkhong.desk.demo.cast import moment
from namkhong.desk.demo.years import LAST_DAY, Story
from namkhong.people.models import Employment, Person
from namkhong.pledges import actions
from namkhong.pledges.actions import RoundDraft, Signature
from namkhong.pledges.actions.answering import answer, fill_bank
from namkhong.pledges.actions.evaluating import evaluate_all, evaluate_self
from namkhong.pledges.models import Pledge, Round
from namkhong.pledges.queries.questions import asked_next
from namkhong.pledges.rules.evaluating import LineKept
from namkhong.pledges.rules.suggestions import FIVE_NO, TWELVE_OF_CARE
from namkhong.pledges.states import Kept, PledgeState, Side, Way
from namkhong.units.models import Unit

_READING = (
    "Mỗi người chúng ta gặp người bệnh hoặc đồng nghiệp hằng ngày. Năm điều dưới đây là lời hứa về cách mình làm việc: "
    "không gây khó, không thờ ơ, không tơ hào, không dối trá, không lợi dụng việc được giao. Ký là để cả đơn vị cùng "
    "biết và nhắc nhau; cuối năm từng điều được tự đánh giá và người nhận cam kết đánh giá lại."
)
_ON_LEAVE = "Nghỉ thai sản theo quyết định của bệnh viện."
_NOT_SIGNED = "Đề nghị làm rõ nội dung điều 3 trước khi ký."
_STILL_UNSIGNED = 0.055
_ANSWERED = 900
"""So many of this year's signers went on to the three questions."""


def pledge(story: Story, dice: Random) -> None:
    """Both rounds."""
    last = _round(story, LAST_DAY.year - 1, None)
    _everybody_signs(story, last, dice, unsigned=0.0)
    _received(story, last)
    _evaluated(story, last, dice)
    actions.close_round(round=last, by=_runner(story), at=moment(date(LAST_DAY.year - 1, 12, 22)))
    actions.rebuild(round=last, by=_runner(story), at=moment(date(LAST_DAY.year - 1, 12, 22)))
    now = _round(story, LAST_DAY.year, last)
    fill_bank(campaign=story.campaign, by=_runner(story), at=moment(now.opens_on))
    _everybody_signs(story, now, dice, unsigned=_STILL_UNSIGNED)
    _received(story, now, but=story.cast.grassroots[0])
    _asked(now, dice)
    actions.rebuild(round=now, by=_runner(story), at=moment(LAST_DAY, 6))


def _runner(story: Story) -> Person:
    return story.cast.officer(story.cast.organiser)


def _round(story: Story, year: int, before: Round | None) -> Round:
    """A round opened on the first working days of March; the hospitals add their twelve lines."""
    opens, by = date(year, 3, 2), _runner(story)
    draft = RoundDraft(f"Ký cam kết “Năm không” năm {year}", opens, date(year, 3, 31), _READING)
    at = moment(opens - timedelta(days=10))
    if before is None:
        found = actions.prepare(campaign=story.campaign, year=year, draft=draft, lines=FIVE_NO, by=by, at=at)
        for unit in _hospitals(story):
            actions.word(round=found, unit=unit.pk, lines=TWELVE_OF_CARE, by=story.cast.officer(unit), at=at)
            actions.issue(round=found, unit=unit.pk, by=story.cast.officer(unit), at=at)
    else:
        found = actions.renew(round=before, draft=draft, by=by, at=at)
        for unit in _hospitals(story):
            actions.issue(round=found, unit=unit.pk, by=story.cast.officer(unit), at=at)
    actions.open_round(round=found, by=by, at=moment(opens, 7))
    found.refresh_from_db()
    return found


def _hospitals(story: Story) -> list[Unit]:
    return [unit for unit in story.cast.grassroots if "Bệnh viện" in unit.name]


def _staff(unit: Unit, on: date) -> list[Person]:
    rows = Employment.objects.on(on).filter(unit=unit).select_related("person").order_by("person")
    return [row.person for row in rows]


def _everybody_signs(story: Story, round: Round, dice: Random, *, unsigned: float) -> None:
    """Most on paper in one batch of the unit, some on their telephones; a few are on leave or refuse."""
    for place, unit in enumerate(story.cast.grassroots):
        day = round.opens_on + timedelta(days=1 + place % 24)
        people, by = _staff(unit, day), story.cast.officer(unit)
        dice.shuffle(people)
        kept_back = people[: round_up(len(people) * unsigned)] if place % 3 else []
        if kept_back:
            actions.go_on_leave(
                round=round,
                person=kept_back[0],
                until_on=date(round.year, 12, 31),
                reason=_ON_LEAVE,
                by=by,
                at=moment(day),
            )
        if place % 7 == 1 and len(kept_back) > 1:
            actions.refuse(round=round, person=kept_back[1], reason=_NOT_SIGNED, by=by, at=moment(day))
        by_telephone = people[len(kept_back) : len(kept_back) + len(people) // 6]
        for minute, person in enumerate(by_telephone):
            at = moment(day, 7) + timedelta(minutes=3 * minute)
            actions.sign(round=round, person=person, way=Way.LINK, by=person, at=at)
        rest = [Signature(person.pk) for person in people[len(kept_back) + len(by_telephone) :]]
        actions.sign_many(round=round, signatures=rest, way=Way.PAPER, by=by, at=moment(day + timedelta(days=1), 15))


def round_up(number: float) -> int:
    """The next whole number that is no smaller."""
    return -int(-number // 1)


def _received(story: Story, round: Round, but: Unit | None = None) -> None:
    """The chair of each union receives what was pledged there; one has still to do so."""
    for unit in story.cast.grassroots:
        if unit != but:
            chair = story.cast.head(unit)
            actions.receive(round=round, side=Side.UNION, by=chair, at=moment(date(round.year, 4, 6), 14))


def _evaluated(story: Story, round: Round, dice: Random) -> None:
    """In December everybody looks back; a few say themselves that a line was not kept, and their chair agrees."""
    actions.begin_evaluation(round=round, by=_runner(story), at=moment(date(round.year, 12, 1)))
    for unit in story.cast.grassroots:
        rows = _signed(round, unit)
        chair = story.cast.head(unit)
        exceptions = {}
        for row in dice.sample(list(rows.exclude(person=chair)), k=min(2, rows.count())):
            lines = _looked_back(len(row.text.lines) if row.text else 0, dice)
            evaluate_self(round=round, lines=lines, by=row.person, at=moment(date(round.year, 12, 4), 10))
            exceptions[row.pk] = lines
        numbers = [row.pk for row in rows if row.person_id != chair.pk]
        at = moment(date(round.year, 12, 15), 15)
        evaluate_all(round=round, pledges=numbers, exceptions=exceptions, by=chair, at=at)


def _signed(round: Round, unit: Unit) -> QuerySet[Pledge]:
    rows = Pledge.objects.filter(round=round, unit=unit, state=PledgeState.SIGNED)
    return rows.select_related("text", "person").order_by("pk")


def _looked_back(count: int, dice: Random) -> list[LineKept]:
    fault = dice.randrange(count)
    note = "Có lần để người bệnh chờ lâu mà chưa giải thích, đã xin lỗi và rút kinh nghiệm."
    return [LineKept(Kept.PARTLY, note) if place == fault else LineKept(Kept.KEPT) for place in range(count)]


def _asked(round: Round, dice: Random) -> None:
    """Some went on to the questions; most answered all three rightly, the others tried once more or not at all."""
    signed = Pledge.objects.filter(round=round, state=PledgeState.SIGNED, way=Way.LINK).select_related("person")
    for row in signed.order_by("pk")[:_ANSWERED]:
        questions = asked_next(round, row.person_id).questions
        answers = [question.right if dice.random() < 0.93 else 1 - min(question.right, 1) for question in questions]
        at = (row.signed_at or moment(round.opens_on)) + timedelta(minutes=2)
        numbers = [question.pk for question in questions]
        answer(round=round, person=row.person, questions=numbers, answers=answers, by=row.person, at=at)
