"""What Word prints is what is read: numbers, notes, boxes, changes, fields, merged cells, old fonts."""

import re

import pytest

from namkhong.plans.reading.docx_source import docx_extract
from namkhong.plans.reading.errors import UnsafeFile
from namkhong.plans.reading.read import read_file
from tests.plans.reading.hostile import W, word


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def listed(text: str, number: int, level: int = 0) -> str:
    return paragraph(run(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, kind: str, pattern: str, more: str = "") -> str:
    shape = f'<w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{shape}</w:lvl>'


def numbering(levels: str, numbers: str) -> bytes:
    inner = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>{numbers}'
    return f"<w:numbering {W}>{inner}</w:numbering>".encode()


def num(number: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{more}</w:num>'


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_part(body: str, kind: str, part: bytes) -> bytes:
    """A Word file with one more part that its document relates to."""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/></Relationships>'
    ).encode()
    return word(body, **{f"word__{kind}.xml": part, "word/_rels/document.xml.rels": rels})


def lines(content: bytes) -> list[str]:
    return [line for line in docx_extract(content).text.split("\n") if line.strip()]


def test_levels_restarts_and_lists_that_go_on() -> None:
    levels = (
        level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>") + level(2, "lowerLetter", "%3)")
    )
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    part = numbering(levels, num(1) + num(2) + num(3, again))
    body = "".join(
        [
            listed("Mục đích", 1), listed("Ý đầu", 1, 1), listed("điểm", 1, 2), listed("điểm nữa", 1, 2),
            listed("Ý sau", 1, 1), listed("điểm khác", 1, 2), listed("Nội dung", 2), listed("Phụ lục", 3),
        ]
    )  # fmt: skip
    assert lines(with_part(body, "numbering", part)) == [
        "I. Mục đích", "1.1. Ý đầu", "a) điểm", "b) điểm nữa", "1.2. Ý sau", "a) điểm khác", "II. Nội dung",
        "I. Phụ lục",
    ]  # fmt: skip


def test_a_number_after_z_and_after_thirty_nine() -> None:
    part = numbering(level(0, "lowerLetter", "%1)"), num(1))
    assert lines(with_part(listed("việc", 1) * 27, "numbering", part))[-1] == "aa) việc"
    part = numbering(level(0, "upperRoman", "%1."), num(1))
    assert lines(with_part(listed("việc", 1) * 44, "numbering", part))[-1] == "XLIV. việc"


def test_an_empty_numbered_paragraph_counts_but_is_not_printed() -> None:
    part = numbering(level(0, "decimal", "%1."), num(1))
    assert lines(with_part(listed("một", 1) + listed("", 1) + listed("ba", 1), "numbering", part)) == [
        "1. một",
        "3. ba",
    ]


def test_changes_are_read_as_accepted_and_told() -> None:
    body = (
        paragraph(run("Báo cáo trước ngày "), f"<w:del>{run('10')}</w:del><w:ins>{run('20')}</w:ins>", run("/11."))
        + paragraph(f"<w:moveFrom>{run('Chuyển đi')}</w:moveFrom>")
        + paragraph(run("Câu đầu "), properties="<w:rPr><w:del/></w:rPr>")
        + paragraph(run("nối liền."))
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    found = docx_extract(word(body))
    assert "trước ngày 20/11." in found.text and "Câu đầu nối liền." in found.text
    assert "Chuyển đi" not in found.text and "10" not in found.text
    assert [note.code for note in found.notes] == ["tracked_changes"]
    assert "tracked_changes" in {doubt.code for doubt in read_file(word(body)).warnings}


def test_comments_are_left_out_and_told() -> None:
    comments = f"<w:comments {W}><w:comment>{paragraph(run('Sửa lại'))}</w:comment></w:comments>".encode()
    found = docx_extract(with_part(paragraph(run("Nội dung")), "comments", comments))
    assert "Sửa lại" not in found.text and [note.code for note in found.notes] == ["comments"]


def test_notes_stand_after_the_text_and_never_in_a_number() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="0">{paragraph(run("—"))}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph(run("Theo số liệu năm trước"))}</w:footnote></w:footnotes>'
    ).encode()
    body = paragraph(run("trước ngày 20/10"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run("/2026."))
    assert lines(with_part(body, "footnotes", notes)) == ["trước ngày 20/10/2026.", "[1] Theo số liệu năm trước"]


TWICE = (
    '<mc:AlternateContent xmlns:mc="mc"><mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="wps"><w:txbxContent>'
    "{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent>"
    "</w:pict></mc:Fallback></mc:AlternateContent>"
)


def test_a_text_box_stored_twice_is_read_once() -> None:
    box = TWICE.format(paragraph(run("Số: 12/KH-TH")))
    assert lines(word(paragraph(run("TRƯỜNG TIỂU HỌC"), f"<w:r>{box}</w:r>"))) == ["TRƯỜNG TIỂU HỌC", "Số: 12/KH-TH"]
    old = f"<w:r><w:pict><w:txbxContent>{paragraph(run('Khung cũ'))}</w:txbxContent></w:pict></w:r>"
    assert lines(word(paragraph(old))) == ["Khung cũ"]


def test_fields_hidden_text_and_content_controls() -> None:
    def field(code: str, result: str) -> str:
        marks = [f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end")]
        return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{run(result)}{marks[2]}"

    body = paragraph(
        field(" PAGE ", "7"),
        field(' DATE \\@ "d/M/yyyy" ', "5/3/2026"),
        run(" ẩn", "<w:vanish/>"),
        f"<w:sdt><w:sdtContent>{run(' trong khung')}</w:sdtContent></w:sdt>",
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Bấm để nhập')}</w:sdtContent></w:sdt>",
        f"<w:hyperlink>{run(' xem trang')}</w:hyperlink>",
        "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>",
        run("kế hoạch", "<w:caps/>"),
    )
    assert lines(word(body)) == ["5/3/2026 trong khung xem trang-KẾ HOẠCH"]
    assert lines(word(paragraph(field(' TOC \\o "1-3" ', "I. MỤC ĐÍCH 3")) + paragraph(run("sau")))) == ["sau"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text) if text else '')}</w:tc>"


