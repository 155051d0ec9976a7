"""Carrying out the structure of a reorganisation: units, places, names, who succeeds whom."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import begin_batch
from namkhong.journal.models import Batch
from namkhong.units import states
from namkhong.units.actions.checking import check_placements
from namkhong.units.actions.drafting import note, refuse_before_an_earlier_one, refuse_transfers_below
from namkhong.units.actions.heirs import rebuild_heirs
from namkhong.units.actions.lineage import refresh_lineage
from namkhong.units.actions.naming import keep_names, named
from namkhong.units.actions.placing import PlacedLater
from namkhong.units.models import Change, ChangePart, Lineage, Placement, Reorganisation, Succession, Unit
from namkhong.units.rules import structure
from namkhong.units.rules.changes import Result, Source, check_change
from namkhong.units.states import ChangeKind, PartRole

SOME = 5000
"""How many numbers one statement is given."""


class NothingToCarryOut(DomainError):
    sentence = "Đợt sắp xếp “{title}” chưa có thay đổi nào."


class SuperiorUndecided(DomainError):
    sentence = (
        "“{ended}” không còn nhưng chưa rõ “{unit}” chuyển về cấp trên nào. Hãy thêm dòng “Chuyển về cấp trên khác” "
        "cho “{unit}”."
    )


class InTwoChanges(DomainError):
    sentence = "“{unit}” nằm trong hai thay đổi trái nhau của cùng một đợt sắp xếp. Hãy bỏ một thay đổi."


class EndedElsewhere(DomainError):
    sentence = (
        "Một số đơn vị của đợt sắp xếp này đã được một đợt khác kết thúc hoặc chuyển đi. Hãy tải lại trang và xem lại."
    )


class SuperiorOffTheLine(DomainError):
    sentence = "“{parent}” không đứng trên tuyến nào của “{unit}” nên không thể là cấp trên. Hãy chọn cấp trên khác."


@dataclass(slots=True)
class _Work:
    """What the steps of carrying out share."""

    reorganisation: Reorganisation
    batch: Batch
    last: date
    changes: list[Change]
    sources: dict[int, list[ChangePart]]
    results: dict[int, list[ChangePart]]

    def all_results(self) -> list[ChangePart]:
        """The results of every change, in order."""
        return [part for change in self.changes for part in self.results[change.pk]]


def carry_out_structure(*, reorganisation: Reorganisation, by: int | None, at: datetime) -> Batch:
    """Carry out a draft in one transaction; every row that begins or ends knows the batch that is returned.

    Raises: MovedMeanwhile, NothingToCarryOut, SuperiorUndecided, InTwoChanges, SuperiorOffTheLine, PlacedLater,
    EndedElsewhere, and what adding a change and placing units raise; nothing has changed then.
    """
    with transaction.atomic():
        batch = begin_batch(kind="reorganisation", by=by, at=at)
        rows = Reorganisation.objects.filter(pk=reorganisation.pk)
        make(states.CARRY_OUT, rows, batch=batch, carried_out_at=at, carried_out_by_id=by)
        reorganisation.refresh_from_db()
        work = _load(reorganisation, batch)
        _check(work)
        founded = _found(work)
        renamed = _rename(work)
        outline = _draw(work)
        _write(work, outline)
        counts = {
            "founded": founded,
            "renamed": renamed,
            "closed": len(outline.closes),
            "ended": len(outline.ends),
            "begun": len(outline.begins),
            "successions": len(outline.successions),
        }
        note("reorganisation.carry_out", reorganisation, by, at, batch=batch.pk, **counts)
    return batch


def _load(reorganisation: Reorganisation, batch: Batch) -> _Work:
    changes = list(Change.objects.filter(reorganisation=reorganisation).order_by("order", "pk"))
    if not changes:
        raise NothingToCarryOut(title=reorganisation.title)
    sources: dict[int, list[ChangePart]] = defaultdict(list)
    results: dict[int, list[ChangePart]] = defaultdict(list)
    parts = ChangePart.objects.filter(change__reorganisation=reorganisation).select_related("unit", "change")
    for part in parts.order_by("order", "pk"):
        (sources if part.role == PartRole.SOURCE else results)[part.change_id].append(part)
    last = reorganisation.effective_on - timedelta(days=1)
    return _Work(reorganisation, batch, last, changes, sources, results)


def _check(work: _Work) -> None:
    """Look again: the units may have changed since the draft was written."""
    for change in work.changes:
        sources = [Source(unit.pk, unit.name, unit.closed_on) for unit in _units(work.sources[change.pk])]
        check_change(change.kind, change.line, sources, [_result(part) for part in work.results[change.pk]])
    refuse_transfers_below(work.reorganisation)
    refuse_before_an_earlier_one(work.reorganisation)


def _found(work: _Work) -> int:
    """Found the units that are only described; how many."""
    described = [
        part
        for change in work.changes
        if change.kind not in (ChangeKind.RENAME, ChangeKind.TRANSFER)
        for part in work.results[change.pk]
        if part.unit_id is None and part.same_as_id is None
    ]
    units = [
        Unit(
            **named(part.name, part.short_name),
            kind=part.kind,
            place=part.place,
            notation=part.notation,
            official_code=part.official_code,
            area_code=part.area_code,
            founded_on=work.reorganisation.effective_on,
            founded_in=work.batch,
        )
        for part in described
    ]
    for part, unit in zip(described, Unit.objects.bulk_create(units, batch_size=1000), strict=True):
        part.unit = unit
    ChangePart.objects.bulk_update(described, ["unit"], batch_size=500)
    return len(described)


def _rename(work: _Work) -> int:
    """Give new names to units that go on; how many."""
    renamed = {}
    for change in work.changes:
        for part in work.results[change.pk]:
            unit = work.sources[change.pk][0].unit if change.kind == ChangeKind.RENAME else part.unit
            if unit and part.name and unit.founded_in_id != work.batch.pk and part.name != unit.name:
                renamed[unit] = named(part.name, part.short_name)
    keep_names(renamed=renamed, since=work.reorganisation.effective_on, batch=work.batch.pk)
    return len(renamed)


def _draw(work: _Work) -> structure.Outline:
    """Work out what happens to places. Raises: SuperiorUndecided, InTwoChanges, SuperiorOffTheLine, PlacedLater."""
    steps = _steps(work)
    try:
        return structure.draw(steps, _places(steps, work.last), work.last)
    except structure.Unsettled as error:
        raise SuperiorUndecided(ended=_name(error.ended), unit=_name(error.unit)) from error
    except structure.EndsTwice as error:
        raise InTwoChanges(unit=_name(error.unit)) from error
    except structure.NowhereToStand as error:
        raise SuperiorOffTheLine(unit=_name(error.unit), parent=_name(error.parent)) from error
    except structure.BegunLater as error:
        raise PlacedLater(unit=_name(error.unit), day=error.day) from error


def _steps(work: _Work) -> list[structure.Step]:
    unit_of = {part.pk: part.unit_id for part in work.all_results()}
    founded = {part.unit_id for part in work.all_results() if part.unit and part.unit.founded_in_id == work.batch.pk}
    steps = []
    for change in work.changes:
        if change.kind == ChangeKind.RENAME:
            continue
        results = []
        for part in work.results[change.pk]:
            unit = part.unit_id or unit_of.get(part.same_as_id or 0) or 0
            parent = part.parent_id or unit_of.get(part.parent_part_id or 0)
            results.append(structure.Outcome(unit, parent, part.share, unit in founded))
        sources = tuple(unit.pk for unit in _units(work.sources[change.pk]))
        steps.append(structure.Step(change.kind, change.line, sources, tuple(results)))
    return steps


def _places(steps: Sequence[structure.Step], last: date) -> list[structure.Place]:
    """Where everybody stands who is named, who stands directly below a unit that ends, or under a wound-up line."""
    units = {unit for step in steps for unit in step.sources}
    for step in steps:
        units.update(number for result in step.results for number in (result.unit, result.parent) if number)
    going_on = Placement.objects.exclude(valid_to__lt=last)
    for some in _slices({unit for step in steps for unit in step.ending}):
        units.update(going_on.filter(parent__in=some).values_list("unit", flat=True))
    for step in steps:
        if step.kind == ChangeKind.WIND_UP:
            below = Lineage.objects.exclude(valid_to__lt=last).filter(line=step.line, ancestor__in=step.sources)
            units.update(below.values_list("descendant", flat=True))
    places = []
    for some in _slices(units):
        rows = going_on.filter(unit__in=some)
        places += [
            structure.Place(*row) for row in rows.values_list("pk", "unit", "line", "parent", "valid_from", "valid_to")
        ]
    return places


def _write(work: _Work, outline: structure.Outline) -> None:
    batch, first = work.batch, work.reorganisation.effective_on
    for some in _slices(outline.ends):
        # Whoever has been ended by another batch meanwhile, or by one of a later day, is not ended twice.
        if Placement.objects.filter(pk__in=some, ended_in=None).end_in(batch.pk, work.last) < len(some):
            raise EndedElsewhere()
    begun: dict[str, list[Placement]] = defaultdict(list)
    for (unit, line), (parent, until) in outline.begins.items():
        row = Placement(unit_id=unit, line=line, parent_id=parent, valid_from=first, valid_to=until, begun_in=batch)
        begun[line].append(row)
    for line, rows in sorted(begun.items()):
        check_placements(rows, line)
        Placement.objects.bulk_create(rows, batch_size=2000)
    for some in _slices(outline.closes):
        units = Unit.objects.filter(pk__in=some)
        young = units.filter(founded_on__gt=work.last).order_by("sort_name").first()
        if young and young.founded_on:
            raise PlacedLater(unit=young.name, day=young.founded_on)
        units.update(closed_on=work.last, closed_in=batch)
    Succession.objects.bulk_create(
        [
            Succession(predecessor_id=before, successor_id=after, share=share, effective_on=first, batch=batch)
            for before, after, share in outline.successions
        ],
        batch_size=2000,
    )
    lines = {place.line for place in outline.ends.values()} | set(begun)
    for line in sorted(lines):
        ended = {place.unit for place in outline.ends.values() if place.line == line}
        refresh_lineage(line=line, units=ended | {row.unit_id for row in begun[line]})
    rebuild_heirs({before for before, _, _ in outline.successions})


def _result(part: ChangePart) -> Result:
    return Result(
        number=part.unit_id,
        name=part.name or (part.unit.name if part.unit and part.change.kind != ChangeKind.RENAME else ""),
        kind=part.kind,
        referred=part.same_as_id is not None,
        has_parent=part.parent_id is not None or part.parent_part_id is not None,
        share=part.share,
        closed_on=part.unit.closed_on if part.unit else None,
    )


def _units(parts: Iterable[ChangePart]) -> list[Unit]:
    return [part.unit for part in parts if part.unit]


def _slices(numbers: Iterable[int]) -> list[list[int]]:
    many = sorted(numbers)
    return [many[start : start + SOME] for start in range(0, len(many), SOME)]


def _name(unit: int) -> str:
    return Unit.objects.values_list("name", flat=True).get(pk=unit)
