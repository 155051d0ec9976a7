"""Official papers of this room: the submission that goes up with a list, and the covenant of a bloc."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from namkhong.campaigns.models import Campaign
from namkhong.cascade.drafting.frame import frame, ground
from namkhong.papers.content import (
    Align,
    Annex,
    Block,
    Bullet,
    Clause,
    Column,
    DocumentKind,
    Number,
    OfficialDocument,
    Paragraph,
    ProfileName,
    Row,
    Signature,
    SignatureLine,
    Table,
)
from namkhong.people.queries import head_of
from namkhong.registrations.models import Covenant, CovenantParty, Registration
from namkhong.registrations.queries import approved_people, own_of, totals_by_honour
from namkhong.units.models import Unit
from namkhong.units.queries import parent
from namkhong.units.states import Line


def submission(campaign: Campaign, unit: Unit, year: int, on: date) -> OfficialDocument:
    """The submission by which a unit sends its registrations up, the people in an annex."""
    own, people = own_of(campaign.pk, unit.pk, year), list(approved_people(campaign.pk, unit.pk, year))
    above, union = parent(unit.pk, campaign.line, on), campaign.line == Line.UNION
    return OfficialDocument(
        **frame(DocumentKind.SUBMISSION, unit, campaign.line, on),
        subject=f"Về việc đăng ký thi đua năm {year} thực hiện {_named(campaign)}",
        addressed_to=(above.name,) if above else (),
        legal_bases=tuple(f"Căn cứ {ground(plan)}" for plan in (campaign.plan.superior_plan, campaign.plan) if plan),
        body=tuple(_body(campaign, unit, year, above.name if above else "cấp trên", own, people)),
        recipients=("Như trên", "Các đồng chí trong Ban Chấp hành" if union else "Lãnh đạo đơn vị"),
        annexes=(_annex(unit, year, people),) if people else (),
    )


def _named(campaign: Campaign) -> str:
    """The campaign's name inside a sentence."""
    name = campaign.name
    if name.lower().startswith(("cuộc vận động", "phong trào")):
        return name[0].lower() + name[1:]
    return f"cuộc vận động “{name}”"


def _body(
    campaign: Campaign, unit: Unit, year: int, to: str, own: Registration | None, people: Sequence[Registration]
) -> Iterable[Block]:
    yield Paragraph(text=f"{unit.name} đăng ký thi đua năm {year} thực hiện {_named(campaign)} như sau.")
    if own is not None:
        yield Clause(text=f"Đăng ký của tập thể: {own.honour}.")
        yield from (Bullet(text=line.lstrip("-–+• ")) for line in own.promise.splitlines() if line.strip())
    if people:
        tail = "; danh sách tại phụ lục" if own is None else " (danh sách tại phụ lục)"
        yield Clause(text=f"Đăng ký của cá nhân: {len(people)} người{tail}, gồm:")
        totals = totals_by_honour(campaign.pk, unit.pk, year)
        yield Table(
            columns=(
                Column(heading="TT", align=Align.CENTER, width=Decimal("0.5")),
                Column(heading="Danh hiệu đăng ký", width=Decimal("4.5")),
                Column(heading="Số người", align=Align.RIGHT, width=Decimal("1.2")),
            ),
            rows=(
                *(
                    Row(cells=(str(place), honour, Number(value=Decimal(many))))
                    for place, (honour, many) in enumerate(totals, start=1)
                ),
                Row(cells=("", "Cộng", Number(value=Decimal(len(people)))), strong=True),
            ),
        )
    yield Paragraph(text=f"{unit.name} kính trình {to} xem xét")


def _annex(unit: Unit, year: int, people: Sequence[Registration]) -> Annex:
    columns = (
        Column(heading="TT", align=Align.CENTER, width=Decimal("0.5")),
        Column(heading="Họ và tên", width=Decimal("2.2")),
        Column(heading="Danh hiệu đăng ký", width=Decimal("2.2")),
        Column(heading="Nội dung phấn đấu", width=Decimal("3.6")),
    )
    rows = tuple(
        Row(cells=(str(place), row.person.full_name if row.person else "", row.honour, " ".join(row.promise.split())))
        for place, row in enumerate(people, start=1)
    )
    title = f"Danh sách cá nhân đăng ký thi đua năm {year} của {unit.name}"
    return Annex(title=title, body=(Table(columns=columns, rows=rows),))


def covenant_document(covenant: Covenant, parties: Sequence[CovenantParty], on: date) -> OfficialDocument:
    """The covenant with a place to sign for every member, and the unit that leads."""
    campaign = covenant.campaign
    around = frame(DocumentKind.COVENANT, covenant.unit, campaign.line, on)
    names = "; ".join(party.unit.name for party in parties)
    lines = tuple(Clause(text=line) for line in covenant.promises)
    return OfficialDocument(
        **around,
        subject=f"{covenant.bloc}, năm {covenant.year}",
        body=(
            Paragraph(text=f"Thực hiện {_named(campaign)}, các đơn vị thuộc {covenant.bloc} gồm: {names}."),
            Paragraph(text=f"Năm {covenant.year}, các đơn vị cùng giao ước:"),
            *lines,
            Paragraph(
                text=f"Các đơn vị ký tên dưới đây cam kết thực hiện đầy đủ; {covenant.unit.name} theo dõi, "
                "tổng hợp kết quả vào cuối năm"
            ),
        ),
        parties=tuple(_party(party, around["profile"], on) for party in parties),
        recipients=("Các đơn vị ký giao ước",),
    )


def _party(party: CovenantParty, profile: ProfileName, on: date) -> Signature:
    """Who signs for a member: whoever has signed, else its head."""
    head = head_of(party.unit_id, on)
    title = (head.title if head else "") or ("Chủ tịch" if profile is ProfileName.UNION else "Thủ trưởng đơn vị")
    name = party.signed_by.full_name if party.signed_by else head.person.full_name if head else ""
    return Signature(lines=(SignatureLine(text=party.unit.name), SignatureLine(text=title)), name=name)
