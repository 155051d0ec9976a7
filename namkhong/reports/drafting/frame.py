"""What stands around the text of a document: bodies, place, notation, signer, recipients, legal bases."""

from datetime import date
from typing import TypedDict

from namkhong.papers.content import (
    Block,
    Bullet,
    DocumentKind,
    Paragraph,
    ProfileName,
    Signature,
    SignatureLine,
    SigningCapacity,
)
from namkhong.papers.rules.text import date_words, notation
from namkhong.people.queries import head_of
from namkhong.plans.models import Plan
from namkhong.reports.models import Return
from namkhong.units.models import Unit
from namkhong.units.queries import parent
from namkhong.units.states import Line, UnitKind

_UPPER_UNIONS = (UnitKind.CONFEDERATION, UnitKind.FEDERATION, UnitKind.SECTOR_UNION)


class Frame(TypedDict):
    """The parts of an `OfficialDocument` that do not depend on what it says."""

    kind: DocumentKind
    profile: ProfileName
    issuer: str
    superior: str
    notation: str
    place: str
    draft_year: int
    draft_month: int
    addressed_to: tuple[str, ...]
    legal_bases: tuple[str, ...]
    signature: Signature
    recipients: tuple[str, ...]


def frame(sheet: Return, on: date) -> Frame:
    """The frame of a report of the unit of a return, drafted on a day."""
    unit, line = sheet.unit, sheet.campaign.line
    above = parent(unit.pk, line, on)
    receiver = sheet.to_unit or above
    return Frame(
        kind=DocumentKind.REPORT,
        profile=ProfileName.UNION if line == Line.UNION else ProfileName.STATE,
        issuer=unit.name,
        superior="" if above is None or unit.kind == UnitKind.COMMITTEE else above.name,
        notation=notation(DocumentKind.REPORT, unit.notation),
        place=unit.place,
        draft_year=on.year,
        draft_month=on.month,
        addressed_to=(receiver.name,) if receiver else (),
        legal_bases=legal_bases(sheet.campaign.plan),
        signature=signature(unit, line, on),
        recipients=_recipients(receiver, line),
    )


def legal_bases(plan: Plan) -> tuple[str, ...]:
    """The plan that is carried out and, before it, the one of the level above."""
    plans = [plan.superior_plan, plan] if plan.superior_plan else [plan]
    return tuple(_basis(row) for row in plans if row is not None)


def _basis(plan: Plan) -> str:
    number = f" số {plan.number}" if plan.number else ""
    day = f" {date_words(plan.issued_on)}" if plan.issued_on else ""
    about = f" về việc thực hiện {plan.campaign_name}" if plan.campaign_name else ""
    return f"Thực hiện Kế hoạch{number}{day} của {plan.issuer or plan.unit.name}{about}"


def signature(unit: Unit, line: str, on: date) -> Signature:
    """The head of the unit on that day, signing for the collective body where the unit is led by one."""
    head = head_of(unit.pk, on)
    title = (head.title if head else "") or ("Chủ tịch" if line == Line.UNION else "Thủ trưởng đơn vị")
    name = head.person.full_name if head else ""
    body = _collective(unit, line)
    lines = (SignatureLine(text=body, capacity=SigningCapacity.ON_BEHALF),) if body else ()
    return Signature(lines=(*lines, SignatureLine(text=title)), name=name)


def _collective(unit: Unit, line: str) -> str:
    if line == Line.UNION:
        return "Ban Thường vụ" if unit.kind in _UPPER_UNIONS else "Ban Chấp hành"
    return "Ủy ban nhân dân" if unit.kind == UnitKind.COMMITTEE else ""


def _recipients(receiver: Unit | None, line: str) -> tuple[str, ...]:
    first = ("Như trên",) if receiver else ()
    own = "Các đồng chí trong Ban Chấp hành" if line == Line.UNION else "Lãnh đạo đơn vị"
    return (*first, own)


def told(text: str) -> list[Block]:
    """What a unit wrote, as paragraphs; lines that begin with a dash become list lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        Bullet(text=line.lstrip("-–+• ")) if line.startswith(("-", "–", "+", "•")) else Paragraph(text=line)
        for line in lines
    ]
