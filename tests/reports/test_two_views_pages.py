"""The switch between the tree of that day and today's, on the pages of totals, traces, series and downloads."""

from datetime import date

import pytest

from namkhong.reports.models import Entry, Return
from namkhong.units.models import Reorganisation
from namkhong.units.states import ReorganisationState
from tests.reports.reorganising import Reorganising
from tests.world import NOW

SINCE = date(2026, 7, 1)


@pytest.fixture
def split(running):
    """The school reported for 2025 and was divided; the clinic ended without a successor."""
    world = running.world
    running.accepted(world.school, 2025, staff=101, cases=3)
    running.accepted(world.clinic, 2025, staff=200)
    running.accepted(world.office, 2025, staff=400)
    change = Reorganising(SINCE)
    one, two = change.found("Trường A", world.district), change.found("Trường B", world.sister)
    change.split(world.school, {one: "0.6", two: "0.3"})
    change.end(world.clinic)
    Reorganisation.objects.create(
        unit=world.federation,
        title="Nghị quyết sắp xếp",
        number="12/NQ",
        decided_on=SINCE,
        effective_on=SINCE,
        state=ReorganisationState.CARRIED_OUT,
        batch_id=change.batch,
        created_at=NOW,
        carried_out_at=NOW,
    )
    return change


def url(running, tail="", unit=None):
    return f"/bao-cao/tong/{running.campaign.pk}/2025/{(unit or running.world.district).pk}/{tail}"


def test_the_page_of_today_names_what_was_carried_over_and_why(running, split, signed_in):
    browser = signed_in(running.world.district_officer)
    page = browser.get(url(running, "?cay=nay")).content.decode()
    assert "60 % tính cho Trường A" in page
    assert "được sắp xếp lại từ ngày 01/07/2026 theo Nghị quyết sắp xếp (số 12/NQ)" in page
    assert ">460,6</a>" in page
    assert "Ngoài cây hiện nay" in page
    assert ">200</a>" in page
    assert ">10,1</a>" in page
    was = browser.get(url(running)).content.decode()
    assert ">701</a>" in was
    assert "Theo tổ chức hiện nay" in was


def test_the_rest_is_shown_to_the_owner_and_above_alone(running, split, signed_in):
    world = running.world
    sister = signed_in(world.sister_officer)
    page = sister.get(url(running, "?cay=nay", world.sister))
    if page.status_code == 200:  # the sister may read the campaign where she stands on its tree
        assert "Ngoài cây hiện nay" not in page.content.decode()
    assert (
        "Ngoài cây hiện nay"
        in signed_in(world.federation_officer).get(url(running, "?cay=nay", world.federation)).content.decode()
    )
    assert sister.get(url(running, "staff/?cay=nay&nhom=ngoai", world.sister)).status_code == 404


def test_the_trace_shows_what_was_reported_and_what_counts(running, split, signed_in):
    browser = signed_in(running.world.district_officer)
    page = browser.get(url(running, "staff/?cay=nay")).content.decode()
    assert "60,6" in page
    assert "60 %" in page
    assert f"/bao-cao/{Return.objects.get(unit=running.world.school).pk}/" in page
    outside = browser.get(url(running, "staff/?cay=nay&nhom=ngoai")).content.decode()
    assert running.world.clinic.name in outside
    undecided = browser.get(url(running, "staff/?cay=nay&nhom=chua&sap=don-vi")).content.decode()
    assert "10 %" in undecided
    for key in ("longest_handling", "satisfaction"):
        assert browser.get(url(running, f"{key}/?cay=nay")).status_code == 200
    Entry.objects.filter(indicator__key="staff", sheet__unit=running.world.office).update(value=None)
    assert "chưa có số liệu" in browser.get(url(running, "staff/?cay=nay")).content.decode()


def test_downloads_say_where_each_report_counts(running, split, signed_in):
    browser = signed_in(running.world.district_officer)
    text = browser.get(url(running, "tai-ve.csv?cay=nay")).content.decode("utf-8-sig")
    rows = {tuple(line.split(";")[:3]) for line in text.splitlines()}
    world = running.world
    assert (world.school.name, world.district.name, "0,6") in rows
    assert (world.school.name, "Chưa phân định", "0,1") in rows
    assert (world.clinic.name, "Ngoài cây hiện nay", "1") in rows


def test_the_series_has_both_views(running, split, signed_in):
    browser = signed_in(running.world.district_officer)
    path = f"/bao-cao/nhieu-nam/{running.campaign.pk}/{running.world.district.pk}/"
    was, now = browser.get(path).content.decode(), browser.get(f"{path}?cay=nay").content.decode()
    assert "số tạm, chưa chốt" in was
    assert "theo tổ chức hiện nay" in now
    assert "60 % tính cho Trường A" in now


def test_a_unit_that_ended_is_still_reached_with_its_totals(running, signed_in):
    world = running.world
    running.accepted(world.school, 2025, staff=101)
    change = Reorganising(SINCE)
    change.merge([world.district], world.sister)
    for unit in world.grassroots:
        change.transfer(unit, world.sister)
    for reader in (world.federation_officer, world.sister_officer):
        page = signed_in(reader).get(url(running)).content.decode()
        assert "Đơn vị này đã kết thúc hoạt động" in page
        assert ">101</a>" in page
        now = signed_in(reader).get(url(running, "?cay=nay")).content.decode()
        assert f"/{world.sister.pk}/?cay=nay" in now
    assert signed_in(world.stranger).get(url(running)).status_code == 404


@pytest.mark.parametrize("tail", ["?cay=nay", "staff/?cay=nay", "tai-ve.csv?cay=nay"])
def test_as_many_queries_with_more_units(running, split, signed_in, same_queries, tail):
    from tests.reports.test_totals import more_units

    browser = signed_in(running.world.district_officer)
    pattern = Return.objects.get(unit=running.world.office)
    Return.objects.filter(pk=pattern.pk).update(period="2025")
    same_queries(lambda: browser.get(url(running, tail)), lambda: more_units(running, pattern, 5))


def test_no_year_has_been_reported(running, signed_in):
    browser = signed_in(running.world.district_officer)
    path = f"/bao-cao/nhieu-nam/{running.campaign.pk}/{running.world.district.pk}/?cay=nay"
    assert "Chưa có số liệu năm nào" in browser.get(path).content.decode()
