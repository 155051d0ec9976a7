"""The organiser ends on the way: its superior takes over, and the unions of communes become fewer."""

from datetime import timedelta

from django.db.models import Sum

from namkhong.campaigns.models import Campaign
from namkhong.desk.demo.cast import Cast, moment
from namkhong.desk.demo.scenes import WindUp
from namkhong.papers.actions import issue
from namkhong.papers.models import Document
from namkhong.people.models import Person
from namkhong.people.states import PostKind
from namkhong.reorganisations.actions import answer, carry_out
from namkhong.reorganisations.queries import SUBJECT, all_asked
from namkhong.units.actions import ChangeDraft, ResultDraft, add_changes, draft_reorganisation, state_headcount
from namkhong.units.models import Headcount, Reorganisation, Unit
from namkhong.units.states import ChangeKind, UnitKind

YEARS = (2025, 2026)


def wind_up(change: WindUp, cast: Cast, campaign: Campaign) -> None:
    """Draft, answer and carry out the reorganisation; afterwards the cast is who is there now."""
    officer, decided = cast.officer(cast.superior), change.on - timedelta(days=6)
    row = draft_reorganisation(
        unit=cast.superior,
        title=change.title,
        number=change.number,
        issuer=cast.superior.name,
        decided_on=decided,
        effective_on=change.on,
        by=officer.pk,
        at=moment(decided),
    )
    pairs = [cast.grassroots[place : place + 2] for place in range(0, 2 * len(change.merged), 2)]
    merged = [_merger(pair, name, cast.superior) for pair, name in zip(pairs, change.merged, strict=True)]
    ends = ChangeDraft(ChangeKind.DISSOLVE, sources=[cast.organiser], results=[ResultDraft(unit=cast.superior)])
    add_changes(reorganisation=row, drafts=[*merged, ends], by=officer.pk, at=moment(decided))
    answers = {question.key: question.choices[0].value for asked in all_asked(row) for question in asked.questions}
    answer(reorganisation=row, answers=answers, by=officer.pk, at=moment(decided, 14))
    carry_out(reorganisation=row, by=officer, at=moment(change.on, 8))
    report = Document.objects.get(source_kind=SUBJECT, source_id=row.pk)
    issue(document=report, on=change.on, by=officer.pk, at=moment(change.on, 14))
    _take_over(cast, row, [unit for pair in pairs for unit in pair])
    campaign.refresh_from_db()


def _merger(pair: list[Unit], name: str, above: Unit) -> ChangeDraft:
    result = ResultDraft(
        name=f"Công đoàn cơ sở xã {name}",
        short_name=f"CĐCS xã {name}",
        kind=UnitKind.GRASSROOTS_UNION,
        place=name,
        notation="CĐCS",
        parent=above,
    )
    return ChangeDraft(ChangeKind.MERGE, sources=pair, results=[result])


def _take_over(cast: Cast, row: Reorganisation, gone: list[Unit]) -> None:
    new = list(Unit.objects.filter(founded_in=row.batch_id).order_by("pk"))
    for place, unit in enumerate(new):
        cast.officers[unit.pk] = Person.objects.filter(
            posts__unit=unit, posts__kind=PostKind.GRASSROOTS_OFFICER
        ).order_by("pk")[0]
        for year in YEARS:
            staff = Headcount.objects.filter(unit__in=gone[2 * place : 2 * place + 2], year=year)
            total = staff.aggregate(sum=Sum("staff"))["sum"]
            source = f"Cộng danh sách hai đơn vị trước sắp xếp, năm {year}"
            state_headcount(unit=unit, year=year, staff=total, source=source, by=None, at=moment(row.effective_on))
    cast.grassroots = [*new, *(unit for unit in cast.grassroots if unit not in gone)]
    cast.former.append(cast.organiser)
    above = cast.above
    if above is not None:
        cast.organiser, cast.superior = cast.superior, above
