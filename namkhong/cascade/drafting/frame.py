"""What stands around the text of a document of a unit: body above, notation, place, signer."""

from datetime import date
from typing import Any

from namkhong.papers.content import DocumentKind, ProfileName, Signature, SignatureLine, SigningCapacity
from namkhong.papers.rules.text import date_words, notation
from namkhong.people.queries import head_of
from namkhong.plans.models import Plan
from namkhong.units.models import Unit
from namkhong.units.queries import parent
from namkhong.units.states import Line, UnitKind

_UPPER_UNIONS = (UnitKind.CONFEDERATION, UnitKind.FEDERATION, UnitKind.SECTOR_UNION)


def frame(kind: DocumentKind, unit: Unit, line: str, on: date) -> dict[str, Any]:
    """The parts of an `OfficialDocument` that do not depend on what it says."""
    above = parent(unit.pk, line, on)
    return {
        "kind": kind,
        "profile": ProfileName.UNION if line == Line.UNION else ProfileName.STATE,
        "issuer": unit.name,
        "superior": "" if above is None or unit.kind == UnitKind.COMMITTEE else above.name,
        "notation": notation(kind, unit.notation),
        "place": unit.place,
        "draft_year": on.year,
        "draft_month": on.month,
        "signature": _signature(unit, line, on),
    }


def ground(plan: Plan) -> str:
    """A plan as a legal basis: "Kế hoạch số 15/KH-LĐLĐ ngày 12 tháng 02 năm 2021 của ..."."""
    number = f" số {plan.number}" if plan.number else ""
    day = f" {date_words(plan.issued_on)}" if plan.issued_on else ""
    # A name read off the head of a document stands there in capitals.
    issuer = plan.unit.name if plan.issuer.isupper() or not plan.issuer else plan.issuer
    return f"Kế hoạch{number}{day} của {issuer}"


def _signature(unit: Unit, line: str, on: date) -> Signature:
    head = head_of(unit.pk, on)
    title = (head.title if head else "") or ("Chủ tịch" if line == Line.UNION else "Thủ trưởng đơn vị")
    body = _collective(unit, line)
    lines = (SignatureLine(text=body, capacity=SigningCapacity.ON_BEHALF),) if body else ()
    return Signature(lines=(*lines, SignatureLine(text=title)), name=head.person.full_name if head else "")


def _collective(unit: Unit, line: str) -> str:
    """The body on whose behalf the head signs; "" where the head signs alone."""
    if line == Line.UNION:
        return "Ban Thường vụ" if unit.kind in _UPPER_UNIONS else "Ban Chấp hành"
    return "Ủy ban nhân dân" if unit.kind == UnitKind.COMMITTEE else ""
