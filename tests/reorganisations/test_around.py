"""Lists, what waits, the worker, the document, dropping and taking up again, late shares, and how much it all asks."""

from decimal import Decimal

import pytest

from namkhong.journal.meanwhile import stage_of, tell_stage
from namkhong.journal.models import Progress
from namkhong.papers.actions import issue
from namkhong.papers.models import Document
from namkhong.papers.queries import content_of
from namkhong.papers.rules import check
from namkhong.people.models import Employment
from namkhong.reorganisations import tasks
from namkhong.reorganisations.actions import STAGES, STAGES_BACK, NothingToTell, write
from namkhong.reorganisations.queries import waiting_for
from namkhong.units.actions import (
    ChangeDraft,
    ResultDraft,
    add_changes,
    carry_out_structure,
    make_unit,
    place_many,
)
from namkhong.units.models import Change, ChangePart, Placement, Reorganisation, Unit
from namkhong.units.states import ChangeKind, Line, PartRole, ReorganisationState, UnitKind
from tests.reorganisations.conftest import Office
from tests.world import NOW, SINCE, TODAY, World

NEW = {"how": "moi", "name": "Trường Tiểu học Hòa An", "unit_kind": "school", "parent": "giu"}


def many_units(world: World, count: int) -> list[Unit]:
    """More units of the district."""
    units = [make_unit(name=f"Công đoàn cơ sở số {number}", kind=UnitKind.GRASSROOTS_UNION) for number in range(count)]
    Unit.objects.bulk_create(units)
    places = [Placement(unit=unit, line=Line.UNION, parent=world.district, valid_from=SINCE) for unit in units]
    place_many(placements=places, line=Line.UNION)
    return units


def renamed(office: Office, units: list[Unit]) -> None:
    """A change of name for each."""
    drafts = [ChangeDraft(ChangeKind.RENAME, "", [unit], [ResultDraft(name=f"{unit.name} mới")]) for unit in units]
    add_changes(reorganisation=office.row, drafts=drafts, by=None, at=NOW)


def merged(office: Office, units: list[Unit]) -> None:
    """Two and two become one, each with people and heads."""
    pairs = list(zip(units[::2], units[1::2], strict=True))
    drafts = [
        ChangeDraft(ChangeKind.MERGE, "", list(pair), [ResultDraft(name=f"Đơn vị {pair[0].pk}", kind="school")])
        for pair in pairs
    ]
    add_changes(reorganisation=office.row, drafts=drafts, by=None, at=NOW)


def test_list(office: Office, world: World, signed_in) -> None:
    page = office.client.get("/sap-xep/").content.decode()
    assert "Sắp xếp các công đoàn cơ sở" in page and "Đang soạn" in page and "01/12/2026" in page
    above = signed_in(world.federation_officer)
    assert "Sắp xếp các công đoàn cơ sở" in above.get("/sap-xep/").content.decode()
    sister = signed_in(world.sister_officer).get("/sap-xep/").content.decode()
    assert "Sắp xếp các công đoàn cơ sở" not in sister and "Chưa có lần sắp xếp nào" in sister
    assert signed_in(world.school_officer).get("/sap-xep/").status_code == 404


def test_waiting(office: Office, world: World) -> None:
    (item,) = waiting_for(world.district_officer.pk, TODAY)
    assert item.label == "Hoàn tất sắp xếp đơn vị" and item.due_on == office.row.effective_on
    assert waiting_for(world.sister_officer.pk, TODAY) == []
    assert waiting_for(world.federation_officer.pk, TODAY) == []


