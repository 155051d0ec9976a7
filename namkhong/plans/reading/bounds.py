"""Bound words with their dates: "trước ngày 20/10", "chậm nhất 17 giờ 00 ngày ...", "10 ngày kể từ ..."."""

from dataclasses import replace

from namkhong.plans.reading.cycles import QUARTER_ENDS
from namkhong.plans.reading.dates import Moment, read_date
from namkhong.plans.reading.hits import Hit
from namkhong.plans.reading.items import Bound
from namkhong.plans.reading.spans import HANDS_IN, counted_ahead, counted_days, counted_hours
from namkhong.plans.reading.words import Token, at, at_any, find_any, phrases

_BEFORE = ("chậm nhất trước", "trước")
_BY = phrases(
    "chậm nhất là vào | chậm nhất là đến | chậm nhất là | chậm nhất vào | chậm nhất đến hết | chậm nhất đến",
    "chậm nhất trong",
    "chậm nhất | muộn nhất là | muộn nhất vào | muộn nhất | hạn cuối là | hạn cuối | hạn chót là | hạn chót",
    "từ nay đến hết | từ nay đến | đến hết | hết | không quá | xong đến",
)
_WITHIN = ("xong trong", "hoàn thành trong", "thực hiện trong", "trong")
_ON = ("vào", "vào các", "gửi vào")
_DUTIES = phrases(
    "báo cáo | gửi | nộp | trình | hoàn thành | xong | đăng ký | ban hành | tổng hợp | phát động | thực hiện",
)
_ENDS = (*HANDS_IN, "tổng hợp", "tự chấm", "hoàn thành", "lấy ý kiến", "rà soát")
_AGAIN = ("hằng tháng", "hằng quý", "hằng năm", "mỗi tháng")
_HANDS_ON = (*HANDS_IN, "cung cấp", "chuyển", "phản ánh", "cập nhật", "bàn giao")
_MAKES = ("lắp đặt", "sửa chữa", "nâng cấp", "mua sắm", "rà soát", "sửa đổi", "kiện toàn", "trang bị", "xây dựng", "mở")
_FINISHES = ("hoàn thành", "hoàn tất", "xong", "ban hành", "trình", "gửi", "nộp")
_EVENT = (
    "diễn ra",
    "kỳ báo cáo",
    "tính từ",
    "số liệu",
    "tổ chức từ",
    "kiểm tra từ",
    "tuần lễ",
    "phát động từ",
    "hội thi",
)
_LABELS = phrases(
    "thời gian hoàn thành | thời hạn hoàn thành | thời hạn | hạn hoàn thành | hạn gửi | thời gian gửi",
    "hoàn thành",
)
_NOT_DUE = ("tính đến", "số liệu đến", "kể từ", "từ", "dự kiến", "có hiệu lực", "hiệu lực")
_PERIODS = ("6 tháng", "sáu tháng", "9 tháng", "tổng kết năm", "quý", "năm", "đột xuất", "sơ kết", "3 tháng")

# The only words that any of the forms below can start with, so that all others are passed over quickly.
_STARTS = (*_BEFORE, *_BY, *_WITHIN, *_ON, "đến hết", "đến", "-", "ngày", "quý", "tháng")
_OPENERS = frozenset(phrase.split(" ")[0] for phrase in _STARTS)


def find_hits(toks: list[Token], label: str) -> list[Hit]:
    """Every deadline in a sentence. `label` is the heading part of the line ("thời gian hoàn thành")."""
    hits: list[Hit] = []
    index = 0
    while index < len(toks):
        if toks[index].key not in _OPENERS and toks[index].number is None:
            index += 1
            continue
        hit = next((found for form in _FORMS if (found := form(toks, index)) is not None), None)
        if hit is None:
            index += 1
            continue
        hit = replace(hit, period_name=_period_name(toks, hit.first))
        hits.extend(_sharing_the_year(toks, [hit, *_more_dates(toks, hit)]))
        index = max(hits[-1].after, index + 1)
    return hits or _labelled(toks, label)


def _bounded(toks: list[Token], index: int) -> Hit | None:
    for words, bound in ((_BEFORE, Bound.BEFORE), (_BY, Bound.BY), (_WITHIN, Bound.WITHIN)):
        after = at_any(toks, index, words)
        if after < 0:
            continue
        time, step = _time(toks, after)
        moment = read_date(toks, step)
        if moment is None and time is not None and at(toks, step, ",") >= 0:
            moment = read_date(toks, step + 1)
        if moment is None or not _fits(toks, index, words, moment, bound):
            continue
        return Hit(bound, moment, index, moment.after, time)
    return _until(toks, index)


