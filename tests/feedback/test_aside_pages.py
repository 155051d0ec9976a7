"""What was set aside, on the screen: a unit's groups, one group, appeals to answer, the detectors declared."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from namkhong.feedback.actions import drain, set_aside
from namkhong.feedback.box import put
from namkhong.feedback.models import AsideGroup, Ballot, Inspection
from namkhong.feedback.rules.detectors import DECLARED
from namkhong.feedback.states import AsideState, Evidence
from tests.feedback.given import group_at, point_at, rating
from tests.world import NOW, TODAY, World

WORDS = "Hôm đó trả bằng tốt nghiệp cho cả khối lớp 5."


def url(name: str, *args: int) -> str:
    return reverse(f"feedback:{name}", args=args)


def test_everybody_may_read_how_ratings_are_checked(db: None) -> None:
    page = Client().get(url("declared"))
    text = page.content.decode()
    assert page.status_code == 200 and "Đã kiểm đến hết ngày" not in text
    for each in DECLARED:
        assert each.detector.label in text and f'id="{each.detector}"' in text
    Inspection.objects.create(day=TODAY - timedelta(days=1), begun_at=NOW, ended_at=NOW)
    assert "Đã kiểm đến hết ngày 21/11/2026" in Client().get(url("declared")).content.decode()


def test_a_unit_objects_and_its_superior_answers(world: World, signed_in) -> None:
    point = point_at(world.school, desk="Quầy 1")
    put([rating(point, 5, evidence="B")])
    group = group_at(point, Ballot.objects.get(), sentence="Có 20 ý kiến đến sát nhau.")
    set_aside(ballots=[Ballot.objects.get().pk], reason="burst", by=None, at=NOW)
    officer, above = signed_in(world.school_officer), signed_in(world.district_officer)
    assert "Ý kiến để riêng" in officer.get(url("unit", world.school.pk)).content.decode()
    assert "Quầy 1" in officer.get(url("aside", world.school.pk)).content.decode()
    page = url("aside_group", group.pk)
    shown = officer.get(page).content.decode()
    assert "Có 20 ý kiến đến sát nhau." in shown and "hết ngày 07/12/2026" in shown
    assert group.ballots[0] not in shown
    assert "Gửi khiếu nại" not in above.get(page).content.decode()
    assert above.post(page, {"words": WORDS}).status_code == 404
    wrong = officer.post(page, {"words": "Sai"})
    assert wrong.status_code == 422 and "ít nhất 10 ký tự" in wrong.content.decode()
    assert "Đã gửi khiếu nại" in officer.post(page, {"words": WORDS}, follow=True).content.decode()
    assert "Có 1 khiếu nại" in above.get(url("index")).content.decode()
    assert world.school.name in above.get(url("appeals")).content.decode()
    assert "Trả lời khiếu nại" not in officer.get(page).content.decode()
    assert WORDS in above.get(page).content.decode()
    done = above.post(page, {"words": "Đã xem danh sách trả bằng.", "lam": "tinh-lai"}, follow=True)
    assert "1 ý kiến được tính lại" in done.content.decode()
    assert Ballot.objects.get().set_aside == ""
    assert "Đã xem danh sách trả bằng." in officer.get(page).content.decode()
    assert "Không có khiếu nại nào" in above.get(url("appeals")).content.decode()
    assert officer.post(page, {"words": WORDS}).status_code == 404


def test_a_superior_may_leave_it_aside_and_late_is_late(world: World, signed_in) -> None:
    point = point_at(world.school)
    group, late = group_at(point), group_at(point, found_at=NOW - timedelta(days=20))
    officer = signed_in(world.school_officer)
    officer.post(url("aside_group", group.pk), {"words": WORDS})
    sent = {"words": "Không có buổi trả bằng nào.", "lam": "giu"}
    done = signed_in(world.district_head).post(url("aside_group", group.pk), sent, follow=True)
    assert "vẫn để riêng" in done.content.decode()
    group.refresh_from_db()
    assert group.state == AsideState.DISMISSED
    assert "Thời hạn khiếu nại đã hết" in officer.get(url("aside_group", late.pk)).content.decode()
    assert officer.post(url("aside_group", late.pk), {"words": WORDS}).status_code == 404


def test_strangers_find_a_wall(world: World, signed_in) -> None:
    group = group_at(point_at(world.school))
    stranger = signed_in(world.stranger)
    for address in (url("aside", world.school.pk), url("aside_group", group.pk), url("appeals")):
        assert stranger.get(address).status_code == 404
    assert signed_in(world.school_officer).get(url("aside_group", 999_999)).status_code == 404


def test_two_answers_at_once_are_one(world: World, signed_in, monkeypatch) -> None:
    group = group_at(point_at(world.school))
    officer = signed_in(world.school_officer)
    officer.post(url("aside_group", group.pk), {"words": WORDS})
    monkeypatch.setattr("namkhong.feedback.views.aside._role", lambda *_: "objects")
    again = officer.post(url("aside_group", group.pk), {"words": WORDS})
    assert again.status_code == 422 and "tải lại trang" in again.content.decode()


def test_long_lists_cost_the_same_and_go_by_pages(world: World, signed_in, same_queries) -> None:
    officer, above = signed_in(world.school_officer), signed_in(world.district_officer)
    point = point_at(world.school)
    group_at(point)
    AsideGroup.objects.update(state="appealed", appeal=WORDS, appealed_at=NOW, appealed_by=world.school_officer)

    def grow() -> None:
        for _ in range(19):
            group_at(point)
        AsideGroup.objects.update(state="appealed", appeal=WORDS, appealed_at=NOW, appealed_by=world.school_officer)

    same_queries(lambda: officer.get(url("aside", world.school.pk)), grow)
    AsideGroup.objects.filter(pk__gt=AsideGroup.objects.order_by("pk")[0].pk).delete()
    same_queries(lambda: above.get(url("appeals")), grow)
    for _ in range(60):
        group_at(point)
    assert officer.get(url("aside", world.school.pk) + "?trang=2").content.decode().count('<th scope="row">') > 10


def test_every_class_shows_what_is_set_aside(world: World, signed_in) -> None:
    point = point_at(world.school)
    put([rating(point, 5, evidence=kind) for kind in Evidence.values])
    set_aside(ballots=list(Ballot.objects.values_list("pk", flat=True)), reason="burst", by=None, at=NOW)
    drain()
    shown = signed_in(world.school_head).get(url("unit", world.school.pk)).content.decode()
    assert shown.count("1 ý kiến để riêng") == 8, "in the month and in the year, class by class"
    below = signed_in(world.district_officer)
    for kind in Evidence.values:
        page = below.get(url("below", world.district.pk) + f"?tuyen=union&loai={kind}").content.decode()
        assert '<span class="small soft">1 để riêng</span>' in page
