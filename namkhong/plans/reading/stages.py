"""The stages of the plan itself: named stages, the time section, or the years in the title."""

from dataclasses import replace
from datetime import date

from namkhong.plans.reading.dates import Moment, read_date, read_year, read_years
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import Stage
from namkhong.plans.reading.markers import Kind
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.passages import Passage, sentences
from namkhong.plans.reading.words import Token, at, at_any, find_any, has_digit, phrases, squeeze

_NAMES = ("giai đoạn", "đợt")
_ORDINALS = phrases(
    "1 | 2 | 3 | 4 | 5 | 01 | 02 | 03 | 04 | 05 | i | ii | iii | iv | một | hai | ba",
)
_OPEN = ("các năm tiếp theo", "những năm tiếp theo", "năm tiếp theo", "các năm sau")
_TIME_HEADINGS = phrases(
    "thời gian thực hiện | thời gian thi đua | thời gian triển khai | thời gian tổ chức | thời gian phát động",
    "thời gian",
)
_TOLD_OF = ("kế hoạch số", "chương trình số", "ban hành kế hoạch", "ban hành chương trình", "xây dựng kế hoạch")
_EVENTS = ("nhận bài", "bình chọn", "công bố", "trao giải", "thời gian phát động", "chấm", "nộp", "thời gian gửi")
_RUNS_FROM = ("triển khai thực hiện từ", "triển khai từ", "thực hiện từ")
_AFTER_YEAR = ("trên", "của", "tại", "cho", "trong", ",", ";", ".", "”", '"', "và", ")")
_TASK_FIELDS = ("chủ trì", "phối hợp", "đơn vị thực hiện", "cơ quan thực hiện", "kết quả", "sản phẩm")


def read_stages(document: Document) -> tuple[Stage, ...]:
    """Named stages first; without them the time section; without it the title; then the opening sentence."""
    for find in (_named, _from_time_section, _from_title, _from_sentence, _from_year_in_title, _from_plan_told_of):
        found = _unique(find(document))
        if found:
            return found
    return ()


def _unique(stages: list[Stage]) -> tuple[Stage, ...]:
    seen: set[tuple[object, ...]] = set()
    out = []
    for stage in stages:
        mark = (stage.start_year, stage.end_year, stage.start_on, stage.end_on)
        if mark not in seen:
            seen.add(mark)
            out.append(stage)
    return tuple(out)


def _named(document: Document) -> list[Stage]:
    """Lines that begin "Giai đoạn 1: ..." or "Đợt 2 ..." with years or days behind the name."""
    out: list[Stage] = []
    for node in document.root.walk():
        if node.line is None or not any(name in node.lower for name in _NAMES) or _is_task_field(node):
            continue
        for sentence in sentences(document.passage(node)):
            stage = _named_at(document, sentence.tokens())
            if stage is not None:
                out.append(stage)
    return out


def _named_at(document: Document, toks: list[Token]) -> Stage | None:
    """The stage that a line or a sentence opens with."""
    after = at_any(toks, 0, _NAMES)
    if after < 0 or after >= len(toks) or toks[after].key not in _ORDINALS:
        return None
    name = squeeze(document.page.text[toks[0].start : toks[after].end])
    return _span(document, toks, after + 1, min(len(toks), after + 60), name)


def _is_task_field(node: Node) -> bool:
    """Under a "* Thời gian thực hiện" of one task among many, not of the plan."""
    parent = node.parent
    return parent is not None and parent.marker is not None and parent.marker.kind is Kind.STAR


def _span(document: Document, toks: list[Token], first: int, last: int, name: str) -> Stage | None:
    """Years or days found between two token indexes, as a stage."""
    for index in range(first, last):
        days = _days(document, toks, index, name)
        if days is not None:
            return days
        years = read_years(toks, index)
        if years is not None:
            return _stage(document, toks, 0, years.after, name, years.start, years.end)
        single = read_year(toks, index)
        if single is not None and at(toks, index - 1, "năm") >= 0:
            return _stage(document, toks, 0, index + 1, name, single, single)
    return None


def _stage(document: Document, toks: list[Token], first: int, after: int, name: str, start: int, end: int) -> Stage:
    open_ended = find_any(toks, _OPEN, after, after + 6) >= 0
    stop = after + 6 if open_ended else after
    source = document.page.source(toks[first].start, toks[min(stop, len(toks)) - 1].end)
    return Stage(name=name, start_year=start, end_year=end, open_ended=open_ended, source=source, confidence=0.97)


def _days(document: Document, toks: list[Token], index: int, name: str) -> Stage | None:
    """ "từ (ngày) A đến (ngày) B"; B may be an event ("đến khi ...")."""
    if at(toks, index, "từ") < 0:
        return None
    first = read_date(toks, index + 1)
    if first is None:
        return None
    step = at_any(toks, first.after, ("đến hết", "đến", "-", "–"))
    if step < 0:
        return None
    last = read_date(toks, step)
    end_event = None
    if last is None:
        if at_any(toks, step, ("khi", "ngày")) < 0:
            return None
        end_event = Passage(document.page.text[toks[step].start : toks[-1].end], toks[step].start).trimmed().text
    year = first.year or (last.year if last else None)
    if year is None:
        return None
    stop = last.after if last else len(toks)
    return Stage(
        name=name,
        start_year=year,
        end_year=last.year if last else None,
        start_on=_exact(first, year),
        end_on=last.exact if last else None,
        end_event=end_event,
        source=document.page.source(toks[index].start, toks[stop - 1].end),
        confidence=0.95,
    )


