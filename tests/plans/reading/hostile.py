"""Files that were made to hurt a reader, each small to keep and large, deep or endless to read."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str | bytes, **more: bytes) -> bytes:
    """A Word file with this body; other parts by name ("word__footnotes.xml" stands for "word/footnotes.xml")."""
    blank = io.BytesIO()
    docx.Document().save(blank)
    inner = body if isinstance(body, bytes) else f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    parts = {"word/document.xml": inner} | {name.replace("__", "/"): data for name, data in more.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry.filename, old.read(entry))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tables_in_tables() -> bytes:
    return word("<w:tbl><w:tr><w:tc>" * 1000 + _paragraph("x") + "</w:tc></w:tr></w:tbl>" * 1000)


def boxes_in_boxes() -> bytes:
    return word("<w:p><w:r><w:pict><w:txbxContent>" * 60 + "</w:txbxContent></w:pict></w:r></w:p>" * 60)


def wide_cells() -> bytes:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
    return word(f"<w:tbl>{('<w:tr>' + cell * 60 + '</w:tr>') * 300}</w:tbl>")


def entity_bomb() -> bytes:
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9)
    )
    return word(f"<!DOCTYPE d [{entities}]><w:document {W}><w:body>{_paragraph('&a8;')}</w:body></w:document>".encode())


def hidden_entity_bomb() -> bytes:
    """The same in an encoding that hides the angle brackets."""
    text = f'<?xml version="1.0" encoding="UTF-7"?><!DOCTYPE d [<!ENTITY a "ha">]><w:document {W}>&a;</w:document>'
    head, tail = text.split("?>", 1)
    return word(head.encode() + b"?>" + tail.replace("<", "+ADw-").replace("&", "+ACY-").encode())


def zip_bomb() -> bytes:
    return word(_paragraph("x"), **{"word__media__a.png": b"\x00" * 150_000_000})


def xml_bomb() -> bytes:
    return word(_paragraph("a ") * 1_200_000)


def styles_in_a_circle() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 50}"/></w:style>'
        for n in range(50)
    )
    body = '<w:p><w:pPr><w:pStyle w:val="s1"/></w:pPr><w:r><w:t>Kế hoạch</w:t></w:r></w:p>'
    return word(body, **{"word__styles.xml": f"<w:styles {W}>{styles}</w:styles>".encode()})


def absurd_numbers() -> bytes:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="99999999999999999999"/>'
        '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%9"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    ).encode()
    place = '<w:pPr><w:numPr><w:ilvl w:val="-7"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return word(f"<w:p>{place}<w:r><w:t>Việc</w:t></w:r></w:p>" * 50, **{"word__numbering.xml": numbering})


def web_deep() -> bytes:
    return b"<html><body>" + b"<div>" * 100_000 + "chữ".encode()


def web_tables() -> bytes:
    return b"<html><body>" + b"<table><tr><td>" * 50_000 + b"x"


def web_signs() -> bytes:
    return b"<html><body>" + b"<" * 200_000 + b"&" * 200_000 + b"<!--" * 100_000


def web_wide() -> bytes:
    return b"<html><body><table>" + b"<tr><td colspan=99999>a" * 8_000


def pdf(*objects: str) -> bytes:
    """A PDF of the given objects, numbered from 1."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    head = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    tail = f"{head}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + tail.encode("latin-1")


_CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"


def pdf_many_pages() -> bytes:
    kids = "3 0 R " * 100_000
    return pdf(_CATALOG, f"<< /Type /Pages /Kids [{kids}] /Count 100000 >>", "<< /Type /Page /Parent 2 0 R >>")


def pdf_huge_page() -> bytes:
    content = "BT /F1 12 Tf 50 800 Td (x) Tj ET"
    return pdf(
        _CATALOG,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99999999 99999999] /Contents 4 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    )


def pdf_loop() -> bytes:
    return pdf(_CATALOG, "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>", "<< /Type /Pages /Kids [2 0 R] /Count 9 >>")


def pdf_many_rules() -> bytes:
    content = "".join(f"{n % 500} {n % 700} 30 0.5 re f\n" for n in range(200_000))
    return pdf(
        _CATALOG,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    )


