"""The page on which a unit or a person scores itself: nothing typed is lost, whatever is refused."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from namkhong.people.actions import make_person
from namkhong.people.models import Account
from namkhong.scoring.actions import Entry, begin, begin_deciding, fill, submit
from namkhong.scoring.models import Mark, MarkEvidence, Sheet
from namkhong.scoring.policies import is_own, rights_on
from namkhong.scoring.queries import checked_by, frame_of, waiting_for
from namkhong.scoring.states import Scored, SheetState
from tests.scoring.stage import Stage, employ, make_round, make_set
from tests.world import NOW, World

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32 + b"IEND\xaeB`\x82"


def bomb() -> bytes:
    """A small file that unpacks to a very large one."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "wordprocessingml")
        packed.writestr("word/document.xml", b"\0" * 60_000_000)
    return held.getvalue()


def address(sheet: Sheet) -> str:
    return reverse("scoring:sheet", args=[sheet.pk])


def body(stage: Stage, world: World, **points: str) -> dict[str, str]:
    """The whole form as the browser sends it; points by number with a low line for the dot."""
    data = {}
    for number, pk in stage.numbers.items():
        if number in ("1", "2"):
            continue
        mark = stage.mark(world.school, number)
        data |= {f"ghi-chu-{pk}": "", f"lan-{pk}": str(mark.revision)}
        if number != "2.2":
            data[f"diem-{pk}"] = points.get("m" + number.replace(".", "_"), "")
    return data


def test_filled_in_and_handed_in(stage: Stage, world: World, signed_in) -> None:
    browser, url = signed_in(world.school_officer), address(stage.sheet(world.school))
    page = browser.get(url).content.decode()
    assert "1.1. Phát động đến từng người" in page and "Chưa có số liệu" in page
    sent = body(stage, world, m1_1="17,5", m1_2="10.00", m1_3="20", m2_1="0") | {"lam": "gui"}
    assert browser.post(url, sent).status_code == 302
    sheet = stage.sheet(world.school)
    assert (sheet.state, sheet.self_total) == (SheetState.SUBMITTED, pytest.approx(47.5))
    assert "Rút về để sửa" in browser.get(url).content.decode()
    browser.post(reverse("scoring:recall", args=[sheet.pk]))
    page = browser.get(url).content.decode()
    assert 'value="17,5"' in page and "checked" in page


def test_what_is_missing_is_told_at_its_place(stage: Stage, world: World, signed_in) -> None:
    browser, url = signed_in(world.school_officer), address(stage.sheet(world.school))
    answer = browser.post(url, body(stage, world, m1_1="17,5", m1_3="20") | {"lam": "gui"})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) == {f"diem-{stage.numbers[number]}" for number in ("1.2", "2.1")}
    assert stage.mark(world.school, "1.1").self_points is not None, "what could be saved was saved"


