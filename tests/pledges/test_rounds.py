"""What is refused of rounds and wordings, and where it says so."""

from datetime import timedelta

import pytest

from namkhong.campaigns.actions import close
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.pledges import actions, queries
from namkhong.pledges.actions.rounds import (
    CampaignNotRunning,
    DueBeforeOpening,
    NotPreparing,
    NotWorded,
    RoundThereAlready,
)
from namkhong.pledges.actions.wordings import NothingToIssue, RoundClosed, UnitNotReached
from namkhong.pledges.models import Round, Wording
from namkhong.pledges.rules.suggestions import FIVE_NO
from namkhong.pledges.rules.texts import Line, NoLines
from namkhong.pledges.states import Way
from tests.pledges.stage import DRAFT, PledgeStage
from tests.world import NOW, TODAY


def test_one_round_a_year_of_a_running_campaign(stage: PledgeStage) -> None:
    given = {"campaign": stage.campaign, "draft": DRAFT, "by": None, "at": NOW}
    with pytest.raises(RoundThereAlready, match="2026"):
        actions.prepare(year=2026, lines=FIVE_NO, **given)
    with pytest.raises(NoLines):
        actions.prepare(year=2027, lines=[Line(" ")], **given)
    early = actions.RoundDraft("Sớm", TODAY, TODAY - timedelta(days=1))
    with pytest.raises(DueBeforeOpening):
        actions.prepare(year=2027, lines=FIVE_NO, **(given | {"draft": early}))
    with pytest.raises(DueBeforeOpening):
        actions.revise(round=stage.round, draft=early, by=None, at=NOW)
    close(campaign=stage.campaign, on=TODAY, by=None, at=NOW)
    with pytest.raises(CampaignNotRunning):
        actions.prepare(year=2027, lines=FIVE_NO, **given)
    with pytest.raises(CampaignNotRunning):
        actions.renew(round=stage.round, draft=DRAFT, by=None, at=NOW)


def test_a_round_opens_once_with_words_while_the_campaign_runs(prepared: PledgeStage) -> None:
    Wording.objects.all().delete()
    with pytest.raises(NotWorded):
        actions.open_round(round=prepared.round, by=None, at=NOW)
    actions.word(round=prepared.round, unit=prepared.world.district.pk, lines=FIVE_NO, by=None, at=NOW)
    actions.open_round(round=prepared.round, by=None, at=NOW)
    with pytest.raises(MovedMeanwhile):
        actions.open_round(round=prepared.round, by=None, at=NOW)
    close(campaign=prepared.campaign, on=TODAY, by=None, at=NOW)
    with pytest.raises(CampaignNotRunning):
        actions.open_round(round=prepared.round, by=None, at=NOW)


def test_a_closed_round_stays_as_it_is(stage: PledgeStage) -> None:
    actions.close_round(round=stage.round, by=None, at=NOW)
    with pytest.raises(NotPreparing):
        actions.revise(round=stage.round, draft=DRAFT, by=None, at=NOW)
    with pytest.raises(RoundClosed):
        actions.word(round=stage.round, unit=stage.world.clinic.pk, lines=FIVE_NO, by=None, at=NOW)
    with pytest.raises(RoundClosed):
        actions.issue(round=stage.round, unit=stage.world.clinic.pk, by=None, at=NOW)


def test_lines_are_a_draft_until_they_are_issued(stage: PledgeStage) -> None:
    world, given = stage.world, {"round": stage.round, "by": None, "at": NOW}
    with pytest.raises(UnitNotReached, match=world.sister_school.name):
        actions.word(unit=world.sister_school.pk, lines=FIVE_NO, **given)
    with pytest.raises(NothingToIssue):
        actions.issue(unit=world.clinic.pk, **given)
    with pytest.raises(NothingToIssue):
        actions.drop_draft(unit=world.clinic.pk, **given)
    with pytest.raises(NoLines):
        actions.word(unit=world.district.pk, lines=[], **given)
    first = actions.word(unit=world.clinic.pk, lines=[Line("Một")], **given)
    again = actions.word(unit=world.clinic.pk, lines=[Line("Hai")], **given)
    assert (first.pk, first.version) == (again.pk, again.version)
    assert queries.draft_of(stage.round, world.clinic.pk).lines == [{"text": "Hai", "no_item": None}]
    actions.issue(unit=world.clinic.pk, **given)
    empty = actions.word(unit=world.clinic.pk, lines=[], **given)  # nothing of one's own any more
    assert empty.version == 2
    actions.issue(unit=world.clinic.pk, **given)
    assert len(queries.text_for(stage.round, world.clinic.pk, TODAY).lines) == 5


def test_a_draft_that_somebody_else_issued_meanwhile(stage: PledgeStage, monkeypatch: pytest.MonkeyPatch) -> None:
    world, given = stage.world, {"round": stage.round, "by": None, "at": NOW}
    draft = actions.word(unit=world.clinic.pk, lines=[Line("Một")], **given)
    Wording.objects.filter(pk=draft.pk).update(issued_at=NOW)
    monkeypatch.setattr("django.db.models.query.QuerySet.first", lambda self: draft)
    with pytest.raises(MovedMeanwhile):
        actions.word(unit=world.clinic.pk, lines=[Line("Hai")], **given)
    with pytest.raises(MovedMeanwhile):
        actions.issue(unit=world.clinic.pk, **given)


def test_next_year_begins_with_the_lines_of_this_one(stage: PledgeStage) -> None:
    world, given = stage.world, {"round": stage.round, "by": None, "at": NOW}
    for lines in ([Line("Một")], [Line("Hai")]):
        actions.word(unit=world.clinic.pk, lines=lines, **given)
        actions.issue(unit=world.clinic.pk, **given)
    actions.word(unit=world.school.pk, lines=[], **given)
    actions.issue(unit=world.school.pk, **given)
    stage.sign(stage.teachers[0])
    fresh = actions.renew(draft=DRAFT, **given)
    drafts = {row.unit: [line["text"] for line in row.lines] for row in fresh.wordings.filter(issued_at=None)}
    assert drafts == {world.district: [line.text for line in FIVE_NO], world.clinic: ["Hai"]}
    assert (fresh.year, Round.objects.count()) == (2027, 2)
    with pytest.raises(RoundThereAlready):
        actions.renew(draft=DRAFT, **given)
    actions.open_round(round=fresh, by=None, at=NOW)
    done = actions.sign(round=fresh, person=stage.teachers[0], way=Way.ACCOUNT, by=None, at=NOW)
    assert not done.again  # everybody pledges again
