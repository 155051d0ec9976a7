"""Writing down a reorganisation before anything changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import record
from namkhong.units import states
from namkhong.units.models import Change, ChangePart, Lineage, Reorganisation, Unit
from namkhong.units.rules.changes import Result, Source, check_change
from namkhong.units.rules.codes import check_official_code
from namkhong.units.states import ChangeKind, PartRole, ReorganisationState


class NotADraft(DomainError):
    sentence = "Đợt sắp xếp “{title}” không còn ở dạng dự thảo nên không sửa được."


class TransferBelowItself(DomainError):
    sentence = "Không thể chuyển “{unit}” về “{parent}”: “{parent}” đang trực thuộc chính “{unit}”."


class BeforeAnEarlierOne(DomainError):
    sentence = (
        "“{unit}” đã thay đổi theo đợt sắp xếp “{title}” có hiệu lực ngày {day:%d/%m/%Y}. Đợt sau không thể có "
        "hiệu lực trước ngày đó."
    )


@dataclass(frozen=True, slots=True, eq=False)
class ResultDraft:
    """A unit that comes out of a change, or the superior a unit is transferred to (`parent` alone).

    `unit` is one that exists, or a result that another part or draft describes; without it, the other fields describe
    the unit that is founded. `parent` is where it stands afterwards; None: where the first source stood.
    """

    unit: "Unit | ChangePart | ResultDraft | None" = None
    parent: "Unit | ChangePart | ResultDraft | None" = None
    share: Decimal | None = None
    name: str = ""
    short_name: str = ""
    kind: str = ""
    place: str = ""
    notation: str = ""
    official_code: str = ""
    area_code: str = ""


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """One line of a reorganisation, for writing many at once."""

    kind: str
    line: str = ""
    sources: Sequence[Unit] = ()
    results: Sequence[ResultDraft] = ()


class Particulars(TypedDict, total=False):
    """What may be revised of a reorganisation."""

    title: str
    issuer: str
    number: str
    decided_on: date
    effective_on: date


def draft_reorganisation(
    *,
    unit: Unit,
    title: str,
    number: str,
    decided_on: date,
    effective_on: date,
    by: int | None,
    at: datetime,
    issuer: str = "",
) -> Reorganisation:
    """Begin a reorganisation that `unit` carries out; from `effective_on` on the new order holds."""
    with transaction.atomic():
        row = Reorganisation.objects.create(
            unit=unit,
            title=title,
            issuer=issuer,
            number=number,
            decided_on=decided_on,
            effective_on=effective_on,
            created_at=at,
            created_by_id=by,
        )
        note("reorganisation.draft", row, by, at, effective_on=effective_on.isoformat(), number=number)
    return row


def revise(*, reorganisation: Reorganisation, by: int | None, at: datetime, **changed: Unpack[Particulars]) -> None:
    """Change the particulars of a draft. Raises: NotADraft."""
    with transaction.atomic():
        hold_draft(reorganisation)
        Reorganisation.objects.filter(pk=reorganisation.pk).update(**changed)
        for column, value in changed.items():
            setattr(reorganisation, column, value)
        note("reorganisation.revise", reorganisation, by, at, changed=sorted(changed))


def add_change(
    *,
    reorganisation: Reorganisation,
    kind: str,
    sources: Sequence[Unit],
    results: Sequence[ResultDraft] = (),
    by: int | None,
    at: datetime,
    line: str = "",
) -> Change:
    """Add one line. Raises: what `add_changes` raises."""
    draft = ChangeDraft(kind, line, sources, results)
    return add_changes(reorganisation=reorganisation, drafts=[draft], by=by, at=at)[0]


def add_changes(
    *, reorganisation: Reorganisation, drafts: Sequence[ChangeDraft], by: int | None, at: datetime
) -> list[Change]:
    """Add many lines; a result may refer to one described in any of them.

    Raises: NotADraft, TransferBelowItself, BeforeAnEarlierOne, BadOfficialCode, BadTaxCode, and what makes a change
    impossible (units.rules.changes); nothing is added then.
    """
    with transaction.atomic():
        hold_draft(reorganisation)
        for draft in drafts:
            check_change(draft.kind, draft.line, *_facts(draft))
            for result in draft.results:
                check_official_code(result.official_code, result.kind)
        first = Change.objects.filter(reorganisation=reorganisation).count()
        changes = Change.objects.bulk_create(
            [
                Change(reorganisation=reorganisation, kind=draft.kind, line=draft.line, order=first + place)
                for place, draft in enumerate(drafts)
            ],
            batch_size=2000,
        )
        _write_parts(changes, drafts)
        refuse_transfers_below(reorganisation)
        refuse_before_an_earlier_one(reorganisation)
        note("reorganisation.add_changes", reorganisation, by, at, changes=len(changes))
    return changes


def drop_change(*, change: Change, by: int | None, at: datetime) -> None:
    """Take a line out of a draft, with what other lines said of the units that it described. Raises: NotADraft."""
    with transaction.atomic():
        hold_draft(change.reorganisation)
        note("reorganisation.drop_change", change.reorganisation, by, at, kind=change.kind)
        change.delete()


def drop_reorganisation(*, reorganisation: Reorganisation, by: int | None, at: datetime) -> None:
    """Give a draft up. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.DROP, Reorganisation.objects.filter(pk=reorganisation.pk))
        note("reorganisation.drop", reorganisation, by, at)


