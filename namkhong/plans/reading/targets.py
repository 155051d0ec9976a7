"""Targets: a figure, which way it points, and what it measures."""

from dataclasses import replace

from namkhong.plans.reading.amounts import Amount, read_amounts
from namkhong.plans.reading.dates import read_year
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.figures import Figure, direction_of, read_figures
from namkhong.plans.reading.header import read_issued_on
from namkhong.plans.reading.items import Direction, Stage, Target
from namkhong.plans.reading.markers import Kind
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.passages import Passage, sentences, split_at
from namkhong.plans.reading.roles import Role, is_within, nearest
from namkhong.plans.reading.words import Token, at_any, find_any, has_digit, key_text, phrases, squeeze

# Words that make a percentage something else than a target.
_NO_TARGET = phrases(
    "hiện nay | hiện tại | thực trạng | so với tổng | cộng điểm | điểm chuẩn | được cộng | trừ điểm",
    "có thể điều chỉnh | tính đến ngày | tổng số cử tri | biểu quyết | tán thành | mức phạt | lãi suất",
    "kết quả năm | thuế suất | hạn mức | tỷ lệ khen thưởng | vốn đối ứng | mức hỗ trợ | mức đóng | bình quân giai đoạn",
)
# Right before a figure these words tell how things stand.
_STATES = phrases("mới có | mới đạt | mới chỉ | chỉ đạt | hiện có | đã đạt | vẫn còn | đã có | hiện đạt | chỉ có")
_NEW_ONES = ("viên", "thôn", "hình", "nghiệp")
_BOUND_SHARES = ("chiếm từ", "chiếm ít nhất", "chiếm tối thiểu", "chiếm không", "chiếm trên", "phấn đấu")
_AIMS = ("phấn đấu", "mục tiêu", "chỉ tiêu", "đạt")
# A share that may at most be rewarded or rated so is a quota, not a target.
_QUOTA = ("khen thưởng", "hoàn thành tốt", "hoàn thành xuất sắc", "đề nghị", "danh hiệu", "bằng khen", "giấy khen")
_MONEY = ("ngân sách", "kinh phí", "nguồn vốn", "tổng vốn")
_MONTHLY = ("hằng tháng", "mỗi tháng")
_QUARTERLY = ("hằng quý", "mỗi quý")
_YEARLY = ("hằng năm", "mỗi năm", "bình quân năm", "một năm")


# A real clause holds a handful of figures; more is a damaged table.
_MOST_IN_A_CLAUSE = 24


def read_targets(document: Document, stages: tuple[Stage, ...]) -> tuple[Target, ...]:
    """Targets of the body, in order; quotas of awards, bands of points and states of affairs are none."""
    out: list[Target] = []
    seen: set[tuple[object, ...]] = set()
    issued = read_issued_on(document)
    for node in document.root.walk():
        if node.line is None or not has_digit(node.title) or _other_matter(node):
            continue
        aims = is_within(node, Role.OBJECTIVES)
        if not aims and "%" not in node.title:
            continue
        stage = _stage_of(node, stages)
        for sentence in sentences(document.passage(node)):
            since = issued.day.year if issued is not None else 0
            for target in _of_sentence(document, sentence, stage, aims, since):
                mark = (target.low, target.high, target.direction, target.unit, key_text(target.text))
                if mark not in seen:
                    seen.add(mark)
                    out.append(target)
    return tuple(out)


def _is_past(sentence: Passage, year: int) -> bool:
    """The sentence or clause speaks only of years before the plan was issued, and not to compare with them."""
    toks = sentence.tokens()
    years = [found for index in range(len(toks)) if (found := read_year(toks, index)) is not None]
    return bool(years) and max(years) < year and find_any(toks, ("so với",)) < 0


def _other_matter(node: Node) -> bool:
    """Stands where percentages are quotas, points or money."""
    role = nearest(node, set(Role))
    return role in (Role.AWARDS, Role.FUNDING, Role.CRITERIA, Role.SITUATION) or bool(node.line and node.line.cell > 12)


def _of_sentence(document: Document, sentence: Passage, stage: str | None, aims: bool, since: int) -> list[Target]:
    """The targets of each clause; figures that are no percentages only where the section names aims.

    `since` is the year of issue, 0 where it is not printed: what is told of years before it has been reached.
    """
    out: list[Target] = []
    if _is_past(sentence, since):
        return out
    for clause in split_at(sentence, ";"):
        clause = _aimed_part(clause)
        key = key_text(clause.text)
        if any(word in key for word in _NO_TARGET) or _is_a_share(key):
            continue
        toks = clause.tokens()
        if _is_past(clause, since):
            continue
        if "%" not in clause.text:
            found = read_amounts(toks, clause.text, clause.start)[:_MOST_IN_A_CLAUSE] if aims else []
            out.extend(_amount(document, clause, amount, stage) for amount in found)
            continue
        figures, bases = _without_bases(document, toks, read_figures(toks)[:_MOST_IN_A_CLAUSE])
        for number, figure in enumerate(figures):
            if _tells_how_things_stand(toks, figure, figures[number - 1] if number else None):
                continue
            first = _border(toks, figures[number - 1], figure) if number else 0
            last = _border(toks, figure, figures[number + 1]) if number + 1 < len(figures) else len(toks)
            target = _target(document, clause, toks, figure, first, last, stage)
            if target is not None:
                out.append(replace(target, base=bases.get(figure)))
    return out


