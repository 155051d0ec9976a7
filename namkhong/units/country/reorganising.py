"""The decisions of 2025 as reorganisations: those that leave nothing open are carried out, the rest is drafted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from namkhong.units.actions import ChangeDraft, ResultDraft, add_changes, carry_out_structure, draft_reorganisation
from namkhong.units.country.areas import FIRST_DAY, Country
from namkhong.units.country.changes import AreaChange, of_communes, of_districts, of_divided, of_provinces
from namkhong.units.country.decisions import Decision, as_on, decisions
from namkhong.units.models import Reorganisation, Unit


@dataclass(frozen=True, slots=True)
class Reorganised:
    """Decisions carried out, decisions drafted, and divided units of which a person has to decide the shares."""

    carried_out: int = 0
    drafts: int = 0
    to_decide: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """One decision with its changes, and the unit to which it belongs."""

    unit: Unit
    decision: Decision
    changes: list[AreaChange]


def reorganise(
    *,
    country: Country,
    top: Unit,
    before: Mapping[str, Unit],
    now: Mapping[str, Unit],
    by: int | None,
    at: datetime,
    say: Callable[[str], None],
) -> Reorganised:
    """Draft every decision; carry out those of communes, then of districts, then of provinces.

    From below upwards, because no unit ends while somebody answers to it; taking back goes the other way round. The
    communes of a province belong to its committee, so that its own people decide about those that were divided.
    """
    carried_out = 0
    for draft in certain(country, top, now):
        row = write(draft, before, now, by=by, at=at)
        carry_out_structure(reorganisation=row, by=by, at=at)
        carried_out += 1
        say(f"Đã thực hiện {draft.decision.title} ({draft.decision.number}).")
    drafts = list(uncertain(country, now))
    for draft in drafts:
        write(draft, before, now, by=by, at=at)
    return Reorganised(carried_out, len(drafts), sum(len(draft.changes) for draft in drafts))


def certain(country: Country, top: Unit, now: Mapping[str, Unit]) -> Iterable[Draft]:
    """The decisions that leave nothing open, in the order in which they can be carried out."""
    table = decisions()
    yield from _of_each_province(country, now, table.communes, of_communes)
    yield from _unless_empty(Draft(top, table.districts, of_districts(country)))
    yield from _unless_empty(Draft(top, table.provinces, of_provinces(country)))


def uncertain(country: Country, now: Mapping[str, Unit]) -> Iterable[Draft]:
    """The divided communes of each province."""
    return _of_each_province(country, now, decisions().divided, of_divided)


def write(
    draft: Draft, before: Mapping[str, Unit], now: Mapping[str, Unit], *, by: int | None, at: datetime
) -> Reorganisation:
    """Write one decision down as a draft, all its lines at once. Raises: what `add_changes` raises."""
    row = draft_reorganisation(
        unit=draft.unit,
        title=draft.decision.title,
        number=draft.decision.number,
        issuer=draft.decision.issuer,
        decided_on=draft.decision.decided_on,
        effective_on=FIRST_DAY,
        by=by,
        at=at,
    )
    lines = [
        ChangeDraft(
            kind=change.kind,
            sources=[before[code] for code in change.before],
            results=[ResultDraft(unit=now[code]) for code in change.after],
        )
        for change in draft.changes
    ]
    add_changes(reorganisation=row, drafts=lines, by=by, at=at)
    return row


def _of_each_province(
    country: Country,
    now: Mapping[str, Unit],
    table: Mapping[str, Decision],
    changes_of: Callable[[Country, str], list[AreaChange]],
) -> Iterable[Draft]:
    for area in country.provinces:
        decision = table[area.code]
        titled = Decision(
            number=decision.number,
            issuer=decision.issuer,
            title=decision.title.format(province=as_on(area, FIRST_DAY).in_words),
            decided_on=decision.decided_on,
        )
        yield from _unless_empty(Draft(now[area.code], titled, changes_of(country, area.code)))


def _unless_empty(draft: Draft) -> Iterable[Draft]:
    if draft.changes:
        yield draft