def redraft(*, reorganisation: Reorganisation, by: int | None, at: datetime) -> None:
    """Take up again what was given up or taken back. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.REDRAFT, Reorganisation.objects.filter(pk=reorganisation.pk))
        note("reorganisation.redraft", reorganisation, by, at)


def hold_draft(reorganisation: Reorganisation) -> None:
    """Keep others from carrying out a draft while it is being changed. Raises: NotADraft."""
    row = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if row.state != ReorganisationState.DRAFT:
        raise NotADraft(title=row.title)


def refuse_transfers_below(reorganisation: Reorganisation) -> None:
    """No unit is transferred under one that stands below it. Raises: TransferBelowItself."""
    sources = ChangePart.objects.filter(
        change__reorganisation=reorganisation, change__kind=ChangeKind.TRANSFER, role=PartRole.SOURCE
    )
    targets = ChangePart.objects.filter(
        change__reorganisation=reorganisation, change__kind=ChangeKind.TRANSFER, role=PartRole.RESULT
    ).exclude(parent=None)
    parents = dict(targets.values_list("change", "parent"))
    pairs = [(unit, parents[change]) for change, unit in sources.values_list("change", "unit") if change in parents]
    below = Lineage.objects.on(reorganisation.effective_on).filter(
        ancestor__in={unit for unit, _ in pairs}, descendant__in={parent for _, parent in pairs}
    )
    wrong = set(pairs) & set(below.values_list("ancestor", "descendant"))
    for unit, parent in sorted(wrong):
        names = Unit.objects.in_bulk([unit, parent])
        raise TransferBelowItself(unit=names[unit].name, parent=names[parent].name)


def refuse_before_an_earlier_one(reorganisation: Reorganisation) -> None:
    """Units that have changed by a decision of a later day are not changed before it. Raises: BeforeAnEarlierOne."""
    mine = ChangePart.objects.filter(change__reorganisation=reorganisation, unit__isnull=False).values("unit")
    later = ChangePart.objects.filter(
        unit__in=mine,
        change__reorganisation__state=ReorganisationState.CARRIED_OUT,
        change__reorganisation__effective_on__gt=reorganisation.effective_on,
    ).exclude(change__reorganisation=reorganisation)
    clash = later.order_by("change__reorganisation__effective_on", "pk").select_related(
        "unit", "change__reorganisation"
    )
    for part in clash[:1]:
        other = part.change.reorganisation
        raise BeforeAnEarlierOne(unit=str(part.unit), title=other.title, day=other.effective_on)


def note(verb: str, reorganisation: Reorganisation, by: int | None, at: datetime, **facts: Any) -> None:
    """Record what was done to a reorganisation."""
    record(
        verb=verb,
        subject_kind="reorganisation",
        subject_id=reorganisation.pk,
        at=at,
        by=by,
        unit=reorganisation.unit_id,
        facts=facts,
    )


def _facts(draft: ChangeDraft) -> tuple[list[Source], list[Result]]:
    sources = [Source(unit.pk, unit.name, unit.closed_on) for unit in draft.sources]
    results = []
    for result in draft.results:
        unit = result.unit if isinstance(result.unit, Unit) else None
        results.append(
            Result(
                number=unit.pk if unit else None,
                name=result.name or (unit.name if unit and draft.kind != ChangeKind.RENAME else ""),
                kind=result.kind,
                referred=result.unit is not None,
                has_parent=result.parent is not None,
                share=result.share,
                closed_on=unit.closed_on if unit else None,
            )
        )
    return sources, results


def _write_parts(changes: Sequence[Change], drafts: Sequence[ChangeDraft]) -> None:
    rows: list[ChangePart] = []
    of_draft: dict[ResultDraft, ChangePart] = {}
    for change, draft in zip(changes, drafts, strict=True):
        for place, unit in enumerate(draft.sources):
            rows.append(ChangePart(change=change, role=PartRole.SOURCE, unit=unit, order=place))
        for place, result in enumerate(draft.results):
            of_draft[result] = _part(change, place, result)
            rows.append(of_draft[result])
    ChangePart.objects.bulk_create(rows, batch_size=1000)
    referring = []
    for draft_of, part in of_draft.items():
        same, under = _referred(draft_of.unit, of_draft), _referred(draft_of.parent, of_draft)
        if same or under:
            part.same_as, part.parent_part = same, under
            referring.append(part)
    ChangePart.objects.bulk_update(referring, ["same_as", "parent_part"], batch_size=500)


def _part(change: Change, place: int, result: ResultDraft) -> ChangePart:
    return ChangePart(
        change=change,
        role=PartRole.RESULT,
        order=place,
        unit=result.unit if isinstance(result.unit, Unit) else None,
        parent=result.parent if isinstance(result.parent, Unit) else None,
        share=result.share,
        name=" ".join(result.name.split()),
        short_name=" ".join(result.short_name.split()),
        kind=result.kind,
        place=result.place,
        notation=result.notation,
        official_code=result.official_code,
        area_code=result.area_code,
    )


def _referred(
    what: Unit | ChangePart | ResultDraft | None, of_draft: Mapping[ResultDraft, ChangePart]
) -> ChangePart | None:
    """The part that describes what is meant, however many others refer to it on the way."""
    while isinstance(what, ResultDraft):
        if what.unit is None or isinstance(what.unit, Unit):
            return of_draft[what]
        what = what.unit
    return what.same_as or what if isinstance(what, ChangePart) else None
