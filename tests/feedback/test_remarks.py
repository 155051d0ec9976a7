"""What people wrote, from the door to the page: read once, masked outside the unit, found without accents."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from namkhong.feedback.actions import drain, read_anew, read_remarks, recount, set_aside
from namkhong.feedback.box import put
from namkhong.feedback.models import Ballot, Delta, Remark, Unread
from namkhong.feedback.queries import Search, page_of_remarks, remarks_found, surfacing_in, topic_months
from namkhong.people.models import Employment
from namkhong.units.actions import move
from namkhong.units.models import Unit
from namkhong.units.states import Line
from tests.feedback.given import point_at, rating
from tests.world import NOW, SINCE, TODAY, World

MONTH = (date(2026, 11, 1), date(2026, 11, 30))


def written(unit: Unit, *texts: str, score: int = 2, day: date = TODAY) -> None:
    point = point_at(unit)
    put([rating(point, score, day=day, words=text) for text in texts])
    drain()
    while read_remarks():
        pass


def found(unit: Unit, **by: object) -> list[str]:
    return [row.shown for row in remarks_found(Search(unit.pk, *MONTH, **by))]


def test_words_are_queued_with_the_sums_and_read_once(world: World) -> None:
    point = point_at(world.school)
    put([rating(point, 5), rating(point, 1, words="Phải chờ lâu, gọi 0912345678")])
    assert not Unread.objects.exists() and [row.worded for row in Delta.objects.all()] == [
        [Ballot.objects.get(score=1).pk.hex]
    ]
    drain()
    waiting = Unread.objects.get()
    assert read_remarks() == 1 and read_remarks() == 0
    remark = Remark.objects.get()
    assert remark.shown == "Phải chờ lâu, gọi (số)" and remark.folded == "phai cho lau goi"
    assert (remark.unit, remark.point, remark.day, remark.score) == (world.school, point, TODAY, 1)
    Unread.objects.create(ballot=waiting.ballot)
    read_remarks()
    assert Remark.objects.get() == remark


@pytest.mark.django_db(transaction=True)
def test_a_recount_forgets_no_words(world: World) -> None:
    put([rating(point_at(world.school), 5, words="Tốt lắm")])
    recount(at=NOW)
    assert read_remarks() == 1


def test_read_anew_by_todays_lists_of_staff(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    written(world.clinic, "gap mai chi cong hoi", "chào")
    assert found(world.clinic) == ["chào", "gap mai chi cong hoi"]
    Employment.objects.create(person=world.nobody, unit=world.clinic, valid_from=SINCE)
    assert read_anew() == 2
    assert found(world.clinic) == ["chào", "gap (tên) hoi"]
    assert found(world.clinic, words="mai chi cong") == []
    call_command("count_ratings", "--words-anew")


def test_found_without_accents_by_words_and_by_phrases(world: World) -> None:
    written(world.school, "Phải chờ rất lâu", "Lâu rồi mới phải ghé", "CHỜ lâu quá", "it's 100% ok; SELECT *")
    assert set(found(world.school, words="cho lau")) == {"Phải chờ rất lâu", "CHỜ lâu quá"}
    assert found(world.school, words="“cho lâu”") == ["CHỜ lâu quá"]
    assert found(world.school, words='"phải chờ" LÂU') == ["Phải chờ rất lâu"]
    assert found(world.school, words="ờ") == []
    assert found(world.school, words="100% it's") == ["it's 100% ok; SELECT *"]
    for odd in ('"', "' OR 1=1 --", "* NOT (", "NEAR(a b)", "a:b & !c | <->", "%_\\", "\x00é"):
        found(world.school, words=odd)
    assert len(found(world.school, words="!!!")) == 4


def test_by_score_topic_and_whether_set_aside(world: World) -> None:
    written(world.school, "Phải chờ lâu", "Nhà vệ sinh bẩn")
    written(world.school, "Nhanh, tận tình", score=5)
    bad = Ballot.objects.get(words="Nhà vệ sinh bẩn")
    set_aside(ballots=[bad.pk], reason="burst", by=None, at=NOW)
    assert found(world.school, scores=(4, 5)) == ["Nhanh, tận tình"]
    assert found(world.school, topic=0) == ["Phải chờ lâu"]
    assert found(world.school, aside=True) == ["Nhà vệ sinh bẩn"]
    assert len(found(world.school, aside=False)) == 2
    told = topic_months(world.school.pk, 202611)
    assert {row.topic.key: row.now for row in told.rows} == {"waiting": 1, "praise": 1}
    assert told.texts == 2 and told.whole and told.changed == []


def test_of_everybody_who_stood_below_on_the_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    move(unit=world.office, line=Line.UNION, parent=world.sister, since=date(2026, 11, 10), by=None, at=NOW)
    written(world.office, "trước khi chuyển", day=date(2026, 11, 9))
    written(world.office, "sau khi chuyển", day=date(2026, 11, 10))
    written(world.district, "về huyện")

    def everywhere() -> None:
        assert set(found(world.district)) == {"trước khi chuyển", "về huyện"}
        assert found(world.sister) == ["sau khi chuyển"]
        assert len(found(world.federation)) == 3 and len(found(world.office)) == 2
        assert found(world.district_committee) == [] and found(world.school) == []

    everywhere()
    monkeypatch.setattr("namkhong.feedback.queries.remarks.FEW", 0)
    everywhere()


def test_pages_follow_one_another_without_gap_or_repeat(world: World) -> None:
    for back in (0, 1, 40, 3):
        written(world.school, *(f"lời {n} của {back}" for n in range(30)), day=TODAY - timedelta(days=back))
    search = Search(world.school.pk, date(2026, 1, 1), TODAY)
    seen: list[int] = []
    after, more = 0, True
    while more:
        page, more = page_of_remarks(Search(search.unit, search.first, search.last, after=after), (), 35)
        seen += [row.number for row in page]
        after = seen[-1]
    assert len(seen) == len(set(seen)) == 120
    assert seen == [row.pk for row in remarks_found(search)]
    assert page_of_remarks(Search(search.unit, search.first, search.last, after=10**9), ())[1]


def test_a_new_problem_surfaces_beside_the_known_topics(world: World) -> None:
    written(world.clinic, *["Phải chờ lâu"] * 60)
    written(world.school, *["Máy quét căn cước không nhận"] * 5, *["Phải chờ lâu"] * 5)
    assert "căn cước" in [each.words for each in surfacing_in(world.school.pk, *MONTH)]
    assert "chờ lâu" not in [each.words for each in surfacing_in(world.school.pk, *MONTH)]


@pytest.mark.parametrize("name", ["month", "remarks"])
def test_full_words_inside_the_unit_and_masked_ones_outside(world: World, signed_in, name: str) -> None:
    written(world.school, "Chị Hạnh bắt phải chờ lâu, gọi 0912345678")
    address = {"month": "thang", "remarks": "loi"}[name]
    own = signed_in(world.school_head).get(f"/y-kien/{world.school.pk}/{address}/").content.decode()
    assert "Chị Hạnh bắt" in own and "<mark>phải chờ</mark>" in own
    for who, unit in ((world.district_officer, world.school), (world.federation_head, world.federation)):
        page = signed_in(who).get(f"/y-kien/{unit.pk}/{address}/").content.decode()
        assert "Chị (tên) bắt" in page and "Hạnh" not in page and "0912" not in page
    assert signed_in(world.stranger).get(f"/y-kien/{world.school.pk}/{address}/").status_code == 404


def test_the_page_of_words_filters_and_says_where_nothing_is(world: World, signed_in) -> None:
    browser, at = signed_in(world.school_head), f"/y-kien/{world.school.pk}/loi/"
    assert "Chưa ai viết gì" in browser.get(at).content.decode()
    written(world.school, "Nộp thêm tiền mà không đưa biên lai", *[f"Lời số {n}" for n in range(60)])
    written(world.clinic, *["Phải chờ"] * 60)
    first = browser.get(at).content.decode()
    assert first.count("<article") == 50 and "Xem các lời cũ hơn" in first
    last = browser.get(f"{at}?sau={Remark.objects.get(shown='Lời số 10').pk}").content.decode()
    assert last.count("<article") == 11 and "Về trang đầu" in last and "cũ hơn" not in last
    money = browser.get(f"{at}?chude=money&thang=202611").content.decode()
    assert "không đưa biên lai" in money and "Luật Tố cáo" in money and money.count("<article") == 1
    assert "Không có lời nào như vậy" in browser.get(f"{at}?tim=kh%C3%B4ng+c%C3%B3+%C4%91%C3%A2u").content.decode()
    odd = browser.get(f"{at}?thang=209999&chude=x&diem=7&rieng=abc&sau=zz&tim=%22")
    assert odd.status_code == 200
    for score, many in (("hai-long", 0), ("khong-hai-long", 50), ("tam-duoc", 0)):
        assert browser.get(f"{at}?diem={score}").content.decode().count("<article") == many


def test_a_page_of_many_words_costs_as_many_queries_as_one_of_few(world: World, signed_in, same_queries) -> None:
    browser = signed_in(world.district_officer)
    written(world.school, "một lời")

    def grow() -> None:
        for unit in world.grassroots:
            written(unit, *(f"lời {n}" for n in range(20)))

    same_queries(lambda: browser.get(f"/y-kien/{world.district.pk}/loi/"), grow)


def test_reading_costs_the_same_for_one_and_for_many(world: World) -> None:
    costs = []
    for many in (1, 6):
        put([rating(point_at(unit), 3, words="Phải chờ") for unit in world.grassroots for _ in range(many)])
        drain()
        with CaptureQueriesContext(connection) as queries:
            read_remarks()
        costs.append(len(queries))
    assert costs[0] == costs[1]
