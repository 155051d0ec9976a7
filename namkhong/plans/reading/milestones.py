"""Milestones: launch, interim review, final review and the like, at a time."""

from dataclasses import replace

from namkhong.plans.reading.dates import read_date, read_year
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.event_times import CYCLES, EventTime, find_time, words_of
from namkhong.plans.reading.items import Activity, Deadline, Milestone, Recurrence, Stage, Task
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.passages import Passage, sentences, split_at
from namkhong.plans.reading.roles import Role, is_within, nearest
from namkhong.plans.reading.words import Token, at, at_any, find_any, has_digit, key_text

# Without one of these words a line tells of no milestone.
_SIGNS = (
    "phát động", "sơ kết", "tổng kết", "ra mắt", "khai mạc", "triển khai", "khen thưởng", "tôn vinh", "đăng ký",
    "hưởng ứng", "hành động", "cao điểm", "tuần lễ",
)  # fmt: skip
_WHOLES = ("đợt thi đua", "kế hoạch", "phong trào thi đua", "cuộc vận động", "chương trình")
_REVIEWS = ("sơ kết", "tổng kết", "tổ chức sơ kết", "tổ chức tổng kết")
_NEW_TIMES = ("cuối năm", "đầu năm", "giữa năm", "năm", "quý")
_FIELD_TIMES = ("thời gian thực hiện", "thời gian tổ chức", "thời điểm", "thời gian")


def read_milestones(
    document: Document, stages: tuple[Stage, ...], deadlines: tuple[Deadline, ...], tasks: tuple[Task, ...] = ()
) -> tuple[Milestone, ...]:
    """Milestones of the body: events that have a time, and a ceremony of launch even without one."""
    due = {item.source.start for item in deadlines if item.source}
    out: list[Milestone] = []
    years = {year for stage in stages for year in (stage.start_year, stage.end_year)}
    year = years.pop() if len(years) == 1 else None
    for node in document.root.walk():
        if node.line is None or not any(word in node.lower for word in _SIGNS):
            continue
        if nearest(node, set(Role)) is Role.PURPOSE:
            continue
        stage = _single_year(node, stages)
        for sentence in sentences(document.passage(node)):
            handed_in = sentence.trimmed().start in due
            for clause in _clauses(sentence):
                if handed_in and not _is_held(clause):
                    continue
                found = _milestone(document, node, clause, stage, year)
                out.extend([found] if found is not None else [])
                out.extend(_occasions(document, clause, stages))
    out.extend(_of_task(task, kind) for task in tasks for kind in _kinds_of(task))
    if not any(item.kind == "tổng kết" for item in out):
        out.extend(_final_review(document)[:1])
    return tuple(_unique(out))


def _is_held(clause: Passage) -> bool:
    """ "Sơ kết học kỳ trước ngày 15/01/2031": a review that is held by a day, not one that is reported."""
    toks = clause.tokens()
    opens = at_any(toks, 0, ("sơ kết", "tổng kết", "tổ chức sơ kết", "tổ chức tổng kết"))
    label = read_date(toks, 0)
    held = label is not None and find_any(toks, ("sơ kết", "tổng kết"), label.after, label.after + 2) > label.after
    return (opens >= 0 or held) and find_any(toks, ("báo cáo", "gửi", "nộp", "trình")) < 0


def _kinds_of(task: Task) -> list[str]:
    """The events that a dated row of a table in the body holds."""
    if task.in_annex or not task.in_table or task.year is None:
        return []
    return [
        kind for kind in ("phát động", "sơ kết", "tổng kết") if task.text.lower().startswith((kind, f"tổ chức {kind}"))
    ]


def _of_task(task: Task, kind: str) -> Milestone:
    return Milestone(text=task.text, kind=kind, when=task.due, year=task.year, source=task.source, confidence=0.8)


def _occasions(document: Document, clause: Passage, stages: tuple[Stage, ...]) -> list[Milestone]:
    """A peak period ("Tháng hành động (từ ngày A đến ngày B)") and a day that is marked ("hưởng ứng “Ngày ...”")."""
    if not has_digit(clause.text):
        return []
    toks = clause.tokens()
    out: list[Milestone] = []
    peak = find_any(toks, ("tháng hành động", "tháng cao điểm", "đợt cao điểm", "tuần lễ", "tuần cao điểm"))
    range_at = find_any(toks, ("từ ngày",), peak, peak + 8) if peak >= 0 else -1
    first = read_date(toks, range_at + 1) if range_at >= 0 else None
    last = read_date(toks, first.after + 1) if first is not None and at(toks, first.after, "đến") >= 0 else None
    if first is not None and last is not None:
        years = {stage.start_year for stage in stages}
        year = last.year or first.year or (next(iter(years)) if len(years) == 1 else None)
        out.append(_at(document, toks, peak, last.after, "đợt cao điểm", year))
    marked = find_any(toks, ("hưởng ứng",))
    if marked >= 0 and find_any(toks, ("“ ngày", '" ngày'), marked, marked + 3) >= 0:
        day = find_any(toks, ("( ngày",), marked)
        moment = read_date(toks, day + 1) if day >= 0 else None
        if moment is not None:
            out.append(_at(document, toks, marked, moment.after, "hưởng ứng", moment.year))
    return out


