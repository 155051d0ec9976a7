"""Bound words with their dates: "trước ngày 20/10", "chậm nhất 17 giờ 00 ngày ...", "10 ngày kể từ ..."."""

from dataclasses import dataclass, replace

from namkhong.plans.reading.dates import Moment, read_date
from namkhong.plans.reading.items import Bound, Recurrence
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
_SUBMITS = ("báo cáo", "gửi", "nộp", "đăng ký", "trình")
_ENDS = (*_SUBMITS, "tổng hợp", "tự chấm", "hoàn thành", "lấy ý kiến", "rà soát")
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

_COUNTED_FROM = phrases(
    "kể từ khi | kể từ | tính từ | sau khi | từ khi | sau ngày | so với | trước khi | trước ngày | sau mỗi",
)
_FAR_AHEAD = 12
_TERMS = ("trong thời hạn", "trong vòng", "trong hạn")
# The only words that any of the forms below can start with, so that all others are passed over quickly.
_OPENERS = frozenset(phrase.split(" ")[0] for phrase in (*_BEFORE, *_BY, *_WITHIN, *_ON, "đến hết", "đến", "-", "ngày"))


@dataclass(frozen=True)
class Hit:
    """A deadline's time as printed: the bound, the date or the number of days, where it stands."""

    bound: Bound
    moment: Moment | None
    first: int
    after: int
    time: str | None = None
    days: int | None = None
    working_days: bool = False
    anchor: str | None = None
    period_name: str | None = None


def find_hits(toks: list[Token], label: str) -> list[Hit]:
    """Every deadline in a sentence. `label` is the heading part of the line ("thời gian hoàn thành")."""
    hits: list[Hit] = []
    index = 0
    while index < len(toks):
        if toks[index].key not in _OPENERS and toks[index].number is None:
            index += 1
            continue
        hit = _relative(toks, index) or _ahead_of(toks, index) or _bounded(toks, index) or _submitted_on(toks, index)
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
    if key in ("hết", "đến") and _opens_range(toks, index):
        return False
    if moment.day is None and bound is Bound.BEFORE:
        return moment.month is not None and moment.year is not None
    return not _not_due(toks, index)


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


def _relative(toks: list[Token], index: int) -> Hit | None:
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
    if step < 0 and _has_a_limit(toks, index, working):
        return Hit(Bound.RELATIVE, None, index, after, days=value, working_days=working)
    if step < 0 or (toks[after].key in ("so", "trước") and _names_a_day(toks, after, step)):
        return None
    end = step
    while end < len(toks) and toks[end].text not in ".;,()":
        end += 1
    anchor = " ".join(token.text for token in toks[step:end])
    return Hit(Bound.RELATIVE, None, index, end, days=value, working_days=working, anchor=anchor)


def _ahead_of(toks: list[Token], index: int) -> Hit | None:
    """ "trước khi họp 05 ngày": the number of days stands behind what it is counted from."""
    after = at(toks, index, "trước khi")
    if after < 0:
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
    return working and any(at_any(toks, index - back, _TERMS) == index for back in (2, 3))


def _names_a_day(toks: list[Token], unit: int, step: int) -> bool:
    """ "6 tháng trước ngày 15/6" is a period and its day, not a number of days before an event."""
    dated = step < len(toks) and toks[step].number is not None
    return dated or toks[unit - 1].key == "tháng"


def _submitted_on(toks: list[Token], index: int) -> Hit | None:
    """ "báo cáo ... vào ngày 15 hằng tháng": a fixed day for handing in."""
    after = at_any(toks, index, _ON)
    if after < 0 and at(toks, index, "ngày") >= 0:
        after = index
    moment = read_date(toks, after) if after >= 0 else None
    if moment is None or moment.day is None or moment.year is not None:
        return None
    recurs = at_any(toks, moment.after, ("hằng tháng", "hằng quý", "hằng năm", "mỗi tháng")) >= 0
    near = find_any(toks, _SUBMITS, max(0, index - 25), index) >= 0
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
    after = at_any(toks, step, (*_QUARTER_ENDS, "hằng tháng", "hằng quý"))
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


_CYCLES = (
    (("hằng tháng", "mỗi tháng", "tháng cuối"), Recurrence.MONTHLY),
    (("hằng quý", "mỗi quý", "cuối quý", "của quý", "tháng đầu quý", "tháng cuối quý"), Recurrence.QUARTERLY),
    (("hằng năm", "mỗi năm", "định kỳ năm", "các năm", "năm liền kề", "năm kế tiếp", "năm sau"), Recurrence.YEARLY),
)

_QUARTER_ENDS = ("tháng cuối quý", "tháng cuối của quý", "tháng cuối mỗi quý", "tháng đầu quý")
_CYCLES_BEHIND = ((_QUARTER_ENDS, Recurrence.QUARTERLY), *_CYCLES)


def recurrence_of(toks: list[Token], hit: Hit) -> tuple[Recurrence, bool]:
    """How often: the words right after the date, the printed year, then the nearest words around; and if guessed."""
    if hit.moment is None:
        return Recurrence.ONCE, False
    attached = _attached_cycle(toks, hit.after)
    if attached is not None:
        return attached, False
    if hit.moment.year is not None:
        return Recurrence.ONCE, False
    around = Recurrence.YEARLY if hit.period_name else _cycle_around(toks, hit.moment)
    return around or Recurrence.ONCE, around is None and hit.bound is not Bound.WITHIN


def _attached_cycle(toks: list[Token], after: int) -> Recurrence | None:
    """ "ngày 15 hằng tháng", "ngày 20 (tháng cuối quý)": the cycle printed right behind the day."""
    step = after + 1 if after < len(toks) and toks[after].text in "(," else after
    step = max(step, at(toks, step, "của"))
    for words, recurrence in _CYCLES_BEHIND:
        if at_any(toks, step, words) >= 0:
            return recurrence
    return None


def _cycle_around(toks: list[Token], moment: Moment) -> Recurrence | None:
    """The cycle that the rest of the sentence names; a day with a month comes once a year at most."""
    for words, recurrence in _CYCLES:
        if (recurrence is not Recurrence.MONTHLY or moment.month is None) and find_any(toks, words) >= 0:
            return recurrence if moment.month is None else Recurrence.YEARLY
    return None
