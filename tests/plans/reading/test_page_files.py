"""Pages of a PDF and of the web: what stands where is read in the order in which a person reads it."""

import typst

from namkhong.plans.reading.extract import Extract
from namkhong.plans.reading.html_source import html_extract
from namkhong.plans.reading.lines import normalise
from namkhong.plans.reading.pdf_source import pdf_extract
from namkhong.plans.reading.read import read_file, read_text
from namkhong.plans.reading.sources import extract_of, in_unicode
from tests.plans.reading.made import PLAN

HEAD = """#set page(paper: "a4", numbering: "1", header: context {
  if counter(page).get().first() > 1 [#align(center)[Kế hoạch giữ sạch sân trường]] })
#set text(font: "New Computer Modern", size: 13pt)
#set par(justify: true, first-line-indent: 1cm)
#grid(columns: (1fr, 1.3fr), align: center,
  [UBND XÃ AN HÒA \\ *TRƯỜNG TIỂU HỌC* \\ Số: 12/KH-TH],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc* \\ An Hòa, ngày 7 tháng 3 năm 2026])
#align(center)[*KẾ HOẠCH* \\ Giữ sạch sân trường]
"""
SENTENCE = "Các lớp thay nhau quét dọn, tưới cây và nhắc bạn bè bỏ giấy vụn vào đúng chỗ trước khi ra về mỗi ngày. "
FOOT = """
#grid(columns: (1fr, 1fr), [Nơi nhận: \\ - UBND xã; \\ - Lưu: VT.], align(center)[*HIỆU TRƯỞNG* \\ \\ \\ Trần Thị Thử])
"""
TABLE = """
#table(columns: (1cm, 1fr, 4cm, 3cm), [TT], [Nhiệm vụ], [Chủ trì], [Thời hạn],
  [1], [Dọn sân trường vào thứ sáu hằng tuần, cả khu vực cổng trường và nhà xe], table.cell(rowspan: 2)[Đội],
  [Trước 20/10/2026], [2], [Trồng cây], [])
"""


def pdf(body: str) -> bytes:
    made = typst.compile((HEAD + body + FOOT).encode())
    assert isinstance(made, bytes)
    return made


def test_two_columns_of_the_head_and_of_the_foot() -> None:
    reading = read_file(pdf(f"I. MỤC ĐÍCH\n\n{SENTENCE * 2}"))
    assert reading.issuer is not None and reading.issuer.text.endswith("TRƯỜNG TIỂU HỌC")
    assert reading.doc_number is not None and reading.doc_number.text == "12/KH-TH"
    assert reading.issued_on is not None and reading.issued_on.day.isoformat() == "2026-03-07"
    assert reading.title is not None and reading.title.text == "Giữ sạch sân trường"
    assert [item.text for item in reading.recipients] == ["UBND xã", "Lưu: VT"]
    assert reading.signer is not None and reading.signer.name == "Trần Thị Thử"


def test_drawn_tables_are_read_row_by_row() -> None:
    _, lines = normalise(pdf_extract(pdf(TABLE)).text)
    cells: dict[tuple[int, int], str] = {}
    for line in lines:
        if line.table == 2:
            place = (line.row, line.column)
            cells[place] = f"{cells[place]} {line.text}" if place in cells else line.text
    first = min(row for row, _ in cells)
    assert [cells.get((first, column)) for column in range(4)] == ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]
    assert cells[first + 1, 1].startswith("Dọn sân trường") and cells[first + 1, 1].endswith("nhà xe")
    assert cells[first + 1, 3] == "Trước 20/10/2026" and cells[first + 2, 1] == "Trồng cây"
    assert list(cells.values()).count("Đội") == 1


def test_running_heads_and_page_numbers_go_and_sentences_go_on() -> None:
    body = "I. MỤC ĐÍCH\n\n" + "\n\n".join([SENTENCE * 4] * 22)
    text = read_file(pdf(body)).text
    assert text.count("Kế hoạch giữ sạch sân trường") == 0
    assert not any(line.strip().isdigit() for line in text.split("\n"))
    assert text.count((SENTENCE * 4).strip()) >= 18


def test_a_footnote_is_no_part_of_its_sentence() -> None:
    text = pdf_extract(pdf(f"{SENTENCE}Báo cáo trước ngày 20/10#footnote[Theo lịch của phòng.]/2026.")).text
    assert "20/10/2026" in text and "[1] Theo lịch của phòng." in text


def test_a_number_broken_after_its_hyphen_is_put_together() -> None:
    assert "33/KH-UBND ngày" in normalise("Thực hiện Kế hoạch số 33/KH-\nUBND ngày 5/3/2026 của Ủy ban nhân dân xã")[0]


