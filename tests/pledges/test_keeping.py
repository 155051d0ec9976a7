"""The command that counts for as long as it runs."""

from threading import Event

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from namkhong.pledges.management.commands import keep_coverage
from namkhong.pledges.models import Coverage
from tests.pledges.stage import PledgeStage


class Twice(Event):
    """Two rounds and no rest."""

    left = 2

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        if not self.left:
            self.set()
        return self.is_set()


def test_it_counts_until_told_to_stop(stage: PledgeStage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_coverage, "Event", Twice)
    monkeypatch.setattr(keep_coverage, "close_old_connections", lambda: None)
    monkeypatch.setattr(keep_coverage.signal, "signal", lambda *_: None)
    call_command("keep_coverage")
    assert Coverage.objects.filter(round=stage.round).count() == 4


def test_a_database_that_is_gone_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(**_: object) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(keep_coverage, "Event", Twice)
    monkeypatch.setattr(keep_coverage, "close_old_connections", lambda: None)
    monkeypatch.setattr(keep_coverage, "keep_counts", gone)
    monkeypatch.setattr(keep_coverage.signal, "signal", lambda *_: None)
    call_command("keep_coverage")
    assert capsys.readouterr().err.count("gone") == 2
