"""Targets: a figure, which way it points, and what it measures."""

from dataclasses import dataclass

from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import Direction, Stage, Target
from namkhong.plans.reading.markers import Kind
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.passages import Passage, sentences, split_at
from namkhong.plans.reading.roles import Role, nearest
from namkhong.plans.reading.words import Token, at, at_any, find_any, key_text, phrases, squeeze

_AT_LEAST = ("ít nhất", "tối thiểu", "trên", "không dưới", "không thấp hơn", "hơn", "từ", "≥", "> =", ">")
_AT_MOST = ("không quá", "tối đa", "dưới", "không vượt quá", "thấp hơn", "≤", "< =", "<")
_DOWN = ("giảm", "kéo giảm", "giảm bớt", "hạ")
_UP = ("tăng", "nâng")
_REACH = ("đạt", "còn", "lên", "xuống", "đến", "tới", "bằng", "có", "là", "mức")
# Words that make a percentage something else than a target.
_NO_TARGET = phrases(
    "hiện nay | hiện tại | thực trạng | so với tổng | chiếm | cộng điểm | điểm chuẩn | được cộng | trừ điểm",
    "có thể điều chỉnh | tính đến ngày | tổng số cử tri | biểu quyết | tán thành | mức phạt | lãi suất",
    "thuế suất | hạn mức | tỷ lệ khen thưởng | vốn đối ứng | mức hỗ trợ | mức đóng | bình quân giai đoạn",
)
_MONEY = ("ngân sách", "kinh phí", "nguồn vốn", "tổng vốn")
_MONTHLY = ("hằng tháng", "mỗi tháng")
_QUARTERLY = ("hằng quý", "mỗi quý")
_YEARLY = ("hằng năm", "mỗi năm", "bình quân năm", "một năm")


# A real clause holds a handful of figures; more is a damaged table.
_MOST_IN_A_CLAUSE = 24


@dataclass(frozen=True)
class Figure:
    """A percentage or a range of percentages; token indexes half open."""

    low: float
    high: float
    first: int
    after: int


def read_targets(document: Document, stages: tuple[Stage, ...]) -> tuple[Target, ...]:
    """Targets of the body, in order; quotas of awards, bands of points and states of affairs are none."""
    out: list[Target] = []
    seen: set[tuple[object, ...]] = set()
    for node in document.root.walk():
        if node.line is None or "%" not in node.title or _other_matter(node):
            continue
        stage = _stage_of(node, stages)
        for sentence in sentences(document.passage(node)):
            for target in _of_sentence(document, sentence, stage):
                mark = (target.low, target.high, target.direction, key_text(target.text))
                if mark not in seen:
                    seen.add(mark)
                    out.append(target)
    return tuple(out)


def _other_matter(node: Node) -> bool:
    """Stands where percentages are quotas, points or money."""
    role = nearest(node, set(Role))
    return role in (Role.AWARDS, Role.FUNDING, Role.CRITERIA) or bool(node.line and node.line.cell > 12)


def _of_sentence(document: Document, sentence: Passage, stage: str | None) -> list[Target]:
    out: list[Target] = []
    for clause in split_at(sentence, ";"):
        key = key_text(clause.text)
        if "%" not in clause.text or any(word in key for word in _NO_TARGET):
            continue
        toks = clause.tokens()
        figures = read_figures(toks)[:_MOST_IN_A_CLAUSE]
        for number, figure in enumerate(figures):
            first = _border(toks, figures[number - 1], figure) if number else 0
            last = _border(toks, figure, figures[number + 1]) if number + 1 < len(figures) else len(toks)
            target = _target(document, clause, toks, figure, first, last, stage)
            if target is not None:
                out.append(target)
    return out


def _border(toks: list[Token], left: Figure, right: Figure) -> int:
    """Where the words of one figure end and those of the next begin: the last comma or "và" between them."""
    for step in range(right.first - 1, left.after - 1, -1):
        if toks[step].text == "," or toks[step].key == "và":
            return step
    return left.after


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
    first = _decimal(toks, index)
    if first is None or (index > 0 and toks[index - 1].text in ("/", "*", ".")):
        return None
    low, after = first
    percent = after < len(toks) and toks[after].text == "%"
    after += percent
    joint = at_any(toks, after, ("đến", "tới", "-", "–", "—"))
    second = _decimal(toks, joint) if joint >= 0 else None
    if second is not None and second[1] < len(toks) and toks[second[1]].text == "%":
        return Figure(low, second[0], index, second[1] + 1)
    return Figure(low, low, index, after) if percent else None


