"""Figures in a clause, and which way the words around one point."""

from dataclasses import dataclass

from namkhong.plans.reading.items import Direction
from namkhong.plans.reading.words import Token, at, at_any, find_any, phrases

_AT_LEAST = (
    "ít nhất",
    "tối thiểu",
    "trên",
    "không dưới",
    "không thấp hơn",
    "không ít hơn",
    "không nhỏ hơn",
    "hơn",
    "từ",
    "≥",
    "> =",
    ">",
)
_AT_MOST = phrases(
    "không quá | tối đa | dưới | không vượt quá | thấp hơn | không để quá | không để vượt quá | không được quá",
    "không vượt mức | không vượt ngưỡng | không vượt | nhiều nhất là | nhiều nhất",
    "không có quá | không còn quá | không cao hơn | không nhiều hơn | nhỏ hơn | ít hơn | ≤ | < = | <",
)
_MOST_WORDS = max(len(phrase.split()) for phrase in (*_AT_LEAST, *_AT_MOST))
_COUNTED_WORDS = 9
_GRADES = ("từ", "loại", "mức", "hạng", "khá", "tốt", "cấp", "đạt", "trung", "xuất", "giỏi", "có", "là", "được")
_DOWN = ("giảm", "kéo giảm", "giảm bớt", "hạ", "tiết kiệm", "cắt giảm", "rút ngắn")
_UP = ("tăng", "nâng")
_REACH = ("đạt", "còn", "lên", "xuống", "đến", "tới", "bằng", "có", "là", "mức")


@dataclass(frozen=True)
class Figure:
    """A percentage or a range of percentages; token indexes half open."""

    low: float
    high: float
    first: int
    after: int


def read_figures(toks: list[Token]) -> list[Figure]:
    """Every percentage or range: 5%, 3% đến 5%, 1 - 2%, 2,5%."""
    out: list[Figure] = []
    index = 0
    while index < len(toks):
        figure = _figure(toks, index)
        if figure is None:
            index += 1
            continue
        out.append(figure)
        index = figure.after
    return out


def _figure(toks: list[Token], index: int) -> Figure | None:
    first = decimal_at(toks, index)
    if first is None or (index > 0 and toks[index - 1].text in ("/", "*", ".")):
        return None
    low, after = first
    percent = after < len(toks) and toks[after].text == "%"
    after += percent
    joint = at_any(toks, after, ("đến", "tới", "-", "–", "—"))
    second = decimal_at(toks, joint) if joint >= 0 else None
    ranged = second is not None and low <= second[0]
    if second is not None and ranged and second[1] < len(toks) and toks[second[1]].text == "%":
        return Figure(low, second[0], index, second[1] + 1)
    return Figure(low, low, index, after) if percent else None


def decimal_at(toks: list[Token], index: int) -> tuple[float, int] | None:
    """A whole number or one with a decimal comma or point."""
    if not 0 <= index < len(toks) or toks[index].number is None:
        return None
    whole = toks[index].number or 0
    glued = index + 2 < len(toks) and toks[index + 1].text in (",", ".") and toks[index + 2].number is not None
    if glued and toks[index + 1].start == toks[index].end and toks[index + 2].start == toks[index + 1].end:
        return float(f"{whole}.{toks[index + 2].text}"), index + 3
    return float(whole), index + 1


def direction_of(toks: list[Token], figure: Figure, first: int) -> tuple[float | None, float | None, Direction]:
    """Bounds and direction from the words before the figure and "trở lên" / "trở xuống" after it."""
    nearest = _words_before(toks, figure.first, first)
    if _falls_to(toks, figure, first):
        return None, figure.high, Direction.AT_MOST
    rate = _rate(toks, figure, first)
    if rate is not None:
        return figure.low, None if nearest == "least" else figure.high, rate
    moves = _movement(toks, figure.first, first)
    after = _onwards(toks, figure)
    if nearest == "most" or (after > 0 and toks[after - 1].key == "xuống"):
        return None, figure.high, Direction.AT_MOST
    if moves is not None and nearest in ("least", ""):
        return figure.low, None if nearest == "least" else figure.high, moves
    begins = figure.first > first and toks[figure.first - 1].key == "từ" and figure.low == figure.high
    if after > 0 or nearest == "least" or begins:
        return figure.low, None, Direction.AT_LEAST
    return figure.low, figure.high, Direction.REACH


