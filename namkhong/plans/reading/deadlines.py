"""Deadlines: a bound word, a date, how often, from whom, to whom, through whom."""

from dataclasses import dataclass, replace

from namkhong.plans.reading.bounds import find_hits
from namkhong.plans.reading.cycles import recurrence_of
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.hits import Hit
from namkhong.plans.reading.items import Basis, Deadline, Recurrence, Task
from namkhong.plans.reading.outline import Node
from namkhong.plans.reading.parties import Times, lead_in, parties_at, read_parties
from namkhong.plans.reading.passages import Passage, sentences, split_at
from namkhong.plans.reading.responsibilities import owner_of
from namkhong.plans.reading.roles import Role, is_within
from namkhong.plans.reading.undated import read_undated
from namkhong.plans.reading.words import Token, has_digit, key_text

_KINDS = (
    ("report", ("báo cáo", "gửi kết quả", "tổng hợp kết quả")),
    ("plan", ("xây dựng kế hoạch", "ban hành kế hoạch", "gửi kế hoạch", "xây dựng và ban hành")),
    ("register", ("đăng ký",)),
    ("review", ("kiểm tra", "đánh giá", "xếp hạng", "bình xét", "rà soát")),
    ("issue", ("ban hành",)),
)
_UNDATED_OPENERS = ("để tổng hợp", "để báo cáo", "để theo dõi")
_FIELDS = ("thời hạn", "thời gian", "hoàn thành", "hạn")
_LEADERS = ("cơ quan chủ trì", "đơn vị chủ trì", "cơ quan thực hiện", "đơn vị thực hiện", "chủ trì")


# On texts read for the first time the day is hardly ever wrong, but one name in four to seven is: see the third ADR.
_SURE_OF_PARTIES = 0.88
# A line as short as "Thời gian hoàn thành: quý I/2031" may stand under many tasks, each time on its own.
_SHORT = 70
# A real sentence holds a handful of days; more is a damaged table.
_MOST_IN_A_SENTENCE = 24


@dataclass(frozen=True)
class _Place:
    """Where a sentence stands, with the body that owns it."""

    owner: str | None
    basis: Basis
    reason: str


def read_deadlines(
    document: Document, strays: dict[Node, str] | None = None, tasks: tuple[Task, ...] = ()
) -> tuple[Deadline, ...]:
    """Deadlines of the body in order; `strays` gives the likely owner of nodes after a page out of order.

    The tables of the body count; those behind the signature stay tasks, which become duties by themselves.
    """
    out: list[Deadline] = []
    for node in document.root.walk():
        if node.line is None or not _is_dated(node.title) or not _may_hold(node):
            continue
        place = _place(document, node, strays or {})
        said = sentences(document.passage(node))
        dated = [_is_dated(sentence.text) for sentence in said]
        for index, sentence in enumerate(said):
            out.extend(_of_sentence(document, node, sentence, place))
            if any(dated[index + 1 :]):
                place = _carried_on(document, sentence, place)
    listed = [found for task in tasks if (found := _of_task(document, task)) is not None]
    whole = sorted([*out, *listed], key=lambda item: item.source.start if item.source else 0) if listed else out
    return tuple(_unique(whole))


def _of_task(document: Document, task: Task) -> Deadline | None:
    """The deadline of a row of a table, if it names a day, a month or a quarter."""
    if task.in_annex or not task.in_table or task.source is None:
        return None
    if task.day is None and task.month is None and task.quarter is None:
        return None
    parties = read_parties(document, _tokens_of(document, task), task.lead or None)
    return Deadline(
        text=task.text,
        day=task.day,
        month=task.month,
        year=task.year,
        quarter=task.quarter,
        recurring=task.recurring,
        bound=task.bound,
        kind=_kind(task.text),
        from_body=task.lead or None,
        to_body=parties.receiver,
        via=parties.via,
        source=task.source,
        confidence=task.confidence,
    )


def _tokens_of(document: Document, task: Task) -> list[Token]:
    """The tokens of the task's words where they stand in the text."""
    start = task.source.start if task.source else 0
    place = document.page.text.find(task.text[:30], start)
    return Passage(task.text, max(place, start)).tokens()


def _may_hold(node: Node) -> bool:
    return not is_within(node, Role.PURPOSE) or "chậm nhất" in node.title.lower()


def _place(document: Document, node: Node, strays: dict[Node, str]) -> _Place:
    if node in strays:
        reason = "Trang bị đảo thứ tự; việc này có thể thuộc mục đứng trước trang bị lạc."
        return _Place(strays[node], Basis.INFERRED, reason)
    owner = owner_of(document, node) or _leader(document, node) or _asked_above(document, node)
    return _Place(owner, Basis.PRINTED, "")


def _carried_on(document: Document, sentence: Passage, place: _Place) -> _Place:
    """A later sentence of the paragraph without a subject of its own goes on with the last one named."""
    if place.basis is Basis.INFERRED:
        return place
    said = read_parties(document, sentence.tokens(), None).sender
    return replace(place, owner=said) if said else place


