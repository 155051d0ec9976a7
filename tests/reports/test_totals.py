"""Figures that add themselves up: in the database as in the arithmetic, final and provisional, each traceable."""

import random
from datetime import timedelta
from decimal import Decimal

import pytest

from namkhong.campaigns.actions import assign_year, define
from namkhong.campaigns.actions.definitions import DefinitionDraft
from namkhong.campaigns.states import DutyKind, MeasuredAs, Obliged, Recurrence
from namkhong.reports.models import Addend, Entry, Form, Return
from namkhong.reports.queries import contributions, parts_of, periods_gathered, rules_of, total_for, values_of
from namkhong.reports.rules import combine
from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Placement
from namkhong.units.states import UnitKind
from tests.world import NOW, SINCE, TODAY

KEYS = ("staff", "cases", "handling_days", "longest_handling", "detected", "satisfaction", "ballots", "pledged")


@pytest.fixture
def form(running):
    return Form.objects.get(key="yearly")


def total(running, form, **how):
    return total_for(running.world.district.pk, running.campaign, form, "2026", TODAY, **how)


@pytest.mark.parametrize("seed", range(8))
def test_the_database_adds_up_as_the_rules_do(running, form, seed):
    """Blanks, zeros, sums, ratios of sums, weighted means and maxima on random sheets."""
    dice = random.Random(seed)
    rules = rules_of(form.pk)
    for unit in running.world.grassroots:
        sheet = running.accepted(unit)
        for key in KEYS:
            value = dice.choice([None, Decimal(0), Decimal(dice.randint(1, 400)), Decimal(dice.randint(1, 999)) / 10])
            Entry.objects.filter(sheet=sheet, indicator__key=key).update(value=value)
    sheets = [values_of(row) for row in Return.objects.select_related("form").order_by("pk")]
    expected = combine(rules, sheets, MeasuredAs.RELATIVE)
    found = total(running, form).values
    for rule in rules:
        a, b = expected[rule.key], found[rule.key]
        assert (a is None) == (b is None), rule.key
        assert a is None or abs(a - b) < Decimal("0.001"), rule.key


def test_final_counts_accepted_only_and_names_who_is_missing(running, form):
    world = running.world
    running.accepted(world.school, staff=100)
    running.sent(world.clinic, staff=200)
    final, provisional = total(running, form), total(running, form, provisional=True)
    assert final.values["staff"] == 100
    assert provisional.values["staff"] == 300
    assert final.obliged == 3
    assert {(row.name, row.state) for row in final.missing} == {
        (world.clinic.name, "submitted"),
        (world.office.name, ""),
    }
    assert final.stated["staff"] == 1


def test_provisional_never_counts_a_unit_beside_the_one_that_contains_it(running, form):
    world = running.world
    running.accepted(world.school, staff=100)
    running.sent(world.clinic, staff=200)
    above = total_for(world.federation.pk, running.campaign, form, "2026", TODAY, provisional=True)
    assert above.values["staff"] == 300, "the district has sent nothing, so the units below it count"
    own = running.fill(running.sheet(world.district), staff=111)
    running.send(own)
    above = total_for(world.federation.pk, running.campaign, form, "2026", TODAY, provisional=True)
    assert above.values["staff"] == 111
    assert above.returns == [own.pk]


def test_a_sent_total_remembers_its_parts_and_who_was_missing(running):
    world = running.world
    part = running.accepted(world.school)
    own = running.send(running.fill(running.sheet(world.district), launched=1))
    assert list(Addend.objects.filter(total=own).values_list("part", flat=True)) == [part.pk]
    assert sorted(own.frozen["missing"]) == sorted([world.clinic.name, world.office.name])
    assert own.provisional
    assert parts_of(own, TODAY).returns == [part.pk]


def test_contributions_are_the_largest_first_and_blanks_last(running, form):
    world = running.world
    for unit, staff in ((world.school, 110), (world.clinic, 220), (world.office, 120)):
        running.accepted(unit, staff=staff)
    Entry.objects.filter(sheet__unit=world.office, indicator__key="staff").update(value=None)
    rows = contributions(world.district.pk, running.campaign, form, "2026", "staff", TODAY, provisional=False)
    assert [row.value for row in rows] == [220, 110, None]


def url(running, tail="", unit=None):
    return f"/bao-cao/tong/{running.campaign.pk}/2026/{(unit or running.world.district).pk}/{tail}"


def test_the_page_says_final_or_provisional_and_links_each_figure(running, signed_in):
    world = running.world
    running.accepted(world.school, staff=150)
    running.sent(world.clinic, staff=200)
    browser = signed_in(world.district_officer)
    final, provisional = browser.get(url(running)), browser.get(url(running) + "?so-lieu=tam")
    assert "Cộng từ báo cáo đã tiếp nhận của 1/3 đơn vị" in final.content.decode()
    assert f'href="{url(running, "staff/")}">150</a>' in final.content.decode()
    assert "Số tạm, chưa chốt" in provisional.content.decode()
    assert f'href="{url(running, "staff/?so-lieu=tam")}">350</a>' in provisional.content.decode()
    assert world.clinic.name in final.content.decode()


