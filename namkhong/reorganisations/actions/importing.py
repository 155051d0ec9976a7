"""Bringing in many changes from a spreadsheet: all of them, or none and what is wrong with which row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import parse_decimal
from namkhong.foundation.text import fold, spelled
from namkhong.reorganisations.actions.changing import add_changes
from namkhong.reorganisations.queries import Register, day_before, to_be_founded
from namkhong.reorganisations.sheets import Fault
from namkhong.reorganisations.sheets import Line as SheetLine
from namkhong.units.actions import ChangeDraft, ResultDraft
from namkhong.units.models import ChangePart, Reorganisation, Unit
from namkhong.units.states import ChangeKind, Line

JOIN, UNITE, DIVIDE, PART = "sap nhap", "hop nhat", "chia", "tach"
KINDS: Final = {
    JOIN: ChangeKind.MERGE,
    UNITE: ChangeKind.MERGE,
    DIVIDE: ChangeKind.SPLIT,
    PART: ChangeKind.SPLIT,
    "doi ten": ChangeKind.RENAME,
    "chuyen cap tren": ChangeKind.TRANSFER,
    "chuyen": ChangeKind.TRANSFER,
    "giai the": ChangeKind.DISSOLVE,
    "ket thuc tuyen": ChangeKind.WIND_UP,
}
LINES: Final = {fold(line.label): line for line in Line}


class UnknownKind(DomainError):
    sentence = (
        "Không rõ loại thay đổi “{text}”. Hãy ghi một trong các loại: Sáp nhập, Hợp nhất, Chia, Tách, Đổi tên, "
        "Chuyển cấp trên, Giải thể, Kết thúc tuyến."
    )


class UnknownLine(DomainError):
    sentence = "Không rõ tuyến “{text}”. Hãy ghi Chính quyền, Công đoàn, Đảng, Mặt trận hoặc Ngành dọc."


class OldAndNew(DomainError):
    sentence = (
        "“{unit}” vừa là đơn vị cũ vừa là đơn vị mới. Nếu lập đơn vị mới trùng tên, hãy ghi loại “Hợp nhất”; nếu nhập "
        "vào đơn vị đang có, hãy bỏ tên đó khỏi cột Đơn vị cũ."
    )


class NothingKept(DomainError):
    sentence = (
        "Tách thì “{unit}” vẫn còn: hãy ghi cả tên đơn vị này trong cột Đơn vị mới. Nếu không còn, hãy ghi loại “Chia”."
    )


class SharesUnlikeResults(DomainError):
    sentence = "Có {shares} tỷ lệ cho {results} đơn vị mới. Hãy ghi đủ theo thứ tự, hoặc để trống cả ô."


class TwiceInSheet(DomainError):
    sentence = "“{unit}” đã có ở dòng {line}. Mỗi đơn vị chỉ vào một thay đổi."


class Faulty(DomainError):
    """Some rows are wrong; `faults` says which and why. Nothing was brought in."""

    sentence = "Còn {count} chỗ phải sửa trong bảng. Chưa có dòng nào được nạp."

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(count=len(faults))
        self.faults = list(faults)


def bring_in(*, reorganisation: Reorganisation, lines: Sequence[SheetLine], by: int | None, at: datetime) -> int:
    """Add the changes of a spreadsheet to a draft; returns how many. Raises: Faulty, with every fault found."""
    faults = [Fault(line.number, sentence) for line in lines for sentence in line.faults]
    sound = [line for line in lines if not line.faults]
    composer = _Composer(reorganisation, sound)
    composed: list[tuple[int, ChangeDraft]] = []
    for line in sound:
        try:
            composed.append((line.number, composer.draft(line)))
        except DomainError as refused:
            faults.append(Fault(line.number, refused.sentence))
    if faults:
        raise Faulty(sorted(faults, key=lambda fault: fault.line))
    drafts = [draft for _, draft in composed]
    try:
        return len(add_changes(reorganisation=reorganisation, drafts=drafts, by=by, at=at))
    except DomainError as refused:
        raise Faulty(_located(reorganisation, composed, refused, by, at)) from None


def _located(
    reorganisation: Reorganisation,
    composed: Sequence[tuple[int, ChangeDraft]],
    refused: DomainError,
    by: int | None,
    at: datetime,
) -> list[Fault]:
    """Which rows are refused, found by adding them one by one and taking it all back.

    A row that stands under a unit founded in another row cannot be tried alone.
    """
    faults = []
    with transaction.atomic():
        for number, draft in composed:
            if any(isinstance(result.parent, ResultDraft) for result in draft.results):
                continue
            try:
                add_changes(reorganisation=reorganisation, drafts=[draft], by=by, at=at)
            except DomainError as wrong:
                faults.append(Fault(number, wrong.sentence))
        transaction.set_rollback(True)
    return faults or [Fault(composed[0][0], refused.sentence)]


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]


Superior = Unit | ChangePart | ResultDraft | None
"""Where a unit stands: under one that exists, one that the draft founds, or one that another row founds."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A row by its meaning."""

    word: str
    kind: ChangeKind
    sources: list[Unit]
    results: list[str]
    shares: list[Decimal | None]
    line: str


