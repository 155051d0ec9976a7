"""What unlucky and unkind people type: a sentence at the place, nothing lost, no breakdown, nothing half-done."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from namkhong.campaigns.models import Campaign, Fulfilment
from namkhong.journal.models import Event
from namkhong.papers.models import Document, Register
from namkhong.reports.models import Return
from tests.campaigns.stage import adopted_plan
from tests.hostile.conftest import Scene
from tests.hostile.test_repeats import typed

NUMBERS = ["1,5", "1e9", "NaN", "²", "9" * 20, "9" * 5000, "=1+1", "<b>3</b>", "1_000", "１２", "١٢", "-3", "12.5"]
TEXTS = [
    "\x00",
    "a\u202eb",
    "😀" * 50,
    "<script>alert(1)</script>",
    "e\u0323\u0302",
    "=cmd|' /C calc'!A0",
    "đ" * 200_000,
]


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:8])
def test_a_figure_that_is_none_is_told_at_its_place_and_the_rest_stays(number: str, scene: Scene, signed_in) -> None:
    client = signed_in(scene.world.school_officer)
    answer = client.post(f"/bao-cao/{scene.sheet.pk}/", typed(scene, **{"so-cases": number, "loi-results": "Còn đây"}))
    page = answer.content.decode()
    assert answer.status_code == 422 and "Còn đây" in page and 'aria-invalid="true"' in page
    assert Return.objects.get(pk=scene.sheet.pk).version == scene.sheet.version


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text)[:12])
def test_any_text_is_kept_as_typed_or_refused_and_never_runs(text: str, scene: Scene, signed_in) -> None:
    client = signed_in(scene.world.school_officer)
    body = typed(scene, **{"loi-results": text, "lam": "luu"})
    answer = client.post(f"/bao-cao/{scene.sheet.pk}/", body)
    assert answer.status_code == (422 if "\x00" in text else 302)
    assert "<script>alert" not in client.get(f"/bao-cao/{scene.sheet.pk}/").content.decode()


@pytest.mark.parametrize(
    "day", ["31/02/2026", "29/02/2027", "01/01/0001", "31/12/9999", "hôm qua", "2026-13-01", "\x00"]
)
def test_a_day_that_is_none_takes_no_number(day: str, scene: Scene, signed_in) -> None:
    client = signed_in(scene.world.district_head)
    answer = client.post(f"/van-ban/{scene.document.pk}/ban-hanh/", {"on": day})
    assert answer.status_code == 422
    assert Document.objects.get(pk=scene.document.pk).number is None
    assert not Register.objects.exclude(year=2026).exists()


@pytest.mark.parametrize("count", ["9" * 20, "99999999999", "-1", "1e3", "1,5"])
def test_a_count_beyond_reason_is_refused_at_its_place(count: str, scene: Scene, signed_in) -> None:
    client = signed_in(scene.world.school_officer)
    client.post(f"/cuoc-van-dong/viec/{scene.duty.pk}/rut-lai/")
    deed = {"done_on": "20/11/2026", "count": count, "note": "Còn đây"}
    answer = client.post(f"/cuoc-van-dong/viec/{scene.duty.pk}/", deed)
    assert answer.status_code == 422 and "Còn đây" in answer.content.decode()
    assert not Fulfilment.objects.filter(withdrawn_at=None).exists()


@pytest.mark.parametrize("low", ["99999999", "5,12345", "9" * 30])
def test_a_target_no_table_can_hold_is_refused_when_typed(low: str, scene: Scene, signed_in) -> None:
    target = {"text": "Giảm", "metric": "misconduct_rate", "direction": "decrease", "low": low}
    target |= {"measured": "percent", "period": "yearly"}
    path = f"/ke-hoach/{scene.draft_plan.pk}/them/target/"
    assert signed_in(scene.world.district_officer).post(path, target).status_code == 422


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b", "  "])
def test_a_campaign_gets_a_name_that_can_be_kept(name: str, scene: Scene, signed_in) -> None:
    plan = adopted_plan(scene.world.district, scene.world.district_officer)
    client = signed_in(scene.world.district_officer)
    assert client.post(f"/cuoc-van-dong/chuan-bi/{plan.pk}/", {"name": name}).status_code == 302
    assert 0 < len(Campaign.objects.get(plan=plan).name) <= 300


FILES = {
    "trong.docx": b"",
    "cut.docx": b"PK\x03\x04" + b"x" * 40,
    "doi-ten.pdf": b"MZ\x90\x00" * 20,
    "../../etc/passwd.pdf": b"%PDF-1.4\n",
    "khoa.pdf": b"%PDF-1.4\n/Encrypt 5 0 R\nstartxref\n0\n%%EOF",
    "x" * 300 + ".docx": b"PK\x03\x04",
    "cu.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "to.pdf": b"%PDF-1.4\n" + b"0" * (20 * 1024 * 1024 + 1),
}


@pytest.mark.parametrize("name", sorted(FILES), ids=lambda name: name[:12])
def test_a_bad_file_is_refused_in_words_and_nothing_is_kept_of_it(name: str, scene: Scene, signed_in) -> None:
    before = Event.objects.count()
    file = SimpleUploadedFile(name, FILES[name])
    client, stand = signed_in(scene.world.district_officer), f"{scene.world.district.pk}-union"
    answer = client.post("/ke-hoach/moi/", {"stand": stand, "file": file})
    assert answer.status_code == 422 and "field-error" in answer.content.decode()
    assert Event.objects.count() == before


def test_a_text_of_three_million_letters_is_told_at_its_field(scene: Scene, signed_in) -> None:
    client, stand = signed_in(scene.world.district_officer), f"{scene.world.district.pk}-union"
    answer = client.post("/ke-hoach/moi/", {"stand": stand, "text": "ngày " * 600_000})
    assert answer.status_code == 422 and "dài quá một triệu" in answer.content.decode()
    answer = client.post("/ke-hoach/moi/", {"stand": stand, "text": " \u00a0\n" * 1000})
    assert answer.status_code == 422


def test_a_form_longer_than_any_of_ours_says_so(scene: Scene, signed_in, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = signed_in(scene.world.district_officer).post("/ke-hoach/moi/", {"text": "x" * 2000})
    assert answer.status_code == 400 and "dài quá mức" in answer.content.decode()


def test_a_file_lost_from_the_disk_is_told_and_is_no_breakdown(scene: Scene, signed_in) -> None:
    path = scene.fulfilment.evidence.path
    kept = path.read_bytes()
    path.unlink()
    try:
        for address in (
            f"/cuoc-van-dong/minh-chung/{scene.fulfilment.pk}/",
            f"/bao-cao/{scene.sheet.pk}/minh-chung/{scene.attachment.pk}/",
        ):
            answer = signed_in(scene.world.school_officer).get(address)
            assert answer.status_code == 422 and "không còn trên máy chủ" in answer.content.decode()
    finally:
        path.write_bytes(BytesIO(kept).read())
