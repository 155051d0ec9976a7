"""A unit that was divided: every part reads its figures, its papers are with the part that has the largest share."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from namkhong.campaigns.actions import fulfil
from namkhong.campaigns.actions.duties import Deed
from namkhong.campaigns.models import Fulfilment
from namkhong.campaigns.policies import may_open_evidence, may_see_duty
from namkhong.papers.actions import store_file
from namkhong.people.policies import may
from namkhong.people.rules import Verb
from namkhong.reports.actions import attach
from namkhong.reports.models import Attachment, Return
from namkhong.reports.policies import may_open_papers, may_see
from namkhong.units.models import Succession
from tests.campaigns.stage import set_stage
from tests.reports.conftest import Running
from tests.reports.reorganising import Reorganising
from tests.world import NOW, TODAY, World

SINCE = date(2026, 11, 1)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0IEND\xaeB`\x82"


@pytest.fixture
def sheet(running: Running, settings, tmp_path) -> Return:
    """The clinic's report, with a paper attached."""
    settings.VAR = tmp_path
    clinic = running.world.clinic
    row = running.filled(clinic)
    kept = store_file(unit=clinic.pk, name="danh-sach.png", data=BytesIO(PNG), by=None, at=NOW)
    attach(sheet=row, file=kept, by=None, at=NOW)
    row.refresh_from_db()
    return row


def divide(world: World, school: str, office: str) -> None:
    Reorganising(SINCE, at=NOW + timedelta(hours=5)).split(world.clinic, {world.school: school, world.office: office})


def test_figures_are_read_by_every_part_and_papers_opened_by_the_largest(running: Running, sheet: Return) -> None:
    world = running.world
    running.send(sheet)
    divide(running.world, "0.7", "0.3")
    sheet.refresh_from_db()
    large, small, above = world.school_officer.pk, world.office_officer.pk, world.district_officer.pk
    assert all(may_see(person, sheet, TODAY) for person in (large, small, above))
    assert may_open_papers(large, sheet, TODAY) and may_open_papers(above, sheet, TODAY)
    assert not may_open_papers(small, sheet, TODAY)
    assert not may_open_papers(world.stranger.pk, sheet, TODAY)
    assert may(large, Verb.READ_DOCUMENT, world.clinic.pk, TODAY)
    assert not may(small, Verb.READ_DOCUMENT, world.clinic.pk, TODAY)
    assert may(small, Verb.READ_REPORT, world.clinic.pk, TODAY) and may(small, Verb.READ_PLAN, world.clinic.pk, TODAY)


def test_the_page_names_no_paper_to_a_small_part(running: Running, sheet: Return, signed_in) -> None:
    world = running.world
    running.send(sheet)
    divide(running.world, "0.7", "0.3")
    path, paper = f"/bao-cao/{sheet.pk}/", Attachment.objects.get()
    small = signed_in(world.office_officer)
    page = small.get(path).content.decode()
    assert "danh-sach.png" not in page and "1 tệp, do đơn vị nhận hồ sơ của Trung tâm Y tế huyện Hòa An giữ" in page
    assert small.get(f"{path}minh-chung/{paper.pk}/").status_code == 404
    large = signed_in(world.school_officer)
    assert "danh-sach.png" in large.get(path).content.decode()
    answer = large.get(f"{path}minh-chung/{paper.pk}/")
    assert answer.getvalue() == PNG


def test_equal_shares_have_the_papers_together(running: Running, sheet: Return) -> None:
    running.send(sheet)
    divide(running.world, "0.5", "0.5")
    sheet.refresh_from_db()
    assert may_open_papers(running.world.school_officer.pk, sheet, TODAY)
    assert may_open_papers(running.world.office_officer.pk, sheet, TODAY)


