"""The whole country of today, loaded once for tests that only look at it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from namkhong.journal.models import Batch, Event
from namkhong.units import queries
from namkhong.units.country.source import read
from namkhong.units.country.today import Loaded, load_today
from namkhong.units.models import FormerName, Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.world import NOW, TODAY

LINE = Line.ADMINISTRATION


@pytest.fixture(scope="module")
def whole(django_db_setup: None, django_db_blocker) -> Iterator[Loaded]:
    """The whole country, loaded once for the tests that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_today(country=read(), under="", on=TODAY, by=None, at=NOW)
        transaction.set_rollback(True)


def test_everybody_stands_under_the_government(whole: Loaded) -> None:
    assert (whole.top.name, whole.founded, whole.kept, whole.placed) == ("Chính phủ", 3355, 0, 3356)
    assert queries.children(whole.top.pk, LINE, TODAY).count() == 34
    assert queries.count_below(whole.top.pk, LINE, TODAY) == 3355
    communes = Placement.objects.filter(parent__in=queries.children(whole.top.pk, LINE, TODAY))
    assert communes.count() == 3321
    assert set(communes.values_list("valid_from", "valid_to")) == {(date(2025, 7, 1), None)}


def test_all_of_it_is_one_batch(whole: Loaded) -> None:
    batch = Batch.objects.get()
    assert (batch.pk, batch.kind) == (whole.batch, "country")
    assert not Unit.objects.exclude(founded_in=batch).exists()
    assert not Placement.objects.exclude(begun_in=batch).exists()
    event = Event.objects.get(verb="units.load")
    assert event.facts == {"founded": 3355, "kept": 0, "placed": 3356, "renamed": 25, "batch": batch.pk, "adopted": []}


def test_units_carry_what_documents_need(whole: Loaded) -> None:
    unit = Unit.objects.get(area_code="79")
    assert (unit.name, unit.brief) == ("Ủy ban nhân dân Thành phố Hồ Chí Minh", "UBND Thành phố Hồ Chí Minh")
    assert (unit.place, unit.notation, unit.kind) == ("Thành phố Hồ Chí Minh", "UBND", UnitKind.COMMITTEE)
    assert not Unit.objects.filter(kind=UnitKind.COMMITTEE, place="").exists()
    assert queries.find("xa duong minh chau").get().place == "Xã Dương Minh Châu"


def test_new_areas_are_founded_on_the_first_day_and_others_are_older(whole: Loaded) -> None:
    assert Unit.objects.filter(founded_on=date(2025, 7, 1)).count() == 3355 - 11 - 129
    ha_noi, tay_ninh = (Unit.objects.get(area_code=code) for code in ("01", "80"))
    assert (ha_noi.founded_on, tay_ninh.founded_on) == (None, date(2025, 7, 1))
    assert queries.parent(ha_noi.pk, LINE, date(2024, 1, 1)) == whole.top
    assert queries.parent(tay_ninh.pk, LINE, date(2025, 6, 30)) is None


def test_areas_bear_the_name_of_the_day(whole: Loaded) -> None:
    dong_nai = Unit.objects.get(area_code="75")
    assert dong_nai.name == "Ủy ban nhân dân thành phố Đồng Nai"
    assert queries.name_on(dong_nai, date(2026, 4, 29)) == "Ủy ban nhân dân tỉnh Đồng Nai"
    assert queries.name_on(dong_nai, date(2026, 4, 30)) == dong_nai.name
    assert FormerName.objects.count() == 25
    names = [name.lower() for name in Unit.objects.values_list("name", flat=True)]
    assert sum(name.startswith("ủy ban nhân dân phường ") for name in names) == 687 + 22