def _fits(toks: list[Token], index: int, words: tuple[str, ...], moment: Moment, bound: Bound) -> bool:
    """ "trong" takes months and quarters; the others take days; reporting periods and states are no deadlines."""
    key = toks[index].key
    if bound is Bound.WITHIN:
        whole = moment.day is None and (moment.month is not None or moment.quarter is not None)
        return whole and _has_duty(toks, index)
    if key in ("hết", "đến") and (_opens_range(toks, index) or _takes_in(toks, index)):
        return False
    if moment.day is None and bound is Bound.BEFORE:
        return moment.month is not None and moment.year is not None
    return not _not_due(toks, index)


def _makes_until(toks: list[Token], index: int) -> bool:
    """ "lắp đặt bảng điện tử tại các khoa trong quý III/2031;": a clause of making something ends with its time."""
    moment = read_date(toks, index + 1)
    if moment is None or (moment.after < len(toks) and toks[moment.after].text not in ".;"):
        return False
    opens = next((place + 1 for place in range(index - 1, -1, -1) if toks[place].text in ";:"), 0)
    return at_any(toks, opens, _MAKES) >= 0


def _takes_in(toks: list[Token], index: int) -> bool:
    """ "nhận bài đến hết ngày ...": others hand in until then, whoever is named here."""
    return find_any(toks, ("nhận bài", "nhận hồ sơ", "nhận đăng ký", "nhận tác phẩm"), max(0, index - 6), index) >= 0


def _has_duty(toks: list[Token], index: int) -> bool:
    """ "xong trong tháng", or a verb of handing in close before a month."""
    return (
        at_any(toks, index, ("xong", "hoàn thành", "gửi")) >= 0
        or (index == 0 and find_any(toks, ("hoàn thành", "báo cáo", "gửi", "trình", "ban hành")) >= 0)
        or find_any(
            toks,
            ("xong", "hoàn thành", "gửi về", "gửi báo cáo", "trình", "thời hạn", "thời gian hoàn thành", "ban hành"),
            max(0, index - 9),
            index,
        )
        >= 0
        or find_any(toks, ("ban hành", "xây dựng kế hoạch", "hoàn thành"), max(0, index - 18), index) >= 0
        or _makes_until(toks, index)
    )


def _until(toks: list[Token], index: int) -> Hit | None:
    """ "đến ngày D" alone is a deadline only when a duty says so ("gửi ... từ ngày 10 đến ngày 15 tháng 12")."""
    after = at_any(toks, index, ("đến hết", "đến", "-"))
    if after < 0:
        return None
    moment = read_date(toks, after)
    if moment is None or moment.day is None or (moment.month is None):
        return None
    opening = _opens_range(toks, index)
    if opening is None or (toks[index].text == "-" and at(toks, after, "ngày") < 0):
        return None
    if find_any(toks, _ENDS, max(0, opening - 45), opening) < 0 or find_any(toks, _EVENT, 0, opening) >= 0:
        return None
    return Hit(Bound.BY, moment, opening, moment.after)


def _opens_range(toks: list[Token], index: int) -> int | None:
    """Index of "từ" when a range "từ A đến B" is open at `index` (but not "từ nay")."""
    for step in range(index - 1, max(-1, index - 10), -1):
        if toks[step].text in ";.":
            return None
        if toks[step].key == "từ" and at(toks, step, "từ nay") < 0 and read_date(toks, step + 1) is not None:
            return step
    return None


def _not_due(toks: list[Token], index: int) -> bool:
    """States ("tính đến ngày"), plans without force ("Dự kiến"), and days counted from something."""
    if at_any(toks, index - 1, ("tính", "từ", "kể")) >= 0 or at(toks, index - 1, "tính đến") >= 0:
        return True
    return find_any(toks, ("dự kiến", "hiệu lực", "tính đến"), max(0, index - 6), index) >= 0


def _time(toks: list[Token], index: int) -> tuple[str | None, int]:
    """ "17 giờ 00 (phút)", "17h00", "17:00" before the day."""
    hour = toks[index].number if index < len(toks) else None
    if hour is None or hour > 24:
        return None, index
    after = at_any(toks, index + 1, ("giờ", "h", ":", "g"))
    if after < 0:
        return None, index
    minutes = toks[after].number if after < len(toks) and toks[after].number is not None else 0
    step = after + 1 if after < len(toks) and toks[after].number is not None and at(toks, after, "ngày") < 0 else after
    step = at(toks, step, "phút") if at(toks, step, "phút") >= 0 else step
    step = step + 1 if step < len(toks) and toks[step].text == "," else step
    return f"{hour:02d}:{minutes:02d}", step


