"""Loading a checked list, piece by piece: what was written stays written when the machine stops, and goes on there."""

import gc
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile, make
from namkhong.journal.actions import begin_batch, record
from namkhong.people.actions.enrolling import (
    Before,
    Enrolled,
    Listing,
    end_missing,
    enrol_ready,
    enrol_set,
    make_ready,
    numbers_for,
)
from namkhong.people.entries import StaffEntry
from namkhong.people.models import Person
from namkhong.people.pouring import Ready
from namkhong.people.sealing import sealer
from namkhong.rosters.actions.founding import found_units
from namkhong.rosters.actions.taking_in import clear_files
from namkhong.rosters.actions.undoing import take_back
from namkhong.rosters.beside import beside
from namkhong.rosters.models import Overwritten, Roster
from namkhong.rosters.rules.units import UnitChecker
from namkhong.rosters.sifting import Checker, Made, Piece, checker_of, pieces
from namkhong.rosters.states import FALL_BACK, FINISH, LOAD, RosterKind, RosterState

PIECE = 40_000
"""So many rows are written for good at once."""
APART = 50_000
"""From so many rows on they are checked and sealed in a process of their own, while this one writes."""
Step = Callable[[int], None]


class StillWrong(DomainError):
    sentence = "Còn {count} dòng có lỗi. Hãy sửa tệp rồi gửi lại, hoặc chọn bỏ qua những dòng lỗi."


class NothingToLoad(DomainError):
    sentence = "Không có dòng nào đúng để nạp."


class WrongSince(DomainError):
    sentence = (
        "Từ lúc kiểm tra đến lúc nạp, {count} dòng đã thành lỗi (ví dụ đơn vị vừa kết thúc). Chưa có gì được nạp; "
        "hãy kiểm tra lại."
    )


def begin(*, roster: Roster, skip_bad: bool, finish_missing: bool, by: int, at: datetime) -> None:
    """Decide that a checked list is loaded. Raises: StillWrong, NothingToLoad, MovedMeanwhile."""
    bad, rows = roster.counts.get("bad", 0), roster.counts.get("rows", 0)
    if bad and not skip_bad:
        raise StillWrong(count=bad)
    if bad >= rows:
        raise NothingToLoad()
    with transaction.atomic():
        batch = begin_batch(kind="roster", by=by, at=at)
        make(
            LOAD,
            Roster.objects.filter(pk=roster.pk),
            batch=batch,
            skip_bad=skip_bad,
            end_missing=finish_missing and roster.kind == RosterKind.STAFF,
            done_row=0,
            load_on=at.astimezone(VIETNAM).date(),
            counts={"rows": rows, "bad": bad, "warnings": roster.counts.get("warnings", 0)},
        )
        _record("roster.begin", roster, by, at)
    roster.refresh_from_db()


def load(*, roster: Roster, by: int, at: datetime, step: Step = lambda _: None) -> None:
    """Load a list, or go on where an earlier loading stopped.

    Raises: WrongSince (everything is taken back and the list is as after its check), sheets.CannotRead,
    MovedMeanwhile (it is no longer being loaded, or somebody else loads it too).
    """
    if roster.state != RosterState.LOADING:
        raise MovedMeanwhile()
    assert roster.file is not None and roster.batch is not None and roster.load_on is not None
    checker = checker_of(roster, by, roster.load_on)
    listing = Listing(roster.kept_by_id, roster.batch.pk, sealer(at=at), roster.load_on)
    rows = roster.counts.get("rows", 0) - roster.counts.get("new", 0)
    apart = roster.kind == RosterKind.STAFF and rows >= APART
    piece = Piece(0, 0, 0)
    with _without_tidying(), beside(pieces(roster, checker, _made(roster, listing, rows), PIECE), apart=apart) as made:
        for piece in made:
            if not piece.last_of_all:
                _write(roster, listing, piece)
                step(piece.seen)
    if piece.bad and not roster.skip_bad:
        _fall_back(roster, piece.bad, by, at)
    _write(roster, listing, piece)
    step(piece.seen)
    _finish(roster, checker, piece.codes, listing, by, at)


def _made(roster: Roster, listing: Listing, rows: int) -> Callable[[list[StaffEntry]], Made]:
    """What is made of rows before they are written: everything, where nobody has to be looked for first."""
    strangers = Person.objects.filter(kept_by=roster.kept_by_id).exclude(enrolled_in=listing.batch)
    if roster.kind == RosterKind.UNITS or strangers.exists():
        return lambda entries: entries
    numbers = numbers_for(max(0, rows))
    return lambda entries: make_ready(listing=listing, entries=entries, numbers=numbers)


@contextmanager
def _without_tidying() -> Iterator[None]:
    """Millions of cells come and go without circles; looking for some again and again is a sixth of the work."""

    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _write(roster: Roster, listing: Listing, piece: Piece) -> None:
    """Write a piece for good, together with how far the list has come. Raises: MovedMeanwhile."""
    if not piece.count:
        return
    with transaction.atomic():
        if isinstance(piece.made, Ready):
            done = enrol_ready(ready=piece.made)
        else:
            done = enrol_set(listing=listing, entries=piece.made)
        counts = _added(roster.counts, done)
        rows = Roster.objects.filter(pk=roster.pk, state=RosterState.LOADING, done_row=roster.done_row)
        if rows.update(done_row=piece.row, counts=counts) != 1:
            raise MovedMeanwhile()
        _keep_before(listing.batch, done.before)
    roster.done_row, roster.counts = piece.row, counts


def _added(counts: dict[str, int], done: Enrolled) -> dict[str, int]:
    total = dict(counts)
    for key in ("new", "changed", "moved", "same"):
        total[key] = total.get(key, 0) + getattr(done, key)
    return total


def _keep_before(batch: int, before: Sequence[Before]) -> None:
    Overwritten.objects.bulk_create(
        (
            Overwritten(
                batch_id=batch,
                person_id=was.person,
                full_name=was.full_name,
                employment_id=was.employment,
                position=was.position,
                sealed=was.sealed,
                identity_mark=was.identity_mark,
                phone_mark=was.phone_mark,
            )
            for was in before
        ),
        batch_size=500,
    )


def _fall_back(roster: Roster, count: int, by: int, at: datetime) -> None:
    """Nothing is half loaded: what was written of it goes again. Raises: WrongSince, always."""
    with transaction.atomic():
        take_back(roster, by=by, at=at)
        make(
            FALL_BACK,
            Roster.objects.filter(pk=roster.pk),
            batch=None,
            done_row=0,
            counts={**roster.counts, "bad": count},
        )
        _record("roster.fall_back", roster, by, at)
    raise WrongSince(count=count)


def _finish(roster: Roster, checker: Checker, codes: Collection[str], listing: Listing, by: int, at: datetime) -> None:
    with transaction.atomic():
        counts = dict(roster.counts)
        if isinstance(checker, UnitChecker):
            counts |= found_units(roster=roster, checker=checker, batch=listing.batch, on=listing.on)
        elif roster.end_missing:
            counts["ended"] = end_missing(listing=listing, codes=codes)
        make(FINISH, Roster.objects.filter(pk=roster.pk), counts=counts, loaded_at=at)
        clear_files(roster, by=by, at=at)
        _record("roster.load", roster, by, at, **counts)
    roster.refresh_from_db()


def _record(verb: str, roster: Roster, by: int | None, at: datetime, **facts: object) -> None:
    record(verb=verb, subject_kind="roster", subject_id=roster.pk, at=at, by=by, unit=roster.kept_by_id, facts=facts)