def test_a_loaded_reorganisation_with_open_shares(office: Office, world: World) -> None:
    """What a loader carries out without asking is asked for afterwards."""
    parts = [ResultDraft(name=name, kind=UnitKind.HOSPITAL) for name in ("Trạm Đông", "Trạm Tây")]
    draft = ChangeDraft(ChangeKind.SPLIT, "", [world.clinic], parts)
    add_changes(reorganisation=office.row, drafts=[draft], by=None, at=NOW)
    carry_out_structure(reorganisation=office.row, by=None, at=NOW)
    (item,) = waiting_for(world.district_officer.pk, TODAY)
    assert item.label == "Định tỷ lệ chia số liệu" and "1 đơn vị bị chia" in item.detail
    assert "Còn 1 đơn vị bị chia mà chưa ai định tỷ lệ" in office.get()
    change = Change.objects.get()
    assert f"/sap-xep/thay-doi/{change.pk}/" in office.get("?chua=1")
    east, west = ChangePart.objects.filter(role=PartRole.RESULT).order_by("order")
    path = f"/sap-xep/thay-doi/{change.pk}/"
    assert office.client.post(path, {f"share_{east.pk}": "25"}).status_code == 422
    assert office.client.post(path, {f"share_{east.pk}": "25", f"share_{west.pk}": "75"}).status_code == 302
    west.refresh_from_db()
    assert west.share == Decimal("0.75") and waiting_for(world.district_officer.pk, TODAY) == []
    office.client.post(office.path("van-ban/"))
    assert Document.objects.count() == 1
    office.client.post(office.path("van-ban/"))
    assert Document.objects.count() == 1


def test_document(office: Office, world: World) -> None:
    office.add("merge", sources=[world.school, world.clinic], **NEW)
    office.add("rename", sources=[world.office], name="Công đoàn cơ quan Hòa An")
    office.client.post(
        office.path("xem-truoc/"), {f"head:{Change.objects.order_by('pk').first().pk}": str(world.school_head.pk)}
    )
    office.carry_out()
    document = Document.objects.get(source_kind="reorganisation", source_id=office.row.pk)
    content = content_of(document)
    assert content.legal_bases[0].startswith("Thực hiện văn bản số 15/QĐ-LĐLĐ ngày 20 tháng 11 năm 2026")
    assert content.superior == world.federation.name and content.signature.name == "Nguyễn Văn Bình"
    told = " ".join(getattr(block, "text", "") for block in content.body)
    assert "2 thay đổi về tổ chức đối với 3 đơn vị" in told and "Đứng đầu Trường Tiểu học Hòa An: Bùi Hữu Phước" in told
    table = next(block for block in content.body if block.block == "table")
    assert [row.cells[2] for row in table.rows] == ["Trường Tiểu học Hòa An", "Công đoàn cơ quan Hòa An"]
    assert not [finding for finding in check(content) if finding.blocking]
    issue(document=document, on=TODAY, by=None, at=NOW)
    assert "Đã ban hành văn bản" in office.get()
    assert "Không hoàn tác được nữa" in office.undo()


def test_nothing_is_written_of_a_draft(office: Office) -> None:
    with pytest.raises(NothingToTell):
        write(reorganisation=office.row, by=None, at=NOW)
    assert "chưa có gì để báo cáo" in office.client.post(office.path("van-ban/"), follow=True).content.decode()


@pytest.fixture
def stages(office: Office, monkeypatch) -> list[str]:
    """What the bar says at every stage of long work, asked for while it is done."""
    told: list[str] = []

    def look(progress: int, place: int, words: str) -> None:
        tell_stage(progress, place, words)
        bar = office.client.get(f"/sap-xep/dang-lam/{progress}/thanh/").content.decode()
        assert (words in bar and f'aria-valuenow="{place}"' in bar) or place == 0
        told.append(words)

    monkeypatch.setattr(tasks, "tell_stage", look)
    return told


def test_many_changes_go_to_the_worker(office: Office, world: World, run_queued, stages) -> None:
    renamed(office, many_units(world, 40))
    answer = office.client.post(office.path("thuc-hien/"))
    bar = Progress.objects.get()
    assert answer["Location"] == f"/sap-xep/dang-lam/{bar.pk}/"
    assert "Đang thực hiện" in office.client.get(answer["Location"]).content.decode()
    assert office.client.get(f"{answer['Location']}thanh/").headers.get("HX-Redirect") is None
    run_queued()
    assert office.client.get(f"{answer['Location']}thanh/").headers["HX-Redirect"] == answer["Location"]
    page = office.client.get(answer["Location"], follow=True).content.decode()
    assert "Đã thực hiện 40 thay đổi" in page
    content = content_of(Document.objects.get())
    assert len(content.annexes) == 1 and len(content.annexes[0].body[0].rows) == 40
    assert tuple(stages) == STAGES and stage_of(bar.pk) is None


