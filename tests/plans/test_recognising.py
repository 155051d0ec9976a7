"""Scans and photos are read by the background worker: begun once, told page by page, ended in plain words."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from namkhong.foundation.clock import now
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.actions import advance
from namkhong.journal.models import Event, Notice, Progress
from namkhong.people.models import Person
from namkhong.plans import actions, apart, queries, tasks
from namkhong.plans.models import Plan, Reading, Recognition
from namkhong.plans.reading.errors import PoorPicture
from namkhong.plans.states import RecognitionState
from namkhong.plans.tasks import read_pictures
from tests.plans.given import LETTER, PLAN, reading_json
from tests.plans.reading.test_scans import real
from tests.world import NOW, World

SignIn = Callable[[Person], Client]


def photo(shade: int = 250) -> bytes:
    out = io.BytesIO()
    Image.new("L", (600, 800), shade).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def officer(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.district_officer)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The reading process, replaced: every file has three pictured pages that read as `text`, or end with `error`."""
    said: dict[str, Any] = {"text": PLAN, "error": None, "heard": []}

    def count(content: bytes, name: str) -> dict[str, Any]:
        raise apart.Pictured(3)

    def read(content: bytes, name: str, on_page: apart.OnPage) -> dict[str, Any]:
        on_page(2, 3)
        said["heard"].append(Progress.objects.latest("pk").done)
        if said.get("meanwhile"):
            said["meanwhile"]()
        if said["error"]:
            raise said["error"]
        return dict(reading_json(said["text"]))

    monkeypatch.setattr(apart, "read_file_apart", count)
    monkeypatch.setattr(apart, "read_pictures_apart", read)
    return said


def hand_in(officer: Client, world: World, name: str = "trang 1.png", content: bytes = b"") -> Any:
    file = SimpleUploadedFile(name, content or photo())
    return officer.post(reverse("plans:take_in"), {"stand": f"{world.district.pk}-union", "file": file})


def page_of(row: Recognition) -> str:
    return reverse("plans:recognition", args=[row.pk])


