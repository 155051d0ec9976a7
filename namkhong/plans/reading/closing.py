"""The end of a document: recipients and signer, in whichever order they stand."""

import re
from dataclasses import dataclass, replace

from namkhong.plans.reading.items import Phrase, Signer
from namkhong.plans.reading.lines import Line
from namkhong.plans.reading.markers import TYPE_NAMES, Kind, read
from namkhong.plans.reading.passages import Page
from namkhong.plans.reading.words import is_upper, key_text, phrases, squeeze

_AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|T/M|K/T|T/L|Q|TƯQ)\s*[./]", re.IGNORECASE)
_POSTS = phrases(
    "chủ tịch | phó chủ tịch | giám đốc | phó giám đốc | thủ tướng | phó thủ tướng | bộ trưởng | thứ trưởng",
    "bí thư | phó bí thư | trưởng ban | phó trưởng ban | chánh văn phòng | phó chánh văn phòng | hiệu trưởng",
    "phó hiệu trưởng | cục trưởng | phó cục trưởng | trưởng phòng | phó trưởng phòng | tổng giám đốc",
    "chủ nhiệm | phó chủ nhiệm | trưởng | phó trưởng | vụ trưởng | viện trưởng | chánh thanh tra",
    "tổng bí thư | quyền chủ tịch | ủy viên | phó tổng giám đốc | chi cục trưởng | chỉ huy | chánh án",
    "tổng thanh tra | thống đốc | phó thống đốc | tổng cục trưởng | đội trưởng | tổ trưởng | phó",
)
_SIGNED = re.compile(r"\(?\s*(đã ký|đã kí|ký tên|chữ ký|đóng dấu|signed)", re.IGNORECASE)
_NAME_WORD = re.compile(r"[A-ZĐÀ-ỸĂÂÊÔƠƯ][a-zà-ỹđăâêôơư]+|[A-ZĐÀ-ỸĂÂÊÔƠƯ]{2,}|[A-ZĐ]\.|[YHK](?:['’][^\W\d_]+)?")
_RANK = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|Ths|BS|BSCKI{1,2}|BSCK[12]|CKI{1,2}|DS|CN|KS|TTƯT|TTND|Đ/c|Ông(?!\s(?:Thị|Văn)\s)|Bà)[.:\s]\s*)+|^(?:Thượng|Đại|Trung|Thiếu)\s(?:tá|tướng|úy)\s"
)
_NOT_NAMES = ("Nơi", "Số", "Ngày", "Phụ", "Bình", "Chia", "Trang", "Kính")


@dataclass(frozen=True)
class Closing:
    """What stands at the end; `first` and `after` are indexes of the lines it takes up (half open)."""

    first: int
    after: int
    recipients: tuple[Phrase, ...]
    signer: Signer | None


def read_closing(page: Page, lines: list[Line]) -> Closing | None:
    """The first closing block: "Nơi nhận" with the signature next to it, or a signature alone."""
    places = [
        i for i, line in enumerate(lines) if line.text[:1] in "nN" and key_text(line.text[:12]).startswith("nơi nhận")
    ]
    if not places:
        return _signature_only(page, lines)
    head = places[0]
    recipients, after = _recipients(page, lines, head)
    found = _signature(page, lines, after, min(len(lines), after + 14))
    if found is None:
        found = _signature(page, lines, max(0, head - 9), head)
    signer, start, end = found if found else (None, head, after)
    return Closing(min(head, start), max(after, end), tuple(recipients), signer)


def _signature_only(page: Page, lines: list[Line]) -> Closing | None:
    for index in range(max(0, len(lines) - 400), len(lines)):
        if _AUTHORITY.match(lines[index].text) and is_upper(lines[index].text):
            found = _signature(page, lines, index, min(len(lines), index + 10))
            if found:
                return Closing(found[1], found[2], (), found[0])
    return None


def _recipients(page: Page, lines: list[Line], head: int) -> tuple[list[Phrase], int]:
    """The items after "Nơi nhận:", up to the line that keeps a copy ("Lưu") or the signature."""
    out: list[Phrase] = []
    index = head + 1
    kept = False
    rest = lines[head].text.partition(":")[2].strip()
    if rest:
        out.extend(_recipient(page, lines[head].end - len(rest), rest))
    while index < len(lines) and not kept:
        line = lines[index]
        marker = read(line.text)
        listed = marker is not None and marker.kind >= Kind.STAR
        if not listed and ((is_upper(line.text) and len(line.text) > 6) or _AUTHORITY.match(line.text)):
            break
        if line.text.startswith("[") or (marker is not None and not listed) or len(line.text) > 240:
            break
        if not listed and (not out or (is_name(line.text) and line.gap and line.cell != lines[head].cell)):
            break
        cut = marker.length if listed and marker else 0
        if out and not listed and line.number == lines[index - 1].number + 1 and lines[index - 1].text.endswith(","):
            out[-1] = _prolonged(page, out[-1], line)
        else:
            out.extend(_recipient(page, line.start + cut, line.text[cut:]))
        kept = key_text(line.text[cut:]).startswith("lưu")
        index += 1
    return out, index


