"""Loading the areas of today."""

from datetime import date

import pytest

from namkhong.journal.models import Batch, Event
from namkhong.units import queries
from namkhong.units.actions import found, place
from namkhong.units.country.areas import Country
from namkhong.units.country.today import Loaded, load_today
from namkhong.units.country.writing import NoSuchRoot, SeveralRoots
from namkhong.units.models import FormerName, Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.world import NOW, TODAY

LINE = Line.ADMINISTRATION


def load(country: Country, under: str = "", on: date = TODAY) -> Loaded:
    return load_today(country=country, under=under, on=on, by=None, at=NOW)


def test_a_second_run_changes_nothing(cut: Country, db: None) -> None:
    first = load(cut)
    before = list(Unit.objects.order_by("pk").values()), list(Placement.objects.order_by("pk").values())
    events = Event.objects.count()
    again = load(cut)
    assert not first.nothing_new and again.nothing_new
    assert (again.kept, again.batch, again.top) == (first.founded, None, first.top)
    assert before == (list(Unit.objects.order_by("pk").values()), list(Placement.objects.order_by("pk").values()))
    assert (Event.objects.count(), Batch.objects.count()) == (events, 1)


def test_a_later_decision_is_caught_up_with(cut: Country, db: None) -> None:
    assert load(cut, on=date(2026, 4, 29)).renamed == 0
    later = load(cut, on=date(2026, 4, 30))
    assert (later.founded, later.renamed) == (0, 11)
    assert Unit.objects.get(area_code="26368").name == "Ủy ban nhân dân phường Long Thành"


def test_units_that_are_there_are_kept(cut: Country, db: None) -> None:
    top = found(name="Trung ương", kind=UnitKind.AGENCY, by=1, at=NOW)
    own = found(name="UBND tỉnh nhà", kind=UnitKind.COMMITTEE, by=1, at=NOW, area_code="75")
    place(unit=top, line=LINE, parent=None, since=date(2020, 1, 1), by=1, at=NOW)
    loaded = load(cut, under="Trung ương")
    own.refresh_from_db()
    assert (own.name, loaded.kept) == ("UBND tỉnh nhà", 1)
    assert queries.parent(own.pk, LINE, TODAY) == top, "it stood nowhere, so it is placed"
    assert queries.children(own.pk, LINE, TODAY).count() == 95
    assert load(cut, under="Trung ương").nothing_new


def test_a_province_without_a_number_is_recognised_by_its_name(cut: Country, db: None) -> None:
    name = "Ủy ban nhân dân tỉnh Tây Ninh"
    own = found(name=name, kind=UnitKind.COMMITTEE, by=1, at=NOW)
    other = found(name="Ủy ban nhân dân thành phố Đồng Nai", kind=UnitKind.AGENCY, by=1, at=NOW)
    place(unit=own, line=LINE, parent=None, since=date(2025, 9, 1), by=1, at=NOW)
    loaded = load(cut)
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.area_code, other.area_code, loaded.adopted) == ("80", "", 1)
    assert loaded.apart == (name,), "it stays at the top of its own tree"
    assert set(Placement.objects.filter(parent=own).values_list("valid_from", flat=True)) == {date(2025, 9, 1)}
    assert Event.objects.get(verb="units.load").facts["adopted"] == [own.pk]
    assert load(cut).nothing_new


def test_two_of_one_name_are_left_alone(cut: Country, db: None) -> None:
    for _ in range(2):
        found(name="Ủy ban nhân dân tỉnh Lai Châu", kind=UnitKind.COMMITTEE, by=1, at=NOW)
    loaded = load(cut)
    assert (loaded.adopted, loaded.kept) == (0, 0)
    assert load(cut).nothing_new, "the number is taken now"


def test_units_do_not_stand_before_the_unit_above(cut: Country, db: None) -> None:
    top = found(name="Trung ương", kind=UnitKind.AGENCY, by=1, at=NOW, short_name="TW")
    place(unit=top, line=LINE, parent=None, since=date(2026, 11, 1), by=1, at=NOW)
    loaded = load(cut, under="TW")
    assert loaded.since == date(2026, 11, 1)
    assert set(Placement.objects.values_list("valid_from", flat=True)) == {date(2026, 11, 1)}
    assert Unit.objects.get(area_code="75").name == "Ủy ban nhân dân thành phố Đồng Nai"
    assert not FormerName.objects.exists()
    assert load(cut, under="TW").nothing_new


def test_the_unit_above_has_to_be_there_and_be_one(cut: Country, db: None) -> None:
    with pytest.raises(NoSuchRoot, match="“Sở Lạ”"):
        load(cut, under="Sở Lạ")
    for _ in range(2):
        found(name="Trung ương", kind=UnitKind.AGENCY, by=1, at=NOW)
    with pytest.raises(SeveralRoots, match="Có 2 đơn vị tên “Trung ương”"):
        load(cut, under="Trung ương")
    assert Unit.objects.count() == 2


def test_placing_everybody_costs_a_few_statements(cut: Country, db: None, django_assert_max_num_queries) -> None:
    load(cut, on=date(2025, 7, 1))
    with django_assert_max_num_queries(12):
        load(cut, on=date(2025, 7, 1))
