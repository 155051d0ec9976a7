"""Times counted in days from something: "10 ngày kể từ ...", "chậm nhất sau 03 ngày", "trước khi họp 05 ngày"."""

from namkhong.plans.reading.hits import Hit
from namkhong.plans.reading.items import Bound
from namkhong.plans.reading.words import Token, at, at_any, find_any, phrases

HANDS_IN = ("báo cáo", "gửi", "nộp", "đăng ký", "trình")
_COUNTED_FROM = phrases(
    "kể từ khi | kể từ | tính từ | sau khi | từ khi | sau ngày | so với | trước khi | trước ngày | sau mỗi",
)
_FAR_AHEAD = 12
_NEAR = 8
_FEW = 6
_TOLD = ("thông báo", "phải", "có báo cáo", *HANDS_IN)
_TERMS = ("trong thời hạn", "trong vòng", "trong hạn")


def counted_days(toks: list[Token], index: int) -> Hit | None:
    """ "(trong thời hạn) 10 ngày (làm việc) kể từ (ngày) ..."."""
    value = toks[index].number
    if value is None or not 0 < value <= 365:
        return None
    after = at_any(toks, index + 1, ("ngày làm việc", "ngày", "tháng"))
    if after < 0:
        return None
    if find_any(toks, ("hiệu lực",), max(0, index - 8), index) >= 0:
        return None  # "có hiệu lực sau 10 ngày kể từ ngày ký" is when the text itself comes into force
    working = toks[after - 1].key == "việc"
    step = at_any(toks, after, _COUNTED_FROM)
    if step < 0 and (_has_a_limit(toks, index, working) or _closes_duty(toks, index, after)):
        return Hit(Bound.RELATIVE, None, index, after, days=value, working_days=working)
    if step < 0 or (toks[after].key in ("so", "trước") and _names_a_day(toks, after, step)):
        return None
    end = step
    while end < len(toks) and toks[end].text not in ".;,()":
        end += 1
    anchor = " ".join(token.text for token in toks[step:end])
    return Hit(Bound.RELATIVE, None, index, end, days=value, working_days=working, anchor=anchor)


def counted_ahead(toks: list[Token], index: int) -> Hit | None:
    """ "trước khi họp 05 ngày", "trước ngày giao dịch 02 ngày": the days stand behind what they are counted from."""
    after = at_any(toks, index, ("trước khi", "trước ngày", "trước phiên", "trước buổi"))
    if after < 0 or after >= len(toks) or toks[after].number is not None:
        return None
    for step in range(after + 1, min(after + _FAR_AHEAD, len(toks))):
        value = toks[step].number
        if toks[step].text in ".;,()":
            return None
        unit = at_any(toks, step + 1, ("ngày làm việc", "ngày")) if value is not None and 0 < value <= 365 else -1
        if unit >= 0:
            anchor = " ".join(token.text for token in toks[index:step])
            return Hit(Bound.RELATIVE, None, index, unit, days=value, working_days=unit - step > 2, anchor=anchor)
    return None


def _has_a_limit(toks: list[Token], index: int, working: bool) -> bool:
    """ "chậm nhất sau 03 ngày", "trong thời hạn 05 ngày làm việc": counted from what the sentence tells of."""
    if at_any(toks, index - 3, ("chậm nhất sau", "muộn nhất sau")) == index:
        return True
    if at_any(toks, index - 2, ("chậm nhất", "muộn nhất")) == index:
        return True
    if working and at(toks, index - 1, "trong") >= 0:
        return find_any(toks, HANDS_IN, index, index + _NEAR) >= 0  # not how long something takes
    if not any(at_any(toks, index - back, _TERMS) == index for back in (2, 3)):
        return False
    return working or find_any(toks, HANDS_IN, max(0, index - _NEAR), index + _NEAR) >= 0


def _closes_duty(toks: list[Token], index: int, after: int) -> bool:
    """ "gửi biên bản cho Văn phòng sau 03 ngày.": what is handed in follows what the sentence tells of."""
    ends = after >= len(toks) or toks[after].text in ".;"
    if ends and at(toks, index - 1, "sau") >= 0 and find_any(toks, HANDS_IN, 0, index) >= 0:
        return True
    # "sau kiểm tra 10 ngày thông báo kết luận"
    event = find_any(toks, ("sau",), index - _FEW, index - 1)
    told = at_any(toks, after, _TOLD) >= 0
    return told and event >= 0 and all(token.text.isalpha() for token in toks[event:index])


def counted_hours(toks: list[Token], index: int) -> Hit | None:
    """ "trong vòng 24 giờ": whole days said in hours."""
    value = toks[index].number
    if not value or value % 24 or value > 240 or at(toks, index + 1, "giờ") < 0:
        return None
    if not any(at_any(toks, index - back, (*_TERMS, "chậm nhất")) == index for back in (2, 3)):
        return None
    return Hit(Bound.RELATIVE, None, index, index + 2, days=value // 24)


def _names_a_day(toks: list[Token], unit: int, step: int) -> bool:
    """ "6 tháng trước ngày 15/6" is a period and its day, not a number of days before an event."""
    dated = step < len(toks) and toks[step].number is not None
    return dated or toks[unit - 1].key == "tháng"
