"""Pages: people of a unit, finding, a person's life, moving, heads, personal data opened and looked up."""

from datetime import date

import pytest
from django.urls import reverse

from namkhong.journal.models import Event
from namkhong.people.actions import employ, enrol, make_person, state_personal
from namkhong.people.models import Employment, Person
from namkhong.people.queries import head_of
from tests.world import NOW, SINCE, TODAY, World

IDENTITY = "036085001234"


@pytest.fixture
def staffed(world: World) -> World:
    for person, unit in ((world.school_head, world.school), (world.school_officer, world.school)):
        employ(person=person, unit=unit, since=SINCE, position="Giáo viên", by=None, at=NOW)
    employ(person=world.nobody, unit=world.school, since=SINCE, position="Bảo vệ", by=None, at=NOW)
    state_personal(person=world.nobody.pk, identity=IDENTITY, phone="0912345678", by=None, at=NOW)
    return world


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_list_stands_in_vietnamese_order_and_can_be_searched(staffed: World, signed_in) -> None:
    page = signed_in(staffed.district_officer).get(reverse("people:staff", args=[staffed.school.pk]))
    assert [row.person for row in page.context["page"]] == [
        staffed.nobody,
        staffed.school_officer,
        staffed.school_head,
    ]
    found = signed_in(staffed.school_officer).get(reverse("people:staff", args=[staffed.school.pk]) + "?tim=chi+mai")
    assert [row.person for row in found.context["page"]] == [staffed.nobody]
    assert "Giao nhiệm vụ đứng đầu" in text(page) and "Chủ tịch Công đoàn" in text(page)


def test_pages_cost_the_same_for_few_and_many(staffed: World, signed_in, same_queries) -> None:
    browser = signed_in(staffed.district_officer)

    def grow() -> None:
        people = Person.objects.bulk_create([make_person(f"Nguyễn Văn Mai {n}") for n in range(45)])
        Employment.objects.bulk_create(Employment(person=p, unit=staffed.school, valid_from=SINCE) for p in people)
        Employment.objects.bulk_create(
            Employment(person=staffed.nobody, unit=staffed.clinic, valid_from=SINCE, valid_to=SINCE) for _ in range(9)
        )

    def ask() -> None:
        for address in ("/nguoi/?tim=mai", f"/nguoi/don-vi/{staffed.school.pk}/", f"/nguoi/{staffed.nobody.pk}/"):
            assert browser.get(address).status_code == 200

    same_queries(ask, grow)


def test_finding_answers_whole_pages_and_says_what_to_do(staffed: World, signed_in) -> None:
    browser = signed_in(staffed.district_officer)
    assert "Mai Chí Công" in text(browser.get("/nguoi/?tim=cong+mai"))
    assert "Không tìm thấy ai" in text(browser.get("/nguoi/?tim=zzz"))
    assert "Gõ ít nhất một chữ" in text(browser.get("/nguoi/?tu=x"))
    Person.objects.bulk_create([make_person(f"Nguyễn Văn Mai {n}") for n in range(45)])
    crowd = Person.objects.filter(full_name__startswith="Nguyễn Văn Mai")
    Employment.objects.bulk_create(Employment(person=p, unit=staffed.school, valid_from=SINCE) for p in crowd)
    assert "tu=20" in browser.get("/nguoi/?tim=nguyen+van").content.decode()
    assert "tu=40" in browser.get("/nguoi/?tim=nguyen+van&tu=20").content.decode()
    assert len(browser.get("/nguoi/?tim=nguyen+van&tu=40").context["found"].people) == 5


def test_a_person_moves_and_the_page_tells_his_life(staffed: World, signed_in) -> None:
    browser, address = signed_in(staffed.district_officer), reverse("people:transfer", args=[staffed.nobody.pk])
    assert "Trung tâm Y tế" in text(browser.get(address + "?tim=y+te"))
    assert "Trường Mầm non Hoa Sen" not in text(browser.get(address))
    assert "Chuyển đến: <strong>Trung tâm Y tế" in text(browser.get(f"{address}?den={staffed.clinic.pk}"))
    sent = {"to": staffed.clinic.pk, "since": "2026-11-23", "position": "Lễ tân"}
    assert browser.post(address, sent).url == reverse("people:person", args=[staffed.nobody.pk])
    page = text(browser.get(reverse("people:person", args=[staffed.nobody.pk])))
    assert "Lễ tân" in page and "Bảo vệ" in page and "22/11/2026" in page
    again = browser.post(address, sent)
    assert again.status_code == 422 and "đang làm việc tại chính" in text(again)


def test_nobody_is_moved_to_a_unit_that_one_does_not_manage(staffed: World, signed_in) -> None:
    browser, address = signed_in(staffed.school_officer), reverse("people:transfer", args=[staffed.nobody.pk])
    sent = {"to": staffed.clinic.pk, "since": "2026-11-23"}
    assert browser.post(address, sent).status_code == 404
    assert "Không có đơn vị nào" in text(browser.get(address + "?tim=trung+tam"))
    for odd in ("x", "99999999999999999999"):
        assert browser.get(f"{address}?den={odd}").status_code == 200
    assert Employment.objects.get(person=staffed.nobody).unit == staffed.school