PAGE = """<!DOCTYPE html><html><head><title>Báo</title><style>p {color: red}</style></head><body>
<nav><a href="/">Trang chủ</a><a href="/tin">Tin tức</a></nav>
<div class="w"><div class="side"><a href="1">Tin khác hôm nay</a></div><div class="m"><h1>Kế hoạch giữ sạch</h1>
<p>Nhà trường phát động <b>giữ sạch</b> sân trường,<br>bắt đầu từ thứ hai.</p><p style="display: none">Không ai thấy</p>
<ul><li>Quét sân</li><li>Tưới cây</li></ul>
<table><tr><th>Việc</th><th>Hạn</th><th>Ai</th></tr><tr><td>Dọn <table><tr><td>nhà</td><td>xe</td></tr></table></td>
<td colspan="2">Trước 20/10</td></tr></table>
<p>Mọi người cùng làm, cùng nhắc nhau và cùng giữ gìn lâu dài.</p></div></div>
<footer>Bản quyền của báo</footer><script>alert("x")</script></body></html>"""


def test_of_a_web_page_only_the_main_text_is_read() -> None:
    text = html_extract(PAGE.encode()).text
    for gone in ("Trang chủ", "Tin khác", "Bản quyền", "alert", "color", "Không ai thấy", "Báo"):
        assert gone not in text
    lines = [line for line in text.split("\n") if line.strip()]
    assert lines == [
        "Kế hoạch giữ sạch", "Nhà trường phát động giữ sạch sân trường,", "bắt đầu từ thứ hai.", "- Quét sân",
        "- Tưới cây", "|", "Việc", "|", "Hạn", "|", "Ai", "||", "Dọn", "nhà", "xe", "|", "Trước 20/10",
        "|", "||", "|||", "Mọi người cùng làm, cùng nhắc nhau và cùng giữ gìn lâu dài.",
    ]  # fmt: skip


def test_a_plan_saved_as_a_page_or_as_one_file_reads_like_its_text() -> None:
    page = (
        "<html><body>" + "".join(f"<p>{line}</p>" for line in PLAN.split("\n") if line.strip("| ")) + "</body></html>"
    )
    archive = b'MIME-Version: 1.0\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n' + page.encode()
    for content in (page.encode(), page.encode("utf-16"), archive):
        reading = read_file(content)
        assert reading.doc_number is not None and reading.doc_number.text == "45/KH-SMTS"
        assert [target.low for target in reading.targets] == [target.low for target in read_text(PLAN).targets]


TABLED = "| TT | Việc | Hạn |\n|---|:---|---:|\n| 1 | Dọn sân<br>và cổng | 20/10 |\n| 2 | | Quý IV |\n"


def test_tables_of_markdown_and_pasted_ones_have_rows() -> None:
    for text in (TABLED, "TT\tViệc\tHạn\n1\tDọn sân và cổng\t20/10\n2\t\tQuý IV\n"):
        normalised, lines = normalise(f"Trước bảng.\n{text}\nSau bảng.")
        assert normalised.split("\n")[0] == "Trước bảng." and lines[0].table == 0 and lines[-1].table == 0
        assert [(line.text, line.row, line.column) for line in lines if line.table][-5:] == [
            ("1", 2, 0), ("Dọn sân và cổng", 2, 1), ("20/10", 2, 2), ("2", 3, 0), ("Quý IV", 3, 2),
        ]  # fmt: skip
        for line in lines:
            assert normalised[line.start : line.end] == line.text


def test_flattened_text_has_cells_but_no_rows() -> None:
    assert {line.row for line in normalise("|\nmột\n|\nhai\n|")[1]} == {0}


def test_text_for_old_fonts_is_converted_and_told() -> None:
    old = "KÕ ho¹ch tæ chøc phong trµo thi ®ua n¨m 2026 cña ®¬n vÞ"
    assert in_unicode(Extract(old)).text == "Kế hoạch tổ chức phong trào thi đua năm 2026 của đơn vị"
    found = extract_of(old.encode("latin-1"))
    assert found.text.startswith("Kế hoạch") and [note.code for note in found.notes] == ["legacy_font"]
    vni = "KEÁ HOAÏCH toå chöùc phong traøo thi ñua naêm 2026 cuûa ñôn vò"
    assert in_unicode(Extract(vni)).text == "KẾ HOẠCH tổ chức phong trào thi đua năm 2026 của đơn vị"
    for same in (PLAN, "Der Bär mag größere Flüsse und schöne Wälder", "hoà thuận, khoẻ mạnh, thuỷ lợi, uý lạo"):
        assert in_unicode(Extract(same)).text == same
