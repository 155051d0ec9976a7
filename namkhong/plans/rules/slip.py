"""The slip of opinions: what the critic says of a plan, as a document that a clerk can go on with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
    Table,
)
from namkhong.plans.rules.critic import Finding


@dataclass(frozen=True, slots=True)
class SlipHead:
    """What stands over and under the slip: whose it is, about which plan, by whom, on which day."""

    unit: str
    place: str
    profile: ProfileName
    plan: str
    number: str
    by: str
    on: date


def slip(
    head: SlipHead, findings: Sequence[Finding], set_aside: Sequence[tuple[Finding, str]] = ()
) -> OfficialDocument:
    """The slip; `set_aside` are findings that somebody dismissed, with the reason."""
    number = f" số {head.number}" if head.number else ""
    opening = (
        f"Đã đọc kế hoạch{number} “{head.plan}” và có {len(findings)} góp ý sau đây."
        if findings
        else f"Đã đọc kế hoạch{number} “{head.plan}”, chưa thấy điểm nào cần góp ý."
    )
    body: list[Paragraph | Table] = [Paragraph(text=opening)]
    if findings:
        body.append(_table(findings))
    if set_aside:
        body.append(Paragraph(text=f"Đã xem và không đưa vào góp ý: {len(set_aside)} điểm.", bold=True))
        body += [Paragraph(text=f"{finding.sentence} Lý do: {reason}") for finding, reason in set_aside]
    return OfficialDocument(
        kind=DocumentKind.OPINION,
        profile=head.profile,
        issuer=head.unit,
        subject=f"Về dự thảo kế hoạch “{head.plan}”",
        body=tuple(body),
        place=head.place,
        draft_year=head.on.year,
        draft_month=head.on.month,
        signature=Signature(lines=(SignatureLine(text="Người góp ý"),), name=head.by),
    )


def _table(findings: Sequence[Finding]) -> Table:
    columns = (
        Column(heading="TT", align=Align.CENTER, width=Decimal("0.4")),
        Column(heading="Nội dung góp ý", width=Decimal("3.4")),
        Column(heading="Chỗ trong văn bản", width=Decimal("2.6")),
        Column(heading="Đề nghị", width=Decimal("2.4")),
    )
    return Table(columns=columns, rows=tuple(_row(place, finding) for place, finding in enumerate(findings, start=1)))


def _row(place: int, finding: Finding) -> Row:
    quotes = "; ".join(f"“{_cut(spot.quote)}”" for spot in finding.spots[:3])
    return Row(cells=(str(place), f"{finding.weight.label}. {finding.sentence}", quotes, finding.mend))


def _cut(quote: str, letters: int = 90) -> str:
    return quote if len(quote) <= letters else f"{quote[: letters - 1].rstrip()}…"