def _exact(moment: Moment, year: int) -> date | None:
    """The day, with the year borrowed from the other end where it is not printed twice."""
    month = moment.month
    if moment.exact is not None or moment.day is None or month is None:
        return moment.exact
    return Moment(moment.day, month, year, None, 0, 0).exact


def _from_time_section(document: Document) -> list[Stage]:
    """A numbered node "Thời gian thực hiện: ..." of the plan, not of one of its tasks."""
    out: list[Stage] = []
    for node in document.root.walk():
        if not node.numbered or not node.heading.startswith(_TIME_HEADINGS) or _has_task_fields(node):
            continue
        for place in (node, *node.children):
            if place is not node and _is_event(place):
                continue
            toks = document.passage(place).tokens()
            stage = _span(document, toks, 0, len(toks), "Thời gian thực hiện")
            if stage is not None:
                out.append(stage)
                break
    return out


def _is_event(node: Node) -> bool:
    """ "Phát động: tháng 10/2031" in a timetable is a time of one thing, not of the plan."""
    head, colon, _ = node.lower.partition(":")
    if any(word in head for word in _EVENTS):
        return True
    return bool(colon) and not any(word in head for word in ("thời gian", "giai đoạn", "đợt", "năm"))


def _has_task_fields(node: Node) -> bool:
    siblings = node.parent.children if node.parent else []
    return any(any(word in other.heading for word in _TASK_FIELDS) for other in siblings)


def _from_title(document: Document) -> list[Stage]:
    """ "giai đoạn 2019 - 2025" in the title."""
    if not document.title:
        return []
    start = document.title[0].start
    toks = Passage(document.page.text[start : document.title[-1].end], start).tokens()
    for index in range(len(toks)):
        after = at_any(toks, index, ("giai đoạn", "từ năm", "các năm", "năm học", "năm"))
        years = read_years(toks, after) if after >= 0 else None
        if years is not None:
            return [
                _stage(
                    document,
                    toks,
                    index,
                    years.after,
                    f"giai đoạn {years.start} - {years.end}",
                    years.start,
                    years.end,
                )
            ]
    return []


def _from_year_in_title(document: Document) -> list[Stage]:
    """ "... năm 2025" at the end of the title, with nothing else said about the time of the plan."""
    if not document.title:
        return []
    start = document.title[0].start
    toks = Passage(document.page.text[start : document.title[-1].end], start).tokens()
    for index in range(len(toks) - 1, max(len(toks) - 12, 0), -1):
        year = read_year(toks, index)
        if year is None or at(toks, index - 1, "năm") < 0 or _is_of_a_day(toks, index - 1):
            continue
        if index + 1 == len(toks) or toks[index + 1].key in _AFTER_YEAR:
            stage = _stage(document, toks, index - 1, index + 1, f"Năm {year}", year, year)
            return [replace(stage, confidence=0.7)]
    return []


def _is_of_a_day(toks: list[Token], index: int) -> bool:
    """ "ngày 15 tháng 8 năm 2024" dates a document, not the plan."""
    return index >= 2 and toks[index - 2].key == "tháng" and toks[index - 1].number is not None


def _from_plan_told_of(document: Document) -> list[Stage]:
    """An article: "... ban hành Kế hoạch số ... giai đoạn A - B", the years before the end of that sentence."""
    if document.title or document.type_name:
        return []
    for line in document.page.lines[:8]:
        for sentence in sentences(Passage(line.text, line.start)):
            toks = sentence.tokens()
            place = find_any(toks, _TOLD_OF)
            for index in range(place, len(toks)) if place >= 0 else ():
                after = at(toks, index, "giai đoạn")
                years = read_years(toks, after) if after >= 0 else None
                if years is not None:
                    name = f"giai đoạn {years.start} - {years.end}"
                    stage = _stage(document, toks, index, years.after, name, years.start, years.end)
                    return [replace(stage, confidence=0.8)]
    return []


def _from_sentence(document: Document) -> list[Stage]:
    """ "... được triển khai (thực hiện) từ năm A đến năm B"."""
    for line in document.body:
        # Most lines say nothing of the kind, and cutting all of them into words takes long.
        if not has_digit(line.text) or not any(words in line.text.lower() for words in _RUNS_FROM):
            continue
        toks = Passage(line.text, line.start).tokens()
        place = find_any(toks, _RUNS_FROM, 0, 60)
        if place < 0:
            continue
        for index in range(place, min(place + 5, len(toks))):
            years = read_years(toks, index)
            if years is not None:
                return [_stage(document, toks, place, years.after, "Thời gian thực hiện", years.start, years.end)]
    return []
