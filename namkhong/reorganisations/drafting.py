"""The document written when a reorganisation has been carried out: from what to what, and what was handed over."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.days import show_day
from namkhong.foundation.hanging import Hanging
from namkhong.papers.content import (
    Align,
    Annex,
    Block,
    Bullet,
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
    SigningCapacity,
    Table,
)
from namkhong.papers.rules.text import date_words, notation
from namkhong.people.models import Post
from namkhong.reorganisations.rules import ChangeView
from namkhong.units.models import Reorganisation, Unit
from namkhong.units.states import Line, UnitKind

IN_TEXT = 25
"""More changes than this go into an annex."""


def reorganisation_report(
    reorganisation: Reorganisation,
    changes: Sequence[ChangeView],
    handed: Sequence[Hanging],
    heads: Sequence[tuple[str, str]],
    line: str,
    superior: Unit | None,
    head: Post | None,
    on: date,
) -> OfficialDocument:
    """The report of the unit that carried a reorganisation out, a draft without a number.

    Everything in it is known: the decision as it was entered, the changes, what was counted at that moment, and who
    was chosen to be at the head of which unit ("" for nobody yet).
    """
    unit, union = reorganisation.unit, line == Line.UNION
    table, many = _table(changes), len(changes) > IN_TEXT
    return OfficialDocument(
        kind=DocumentKind.REPORT,
        profile=ProfileName.UNION if union else ProfileName.STATE,
        issuer=unit.name,
        superior="" if superior is None or unit.kind == UnitKind.COMMITTEE else superior.name,
        notation=notation(DocumentKind.REPORT, unit.notation),
        place=unit.place,
        draft_year=on.year,
        draft_month=on.month,
        subject=f"Kết quả thực hiện {_in_sentence(reorganisation.title)}",
        addressed_to=(superior.name,) if superior else (),
        legal_bases=(_decision(reorganisation),),
        body=tuple(_body(reorganisation, changes, handed, heads, None if many else table)),
        annexes=(Annex(title="Danh sách đơn vị trước và sau sắp xếp", body=(table,), landscape=True),) if many else (),
        signature=_signature(head, unit, union=union),
        recipients=("Như trên",) if superior else (),
    )


def _in_sentence(title: str) -> str:
    """A title inside a sentence: only its first letter is lowered, and not where a proper name begins."""
    first, second = title[:1], title[1:2]
    return title if second.isupper() or not second else first.lower() + title[1:]


def _decision(reorganisation: Reorganisation) -> str:
    issuer = f" của {reorganisation.issuer}" if reorganisation.issuer else ""
    day = date_words(reorganisation.decided_on)
    return f"Thực hiện văn bản số {reorganisation.number} {day}{issuer} về việc {_in_sentence(reorganisation.title)}"


def _body(
    reorganisation: Reorganisation,
    changes: Sequence[ChangeView],
    handed: Sequence[Hanging],
    heads: Sequence[tuple[str, str]],
    table: Table | None,
) -> list[Block]:
    unit, day = reorganisation.unit.name, show_day(reorganisation.effective_on)
    done = reorganisation.carried_out_at
    when = f"Khi thực hiện ngày {show_day(done.astimezone(VIETNAM).date())}," if done else "Khi thực hiện,"
    where = "" if table else ", nêu tại phụ lục"
    ended = {end.number for change in changes for end in change.sources}
    opening = (
        f"{unit} đã thực hiện {len(changes)} thay đổi về tổ chức đối với {len(ended)} đơn vị, "
        f"có hiệu lực từ ngày {day}{where}."
    )
    body: list[Block] = [Paragraph(text=opening), Heading(text="Đơn vị trước và sau sắp xếp")]
    body += [table] if table else [Paragraph(text="Danh sách kèm theo tại phụ lục.")]
    body.append(Heading(text="Bàn giao"))
    if handed:
        body.append(Paragraph(text=f"{when} các đơn vị kết thúc hoạt động có:"))
        body += [Bullet(text=f"{row.label}: {_count(row.count)}") for row in handed]
    else:
        body.append(Paragraph(text=f"{when} không có người, việc chưa xong hay cuộc vận động phải bàn giao."))
    body += [Bullet(text=f"Đứng đầu {place}: {name or 'chưa có người'}") for place, name in heads]
    return body


def _count(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _table(changes: Sequence[ChangeView]) -> Table:
    rows = []
    for place, change in enumerate(changes, start=1):
        after = "; ".join(_after(change)) or "–"
        before = "; ".join(end.name for end in change.sources)
        rows.append(Row(cells=(Number(value=Decimal(place)), before, after, change.label)))
    columns = (
        Column(heading="TT", align=Align.CENTER, width=Decimal("0.5")),
        Column(heading="Đơn vị trước sắp xếp", width=Decimal("3")),
        Column(heading="Đơn vị sau sắp xếp", width=Decimal("3")),
        Column(heading="Hình thức", width=Decimal("1.7")),
    )
    return Table(columns=columns, rows=tuple(rows))


def _after(change: ChangeView) -> list[str]:
    """The units after a change; where they only move, the one above them now."""
    parent = next((end.parent for end in change.results if end.parent), "")
    names = [end.name for end in change.results] or [end.name for end in change.sources if change.kind == "transfer"]
    return [f"{name} (trực thuộc {parent})" if parent else name for name in names]


def _signature(head: Post | None, unit: Unit, *, union: bool) -> Signature:
    """The head of the unit, in a union or a committee on behalf of the body that leads it."""
    body = "Ban Thường vụ" if union else "Ủy ban nhân dân" if unit.kind == UnitKind.COMMITTEE else ""
    led = (SignatureLine(text=body, capacity=SigningCapacity.ON_BEHALF),) if body else ()
    title = (head.title if head else "") or ("Chủ tịch" if body else "Thủ trưởng đơn vị")
    return Signature(lines=(*led, SignatureLine(text=title)), name=head.person.full_name if head else "")
