"""The decision by which a unit publishes the result of a round, with the list as its annex."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from namkhong.cascade.drafting.frame import frame, ground
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.periods import parse_period
from namkhong.papers.content import (
    Align,
    Annex,
    Article,
    Column,
    DocumentKind,
    Number,
    OfficialDocument,
    Paragraph,
    Row,
    Signature,
    SigningCapacity,
    Table,
)
from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.queries.explaining import Explanation
from namkhong.scoring.queries.standings import Result, bands_of, labels_of
from namkhong.scoring.states import Scored
from namkhong.units.states import UnitKind

MOST_LISTED = 3_000
"""Longer lists go along as a spreadsheet."""


def result_decision(
    row: Round, results: Sequence[Result], ranks: dict[int, int | None], words: Explanation, on: date
) -> OfficialDocument:
    """The decision as a draft: what is published, that it is evidence only, and who is concerned."""
    period = parse_period(row.period).label
    whom = "cá nhân" if row.scored == Scored.OWN_STAFF else "đơn vị"
    graded = [result for result in results if result.grade]
    counts = "; ".join(f"{label}: {show_decimal(count)}" for label, count in words.counts)
    body = (
        Article(
            text=f"Công bố kết quả chấm điểm “{row.title}” {period} của {show_decimal(len(graded))} {whom}, "
            f"theo danh sách kèm theo. Trong đó {counts}."
        ),
        Article(
            text="Kết quả này là minh chứng để tham khảo khi đánh giá, xếp loại chất lượng và xét thi đua, khen "
            "thưởng; không thay cho kết quả đánh giá, xếp loại của cấp có thẩm quyền."
        ),
        Article(
            text=f"Trong {row.appeal_days} ngày kể từ ngày công bố, {whom} có tên trong danh sách có quyền đề nghị "
            f"{row.unit.name} xem xét lại điểm của mình."
        ),
        Article(text=f"Các bộ phận, đơn vị liên quan và {whom} có tên trong danh sách thi hành quyết định này"),
    )
    around = frame(DocumentKind.DECISION, row.unit, row.line, on)
    return OfficialDocument(
        **around,
        subject=f"Công bố kết quả chấm điểm, xếp hạng {period}",
        authority=_authority(row, around["signature"]),
        legal_bases=_bases(row),
        body=body,
        recipients=("Như Điều 4",),
        annexes=(_annex(row, graded, ranks),),
    )


def _authority(row: Round, signature: Signature) -> str:
    """The body for which the head signs, else the head."""
    first = signature.lines[0]
    if row.unit.kind == UnitKind.COMMITTEE:
        return row.unit.name
    who = first.text if first.capacity is SigningCapacity.ON_BEHALF else "Thủ trưởng"
    return f"{who} {row.unit.name}"


def _bases(row: Round) -> tuple[str, ...]:
    plan = f"Căn cứ {ground(row.campaign.plan)}" if row.campaign else ""
    return tuple(filter(None, (plan, f"Căn cứ {row.set.name}", "Theo đề nghị của bộ phận thẩm định điểm")))


def _annex(row: Round, graded: Sequence[Result], ranks: dict[int, int | None]) -> Annex:
    labels = labels_of(bands_of(row))
    listed = sorted(graded[:MOST_LISTED], key=lambda result: (ranks[result.sheet] or 0, result.sheet))
    known = Sheet.objects.select_related("unit", "person").in_bulk([result.sheet for result in listed])
    people = row.scored == Scored.OWN_STAFF
    columns = (
        Column(heading="Hạng", align=Align.CENTER, width=Decimal("0.6")),
        Column(heading="Họ và tên" if people else "Đơn vị", width=Decimal("3.4")),
        Column(heading="Tổng điểm", align=Align.RIGHT, width=Decimal("0.9")),
        Column(heading="Kết quả", width=Decimal("2.2")),
    )
    rows = tuple(
        Row(
            cells=(
                str(ranks[result.sheet]),
                _name(known[result.sheet]),
                Number(value=result.total, places=2),
                labels[result.grade],
            )
        )
        for result in listed
    )
    rest = len(graded) - len(listed)
    note = f"Còn {show_decimal(rest)} tên nữa trong bảng tính kèm theo." if rest > 0 else ""
    opening = Paragraph(text="Bằng điểm thì đồng hạng, hạng kế tiếp được bỏ qua.", italic=True)
    table = Table(columns=columns, rows=rows, note=note)
    return Annex(title=f"Danh sách kết quả chấm điểm {parse_period(row.period).label}", body=(opening, table))


def _name(sheet: Sheet) -> str:
    return sheet.person.full_name if sheet.person else sheet.unit.name