def _prolonged(page: Page, item: Phrase, line: Line) -> Phrase:
    """An item that its comma carries on to the next line."""
    start = item.source.start if item.source else line.start
    end = line.start + len(line.text.rstrip().rstrip(";.,:/ "))
    return Phrase(text=squeeze(page.text[start:end]), source=page.source(start, end))


def _recipient(page: Page, start: int, text: str) -> list[Phrase]:
    clean = text.strip().rstrip(";.,:/ ")
    if not any(char.isalnum() for char in clean):
        return []
    left = start + (len(text) - len(text.lstrip()))
    return [Phrase(text=squeeze(clean), source=page.source(left, left + len(clean)))]


def _signature(page: Page, lines: list[Line], first: int, after: int) -> tuple[Signer, int, int] | None:
    """In whose name, the post, perhaps "(Đã ký)", then the name; a name alone is nobody's signature."""
    powers: list[Line] = []
    posts: list[Line] = []
    for index in range(first, after):
        line = lines[index]
        text = line.text
        if text in TYPE_NAMES or text.startswith("PHỤ LỤC"):
            break
        if _AUTHORITY.match(text) and is_upper(text):
            powers.append(line)
        elif _is_post(text):
            posts.append(line)
        elif (apart := _post_and_name(line)) is not None:
            post, name = apart
            return (
                _signer(page, powers, [*posts, post], name, name.text),
                lines.index((powers + posts + [line])[0]),
                index + 1,
            )
        elif (powers or posts) and is_name(text):
            return _signer(page, powers, posts, line, text), lines.index((powers + posts)[0]), index + 1
        elif powers and not posts and is_upper(text) and len(text) < 60:
            powers.append(line)
        elif (powers or posts) and len(text) > 90:
            break
    return None


def _post_and_name(line: Line) -> tuple[Line, Line] | None:
    """ "CHỦ TỊCH Lê Văn An" on one line."""
    words = line.text.split()
    count = next((place for place, word in enumerate(words) if not word.isupper()), len(words))
    post, name = " ".join(words[:count]), " ".join(words[count:])
    if not 1 < count < len(words) or not _is_post(post) or not is_name(name):
        return None
    return replace(line, text=post), replace(line, text=name, start=line.end - len(name))


def _is_post(text: str) -> bool:
    key = key_text(text)
    return is_upper(text) and len(text) < 90 and key.startswith(_POSTS)


def is_name(text: str) -> bool:
    """Two to six capitalised words and nothing else, perhaps behind a rank."""
    bare = _RANK.sub("", text.strip().rstrip("."))
    words = bare.split()
    if not 2 <= len(words) <= 6 or words[0] in _NOT_NAMES or _SIGNED.match(text):
        return False
    if is_upper(bare):
        return False
    if words[0] == "Lưu" and any(word.isupper() for word in words[1:]):
        return False
    return all(_NAME_WORD.fullmatch(word) for word in words) and not _is_post(text)


_TWO_NAMES = 6
_SURNAMES = frozenset(
    phrases(
        "Nguyễn | Trần | Lê | Phạm | Hoàng | Huỳnh | Phan | Vũ | Võ | Đặng | Bùi | Đỗ | Hồ | Ngô | Dương | Lý",
        "Trịnh | Đinh | Đoàn | Lâm | Mai | Trương | Cao | Tạ | Hà | Châu | Lương | Lưu | Tô | Tống | Đào | Thái",
        "Kiều | Quách | Triệu | Tăng",
    )
)


def _first_of_two(name: str) -> str:
    """Two people who sign side by side stand on one line: the first of them."""
    words = name.split()
    if len(words) < 5:
        return name
    half = len(words) // 2 if len(words) == _TWO_NAMES else None
    second = next((place for place in range(2, len(words) - 1) if words[place] in _SURNAMES), None)
    cut = second if second and words[0] in _SURNAMES else half
    return " ".join(words[:cut]) if cut else name


def _signer(page: Page, powers: list[Line], posts: list[Line], line: Line, text: str) -> Signer:
    """The last post printed is the signer's own when signing for somebody ("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH")."""
    title = posts[0].text if posts else ""
    if not title and powers:
        title = _AUTHORITY.sub("", powers[-1].text).strip()
    name = _first_of_two(_RANK.sub("", text.strip().rstrip(".")))
    left = line.start + line.text.find(name)
    authority = " ".join(power.text for power in powers)
    second = "; ".join(post.text for post in posts[1:])
    reason = f"Chức danh thứ hai in dưới chức danh ký: {second}" if second else ""
    return Signer(
        name=squeeze(name),
        title=title,
        authority=authority,
        reason=reason,
        source=page.source(left, left + len(name)),
        confidence=0.98 if powers else 0.9,
    )
