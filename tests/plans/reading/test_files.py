"""Files of every kind, good and bad: text comes out, or a clear sentence and a class of its own."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from namkhong.foundation.errors import DomainError
from namkhong.plans.reading import docx_parts, pdf_source, read, sources
from namkhong.plans.reading.command import main
from namkhong.plans.reading.errors import (
    BrokenFile,
    EmptyFile,
    LockedFile,
    NoTextLayer,
    OldWordFile,
    RichTextFile,
    TooLarge,
    UnknownFile,
    UnsafeFile,
)
from namkhong.plans.reading.read import read_file, read_text
from tests.plans.reading.made import PLAN


def word_file(*paragraphs: tuple[str, str]) -> bytes:
    document = docx.Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rezipped(content: bytes, **extra: bytes) -> bytes:
    """The same archive with entries added or replaced ("word__x" stands for "word/x")."""
    added = {name.replace("__", "/"): data for name, data in extra.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in added:
                new.writestr(entry.filename, old.read(entry))
        for name, data in added.items():
            new.writestr(name, data)
    return out.getvalue()


def pdf_file(*objects: str) -> bytes:
    """A PDF of the given objects, numbered from 1."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    size = len(objects) + 1
    return out + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    ).encode("latin-1")


def one_page(stream: str) -> bytes:
    return pdf_file(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
        "/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


LINES = "".join(
    f"BT /F1 12 Tf 50 {800 - 20 * n} Td (- Gui bao cao truoc ngay 20/10/2031 so {n}.) Tj ET\n" for n in range(12)
)
WORD = word_file(
    ("KẾ HOẠCH", "Normal"),
    ("Thử", "Normal"),
    ("Làm việc một", "List Number"),
    ("Làm việc hai", "List Number"),
    ("Ý nhỏ", "List Bullet"),
)


def test_numbers_that_word_only_shows_are_put_back():
    text = read_file(WORD).text
    assert "1. Làm việc một" in text and "2. Làm việc hai" in text and "- Ý nhỏ" in text


def test_word_tables_are_read_cell_by_cell():
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Nơi nhận:\n- Sở Thử;\n- Lưu: VT."
    table.cell(0, 1).text = "GIÁM ĐỐC\nTrần Văn Thử"
    out = io.BytesIO()
    document.save(out)
    reading = read_file(out.getvalue())
    assert [r.text for r in reading.recipients] == ["Sở Thử", "Lưu: VT"]
    assert reading.signer is not None and reading.signer.name == "Trần Văn Thử"


def test_pdf_text_is_read():
    assert read_file(one_page(LINES)).text.count("20/10/2031") == 12


def test_encodings_of_plain_text():
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read_file(PLAN.encode(encoding)).doc_number.text == "45/KH-SMTS"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
OUTSIDE = (
    b'<Relationships xmlns="r"><Relationship Id="1" Type="x/attachedTemplate" Target="http://a.vn/t" '
    b'TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"", "rong.txt", EmptyFile),
        (b" \n\t\n", "rong.txt", EmptyFile),
        (b"MZ\x90\x00" + b"\x00" * 200, "ke_hoach.pdf", UnknownFile),
        (b"\x00\x01\x02\x03" * 50, "ke_hoach.docx", UnknownFile),
        (OLE, "cu.doc", OldWordFile),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "khoa.docx", LockedFile),
        (b"{\\rtf1\\ansi K\\u7870 hoach}", "cu.doc", RichTextFile),
        (WORD[: len(WORD) // 2], "cut.docx", BrokenFile),
        (b"%PDF-1.7\n1 0 obj\n<<", "cut.pdf", BrokenFile),
        (one_page("0 0 m 10 10 l S"), "anh.pdf", NoTextLayer),
        (rezipped(WORD, word__vbaProject=b"x"), "macro.docx", UnsafeFile),
        (rezipped(WORD, **{"word__styles.xml": DOCTYPE}), "dtd.docx", UnsafeFile),
        (
            rezipped(WORD, **{"word___rels__settings.xml.rels".replace("___", "__", 1): OUTSIDE}),
            "ngoai.docx",
            UnsafeFile,
        ),
        (rezipped(WORD, **{"word__media__a.xml": b"0" * 80_000_000}), "bom.docx", UnsafeFile),
    ],
)
def test_bad_files_are_refused_with_a_sentence(content, name, error):
    with pytest.raises(error) as caught:
        read_file(content, name)
    assert isinstance(caught.value, DomainError)
    assert caught.value.sentence.endswith(".") and "{" not in caught.value.sentence


def test_a_zip_that_is_no_word_file_is_unknown():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(UnknownFile):
        read_file(out.getvalue(), "ke_hoach.docx")


def test_content_counts_and_not_the_name():
    assert "20/10/2031" in read_file(one_page(LINES), "nham_ten.docx").text


def test_limits(monkeypatch):
    monkeypatch.setattr(sources, "MAX_BYTES", 100)
    with pytest.raises(TooLarge):
        read_file(PLAN.encode())
    monkeypatch.setattr(read, "MAX_CHARACTERS", 100)
    with pytest.raises(TooLarge):
        read_text(PLAN)
    monkeypatch.setattr(pdf_source, "MAX_PAGES", 0)
    with pytest.raises(TooLarge):
        pdf_source.pdf_extract(one_page(LINES))
    monkeypatch.setattr(docx_parts, "MAX_ENTRIES", 1)
    with pytest.raises(TooLarge):
        docx_parts.Parts(WORD)


def test_the_command(tmp_path: Path, capsys):
    plan = tmp_path / "ke hoach.txt"
    plan.write_text(PLAN, encoding="utf-8")
    assert main([str(plan)]) == 0
    assert '"quote": "45/KH-SMTS"' in capsys.readouterr().out
    assert main([str(plan), "--gold-shape"]) == 0
    assert '"issued_date": "2024-03-07"' in capsys.readouterr().out
    (tmp_path / "rong.txt").write_text("")
    assert main([str(tmp_path / "rong.txt")]) == 1
    assert "không có nội dung" in capsys.readouterr().err
    assert main([str(tmp_path / "khong_co.txt")]) == 1