class _Founded:
    """Units that are only described, by name: as spelled, and without accents where that means one of them alone."""

    def __init__(self) -> None:
        self.spelled: dict[str, ResultDraft | ChangePart] = {}
        self.folded: dict[str, set[str]] = {}

    def add(self, name: str, what: ResultDraft | ChangePart) -> None:
        """One more; of several that are spelled alike the last counts."""
        self.spelled[spelled(name)] = what
        self.folded.setdefault(fold(name), set()).add(spelled(name))

    def find(self, text: str) -> ResultDraft | ChangePart | None:
        """The unit that is meant, None where there is none or it could be several."""
        alike = self.folded.get(fold(text), set())
        return self.spelled.get(spelled(text)) or (self.spelled[min(alike)] if len(alike) == 1 else None)


class _Composer:
    """Turns rows into changes; a unit founded in one row may be the superior in a later one."""

    def __init__(self, reorganisation: Reorganisation, lines: Sequence[SheetLine]) -> None:
        typed = [name for row in lines for key in ("sources", "results", "parent") for name in _listed(row.texts[key])]
        self.register = Register(reorganisation.unit_id, day_before(reorganisation), typed)
        self.founded = _Founded()
        for part in to_be_founded(reorganisation):
            self.founded.add(part.name, part)
        self.seen: dict[tuple[int, str], int] = {}

    def draft(self, row: SheetLine) -> ChangeDraft:
        """The change of a row. Raises: the errors of this module, NoSuchUnit, SeveralUnits, NotANumber."""
        said = self._said(row.texts)
        for unit in said.sources:
            if (unit.pk, said.line) in self.seen:
                raise TwiceInSheet(unit=unit.name, line=self.seen[unit.pk, said.line])
        parent = self._parent(row.texts["parent"])
        draft = self._composed(said, parent)
        self.seen |= {(unit.pk, said.line): row.number for unit in said.sources}
        return draft

    def _said(self, texts: Mapping[str, str]) -> _Said:
        word = fold(texts["kind"])
        if word not in KINDS:
            raise UnknownKind(text=texts["kind"])
        line = fold(texts["line"])
        if line and line not in LINES:
            raise UnknownLine(text=texts["line"])
        results = _listed(texts["results"])
        shares: list[Decimal | None] = [parse_decimal(text.replace("%", "")) / 100 for text in _listed(texts["shares"])]
        if shares and len(shares) != len(results):
            raise SharesUnlikeResults(shares=len(shares), results=len(results))
        sources = [self.register.one(name) for name in _listed(texts["sources"])]
        return _Said(word, KINDS[word], sources, results, shares or [None] * len(results), LINES[line] if line else "")

    def _parent(self, text: str) -> Superior:
        if not text:
            return None
        return self.founded.find(text) or self.register.one(text)

    def _composed(self, said: _Said, parent: Superior) -> ChangeDraft:
        if said.word == JOIN:
            return self._joined(said, parent)
        if said.kind == ChangeKind.SPLIT:
            return self._divided(said, parent)
        results: list[ResultDraft] = []
        if said.kind == ChangeKind.TRANSFER:
            results = [ResultDraft(parent=parent)]
        elif said.kind == ChangeKind.RENAME:
            results = [ResultDraft(name=name) for name in said.results]
        elif said.word == UNITE:
            results = [self._new(name, said, parent) for name in said.results]
        else:
            results = [ResultDraft(unit=self.register.one(name)) for name in said.results]
        return ChangeDraft(said.kind, said.line, said.sources, results)

    def _joined(self, said: _Said, parent: Superior) -> ChangeDraft:
        results, receivers = [], []
        for name in said.results:
            unit = self.register.maybe(name)
            if unit in said.sources:
                raise OldAndNew(unit=name)
            if unit:
                receivers.append(unit)
            results.append(ResultDraft(unit=unit, parent=parent) if unit else self._new(name, said, parent))
        return ChangeDraft(said.kind, said.line, [*said.sources, *receivers], results)

    def _divided(self, said: _Said, parent: Superior) -> ChangeDraft:
        units = [self.register.maybe(name) for name in said.results]
        kept = [unit for unit in units if unit in said.sources]
        if said.word == PART and said.sources and not kept:
            raise NothingKept(unit=said.sources[0].name)
        results = []
        for name, unit, share in zip(said.results, units, said.shares, strict=True):
            if unit and not (said.word == DIVIDE and unit in said.sources):
                results.append(ResultDraft(unit=unit, share=share))
            else:
                results.append(self._new(name, said, parent, share))
        return ChangeDraft(said.kind, said.line, said.sources, results)

    def _new(self, name: str, said: _Said, parent: Superior, share: Decimal | None = None) -> ResultDraft:
        """A unit that is founded: of the kind of the first old unit, at its place."""
        first = said.sources[0] if said.sources else Unit()
        made = ResultDraft(
            name=name, kind=first.kind, place=first.place, notation=first.notation, parent=parent, share=share
        )
        self.founded.add(name, made)
        return made
