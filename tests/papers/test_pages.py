"""The pages of the room: who may enter, what they show, what they do."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from namkhong.papers import actions
from namkhong.papers.models import Document
from namkhong.papers.queries import content_of
from namkhong.papers.states import DocumentState
from tests.papers.samples import PLAN_UNION, REPORT_UNION
from tests.world import NOW, TODAY, World


@pytest.fixture
def drafted(world: World) -> Document:
    return actions.draft(unit=world.district.pk, content=REPORT_UNION, by=world.district_officer.pk, at=NOW)


@pytest.fixture
def clerk(world: World, signed_in) -> Client:
    return signed_in(world.district_officer)


def url(name: str, *args: object) -> str:
    return reverse(f"papers:{name}", args=args)


def typed(client: Client, document: Document, **changes: str) -> dict[str, str]:
    """What the browser would send from the edit form."""
    page = client.get(url("edit", document.pk))
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields} | {"seen": page.context["seen"]} | changes


def test_strangers_find_no_such_page(world: World, signed_in, drafted):
    for person in (world.stranger, world.sister_officer, world.nobody, world.school_head):
        client = signed_in(person)
        for name in ("document", "docx", "pdf", "edit"):
            assert client.get(url(name, drafted.pk)).status_code == 404
        assert client.get(url("page_image", drafted.pk, 1)).status_code == 404
        assert client.post(url("issue", drafted.pk), {"on": "22/11/2026"}).status_code == 404
        assert client.get(url("register", world.district.pk, 2026)).status_code == 404
    assert signed_in(world.stranger).get(url("document", 10**6)).status_code == 404


def test_an_auditor_reads_and_changes_nothing(world: World, signed_in, drafted):
    client = signed_in(world.auditor)
    page = client.get(url("document", drafted.pk))
    assert page.status_code == 200 and "Lấy số" not in page.text and "Sửa nội dung" not in page.text
    assert client.post(url("issue", drafted.pk), {"on": "22/11/2026"}).status_code == 404


def test_visitors_are_sent_to_sign_in(drafted):
    assert Client().get(url("document", drafted.pk)).status_code == 302


def test_the_page_shows_pages_findings_and_the_caveat(clerk, drafted):
    page = clerk.get(url("document", drafted.pk)).text
    assert page.count("<img ") == 4 and "Chưa đối chiếu" in page and "Chưa thấy lỗi thể thức" in page
    image = clerk.get(url("page_image", drafted.pk, 4))
    assert image.content.startswith(b"\x89PNG") and "max-age" in image["Cache-Control"]
    assert clerk.get(url("page_image", drafted.pk, 5)).status_code == 404


def test_files_come_under_a_plain_name(clerk, drafted):
    word, portable = clerk.get(url("docx", drafted.pk)), clerk.get(url("pdf", drafted.pk))
    assert word.content.startswith(b"PK") and portable.content.startswith(b"%PDF")
    assert "d%E1%BB%B1%20th%E1%BA%A3o-BC-L%C4%90L%C4%90.docx" in word["Content-Disposition"]
    assert portable["Content-Type"] == "application/pdf"


def test_without_fonts_the_page_still_offers_word(clerk, drafted, monkeypatch, tmp_path):
    monkeypatch.setattr("namkhong.papers.pdf.FONTS", tmp_path)
    cache.clear()
    page = clerk.get(url("document", drafted.pk))
    assert page.status_code == 200 and "bộ chữ" in page.text
    assert "bộ chữ" in clerk.get(url("pdf", drafted.pk), follow=True).text


def test_issuing_from_the_page(clerk, drafted):
    answer = clerk.post(url("issue", drafted.pk), {"on": "22/11/2026"}, follow=True)
    assert "Đã cấp số 01/BC-LĐLĐ." in answer.text and "Hủy số này" in answer.text
    again = clerk.post(url("issue", drafted.pk), {"on": "22/11/2026"}, follow=True)
    assert "01/BC-LĐLĐ" in again.text and "vừa được người khác xử lý" in again.text


@pytest.mark.parametrize(("day", "said"), [("", "ngày"), ("31/02/2026", "ngày có thật"), ("23/11/2026", "chưa tới")])
def test_a_wrong_day_is_explained_and_takes_no_number(clerk, drafted, day, said):
    answer = clerk.post(url("issue", drafted.pk), {"on": day})
    assert answer.status_code == 422 and said in answer.text
    drafted.refresh_from_db()
    assert drafted.state == DocumentState.DRAFT


def test_cancelling_from_the_page(world, clerk, drafted):
    actions.issue(document=drafted, on=TODAY, by=None, at=NOW)
    assert clerk.post(url("cancel_number", drafted.pk), {"reason": ""}).status_code == 422
    answer = clerk.post(url("cancel_number", drafted.pk), {"reason": "Sai ngày họp"}, follow=True)
    assert "Đã hủy số" in answer.text
    again = clerk.post(url("cancel_number", drafted.pk), {"reason": "Lần hai"}, follow=True)
    assert "vừa được người khác xử lý" in again.text
    register = clerk.get(url("register", world.district.pk, 2026)).text
    assert "01/BC-LĐLĐ" in register and "Sai ngày họp" in register
    # The ten columns of the official book; three of them are filled in by hand and wait for paper.
    assert register.count('<th scope="col"') == 10 and register.count('class="paper-only">') == 3 + 3


def test_the_register_has_tabs_for_years_and_series(world, clerk, drafted):
    actions.issue(document=drafted, on=TODAY, by=None, at=NOW)
    other = actions.draft(unit=world.district.pk, content=PLAN_UNION, by=None, at=NOW, series="Hội đồng")
    actions.issue(document=other, on=TODAY, by=None, at=NOW)
    page = clerk.get(url("register", world.district.pk, 2026)).text
    assert "Sổ chung" in page and "01/KH-LĐLĐ" not in page
    assert "01/KH-LĐLĐ" in clerk.get(url("register", world.district.pk, 2026) + "?so=Hội đồng").text
    assert "chưa cấp số nào" in clerk.get(url("register", world.district.pk, 2020)).text


def test_editing_splits_drops_and_keeps_tables(clerk, drafted):
    sent = typed(clerk, drafted, subject="Kết quả  mới") | {"block-1": "Đoạn một\nĐoạn hai", "block-4": "  "}
    answer = clerk.post(url("edit", drafted.pk), sent, follow=True)
    assert "Đã lưu dự thảo." in answer.text
    drafted.refresh_from_db()
    content = content_of(drafted)
    assert content.subject == drafted.subject == "Kết quả mới"
    assert [getattr(block, "text", "bảng") for block in content.body][:4] == ["Kết quả", "Đoạn một", "Đoạn hai", "bảng"]
    assert len(content.body) == len(REPORT_UNION.body) and content.annexes == REPORT_UNION.annexes


def test_a_second_writer_is_told_and_loses_nothing(clerk, drafted):
    mine = typed(clerk, drafted, subject="Bản của tôi")
    shorter = replace(REPORT_UNION, subject="Bản của người khác", body=REPORT_UNION.body[:2])
    actions.revise(document=drafted, content=shorter, seen=1, by=None, at=NOW)
    answer = clerk.post(url("edit", drafted.pk), mine)
    assert answer.status_code == 422 and "vừa lưu một bản mới hơn" in answer.text and "Bản của tôi" in answer.text
    again = mine | {"seen": answer.context["seen"]}
    clerk.post(url("edit", drafted.pk), again)
    drafted.refresh_from_db()
    assert drafted.subject == "Bản của tôi" and len(content_of(drafted).body) == len(REPORT_UNION.body)


def test_tables_cannot_be_smuggled_in(clerk, drafted):
    sent = typed(clerk, drafted, base="giả:mạo", subject="Vẫn lưu")
    clerk.post(url("edit", drafted.pk), sent)
    drafted.refresh_from_db()
    assert content_of(drafted).annexes == REPORT_UNION.annexes


def test_an_empty_subject_is_refused_and_the_rest_stays(clerk, drafted):
    answer = clerk.post(url("edit", drafted.pk), typed(clerk, drafted, subject="", place="Nơi mới"))
    assert answer.status_code == 422 and "Nơi mới" in answer.text


def test_what_was_typed_survives_a_lost_session(world, signed_in, clerk, drafted):
    page = clerk.get(url("edit", drafted.pk))
    sent = typed(clerk, drafted, subject="Gõ lúc mất phiên") | {"form_owner": page.context["form_owner"]}
    clerk.logout()
    clerk.post(url("edit", drafted.pk), sent)
    clerk.force_login(world.district_officer.account)
    assert "Gõ lúc mất phiên" in clerk.get(url("edit", drafted.pk)).text


def test_the_list_costs_the_same_with_many_rows(world, clerk, drafted, same_queries):
    def grow() -> None:
        for _ in range(19):
            actions.draft(unit=world.district.pk, content=PLAN_UNION, by=None, at=NOW)

    assert "Báo cáo: Kết quả" in clerk.get(url("index")).text
    same_queries(lambda: clerk.get(url("index")), grow)
    assert clerk.get(url("index") + "?tinh-trang=issued").text.count("<tr") == 0
