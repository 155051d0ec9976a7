"""Two gradings of the grassroots unions: last year's published, appealed and settled; this year's being scored."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from namkhong.criteria import actions as criteria
from namkhong.criteria.data import library
from namkhong.criteria.models import CriteriaSet
from namkhong.criteria.states import Scale
from namkhong.desk.demo.cast import moment
from namkhong.desk.demo.years import LAST_DAY, Story
from namkhong.people.models import Person
from namkhong.scoring import actions
from namkhong.scoring.actions import AppealDraft, Entry, RoundDraft
from namkhong.scoring.models import Mark, Round, Sheet
from namkhong.scoring.states import Scored

_WHY = "Minh chứng kèm theo mới có biên bản của ba trong bốn kỳ họp."
_NO_FIGURE = "Hệ thống chưa có số liệu của đơn vị, lấy theo báo cáo giấy đã lưu."
_APPEAL = "Biên bản kỳ họp quý IV gửi bổ sung ngày 12/12, đề nghị tính đủ điểm mục này."
_ANSWER = "Đã nhận đủ biên bản bốn kỳ họp, tính lại theo mức đủ kỳ."
_SUBMITTED, _CHECKED = 24, 7
"""How many of this year's sheets were handed in, and how many of those checked."""


def score(story: Story, dice: Random) -> None:
    """Last year's round to the end, this year's up to today."""
    year, officer = LAST_DAY.year, story.cast.officer(story.cast.organiser)
    chosen = _set(story, officer)
    last = _begun(story, chosen, year - 1, officer)
    for sheet in _sheets(last):
        _self_scored(story, sheet, dice, date(year - 1, 12, 5))
        _checked(sheet, officer, dice, date(year - 1, 12, 12))
    head = story.cast.head(story.cast.organiser)
    actions.begin_deciding(round=last, by=head, at=moment(date(year - 1, 12, 15)))
    actions.publish(round=last, by=head, at=moment(date(year - 1, 12, 20)))
    _appealed(story, last, head, year - 1)
    actions.settle(round=last, by=head, at=moment(date(year, 1, 12)))
    now = _begun(story, chosen, year, officer)
    for place, sheet in enumerate(_sheets(now)[:_SUBMITTED]):
        _self_scored(story, sheet, dice, date(year, 11, 9) + timedelta(days=place % 9))
        if place < _CHECKED:
            _checked(sheet, officer, dice, date(year, 11, 20))


def _set(story: Story, officer: Person) -> CriteriaSet:
    """The organiser's own copy of the set that comes with the project."""
    day = date(LAST_DAY.year - 1, 1, 10)
    shipped = criteria.install_library(sets=library(), on=day, at=moment(day))
    source = next(row for row in shipped if row.key == "grassroots_union")
    own = criteria.copy(source=source, unit=story.cast.organiser, by=officer, at=moment(day))
    criteria.issue(row=own, revision=own.revision, by=officer, at=moment(day))
    own.refresh_from_db()
    return own


def _begun(story: Story, chosen: CriteriaSet, year: int, officer: Person) -> Round:
    draft = RoundDraft(
        set=chosen,
        title=f"Chấm điểm, xếp loại công đoàn cơ sở năm {year}",
        period=str(year),
        scored=Scored.GRASSROOTS,
        line=story.campaign.line,
        self_due_on=date(year, 12, 5),
        check_due_on=date(year, 12, 15),
        campaign=story.campaign,
    )
    at = moment(date(year, 11, 3))
    row = actions.prepare(unit=story.cast.organiser, draft=draft, by=officer, at=at)
    actions.begin(round=row, by=officer, at=at)
    actions.measure(round=row, by=officer, at=at)
    row.refresh_from_db()
    return row


def _sheets(round: Round) -> list[Sheet]:
    return list(Sheet.objects.filter(round=round).select_related("unit", "round").order_by("pk"))


def _marks(sheet: Sheet) -> list[Mark]:
    return list(Mark.objects.filter(sheet=sheet).select_related("criterion").order_by("criterion__order", "pk"))


def _self_scored(story: Story, sheet: Sheet, dice: Random, day: date) -> None:
    officer = story.cast.officer(sheet.unit)
    good = dice.uniform(0.72, 1.0)
    for mark in _marks(sheet):
        if mark.criterion.scale in (Scale.MEASURED, Scale.GROUP):
            continue
        entry = Entry(_points(mark, good, dice), "Có hồ sơ lưu tại đơn vị.")
        actions.fill(
            sheet=sheet, criterion=mark.criterion_id, entry=entry, revision=mark.revision, by=officer, at=moment(day)
        )
    actions.submit(sheet=sheet, by=officer, at=moment(day, 16))


def _points(mark: Mark, good: float, dice: Random) -> Decimal:
    rule = mark.criterion
    if rule.scale in (Scale.BONUS, Scale.MINUS):
        return Decimal(0)
    if rule.scale == Scale.YES_NO:
        return rule.most if dice.random() < good + 0.1 else Decimal(0)
    if rule.scale == Scale.LEVELS:
        levels = [Decimal(level["points"]) for level in rule.levels]
        return levels[0] if dice.random() < good else levels[min(1, len(levels) - 1)]
    halves = int(rule.most * 2 * Decimal(str(min(1.0, good + dice.uniform(-0.08, 0.08)))))
    return Decimal(halves) / 2


def _checked(sheet: Sheet, officer: Person, dice: Random, day: date) -> None:
    """One criterion is lowered with a reason, what the system does not know is settled by hand, the rest is kept."""
    at, lowered = moment(day, 10), False
    for mark in _marks(sheet):
        rule, points, why = mark.criterion, mark.self_points, ""
        if rule.scale == Scale.MEASURED and points is None:
            points, why = (rule.most * Decimal("0.8")).quantize(Decimal("0.5")), _NO_FIGURE
        elif not lowered and rule.scale == Scale.LEVELS and points and dice.random() < 0.5:
            worth = [Decimal(level["points"]) for level in rule.levels]
            points, why, lowered = worth[-1] if points == worth[0] and len(worth) < 3 else worth[1], _WHY, True
        if why and points is not None and points != mark.self_points:
            actions.check(
                sheet=sheet,
                criterion=mark.criterion_id,
                points=points,
                reason=why,
                revision=mark.revision,
                by=officer,
                at=at,
            )
    actions.keep_rest(sheet=sheet, offices=[], by=officer, at=at)
    actions.finish(sheet=sheet, by=officer, at=moment(day, 15))


def _appealed(story: Story, round: Round, head: Person, year: int) -> None:
    """The first union that was lowered objects, and is heard."""
    rows = Mark.objects.filter(sheet__round=round, criterion__scale=Scale.LEVELS).exclude(reason="")
    mark = rows.select_related("sheet__unit", "criterion").order_by("pk").first()
    if mark is None or mark.self_points is None:
        return
    by = story.cast.officer(mark.sheet.unit)
    made = actions.appeal(
        sheet=mark.sheet, draft=AppealDraft(_APPEAL, mark.criterion), by=by, at=moment(date(year, 12, 23))
    )
    points = {mark.criterion_id: mark.self_points}
    actions.uphold(appeal=made, points=points, answer=_ANSWER, by=head, at=moment(date(year, 12, 26)))
