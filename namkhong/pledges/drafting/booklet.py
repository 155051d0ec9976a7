"""The register of a unit as a book to print: what was pledged, who signed, how the lines were kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.days import show_day
from namkhong.papers.content import (
    Align,
    Annex,
    Block,
    Clause,
    Column,
    DocumentKind,
    Heading,
    Number,
    OfficialDocument,
    Paragraph,
    ProfileName,
    Row,
    Signature,
    SignatureLine,
    Table,
)
from namkhong.pledges.drafting.paper import counterparties
from namkhong.pledges.states import Kept

Counts = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class BookRow:
    """One person: nothing beyond name and position but the signature itself."""

    name: str
    position: str
    state: str
    signed_at: datetime | None
    way: str
    head_at: datetime | None
    union_at: datetime | None
    receipt: str


@dataclass(frozen=True, slots=True)
class LineSummary:
    """How often a line was kept, kept in part, broken: as people say of themselves, and as the head says."""

    line: str
    own: Counts
    head: Counts


@dataclass(frozen=True, slots=True)
class Booklet:
    """Everything that stands in the book."""

    unit: str
    place: str
    of_union: bool
    title: str
    year: int
    on: date
    lines: Sequence[str]
    sides: Sequence[str]
    rows: Sequence[BookRow]
    summary: Sequence[LineSummary]


def booklet_document(book: Booklet) -> OfficialDocument:
    """The book in the dress of the unit's papers; a working paper without a number."""
    return OfficialDocument(
        kind=DocumentKind.PLEDGE_BOOK,
        profile=ProfileName.UNION if book.of_union else ProfileName.STATE,
        issuer=book.unit,
        subject=book.title,
        place=book.place,
        draft_year=book.on.year,
        draft_month=book.on.month,
        body=tuple(_body(book)),
        signature=Signature(lines=(SignatureLine(text="Thủ trưởng đơn vị"),)),
        second_signature=Signature(lines=(SignatureLine(text="Người giữ sổ"),)),
        annexes=(Annex(title="Danh sách người ký cam kết", landscape=True, body=(_people(book.rows),)),),
    )


def _body(book: Booklet) -> Iterator[Block]:
    signed = sum(row.signed_at is not None for row in book.rows)
    yield Paragraph(
        text=f"Sổ lập ngày {show_day(book.on)}, ghi {len(book.rows)} người của đơn vị; {signed} người đã ký cam kết "
        f"với {counterparties(book.sides)}. Danh sách từng người ở phụ lục kèm theo."
    )
    yield Heading(text="Nội dung cam kết")
    yield from (Clause(text=line) for line in book.lines)
    yield Heading(text="Tình hình ký")
    yield _states(book.rows)
    yield Heading(text="Tổng hợp đánh giá từng điều (số người)")
    if book.summary:
        yield _kept(book.summary)
    else:
        yield Paragraph(text="Đợt này chưa có ai tự đánh giá hoặc được đánh giá.")


def _states(rows: Sequence[BookRow]) -> Table:
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.state] = counted.get(row.state, 0) + 1
    counted["Người đứng đầu đã ký nhận"] = sum(row.head_at is not None for row in rows)
    counted["Công đoàn đã ký nhận"] = sum(row.union_at is not None for row in rows)
    return Table(
        columns=(Column(heading="Tình trạng", width=Decimal(3)), Column(heading="Số người", align=Align.RIGHT)),
        rows=tuple(Row(cells=(label, _whole(count))) for label, count in counted.items()),
    )


def _kept(summary: Sequence[LineSummary]) -> Table:
    labels = [str(kept.label) for kept in Kept]
    groups = ("Tự đánh giá", "Người đứng đầu đánh giá")
    columns = [Column(heading=label, align=Align.RIGHT, group=group) for group in groups for label in labels]
    rows = tuple(Row(cells=(row.line, *map(_whole, (*row.own, *row.head)))) for row in summary)
    return Table(columns=(Column(heading="Điều cam kết", width=Decimal("3.2")), *columns), rows=rows)


def _people(rows: Sequence[BookRow]) -> Table:
    widths = (
        ("TT", "0.5"),
        ("Họ và tên", "2.6"),
        ("Chức vụ", "2"),
        ("Tình trạng", "1.5"),
        ("Ký lúc", "1.7"),
        ("Cách ký", "1.9"),
        ("Người đứng đầu ký nhận", "1.5"),
        ("Công đoàn ký nhận", "1.5"),
        ("Mã biên nhận", "1.3"),
    )
    return Table(
        columns=tuple(Column(heading=heading, width=Decimal(width)) for heading, width in widths),
        rows=tuple(_person(place, row) for place, row in enumerate(rows, start=1)),
    )


def _person(place: int, row: BookRow) -> Row:
    return Row(
        cells=(
            str(place),
            row.name,
            row.position,
            row.state,
            _moment(row.signed_at),
            row.way,
            _day(row.head_at),
            _day(row.union_at),
            row.receipt,
        )
    )


def _whole(count: int) -> Number:
    return Number(value=Decimal(count), places=0)


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if at else ""


def _day(at: datetime | None) -> str:
    return show_day(at.astimezone(VIETNAM).date()) if at else ""