def _at(document: Document, toks: list[Token], first: int, after: int, kind: str, year: int | None) -> Milestone:
    source = document.page.source(toks[first].start, toks[after - 1].end)
    return Milestone(text=source.quote, kind=kind, when=source.quote, year=year, source=source, confidence=0.75)


def _final_review(document: Document) -> list[Milestone]:
    """The final review of the whole undertaking, told without a day ("tổng kết Kế hoạch")."""
    out: list[Milestone] = []
    for node in document.root.walk():
        if node.line is None or "tổng kết" not in node.title:
            continue
        for sentence in sentences(document.passage(node)):
            for clause in split_at(sentence, ";"):
                if _reviews_all(clause.tokens()):
                    text = clause.trimmed()
                    source = document.page.of(text)
                    out.append(Milestone(text=text.text, kind="tổng kết", when="", source=source, confidence=0.6))
    return out


def _reviews_all(toks: list[Token]) -> bool:
    """ "tổng kết (, khen thưởng) Đợt thi đua", not "khi tổng kết ..." and not one item of a list."""
    for place in range(len(toks)):
        after = at_any(toks, place, ("tổng kết , khen thưởng", "tổng kết"))
        if after >= 0 and at_any(toks, after, _WHOLES) >= 0:
            return place == 0 or toks[place - 1].key not in ("khi", ",")
    return False


def _clauses(sentence: Passage) -> list[Passage]:
    """Cut at semicolons, and at a comma before a new time ("..., cuối năm 2026 tổ chức tổng kết ...")."""
    out: list[Passage] = []
    for piece in split_at(sentence, ";"):
        toks = piece.tokens()
        begin = piece.start
        for index in range(1, len(toks)):
            new_time = toks[index - 1].text == "," and at_any(toks, index, _NEW_TIMES) >= 0
            new_event = at_any(toks, index, _REVIEWS) >= 0 and _both_timed(toks, index)
            if (new_time and _year_near(toks, index) is not None) or new_event:
                out.append(piece.cut(begin, toks[index].start))
                begin = toks[index].start
        out.append(piece.cut(begin, piece.end))
    return out


def _both_timed(toks: list[Token], index: int) -> bool:
    """ "sơ kết vào quý II năm 2031 và tổng kết vào quý IV năm 2033": a year on either side of the comma or "và"."""
    if toks[index - 1].key not in (",", "và"):
        return False
    years = [place for place in range(len(toks)) if read_year(toks, place) is not None]
    return any(place < index for place in years) and any(index < place < index + 14 for place in years)


def _year_near(toks: list[Token], index: int) -> int | None:
    for step in range(index, min(index + 4, len(toks))):
        if read_year(toks, step) is not None:
            return read_year(toks, step)
    return None


def _with_year(time: EventTime | None, year: int | None) -> EventTime | None:
    """ "Quý IV: tổng kết" in the plan of a single year is in that year; in no other plan does it tell when."""
    if time is None or not time.labelled or time.year is not None or time.recurring is not None:
        return time
    return replace(time, year=year) if year is not None else None


def _milestone(
    document: Document, node: Node, clause: Passage, stage: Stage | None, year: int | None
) -> Milestone | None:
    toks = clause.tokens()
    time = _with_year(find_time(document, toks), year) or _field_time(document, node)
    kind = _kind(node, toks, time, stage)
    if kind is None:
        return None
    if time is None and stage is not None and kind != "phát động":
        time = EventTime(stage.name, stage.start_year, None, 0)
    text = clause.trimmed()
    return Milestone(
        text=text.text,
        kind=kind,
        when=time.words if time else (stage.name if stage else ""),
        year=time.year if time else None,
        recurring=time.recurring if time else None,
        source=document.page.of(text),
        confidence=0.85 if time and time.year else 0.7,
    )