def _opens_clause(toks: list[Token], index: int) -> Hit | None:
    """ "Quý I/2031 hoàn thành bộ tiêu chí", "trong tháng 3/2031 ban hành ...": the month or quarter opens a duty."""
    if index and toks[index - 1].text not in ";,:":
        return None
    moment = read_date(toks, max(index, at(toks, index, "trong")))
    if moment is None or moment.day is not None or at_any(toks, moment.after, _FINISHES) < 0:
        return None
    return Hit(Bound.WITHIN, moment, index, moment.after)


def _submitted_on(toks: list[Token], index: int) -> Hit | None:
    """ "báo cáo ... vào ngày 15 hằng tháng": a fixed day for handing in."""
    after = at_any(toks, index, _ON)
    if after < 0 and at(toks, index, "ngày") >= 0:
        after = index
    moment = read_date(toks, after) if after >= 0 else None
    if moment is None or moment.day is None or moment.year is not None:
        return None
    recurs = at_any(toks, moment.after, _AGAIN) >= 0 or at_any(toks, index - 2, _AGAIN) == index
    near = find_any(toks, _HANDS_ON, max(0, index - 25), index) >= 0
    ranged = _opens_range(toks, index) is not None or at(toks, index - 1, "từ") >= 0
    return Hit(Bound.ON, moment, index, moment.after) if recurs and near and not ranged else None


def _more_dates(toks: list[Token], hit: Hit) -> list[Hit]:
    """ "trước ngày 01/6 và 15/11": further dates that share the bound."""
    out: list[Hit] = []
    step = _behind_cycle(toks, hit.after)
    while hit.moment is not None and hit.moment.day is not None:
        joint = at_any(toks, step, ("và trước", "và", ", trước", ",", "hoặc"))
        moment = read_date(toks, joint) if joint >= 0 else None
        if moment is None or moment.day is None or moment.month is None:
            return out
        out.append(replace(hit, moment=moment, first=joint, after=moment.after))
        step = moment.after
    return out


def _behind_cycle(toks: list[Token], index: int) -> int:
    """ "ngày 10 tháng cuối quý, ngày 10/6": further dates may stand behind the words of recurrence."""
    step = max(index, at(toks, index, "của"))
    after = at_any(toks, step, (*QUARTER_ENDS, "hằng tháng", "hằng quý"))
    return after if after >= 0 else index


def _sharing_the_year(toks: list[Token], hits: list[Hit]) -> list[Hit]:
    """ "trước ngày 12/6 và 12/12/2031": the year printed once, behind the last day, goes for all."""
    last = hits[-1].moment
    if len(hits) < 2 or last is None or last.year is None:
        return hits
    return [
        replace(hit, moment=replace(hit.moment, year=last.year)) if hit.moment and hit.moment.year is None else hit
        for hit in hits
    ]


def _labelled(toks: list[Token], label: str) -> list[Hit]:
    """ "Thời gian hoàn thành: quý IV/2025" binds by its label, unless it is only foreseen."""
    if not label.startswith(_LABELS) or find_any(toks, ("dự kiến", "theo", "thường xuyên")) >= 0:
        return []
    for index, token in enumerate(toks):
        if token.text != ":":
            continue
        moment = read_date(toks, index + 1)
        if moment is None:
            return []
        return [
            Hit(Bound.BY if one.day else Bound.WITHIN, one, index + 1, one.after)
            for one in _last_of_ranges(toks, moment)
        ]
    return []


def _last_of_ranges(toks: list[Token], moment: Moment) -> list[Moment]:
    """ "quý IV/2031 và quý I/2032" are two times; of "tháng 3/2031 đến tháng 5/2031" the end counts."""
    out = [moment]
    while True:
        joint = at_any(toks, out[-1].after, ("đến hết", "đến", "-", "–", "và", ","))
        following = read_date(toks, joint) if joint >= 0 else None
        if following is None:
            return out
        goes_on = toks[joint - 1].key in ("và", ",")
        out = [*out, following] if goes_on else [*out[:-1], following]


def _period_name(toks: list[Token], index: int) -> str | None:
    """ "6 tháng (trước ngày 16/6)", "báo cáo năm trước ngày 5/12": the period named before a deadline."""
    index -= index > 0 and toks[index - 1].key in ("gửi", "nộp", "xong")
    if index < 2:
        return None
    if toks[index - 1].text != "(":
        for phrase in ("6 tháng", "06 tháng", "9 tháng", "năm", "cả năm"):
            begin = index - len(phrase.split(" "))
            if at(toks, begin, phrase) == index and at_any(toks, begin - 2, ("báo cáo", "kết quả")) >= 0:
                return phrase
        return None
    for phrase in _PERIODS:
        length = len(phrase.split(" "))
        if at(toks, index - 1 - length, phrase) == index - 1:
            return phrase
    return None


_FORMS = (counted_days, counted_hours, counted_ahead, _bounded, _submitted_on, _opens_clause)
