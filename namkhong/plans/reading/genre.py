"""What kind of document this is, how the reader knows, and the refusal of what is no plan."""

import re

from namkhong.plans.reading.document import Document
from namkhong.plans.reading.heads import sign_of
from namkhong.plans.reading.items import Genre
from namkhong.plans.reading.subjects import tells_of_issuing
from namkhong.plans.reading.words import is_upper, key_text

NAMES = {
    Genre.PLAN: "kế hoạch",
    Genre.GUIDELINE: "hướng dẫn",
    Genre.PROGRAMME: "chương trình",
    Genre.DECISION: "quyết định",
    Genre.NEWS: "bài báo về kế hoạch",
    Genre.LETTER: "công văn",
    Genre.REPORT: "báo cáo",
    Genre.DIRECTIVE: "chỉ thị",
    Genre.LAW: "văn bản quy phạm pháp luật",
    Genre.OTHER: "văn bản loại khác",
}
_BY_TYPE = (
    ("KẾ HOẠCH", Genre.PLAN),
    ("DỰ THẢO KẾ HOẠCH", Genre.PLAN),
    ("HƯỚNG DẪN", Genre.GUIDELINE),
    ("CHƯƠNG TRÌNH", Genre.PROGRAMME),
    ("BÁO CÁO", Genre.REPORT),
    ("CÔNG VĂN", Genre.LETTER),
    ("CHỈ THỊ", Genre.DIRECTIVE),
    ("THÔNG TƯ", Genre.LAW),
    ("NGHỊ ĐỊNH", Genre.LAW),
    ("LUẬT", Genre.LAW),
    ("BỘ LUẬT", Genre.LAW),
    ("PHÁP LỆNH", Genre.LAW),
)
# A decision that issues one of these sets out work; one that appoints or rewards somebody does not.
_BY_SIGN = {
    "KH": "KẾ HOẠCH",
    "HD": "HƯỚNG DẪN",
    "CTR": "CHƯƠNG TRÌNH",
    "BC": "BÁO CÁO",
    "CT": "CHỈ THỊ",
    "QĐ": "QUYẾT ĐỊNH",
    "TT": "THÔNG TƯ",
    "NĐ": "NGHỊ ĐỊNH",
}
_ISSUED = (
    "kế hoạch",
    "chương trình",
    "quy định",
    "quy chế",
    "đề án",
    "hướng dẫn",
    "tiêu chí",
    "phong trào",
    "phương án",
)
_WORKS = (Genre.PLAN, Genre.GUIDELINE, Genre.PROGRAMME, Genre.DECISION, Genre.NEWS)
_CLOCK = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-]\d{4}\s*[-–,|]?\s*\d{1,2}[:hg]\d{2}|\d{1,2}:\d{2}.{0,6}\d{1,2}/\d{1,2}/\d{4}"
)
_NEWS_WORDS = (
    "vừa ban hành",
    "vừa có kế hoạch",
    "chia sẻ bài viết",
    "bình luận",
    "theo kế hoạch ,",
    "theo đó ,",
    "( pv )",
    "phóng viên",
)
# Papers that are taken for plans by mistake: two of the words make one.
_PAPERS = (
    ("hóa đơn", ("hóa đơn", "thành tiền", "mã số thuế", "đơn giá", "người mua hàng")),
    ("hợp đồng", ("hợp đồng", "bên a", "bên b", "hai bên thỏa thuận", "điều khoản chung")),
    ("sơ yếu lý lịch", ("kinh nghiệm làm việc", "học vấn", "kỹ năng", "mục tiêu nghề nghiệp", "sơ yếu lý lịch")),
    ("đơn", ("đơn xin", "kính đơn", "tôi tên là", "tôi xin chân thành")),
)
_MARKED = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
_LEAST_MARKED = 0.04


def find_genre(document: Document) -> tuple[Genre, str]:
    """Genre and a plain reason."""
    if document.type_name is not None:
        return _by_type(document, document.type_name.upper())
    signed = _by_sign(document)
    if signed is not None:
        return signed
    opening = [key_text(line.text[:60]) for line in document.page.lines[:30]]
    if any(line.startswith(_LETTER_LINES) for line in opening) and not _paper(document):
        return Genre.LETTER, "Có phần “Kính gửi” hoặc “V/v” mà không có tên loại văn bản."
    if _is_news(document):
        return Genre.NEWS, "Có giờ đăng hoặc lời dẫn của báo, không có phần ký và nơi nhận."
    if _speaks_of_plan(document):
        return (
            Genre.PLAN,
            "Không thấy dòng tên loại, nhưng có phần tổ chức thực hiện và lời kết của một kế hoạch.",
        )
    return Genre.OTHER, _why_none(document)