def test_rows_of_a_table_keep_their_columns() -> None:
    merged, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell("Mục chung", '<w:gridSpan w:val="3"/>'),
        cell("1") + cell("Dọn sân", merged) + cell(""),
        cell("2") + cell("bỏ qua", goes_on) + cell("Trước 20/10"),
    ]
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>" + paragraph(run("Sau bảng."))
    text = re.sub(r"\n{2,}", "\n", "\n".join(lines(word(body))))
    wanted = "| Mục_chung | | || 1 | Dọn_sân | || 2 | | Trước_20/10 || ||| Sau_bảng."
    assert text.split("\n") == [word.replace("_", " ") for word in wanted.split(" ")]


def test_a_table_inside_a_cell_is_read_as_lines_of_the_cell() -> None:
    inner = f"<w:tbl><w:tr>{cell('trong')}{cell('bảng')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc>{cell('ngoài')}</w:tr></w:tbl>"
    assert lines(word(body)) == ["|", "trong", "bảng", "|", "ngoài", "||", "|||"]


def test_the_page_header_is_read_only_where_it_carries_the_number() -> None:
    def with_header(text: str) -> bytes:
        header = f"<w:hdr {W}>{paragraph(run(text))}</w:hdr>".encode()
        reference = f'<w:headerReference xmlns:r="{RELATIONS}" w:type="default" r:id="r1"/>'
        return with_part(f"{paragraph(run('KẾ HOẠCH'))}<w:sectPr>{reference}</w:sectPr>", "header", header)

    assert lines(with_header("Số: 12/KH-TH")) == ["Số: 12/KH-TH", "KẾ HOẠCH"]
    assert lines(with_header("Trang 3")) == ["KẾ HOẠCH"]


@pytest.mark.parametrize(
    ("font", "stored", "shown"),
    [
        (".VnTime", "KÕ ho¹ch tæ chøc cña ®¬n vÞ", "Kế hoạch tổ chức của đơn vị"),
        (".VnTimeH", "KÕ ho¹ch", "KẾ HOẠCH"),
        ("VNI-Times", "KEÁ HOAÏCH cuûa ñôn vò, thöïc hieän ñuùng", "KẾ HOẠCH của đơn vị, thực hiện đúng"),
        (".VnTime", "Kế hoạch đã là Unicode", "Kế hoạch đã là Unicode"),
        ("Times New Roman", "Zürich, Führer", "Zürich, Führer"),
    ],
)
def test_fonts_from_before_unicode(font: str, stored: str, shown: str) -> None:
    found = docx_extract(word(paragraph(run(stored, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'))))
    assert found.text.strip() == shown
    assert [note.code for note in found.notes] == (["legacy_font"] if stored != shown else [])


def test_a_file_with_macros_is_refused_under_any_name() -> None:
    types = b'<Types xmlns="t"><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    with pytest.raises(UnsafeFile, match="macro"):
        docx_extract(word(paragraph(run("x")), **{"[Content_Types].xml": types}))


def test_the_strict_form_of_word_files_is_read() -> None:
    strict = W.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/x")
    body = f"<w:document {strict}><w:body>{paragraph(run('Kế hoạch'))}</w:body></w:document>".encode()
    assert lines(word(body)) == ["Kế hoạch"]
