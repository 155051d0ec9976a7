"""Reminding units that are behind: words for a chat, and an official letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from namkhong.campaigns.models import Campaign, DutyDefinition
from namkhong.foundation.days import show_day
from namkhong.papers.content import (
    Align,
    Column,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    ProfileName,
    Row,
    Signature,
    SignatureLine,
    SigningCapacity,
    Table,
)
from namkhong.people.models import Post
from namkhong.units.models import Unit
from namkhong.units.states import Line, UnitKind

LISTED = 40
"""More names than this go into a table of the letter only; a chat message that long is not read."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A unit that has not done it yet, and its last day (with any extension)."""

    unit_name: str
    due_on: date | None


def reminder_text(campaign: str, title: str, year: int, behind: Sequence[Behind], sender: str, on: date) -> str:
    """Plain words to paste into a chat group: who is late, who is due, what to do."""
    late = [row for row in behind if row.due_on and row.due_on < on]
    soon = [row for row in behind if row.due_on and row.due_on >= on]
    parts = [f"Kính gửi các đơn vị,\nNhắc việc “{title}” năm {year}, {campaign}."]
    if late:
        parts.append(f"Đến ngày {show_day(on)} đã quá hạn, {len(late)} đơn vị:\n{_listed(late)}")
    if soon:
        parts.append(f"Sắp đến hạn, {len(soon)} đơn vị:\n{_listed(soon)}")
    parts.append("Đề nghị các đơn vị hoàn thành sớm. Đơn vị nào vướng mắc xin báo lại. Trân trọng cảm ơn.")
    return "\n\n".join(parts) + (f"\n{sender}" if sender else "")


def _listed(rows: Sequence[Behind]) -> str:
    lines = [f"{place}. {row.unit_name} (hạn {show_day(row.due_on)})" for place, row in enumerate(rows[:LISTED], 1)]
    rest = len(rows) - LISTED
    return "\n".join(lines) + (f"\n… và {rest} đơn vị nữa" if rest > 0 else "")


def reminder_letter(
    campaign: Campaign,
    definition: DutyDefinition,
    year: int,
    behind: Sequence[Behind],
    sender: Unit,
    superior: Unit | None,
    head: Post | None,
    on: date,
) -> OfficialDocument:
    """The letter that urges units on, with their names and days in a table; a draft without a number."""
    body = (
        Paragraph(
            text=f"Thực hiện {_ground(campaign)} về việc thực hiện {campaign.name}, các đơn vị được giao việc "
            f"“{definition.title}” năm {year}. "
            f"Tính đến ngày {show_day(on)}, còn {len(behind)} đơn vị chưa hoàn thành theo danh sách dưới đây."
        ),
        _table(behind, on),
        Paragraph(
            text=f"{sender.name} đề nghị các đơn vị có tên khẩn trương hoàn thành và báo lại kết quả. "
            "Đơn vị nào có khó khăn thì nêu rõ lý do và ngày dự kiến hoàn thành để được xem xét gia hạn."
        ),
    )
    union = campaign.line == Line.UNION
    return OfficialDocument(
        kind=DocumentKind.LETTER,
        profile=ProfileName.UNION if union else ProfileName.STATE,
        issuer=sender.name,
        superior=superior.name if superior else "",
        notation=sender.notation,
        place=sender.place,
        draft_year=on.year,
        draft_month=on.month,
        subject=f"đôn đốc thực hiện việc “{definition.title}” năm {year}",
        addressed_to=("Các đơn vị có tên trong danh sách",),
        body=body,
        signature=_signature(head, sender, union=union),
        recipients=("Như trên",),
    )


def _ground(campaign: Campaign) -> str:
    """The plan by number and day, as far as it has them."""
    plan = campaign.plan
    if not plan.number:
        return f"Kế hoạch của {plan.issuer or plan.unit.name}"
    return f"Kế hoạch số {plan.number}" + (f" ngày {show_day(plan.issued_on)}" if plan.issued_on else "")


def _table(behind: Sequence[Behind], on: date) -> Table:
    rows = tuple(
        Row(cells=(str(place), row.unit_name, show_day(row.due_on), _words(row.due_on, on)))
        for place, row in enumerate(behind, start=1)
    )
    columns = (
        Column(heading="TT", align=Align.CENTER, width=Decimal("0.5")),
        Column(heading="Đơn vị", width=Decimal("4.2")),
        Column(heading="Hạn", align=Align.CENTER, width=Decimal("1.3")),
        Column(heading="Tình trạng", align=Align.CENTER, width=Decimal("1.7")),
    )
    return Table(columns=columns, rows=rows)


def _words(due_on: date | None, on: date) -> str:
    if due_on is None:
        return "Chưa làm"
    days = (due_on - on).days
    return f"Quá hạn {-days} ngày" if days < 0 else f"Còn {days} ngày"


def _signature(head: Post | None, sender: Unit, *, union: bool) -> Signature | None:
    """The head, in a union on behalf of the body that leads it."""
    if head is None:
        return None
    body = "Ban Chấp hành" if sender.kind == UnitKind.GRASSROOTS_UNION else "Ban Thường vụ"
    led = (SignatureLine(text=body, capacity=SigningCapacity.ON_BEHALF),) if union else ()
    title = head.title or ("Chủ tịch" if union else "Thủ trưởng đơn vị")
    return Signature(lines=(*led, SignatureLine(text=title)), name=head.person.full_name)