def test_the_trace_names_units_sorted_as_asked(running, signed_in):
    world = running.world
    running.accepted(world.school, staff=150)
    running.accepted(world.clinic, staff=200)
    browser = signed_in(world.district_officer)
    page = browser.get(url(running, "staff/")).content.decode()
    assert page.index(world.clinic.name) < page.index(world.school.name)
    page = browser.get(url(running, "staff/") + "?sap=so").content.decode()
    assert page.index(world.school.name) < page.index(world.clinic.name)
    assert browser.get(url(running, "pledge_rate/")).status_code == 404, "a rate has no parts of its own"
    assert browser.get(url(running, "nothing/")).status_code == 404


def test_exports_open_right_and_run_nothing(running, signed_in):
    world = running.world
    type(world.school).objects.filter(pk=world.school.pk).update(name="=HYPERLINK(1)")
    running.accepted(world.school, handling_days="12.5")
    browser = signed_in(world.district_officer)
    csv = browser.get(url(running, "tai-ve.csv")).content.decode("utf-8-sig")
    assert "\n'=HYPERLINK(1);" in csv.replace("\r", "")
    assert ";12,5;" in csv
    xlsx = browser.get(url(running, "tai-ve.xlsx"))
    assert xlsx.content[:2] == b"PK"
    assert browser.get(url(running, "tai-ve.exe")).status_code == 404


@pytest.mark.parametrize("tail", ["", "staff/", "tai-ve.csv"])
def test_only_its_unit_and_those_above_see_a_total(running, signed_in, client, tail):
    world = running.world
    assert signed_in(world.federation_officer).get(url(running, tail)).status_code == 200
    for other in (world.sister_officer, world.school_officer, world.nobody):
        assert signed_in(other).get(url(running, tail)).status_code == 404
    assert client.get(url(running, tail)).status_code == 302


def test_an_unknown_period_or_campaign_is_not_found(running, signed_in):
    browser = signed_in(running.world.district_officer)
    assert browser.get(f"/bao-cao/tong/{running.campaign.pk}/mai/{running.world.district.pk}/").status_code == 404
    assert browser.get(f"/bao-cao/tong/99999/2026/{running.world.district.pk}/").status_code == 404


def more_units(running, pattern, count=20):
    """Units under the district, each with a report of 2026 accepted like the pattern."""
    world, campaign = running.world, running.campaign
    units = [make_unit(name=f"Trường số {n}", kind=UnitKind.SCHOOL, founded_on=SINCE) for n in range(count)]
    type(world.school).objects.bulk_create(units)
    place_many(
        placements=[Placement(unit=u, line=campaign.line, parent=world.district, valid_from=SINCE) for u in units],
        line=campaign.line,
    )
    entries = list(Entry.objects.filter(sheet=pattern))
    for unit in units:
        duty = running.duty(world.school)
        duty.pk, duty.unit = None, unit
        duty.save()
        sheet = Return.objects.get(pk=pattern.pk)
        sheet.pk, sheet.unit, sheet.duty, sheet.submission = None, unit, duty, None
        sheet.submitted_at += timedelta(minutes=1)
        sheet.save()
        Entry.objects.bulk_create(
            Entry(sheet=sheet, indicator_id=row.indicator_id, value=row.value, origin=row.origin) for row in entries
        )


@pytest.mark.parametrize("tail", ["", "staff/"])
def test_as_many_queries_with_twenty_units_as_with_one(running, signed_in, same_queries, tail):
    first = running.accepted(running.world.school)
    browser = signed_in(running.world.district_officer)
    same_queries(lambda: browser.get(url(running, tail)), lambda: more_units(running, first))


@pytest.mark.parametrize("page", ["don-vi/{}/2026/{}/", "tong-hop", "da-gui"])
def test_lists_of_units_do_not_ask_more_with_more_rows(running, signed_in, same_queries, page):
    world = running.world
    path = f"/bao-cao/{page.format(running.campaign.pk, world.district.pk)}" if "/" in page else f"/bao-cao/?muc={page}"
    first, browser = running.accepted(world.school), signed_in(world.district_officer)
    same_queries(lambda: browser.get(path), lambda: more_units(running, first))


def test_periods_of_every_kind_of_recurrence_are_offered(running):
    world = running.world
    draft = DefinitionDraft(DutyKind.REPORT, "Báo cáo quý", Obliged.DIRECT, 2025, recurrence=Recurrence.QUARTERLY)
    define(campaign=running.campaign, draft=draft, by=None, at=NOW)
    for year in (2026, 2027):
        assign_year(
            campaign=running.campaign, year=year, tree_on=TODAY, is_working_day=lambda day: True, by=None, at=NOW
        )
    keys = [period.key for period in periods_gathered(world.district.pk, running.campaign, TODAY)]
    assert keys == ["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1", "2026", "2025"]
    assert periods_gathered(world.school.pk, running.campaign, TODAY) == []
