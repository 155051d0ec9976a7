"""Writing the one document of a reorganisation."""

from datetime import datetime

from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.errors import DomainError
from namkhong.papers.actions import draft
from namkhong.papers.models import Document
from namkhong.people.queries import head_of
from namkhong.reorganisations.drafting import reorganisation_report
from namkhong.reorganisations.queries import SUBJECT, changes_in, handed_over, heads_chosen, views_of
from namkhong.units.models import Reorganisation
from namkhong.units.queries import lines_of, parent
from namkhong.units.states import Line, ReorganisationState


class NothingToTell(DomainError):
    sentence = "Lần sắp xếp này chưa thực hiện, nên chưa có gì để báo cáo."


def write(*, reorganisation: Reorganisation, by: int | None, at: datetime) -> Document:
    """Draft the report of a reorganisation that has been carried out; the same one is not drafted twice.

    Raises: NothingToTell.
    """
    if reorganisation.state != ReorganisationState.CARRIED_OUT:
        raise NothingToTell()
    on, unit = at.astimezone(VIETNAM).date(), reorganisation.unit
    line = next(iter(sorted(lines_of(unit.pk, on), key=lambda name: name != Line.UNION)), Line.ADMINISTRATION)
    changes = views_of(reorganisation, changes_in(reorganisation))
    content = reorganisation_report(
        reorganisation,
        changes,
        handed_over(reorganisation),
        heads_chosen(reorganisation, changes),
        line,
        parent(unit.pk, line, on),
        head_of(unit.pk, on),
        on,
    )
    return draft(unit=unit.pk, content=content, by=by, at=at, source=(SUBJECT, reorganisation.pk))