def _aimed_part(clause: Passage) -> Passage:
    """ "hiện nay đạt 80%, phấn đấu đạt 90%": what is striven for, behind what has been reached."""
    if "iện nay" not in clause.text and "iện tại" not in clause.text:
        return clause
    toks = clause.tokens()
    aim = find_any(toks, ("phấn đấu", "nâng lên", "mục tiêu đến"), 1)
    reached = find_any(toks, ("hiện nay", "hiện tại"))
    return clause.cut(toks[aim].start, clause.end) if 0 <= reached < aim else clause


def _is_a_share(key: str) -> bool:
    """ "chiếm 40%" tells how things stand, unless a bound says how they shall be ("chiếm từ 55% trở lên")."""
    return "chiếm" in key and not any(bound in key for bound in _BOUND_SHARES)


def _tells_how_things_stand(toks: list[Token], figure: Figure, before: Figure | None) -> bool:
    """In brackets that open with a year ("(năm 2030 còn 3,4% ...)"), or a share of what was told before it."""
    for step in range(figure.first - 1, max(-1, figure.first - 30), -1):
        if toks[step].text == ")":
            break
        if toks[step].text == "(":
            opened = at_any(toks, step + 1, ("năm", "cuối năm", "hết năm"))
            if opened >= 0 and read_year(toks, opened) is not None and find_any(toks, _AIMS, step, figure.first) < 0:
                return True
            break
    shared = before is not None and find_any(toks, ("trong đó",), before.after, figure.first) >= 0
    return shared and before is not None and _is_state(toks, before)


def _is_state(toks: list[Token], figure: Figure) -> bool:
    """Words right before the figure tell what has been reached so far."""
    place = find_any(toks, _STATES, max(0, figure.first - 4), figure.first)
    # In "hội viên mới đạt 105%" and "xã nông thôn mới đạt 80%" the word tells which ones are meant.
    return place >= 0 and not (toks[place].key == "mới" and place and toks[place - 1].key in _NEW_ONES)


def _amount(document: Document, clause: Passage, amount: Amount, stage: str | None) -> Target:
    text = clause.trimmed()
    return Target(
        text=text.text,
        metric=text.text,
        low=amount.low,
        high=amount.high,
        direction=amount.direction,
        unit=squeeze(amount.unit),
        value=squeeze(amount.value),
        base=squeeze(amount.base) or None,
        period=_period(clause),
        stage=stage,
        source=document.page.of(text),
        confidence=0.7,
    )


def _without_bases(
    document: Document, toks: list[Token], figures: list[Figure]
) -> tuple[list[Figure], dict[Figure, str]]:
    """ "từ 12% xuống còn 5%": the first figure is where the second starts from, no target of its own."""
    kept: list[Figure] = []
    bases: dict[Figure, str] = {}
    for number, figure in enumerate(figures):
        following = figures[number + 1] if number + 1 < len(figures) else None
        step = _behind_year(toks, figure.after)
        moves = following is not None and at_any(toks, step, ("xuống", "lên", "còn", "tăng lên")) >= 0
        starts = figure.first > 0 and toks[figure.first - 1].key in ("từ", "mức")
        if following is not None and moves and starts and following.first - step <= 4:
            bases[following] = document.page.text[toks[figure.first].start : toks[figure.after - 1].end]
            continue
        kept.append(figure)
    return kept, bases


def _behind_year(toks: list[Token], index: int) -> int:
    """ "từ 85% (năm 2030) lên 95%": the year of the first figure may stand between."""
    step = index + (index < len(toks) and toks[index].text == "(")
    after = at_any(toks, step, ("vào năm", "năm"))
    if after < 0 or read_year(toks, after) is None:
        return index
    return after + 1 + (step > index and after + 1 < len(toks) and toks[after + 1].text == ")")


def _border(toks: list[Token], left: Figure, right: Figure) -> int:
    """Where the words of one figure end and those of the next begin: the last comma or "và" between them."""
    for step in range(right.first - 1, left.after - 1, -1):
        if toks[step].text == "," or toks[step].key == "và":
            return step
    return left.after


def _target(
    document: Document,
    clause: Passage,
    toks: list[Token],
    figure: Figure,
    first: int,
    last: int,
    stage: str | None,
) -> Target | None:
    low, high, direction = direction_of(toks, figure, first)
    before_figure = toks[first : figure.first]
    # who spends the budget is no sum of money
    before_key = " ".join(token.key for token in before_figure).replace("sử dụng ngân sách", "")
    if any(word in before_key for word in _MONEY):
        return None
    if _is_state(toks[first:], replace(figure, first=figure.first - first)):
        return None
    if direction is Direction.AT_MOST and any(word in key_text(clause.text) for word in _QUOTA):
        return None
    if direction in (Direction.INCREASE, Direction.DECREASE) and first and _compares(toks, figure):
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


def _compares(toks: list[Token], figure: Figure) -> bool:
    """A second figure that only tells how far the first is from last year's: ", tăng 2% so với năm trước"."""
    return at_any(toks, figure.after, ("so với",)) >= 0


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
