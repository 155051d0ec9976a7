"""Handing a document in: what is read, what is refused at its field, what is named first."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from namkhong.people.kept import owner_mark
from namkhong.people.models import Person
from namkhong.plans.models import Plan, Reading
from namkhong.plans.states import PlanState
from tests.plans.given import LETTER, PLAN
from tests.plans.pages import docx, url
from tests.world import PASSWORD, World

SignIn = Callable[[Person], Client]


@pytest.fixture
def officer(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.district_officer)


def test_pasted_text_goes_to_the_review(officer: Client, world: World) -> None:
    page = officer.get(url("take_in")).content.decode()
    assert f'value="{world.district.pk}-union"' in page
    answer = officer.post(url("take_in"), {"stand": f"{world.district.pk}-union", "text": PLAN})
    plan = Plan.objects.get()
    assert answer.url == url("review", plan.pk)
    again = officer.post(url("take_in"), {"stand": f"{world.district.pk}-union", "text": PLAN}, follow=True)
    assert "đã được gửi trước đó" in again.content.decode() and Plan.objects.count() == 1


def test_a_file_can_be_got_back(officer: Client, world: World, signed_in: SignIn) -> None:
    letter = docx(PLAN)
    answer = officer.post(
        url("take_in"), {"stand": f"{world.district.pk}-union", "file": SimpleUploadedFile("ke-hoach.docx", letter)}
    )
    plan = Plan.objects.get()
    assert answer.url == url("review", plan.pk)
    assert b"".join(officer.get(url("file", plan.pk)).streaming_content) == letter
    assert signed_in(world.stranger).get(url("file", plan.pk)).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"PK\x03\x04 cut off", "cắt cụt hoặc hỏng"),
        ("a.pdf", b"MZ\x90 a program", "một loại tệp khác"),
        ("a.pdf", docx("Kế hoạch"), "thực ra là tệp Word"),
        ("a.txt", b"   \n ", "không có nội dung"),
        ("a.doc", b"\xd0\xcf", "lưu dạng .docx"),
        ("a.gif", b"GIF89a", "Hãy gửi tệp .docx, .pdf"),
    ],
)
def test_a_bad_file_is_refused_at_its_field(
    name: str, content: bytes, words: str, officer: Client, world: World
) -> None:
    sent = {"stand": f"{world.district.pk}-union", "file": SimpleUploadedFile(name, content)}
    answer = officer.post(url("take_in"), sent)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Plan.objects.exists()


def test_one_of_file_and_text(officer: Client, world: World) -> None:
    stand = {"stand": f"{world.district.pk}-union"}
    assert "Hãy chọn tệp kế hoạch, hoặc dán" in officer.post(url("take_in"), stand).content.decode()
    both = stand | {"text": "Đoạn đã dán", "file": SimpleUploadedFile("a.txt", b"a")}
    answer = officer.post(url("take_in"), both)
    assert "Chỉ chọn một cách" in answer.content.decode() and "Đoạn đã dán" in answer.content.decode()
    strange = officer.post(url("take_in"), {"stand": f"{world.school.pk}-union", "text": PLAN})
    assert strange.status_code == 422 and not Reading.objects.exists()


def test_a_letter_is_named_as_what_it_is(officer: Client, world: World) -> None:
    answer = officer.post(url("take_in"), {"stand": f"{world.district.pk}-union", "text": LETTER})
    reading = Reading.objects.get()
    assert answer.url == url("reading", reading.pk) and not Plan.objects.exists()
    assert "Đây là công văn, không phải kế hoạch" in officer.get(answer.url).content.decode()
    onward = officer.post(answer.url, {"stand": f"{world.district.pk}-union"})
    assert onward.url == url("review", Plan.objects.get().pk)
    reading.genre = "khac"
    reading.save()
    assert "không giống kế hoạch" in officer.get(answer.url).content.decode()


def test_pasted_text_survives_the_end_of_a_session(world: World) -> None:
    client = Client()
    typed_text = {"text": "Đoạn dài đã dán", "form_owner": owner_mark(world.district_officer.pk)}
    client.post(url("take_in"), typed_text)
    client.post(reverse("account_login"), {"login": "district_officer", "password": PASSWORD})
    assert "Đoạn dài đã dán" in client.get(url("take_in")).content.decode()


def test_who_stands_on_two_lines_chooses(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.school_officer).get(url("take_in")).content.decode()
    assert f"{world.school.name} (công đoàn)" in page and f"{world.school.name} (chính quyền)" in page


def test_who_prepares_nothing_takes_nothing_in(world: World, signed_in: SignIn) -> None:
    assert signed_in(world.auditor).get(url("take_in")).status_code == 404
    assert signed_in(world.nobody).get(url("index")).status_code == 200


def test_a_definition_is_taken_as_a_draft(officer: Client, world: World) -> None:
    page = officer.get(url("definitions")).content.decode()
    assert page.count("Dùng mẫu này") == 5
    stand = {"stand": f"{world.district.pk}-union"}
    assert officer.post(url("definitions"), stand | {"mau": "ben_tre"}).status_code == 302
    plan = Plan.objects.get()
    assert (plan.state, plan.unit) == (PlanState.DRAFT, world.district)
    assert "Chưa có mục nào." in officer.get(url("review", plan.pk)).content.decode()
    assert "Không có bộ định nghĩa" in officer.post(url("definitions"), stand | {"mau": "x"}).content.decode()


def test_neither_file_nor_text_is_called_optional(officer: Client) -> None:
    page = officer.get(url("take_in")).content.decode()
    assert "(không bắt buộc)" not in page and "Tệp kế hoạch" in page