def test_a_head_is_appointed_from_a_day_on(staffed: World, signed_in) -> None:
    browser, address = signed_in(staffed.district_officer), reverse("people:appoint_head", args=[staffed.school.pk])
    assert "Bùi Hữu Phước" in text(browser.get(address))
    sent = {"person": staffed.nobody.pk, "since": "2026-12-01", "title": "Hiệu trưởng"}
    assert browser.post(address, sent).status_code == 302
    assert head_of(staffed.school.pk, date(2026, 12, 1)).person == staffed.nobody
    assert head_of(staffed.school.pk, TODAY).person == staffed.school_head
    assert "đã giữ nhiệm vụ này" in text(browser.post(address, sent))
    assert browser.post(address, {**sent, "person": staffed.auditor.pk}).status_code == 422


def test_personal_data_is_hinted_at_home_only(staffed: World, signed_in) -> None:
    address = reverse("people:person", args=[staffed.nobody.pk])
    own = text(signed_in(staffed.school_officer).get(address))
    assert "•••• •••• 1234" in own and IDENTITY not in own
    for reader in (staffed.district_officer, staffed.administrator):
        page = text(signed_in(reader).get(address))
        assert "1234" not in page and "Thông tin cá nhân" not in page


def test_a_field_is_opened_once_for_a_reason(staffed: World, signed_in) -> None:
    browser, address = signed_in(staffed.school_officer), reverse("people:open_field", args=[staffed.nobody.pk])
    assert browser.post(address, {"field": "identity"}).status_code == 302
    assert not Event.objects.filter(verb="personal.open").exists()
    page = browser.post(address, {"field": "identity", "reason": "verify"})
    assert IDENTITY in text(page) and "no-store" in page["Cache-Control"]
    event = Event.objects.get(verb="personal.open")
    assert (event.by_id, event.subject_id, event.facts) == (
        staffed.school_officer.pk,
        staffed.nobody.pk,
        {"field": "identity", "reason": "verify"},
    )
    told = browser.post(address, {"field": "born", "reason": "verify"}, follow=True)
    assert "Chưa có “Ngày sinh”" in text(told)


def test_personal_data_is_written_down(staffed: World, signed_in) -> None:
    browser, address = signed_in(staffed.school_officer), reverse("people:state_personal", args=[staffed.nobody.pk])
    assert IDENTITY not in text(browser.get(address))
    wrong = browser.post(address, {"identity": "123"})
    assert wrong.status_code == 422 and "đúng 12 chữ số" in text(wrong)
    assert browser.post(address, {"birth": "1985-03-09"}).status_code == 302


def test_somebody_is_looked_up_by_the_whole_number_and_it_is_recorded(staffed: World, signed_in) -> None:
    browser, address = signed_in(staffed.school_officer), reverse("people:look_up")
    assert "Mai Chí Công" in text(browser.post(address, {"field": "identity", "value": "036 085 001 234"}))
    assert "Không có ai trong đơn vị" in text(browser.post(address, {"field": "phone", "value": "0999999999"}))
    assert "bắt đầu bằng số 0" in text(browser.post(address, {"field": "phone", "value": "12"}))
    assert browser.post(address, {"field": "born", "value": "x"}).status_code == 422
    events = Event.objects.filter(verb="personal.look_up").order_by("pk")
    assert [event.facts for event in events] == [
        {"field": "identity", "found": True},
        {"field": "phone", "found": False},
    ]
    elsewhere = signed_in(staffed.clinic_officer).post(address, {"field": "identity", "value": IDENTITY})
    assert "Không có ai trong đơn vị" in text(elsewhere)


def test_who_left_is_known_to_nobody_but_the_last_unit(staffed: World, signed_in) -> None:
    Employment.objects.filter(person=staffed.nobody).update(valid_to=SINCE)
    address = reverse("people:person", args=[staffed.nobody.pk])
    assert signed_in(staffed.school_officer).get(address).status_code == 200
    assert signed_in(staffed.clinic_officer).get(address).status_code == 404
    unknown = enrol(full_name="Lê Không Đâu", by=None, at=NOW)
    assert signed_in(staffed.federation_officer).get(f"/nguoi/{unknown.pk}/").status_code == 404
    assert signed_in(staffed.federation_officer).get(f"/nguoi/{2**63}/").status_code == 404


def test_whoever_only_has_a_post_is_on_the_page_too(staffed: World, signed_in) -> None:
    page = signed_in(staffed.district_officer).get(reverse("people:staff", args=[staffed.clinic.pk]))
    assert [post.person for post in page.context["posted"]] == [staffed.clinic_head, staffed.clinic_officer]
    assert "chưa ghi nơi làm việc tại đây" in text(page)
    listed = signed_in(staffed.district_officer).get(reverse("people:staff", args=[staffed.school.pk]))
    assert not listed.context["posted"] and "chưa ghi nơi làm việc" not in text(listed)


def test_somebody_leaves(staffed: World, signed_in) -> None:
    browser, path = signed_in(staffed.school_officer), reverse("people:leave", args=[staffed.nobody.pk])
    assert "đang ở Trường Tiểu học Đồng Tâm" in text(browser.get(path))
    early = browser.post(path, {"until": "2018-01-01"})
    assert early.status_code == 422 and "2018" in text(early)
    told = browser.post(path, {"until": TODAY.isoformat()}, follow=True)
    assert "Đã ghi ngày làm việc cuối cùng của Mai Chí Công" in text(told)
    assert Employment.objects.get(person=staffed.nobody).valid_to == TODAY
    assert Event.objects.filter(verb="person.leave", subject_id=staffed.nobody.pk).exists()
    again = browser.get(path)
    assert "không có gì để kết thúc" in text(again)
    assert "chưa làm việc" in text(browser.post(path, {"until": TODAY.isoformat()})) or again.status_code == 200
