"""Taking back what a reorganisation did to units, exactly."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import mark_undone
from namkhong.units import states
from namkhong.units.actions.drafting import note
from namkhong.units.actions.heirs import rebuild_heirs
from namkhong.units.actions.lineage import refresh_lineage
from namkhong.units.actions.naming import Names, named
from namkhong.units.models import Change, ChangePart, FormerName, Placement, Reorganisation, Succession, Unit
from namkhong.units.queries import acted_on


class NothingToTakeBack(DomainError):
    sentence = "Đợt sắp xếp “{title}” chưa được thực hiện nên không có gì để hoàn tác."


class ActedOn(DomainError):
    sentence = "Không hoàn tác được đợt sắp xếp “{title}”. {why}"


def take_back_structure(*, reorganisation: Reorganisation, by: int | None, at: datetime) -> None:
    """Undo the structure of a reorganisation: what it began goes, what it ended or renamed is as before.

    Units that it founded stay, closed and placed nowhere; carried out again, it founds others.
    Raises: NothingToTakeBack, MovedMeanwhile, ActedOn.
    """
    reorganisation.refresh_from_db()
    batch = reorganisation.batch_id
    if batch is None:
        raise NothingToTakeBack(title=reorganisation.title)
    with transaction.atomic():
        make(states.UNDO, Reorganisation.objects.filter(pk=reorganisation.pk), undone_at=at, undone_by_id=by)
        why = acted_on(batch)
        if why:
            raise ActedOn(title=reorganisation.title, why=" ".join(why))
        touched = _touched(batch)
        before = set(Succession.objects.filter(batch=batch).values_list("predecessor", flat=True))
        Placement.objects.take_back(batch)
        _name_back(batch)
        Succession.objects.filter(batch=batch).delete()
        Unit.objects.filter(closed_in=batch).update(closed_on=None, closed_in=None)
        _unfound(reorganisation, batch)
        Unit.objects.filter(founded_in=batch).update(closed_on=F("founded_on"))
        for line, units in sorted(touched.items()):
            refresh_lineage(line=line, units=units)
        rebuild_heirs(before)
        mark_undone(batch=batch, by=by, at=at)
        note("reorganisation.take_back", reorganisation, by, at, batch=batch)
    reorganisation.refresh_from_db()


def _touched(batch: int) -> dict[str, set[int]]:
    """The units of each line whose places the batch began or ended."""
    rows = Placement.objects.filter(Q(begun_in=batch) | Q(ended_in=batch)).order_by()
    found: dict[str, set[int]] = {}
    for line, unit in rows.values_list("line", "unit"):
        found.setdefault(line, set()).add(unit)
    return found


def _unfound(reorganisation: Reorganisation, batch: int) -> None:
    """Parts forget the units they founded.

    Two plain conditions rather than a join: PostgreSQL, knowing nothing yet of rows just written, joined all to all.
    """
    changes = Change.objects.filter(reorganisation=reorganisation).values("pk")
    founded = Unit.objects.filter(founded_in=batch).values("pk")
    ChangePart.objects.filter(change__in=changes, unit__in=founded).update(unit=None)


def _name_back(batch: int) -> None:
    former = FormerName.objects.filter(begun_in=batch)
    units = []
    for row in former.select_related("unit").order_by("pk"):
        for column, value in named(row.name, row.short_name).items():
            setattr(row.unit, column, value)
        units.append(row.unit)
    Unit.objects.bulk_update(units, list(Names.__annotations__), batch_size=500)
    former.delete()
