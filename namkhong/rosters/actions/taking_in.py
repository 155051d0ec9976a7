"""Handing in a list: the file is kept, its header found, its columns recognised."""

from contextlib import suppress
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from namkhong.foundation.moves import make
from namkhong.journal.actions import record
from namkhong.papers.actions import drop_file, store_file
from namkhong.papers.intake import judge_sheet
from namkhong.papers.models import StoredFile
from namkhong.rosters.columns import COLUMNS
from namkhong.rosters.models import Roster
from namkhong.rosters.sheets import CannotRead, Header, NoHeader, NothingInside, beginning, find_header, sheets_in
from namkhong.rosters.states import DROP, RosterKind
from namkhong.units.models import Unit

MOST_SHEETS = 5
"""So many sheets of a book are looked into for a header."""


def take_in(*, kept_by: Unit, kind: RosterKind, name: str, data: BinaryIO, by: int | None, at: datetime) -> Roster:
    """Keep a file as a list of a unit. Raises: papers.intake.Refused, sheets.CannotRead."""
    stored = store_file(unit=kept_by.pk, name=name, data=data, by=by, at=at, judge=judge_sheet)
    # The same content may have been handed in before under another name; how it is read follows from what it is.
    try:
        sheet, header, height = _look(stored, kind)
    except CannotRead:
        drop_unused(stored.pk, by=by, at=at)
        raise
    with transaction.atomic():
        roster = Roster.objects.create(
            kept_by=kept_by,
            kind=kind,
            name=stored.name,
            file=stored,
            sheet=sheet,
            header_row=header.row,
            titles=header.titles,
            columns=header.matched,
            counts={"rows": height},
            uploaded_at=at,
            uploaded_by_id=by,
        )
        _record("roster.take_in", roster, by, at, kind=str(kind))
    return roster


def _look(stored: StoredFile, kind: RosterKind) -> tuple[int, Header, int]:
    """The first sheet that has a header, the header, about how many rows there are.

    Raises: CannotRead; what is wrong with the first sheet where none has a header.
    """
    ending = "." + stored.name.rpartition(".")[2].lower()
    try:
        return _header_of(stored, ending, 0, kind)
    except (NoHeader, NothingInside) as refused:
        for place in range(1, min(sheets_in(stored.path, ending), MOST_SHEETS)):
            with suppress(NoHeader, NothingInside):
                return _header_of(stored, ending, place, kind)
        raise refused


def _header_of(stored: StoredFile, ending: str, place: int, kind: RosterKind) -> tuple[int, Header, int]:
    start = beginning(stored.path, ending, sheet=place)
    return place, find_header(start, COLUMNS[kind]), start.height or stored.size // 100


def drop(*, roster: Roster, by: int | None, at: datetime) -> None:
    """Give a list up before anything of it was loaded. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(DROP, Roster.objects.filter(pk=roster.pk))
        clear_files(roster, by=by, at=at)
        _record("roster.drop", roster, by, at)


def clear_files(roster: Roster, *, by: int | None, at: datetime) -> None:
    """The files of a list that has ended go, unless another list still needs them."""
    files = [pk for pk in (roster.file_id, roster.marked_id) if pk]
    Roster.objects.filter(pk=roster.pk).update(file=None, marked=None, mistakes=[])
    for pk in files:
        drop_unused(pk, by=by, at=at)


def drop_unused(stored: int, *, by: int | None, at: datetime) -> None:
    """Remove a file that no list needs."""
    if not Roster.objects.filter(file=stored).exists() and not Roster.objects.filter(marked=stored).exists():
        drop_file(stored=stored, by=by, at=at)


def _record(verb: str, roster: Roster, by: int | None, at: datetime, **facts: object) -> None:
    record(verb=verb, subject_kind="roster", subject_id=roster.pk, at=at, by=by, unit=roster.kept_by_id, facts=facts)