def _asked_above(document: Document, node: Node) -> str | None:
    """Who is asked by the paragraph above a list: "đề nghị các phòng, đơn vị:"."""
    siblings = node.parent.children if node.parent else []
    for other in reversed(siblings[max(0, node.position - 12) : node.position]):
        if other.marker is None and other.line is not None:
            return lead_in(document, document.passage(other))
    intro = document.intro[-1] if document.intro and node.parent is not None and node.parent.line is None else None
    return lead_in(document, Passage(intro.text, intro.start)) if intro is not None else None


def _leader(document: Document, node: Node) -> str | None:
    """The body that a sibling line "Cơ quan chủ trì: ..." names for the same task."""
    if node.parent is None or len(node.parent.children) > 60 or not node.heading.startswith(_FIELDS):
        return None
    for other in node.parent.children:
        if other.heading.startswith(_LEADERS) and ":" in other.title:
            return Passage(other.title.partition(":")[2], 0).trimmed().text or None
    return None


def _is_dated(text: str) -> bool:
    """Whether a sentence, or any sentence of a paragraph, may hold a time or a report at all."""
    return has_digit(text) or "uý" in text or "uí" in text or "áo cáo" in text


def _of_sentence(document: Document, node: Node, sentence: Passage, place: _Place) -> list[Deadline]:
    if not _is_dated(sentence.text):
        return []
    toks = sentence.tokens()
    hits = find_hits(toks, node.heading)
    if hits and "%" in sentence.text and is_within(node, Role.OBJECTIVES):
        # a month or quarter here tells by when a share is to be reached
        hits = [hit for hit in hits if hit.moment is None or hit.moment.day is not None]
    if not hits:
        return _undated(document, node, [sentence], place, beside=False)
    text = sentence.trimmed()
    base = Deadline(
        text=text.text,
        day=None,
        month=None,
        year=None,
        recurring=Recurrence.ONCE,
        bound=None,
        kind=_kind(text.text),
        source=document.page.of(text),
        basis=place.basis,
        reason=place.reason,
    )
    out = []
    for hit in hits[:_MOST_IN_A_SENTENCE]:
        others = tuple((other.first, other.after) for other in hits[:_MOST_IN_A_SENTENCE] if other is not hit)
        parties = parties_at(document, toks, Times((hit.first, hit.after), others), place.owner)
        told = replace(base, from_body=parties.sender, to_body=parties.receiver, via=parties.via)
        found = _deadline(told, toks, hit)
        weak = parties.receiver_is_purpose or parties.doubtful
        sure = 0.75 if weak else 0.85 if parties.sender is None else _SURE_OF_PARTIES
        out.append(replace(found, confidence=min(found.confidence, sure)))
    beside = [clause for clause in split_at(sentence, ";") if not _holds_a_time(clause, toks, hits)]
    return out + _undated(document, node, beside, place, beside=True)


def _undated(document: Document, node: Node, clauses: list[Passage], place: _Place, *, beside: bool) -> list[Deadline]:
    """Reports without a day, of a whole sentence or of clauses beside a dated one."""
    found = (read_undated(document, node, clause, place.owner, beside) for clause in clauses)
    return [replace(item, basis=place.basis, reason=place.reason) for item in found if item is not None]


def _holds_a_time(clause: Passage, toks: list[Token], hits: list[Hit]) -> bool:
    return any(clause.start <= toks[hit.first].start < clause.end for hit in hits)


def _deadline(base: Deadline, toks: list[Token], hit: Hit) -> Deadline:
    """The duty of a sentence with one of its times."""
    moment = hit.moment
    recurring, guessed = recurrence_of(toks, hit)
    inferred = base.basis is Basis.INFERRED
    return replace(
        base,
        day=moment.day if moment else None,
        month=moment.month if moment else None,
        year=moment.year if moment else None,
        quarter=moment.quarter if moment else None,
        recurring=recurring,
        bound=hit.bound,
        time=hit.time,
        days=hit.days,
        working_days=hit.working_days,
        anchor=hit.anchor,
        period_name=hit.period_name,
        confidence=0.6 if inferred or guessed else 0.95,
    )


def _kind(text: str) -> str:
    key = key_text(text)
    for kind, words in _KINDS:
        if any(word in key for word in words):
            return kind
    return "action"


def _unique(deadlines: list[Deadline]) -> list[Deadline]:
    """Without the same duty printed twice."""
    seen: set[tuple[object, ...]] = set()
    out = []
    for item in deadlines:
        mark = (
            item.day,
            item.month,
            item.year,
            item.quarter,
            item.recurring,
            item.from_body,
            item.to_body,
            item.bound,
            item.days,
            item.text,
            item.source.start if item.source and len(item.text) < _SHORT else None,
        )
        if mark not in seen:
            seen.add(mark)
            out.append(item)
    return out
