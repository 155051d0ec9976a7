"""Who hands in, to whom, through whom, as a sentence says it."""

from dataclasses import dataclass, replace

from namkhong.plans.reading.bodies import end_of_body, find_body, is_verb, starts_body
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.passages import Passage
from namkhong.plans.reading.words import Token, at_any, find_any, squeeze

_TO = (
    "gửi về",
    "về",
    "gửi cho",
    "gửi",
    "trình",
    "báo cáo",
    "nộp về",
    "nộp cho",
    "nộp",
    "chuyển về",
    "chuyển đến",
    "chuyển",
    "cho",
    "đến",
    "tới",
    "với",
)
_VIA = ("thông qua", "qua")
_ASKS = ("đề nghị", "yêu cầu", "giao")
_TOGETHER = ("hợp với", "cùng với", "đối với", "so với", "gắn với")
_SUBMITS = ("báo cáo", "gửi", "nộp", "trình")
_HANDS_OVER = ("báo cáo", "gửi", "nộp", "báo", "đăng ký", "chuyển", "cung cấp", "bàn giao")
_WRITES = ("hoàn thành", "hoàn thiện", "dự thảo", "xây dựng", "biên soạn")
_WHOSE = ("báo cáo của", "kế hoạch của", "hồ sơ của", "kết quả của", "danh sách của", "văn bản của")
_GATHERS = ("để tổng hợp", "để báo cáo", "để kịp")
_BOUNDS = ("trước", "chậm nhất", "muộn nhất")
_NAME_WORDS = 3
_COMMON_HEADS = ("tổ", "tổ chức", "đơn", "trường")
_NO_DOING = ("trước", "chậm", "muộn", "vào", "để", "khi", "sau", "về", "theo", "hằng", "định", "hạn", "trong")
_PURPOSE = ("để", "làm cơ sở", "phục vụ")


@dataclass(frozen=True)
class Parties:
    """Names as printed, or None; the receiver may stand only in a clause of purpose ("để báo cáo ...").

    `doubtful`: something is handed in and nobody is named who gets it, or the name comes from another clause, or it is
    the one to whom a draft is put ("trình ..."), who often only signs. Such names are right too seldom to be taken over
    unseen.
    """

    sender: str | None
    receiver: str | None
    via: str | None
    receiver_is_purpose: bool = False
    doubtful: bool = False


@dataclass(frozen=True)
class Times:
    """Where in a sentence a time stands, and where its other times do: token indexes, half open."""

    own: tuple[int, int]
    others: tuple[tuple[int, int], ...] = ()


def read_parties(document: Document, toks: list[Token], owner: str | None) -> Parties:
    """Sender, receiver and channel of a duty; without a subject in the sentence the owner of the section."""
    receiver, purpose, put = _receiver(document, toks)
    unnamed = receiver is None and find_any(toks, _HANDS_OVER) >= 0
    return Parties(_sender(document, toks) or owner, receiver, _via(document, toks), purpose, unnamed or put)


def parties_at(document: Document, toks: list[Token], times: Times, owner: str | None) -> Parties:
    """The parties of the clause (cut at semicolons) that holds a time, filled up from the sentence."""
    index = times.own[0]
    first = max((place + 1 for place in range(index) if toks[place].text == ";"), default=0)
    last = next((place for place in range(index, len(toks)) if toks[place].text == ";"), len(toks))
    whole = read_parties(document, toks, owner)
    handed_on = _handed_on(document, toks, times, first, whole)
    if handed_on is not None:
        return handed_on
    if first == 0 and last == len(toks):
        return _of_own_part(document, toks, times, (first, last), whole)
    own = read_parties(document, toks[first:last], whole.sender)
    hands_in = find_any(toks, _SUBMITS, first, last) >= 0 or first == 0 == find_any(toks, _BOUNDS)
    if own.receiver is None and hands_in:
        # A report goes where the other one went; what else is handed in may go to somebody who is not named.
        if first > 0 and not _reports(toks, first, last):
            return replace(own, doubtful=True)
        return Parties(own.sender, whole.receiver, whole.via, whole.receiver_is_purpose, doubtful=True)
    return _of_own_part(document, toks, times, (first, last), own)


def _reports(toks: list[Token], first: int, last: int) -> bool:
    """A report is made here; "hoàn thành báo cáo" only writes one."""
    place = find_any(toks, ("báo cáo",), first, last)
    return place >= 0 and at_any(toks, place - 2, _WRITES) != place


def _of_own_part(
    document: Document, toks: list[Token], times: Times, clause: tuple[int, int], told: Parties
) -> Parties:
    """ "trình Trưởng ban trước ngày A, gửi Sở trước ngày B": each time has the receiver of its own verb.

    A receiver behind the last time ("báo cáo năm trước ngày B về Sở") goes for all of them.
    """
    first, last = clause
    before = max((after for _, after in times.others if first < after <= times.own[0]), default=first)
    later = min((start for start, _ in times.others if times.own[1] <= start < last), default=None)
    if before > first:
        verb = find_any(toks, _HANDS_OVER, before, times.own[0])
        part = read_parties(document, toks[verb : times.own[0]], told.sender) if verb >= 0 else None
        if part is not None and part.receiver is not None:
            return replace(told, receiver=part.receiver, via=part.via, doubtful=part.doubtful)
    verb = find_any(toks, _HANDS_OVER, times.own[1], later) if later is not None else -1
    if verb < 0:
        return told
    part = read_parties(document, toks[first:verb], told.sender)
    end = max(after for _, after in times.others if after <= last)
    shared = read_parties(document, toks[end:last], None).receiver
    return replace(told, receiver=part.receiver or shared, via=part.via if part.receiver else told.via)