def _onwards(toks: list[Token], figure: Figure) -> int:
    """Index after "trở lên", "trở xuống" behind the figure or behind what it counts ("98% đảng viên trở lên"), or -1.

    A grade or a post may carry the same words ("90% đơn vị loại khá trở lên"): those leave the figure as it is, unless
    "từ" opens the bracket that they close ("từ 65% doanh nghiệp có tổ chức trở lên").
    """
    opened = figure.first > 0 and toks[figure.first - 1].key == "từ"
    last = min(figure.after + (2 * _COUNTED_WORDS if opened else _COUNTED_WORDS), len(toks))
    for step in range(figure.after, last + 1):
        after = at_any(toks, step, ("trở lên", "trở xuống"))
        if after >= 0:
            return after
        stops = step < len(toks) and (
            not (toks[step].text.isalpha() or toks[step].text == ",") or (not opened and toks[step].key in _GRADES)
        )
        if stops:
            return -1
    return -1


def _falls_to(toks: list[Token], figure: Figure, first: int) -> bool:
    """ "giảm ... (xuống) còn 4,2%": what remains is the most that may be."""
    place = figure.first - 1
    if at(toks, place, "còn") < 0 and at(toks, place, "xuống") < 0:
        return False
    return find_any(toks, _DOWN, first, place) >= 0


def _rate(toks: list[Token], figure: Figure, first: int) -> Direction | None:
    """ "tăng bình quân hằng năm đạt 10 - 13%/năm": a rate of growth, whatever stands before the figure."""
    if at_any(toks, figure.after, ("/ năm", "/ tháng", "/ quý", "mỗi năm", "một năm")) < 0:
        return None
    for words, way in ((_DOWN, Direction.DECREASE), (_UP, Direction.INCREASE)):
        if find_any(toks, words, first, figure.first) >= 0:
            return way
    return None


def _words_before(toks: list[Token], index: int, first: int) -> str:
    """What stands right before the figure: "least", "most", "reach" or nothing."""
    step = index - 1
    while step >= first and index - step <= 4:
        for length in range(_MOST_WORDS, 0, -1):
            begin = step - length + 1
            if begin < first:
                continue
            phrase = " ".join(token.key for token in toks[begin : step + 1])
            if phrase in _AT_MOST:
                return "most"
            if phrase in _AT_LEAST:
                return "" if phrase == "từ" else "least"
            if phrase in _REACH:
                return _least_earlier(toks, begin, first) or "reach"
        if toks[step].key not in ("(", ":", "khoảng", "tỷ", "lệ", "mức", "được", "thêm", "từ"):
            return ""
        step -= 1
    return ""


def _least_earlier(toks: list[Token], index: int, first: int) -> str:
    """ "ít nhất vào năm 2025 đạt 40%": the bound stands before the time."""
    for step in range(max(first, index - 7), index):
        after = at_any(toks, step, ("ít nhất", "tối thiểu", "không dưới"))
        if (after >= 0 and at_any(toks, after, ("vào", "đến", "đạt", "có", "phải", "là", "từ")) >= 0) or after == index:
            return "least"
        after = at_any(toks, step, ("tối đa", "không quá"))
        if after == index:
            return "most"
    return ""


def _movement(toks: list[Token], index: int, first: int) -> Direction | None:
    """The last verb of moving before the figure, unless "đạt" or "còn" stands between."""
    for step in range(index - 1, first - 1, -1):
        if at_any(toks, step, ("đạt", "còn", "lên", "xuống")) >= 0:
            return None
        if toks[step].text == "," and index - step > 1 and at_any(toks, step + 1, ("có", "trên")) >= 0:
            return None
        if at_any(toks, step, _DOWN) >= 0:
            return Direction.DECREASE
        if at_any(toks, step, _UP) >= 0 and at(toks, step, "tăng cường") < 0 and at(toks, step, "nâng cao") < 0:
            return Direction.INCREASE
    return None
