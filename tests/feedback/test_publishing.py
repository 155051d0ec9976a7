"""Publishing a month: from ballots to frozen, signed figures, and once more for a reason."""

import os
import re
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from namkhong.feedback import signing, tasks
from namkhong.feedback.actions import make_codes, set_aside
from namkhong.feedback.actions.publishing import (
    MonthNotOver,
    NothingChanged,
    ReasonMissing,
    checked,
    publish_month,
    text_of,
)
from namkhong.feedback.box import put
from namkhong.feedback.models import Ballot, Basis, Edition, Published
from namkhong.feedback.queries.editions import home_lines, lines_with_ballots, places_in
from namkhong.feedback.states import PointKind
from namkhong.foundation.clock import VIETNAM
from namkhong.journal.models import Event
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line
from tests.feedback.given import point_at, rating
from tests.world import NOW, World

OCTOBER, DAY = 202610, date(2026, 10, 14)
IN_OCTOBER = datetime(2026, 10, 2, 8, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test signs with the key of another."""
    monkeypatch.setattr(settings, "VAR", tmp_path)
    return tmp_path / "ratings_key"


def rate(unit: Unit, bad: int, good: int, *, evidence: str = "A", day: date = DAY) -> None:
    """So many ratings of a unit."""
    point = point_at(unit)
    put([rating(point, 1, day=day, evidence=evidence) for _ in range(bad)])
    put([rating(point, 5, day=day, evidence=evidence) for _ in range(good)])


def publish(line: str = Line.UNION, **more: object) -> Edition:
    """October, on a line."""
    return publish_month(**{"month": OCTOBER, "line": line, "by": None, "at": NOW, **more})


def cells(edition: Edition) -> dict[tuple[int, str], tuple[object, ...]]:
    """What an edition shows: answered, satisfied, set aside; None where it is hidden."""
    rows = Published.objects.filter(edition=edition).order_by("pk")
    return {
        (row.unit_id, row.evidence): None if row.hidden else (row.answered, row.satisfied, row.aside) for row in rows
    }


def test_a_month_is_counted_hidden_and_signed(world: World, own_key: Path) -> None:
    rate(world.office, 10, 30)
    rate(world.sister_school, 2, 3)
    rate(world.sister_school, 5, 40, evidence="C")
    rate(world.office, 1, 1, day=date(2026, 11, 1))
    aside = list(Ballot.objects.filter(unit=world.office, score=1, day=DAY).values_list("pk", flat=True)[:4])
    set_aside(ballots=aside, reason="burst", by=None, at=NOW)
    point = point_at(world.office, PointKind.SLIPS)
    make_codes(point=point, size=60, valid_to=date(2026, 12, 1), by=None, at=IN_OCTOBER)
    make_codes(point=point, size=99, valid_to=date(2026, 12, 1), by=None, at=NOW)
    edition = publish()
    # One district's five are the difference to the other: so both are hidden, and what is left is told together.
    assert cells(edition) == {
        (world.federation.pk, "A"): (41, 33, 4),
        (world.district.pk, "A"): None,
        (world.sister.pk, "A"): None,
        (world.office.pk, "A"): None,
        (world.sister_school.pk, "A"): None,
        (world.federation.pk, "C"): (45, 40, 0),
        (world.sister.pk, "C"): (45, 40, 0),
        (world.sister_school.pk, "C"): (45, 40, 0),
    }
    assert (edition.ballots, edition.changed, edition.revision, edition.year) == (86, 8, 1, 2026)
    top = Published.objects.get(edition=edition, unit=world.federation, evidence="A")
    assert (top.printed, top.n1, top.n5, top.parent_id) == (60, 8, 33, None)
    assert edition.month_of_year == 10 and re.fullmatch("[0-9a-f]{16}", edition.key_name)
    text = text_of(edition)
    assert f"A {world.office.pk} {world.district.pk} hidden 60" in text
    assert signing.verifies(text, bytes(edition.signature), bytes(edition.public_key))
    assert not signing.verifies(text + " ", bytes(edition.signature), bytes(edition.public_key))
    assert "BEGIN PUBLIC KEY" in signing.pem_of(bytes(edition.public_key))
    assert own_key.stat().st_mode & 0o077 == 0
    assert checked(edition=edition).good
    [told] = Event.objects.filter(verb="edition.publish")
    assert told.facts == {"month": "10/2026", "revision": 1, "changed": 8}


def test_a_month_that_runs_is_not_published(world: World) -> None:
    with pytest.raises(MonthNotOver):
        publish(month=202611)


def test_a_revision_takes_a_reason_and_tells_only_large_changes(world: World) -> None:
    rate(world.office, 10, 30)
    rate(world.sister_school, 20, 30)
    first = publish()
    with pytest.raises(ReasonMissing):
        publish(reason=" ")
    with pytest.raises(NothingChanged):
        publish(reason="Xem lại")
    office, school = (Ballot.objects.filter(unit=unit, score=5) for unit in (world.office, world.sister_school))
    set_aside(ballots=list(office.values_list("pk", flat=True)[:3]), reason="burst", by=None, at=NOW)
    assert not checked(edition=first).counted
    with pytest.raises(NothingChanged):
        publish(reason="Ba ý kiến")
    set_aside(ballots=list(school.values_list("pk", flat=True)[:12]), reason="burst", by=None, at=NOW)
    second = publish(reason="Mười hai ý kiến chấm dồn dập", by=world.federation_officer)
    assert second.revision == 2 and second.changed == 3
    assert cells(second)[world.office.pk, "A"] == (40, 30, 0)
    assert cells(second)[world.sister_school.pk, "A"] == (38, 18, 12)
    assert cells(second)[world.federation.pk, "A"] == (78, 48, 12)
    assert f"previous {first.digest}" in text_of(second)
    assert checked(edition=second).good
    stored = checked(edition=first)
    assert (stored.counted, stored.stored, stored.signature) == (False, True, True)


def test_whoever_moves_afterwards_stays_where_the_month_has_put_him(world: World) -> None:
    rate(world.office, 10, 30)
    rate(world.sister_school, 20, 30)
    edition = publish()
    Placement.objects.filter(unit=world.office, line=Line.UNION).update(parent=world.sister)
    Placement.objects.create(
        unit=world.sister_school, line=Line.ADMINISTRATION, parent=world.district_committee, valid_from=DAY
    )
    assert checked(edition=edition).good
    rate(world.office, 0, 20)
    second = publish(reason="Phiếu giấy nhập muộn")
    assert cells(second)[world.district.pk, "A"] == (60, 50, 0)
    assert cells(second)[world.sister.pk, "A"] == (50, 30, 0)


def test_a_unit_on_two_lines_is_published_on_the_first(world: World) -> None:
    rate(world.school, 10, 30)
    rate(world.office, 15, 15)
    loner = Unit.objects.create(name="Đơn vị lẻ", search_name="don vi le", sort_name="don vi le", kind="agency")
    rate(loner, 0, 12)
    assert lines_with_ballots(OCTOBER) == [Line.ADMINISTRATION, Line.UNION]
    union, state = publish(), publish(Line.ADMINISTRATION)
    assert cells(union)[world.federation.pk, "A"] == (30, 15, 0)
    assert (world.school.pk, "A") not in cells(union)
    assert cells(state)[world.province_committee.pk, "A"] == (40, 30, 0)
    assert cells(state)[loner.pk, "A"] == (12, 12, 0)
    assert checked(edition=union).good and checked(edition=state).good
    homes = home_lines(places_in(OCTOBER), {world.clinic.pk: Line.UNION})
    assert homes[world.school.pk] == Line.ADMINISTRATION and homes[world.clinic.pk] == Line.UNION


@pytest.mark.parametrize("table", [Edition, Published, Basis])
def test_the_database_refuses_to_change_an_edition(world: World, table: type) -> None:
    rate(world.office, 10, 30)
    publish()
    for deed in (lambda: table.objects.update(id=7), lambda: table.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            deed()


def test_a_changed_cell_is_found_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rate(world.office, 10, 30)
    edition = publish()
    Published.objects.create(edition=edition, unit=world.clinic, evidence="A", hidden=True)
    verdict = checked(edition=edition)
    assert (verdict.counted, verdict.stored, verdict.signature, verdict.good) == (True, False, False, False)


def test_a_lost_key_is_told_and_replaced_only_when_asked(world: World, own_key: Path) -> None:
    rate(world.office, 10, 30)
    first = publish()
    assert signing.is_ours(bytes(first.public_key))
    own_key.unlink()
    rate(world.office, 0, 30)
    with pytest.raises(signing.KeyMissing):
        publish(reason="Phiếu giấy")
    assert not signing.is_ours(bytes(first.public_key))
    second = publish(reason="Phiếu giấy", new_key=True)
    assert second.key_name != first.key_name and checked(edition=second).good
    own_key.write_text("không phải khóa")
    with pytest.raises(signing.KeyUnfit):
        signing.sign("a", may_make=True)


def test_the_key_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, own_key: Path) -> None:
    monkeypatch.setitem(os.environ, "NAMKHONG_RATINGS_KEY", "A" * 43 + "=")
    signed = signing.sign("a", may_make=False)
    assert signing.verifies("a", signed.signature, signed.public_key) and not own_key.exists()


def command(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("ratings_edition", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_publishes_checks_and_ends_with_one(world: World, own_key: Path) -> None:
    with pytest.raises(CommandError, match="không có ý kiến"):
        command("2026-10")
    with pytest.raises(CommandError, match="tháng"):
        command("10/2026")
    rate(world.office, 10, 30)
    with pytest.raises(SystemExit):
        command("2026-10", "--check")
    printed = command("2026-10", "--line", "union", "--text")
    edition = Edition.objects.get()
    assert edition.digest in printed and bytes(edition.signature).hex() in printed
    assert f"A {world.office.pk} {world.district.pk} 40 30 0 0 10 0 0 0 30" in printed
    good = command("2026-10", "--check")
    assert "KHÔNG KHỚP" not in good and good.count("khớp") == 2 and "đúng" in good
    with pytest.raises(CommandError, match="nêu lý do"):
        command("2026-10")
    own_key.unlink()
    rate(world.office, 0, 1)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("ratings_edition", "2026-10", "--check", stdout=out)
    # One more ballot is no reason to publish again, and yet the ballots no longer say what was signed.
    assert ended.value.code == 1 and "KHÔNG KHỚP" in out.getvalue() and "khóa khác" in out.getvalue()


def test_the_worker_publishes_what_is_due_once(world: World, run_queued) -> None:
    rate(world.office, 10, 30)
    rate(world.school, 10, 30, day=date(2026, 9, 3))
    rate(world.school, 10, 30, day=date(2026, 11, 3))
    tasks.publish_due.enqueue()
    assert run_queued() == 1
    assert list(Edition.objects.order_by("month").values_list("month", "line", "revision")) == [
        (202609, "administration", 1),
        (202610, "union", 1),
    ]
    tasks.publish_due.enqueue()
    run_queued()
    assert Edition.objects.count() == 2