def test_a_photo_is_queued_and_becomes_a_draft(
    officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    answer = hand_in(officer, world)
    row = Recognition.objects.get()
    assert answer.url == page_of(row) and not Reading.objects.exists() and row.line == "union"
    page = officer.get(answer.url).content.decode()
    assert "Đang chờ đến lượt" in page and "Bạn có thể rời trang này" in page and "http-equiv" in page
    assert "trang 1.png" in officer.get(reverse("plans:index")).content.decode()
    assert run_queued() == 1 and reader["heard"] == [2]
    plan = Plan.objects.get()
    assert plan.reading.file == row.file and officer.get(answer.url, follow=True).redirect_chain[-1][0] == reverse(
        "plans:review", args=[plan.pk]
    )
    assert "trang 1.png" not in officer.get(reverse("plans:index")).content.decode()
    told = Notice.objects.get()
    assert (told.kind, told.to_id, told.url) == ("scan_read", world.district_officer.pk, page_of(row))
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == [
        "file.store",
        "recognition.begin",
        "reading.make",
        "plan.draft",
    ]


def test_what_is_no_plan_leads_to_its_own_page(
    officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    reader["text"] = LETTER
    page = hand_in(officer, world).url
    run_queued()
    assert officer.get(page).url == reverse("plans:reading", args=[Reading.objects.get().pk])
    assert not Plan.objects.exists()


def test_the_page_of_no_plan_says_what_was_not_read(
    officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    reader["text"] = LETTER
    hand_in(officer, world)
    run_queued()
    row = Reading.objects.get()
    page = reverse("plans:reading", args=[row.pk])
    assert "Chưa đọc hết" not in officer.get(page).content.decode()
    row.result["warnings"].append({"code": "pictures_unread", "sentence": "Chữ trong ảnh chưa được đọc."})
    row.save()
    told = officer.get(page).content.decode()
    assert "Chưa đọc hết" in told and "Chữ trong ảnh chưa được đọc." in told


def test_the_bar_tells_pages_and_then_loads_the_page(
    officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    hand_in(officer, world)
    row = Recognition.objects.get()
    bar = reverse("plans:recognition_bar", args=[row.pk])
    advance(progress=row.progress_id, done=1, at=NOW)
    told = officer.get(bar)
    assert "1/3" in told.content.decode() and "Đang đọc từng trang" in told.content.decode()
    assert "HX-Redirect" not in told
    run_queued()
    assert officer.get(bar)["HX-Redirect"] == page_of(row)
    Progress.objects.all().delete()
    assert officer.get(bar).status_code == 404


def test_the_same_file_sent_twice_is_read_once(
    officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    first, second = hand_in(officer, world), hand_in(officer, world)
    assert first.url == second.url and Recognition.objects.count() == 1
    pictures = actions.Pictures(Recognition.objects.get().file, 3)
    again = actions.begin_recognition(
        unit=world.district, line="union", pictures=pictures, by=world.district_officer, at=NOW
    )
    assert again == Recognition.objects.get() and run_queued() == 1
    hand_in(officer, world)
    run_queued()
    assert Recognition.objects.count() == 2 and Plan.objects.count() == 1, "the same text makes one draft"


def test_a_refusal_is_told_in_words_and_can_be_tried_again(
    officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    reader["error"] = apart.Unreadable(PoorPicture.sentence)
    page = hand_in(officer, world).url
    run_queued()
    shown = officer.get(page).content.decode()
    assert PoorPicture.sentence in shown and "Chọn tệp khác" in shown and "http-equiv" not in shown
    assert "Chưa đọc được" in officer.get(reverse("plans:index")).content.decode()
    assert Notice.objects.get().kind == "scan_refused" and Progress.objects.get().failure == PoorPicture.sentence
    reader["error"] = None
    again = reverse("plans:read_again", args=[Recognition.objects.get().pk])
    assert officer.post(again).url == page
    assert "Máy vẫn đang đọc tệp này" in officer.post(again, follow=True).content.decode()
    assert run_queued() == 1 and Plan.objects.count() == 1
    assert Recognition.objects.get().refusal == ""


def test_work_that_broke_says_so(world: World, reader: dict[str, Any], officer: Client) -> None:
    page = hand_in(officer, world).url
    row = Recognition.objects.get()
    reader["error"] = RuntimeError("disk")
    with pytest.raises(RuntimeError):
        read_pictures.func(row.pk, row.progress_id)
    assert tasks.BROKEN in officer.get(page).content.decode()


def test_work_that_has_fallen_silent_can_be_begun_anew(
    officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    page = hand_in(officer, world).url
    Progress.objects.update(started_at=now() - timedelta(minutes=6))
    shown = officer.get(page).content.decode()
    assert "Đã hơn 5 phút" in shown and "http-equiv" not in shown
    old = Recognition.objects.get().progress_id
    officer.post(reverse("plans:read_again", args=[Recognition.objects.get().pk]))
    assert Recognition.objects.get().progress_id != old and "Đang chờ đến lượt" in officer.get(page).content.decode()
    assert run_queued() == 2 and reader["heard"] == [2], "the attempt that was given up reads nothing"
    Progress.objects.all().delete()
    Recognition.objects.update(state=RecognitionState.READING, reading=None, plan=None)
    assert "Đã dừng giữa chừng" in officer.get(page).content.decode()
    assert officer.post(reverse("plans:read_again", args=[Recognition.objects.get().pk])).url == page
    assert Progress.objects.get().total == 1


def test_what_was_given_up_stays_given_up(
    officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    page = hand_in(officer, world).url
    leave = reverse("plans:leave_recognition", args=[Recognition.objects.get().pk])
    assert "không đọc tệp này nữa" in officer.post(leave, follow=True).content.decode()
    assert "vừa được người khác xử lý" in officer.post(leave, follow=True).content.decode()
    assert officer.get(page).url == reverse("plans:index")
    assert run_queued() == 1 and reader["heard"] == []
    read_pictures.func(999, 1)


@pytest.mark.parametrize("error", [None, apart.Unreadable(PoorPicture.sentence)])
def test_what_is_given_up_while_it_is_read_leaves_nothing(
    error: Exception | None, officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    hand_in(officer, world)
    row = Recognition.objects.get()
    reader["error"] = error
    reader["meanwhile"] = lambda: actions.leave_recognition(recognition=row, by=world.district_head, at=NOW)
    assert run_queued() == 1
    assert Recognition.objects.get().state == RecognitionState.DROPPED
    assert not Reading.objects.exists() and not Plan.objects.exists() and not Notice.objects.exists()
    assert Progress.objects.get().ended_at is not None


def test_two_people_begin_anew_at_once(world: World, reader: dict[str, Any], officer: Client) -> None:
    hand_in(officer, world)
    Progress.objects.update(started_at=now() - timedelta(minutes=6))
    mine, theirs = Recognition.objects.get(), Recognition.objects.get()
    actions.retry_recognition(recognition=theirs, pages=3, by=world.district_head, at=now())
    with pytest.raises(MovedMeanwhile):
        actions.retry_recognition(recognition=mine, pages=3, by=world.district_officer, at=now())


def test_a_refused_file_that_was_sent_again_is_read_once(
    officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    """Of the same file one attempt was refused and another is under way: neither a fault nor a third one."""
    reader["error"] = apart.Unreadable(PoorPicture.sentence)
    refused = hand_in(officer, world).url
    run_queued()
    under_way = hand_in(officer, world).url
    old, new = Recognition.objects.order_by("pk")
    again = reverse("plans:read_again", args=[old.pk])
    assert refused == page_of(old) and under_way == page_of(new)
    assert "Máy vẫn đang đọc tệp này" in officer.post(again, follow=True).content.decode()
    old.refresh_from_db()
    assert old.state == RecognitionState.REFUSED and Progress.objects.count() == 2


def test_who_has_it_read_again_is_told(
    officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    """Not only who sent it first: he may have left his post meanwhile."""
    reader["error"] = apart.Unreadable(PoorPicture.sentence)
    hand_in(officer, world)
    run_queued()
    Notice.objects.all().delete()
    reader["error"] = None
    row = Recognition.objects.get()
    actions.retry_recognition(recognition=row, pages=3, by=world.district_head, at=now())
    read_pictures.func(row.pk, row.progress_id)
    assert Notice.objects.get().to_id == world.district_head.pk
    assert Plan.objects.get().created_by == world.district_head


def test_reading_stops_when_it_is_given_up(officer: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else's file waits for the other pages of one that nobody wants any more."""
    pages: list[int] = []

    def read(content: bytes, name: str, on_page: apart.OnPage) -> dict[str, Any]:
        for page in range(3):
            on_page(page, 3)
            pages.append(page)
            if page == 0:
                actions.leave_recognition(recognition=row, by=world.district_head, at=NOW)
        raise AssertionError("read to the end")

    def count(content: bytes, name: str) -> dict[str, Any]:
        raise apart.Pictured(3)

    monkeypatch.setattr(apart, "read_file_apart", count)
    monkeypatch.setattr(apart, "read_pictures_apart", read)
    hand_in(officer, world)
    row = Recognition.objects.get()
    read_pictures.func(row.pk, row.progress_id)
    assert pages == [0] and Progress.objects.get().ended_at is not None


def test_a_file_that_is_gone_is_not_said_to_be_kept(
    officer: Client, world: World, reader: dict[str, Any], run_queued: Callable[[], int]
) -> None:
    page = hand_in(officer, world).url
    Recognition.objects.get().file.path.unlink()
    run_queued()
    shown = officer.get(page).content.decode()
    assert "Tệp không còn trên máy chủ" in shown and "Tệp vẫn được giữ lại" not in shown


def test_it_is_open_to_its_unit_alone(world: World, signed_in: SignIn, reader: dict[str, Any], officer: Client) -> None:
    page = hand_in(officer, world).url
    assert signed_in(world.district_head).get(page).status_code == 200
    for other in (world.stranger, world.school_officer, world.federation_officer):
        assert signed_in(other).get(page).status_code == 404
    assert officer.get(reverse("plans:recognition", args=[999])).status_code == 404


def test_a_picture_under_the_name_of_a_text_is_refused(officer: Client, world: World, reader: dict[str, Any]) -> None:
    answer = hand_in(officer, world, "a.txt")
    assert answer.status_code == 422 and not Recognition.objects.exists()


def test_the_list_costs_the_same_however_many_are_read(
    world: World, reader: dict[str, Any], officer: Client, same_queries: Any
) -> None:
    hand_in(officer, world)

    def grow() -> None:
        for shade in range(20):
            hand_in(officer, world, content=photo(shade))

    same_queries(lambda: officer.get(reverse("plans:index")), grow)


@real
def test_a_real_photo_goes_all_the_way(officer: Client, world: World, run_queued: Callable[[], int]) -> None:
    import pypdfium2 as pdfium

    from tests.plans.reading.test_page_files import SENTENCE, pdf

    with pdfium.PdfDocument(pdf(f"I. MỤC ĐÍCH\n\n{SENTENCE * 3}\n")) as document:
        picture = document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    out = io.BytesIO()
    picture.save(out, "PNG")
    hand_in(officer, world, content=out.getvalue())
    assert Progress.objects.get().total == 1 and run_queued() == 1
    reading = Reading.objects.get()
    assert reading.result["pictured"] and "12/KH-TH" in reading.text
    assert Progress.objects.get().done == 1 and queries.open_recognitions([world.district.pk]).count() == 0
