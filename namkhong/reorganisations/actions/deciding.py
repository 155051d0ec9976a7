"""Whether the unit that carries a reorganisation out has authority over the units that its changes are about."""

from collections.abc import Iterable
from datetime import date

from namkhong.foundation.errors import DomainError
from namkhong.reorganisations.policies import withheld
from namkhong.units.models import Unit
from namkhong.units.states import ChangeKind, Line


class DecidedElsewhere(DomainError):
    sentence = (
        "Việc này do {superior} quyết định, vì “{unit}” thuộc {superior} trên tuyến {line}. {by} chỉ chuyển "
        "đơn vị này, hoặc kết thúc hoạt động của đơn vị này, trên tuyến của mình."
    )


def deciding_line(kind: str, line: str) -> str:
    """The line on which a change of a kind is decided: only a transfer and the end of a line are matters of one line.

    Whatever else is written beside a line changes the unit as a whole: "".
    """
    return line if kind in (ChangeKind.TRANSFER, ChangeKind.WIND_UP) else ""


def refuse_withheld(unit: Unit, asked: Iterable[tuple[int, str]], on: date) -> None:
    """`asked` are units with the line on which they change, "" as a whole. Raises: DecidedElsewhere, for the first."""
    for row in withheld(unit.pk, asked, on):
        superior = (row.superior or row.unit).name
        raise DecidedElsewhere(unit=row.unit.name, superior=superior, line=Line(row.line).label, by=unit.name)