def test_papers_go_on_with_whoever_got_them(running: Running, sheet: Return) -> None:
    """The larger part is divided in its turn: what the other one has is the largest share now, but no paper of it."""
    world = running.world
    divide(world, "0.6", "0.4")
    later = Reorganising(SINCE + timedelta(days=5), at=NOW + timedelta(hours=6))
    fresh = later.found("Trường Tiểu học Tân Lập", world.sister)
    later.split(world.school, {world.sister_school: "0.5", fresh: "0.5"})
    assert not may(world.office_officer.pk, Verb.READ_DOCUMENT, world.clinic.pk, TODAY)
    assert may(world.stranger.pk, Verb.READ_DOCUMENT, world.clinic.pk, TODAY)
    sheet.refresh_from_db()
    assert may_open_papers(world.stranger.pk, sheet, TODAY)
    assert not may_open_papers(world.office_officer.pk, sheet, TODAY)


def test_small_parts_put_together_get_no_papers(running: Running) -> None:
    world = running.world
    first = Reorganising(SINCE, at=NOW + timedelta(hours=5))
    first.split(world.clinic, {world.school: "0.4", world.office: "0.3", world.sister_school: "0.3"})
    later = Reorganising(SINCE + timedelta(days=5), at=NOW + timedelta(hours=6))
    later.merge([world.office], world.sister_school)
    assert may(world.school_officer.pk, Verb.READ_DOCUMENT, world.clinic.pk, TODAY)
    assert not may(world.stranger.pk, Verb.READ_DOCUMENT, world.clinic.pk, TODAY)


def test_a_unit_that_went_on_had_kept_its_papers(running: Running) -> None:
    """It gave most of itself away, went on, and was merged later: its papers are where it is."""
    world = running.world
    first = Reorganising(SINCE, at=NOW + timedelta(hours=5))
    for heir, share in ((world.clinic, "0.4"), (world.office, "0.6")):
        Succession.objects.create(
            predecessor=world.clinic, successor=heir, share=share, effective_on=SINCE, batch_id=first.batch
        )
    later = Reorganising(SINCE + timedelta(days=5), at=NOW + timedelta(hours=6))
    later.merge([world.clinic], world.school)
    assert may(world.school_officer.pk, Verb.READ_DOCUMENT, world.clinic.pk, TODAY)
    assert not may(world.office_officer.pk, Verb.READ_DOCUMENT, world.clinic.pk, TODAY)


def test_of_a_draft_the_same(running: Running, sheet: Return) -> None:
    """Its figures can be taken over by every part, what is attached to it cannot."""
    world = running.world
    assert may_open_papers(world.clinic_officer.pk, sheet, TODAY)
    divide(running.world, "0.7", "0.3")
    sheet.refresh_from_db()
    large, small = world.school_officer.pk, world.office_officer.pk
    assert may_see(large, sheet, TODAY) and may_see(small, sheet, TODAY)
    assert may_open_papers(large, sheet, TODAY) and not may_open_papers(small, sheet, TODAY)
    assert not may_open_papers(world.district_officer.pk, sheet, TODAY)


def test_evidence_of_a_duty(world: World, settings, tmp_path) -> None:
    settings.VAR = tmp_path
    stage = set_stage(world)
    duty = stage.duty(stage.pledge, world.clinic)
    kept = store_file(unit=world.clinic.pk, name="chu-ky.png", data=BytesIO(PNG), by=None, at=NOW)
    fulfil(duty=duty, deed=Deed(date(2026, 10, 1), evidence=kept), by=world.clinic_officer, at=NOW)
    assert may_open_evidence(world.clinic_officer.pk, duty, TODAY)
    divide(world, "0.7", "0.3")
    duty = Fulfilment.objects.get().duty
    large, small, above = world.school_officer.pk, world.office_officer.pk, world.district_officer.pk
    assert all(may_see_duty(person, duty, TODAY) for person in (large, small, above))
    assert may_open_evidence(large, duty, TODAY) and may_open_evidence(above, duty, TODAY)
    assert not may_open_evidence(small, duty, TODAY)