def pdf_strewn_letters() -> bytes:
    content = "BT /F1 4 Tf " + "".join(f"1 0 0 1 {n * 7 % 590} {n * 13 % 840} Tm (a) Tj " for n in range(20_000)) + "ET"
    return pdf(
        _CATALOG,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    )


def pdf_huge_picture() -> bytes:
    data = zlib.compress(b"\x00" * 100_000_000, 9).decode("latin-1")
    return pdf(
        _CATALOG,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /XObject << /I 5 0 R >> >> >>",
        "<< /Length 29 >>\nstream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
        "<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        f"/Filter /FlateDecode /Length {len(data)} >>\nstream\n{data}\nendstream",
    )


def picture_bomb(side: int = 30_000) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    press = zlib.compressobj(9)
    rows = b"".join(press.compress(b"\x00" * (side + 1)) for _ in range(side)) + press.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def picture_that_is_a_zip() -> bytes:
    return b"\xff\xd8\xff\xe0" + word(_paragraph("x"))


def noise(start: bytes, seed: int) -> Callable[[], bytes]:
    return lambda: start + random.Random(seed).randbytes(200_000)


def cut(make: Callable[[], bytes], share: float) -> Callable[[], bytes]:
    def cut_short() -> bytes:
        whole = make()
        return whole[: int(len(whole) * share)]

    return cut_short


def text_of(piece: str, size: int = 1_000_000) -> Callable[[], bytes]:
    def repeated() -> bytes:
        return (piece * (size // len(piece))).encode()

    return repeated


FILES: dict[str, Callable[[], bytes]] = {
    "bảng trong bảng.docx": tables_in_tables,
    "khung trong khung.docx": boxes_in_boxes,
    "ô rất rộng.docx": wide_cells,
    "thực thể.docx": entity_bomb,
    "thực thể giấu.docx": hidden_entity_bomb,
    "nén phình.docx": zip_bomb,
    "chữ phình.docx": xml_bomb,
    "kiểu vòng tròn.docx": styles_in_a_circle,
    "số vô lý.docx": absurd_numbers,
    "nửa tệp.docx": cut(absurd_numbers, 0.6),
    "lồng sâu.html": web_deep,
    "bảng lồng.html": web_tables,
    "dấu nhọn.html": web_signs,
    "cột rộng.html": web_wide,
    "trăm nghìn trang.pdf": pdf_many_pages,
    "trang khổng lồ.pdf": pdf_huge_page,
    "vòng tròn.pdf": pdf_loop,
    "nhiều nét kẻ.pdf": pdf_many_rules,
    "chữ rải rác.pdf": pdf_strewn_letters,
    "ảnh khổng lồ.pdf": pdf_huge_picture,
    "ngẫu nhiên.pdf": noise(b"%PDF-1.7\n", 1),
    "nửa tệp.pdf": cut(pdf_strewn_letters, 0.5),
    "bom ảnh.png": picture_bomb,
    "nửa ảnh.png": cut(lambda: picture_bomb(3000), 0.5),
    "ảnh là zip.jpg": picture_that_is_a_zip,
    "ngẫu nhiên.jpg": noise(b"\xff\xd8\xff", 2),
    "ngẫu nhiên.tif": noise(b"II*\x00", 3),
    "ngẫu nhiên.docx": noise(b"PK\x03\x04", 4),
    "dòng rất dài.txt": text_of("dài "),
    "ngoặc.txt": text_of("("),
    "chữ số.txt": text_of("7"),
    "gạch.txt": text_of("- "),
    "ngày.txt": text_of("ngày 20/10/2026 ", 300_000),
    "phần trăm.txt": text_of("từ 5% đến ", 300_000),
    "sổ dọc.txt": text_of("|\n"),
    "hàng.txt": text_of("|\na\n||\n", 200_000),
    "tab.txt": text_of("a\tb\tc\n", 200_000),
    "bảng Markdown.md": text_of("| a | b |\n|---|---|\n", 200_000),
    "dấu gạch Markdown.md": text_of("|--|" * 2000 + "\n"),
    "mục.txt": text_of("1.1.1.1.1 ", 300_000),
    "chữ VNI.txt": text_of("KEÁ HOAÏCH naêm ñöôïc ", 300_000),
}
