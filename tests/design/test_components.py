"""What components say and refuse."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError

from namkhong.design.components.charts import Band, bar_chart, line_chart
from namkhong.design.components.charts import Bar as ChartBar
from namkhong.design.components.icons import icon
from namkhong.design.components.panels import figure, shown
from namkhong.design.components.spread import (
    Bin,
    HeatHead,
    HeatRow,
    ScaleEdge,
    Tile,
    heat_grid,
    histogram,
    tile_map,
)
from namkhong.design.components.status import STATUSES, Share, due, share_bar
from namkhong.design.components.tables import pagination, sort_columns, table
from namkhong.design.fields import NumberField

ON = date(2026, 11, 22)


def render(source: str, **context: object) -> str:
    return Template("{% load design %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("due_on", "words", "tone"),
    [
        (date(2026, 11, 30), "Còn 8 ngày", "warn"),
        (date(2026, 12, 2), "Còn 10 ngày", "warn"),
        (date(2026, 12, 3), "Còn 11 ngày", "quiet"),
        (ON, "Hôm nay là hạn cuối", "warn"),
        (date(2026, 11, 21), "Quá hạn 1 ngày", "danger"),
        (None, "Chưa định hạn", "quiet"),
    ],
)
def test_due_day_in_words(due_on: date | None, words: str, tone: str) -> None:
    label = due(due_on, ON)
    assert (label["words"], label["tone"]) == (words, tone)


def test_due_day_tells_lateness_after_sending() -> None:
    assert due(date(2026, 11, 17), ON, settled_on=date(2026, 11, 17))["words"] == "Đã gửi 17/11/2026, đúng hạn"
    assert due(date(2026, 11, 17), ON, settled_on=date(2026, 11, 20))["words"] == "Đã gửi 20/11/2026, muộn 3 ngày"


def test_extension_does_not_hide_the_first_day() -> None:
    page = render("{% due due_on on first_due_on=first %}", due_on=date(2026, 11, 25), on=ON, first=date(2026, 11, 17))
    assert "25/11/2026" in page and "(gia hạn từ 17/11/2026)" in page
    assert due(ON, ON, first_due_on=ON)["first_due_on"] is None


def test_every_status_has_words_and_a_drawing() -> None:
    for kind in STATUSES:
        page = render("{% status kind %}", kind=kind)
        assert "<path" in page and STATUSES[kind].label in page


@pytest.mark.parametrize(
    "source",
    [
        '{% status "lost" %}',
        '{% callout "red" %}{% endcallout %}',
        '{% button "Gửi" kind="huge" %}',
        '{% icon "cat" %}',
    ],
)
def test_unknown_kinds_are_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"none of|no icon"):
        render(source)


def test_misspelt_parameters_are_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        render('{% button "Gửi" knid="primary" %}')


def test_what_people_wrote_is_escaped() -> None:
    page = render("{% callout 'info' title=text %}{{ text }}{% endcallout %}{% quote text %}", text="<b onload=x>")
    assert "<b onload" not in page
    assert page.count("&lt;b onload=x&gt;") == 3


def test_icons_are_decoration() -> None:
    assert icon("check")["path"].startswith("M")
    assert 'aria-hidden="true"' in render('{% icon "check" %}')


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1234567, "1.234.567"),
        (Decimal("12.50"), "12,5"),
        (Decimal("1E+3"), "1.000"),
        (99.95, "99,95"),
        (-3, "-3"),
    ],
)
def test_numbers(value: Decimal | float, text: str) -> None:
    assert shown(value) == text


def test_number_filter_keeps_places_and_tells_nothing_from_zero() -> None:
    assert render("{{ a|number:2 }} {{ b|number }} {{ c|number }}", a=Decimal("3.1"), b=0, c=None) == (
        "3,10 0 chưa có số liệu"
    )


def test_a_per_cent_sign_stands_close_to_its_number() -> None:
    assert render("{{ a }}{{ b|measure }} {{ a }}{{ c|measure }}", a=5, b="%", c="vụ") == "5% 5 vụ"
    assert "4%" in render("{% bar_chart 'Tỷ lệ' bars unit='%' %}", bars=[ChartBar("A", 4)])


def test_day_and_moment_filters() -> None:
    at = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
    assert render("{{ on|day }}, {{ at|moment }}{{ none|day }}", on=ON, at=at, none=None) == (
        "22/11/2026, 01:05 ngày 23/11/2026"
    )


def test_figure_knows_good_news_from_bad() -> None:
    assert figure("Vụ việc", 6, change=-2, better="down")["change"]["tone"] == "good"
    assert figure("Hài lòng", 91, change=-2, better="up")["change"]["tone"] == "danger"
    assert figure("Đối thoại", 3, change=0)["change"]["words"] == "Không đổi so với năm trước"
    assert figure("Phản ánh", None)["value"] is None


def test_shares_fill_the_bar_and_survive_zero() -> None:
    parts = share_bar("Báo cáo", [Share("Đã nhận", 3, "good"), Share("Chưa gửi", 1, "danger")])["parts"]
    assert [float(part["x"]) for part in parts] == [0.0, 75.0]
    assert [part["width"] for part in share_bar("Báo cáo", [Share("Đã nhận", 0)])["parts"]] == ["0.00"]


def test_live_progress_stops_asking_when_done() -> None:
    assert "hx-get" in render('{% progress "Giao việc" 1 2 poll_url="/x" %}')
    assert "hx-get" not in render('{% progress "Giao việc" 2 2 poll_url="/x" %}')
    assert 'width="0.0%"' in render('{% progress "Giao việc" 0 0 %}')


def test_table_without_rows_says_so() -> None:
    assert "Chưa có dòng nào." in render('{% table "A|B:number" "Bảng" %}{% endtable %}')
    filled = render('{% table "A|B:number" "Bảng" %}<tr><td>1</td></tr>{% endtable %}')
    assert "<tbody><tr>" in filled and '<th scope="col" class="number">B' in filled


def test_columns_from_words() -> None:
    heads = table("", "Đơn vị | Số vụ:number", "Bảng")["columns"]
    assert [(head.label, head.number) for head in heads] == [("Đơn vị", False), ("Số vụ", True)]


def test_sorting_turns_round() -> None:
    def urls(query: dict[str, str]) -> list[str]:
        return [head.sort_url for head in sort_columns([("ten", "Tên"), ("", "Ghi chú")], query)]

    assert urls({"loc": "thieu", "trang": "4"}) == ["?loc=thieu&sap=ten", ""]
    assert urls({"sap": "ten"}) == ["?sap=-ten", ""]
    assert urls({"sap": "-ten"}) == ["?sap=ten", ""]


def test_pagination_of_one_page_has_no_links() -> None:
    assert pagination(Paginator([1, 2], 20).get_page(1), {})["next_url"] == ""
    assert "Không có dòng nào" in render("{% pagination page q %}", page=Paginator([], 20).get_page(1), q={})


def test_bar_chart_tells_zero_from_unknown() -> None:
    bars = bar_chart("Nội dung", [ChartBar("A", 0), ChartBar("B", None), ChartBar("C", 4)])["bars"]
    assert [bar["width"] for bar in bars] == ["0.0", None, "100.0"]


def test_line_chart_leaves_a_gap_where_nothing_is_known() -> None:
    chart = line_chart("Chuỗi", [("2021", 12.5), ("2022", None), ("2023", 6), ("2024", 0)], band=Band(5, 10))
    assert [(a["label"], b["label"]) for a, b in chart["segments"]] == [("2023", "2024")]
    assert [line["value"] for line in chart["grid"]] == ["0", "5", "10", "15"]
    assert all(0 < point["y"] <= chart["floor"] for point in chart["points"] if point["y"] is not None)


@pytest.mark.parametrize("values", [[], [None], [0], [0, 0], [98.1, 98.4], [-5, 3], [1_250_000], [0.002, 0.001]])
def test_line_chart_stands_any_series(values: list[float | None]) -> None:
    chart = line_chart("Chuỗi", [(str(i), value) for i, value in enumerate(values)])
    assert 2 <= len(chart["grid"]) <= 8
    assert all(0 < line["y"] <= chart["floor"] for line in chart["grid"])


def test_chart_numbers_stand_in_words_too() -> None:
    page = render("{% line_chart 'Chuỗi' points unit='%' %}", points=[("2021", 12.5), ("2022", None)])
    assert 'aria-label="Chuỗi; 2021: 12,5; 2022: chưa có số liệu"' in page
    assert '<th scope="row">2021</th><td>12,5</td>' in page


class Draft(forms.Form):
    count = NumberField(label="Số vụ", whole=True, help_text="Chỉ vụ đã kết luận.")
    note = forms.CharField(label="Ghi chú", required=False)

    def clean_note(self) -> str:
        if self.cleaned_data["note"] == "như trên":
            raise forms.ValidationError("Hãy ghi rõ, đừng ghi “như trên”.", code="required")
        return str(self.cleaned_data["note"])


def test_field_ties_hint_and_error_to_the_input() -> None:
    page = render("{% field form.count suffix='vụ' %}", form=Draft({"count": "ba"}))
    assert 'aria-describedby="id_count_hint id_count_error"' in page
    assert 'aria-invalid="true"' in page and 'inputmode="numeric"' in page
    assert "Hãy ghi một số nguyên, ví dụ 1.250." in page


def test_our_own_sentences_are_shown_as_written() -> None:
    page = render("{% error_summary form %}", form=Draft({"count": "3", "note": "như trên"}))
    assert '<a href="#id_note">Ghi chú: Hãy ghi rõ, đừng ghi “như trên”.</a>' in page


def test_summary_is_silent_when_all_is_well() -> None:
    assert render("{% error_summary form %}", form=Draft({"count": "1.250"})).strip() == ""


def test_a_histogram_shows_what_is_there_and_where_the_borders_are() -> None:
    chart = histogram("Điểm", [Bin(0, 0), Bin(50, 1), Bin(75, 1000)], 25, [ScaleEdge(90, "Tốt", 3)], unit="đơn vị")
    assert [bin_["height"] for bin_ in chart["bins"]] == [0, 2, 146]
    assert [bin_["range"] for bin_ in chart["bins"]] == ["0 – dưới 25", "50 – dưới 75", "75 – 100"]
    assert chart["edges"] == [{"x": "88.40", "value": "90", "label": "Tốt", "count": 3}]
    page = render("{% histogram 'Điểm' bins 10 %}", bins=[Bin(n * 10, n) for n in range(30)])
    assert page.count('class="chart-tick"') == 10
    with pytest.raises(ValueError, match="stretch"):
        histogram("Điểm", [], 5)


def test_a_heat_grid_says_its_numbers_and_never_mistakes_nothing_for_zero() -> None:
    heads = [HeatHead("1", "Một"), HeatHead("2", "Hai")]
    grid = heat_grid("Bảng", heads, [HeatRow("A", (0, None)), HeatRow("B", (Decimal("89.9"), 90))])
    tones = [[cell["tone"] for cell in row["cells"]] for row in grid["rows"]]
    assert tones == [["low", "none"], ["good", "full"]]
    page = render("{% heat_grid 'Bảng' heads rows %}", heads=heads, rows=[HeatRow("A", (0, None), "#")])
    assert '<td class="heat-low">0</td>' in page and "chưa có điểm" in page
    with pytest.raises(ValueError, match="column"):
        heat_grid("Bảng", heads, [HeatRow("A", (1,))])


def test_tiles_lead_below_and_say_where_nothing_is_known() -> None:
    page = render(
        "{% tile_map 'Bản đồ' tiles %}",
        tiles=[Tile("A", Decimal("91.25"), 95, url="#a"), Tile("B", None, None, "chưa chấm")],
    )
    assert '<a href="#a">A</a>' in page and "91,2" in page and "chưa chấm" in page
    assert "heat-full" in page and "heat-none" in page and "tiles-map" not in page


def test_tiles_lie_on_a_map_where_all_of_them_have_a_place() -> None:
    tiles = [Tile("A", 91, 95, place=(1, 2), url="#a", title="Tỉnh A"), Tile("B", None, place=(18, 5))]
    page = render("{% tile_map 'Bản đồ' tiles %}", tiles=tiles)
    assert "tiles-map" in page and "heat-full row-1 column-2" in page and "heat-none row-18 column-5" in page
    assert '<a href="#a" title="Tỉnh A">A</a>' in page
    assert "tiles-map" not in render("{% tile_map 'Bản đồ' tiles %}", tiles=[*tiles, Tile("C", None)])
    with pytest.raises(ValueError, match="18 rows"):
        tile_map("Bản đồ", [Tile("A", 1, place=(19, 1))])
