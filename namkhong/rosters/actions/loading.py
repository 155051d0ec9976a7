"""Loading a checked list, piece by piece: what was written stays written when the machine stops, and goes on there."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile, make
from namkhong.journal.actions import begin_batch, record
from namkhong.people.actions.enrolling import Before, Enrolled, Listing, end_missing, enrol_first, enrol_set
from namkhong.people.entries import StaffEntry
from namkhong.people.models import Person
from namkhong.people.sealing import sealer
from namkhong.rosters.actions.founding import found_units
from namkhong.rosters.actions.taking_in import clear_files
from namkhong.rosters.actions.undoing import take_back
from namkhong.rosters.models import Overwritten, Roster
from namkhong.rosters.rules.units import UnitChecker
from namkhong.rosters.sifting import Checker, checker_of, sift
from namkhong.rosters.states import FALL_BACK, FINISH, LOAD, RosterKind, RosterState

PIECE = 20_000
"""So many rows are written for good at once."""
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
    listing = Listing(roster.register_id, roster.batch.pk, sealer(at=at), roster.load_on)
    writer = _Writer(roster, listing)
    seen = 0
    for part in sift(roster, roster.file, checker):
        seen += len(part.numbers)
        if part.staff:
            writer.add(part.staff)
        step(seen)
    if isinstance(checker, UnitChecker):
        checker.ordered()
    if checker.findings.bad_rows and not roster.skip_bad:
        _fall_back(roster, len(checker.findings.bad_rows), by, at)
    writer.flush()
    _finish(roster, checker, listing, by, at)


class _Writer:
    """Gathers rows and writes a piece at a time, each piece for good, together with how far it has come."""

    def __init__(self, roster: Roster, listing: Listing) -> None:
        self.roster, self.listing = roster, listing
        self.waiting: list[StaffEntry] = []
        strangers = Person.objects.filter(register=roster.register_id).exclude(enrolled_in=listing.batch)
        self.enrol = enrol_set if strangers.exists() else enrol_first

    def add(self, entries: Sequence[StaffEntry]) -> None:
        """Take rows that may come in; those that were written before the machine stopped are passed over."""
        if entries[0].row <= self.roster.done_row:
            entries = [entry for entry in entries if entry.row > self.roster.done_row]
        self.waiting.extend(entries)
        if len(self.waiting) >= PIECE:
            self.flush()

    def flush(self) -> None:
        """Write what waits. Raises: MovedMeanwhile."""
        if not self.waiting:
            return
        roster, last = self.roster, self.waiting[-1].row
        with transaction.atomic():
            done = self.enrol(listing=self.listing, entries=self.waiting)
            counts = _added(roster.counts, done)
            rows = Roster.objects.filter(pk=roster.pk, state=RosterState.LOADING, done_row=roster.done_row)
            if rows.update(done_row=last, counts=counts) != 1:
                raise MovedMeanwhile()
            _keep_before(self.listing.batch, done.before)
        roster.done_row, roster.counts, self.waiting = last, counts, []


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


def _finish(roster: Roster, checker: Checker, listing: Listing, by: int, at: datetime) -> None:
    with transaction.atomic():
        counts = dict(roster.counts)
        if isinstance(checker, UnitChecker):
            counts |= found_units(roster=roster, checker=checker, batch=listing.batch, on=listing.on)
        elif roster.end_missing:
            counts["ended"] = end_missing(listing=listing, codes=checker.codes)
        make(FINISH, Roster.objects.filter(pk=roster.pk), counts=counts, loaded_at=at)
        clear_files(roster, by=by, at=at)
        _record("roster.load", roster, by, at, **counts)
    roster.refresh_from_db()


def _record(verb: str, roster: Roster, by: int | None, at: datetime, **facts: object) -> None:
    record(verb=verb, subject_kind="roster", subject_id=roster.pk, at=at, by=by, unit=roster.register_id, facts=facts)
