"""The head's screen and the month on one page of paper."""

from datetime import date, timedelta

import pypdfium2 as pdfium
import pytest

from namkhong.feedback.actions import drain, read_remarks, set_aside
from namkhong.feedback.box import put
from namkhong.feedback.drafting.months import month_pdf
from namkhong.feedback.models import Ballot, Point
from namkhong.feedback.queries import month_of_unit, topic_months
from namkhong.feedback.states import Evidence
from namkhong.units.models import Unit
from tests.feedback.given import point_at, rating
from tests.world import NOW, TODAY, World

BEFORE = date(2026, 10, 14)


def given(point: Point, good: int, bad: int, *, day: date = TODAY, evidence: str = "A", words: str = "") -> None:
    put([rating(point, 5, day=day, evidence=evidence, words=words) for _ in range(good)])
    put([rating(point, 1, day=day, evidence=evidence, words=words) for _ in range(bad)])


def counted() -> None:
    drain()
    while read_remarks():
        pass


def page_of(browser, unit: Unit, query: str = "") -> str:
    answer = browser.get(f"/y-kien/{unit.pk}/thang/{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_what_changed_is_said_only_where_it_is_clear(world: World, signed_in) -> None:
    point = point_at(world.school)
    given(point, 90, 10, day=BEFORE)
    given(point, 60, 40)
    given(point, 20, 20, evidence="C", day=BEFORE)
    given(point, 21, 19, evidence="C")
    counted()
    page = page_of(signed_in(world.school_head), world.school)
    assert "<strong>Mã dùng một lần</strong>: tỷ lệ hài lòng thấp hơn từ" in page
    assert "<strong>Không có mã</strong>" not in page
    assert "Chưa thấy thay đổi rõ" in page_of(signed_in(world.school_head), world.school, "?thang=202610")
    above = page_of(signed_in(world.district_officer), world.district)
    assert "thấp hơn từ" in above and "chưa có ý kiến nào thuộc nhóm này" in above


def test_the_desk_that_needs_attention_comes_first_and_a_small_one_shows_no_share(world: World, signed_in) -> None:
    for desk, good, bad in (("Quầy tốt", 190, 10), ("Quầy kém", 60, 40), ("Quầy vắng", 8, 0), ("Quầy vừa", 30, 5)):
        given(point_at(world.school, desk=desk, procedure="Nộp hồ sơ"), good, bad)
    ballot = Ballot.objects.filter(point__desk="Quầy vắng").first()
    set_aside(ballots=[ballot.pk], reason="burst", by=None, at=NOW)
    counted()
    page = page_of(signed_in(world.school_head), world.school)
    table = page[page.index('id="quay"') :]
    places = [table.index(name) for name in ("Quầy kém", "Quầy tốt", "Quầy vừa", "Quầy vắng")]
    assert places == sorted(places)
    assert "Cần xem trước" in table[places[0] : places[1]] and "Tốt hơn rõ" in table[places[1] : places[2]]
    # Seven ballots say nothing, and the next smallest desk is not shown so that they cannot be worked out.
    assert "%" not in table[places[2] : table.index("</table>")].replace("95 %", "")
    assert 'data-label="Để riêng">1<' in table[places[3] :]


def test_hours_and_weekdays_have_figures_and_not_only_colours(world: World, signed_in) -> None:
    point = point_at(world.school)
    put([rating(point, 5, day=date(2026, 11, 3), evidence="A") for _ in range(40)])
    late = [rating(point, n % 5 + 1, day=date(2026, 11, 4), evidence="A") for n in range(40)]
    for each in late:
        each.hour = 15
    put(late)
    counted()
    page = page_of(signed_in(world.school_head), world.school)
    assert '<td class="heat-full">100</td><td class="heat-low">40</td>' in page
    for name in ("9 giờ", "15 giờ", "Thứ ba", "Thứ tư"):
        assert f'<th scope="col">{name}</th>' in page
    put([rating(point, 1, day=date(2026, 11, 5), evidence="A") for _ in range(5)])
    counted()
    assert '<td class="heat-none">' in page_of(signed_in(world.school_head), world.school)


def test_months_classes_and_topics_are_chosen_by_address(world: World, signed_in) -> None:
    given(point_at(world.school, desk="Quầy C"), 5, 5, evidence="C", words="Phải chờ lâu")
    given(point_at(world.school, desk="Quầy A"), 20, 20, day=BEFORE, words="Nộp thêm tiền ngoài quy định")
    counted()
    browser = signed_in(world.school_head)
    page = page_of(browser, world.school)
    assert "Quầy C" in page and "Quầy A" not in page and "Tháng sau" not in page
    assert "Tháng 11 năm 2026, tính đến hôm nay" in page and "Chỉ ý kiến" not in page
    before = page_of(browser, world.school, "?thang=202610&chude=money")
    assert "Quầy A" in before and "Tháng sau" in before and "Luật Tố cáo" in before
    assert "Tháng này chưa ai viết gì về chủ đề này" in page_of(browser, world.school, "?chude=money")
    assert "chưa có ý kiến nào" in page_of(browser, world.school, "?loai=B")
    for odd in ("?thang=999999", "?thang=202699", "?thang=000000", "?thang=x&loai=Z&chude=none", "?thang=202612"):
        assert "Tháng 11 năm 2026" in page_of(browser, world.school, odd)


def test_a_month_of_many_desks_costs_as_many_queries_as_one_of_few(world: World, signed_in, same_queries) -> None:
    browser = signed_in(world.school_head)
    given(point_at(world.school), 3, 3, words="Phải chờ")
    counted()

    def grow() -> None:
        for n in range(20):
            given(point_at(world.school, desk=f"Quầy {n}"), 20, 20, words="Phải chờ lâu, thái độ kém")
        counted()

    assert same_queries(lambda: browser.get(f"/y-kien/{world.school.pk}/thang/"), grow) < 30


def text_of(data: bytes) -> str:
    document = pdfium.PdfDocument(data)
    try:
        assert len(document) == 1
        width, height = document[0].get_size()
        assert (round(width), round(height)) == (595, 842)
        return " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()


def test_the_month_on_paper_is_one_page_without_a_name(world: World, signed_in) -> None:
    point = point_at(world.school, desk="Quầy 1")
    given(point, 90, 10, day=BEFORE)
    given(point, 25, 10, words="Chị Hạnh bắt phải chờ lâu, không hướng dẫn")
    given(point_at(world.school, desk="Quầy 2"), 90, 3, words="Cô Hoa nhiệt tình, làm nhanh")
    put([rating(point, 1, words="Nộp thêm tiền cho anh Dũng mà không có biên lai")])
    counted()
    answer = signed_in(world.school_head).get(f"/y-kien/{world.school.pk}/thang/202611.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = text_of(answer.content)
    assert "Chị (tên) bắt phải chờ lâu" in text and "Cô (tên) nhiệt tình" in text
    assert not any(name in text for name in ("Hạnh", "Hoa", "Dũng"))
    assert "Tốt hơn rõ: Quầy 2" in text and "Cần xem trước: Quầy 1" in text
    assert "Thời gian chờ 35 0" in text and "Luật Tố cáo" in text
    assert "71,4 % (từ" in text
    assert signed_in(world.stranger).get(f"/y-kien/{world.school.pk}/thang/202611.pdf").status_code == 404


def test_an_empty_month_is_one_page_too(world: World, signed_in) -> None:
    text = text_of(signed_in(world.school_head).get(f"/y-kien/{world.school.pk}/thang/202610.pdf").content)
    assert "Chưa thấy thay đổi rõ" in text and "Chưa đủ ý kiến để so sánh" in text
    given(point_at(world.school), 3, 2, words="Phải chờ lâu quá đi mất thôi")
    counted()
    few = text_of(signed_in(world.school_head).get(f"/y-kien/{world.school.pk}/thang/202611.pdf").content)
    assert "chưa đủ mẫu" in few and "chờ lâu quá" not in few


@pytest.mark.parametrize("same", [True, False])
def test_the_fullest_month_stays_on_one_page(world: World, same: bool) -> None:
    Unit.objects.filter(pk=world.school.pk).update(name=("Trường Tiểu học " + "Đồng Tâm mở rộng " * 15)[:250])
    world.school.refresh_from_db()
    long = (
        "Phải chờ lâu, thái độ kém, thiếu giấy tờ, đi lại nhiều lần, máy hỏng, nhà vệ sinh bẩn, không ai hướng dẫn, "
        "nghỉ sớm, trễ hẹn, tận tình, quá tệ " * 3
    )
    for n in range(10):
        point = point_at(world.school, desk=f"Quầy số {n} " + "tiếp nhận và trả kết quả " * 7)
        good, bad = (40, 40) if same else ((95, 5) if n % 2 else (40, 60))
        for evidence in Evidence:
            given(point, 90, 10, day=BEFORE, evidence=evidence)
            given(point, good, bad, evidence=evidence, words=f"{long} {n}" if evidence == "C" else "")
    put([rating(point, 1, words="Đòi tiền")])
    counted()
    month, topics = month_of_unit(world.school.pk, 202611), topic_months(world.school.pk, 202611)
    text = text_of(month_pdf(world.school, month, topics, TODAY + timedelta(days=1)))
    assert "Đọc tờ này thế nào" in text and "23/11/2026" in text
    assert ("chưa nơi nào khác rõ" in text) is same
