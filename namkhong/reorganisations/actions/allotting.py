"""Deciding to which part of a divided unit single people go, by ticks or by a spreadsheet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import whole_number
from namkhong.foundation.text import fold, spelled
from namkhong.journal.actions import record
from namkhong.reorganisations.actions.holding import hold
from namkhong.reorganisations.actions.importing import Faulty
from namkhong.reorganisations.models import Allotment
from namkhong.reorganisations.queries import SUBJECT, divided_in, people_of
from namkhong.reorganisations.rules import Divided
from namkhong.reorganisations.sheets import Fault, Line
from namkhong.units.models import Change
from namkhong.units.states import ReorganisationState


class NotDivided(DomainError):
    sentence = "Thay đổi này không chia đơn vị nào, nên không chọn nơi nhận cho từng người."


class NoSuchPart(DomainError):
    sentence = "Đơn vị nhận vừa chọn không còn trong thay đổi này. Hãy tải lại trang rồi chọn lại."


class NotOfTheUnit(DomainError):
    sentence = "Có người vừa chọn không còn ở {unit}. Hãy tải lại trang rồi chọn lại."


class NobodyChosen(DomainError):
    sentence = "Chưa đánh dấu người nào."


class NotInTheList(DomainError):
    sentence = "Không có người nào của {unit} mang mã dòng “{text}”. Hãy tải lại danh sách rồi ghi vào đó."


class AnotherName(DomainError):
    sentence = "Mã dòng {number} là của {name}, không phải “{text}”. Hãy tải lại danh sách rồi ghi vào đó."


class UnknownPart(DomainError):
    sentence = "Đơn vị nhận “{text}” không có trong thay đổi này. Hãy ghi một trong các tên: {parts}."


class TwiceInList(DomainError):
    sentence = "{name} đã có ở dòng {line}. Mỗi người chỉ ghi một dòng."


def allot(*, change: Change, people: Iterable[int], part: int | None, by: int | None, at: datetime) -> int:
    """Say to which part of a divided unit these people go; None: with the rest. Returns how many there are.

    Raises: NotDivided, NobodyChosen, NoSuchPart, NotOfTheUnit, MovedMeanwhile.
    """
    chosen = set(people)
    with transaction.atomic():
        divided = _divided(change)
        if not chosen:
            raise NobodyChosen()
        if part is not None and part not in divided.parts:
            raise NoSuchPart()
        here = people_of(divided, change.reorganisation.effective_on).order_by().values_list("pk", flat=True)
        if not chosen <= set(here):
            raise NotOfTheUnit(unit=divided.name)
        _keep(change, dict.fromkeys(chosen, part), by, at)
    return len(chosen)


def allot_by_sheet(*, change: Change, lines: Sequence[Line], by: int | None, at: datetime) -> int:
    """Take the receiving part of each person from a spreadsheet; who is not in it stays as he was. How many changed.

    Raises: Faulty with every fault found, nothing has changed then; NotDivided, MovedMeanwhile.
    """
    with transaction.atomic():
        divided = _divided(change)
        people = {row.pk: row for row in people_of(divided, change.reorganisation.effective_on)}
        reader = _Reader(divided, {number: row.full_name for number, row in people.items()})
        faults = [Fault(line.number, sentence) for line in lines for sentence in line.faults]
        for line in lines:
            try:
                reader.read(line)
            except DomainError as refused:
                faults.append(Fault(line.number, refused.sentence))
        if faults:
            raise Faulty(sorted(faults, key=lambda fault: fault.line))
        new = {number: part for number, part in reader.parts.items() if people[number].part != part}  # type: ignore[attr-defined]
        if new:
            _keep(change, new, by, at)
    return len(new)


class _Reader:
    """Takes rows one by one; `parts` holds the part of each person, None for whoever goes with the rest."""

    def __init__(self, divided: Divided, names: Mapping[int, str]) -> None:
        self.divided, self.names = divided, names
        self.by_name = _by_name(divided.parts)
        self.parts: dict[int, int | None] = {}
        self.seen: dict[int, int] = {}

    def read(self, line: Line) -> None:
        """One row. Raises: NotInTheList, AnotherName, TwiceInList, UnknownPart."""
        code, name, wanted = (line.texts[key] for key in ("person", "name", "part"))
        number = whole_number(code)
        if number is None or number not in self.names:
            raise NotInTheList(unit=self.divided.name, text=code)
        if fold(name) != fold(self.names[number]):
            raise AnotherName(number=number, name=self.names[number], text=name)
        if number in self.seen:
            raise TwiceInList(name=self.names[number], line=self.seen[number])
        self.seen[number] = line.number
        part = self.by_name.get(spelled(wanted)) or self.by_name.get(fold(wanted))
        if wanted and part is None:
            raise UnknownPart(text=wanted, parts="; ".join(self.divided.parts.values()))
        self.parts[number] = part


def _by_name(parts: Mapping[int, str]) -> dict[str, int]:
    """Parts by their names as written, and without accents where that means one of them alone."""
    written, folded = Counter(map(spelled, parts.values())), Counter(map(fold, parts.values()))
    named = {fold(name): part for part, name in parts.items() if folded[fold(name)] == 1}
    return named | {spelled(name): part for part, name in parts.items() if written[spelled(name)] == 1}


def _divided(change: Change) -> Divided:
    """What a change of a draft divides. Raises: NotDivided, MovedMeanwhile."""
    hold(change.reorganisation, ReorganisationState.DRAFT)
    divided = divided_in(change)
    if divided is None:
        raise NotDivided()
    return divided


def _keep(change: Change, parts: Mapping[int, int | None], by: int | None, at: datetime) -> None:
    back = [person for person, part in parts.items() if part is None]
    Allotment.objects.filter(change=change, person__in=back).delete()
    Allotment.objects.bulk_create(
        (
            Allotment(change=change, person_id=person, part_id=part, made_at=at, made_by_id=by)
            for person, part in parts.items()
            if part is not None
        ),
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["change", "person"],
        update_fields=["part", "made_at", "made_by_id"],
    )
    row = change.reorganisation
    facts = {"change": change.pk, "people": len(parts)}
    record(
        verb="reorganisation.allot",
        subject_kind=SUBJECT,
        subject_id=row.pk,
        at=at,
        by=by,
        unit=row.unit_id,
        facts=facts,
    )