def _handed_on(document: Document, toks: list[Token], times: Times, first: int, whole: Parties) -> Parties | None:
    """ "các xã gửi Sở trước ngày A để tổng hợp báo cáo Bộ trước ngày B": by B the Sở hands on what it was given."""
    purpose = find_any(toks, _GATHERS, first, times.own[0])
    if purpose < 0 or not any(after <= purpose for _, after in times.others) or whole.receiver_is_purpose:
        return None
    further = read_parties(document, toks[purpose + 1 : times.own[0]], None).receiver
    if further is None or whole.receiver is None or further == whole.receiver:
        return None
    return Parties(whole.receiver, further, None, doubtful=True)


def lead_in(document: Document, passage: Passage) -> str | None:
    """The body that a paragraph ending in a colon asks: "... đề nghị các phòng, đơn vị:"."""
    if not passage.text.rstrip().endswith(":"):
        return None
    toks = passage.tokens()
    for index in range(len(toks) - 1, -1, -1):
        after = at_any(toks, index, _ASKS)
        found = find_body(toks, after) if after >= 0 else None
        if found is not None:
            return _name(document, toks, *found)
    return None


def _name(document: Document, toks: list[Token], first: int, after: int) -> str:
    return squeeze(document.page.text[toks[first].start : toks[after - 1].end]).rstrip(" ,;:.")


def _sender(document: Document, toks: list[Token]) -> str | None:
    """The body asked ("đề nghị các ..."), or the body that opens the sentence or follows a time."""
    asked = find_any(toks, _ASKS, 0, 40)
    if asked >= 0:
        after = at_any(toks, asked, _ASKS)
        found = find_body(toks, after)
        if found is not None and found[1] < len(toks):
            return _name(document, toks, *found)
    whose = at_any(toks, 0, _WHOSE)
    if whose >= 0:
        found = find_body(toks, whose)
        if found is not None and find_any(toks, _SUBMITS, found[1], found[1] + 2) >= 0:
            return _name(document, toks, *found)
    for index in range(min(len(toks), 22)):
        opens = index == 0 or toks[index - 1].text in ",;:)" or toks[index - 1].number is not None
        if not opens or not starts_body(toks, index) or (index and _is_aside(toks, index)):
            continue
        end = end_of_body(toks, index)
        if index == 0 and end - index >= _NAME_WORDS and end < len(toks) and toks[end].text == ":":
            return _name(document, toks, index, end)
        verb = end + 1 if end < len(toks) and toks[end].text == "," else end
        if index and verb < len(toks) and toks[verb].key in _NO_DOING:
            continue  # "báo cáo Sở, UBND tỉnh trước ngày ...": the second receiver
        if verb < len(toks) and is_verb(toks, verb) and end - index >= 2:
            return _name(document, toks, index, end)
    return None


def _is_aside(toks: list[Token], index: int) -> bool:
    """ "..., địa phương mình": goes on with what stands before the comma."""
    return at_any(toks, index + 2, ("mình",)) >= 0


def _receiver(document: Document, toks: list[Token]) -> tuple[str | None, bool, bool]:
    """The first body behind a word of direction, if it stands behind "để", and if a draft is only put to it."""
    aside = False
    for index in range(len(toks)):
        if toks[index].text in ";.":
            aside = False
        if at_any(toks, index, _PURPOSE) >= 0:
            aside = True
        after = at_any(toks, index, _TO)
        if after < 0 or _inside_brackets(toks, index):
            continue
        found = find_body(toks, after)
        if found is None or (toks[after].key in _COMMON_HEADS and not _handed_to(toks, index, *found)):
            continue
        if at_any(toks, index - 1, _TOGETHER) >= 0 or _only_signs(toks, index, found[1]):
            continue
        if (
            toks[index].key in ("cho", "đến", "tới", "với")
            and find_any(toks, _HANDS_OVER, max(0, index - 16), index) < 0
        ):
            continue
        return _name(document, toks, *found), aside, toks[index].key == "trình"
    return None, aside, False


def _handed_to(toks: list[Token], index: int, first: int, after: int) -> bool:
    """ "gửi đề cương cho đơn vị được kiểm tra": a unit that is told apart from others gets it."""
    return toks[index].key == "cho" and after - first > 2 and toks[first].key == "đơn"


def _only_signs(toks: list[Token], index: int, after: int) -> bool:
    """ "trình Giám đốc ký báo cáo gửi Sở", "trình Lãnh đạo Bộ báo cáo Chính phủ": who signs does not receive."""
    if toks[index].key != "trình":
        return False
    step = find_any(toks, ("gửi",), after, after + 6)
    step = step + 1 if step >= 0 else at_any(toks, after, ("ký báo cáo", "báo cáo", "ban hành báo cáo"))
    return step >= 0 and find_body(toks, step) is not None


def _via(document: Document, toks: list[Token]) -> str | None:
    """ "(qua ...)", "(thông qua ...)" up to the purpose or the bracket; "gửi về Sở qua Văn phòng Sở"."""
    for index in range(1, len(toks)):
        after = at_any(toks, index, _VIA)
        set_apart = toks[index - 1].text in "(,"
        handed = toks[index].key == "qua" and find_any(toks, _HANDS_OVER, max(0, index - 20), index) >= 0
        if after < 0 or not (set_apart or (handed and toks[index - 1].key not in ("thông", "trải", "vừa"))):
            continue
        found = find_body(toks, after)
        if found is not None:
            return _name(document, toks, *found)
    return None


def _inside_brackets(toks: list[Token], index: int) -> bool:
    depth = 0
    for token in toks[max(0, index - 30) : index]:
        depth += (token.text == "(") - (token.text == ")" and depth > 0)
    return depth > 0
