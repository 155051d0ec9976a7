"""The pages of results: who sees them when, what they say, how they sort, search and page; never more queries."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from namkhong.papers.content import DocumentKind
from namkhong.papers.models import Document
from namkhong.papers.queries import content_of
from namkhong.people.models import Post
from namkhong.people.states import PostKind
from namkhong.scoring.drafting import evidence_sheet
from namkhong.scoring.models import Mark, Round, Sheet, TieDecision, Veto
from namkhong.scoring.queries.dashboards import areas_of, spread_of
from namkhong.scoring.queries.standings import results_of
from namkhong.scoring.states import RoundState, Scored, SheetState, VetoKind
from namkhong.units.models import Unit
from tests.scoring.graded import graded_people, graded_set, graded_units, points_of, published
from tests.scoring.test_grading import TEN
from tests.world import NOW, SINCE, TODAY

PAGES = ("standings", "dashboard", "heat", "areas", "ranking")


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def see(browser, name, pk, query=""):
    return browser.get(reverse(f"scoring:{name}", args=[pk]) + query)


@pytest.fixture
def made(world):
    return graded_units(world, TEN)


def as_subject(made, world):
    """Somebody of a scored unit."""
    Post.objects.create(
        person=world.nobody, unit=made.sheets[4].unit, kind=PostKind.GRASSROOTS_OFFICER, valid_from=SINCE
    )
    return world.nobody


def test_before_publication_only_those_who_run_or_decide_see_results(world, made, signed_in):
    subject = as_subject(made, world)
    for name in PAGES:
        assert see(signed_in(world.district_officer), name, made.round.pk).status_code == 200
        assert see(signed_in(world.district_head), name, made.round.pk).status_code == 200
        assert see(signed_in(world.stranger), name, made.round.pk).status_code == 404
        expected = 200 if name == "ranking" else 404
        assert see(signed_in(subject), name, made.round.pk).status_code == expected
    rules = text_of(see(signed_in(subject), "ranking", made.round.pk))
    assert "Không quá 20 % số được xếp “Hoàn thành tốt nhiệm vụ” trở lên" in rules
    assert "Số liệu của đợt này" not in rules and "× 7" not in rules


def test_once_published_everybody_the_round_has_to_do_with_sees_the_list(world, made, signed_in):
    subject = as_subject(made, world)
    published(made)
    for name in PAGES:
        # What a sister unit got for each criterion is nobody's business but that of those above.
        assert see(signed_in(subject), name, made.round.pk).status_code == (404 if name == "heat" else 200)
        assert see(signed_in(world.federation_officer), name, made.round.pk).status_code == 200
        assert see(signed_in(world.stranger), name, made.round.pk).status_code == 404
    told = text_of(see(signed_in(subject), "ranking", made.round.pk))
    assert "20 % × 7 = 1,4, làm tròn xuống 1 chỗ" in told
    shown = text_of(see(signed_in(subject), "standings", made.round.pk))
    assert "Trường Mầm non số 000" in shown and "98,50" in shown
    assert "hết chỉ tiêu" not in shown
    links = re.findall(r"/cham-diem/phieu/(\d+)/", see(signed_in(subject), "standings", made.round.pk).content.decode())
    assert links == [str(made.sheets[4].pk)]
    assert "hết chỉ tiêu" in text_of(see(signed_in(world.district_head), "standings", made.round.pk))


def test_in_preparation_there_are_no_results(world, made, signed_in):
    for state in (RoundState.PREPARING, RoundState.DROPPED):
        Round.objects.filter(pk=made.round.pk).update(state=state)
        for name in PAGES:
            assert see(signed_in(world.district_officer), name, made.round.pk).status_code == 404


def names(answer) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/[^"]*/phieu/\d+/">([^<]+)', answer.content.decode())


@pytest.mark.parametrize("out", [False, True])
def test_the_list_is_sorted_searched_and_filtered(world, made, signed_in, out):
    Sheet.objects.filter(pk=made.sheets[9].pk).update(state=SheetState.CHECKED)
    Mark.objects.filter(sheet=made.sheets[8], criterion__number="2").update(checked_points=None)
    if out:
        published(made)
    browser = signed_in(world.district_officer)

    def listed(query):
        return [name[-3:] for name in names(see(browser, "standings", made.round.pk, query))]

    assert listed("") == ["000", "001", "002", "003", "004", "005", "006", "007", "009"]
    assert listed("?sap=-hang")[0] == "009"
    assert listed("?sap=diem")[:2] == ["009", "007"]
    assert listed("?sap=-ten")[0] == "009" and listed("?sap=ten")[0] == "000"
    assert listed("?sap=-loai")[0] == "009" and listed("?sap=loai")[0] == "000"
    assert listed("?loai=completed") == ["007"]
    assert listed("?loai=chua-xep") == ["008"]
    assert listed("?tim=truong mam non so 003") == ["003"]
    assert listed(f"?duoi={made.sheets[2].unit_id}") == ["002"]
    assert listed(f"?duoi={world.sister.pk}") == []
    assert listed("?duoi=abc&trang=xyz&sap=nichts&loai=nichts") == []


def test_equal_totals_are_shown_as_ties(world, signed_in):
    made = published(graded_units(world, [points_of(total) for total in ("88", "80", "80", "75")]))
    page = text_of(see(signed_in(world.district_officer), "standings", made.round.pk))
    assert page.count("đồng hạng") == 2


@pytest.mark.parametrize("out", [False, True])
@pytest.mark.parametrize("name", PAGES)
def test_a_longer_list_costs_no_more_queries(world, signed_in, same_queries, name, out):
    made = graded_units(world, TEN[:1])
    Round.objects.filter(pk=made.round.pk).update(
        state=RoundState.PUBLISHED if out else RoundState.DECIDING, published_on=TODAY
    )
    state = SheetState.PUBLISHED if out else SheetState.CHECKED
    figures = {"state": state, "final_total": 80, "grade": "good", "rank": 1}
    Sheet.objects.filter(round=made.round).update(**figures)
    browser = signed_in(world.district_officer)

    def grow():
        more = graded_units(world, [points_of(98 - n) for n in range(20)], set=made.round.set, title="khác")
        Sheet.objects.filter(round=more.round).update(round=made.round, **figures)

    same_queries(lambda: see(browser, name, made.round.pk), grow)


def tie(world, signed_in):
    rest = [points_of(80)] * 6
    rows = [points_of(99), ("30", "65", None), ("28", "65", "2"), ("25", "70", None), *rest]
    made = graded_units(world, rows)
    return made, signed_in(world.district_head)


def test_the_council_decides_a_tie_on_the_page_and_takes_it_back(world, signed_in):
    made, browser = tie(world, signed_in)
    page = see(browser, "ranking", made.round.pk)
    assert "3 phiếu cùng 95,00 điểm, còn 1 chỗ" in text_of(page)
    assert "Ghi quyết định" not in text_of(see(signed_in(world.district_officer), "ranking", made.round.pk))
    act = reverse("scoring:settle_tie", args=[made.round.pk])
    wrong = browser.post(act, {"muc": "excellent", "nhom": "", "means": "chosen", "reason": "Hội đồng họp ngày 20/11."})
    assert wrong.status_code == 422 and "Hãy chọn từ 1 đến 1 phiếu" in text_of(wrong)
    assert "Hội đồng họp ngày 20/11." in wrong.content.decode()
    right = {"muc": "excellent", "nhom": "", "means": "chosen", "chosen": made.sheets[2].pk}
    answer = browser.post(act, right | {"reason": "Hội đồng họp ngày 20/11 thống nhất."})
    assert answer.status_code == 302
    told = text_of(see(browser, "ranking", made.round.pk))
    assert "Hội đồng họp ngày 20/11 thống nhất." in told and "chờ hội đồng" not in told
    assert browser.post(act, right).status_code == 302
    row = TieDecision.objects.get()
    back = reverse("scoring:unsettle_tie", args=[made.round.pk, row.pk])
    assert signed_in(world.district_officer).post(back).status_code == 404
    assert browser.post(back).status_code == 302
    assert "3 phiếu cùng 95,00 điểm" in text_of(see(browser, "ranking", made.round.pk))
    assert "không còn ai bằng điểm" in text_of(browser.post(back, follow=True))


def test_the_dashboard_shows_where_totals_lie_and_who_moved(world, made, signed_in):
    published(graded_units(world, TEN, set=made.round.set, period="2025"))
    published(made)
    page = text_of(see(signed_in(world.district_officer), "dashboard", made.round.pk))
    assert "Không có phiếu nào tăng điểm." in page
    assert "Từ 90 Hoàn thành xuất sắc nhiệm vụ: 1 đơn vị" in page


def test_movers_are_told_with_both_totals(world, signed_in):
    rule = graded_set()
    now = graded_units(world, [points_of(90), points_of(60), points_of(75)], set=rule)
    earlier = Round.objects.create(
        unit=world.district,
        line="union",
        scored=Scored.DIRECT,
        set=rule,
        title="Đợt năm 2025",
        period="2025",
        state=RoundState.PUBLISHED,
        published_on=date(2025, 12, 1),
    )
    for sheet, total in zip(now.sheets, (70, 85, 75), strict=True):
        Sheet.objects.create(
            round=earlier, unit=sheet.unit, state=SheetState.PUBLISHED, final_total=total, grade="good"
        )
    for publishing in (False, True):  # before that from a trial run, afterwards from what is stored
        if publishing:
            published(now)
        page = text_of(see(signed_in(world.district_officer), "dashboard", now.round.pk))
        assert re.search(r"số 000 70,00 90,00 \+20", page)
        assert re.search(r"số 001 85,00 60,00 −25", page)
        assert "số 002" not in page
    other = graded_set(key=rule.key + "-khac")
    type(rule).objects.filter(pk=other.pk).update(key=rule.key, version=2, total=50)
    Round.objects.filter(pk=earlier.pk).update(set=other)
    assert "không so điểm được" in text_of(see(signed_in(world.district_officer), "dashboard", now.round.pk))


def test_leaders_among_the_best_are_told_only_of_groups_large_enough(world, signed_in):
    rows = [points_of(96)] * 6 + [points_of(80)] * 48 + [points_of(97)] * 6
    made = published(graded_people(world, rows, leaders=10))
    page = text_of(see(signed_in(world.school_head), "dashboard", made.round.pk))
    assert "Lãnh đạo chiếm 50 % số người được xếp mức cao nhất, trong khi chiếm 16,7 %" in page
    assert see(signed_in(world.school_head), "areas", made.round.pk).status_code == 404
    units = graded_units(world, TEN)
    above = text_of(see(signed_in(world.district_officer), "dashboard", units.round.pk))
    assert "Lãnh đạo chiếm 50 %" in above


def test_small_groups_are_left_unsaid(world, signed_in):
    made = graded_people(world, TEN, leaders=2)
    page = text_of(see(signed_in(world.school_head), "dashboard", made.round.pk))
    assert "Có nhóm dưới 5 người nên không nêu tỷ lệ" in page and "Lãnh đạo chiếm" not in page


def test_the_heat_grid_tells_criteria_by_units(world, made, signed_in):
    browser = signed_in(world.district_officer)
    for query in ("", "?muc=chi-tiet"):
        page = see(browser, "heat", made.round.pk, query).content.decode()
        row = page[page.index("số 009") :]
        assert row.index('<td class="heat-low">40</td>') < row.index('<td class="heat-low">0</td>')
        assert "Cách làm hay" not in page
    assert "không có phiếu nào như vậy" in text_of(see(browser, "heat", made.round.pk, "?tim=zzz")).lower()


@pytest.mark.parametrize("out", [False, True])
def test_units_below_are_added_up_and_lead_further_down(world, signed_in, out):
    rule = graded_set()
    made = graded_units(world, [points_of(total) for total in (98, 95, 60, 50)], set=rule)
    Round.objects.filter(pk=made.round.pk).update(unit=world.federation, scored=Scored.GRASSROOTS)
    made.round.refresh_from_db()
    if out:
        published(made)
    browser = signed_in(world.federation_officer)
    page = text_of(see(browser, "areas", made.round.pk))
    assert "LĐLĐ huyện 75,75 4 phiếu, 0 mức cao nhất" in page
    assert "LĐLĐ Bình Sơn chưa có chưa có phiếu" in page
    below = text_of(see(browser, "areas", made.round.pk, f"?duoi={world.district.pk}"))
    assert "LĐLĐ tỉnh ›" in below and "Trường Mầm non số 000 98,00 1 phiếu" in below
    assert see(browser, "areas", made.round.pk, f"?duoi={world.province_committee.pk}").status_code == 404
    lowest = text_of(see(browser, "areas", made.round.pk, f"?duoi={made.sheets[0].unit_id}"))
    assert "Không có đơn vị nào bên dưới" in lowest


def test_totals_are_spread_over_the_scale():
    found = spread_of({Decimal(total): 1 for total in ("-1", "0", "99.9", "104")}, Decimal(100))
    assert found.step == 5
    assert found.stretches[0] == (0, 2) and found.stretches[-1] == (95, 2)
    assert len(spread_of({}, Decimal(100)).stretches) == 10


def test_areas_of_nothing(world, made):
    assert areas_of(made.round, made.sheets[0].unit_id, TODAY) == []
    assert results_of(made.round) == []


def test_a_large_round_is_weighed_only_when_asked_for(world, made, signed_in, monkeypatch):
    monkeypatch.setattr("namkhong.scoring.views.results.LIVE_MOST", 5)
    browser = signed_in(world.district_officer)
    for name in PAGES:
        page = text_of(see(browser, name, made.round.pk))
        assert "Tính thử kết quả mất khoảng một phút." in page and "98,50" not in page
    assert "98,50" in text_of(see(browser, "standings", made.round.pk, "?tinh=1"))


def test_the_spreadsheet_holds_everybody_and_no_formula(world, made, signed_in):
    Unit.objects.filter(pk=made.sheets[0].unit_id).update(name="=HYPERLINK(1)")
    browser = signed_in(world.district_officer)
    for _ in range(2):
        answer = see(browser, "standings_file", made.round.pk)
        assert answer.status_code == 200
        book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
        rows = book.get_sheet_by_index(0).to_python()
        assert rows[2][:2] == ["Hạng", "Tên"] and len(rows) == 13
        assert rows[3][:2] == [1, "=HYPERLINK(1)"] and rows[3][3] == 98.5
        assert b"<f>" not in answer.content
        explained = [row[1] for row in book.get_sheet_by_index(1).to_python()]
        assert "20 % × 7 = 1,4, làm tròn xuống 1" in explained
        if made.round.state == RoundState.DECIDING:
            published(made)
    assert see(signed_in(as_subject(made, world)), "standings_file", made.round.pk).status_code == 404


def test_the_decision_is_drafted_as_an_official_document(world, made, signed_in):
    browser = signed_in(world.district_head)
    assert "Điểm còn có thể đổi" in text_of(see(browser, "result_list", made.round.pk))
    published(made)
    url = reverse("scoring:result_list", args=[made.round.pk])
    answer = browser.post(url)
    document = Document.objects.get()
    assert answer.url == reverse("papers:document", args=[document.pk])
    content = content_of(document)
    assert content.kind is DocumentKind.DECISION
    assert any("không thay cho kết quả đánh giá, xếp loại" in block.text for block in content.body)
    assert len(content.annexes[0].body[1].rows) == 10
    assert "Đã soạn trước đây" in text_of(browser.get(url))
    assert signed_in(world.district_officer).get(url).status_code == 404


def whole(sheet):
    """A sheet as a page loads it."""
    return Sheet.objects.select_related("round__unit", "round__set", "unit", "person").get(pk=sheet.pk)


def test_the_sheet_of_evidence_says_that_it_grades_nobody(world, signed_in):
    made = published(graded_people(world, TEN))
    browser = signed_in(world.school_head)
    for name in ("evidence_docx", "evidence_pdf"):
        answer = see(browser, name, made.sheets[1].pk)
        assert answer.status_code == 200 and len(answer.content) > 5_000
    sheet = whole(made.sheets[1])
    content = evidence_sheet(sheet, TODAY)
    assert "không đánh giá, không xếp loại" in content.body[0].text
    words = " ".join(getattr(block, "text", "") for block in content.body)
    assert "96,00 trên 100" in words and "Thứ hạng theo điểm: 2 trong 10" in words and "hết chỉ tiêu" in words
    unit = published(graded_units(world, TEN))
    assert see(signed_in(world.district_officer), "evidence_pdf", unit.sheets[0].pk).status_code == 200
    assert see(signed_in(world.stranger), "evidence_pdf", unit.sheets[0].pk).status_code == 404
    again = graded_units(world, TEN[:1], set=unit.round.set)
    assert see(signed_in(world.district_officer), "evidence_pdf", again.sheets[0].pk).status_code == 404


def test_what_is_being_verified_is_told_neutrally_everywhere(world, signed_in):
    made = graded_people(world, TEN)
    Veto.objects.create(
        unit=world.school,
        person=made.sheets[0].person,
        kind=VetoKind.UNDER_VERIFICATION,
        source="",
        valid_from=TODAY,
        stated_at=NOW,
    )
    published(made)
    sheet = whole(made.sheets[0])
    words = " ".join(getattr(block, "text", "") for block in evidence_sheet(sheet, TODAY).body)
    assert "Ghi chú: Chưa đủ điều kiện xét." in words
    assert "xác minh" not in words and "tố cáo" not in words
    page = text_of(see(signed_in(world.school_officer), "standings", made.round.pk, "?loai=chua-xep"))
    assert "Chưa xếp loại" in page and "Chưa đủ điều kiện xét" not in page


def test_the_page_of_the_formula_says_the_side_conditions_and_the_larger_share(world, signed_in):
    rule = graded_set(
        conditions=[{"kind": "without_bonus"}, {"kind": "criterion_at_least", "criterion": "2", "value": "50"}]
    )
    made = graded_units(world, TEN, set=rule, quota_raised=True, head_within_unit=True)
    page = text_of(see(signed_in(world.district_officer), "ranking", made.round.pk))
    assert "Từ 90 điểm; đủ điểm mà không cần điểm thưởng; mục 2 đạt từ 50 điểm" in page
    assert "Không quá 25 %" in page and "Người đứng đầu không được xếp mức cao hơn" in page
    assert "Dưới 50 điểm" in page and "Từ 70 đến dưới 90 điểm" in page


def test_a_link_to_state_a_veto_stands_only_where_it_may_be_done(world, signed_in):
    units = graded_units(world, TEN[:2])
    people = graded_people(world, TEN[:3])
    Sheet.objects.filter(pk=people.sheets[2].pk).update(person=world.school_head)
    link = reverse("scoring:state_veto", args=[people.sheets[0].pk])
    own = reverse("scoring:state_veto", args=[people.sheets[2].pk])
    page = see(signed_in(world.school_head), "standings", people.round.pk).content.decode()
    assert link in page and own not in page
    assert "Ghi điều kiện" in see(signed_in(world.district_officer), "standings", units.round.pk).content.decode()
    above = graded_people(world, TEN[:3], set=people.round.set)
    Round.objects.filter(pk=above.round.pk).update(unit=world.district)
    Sheet.objects.filter(round=above.round).update(unit=world.district)
    page = see(signed_in(world.district_officer), "standings", above.round.pk).content.decode()
    assert "Nguyễn Văn Số 000" in page and "Ghi điều kiện" not in page
