"""A campaign lived through, year by year: duties done on time, late or not at all; reports sent, returned, accepted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from namkhong.campaigns.actions import assign_year, excuse, extend, fulfil
from namkhong.campaigns.actions.duties import Deed
from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import DutyKind, DutyState, Obliged
from namkhong.desk.demo.cast import Cast, moment
from namkhong.desk.demo.figures import REVIEW_TEXTS, CaseLedger, invented_sheet
from namkhong.desk.demo.scenes import Scene
from namkhong.desk.demo.winding_up import wind_up
from namkhong.law.queries import is_working_day
from namkhong.people.models import Person
from namkhong.reports.actions import SheetDraft, accept, begin, save, send_back, submit
from namkhong.reports.models import Return
from namkhong.units.queries import headcount

LAST_DAY = date(2026, 11, 22)
_SENT_BACK = "Số người ký bản cam kết chưa khớp danh sách gửi kèm, đề nghị kiểm tra lại."


@dataclass(slots=True)
class Story:
    """One campaign being lived through."""

    scene: Scene
    cast: Cast
    campaign: Campaign
    dice: Random
    ledger: CaseLedger = field(default_factory=CaseLedger)

    def officer(self, duty: Duty) -> Person:
        """Who does the paperwork for a duty."""
        return self.cast.officer(duty.unit)


def live(story: Story, told: Callable[[str], None]) -> None:
    """Every year of the scene."""
    for year in story.scene.years:
        at = moment(date(year, 1, 15))
        assign_year(
            campaign=story.campaign,
            year=year,
            tree_on=date(year, 1, 1),
            is_working_day=is_working_day,
            by=story.cast.officer(story.cast.organiser),
            at=at,
        )
        duties = _lived_through(story, year)
        _report(story, [duty for duty in duties if duty.definition.kind == DutyKind.REPORT], year)
        _review(story, [duty for duty in duties if duty.definition.kind == DutyKind.FINAL_REVIEW])
        told(f"{story.scene.place} {year}: {len(duties)} việc")


def _lived_through(story: Story, year: int) -> list[Duty]:
    """Everything but reports is done, or not; in the year in which the organiser ends, by old units and then by new."""
    change, duties = story.scene.wind_up, _duties(story, year)
    if change is None or change.on.year != year:
        _do_deeds(story, duties)
        return duties
    _do_deeds(story, duties, until=change.on)
    wind_up(change, story.cast, story.campaign)
    duties = [duty for duty in _duties(story, year) if duty.state == DutyState.OPEN]
    _do_deeds(story, duties, since=change.on)
    return duties


def _duties(story: Story, year: int) -> list[Duty]:
    rows = Duty.objects.filter(campaign=story.campaign, year=year).select_related("unit", "definition", "campaign")
    return list(rows.order_by("definition__order", "pk"))


def _do_deeds(story: Story, duties: list[Duty], since: date = date.min, until: date = LAST_DAY) -> None:
    """What falls in the days from `since` on and before `until`."""
    for duty in duties:
        if duty.definition.kind in (DutyKind.REPORT, DutyKind.FINAL_REVIEW):
            continue
        fate = story.dice.random()
        due = duty.due_on or date(duty.year, 11, 10)
        if fate < 0.015 and since == date.min:
            excuse(
                duty=duty,
                reason="Đơn vị đang sắp xếp lại tổ chức, cấp trên đồng ý miễn trong năm.",
                by=story.cast.officer(story.cast.organiser),
                at=moment(date(duty.year, 2, 10)),
            )
        elif fate < 0.955:
            late = fate > 0.88
            done = (
                due + timedelta(days=story.dice.randint(2, 30)) if late else due - timedelta(story.dice.randint(0, 40))
            )
            done = max(done, date(duty.year, 1, 20), since)
            if done < until:
                _state_done(story, duty, done)


def _state_done(story: Story, duty: Duty, done: date) -> None:
    if done > LAST_DAY:
        return
    staff = headcount(duty.unit_id, duty.year)
    count = staff.staff if staff and duty.definition.kind == DutyKind.PLEDGE else None
    deed = Deed(done_on=done, note="Đã làm theo kế hoạch của đơn vị.", count=count)
    fulfil(duty=duty, deed=deed, by=story.officer(duty), at=moment(done, 16))


def _report(story: Story, duties: list[Duty], year: int) -> None:
    """Grassroots first, then the middle, then the organiser, so that figures add up on the way."""
    grassroots = {unit.pk for unit in story.cast.grassroots}
    lower = [duty for duty in duties if duty.unit_id in grassroots]
    middle = [duty for duty in duties if duty.unit_id in {unit.pk for unit in story.cast.middle}]
    own = [duty for duty in duties if duty.definition.obliged == Obliged.ORGANISER]
    if year == LAST_DAY.year:
        _running_year(story, lower)
        for duty in middle[:2]:
            _send(story, duty, (duty.due_on or LAST_DAY) - timedelta(days=2), accepted=True)
        return
    for place, duty in enumerate(lower):
        _past_report(story, duty, place, year)
    for duty in [*middle, *own]:
        due = duty.due_on or date(year, 12, 15)
        _send(story, duty, due - timedelta(days=story.dice.randint(0, 3)), accepted=True)


def _past_report(story: Story, duty: Duty, place: int, year: int) -> None:
    due = duty.due_on or date(year, 12, 10)
    fate = story.dice.random()
    if fate < 0.03 and place > 1:
        return
    if fate < 0.06 and duty.due_on:
        extend(
            duty=duty,
            due_on=due + timedelta(days=10),
            reason="Đơn vị thay người phụ trách, xin lùi hạn để bàn giao số liệu.",
            by=story.cast.officer(story.cast.organiser),
            at=moment(due - timedelta(days=4)),
        )
        _send(story, duty, due + timedelta(days=6), accepted=True)
        return
    late = fate > 0.88
    sent = due + timedelta(days=story.dice.randint(1, 9)) if late else due - timedelta(days=story.dice.randint(0, 12))
    _send(story, duty, sent, accepted=True, returned_first=fate > 0.8)


def _running_year(story: Story, duties: list[Duty]) -> None:
    if story.scene.now is None:
        return
    accepted, sent, back = story.scene.now
    for place, duty in enumerate(duties):
        due = duty.due_on or LAST_DAY - timedelta(days=12)
        day = min(due - timedelta(days=place % 8), LAST_DAY - timedelta(days=2))
        # The last of the list is a unit one can sign in as: its report is still to be written.
        if duty.unit == story.cast.grassroots[-1] or place >= accepted + sent + back:
            continue
        if place < accepted:
            _send(story, duty, day, accepted=True)
        elif place < accepted + sent:
            _send(story, duty, LAST_DAY - timedelta(days=1), accepted=False)
        else:
            sheet = _send(story, duty, day, accepted=False)
            receiver = story.cast.officer(story.cast.receiver(duty.unit))
            send_back(sheet=sheet, reason=_SENT_BACK, by=receiver, at=moment(min(day + timedelta(days=3), LAST_DAY)))


def _send(story: Story, duty: Duty, day: date, *, accepted: bool, returned_first: bool = False) -> Return:
    """Begin, fill in, send; accepted two days later, or returned first and sent again."""
    writer, receiver = story.officer(duty), story.cast.officer(story.cast.receiver(duty.unit))
    at = moment(day)
    sheet = begin(duty=duty, on=day, by=writer, at=at)
    staff = headcount(duty.unit_id, duty.year)
    cases = story.ledger.cases(staff.staff, duty.year) if staff else 0
    draft = invented_sheet(staff.staff if staff else 100, duty.year, story.dice, cases)
    if staff is None:  # a superior's figures are the sums from below
        draft = SheetDraft(texts=draft.texts)
    save(sheet=sheet, draft=draft, version=sheet.version, by=writer, at=at)
    _submit(story, sheet, day, writer, at)
    if returned_first:
        send_back(sheet=sheet, reason=_SENT_BACK, by=receiver, at=at + timedelta(days=1))
        _submit(story, sheet, day, writer, at + timedelta(days=1, hours=5))
    if accepted:
        accept(sheet=sheet, by=receiver, at=at + timedelta(days=2))
    return sheet


def _submit(story: Story, sheet: Return, day: date, writer: Person, at: datetime) -> None:
    submission = UUID(int=story.dice.getrandbits(128), version=4)
    submit(sheet=sheet, submission=submission, on=day, by=writer, at=at)


def _review(story: Story, duties: list[Duty]) -> None:
    """A final review whose day has passed was sent and accepted; one still to come stays open."""
    for duty in duties:
        if duty.due_on is None or duty.due_on > LAST_DAY or duty.state != DutyState.OPEN:
            continue
        writer, day = story.officer(duty), duty.due_on - timedelta(days=3)
        sheet = begin(duty=duty, on=day, by=writer, at=moment(day))
        save(sheet=sheet, draft=SheetDraft(texts=REVIEW_TEXTS), version=1, by=writer, at=moment(day))
        _submit(story, sheet, day, writer, moment(day))
        accept(sheet=sheet, by=story.cast.officer(story.cast.receiver(duty.unit)), at=moment(day + timedelta(days=5)))