def test_wrong_points_stay_as_they_were_typed(stage: Stage, world: World, signed_in) -> None:
    browser, url = signed_in(world.school_officer), address(stage.sheet(world.school))
    answer = browser.post(url, body(stage, world, m1_1="25", m2_1="mười", m1_3="20"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Điểm phải từ 0 đến 20." in page and 'value="25"' in page and 'value="mười"' in page
    assert stage.mark(world.school, "1.3").self_points == 20


def test_a_bomb_is_refused_at_its_field_and_the_rest_is_kept(stage: Stage, world: World, signed_in) -> None:
    browser, url = signed_in(world.school_officer), address(stage.sheet(world.school))
    pk = stage.numbers["1.1"]
    file = SimpleUploadedFile("minh-chung.docx", bomb())
    answer = browser.post(url, body(stage, world, m1_1="17") | {f"tep-{pk}": file, f"ghi-chu-{pk}": "Có ảnh"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {f"tep-{pk}"}
    assert "minh-chung.docx" in answer.content.decode()
    mark = stage.mark(world.school, "1.1")
    assert (mark.self_points, mark.note) == (17, "Có ảnh")
    assert not MarkEvidence.objects.exists()


def test_evidence_is_handed_in_looked_at_and_taken_away(stage: Stage, world: World, signed_in) -> None:
    browser, url = signed_in(world.school_officer), address(stage.sheet(world.school))
    pk = stage.numbers["1.1"]
    browser.post(url, body(stage, world) | {f"tep-{pk}": SimpleUploadedFile("anh.png", PNG)})
    row = MarkEvidence.objects.get(mark=stage.mark(world.school, "1.1"))
    kept = reverse("scoring:evidence", args=[row.pk])
    assert browser.get(kept).getvalue() == PNG
    assert signed_in(world.clinic_officer).get(kept).status_code == 404
    assert browser.post(url, body(stage, world) | {"bo": "999999"}).status_code == 404
    browser.post(url, body(stage, world) | {"bo": str(row.pk)})
    row.refresh_from_db()
    assert row.withdrawn_at is not None and "anh.png" not in browser.get(url).content.decode()


def test_saved_criterion_by_criterion(stage: Stage, world: World, signed_in) -> None:
    browser, url, pk = signed_in(world.school_officer), address(stage.sheet(world.school)), stage.numbers["1.1"]
    sent = {"muc": pk, f"diem-{pk}": "12", f"ghi-chu-{pk}": "", f"lan-{pk}": "0"}
    told = browser.post(url, sent, headers={"HX-Request": "true"}).content.decode()
    assert "Đã lưu lúc" in told and f'id="id_lan-{pk}" value="1"' in told and ">12<" in told
    stage.give(world.school, "1.1", 15, by=world.school_head)
    told = browser.post(url, sent | {f"diem-{pk}": "13"}, headers={"HX-Request": "true"}).content.decode()
    assert "Bùi Hữu Phước đã ghi 15 điểm" in told and "id_lan" not in told
    assert stage.mark(world.school, "1.1").self_points == 15


def test_after_closing_what_was_typed_stays(stage: Stage, world: World, signed_in) -> None:
    browser, url = signed_in(world.school_officer), address(stage.sheet(world.school))
    begin_deciding(round=stage.round, by=world.district_head, at=NOW)
    answer = browser.post(url, body(stage, world, m1_1="17", m2_1="9") | {"lam": "gui"})
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="17"' in page and 'value="9"' in page
    assert page.count("đã khóa phần tự chấm") == 1
    assert "Đã khóa tự chấm" in browser.get(url).content.decode()


def test_a_person_scores_himself_without_any_post(world: World, signed_in) -> None:
    employ([world.nobody, world.district_officer], world.district)
    row = make_round(world, scored=Scored.OWN_STAFF, set=make_set(subject="individual"))
    begin(round=row, by=world.district_officer, at=NOW)
    sheets = {sheet.person_id: sheet for sheet in Sheet.objects.filter(round=row)}
    assert set(sheets) == {world.nobody.pk, world.district_officer.pk}
    browser = signed_in(world.nobody)
    assert "Mai Chí Công" in browser.get(address(sheets[world.nobody.pk])).content.decode()
    assert browser.get(address(sheets[world.district_officer.pk])).status_code == 404
    assert "Phiếu của tôi" in browser.get(reverse("scoring:index")).content.decode()
    # The officer checks the colleague, not himself.
    checker = signed_in(world.district_officer)
    assert checker.get(reverse("scoring:check", args=[sheets[world.nobody.pk].pk])).status_code == 200
    assert checker.get(reverse("scoring:check", args=[sheets[world.district_officer.pk].pk])).status_code == 404


def test_for_somebody_without_an_account_the_officer_types_and_another_checks(world: World, signed_in) -> None:
    colleague = make_person("Phan Thị Lành")
    colleague.save()
    employ([colleague], world.district)
    row = make_round(world, scored=Scored.OWN_STAFF, set=make_set(subject="individual"))
    begin(round=row, by=world.district_officer, at=NOW)
    sheet = Sheet.objects.get(round=row)
    officer = signed_in(world.district_officer)
    assert "Nhập hộ người chưa có tài khoản" in officer.get(address(sheet)).content.decode()
    assert signed_in(world.school_head).get(address(sheet)).status_code == 404
    Mark.objects.filter(sheet=sheet).update(self_points=0)
    submit(sheet=sheet, by=world.district_officer, at=NOW)
    check = reverse("scoring:check", args=[sheet.pk])
    assert officer.get(check).status_code == 404 and signed_in(world.district_head).get(check).status_code == 200
    assert checked_by(world.district_officer.pk, row, frame_of(row.set_id), NOW.date()) is None
    assert not [each for each in waiting_for(world.district_officer.pk, NOW.date()) if "Thẩm định" in each.label]
    Account.objects.create_account(colleague, "phan-thi-lanh", "mat-khau-rat-dai")
    fresh = Sheet.objects.select_related("round").get(pk=sheet.pk)
    assert not is_own(world.district_officer.pk, fresh, NOW.date())


def test_who_typed_only_a_part_neither_checks_nor_decides_but_may_answer(world: World) -> None:
    colleague = make_person("Phan Thị Lành")
    colleague.save()
    employ([colleague], world.district)
    row = make_round(world, scored=Scored.OWN_STAFF, set=make_set(subject="individual"))
    begin(round=row, by=world.district_officer, at=NOW)
    sheet = Sheet.objects.get(round=row)
    before = rights_on(world.district_head.pk, sheet, NOW.date())
    assert before.checks and before.decides and before.answers
    mark = Mark.objects.filter(sheet=sheet).order_by("pk")[0]
    entry = Entry(Decimal(0), "")
    fill(sheet=sheet, criterion=mark.criterion_id, entry=entry, revision=mark.revision, by=world.district_head, at=NOW)
    Mark.objects.filter(sheet=sheet).update(self_points=0)
    submit(sheet=sheet, by=world.district_officer, at=NOW)
    sheet = Sheet.objects.select_related("round").get(pk=sheet.pk)
    after = rights_on(world.district_head.pk, sheet, NOW.date())
    assert (after.checks, after.offices, after.decides, after.answers) == (False, frozenset(), False, True)
    assert checked_by(world.district_head.pk, row, frame_of(row.set_id), NOW.date()) is None
