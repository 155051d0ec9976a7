"""The words of changes, the questions they raise, and the tree before and after them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from namkhong.foundation.numbers import show_decimal
from namkhong.units.states import ChangeKind, Line

NAMED = 6
"""More units than this are counted, not named, in a sentence."""

VACANT: Final = "trong"
"""The answer that nobody is at the head of a unit yet."""

WHOLE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class End:
    """A unit at one end of a change.

    `number` is empty for one that is founded by the change; `unit` is filled for it as well once that is done.
    """

    name: str
    number: int | None = None
    unit: int | None = None
    share: Decimal | None = None
    parent: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change as pages and papers tell it."""

    number: int
    kind: str
    line: str
    sources: tuple[End, ...]
    results: tuple[End, ...]

    @property
    def words(self) -> str:
        """The change in one sentence."""
        return change_words(self)

    @property
    def label(self) -> str:
        """What kind of change it is."""
        return ChangeKind(self.kind).label

    @property
    def continuing(self) -> set[int]:
        """Numbers of the sources that are results as well: they go on."""
        kept = {end.number for end in self.results if end.number}
        return {end.number for end in self.sources if end.number and end.number in kept}


def main_line(lines: Collection[str]) -> str:
    """The line that decides about a unit as a whole: the first of `Line` on which it stands, "" for none."""
    return next((line for line in Line.values if line in lines), "")


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: all of them, or the first few and how many more."""
    if len(names) <= NAMED:
        return ", ".join(names)
    return ", ".join(names[:NAMED]) + f" và {show_decimal(len(names) - NAMED)} đơn vị khác"


def per_cent(share: Decimal | None) -> str:
    """A share as people write it: "62,5%"; open ones say so."""
    return "chưa định tỷ lệ" if share is None else f"{show_decimal((share * 100).normalize())}%"


def change_words(change: ChangeView) -> str:
    """A change in one sentence."""
    sources = listed([end.name for end in change.sources])
    results = listed([end.name for end in change.results])
    line = f" trên tuyến {Line(change.line).label}" if change.line else ""
    parent = next((end.parent for end in change.results if end.parent), "")
    under = f", trực thuộc {parent}" if parent else ""
    if change.kind == ChangeKind.MERGE:
        into = "vào" if change.results and change.results[0].number else "thành"
        others = listed([end.name for end in change.sources if end.number not in change.continuing])
        return f"Sáp nhập {others} {into} {results}{under}"
    if change.kind == ChangeKind.SPLIT:
        return _split_words(change)
    if change.kind == ChangeKind.RENAME:
        return f"Đổi tên {sources} thành {results}"
    if change.kind == ChangeKind.TRANSFER:
        return f"Chuyển {sources} về trực thuộc {parent or 'cấp cao nhất'}{line}"
    if change.kind == ChangeKind.DISSOLVE:
        return f"Giải thể {sources}" + (f", {results} kế thừa" if results else "")
    return f"Kết thúc hoạt động của {sources}{line}"


def _split_words(change: ChangeView) -> str:
    sources = listed([end.name for end in change.sources])
    kept = [end for end in change.results if end.number in change.continuing]
    if all(end.share is None for end in change.results):
        parts = listed([end.name for end in change.results if end not in kept])
        said = f"Tách {parts} từ {sources}" if kept else f"Chia {sources} thành {parts}"
        return f"{said} ({per_cent(None)})"
    others = [f"{end.name} ({per_cent(end.share)})" for end in change.results if end not in kept]
    if kept:
        return f"Tách {listed(others)} từ {sources}; {kept[0].name} giữ lại một phần ({per_cent(kept[0].share)})"
    return f"Chia {sources} thành {listed(others)}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must decide before a reorganisation can be carried out. `key` names it for ever."""

    key: str
    change: int
    text: str
    hint: str
    choices: tuple[Choice, ...]
    answer: str = ""

    @property
    def open(self) -> bool:
        """Whether nobody has answered it, or the answer is no longer one of the choices."""
        return self.answer not in {choice.value for choice in self.choices}

    @property
    def answered(self) -> str:
        """The chosen answer in words, empty while it is open."""
        return next((choice.label for choice in self.choices if choice.value == self.answer), "")


@dataclass(frozen=True, slots=True)
class Head:
    """A person at the head of a unit, and of which one."""

    person: int
    name: str
    title: str
    unit: int
    unit_name: str


def head_key(change: int) -> str:
    """The question who is at the head of the unit that comes out of a merger."""
    return f"head:{change}"


def people_key(change: int) -> str:
    """The question which part of a divided unit takes its people."""
    return f"people:{change}"


def campaign_key(change: int, campaign: int) -> str:
    """The question which part of a divided unit has a campaign of its from then on."""
    return f"campaign:{change}:{campaign}"


def share_key(change: int) -> str:
    """The open shares of a divided unit."""
    return f"share:{change}"


@dataclass(frozen=True, slots=True)
class Owned:
    """A campaign that is not over, and the unit to which it belongs."""

    campaign: int
    name: str
    unit: int


def questions_of(
    change: ChangeView,
    heads: Sequence[Head],
    peopled: Collection[int],
    answers: Mapping[str, str],
    owned: Sequence[Owned] = (),
) -> list[Question]:
    """What a change asks of a person.

    `heads` are those of its units, `peopled` the units with people or posts, `owned` the campaigns of units.
    """
    if change.kind == ChangeKind.MERGE and change.results:
        return _head_questions(change, heads, answers)
    if change.kind == ChangeKind.SPLIT:
        return _people_questions(change, peopled, answers) + _campaign_questions(change, owned, answers)
    return []


