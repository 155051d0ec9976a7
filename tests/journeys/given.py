"""What people bring along: the plan as a file of each kind, a letter, a photograph, files that are broken."""

import warnings
from io import BytesIO
from pathlib import Path

import typst
from docx import Document

from namkhong.papers.pdf import FONTS

SEED = Path(__file__).resolve().parents[3] / "shared" / "plans" / "seeds" / "000_duong_minh_chau_union.txt"

OWN = """KẾ HOẠCH
Triển khai cuộc vận động “Công sở không phiền hà”

Thực hiện Kế hoạch số 08/KH-LĐLĐ ngày 04/10/2019 của Liên đoàn Lao động tỉnh Sông Lam, Ban Thường vụ Liên đoàn \
Lao động huyện xây dựng kế hoạch như sau:

I. MỤC ĐÍCH
- Người dân đến cơ quan được tiếp đón niềm nở, giải quyết đúng hẹn.

II. MỤC TIÊU CỤ THỂ
1. Giai đoạn 1: Từ năm 2019 – 2020
- Tổ chức lễ phát động ở từng đơn vị.
2. Giai đoạn 2: Từ năm 2021 – 2026 và các năm tiếp theo
- Phấn đấu hàng năm giảm tỷ lệ tiêu cực trong cán bộ, công chức, viên chức từ 5% đến 10%.
- Cuối năm 2026 tổ chức tổng kết giai đoạn 2021 – 2026.

III. NHIỆM VỤ
1. Gần dân
- Hàng năm người đứng đầu tổ chức đối thoại với cán bộ, công chức, viên chức.
2. Tự giác
- Mỗi cán bộ, công chức, viên chức có bản cam kết với người đứng đầu cơ quan.

IV. TỔ CHỨC THỰC HIỆN
1. Ban Thường vụ Liên đoàn Lao động huyện
- Tổng hợp báo cáo kết quả về Liên đoàn Lao động tỉnh trước ngày 30/11 hàng năm.
2. Các công đoàn cơ sở
- Báo cáo kết quả về Liên đoàn Lao động huyện trước ngày 10/11 hàng năm.

Nơi nhận:
- Các công đoàn cơ sở;
- Lưu: VP.
TM. BAN THƯỜNG VỤ
CHỦ TỊCH
(Đã ký)
Nguyễn Văn Bình
"""

LETTER = """LIÊN ĐOÀN LAO ĐỘNG HUYỆN HÒA AN
Số: 77/LĐLĐ-VP
V/v mời dự hội nghị cuối năm

Kính gửi: Các công đoàn cơ sở trực thuộc

Để chuẩn bị hội nghị, đề nghị mỗi đơn vị cử hai đại biểu tham dự.
Trân trọng./.
Nơi nhận:
- Như trên;
- Lưu: VP.
CHỦ TỊCH
Nguyễn Văn Bình
"""

PHOTO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""The smallest picture there is."""


def plan_text() -> str:
    """The plan of the union of Dương Minh Châu; where the shared folder is absent, one of our own of its shape."""
    if SEED.exists():
        return SEED.read_text(encoding="utf-8")
    warnings.warn(f"{SEED} is absent: the journey goes with a made-up plan", stacklevel=2)
    return OWN


def word_file(text: str) -> bytes:
    """The text as a Word file, a paragraph for every line."""
    document, out = Document(), BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line.strip())
    document.save(out)
    return out.getvalue()


def pdf_file(text: str) -> bytes:
    """The text as a PDF with a layer of words, some pages long."""
    source = '#set text(font: "Tinos", size: 14pt)\n#for line in sys.inputs.text.split("\\n") { par(line) }'
    made = typst.compile(
        source.encode(), font_paths=[FONTS], ignore_system_fonts=True, sys_inputs={"text": text}, format="pdf"
    )
    assert isinstance(made, bytes)
    return made


def save(folder: Path, name: str, data: bytes) -> Path:
    """A file on the visitor's device."""
    place = folder / name
    place.write_bytes(data)
    return place