def _kind(node: Node, toks: list[Token], time: EventTime | None, stage: Stage | None) -> str | None:
    """Which event the clause tells of, by its verb; most need a time to be a milestone."""
    if (
        find_any(toks, ("tổ chức lễ phát động", "lễ phát động", "tổ chức phát động"), 0, 3) >= 0
        and at(toks, 0, "tổ chức") >= 0
        and is_within(node, Role.OBJECTIVES)
    ):
        return "phát động"
    if time is None:
        registers = find_any(toks, ("đăng ký thi đua",)) >= 0 and at(toks, 0, "tổ chức") >= 0
        return "đăng ký thi đua" if registers and stage is not None else None
    if find_any(toks, ("gặp mặt", "đối thoại", "đánh giá kết quả", "rút kinh nghiệm"), 0, 16) >= 0 and time.recurring:
        return None
    return _timed_kind(toks, time)


_EVENTS = (
    ("phát động", ("phát động",)),
    ("sơ kết", ("sơ kết",)),
    ("tổng kết", ("tổng kết",)),
    ("ra mắt", ("ra mắt",)),
    ("khai mạc", ("khai mạc",)),
    ("triển khai", ("triển khai thực hiện kế hoạch", "xây dựng và triển khai", "triển khai kế hoạch")),
    ("khen thưởng", ("khen thưởng", "tôn vinh")),
)


def _timed_kind(toks: list[Token], time: EventTime) -> str | None:
    """The event that stands nearest to the time, if near enough to be its own."""
    best: tuple[int, str] | None = None
    for index in range(len(toks)):
        for kind, words in _EVENTS:
            if at_any(toks, index, words) < 0 or not _belongs(toks, index, kind, time):
                continue
            distance = abs(index - time.first)
            if best is None or distance < best[0]:
                best = (distance, kind)
    return best[1] if best else None


def _belongs(toks: list[Token], place: int, kind: str, time: EventTime) -> bool:
    """Near the time; in a yearly cycle only reviews that are organised, not reported."""
    if time.labelled:
        return True
    if time.recurring is not None:
        organised = find_any(toks, ("tổ chức",), max(0, place - 4), place) >= 0
        return kind in ("sơ kết", "tổng kết") and organised and find_any(toks, ("báo cáo",)) < 0
    if time.year is None:
        return kind in ("khen thưởng", "phát động", "tổng kết") and time.first > place
    if kind in ("khen thưởng", "phát động"):
        return -8 < time.first - place < 24
    return place - time.first < 14


def _field_time(document: Document, node: Node) -> EventTime | None:
    """ "Thời gian thực hiện: Tháng 12/2025" printed under the task."""
    siblings = node.parent.children if node.parent else []
    place = node.position
    for other in [*node.children[:6], *siblings[place + 1 : place + 4]]:
        if other.heading.startswith(_FIELD_TIMES) and ":" in other.title:
            colon = other.start + other.title.index(":") + 1
            toks = document.passage(other).cut(colon, other.start + len(other.title)).tokens()
            moment = read_date(toks, 0)
            if moment is not None and moment.year is not None:
                return EventTime(words_of(document, toks, 0, moment.after), moment.year, None, 0)
    return None


def _single_year(node: Node, stages: tuple[Stage, ...]) -> Stage | None:
    """The stage of a single year that the node's paragraph belongs to (its heading or the last one before)."""
    named = [stage for stage in stages if stage.source and stage.source.start <= node.start]
    if not named:
        return None
    last = max(named, key=lambda stage: stage.source.start if stage.source else 0)
    near = node.line is not None and last.source is not None and node.line.number - last.source.line <= 12
    return last if near and last.start_year == last.end_year and last.start_on is None else None


def _unique(milestones: list[Milestone]) -> list[Milestone]:
    seen: set[tuple[object, ...]] = set()
    out = []
    for item in milestones:
        mark = (item.kind, item.year, item.recurring, item.when.lower())
        if mark not in seen:
            seen.add(mark)
            out.append(item)
    return out


def read_activities(document: Document, milestones: tuple[Milestone, ...]) -> tuple[Activity, ...]:
    """What is done every year and is neither a report nor a review: dialogues, assessments."""
    taken = {item.source.start for item in milestones if item.source}
    out: list[Activity] = []
    for node in document.root.walk():
        if node.line is None or "năm" not in node.lower:  # every word for a cycle has it
            continue
        for sentence in sentences(document.passage(node)):
            key = key_text(sentence.text[:60])
            text = sentence.trimmed()
            if not key.startswith(CYCLES) or "báo cáo" in key_text(sentence.text) or text.start in taken:
                continue
            if "%" not in sentence.text:
                out.append(
                    Activity(
                        text=text.text,
                        recurring=Recurrence.YEARLY,
                        where=node.where,
                        source=document.page.of(text),
                        confidence=0.85,
                    )
                )
    return tuple(out)
