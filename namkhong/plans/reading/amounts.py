"""Figures to reach that are no percentages: "1,7 lần", "107/100", "4/100.000", "từ 23 xuống 18 ca", "58 trạm"."""

from dataclasses import dataclass

from namkhong.plans.reading.figures import Figure, direction_of
from namkhong.plans.reading.items import Direction
from namkhong.plans.reading.words import Token, at, at_any, find_any, phrases

_TRIGGERS = phrases(
    "ít nhất | tối thiểu | không dưới | không thấp hơn | trên | hơn | không quá | tối đa | dưới | thấp hơn",
    "không vượt quá | đạt | còn | lên | xuống | xuống còn | lên đến | ở mức | bằng | có | tăng | giảm",
    "tăng thêm | giảm bớt | mức",
)
_BETWEEN = ("khoảng", "thêm", "được", "từ", "là", "mức", "đến", "tới", "trên", "dưới", "ít", "nhất")
_TIMES = phrases("năm | tháng | ngày | quý | tuần | giờ | tuổi | buổi | kỳ | năm tuổi")
_AFTER_TIME_WORD = phrases(
    "năm | tháng | ngày | quý | điều | khoản | mục | số | thứ | khóa | giai đoạn | lần thứ | đợt"
)
_UNIT_ENDS = phrases(
    "được | vào | trong | trên | so | của | cho | để | đến | năm | có | và | mỗi | theo | tham gia | tại",
    "từ | với | trở | là | tỷ | đồng thời",
)
_SCALES = (100, 1000, 10000, 100000, 1000000)
_LONGEST_UNIT = 4


@dataclass(frozen=True)
class Amount:
    """A figure with its unit as printed; `base` is where it starts from ("từ 23 ca"), empty where not told."""

    figure: Figure
    low: float | None
    high: float | None
    direction: Direction
    unit: str
    value: str
    base: str


def quantity_at(toks: list[Token], index: int) -> tuple[float, int] | None:
    """A number with points between thousands and a decimal comma: 46.200 or 1,7; its value and the token after it."""
    if not 0 <= index < len(toks) or toks[index].number is None:
        return None
    digits, after = toks[index].text, index + 1
    while _glued(toks, after, ".") and len(toks[after + 1].text) == 3:
        digits += toks[after + 1].text
        after += 2
    if _glued(toks, after, ","):
        return float(f"{digits}.{toks[after + 1].text}"), after + 2
    return float(digits), after


def _glued(toks: list[Token], index: int, sign: str) -> bool:
    if index + 1 >= len(toks) or toks[index].text != sign or toks[index + 1].number is None:
        return False
    return toks[index].start == toks[index - 1].end and toks[index + 1].start == toks[index].end


def read_amounts(toks: list[Token], text: str, offset: int) -> list[Amount]:
    """Every amount of a clause that a word of reaching or moving leads to; `text[i]` stands at `offset + i`."""
    out: list[Amount] = []
    index = 0
    while index < len(toks):
        found = quantity_at(toks, index)
        amount = _amount(toks, index, found, text, offset) if found is not None else None
        out.extend([amount] if amount is not None else [])
        index = max(found[1] if found else index + 1, amount.figure.after if amount else 0)
    return out


def _amount(toks: list[Token], index: int, found: tuple[float, int], text: str, offset: int) -> Amount | None:
    value, after = found
    goes_on = find_any(toks, ("xuống", "lên"), after, min(len(toks), after + 9)) >= 0
    if at(toks, index - 1, "từ") >= 0 and goes_on:
        return None  # where the movement starts from
    if not _led_to(toks, index) or at_any(toks, index - 1, _AFTER_TIME_WORD) >= 0:
        return None
    after = _second(toks, after)
    unit_end = _unit_end(toks, after)
    if unit_end == index + 1 or at_any(toks, after, ("%", "giờ", "h", "lần thứ")) >= 0:
        return None
    if at_any(toks, after, _TIMES) >= 0 and find_any(toks, ("thời gian", "xuống còn", "còn"), 0, index) < 0:
        return None
    figure = Figure(value, value, index, after)
    low, high, direction = direction_of(toks, figure, 0)
    base = _base(toks, index, text, offset)
    if base and direction is not Direction.AT_LEAST:
        direction = Direction.DECREASE if find_any(toks, ("giảm", "xuống"), 0, index) >= 0 else direction
        low, high = value, value
    shown = text[toks[index].start - offset : toks[unit_end - 1].end - offset]
    unit = text[toks[after].start - offset : toks[unit_end - 1].end - offset] if unit_end > after else ""
    return Amount(Figure(value, value, index, max(after, unit_end)), low, high, direction, unit, shown, base)


def _led_to(toks: list[Token], index: int) -> bool:
    """A word such as "ít nhất", "đạt" or "xuống còn" stands right before, perhaps with "khoảng" between."""
    for step in range(index - 1, max(-1, index - 4), -1):
        if any(at_any(toks, step - back, _TRIGGERS) == step + 1 for back in range(3) if step - back >= 0):
            return True
        if toks[step].key not in _BETWEEN:
            return False
    return False


def _second(toks: list[Token], after: int) -> int:
    """Over the second number of a ratio "107/100" or "4/100.000", else `after` itself."""
    if after < len(toks) and toks[after].text == "/":
        second = quantity_at(toks, after + 1)
        if second is not None and second[0] in _SCALES:
            return second[1]
    return after


def _unit_end(toks: list[Token], after: int) -> int:
    """Where the words of the unit end: before a preposition, a sign or a verb, after three words at most."""
    step = after
    while step < len(toks) and step - after < _LONGEST_UNIT + 2:
        token = toks[step]
        if token.text == "/" and step + 1 < len(toks):
            second = quantity_at(toks, step + 1)
            step = second[1] if second else step + 2
            continue
        if not token.text[:1].isalpha() or at_any(toks, step, _UNIT_ENDS) >= 0 or step - after >= _LONGEST_UNIT:
            break
        step += 1
    return min(step, len(toks))


def _base(toks: list[Token], index: int, text: str, offset: int) -> str:
    """ "từ 23 ca sinh/1.000 phụ nữ" before "xuống 18 ca": the value it starts from."""
    start = find_any(toks, ("từ",), 0, index)
    if start < 0 or quantity_at(toks, start + 1) is None or start + 1 == index:
        return ""
    end = index
    while end > start + 1 and at(toks, end - 1, "xuống") < 0 and at(toks, end - 1, "lên") < 0:
        end -= 1
    last = end - 1 if end > start + 1 else index
    return text[toks[start + 1].start - offset : toks[last - 1].end - offset].strip(" ,")
