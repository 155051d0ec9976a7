"""What kind of document this is, and how the reader knows."""

import re

from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import Genre
from namkhong.plans.reading.words import key_text

NAMES = {
    Genre.PLAN: "kế hoạch",
    Genre.GUIDELINE: "hướng dẫn",
    Genre.PROGRAMME: "chương trình",
    Genre.DECISION: "quyết định",
    Genre.NEWS: "bài báo về kế hoạch",
    Genre.LETTER: "công văn",
    Genre.REPORT: "báo cáo",
    Genre.OTHER: "văn bản loại khác",
}
_BY_TYPE = (
    ("KẾ HOẠCH", Genre.PLAN),
    ("DỰ THẢO KẾ HOẠCH", Genre.PLAN),
    ("HƯỚNG DẪN", Genre.GUIDELINE),
    ("CHƯƠNG TRÌNH", Genre.PROGRAMME),
    ("QUYẾT ĐỊNH", Genre.DECISION),
    ("BÁO CÁO", Genre.REPORT),
    ("CÔNG VĂN", Genre.LETTER),
)
_CLOCK = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-]\d{4}\s*[-–,|]?\s*\d{1,2}[:hg]\d{2}|\d{1,2}:\d{2}.{0,6}\d{1,2}/\d{1,2}/\d{4}"
)
_NEWS_WORDS = (
    "vừa ban hành",
    "vừa có kế hoạch",
    "chia sẻ bài viết",
    "bình luận",
    "theo kế hoạch ,",
    "( pv )",
    "phóng viên",
)


def find_genre(document: Document) -> tuple[Genre, str]:
    """Genre and a plain reason."""
    if document.type_name is not None:
        for name, genre in _BY_TYPE:
            if document.type_name.startswith(name):
                return genre, f"Có dòng tên loại “{document.type_name}”."
        return Genre.OTHER, f"Có dòng tên loại “{document.type_name}”."
    opening = [key_text(line.text[:60]) for line in document.page.lines[:30]]
    if any(line.startswith(("kính gửi", "v / v")) for line in opening):
        return Genre.LETTER, "Có phần “Kính gửi” hoặc “V/v” mà không có tên loại văn bản."
    if _is_news(document):
        return Genre.NEWS, "Có giờ đăng hoặc lời dẫn của báo, không có phần ký và nơi nhận."
    if _speaks_of_plan(document):
        return (
            Genre.PLAN,
            "Không thấy dòng tên loại, nhưng có phần tổ chức thực hiện và lời kết của một kế hoạch.",
        )
    return Genre.OTHER, "Không có tên loại, căn cứ, phần tổ chức thực hiện hay phần ký như một kế hoạch."


def _is_news(document: Document) -> bool:
    if document.closing is not None:
        return False
    head = "\n".join(line.text for line in document.page.lines[:8])
    text = key_text(document.page.text[:20000])
    signs = sum(word in text for word in _NEWS_WORDS)
    return "kế hoạch" in text and (_CLOCK.search(head) is not None or signs >= 2)


def _speaks_of_plan(document: Document) -> bool:
    text = key_text(document.page.text[:200000])
    organised = "tổ chức thực hiện" in text or "nhiệm vụ và giải pháp" in text or "nhiệm vụ , giải pháp" in text
    return organised and "kế hoạch" in text and (document.closing is not None or "mục đích" in text)