def _by_sign(document: Document) -> tuple[Genre, str] | None:
    """The kind from the letters of the number, where the line of the type was lost."""
    sign = sign_of(document.header)
    printed = _BY_SIGN.get(sign.upper())
    if printed is None:
        return None
    genre, _ = _by_type(document, printed)
    return genre, f"Không thấy dòng tên loại; ký hiệu “{sign}” trong số văn bản cho biết đây là {printed.lower()}."


def _by_type(document: Document, printed: str) -> tuple[Genre, str]:
    printed = printed.removeprefix("DỰ THẢO ")
    for name, genre in _BY_TYPE:
        if printed == name or printed.startswith(f"{name} "):
            return genre, f"Có dòng tên loại “{document.type_name}”."
    if printed == "QUYẾT ĐỊNH":
        title = key_text(" ".join(line.text for line in document.title))
        if document.attached_to_decision or any(word in title for word in _ISSUED):
            return Genre.DECISION, "Có dòng tên loại “QUYẾT ĐỊNH” và ban hành một văn bản kèm theo."
        return Genre.OTHER, "Là quyết định, nhưng không ban hành kế hoạch hay chương trình nào."
    return Genre.OTHER, f"Có dòng tên loại “{document.type_name}”."


def name_of(document: Document, genre: Genre) -> str:
    """The kind in words; for other kinds the type as printed or the paper it looks like."""
    if genre is not Genre.OTHER:
        return NAMES[genre]
    return document.type_name.lower() if document.type_name else _paper(document) or NAMES[genre]


def is_other_paper(document: Document, genre: Genre) -> bool:
    """An invoice, a contract, a letter in another language: nothing in it is read as part of a plan."""
    return genre is Genre.OTHER and document.type_name is None and bool(_paper(document) or _unmarked(document))


def refusal_of(genre: Genre, name: str, why: str) -> str:
    """A plain sentence where the document sets out no work that could be adopted; empty for plans."""
    if genre in _WORKS:
        return ""
    if name == NAMES[Genre.OTHER]:
        return f"Văn bản này không phải kế hoạch. {why}"
    return f"Văn bản này là {name}, không phải kế hoạch. {why}"


def _paper(document: Document) -> str:
    text = key_text(document.page.text[:6000])
    for name, words in _PAPERS:
        if sum(word in text for word in words) >= 2:
            return name
    return ""


def _why_none(document: Document) -> str:
    if _unmarked(document):
        return "Văn bản không viết bằng tiếng Việt có dấu."
    return "Không có tên loại, căn cứ, phần tổ chức thực hiện hay phần ký như một kế hoạch."


def _unmarked(document: Document) -> bool:
    letters = [char for char in document.page.text[:5000] if char.isalpha()]
    marked = sum(_MARKED.match(char) is not None for char in letters)
    return bool(letters) and marked < len(letters) * _LEAST_MARKED


def _is_news(document: Document) -> bool:
    if document.closing is not None:
        return False
    lines = document.page.lines
    head = "\n".join(line.text for line in lines[:8])
    text = key_text(document.page.text[:20000])
    if not any(word in text for word in _PLANS_TOLD):
        return False
    signs = sum(word in text for word in _NEWS_WORDS)
    dated = any(_DAY_ALONE.fullmatch(line.text) for line in lines[1:5])
    agency = any(_AGENCY.match(line.text) for line in lines[1:5])
    headed = not is_upper(lines[0].text) and tells_of_issuing(lines[0])
    told = _TOLD.search(key_text(head)) is not None
    return _CLOCK.search(head) is not None or signs + dated + agency + headed + told >= 2


# What a newspaper says and a plan does not say of itself: that it has been issued, under its number.
_TOLD = re.compile(r"(?:đã|vừa|mới) (?:ban hành|ký ban hành|có|xây dựng) (?:kế hoạch|chương trình|hướng dẫn) số \d")
_LETTER_LINES = ("kính gửi", "v / v", "“ v / v", '" v / v', "công văn v / v", "( v / v")
_PLANS_TOLD = ("kế hoạch", "chương trình", "cuộc vận động", "phong trào thi đua", "hướng dẫn số")
_DAY_ALONE = re.compile(r"\(?(?:[^\W\d_ ]+ [^\W\d_]+,? )?(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\)?")
_AGENCY = re.compile(r"\(?[A-ZĐ]{2,10}\)?\s?[-–]\s(?=[A-ZĐÀ-Ỹ])")


_ISSUES_PLAN = re.compile(r"(?:ban hành|xây dựng) kế hoạch [^.]{0,400}như sau :")


def _speaks_of_plan(document: Document) -> bool:
    text = key_text(document.page.text[:200000])
    if document.intro and _ISSUES_PLAN.search(key_text(" ".join(line.text for line in document.intro)[:4000])):
        return True
    organised = "tổ chức thực hiện" in text or "nhiệm vụ và giải pháp" in text or "nhiệm vụ , giải pháp" in text
    return organised and "kế hoạch" in text and (document.closing is not None or "mục đích" in text)
