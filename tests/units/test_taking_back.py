"""A reorganisation that is taken back leaves no trace but closed units, batches and events."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Batch
from namkhong.units import queries
from namkhong.units.actions import (
    ActedOn,
    NothingToTakeBack,
    ResultDraft,
    carry_out_structure,
    found_below,
    leave_line,
    make_unit,
    move,
    place_many,
    redraft,
    rename,
    take_back_structure,
)
from namkhong.units.models import Lineage, Placement, Reorganisation, Unit
from namkhong.units.states import ReorganisationState, UnitKind
from tests.units.reorganised import DAY, carried_out, drafted, new, old, picture, taken_back
from tests.world import NOW, SINCE, TODAY, World

HALF = Decimal("0.5")


def everything(world: World) -> Reorganisation:
    """One reorganisation with every kind of change."""
    return drafted(
        world.federation,
        ("merge", [world.sister, world.office], [new("LĐLĐ khu vực", parent=world.federation)]),
        ("split", [world.sister_school], [new("Trường A", "school", share=HALF), old(world.clinic, share=HALF)]),
        ("rename", [world.school], [new("Trường Tiểu học Tân Lập", "")]),
        ("transfer", [world.clinic], [ResultDraft(parent=world.province_committee)]),
        ("wind_up", [world.district], [old(world.federation)], "union"),
        ("dissolve", [world.district_committee], [old(world.province_committee)]),
    )


def test_every_kind_of_change_is_taken_back_exactly(world: World) -> None:
    draft = everything(world)
    before = picture()
    batch = carry_out_structure(reorganisation=draft, by=1, at=NOW)
    assert picture() != before
    founded = list(Unit.objects.filter(founded_in=batch))
    taken_back(draft)
    assert picture([unit.pk for unit in founded]) == before
    for unit in Unit.objects.filter(founded_in=batch):
        assert unit.closed_on == DAY
        assert queries.lines_of(unit.pk, DAY) == []
    assert (draft.state, draft.undone_by_id) == (ReorganisationState.UNDONE, 1)
    assert Batch.objects.get(pk=batch.pk).undone_at == NOW


def test_what_was_taken_back_may_be_carried_out_anew(world: World) -> None:
    draft = everything(world)
    carry_out_structure(reorganisation=draft, by=1, at=NOW)
    first = Unit.objects.get(name="LĐLĐ khu vực")
    taken_back(draft)
    redraft(reorganisation=draft, by=1, at=NOW)
    batch = carry_out_structure(reorganisation=draft, by=1, at=NOW)
    second = Unit.objects.get(name="LĐLĐ khu vực", founded_in=batch)
    assert second != first
    assert queries.heirs_on([world.office.pk], DAY) == {world.office.pk: {second.pk: Decimal(1)}}


def test_only_what_was_carried_out_is_taken_back(world: World) -> None:
    draft = drafted(world.federation, ("dissolve", [world.office], []))
    with pytest.raises(NothingToTakeBack, match="chưa được thực hiện"):
        taken_back(draft)
    carry_out_structure(reorganisation=draft, by=1, at=NOW)
    taken_back(draft)
    with pytest.raises(MovedMeanwhile):
        taken_back(draft)


def test_nothing_is_taken_back_from_under_a_later_reorganisation(world: World) -> None:
    first = carried_out(
        world.federation, ("merge", [world.district, world.sister], [new("LĐLĐ khu vực")]), title="Đợt một"
    )
    region = Unit.objects.get(name="LĐLĐ khu vực")
    second = carried_out(world.federation, ("dissolve", [region], [old(world.federation)]), on=TODAY, title="Đợt hai")
    with pytest.raises(ActedOn, match=r"Không hoàn tác được đợt sắp xếp “Đợt một”. Đợt sắp xếp “Đợt hai”"):
        taken_back(first)
    first.refresh_from_db()
    assert first.state == ReorganisationState.CARRIED_OUT
    taken_back(second)
    taken_back(first)
    assert queries.parent(world.school.pk, "union", TODAY) == world.district


def test_a_later_reorganisation_elsewhere_does_not_matter(world: World) -> None:
    first = carried_out(world.federation, ("dissolve", [world.office], []))
    carried_out(world.federation, ("rename", [world.clinic], [new("Trạm", "")]))
    taken_back(first)
    assert queries.parent(world.office.pk, "union", TODAY) == world.district


def test_what_somebody_did_since_is_not_overrun(world: World) -> None:
    merged = carried_out(world.federation, ("merge", [world.district, world.sister], [new("LĐLĐ khu vực")]))
    region = Unit.objects.get(name="LĐLĐ khu vực")
    assert queries.acted_on(merged.batch_id) == []
    found_below(parent=region, name="Trường thêm", kind="school", since=TODAY, by=1, at=NOW)
    assert queries.acted_on(merged.batch_id) == [
        "“Trường thêm” đã được đặt lại, đổi tên hoặc kết thúc sau khi sắp xếp."
    ]
    with pytest.raises(ActedOn, match="Trường thêm"):
        taken_back(merged)


@pytest.mark.parametrize("deed", ["move", "leave", "rename"])
def test_a_unit_moved_or_renamed_by_hand_since_stays_as_it_is(world: World, deed: str) -> None:
    merged = carried_out(world.federation, ("merge", [world.district, world.sister], [new("LĐLĐ khu vực")]))
    if deed == "move":
        move(unit=world.school, line="union", parent=world.federation, since=TODAY, by=1, at=NOW)
    elif deed == "leave":
        leave_line(unit=world.school, line="union", until=date(2026, 12, 31), by=1, at=NOW)
    else:
        rename(unit=world.school, name="Trường khác", short_name="", since=TODAY, by=1, at=NOW)
    with pytest.raises(ActedOn, match="đã được đặt lại, đổi tên"):
        taken_back(merged)


KINDS = st.sampled_from(["merge", "split", "transfer", "dissolve", "rename", "wind_up"])


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_sequence_is_taken_back_step_by_step(db: None, data: st.DataObject) -> None:
    """Random reorganisations, each after the one before; taken back in reverse, each leaves the picture before it."""
    with transaction.atomic():
        top = _country()
        done: list[tuple[Reorganisation, dict[str, Any]]] = []
        for number in range(data.draw(st.integers(1, 3))):
            day = date(2025 + number, 7, 1)
            changes = [_change(data, number) for _ in range(data.draw(st.integers(1, 3)))]
            with suppress(DomainError):
                draft = drafted(top, *changes, on=day)
                before = picture()
                carry_out_structure(reorganisation=draft, by=1, at=NOW)
                done.append((draft, before))
            _stands_in_order(day)
        for draft, before in reversed(done):
            founded = Unit.objects.filter(founded_in__gte=draft.batch_id).values_list("pk", flat=True)
            take_back_structure(reorganisation=draft, by=1, at=NOW)
            now = picture(founded)
            # Drafts written since, and units that they founded, are no matter of this reorganisation.
            parts = {row["id"] for row in before["parts"]}
            now["parts"] = [row for row in now["parts"] if row["id"] in parts]
            assert now == before
        transaction.set_rollback(True)


def _country() -> Unit:
    """Nine units on two lines, three levels; the top of the one line stands on no other."""
    units = Unit.objects.bulk_create(make_unit(name=f"Đơn vị {n}", kind=UnitKind.AGENCY) for n in range(9))
    for line, above in (("union", [None, 0, 0, 1, 1, 2, 2]), ("administration", [-1, None, 1, 2, 2, -1, 1, 6, 7])):
        rows = [
            Placement(unit=units[n], line=line, parent=None if up is None else units[up], valid_from=SINCE)
            for n, up in enumerate(above)
            if up != -1
        ]
        place_many(placements=rows, line=line)
    return units[0]


def _change(data: st.DataObject, number: int) -> tuple[Any, ...]:
    units = list(Unit.objects.filter(closed_on=None).order_by("pk"))
    some = st.lists(st.integers(0, len(units) - 1), min_size=1, max_size=3, unique=True)
    kind = data.draw(KINDS)
    sources = [units[place] for place in data.draw(some)]
    others = [units[place] for place in data.draw(some)]
    if kind in ("split", "rename"):
        sources = sources[:1]
    return kind, sources, _results(kind, number, others), "union" if kind == "wind_up" else ""


def _results(kind: str, number: int, others: list[Unit]) -> list[ResultDraft]:
    if kind == "split":
        shares = {1: ["0.6", "0.4"], 2: ["0.6", "0.4"], 3: ["0.5", "0.25", "0.25"]}[len(others)]
        units = [old(unit) for unit in others] if len(others) > 1 else [new(f"Mới {number}"), old(others[0])]
        return [
            ResultDraft(unit=u.unit, name=u.name, kind=u.kind, share=Decimal(s))
            for u, s in zip(units, shares, strict=True)
        ]
    return {
        "merge": [new(f"Mới {number}")] if len(others) == 1 else [old(others[0])],
        "transfer": [ResultDraft(parent=others[0])],
        "dissolve": [old(others[0])] if len(others) == 1 else [],
        "rename": [new(f"Tên {number}", "")],
        "wind_up": [],
    }[kind]


def _stands_in_order(day: date) -> None:
    """Nobody stands under a unit that does not stand itself, and nobody closed stands anywhere."""
    standing = Placement.objects.on(day)
    places = set(standing.values_list("line", "unit"))
    for line, unit, parent in standing.values_list("line", "unit", "parent"):
        assert parent is None or (line, parent) in places, f"{unit} under {parent}"
    assert not standing.filter(unit__closed_on__lt=day).exists()
    assert set(Lineage.objects.on(day).filter(depth=0).values_list("line", "descendant")) == places
    heirs = queries.heirs_on(Unit.objects.values_list("pk", flat=True), day)
    assert all(sum(shares.values()) == 1 for shares in heirs.values())