def _decimal(toks: list[Token], index: int) -> tuple[float, int] | None:
    """A whole number or one with a decimal comma or point."""
    if not 0 <= index < len(toks) or toks[index].number is None:
        return None
    whole = toks[index].number or 0
    glued = index + 2 < len(toks) and toks[index + 1].text in (",", ".") and toks[index + 2].number is not None
    if glued and toks[index + 1].start == toks[index].end and toks[index + 2].start == toks[index + 1].end:
        return float(f"{whole}.{toks[index + 2].text}"), index + 3
    return float(whole), index + 1


def _target(
    document: Document,
    clause: Passage,
    toks: list[Token],
    figure: Figure,
    first: int,
    last: int,
    stage: str | None,
) -> Target | None:
    low, high, direction = _direction(toks, figure, first)
    before_figure = toks[first : figure.first]
    before_key = " ".join(token.key for token in before_figure)
    if any(word in before_key for word in _MONEY):
        return None
    if (low is None and high is None) or any(token.text in "*=" for token in before_figure[-2:]):
        return None
    left = toks[first].start if first < figure.first else toks[figure.first].start
    whole = document.page.text[left : toks[last - 1].end] if last > first else clause.text
    text = Passage(whole, left).trimmed()
    return Target(
        text=text.text,
        metric=_metric(document, toks, figure, first, last),
        low=low,
        high=high,
        direction=direction,
        period=_period(clause),
        stage=stage,
        source=document.page.of(text),
        confidence=0.9,
        value=squeeze(document.page.text[toks[figure.first].start : toks[figure.after - 1].end]),
    )


def _direction(toks: list[Token], figure: Figure, first: int) -> tuple[float | None, float | None, Direction]:
    """Bounds and direction from the words before the figure and "trở lên" / "trở xuống" after it."""
    nearest = _words_before(toks, figure.first, first)
    moves = _movement(toks, figure.first, first)
    after = at_any(toks, figure.after, ("trở lên", "trở xuống"))
    if after > 0 and toks[after - 1].key == "xuống":
        return None, figure.high, Direction.AT_MOST
    if nearest == "most":
        return None, figure.high, Direction.AT_MOST
    if moves is not None and nearest in ("least", ""):
        return figure.low, None if nearest == "least" else figure.high, moves
    if after > 0 or nearest == "least":
        return figure.low, None, Direction.AT_LEAST
    return figure.low, figure.high, Direction.REACH


def _words_before(toks: list[Token], index: int, first: int) -> str:
    """What stands right before the figure: "least", "most", "reach" or nothing."""
    step = index - 1
    while step >= first and index - step <= 4:
        for length in (3, 2, 1):
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


def _metric(document: Document, toks: list[Token], figure: Figure, first: int, last: int) -> str:
    """What is measured: the words before the figure where it ends the clause, else those after it."""
    after = Passage(document.page.text[toks[figure.after - 1].end : toks[last - 1].end], 0).trimmed().text
    before = Passage(document.page.text[toks[first].start : toks[figure.first].start], 0).trimmed().text
    return squeeze(after if len(after.split()) >= 3 else before)


def _period(clause: Passage) -> str | None:
    toks = clause.tokens()[:400]
    for words, period in ((_MONTHLY, "monthly"), (_QUARTERLY, "quarterly"), (_YEARLY, "yearly")):
        if find_any(toks, words) >= 0:
            return period
    return "once"


def _stage_of(node: Node, stages: tuple[Stage, ...]) -> str | None:
    """The stage under whose heading the node stands, or whose paragraph comes last before it."""
    for place in (node, *node.ancestors()):
        if place.line is None:
            continue
        for stage in stages:
            if key_text(place.title[:60]).startswith(key_text(stage.name)):
                return stage.name
        siblings = place.parent.children if place.parent else []
        for other in reversed(siblings[max(0, place.position - 12) : place.position]):
            if other.marker is None or other.marker.kind is Kind.PART:
                for stage in stages:
                    if key_text(other.title[:60]).startswith(key_text(stage.name)):
                        return stage.name
    return None