def test_many_changes_are_taken_back_by_the_worker(office: Office, world: World, run_queued, stages) -> None:
    renamed(office, many_units(world, 40))
    office.client.post(office.path("thuc-hien/"))
    run_queued()
    stages.clear()
    answer = office.client.post(office.path("hoan-tac/"))
    bar = Progress.objects.order_by("-pk")[0]
    assert answer["Location"] == f"/sap-xep/dang-lam/{bar.pk}/"
    office.row.refresh_from_db()
    assert office.row.state == ReorganisationState.CARRIED_OUT
    run_queued()
    office.row.refresh_from_db()
    assert office.row.state == ReorganisationState.UNDONE and tuple(stages) == STAGES_BACK


def test_the_worker_tells_why_not(office: Office, world: World, run_queued) -> None:
    renamed(office, many_units(world, 40))
    answer = office.client.post(office.path("thuc-hien/"))
    office.client.post(office.path("bo/"))
    run_queued()
    page = office.client.get(answer["Location"]).content.decode()
    assert "Chưa có gì thay đổi" in page and "người khác xử lý" in page


def test_the_worker_breaks_down(office: Office, world: World, monkeypatch) -> None:
    renamed(office, many_units(world, 1))
    bar = Progress.objects.create(label="x", by_id=world.district_officer.pk, started_at=NOW)
    monkeypatch.setattr(tasks, "carry_out", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tasks.carry_out_later.func(office.row.pk, world.district_officer.pk, bar.pk)
    bar.refresh_from_db()
    assert bar.failure == tasks.BROKEN


def test_drop_and_take_up_again(office: Office, world: World) -> None:
    office.add("dissolve", sources=[world.office])
    assert "Bỏ bản soạn" in office.get("bo/")
    assert "Đã bỏ bản soạn" in office.client.post(office.path("bo/"), follow=True).content.decode()
    assert "chưa từng thực hiện" in office.get()
    office.client.post(office.path("soan-lai/"))
    office.row.refresh_from_db()
    assert office.row.state == ReorganisationState.DRAFT
    assert "người khác xử lý" in office.client.post(office.path("soan-lai/"), follow=True).content.decode()
    office.carry_out(), office.undo()
    office.client.post(office.path("soan-lai/"))
    office.carry_out()
    assert office.row.state == ReorganisationState.CARRIED_OUT


def test_head_is_corrected(office: Office) -> None:
    sent = {"title": "Tên khác", "number": "9", "decided_on": "01/11/2026", "effective_on": "không rõ"}
    sent["unit"] = office.row.unit_id
    wrong = office.client.post(office.path("thong-tin/"), sent)
    assert wrong.status_code == 422 and "Tên khác" in wrong.content.decode()
    office.client.post(office.path("thong-tin/"), sent | {"effective_on": "02/12/2026"})
    office.row.refresh_from_db()
    assert (office.row.title, office.row.effective_on.day) == ("Tên khác", 2)


def test_change_page(office: Office, world: World) -> None:
    Employment.objects.create(person=world.nobody, unit=world.school, valid_from=SINCE)
    office.add("merge", sources=[world.school, world.clinic], **NEW)
    change = Change.objects.get()
    page = office.client.get(f"/sap-xep/thay-doi/{change.pk}/").content.decode()
    assert "Người đang làm việc" in page and "Mai Chí Công" in page and "Trước" in page
    office.client.post(f"/sap-xep/thay-doi/{change.pk}/bo/")
    assert not Change.objects.exists()


def test_pages_ask_as_much_of_one_change_as_of_twenty(office: Office, world: World, same_queries) -> None:
    units = many_units(world, 42)
    merged(office, units[:2])
    same_queries(office.get, lambda: merged(office, units[2:40]))
    Change.objects.exclude(pk=Change.objects.order_by("pk").first().pk).delete()
    # A preview that has open questions; a decided one is tried out, which is another thing.
    office.add("split", sources=[units[41]], name_1="Một", name_2="Hai")
    same_queries(lambda: office.get("xem-truoc/"), lambda: merged(office, units[2:36]))


def test_list_asks_as_much_of_one_as_of_twenty(office: Office, world: World, same_queries) -> None:
    def grow() -> None:
        for _ in range(19):
            row = Reorganisation.objects.get(pk=office.row.pk)
            row.pk = None
            row.save(force_insert=True)

    same_queries(lambda: office.client.get("/sap-xep/"), grow)