def _head_questions(change: ChangeView, heads: Sequence[Head], answers: Mapping[str, str]) -> list[Question]:
    units = {end.number for end in (*change.sources, *change.results)}
    candidates = [head for head in heads if head.unit in units]
    if not candidates:
        return []
    seen: dict[int, Choice] = {}
    for head in candidates:
        hint = f"{head.title}, {head.unit_name}" if head.title else f"Đang đứng đầu {head.unit_name}"
        seen.setdefault(head.person, Choice(str(head.person), head.name, hint))
    vacant = Choice(VACANT, "Để trống", "Sẽ giao sau, khi có quyết định bổ nhiệm.")
    key = head_key(change.number)
    return [
        Question(
            key,
            change.number,
            f"Ai đứng đầu {change.results[0].name}?",
            "Những người còn lại thôi nhiệm vụ đứng đầu, vẫn là người của đơn vị mới.",
            (*seen.values(), vacant),
            answers.get(key, ""),
        )
    ]


def _people_questions(change: ChangeView, peopled: Collection[int], answers: Mapping[str, str]) -> list[Question]:
    ending = [end for end in change.sources if end.number in peopled and end.number not in change.continuing]
    if not ending:
        return []
    key = people_key(change.number)
    choices = tuple(Choice(str(end.part), end.name) for end in change.results)
    return [
        Question(
            key,
            change.number,
            f"Người của {ending[0].name} chuyển sang đơn vị nào?",
            "Mọi người cùng chuyển sang đơn vị này, trừ những người được chọn riêng trong danh sách.",
            choices,
            answers.get(key, ""),
        )
    ]


def _campaign_questions(change: ChangeView, owned: Sequence[Owned], answers: Mapping[str, str]) -> list[Question]:
    """For each campaign of a unit that is divided and ends: who has it from then on."""
    ending = {end.number: end.name for end in change.sources if end.number not in change.continuing}
    parts = tuple(Choice(str(end.part), end.name) for end in change.results)
    later = Choice(VACANT, "Quyết định sau", "Cuộc vận động vào danh sách chờ đơn vị mới.")
    found = []
    for row in owned:
        if row.unit in ending:
            key = campaign_key(change.number, row.campaign)
            text = f"Đơn vị nào chủ trì “{row.name}” của {ending[row.unit]}?"
            hint = "Việc đã giao cho các đơn vị cấp dưới được giữ nguyên."
            found.append(Question(key, change.number, text, hint, (*parts, later), answers.get(key, "")))
    return found


def open_shares(change: ChangeView) -> bool:
    """Whether a divided unit still has a part whose share nobody has decided."""
    return change.kind == ChangeKind.SPLIT and any(end.share is None for end in change.results)


@dataclass(frozen=True, slots=True)
class Divided:
    """A unit that is divided: its parts by their numbers, and to which of them everybody goes who is not named apart.

    `rest` is the unit itself where it goes on, else the answer to `people_key`; empty while nobody has given it.
    """

    change: int
    unit: int
    name: str
    parts: Mapping[int, str]
    rest: int | None
    goes_on: bool

    @property
    def rest_name(self) -> str:
        """The unit to which everybody goes, "" while that is open."""
        return "" if self.rest is None else self.parts[self.rest]


def divided_by(change: ChangeView, answers: Mapping[str, str]) -> Divided | None:
    """What a change divides; None for a change of another kind."""
    if change.kind != ChangeKind.SPLIT:
        return None
    source, parts = change.sources[0], {end.part: end.name for end in change.results}
    kept = next((end.part for end in change.results if end.number in change.continuing), None)
    answer = answers.get(people_key(change.number), "")
    chosen = next((part for part in parts if str(part) == answer), None)
    rest = chosen if kept is None else kept
    return Divided(change.number, source.number or 0, source.name, parts, rest, kept is not None)


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the sketch of the tree, with what becomes of it in a few words, and those under it."""

    name: str
    note: str = ""
    below: tuple["Branch", ...] = field(default_factory=tuple)


def sketch_before(change: ChangeView) -> list[Branch]:
    """The units that a change touches, under whom they stand before it."""
    rows = [(end.parent, Branch(end.name)) for end in change.sources]
    return _grouped(rows)


def sketch_after(change: ChangeView) -> list[Branch]:
    """The units that come out of a change, under whom they stand after it."""
    first = change.sources[0].parent if change.sources else ""
    if change.kind in (ChangeKind.DISSOLVE, ChangeKind.WIND_UP):
        note = "kết thúc hoạt động" if change.kind == ChangeKind.DISSOLVE else "không còn trên tuyến này"
        ended = [(end.parent, Branch(end.name, note)) for end in change.sources]
        return _grouped(ended + [(end.parent or first, Branch(end.name, "kế thừa")) for end in change.results])
    if change.kind == ChangeKind.TRANSFER:
        to = next((end.parent for end in change.results if end.parent), "")
        return _grouped([(to, Branch(end.name)) for end in change.sources])
    return _grouped([(end.parent or first, Branch(end.name, _after_note(change, end))) for end in change.results])


def _after_note(change: ChangeView, end: End) -> str:
    if change.kind == ChangeKind.SPLIT:
        return per_cent(end.share)
    if change.kind == ChangeKind.RENAME:
        return "tên mới"
    return "đơn vị đang có" if end.number else "lập mới"


def _grouped(rows: Sequence[tuple[str, Branch]]) -> list[Branch]:
    """Branches under their parents, in the order in which the parents first appear; without one at the top."""
    under: dict[str, list[Branch]] = {}
    for parent, branch in rows:
        under.setdefault(parent, []).append(branch)
    found: list[Branch] = []
    for parent, branches in under.items():
        found += [Branch(parent, below=tuple(branches))] if parent else branches
    return found
