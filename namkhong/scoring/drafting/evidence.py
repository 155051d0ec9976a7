"""The sheet of evidence of one person or unit: what was scored, and that it grades nobody by itself."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from namkhong.cascade.drafting.frame import frame
from namkhong.criteria.states import Scale
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.periods import parse_period
from namkhong.papers.content import (
    Align,
    Block,
    Bullet,
    Column,
    DocumentKind,
    Heading,
    Number,
    OfficialDocument,
    Paragraph,
    Row,
    Table,
)
from namkhong.people.models import Employment
from namkhong.scoring.models import Mark, Sheet
from namkhong.scoring.queries.frames import Frame, frame_of
from namkhong.scoring.queries.standings import labels_of, published_sheets
from namkhong.scoring.rules.marking import standing

PLAINLY = (
    "Phiếu này là minh chứng, cung cấp số liệu để người có thẩm quyền tham khảo. Phiếu không đánh giá, không xếp loại "
    "chất lượng cán bộ, công chức, viên chức và không được ghi thay vào kết quả đánh giá, xếp loại chính thức."
)


def evidence_sheet(sheet: Sheet, on: date) -> OfficialDocument:
    """What a published sheet says, criterion by criterion, as a working paper without a number."""
    row = sheet.round
    period = parse_period(row.period).label
    about = sheet.person.full_name if sheet.person else sheet.unit.name
    return OfficialDocument(
        **frame(DocumentKind.EVIDENCE, row.unit, row.line, on) | {"notation": ""},
        subject=f"Kết quả chấm điểm {period} của {about}",
        body=tuple(_body(sheet, frame_of(row.set_id), period)),
    )


def _body(sheet: Sheet, frame: Frame, period: str) -> Iterator[Block]:
    row = sheet.round
    yield Paragraph(text=PLAINLY, bold=True)
    yield Heading(text="Được chấm điểm")
    yield Bullet(text=f"{'Họ và tên' if sheet.person else 'Đơn vị'}: {_about(sheet)}.")
    yield Bullet(text=f"Đợt chấm: {row.title}, {period}, do {row.unit.name} tổ chức.")
    yield Bullet(text=f"Bộ tiêu chí: {row.set.name}.")
    yield Heading(text="Kết quả")
    yield from _result(sheet, frame)
    yield Heading(text="Điểm từng tiêu chí")
    yield _table(sheet, frame)
    yield Paragraph(text="Số liệu lấy từ kết quả đã công bố của đợt chấm")


def _about(sheet: Sheet) -> str:
    if sheet.person is None:
        return sheet.unit.name
    works = Employment.objects.filter(person=sheet.person, unit=sheet.unit_id).order_by("-valid_from")
    position = works.values_list("position", flat=True).first()
    return ", ".join(filter(None, (sheet.person.full_name, position, sheet.unit.name)))


def _result(sheet: Sheet, frame: Frame) -> Iterator[Block]:
    label = labels_of(frame.rules.bands).get(sheet.grade, "chưa xếp loại trong đợt chấm này")
    yield Bullet(text=f"Tổng điểm: {show_decimal(sheet.final_total, 2)} trên {show_decimal(frame.rules.total)}.")
    yield Bullet(text=f"Mức đạt theo bộ tiêu chí: {label}.")
    if sheet.rank is not None:
        graded = published_sheets(sheet.round).exclude(grade="").count()
        yield Bullet(text=f"Thứ hạng theo điểm: {sheet.rank} trong {show_decimal(graded)} phiếu được xếp loại.")
    if sheet.held_back:
        yield Bullet(text=f"Ghi chú: {sheet.held_back}")
    if sheet.round.published_on:
        yield Bullet(text=f"Công bố ngày {sheet.round.published_on:%d/%m/%Y}.")


def _table(sheet: Sheet, frame: Frame) -> Table:
    marks = {mark.criterion_id: mark for mark in Mark.objects.filter(sheet=sheet.pk)}
    given = {leaf.number: marks.get(pk) for pk, leaf in frame.leaves.items()}
    points = {number: standing(mark) if mark else None for number, mark in given.items()}
    groups = frame.total({pk: points[leaf.number] for pk, leaf in frame.leaves.items()}).groups
    columns = (
        Column(heading="TT", align=Align.CENTER, width=Decimal("0.6")),
        Column(heading="Tiêu chí", width=Decimal("4.2")),
        Column(heading="Tối đa", align=Align.RIGHT, width=Decimal("0.8")),
        Column(heading="Tự chấm", align=Align.RIGHT, width=Decimal("0.8")),
        Column(heading="Kết luận", align=Align.RIGHT, width=Decimal("0.8")),
    )
    rows = []
    for rule in frame.rules.criteria:
        mark, group = given.get(rule.number), rule.scale == Scale.GROUP
        own = mark.self_points if mark else None
        cells = (
            rule.number,
            rule.title,
            Number(value=rule.most),
            "" if group else Number(value=own),
            Number(value=groups.get(rule.number) if group else points.get(rule.number)),
        )
        rows.append(Row(cells=cells, strong=group))
    return Table(columns=columns, rows=tuple(rows))
