"""Signing: who may, exactly once, to whom, and which text."""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from namkhong.campaigns.models import Enrolment
from namkhong.journal.models import Event
from namkhong.people.actions import leave
from namkhong.people.models import Person
from namkhong.pledges import actions, queries
from namkhong.pledges.actions import planned, signing, texts
from namkhong.pledges.models import CoverageChange, Pledge, SignedText
from namkhong.pledges.rules.suggestions import TWELVE_OF_CARE
from namkhong.pledges.rules.texts import Line
from namkhong.pledges.states import PledgeState, Way
from tests.pledges.stage import PledgeStage, at_work, employ_some
from tests.world import NOW, TODAY

SENT = UUID(int=7)


def test_signing_leaves_pledge_event_and_change(stage: PledgeStage, django_assert_num_queries: object) -> None:
    signed = stage.sign(stage.teachers[0], way=Way.LINK)
    pledge = stage.pledge(stage.teachers[0])
    assert (signed.pledge, signed.again) == (pledge.pk, False)
    assert (pledge.state, pledge.way, pledge.unit, pledge.signed_at) == ("signed", "link", stage.world.school, NOW)
    assert (pledge.needs_head, pledge.needs_union) == (True, True)
    assert len(pledge.text.lines) == 5
    event = Event.objects.get(verb="pledge.sign")
    assert (event.subject_id, event.by_id, event.unit_id) == (pledge.pk, pledge.person_id, pledge.unit_id)
    assert event.facts == {"way": "link"}
    assert [(row.round, row.unit) for row in CoverageChange.objects.all()] == [(stage.round, stage.world.school)]


def test_signing_takes_few_statements(
    stage: PledgeStage, django_assert_num_queries: object, django_capture_on_commit_callbacks: object
) -> None:
    """A look and three writes within a savepoint; on PostgreSQL a look and one write, both past the counter."""
    with django_capture_on_commit_callbacks(execute=True):
        stage.sign(stage.teachers[0])
    with django_assert_num_queries(2 if connection.vendor == "postgresql" else 6):
        stage.sign(stage.teachers[1])


def test_the_same_again_is_answered_as_before(stage: PledgeStage) -> None:
    first = stage.sign(stage.teachers[0], client_id=SENT, client_body=b"a")
    again = stage.sign(stage.teachers[0], client_id=SENT, client_body=b"a")
    assert (again.pledge, again.again) == (first.pledge, True)
    assert Event.objects.filter(verb="pledge.sign").count() == CoverageChange.objects.count() == 1


def test_another_body_under_the_same_number_is_refused(stage: PledgeStage) -> None:
    stage.sign(stage.teachers[0], client_id=SENT, client_body=b"a")
    with pytest.raises(actions.AnotherBody):
        stage.sign(stage.teachers[0], client_id=SENT, client_body=b"b")
    with pytest.raises(actions.AnotherBody):
        stage.sign(stage.teachers[1], client_id=SENT, client_body=b"a")
    assert Pledge.objects.count() == 1


def test_who_signed_on_another_device_has_signed(stage: PledgeStage) -> None:
    first = stage.sign(stage.teachers[0], client_id=SENT, client_body=b"a")
    for client_id in (None, UUID(int=8)):
        later = stage.sign(stage.teachers[0], client_id=client_id, client_body=b"z", at=NOW + timedelta(hours=1))
        assert (later.pledge, later.again) == (first.pledge, True)
    assert stage.pledge(stage.teachers[0]).signed_at == NOW


def test_the_same_again_is_answered_after_the_round_and_after_leaving(stage: PledgeStage) -> None:
    first = stage.sign(stage.teachers[0], client_id=SENT, client_body=b"a")
    leave(person=stage.teachers[0], until=TODAY - timedelta(days=1), by=None, at=NOW)
    actions.close_round(round=stage.round, by=None, at=NOW)
    assert stage.sign(stage.teachers[0], client_id=SENT, client_body=b"a") == actions.Signed(first.pledge, again=True)


def test_only_who_works_under_the_organiser_signs(stage: PledgeStage) -> None:
    world = stage.world
    at_work(world.sister_school, [world.stranger])
    for person in (world.stranger, world.nobody):
        with pytest.raises(actions.NotObliged, match=person.full_name):
            stage.sign(person)
    at_work(world.district, [world.district_officer])
    assert not stage.sign(world.district_officer).again
    pledge = stage.pledge(world.district_officer)
    assert (pledge.needs_head, pledge.needs_union) == (False, True)


def test_who_left_yesterday_does_not_sign(stage: PledgeStage) -> None:
    leave(person=stage.teachers[0], until=TODAY - timedelta(days=1), by=None, at=NOW)
    with pytest.raises(actions.NotObliged):
        stage.sign(stage.teachers[0])


def test_a_round_that_is_not_open_is_not_signed(prepared: PledgeStage) -> None:
    with pytest.raises(actions.RoundNotOpen):
        prepared.sign(prepared.teachers[0])


def test_a_campaign_laid_on_some_units_obliges_only_them(stage: PledgeStage) -> None:
    world = stage.world
    Enrolment.objects.create(campaign=stage.campaign, unit=world.clinic, valid_from=TODAY)
    with pytest.raises(actions.NotObliged):
        stage.sign(stage.teachers[0])
    assert not stage.sign(stage.nurses[0]).again
    assert queries.standing_in(stage.round, world.school.pk, TODAY).path == ()
    assert queries.standing_in(stage.round, world.clinic.pk, TODAY).path == (world.district.pk, world.clinic.pk)
    assert queries.standing_in(stage.round, world.district.pk, TODAY).path == (world.district.pk,)


def test_the_text_is_that_of_every_unit_on_the_way(stage: PledgeStage) -> None:
    world = stage.world
    actions.word(round=stage.round, unit=world.clinic.pk, lines=TWELVE_OF_CARE, by=world.clinic_officer, at=NOW)
    assert len(queries.text_for(stage.round, world.clinic.pk, TODAY).lines) == 5
    actions.issue(round=stage.round, unit=world.clinic.pk, by=world.clinic_officer, at=NOW)
    text = queries.text_for(stage.round, world.clinic.pk, TODAY)
    assert [line.unit for line in text.lines] == [world.district.pk] * 5 + [world.clinic.pk] * 12
    assert len(queries.text_for(stage.round, world.school.pk, TODAY).lines) == 5
    stage.sign(stage.nurses[0], text=text.mark)
    assert bytes(stage.pledge(stage.nurses[0]).text.mark) == text.mark


def test_who_read_an_older_text_is_told(stage: PledgeStage, django_capture_on_commit_callbacks: object) -> None:
    world = stage.world
    before = queries.text_for(stage.round, world.clinic.pk, TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        stage.sign(stage.nurses[0], text=before.mark)
    more = [Line("Không nhận quà của người bệnh.")]
    actions.word(round=stage.round, unit=world.clinic.pk, lines=more, by=None, at=NOW)
    actions.issue(round=stage.round, unit=world.clinic.pk, by=None, at=NOW)
    with pytest.raises(actions.TextChanged):
        stage.sign(stage.nurses[1], text=before.mark)
    after = queries.text_for(stage.round, world.clinic.pk, TODAY)
    stage.sign(stage.nurses[1], text=after.mark)
    assert len(stage.pledge(stage.nurses[0]).text.lines) == 5  # who signed keeps what was read
    assert len(stage.pledge(stage.nurses[1]).text.lines) == 6
    assert SignedText.objects.count() == 2


def test_a_round_without_words_is_not_signed(stage: PledgeStage) -> None:
    stage.round.wordings.all().delete()
    with pytest.raises(actions.NothingToPledge):
        stage.sign(stage.teachers[0])


@pytest.mark.parametrize("state", [PledgeState.REFUSED, PledgeState.ON_LEAVE, PledgeState.TRANSFERRED])
def test_who_was_set_aside_signs_after_all(stage: PledgeStage, state: PledgeState) -> None:
    person = stage.teachers[0]
    Pledge.objects.create(
        round=stage.round, person=person, unit=stage.world.clinic, state=state, reason="Đi học", until_on=TODAY
    )
    assert not stage.sign(person).again
    pledge = stage.pledge(person)
    assert (pledge.state, pledge.reason, pledge.until_on, pledge.unit) == ("signed", "", None, stage.world.school)


def test_a_batch_from_paper(stage: PledgeStage) -> None:
    world = stage.world
    first = stage.sign(stage.teachers[0])
    people = [*stage.teachers, *stage.nurses, world.stranger]
    result = actions.sign_many(
        round=stage.round,
        signatures=[actions.Signature(person.pk) for person in [*people, stage.nurses[0]]],
        way=Way.PAPER,
        by=world.district_officer,
        at=NOW,
    )
    assert result.again == {stage.teachers[0].pk: first.pledge}
    assert result.refused == [world.stranger.pk]
    assert result.signed == {
        row.person_id: row.pk for row in Pledge.objects.filter(way=Way.PAPER, state=PledgeState.SIGNED)
    }
    assert len(result.signed) == 7
    assert Event.objects.filter(verb="pledge.sign", by_id=world.district_officer.pk).count() == 7
    again = actions.sign_many(
        round=stage.round, signatures=[actions.Signature(stage.nurses[0].pk)], way=Way.PAPER, by=None, at=NOW
    )
    assert (list(again.again), again.signed) == ([stage.nurses[0].pk], {})


def test_a_batch_costs_the_same_for_many(stage: PledgeStage, same_queries: object) -> None:
    def ask() -> None:
        people = Person.objects.filter(pk__in=[p.pk for p in fresh]).values_list("pk", flat=True)
        signatures = [actions.Signature(pk) for pk in people]
        actions.sign_many(round=stage.round, signatures=signatures, way=Way.PAPER, by=None, at=NOW)
        fresh[:] = employ_some(stage.world.school, ("Một",) * size[0])

    size = [2]
    fresh = employ_some(stage.world.school, ("Một",) * 2)

    def grow() -> None:
        size[0] = 40
        ask()

    same_queries(ask, grow)


def test_a_batch_for_a_round_that_is_closed(stage: PledgeStage) -> None:
    actions.close_round(round=stage.round, by=None, at=NOW)
    with pytest.raises(actions.RoundNotOpen):
        actions.sign_many(
            round=stage.round, signatures=[actions.Signature(stage.nurses[0].pk)], way=Way.PAPER, by=None, at=NOW
        )


def stale_first(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], object]) -> None:
    """The first look sees what was; then somebody else acts."""
    look, looked = signing._look, []

    def seen(act: object, people: list[int]) -> object:
        found = look(act, people)
        if not looked:
            looked.append(True)
            meanwhile()
        return found

    monkeypatch.setattr(signing, "_look", seen)


def test_who_signs_elsewhere_in_the_same_moment_has_signed_once(
    stage: PledgeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = stage.teachers[0]
    sent = {"client_id": SENT, "client_body": b"a"}
    stale_first(monkeypatch, lambda: stage.sign(person, **sent))
    assert stage.sign(person, **sent).again
    assert Event.objects.filter(verb="pledge.sign").count() == 1
    other = stage.teachers[1]
    monkeypatch.undo()
    stale_first(monkeypatch, lambda: stage.sign(other, client_id=UUID(int=9), client_body=b"a"))
    with pytest.raises(actions.AnotherBody):
        stage.sign(other, client_id=UUID(int=9), client_body=b"b")


def test_a_batch_beside_somebody_who_signs_himself(stage: PledgeStage, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, *_ = stage.teachers
    first: list[actions.Signed] = []
    stale_first(monkeypatch, lambda: first.append(stage.sign(a)))
    signatures = [actions.Signature(person.pk) for person in (a, b)]
    result = actions.sign_many(round=stage.round, signatures=signatures, way=Way.PAPER, by=None, at=NOW)
    assert result.again == {a.pk: first[0].pledge}
    assert list(result.signed) == [b.pk]


def test_what_postgresql_is_sent_fits_its_statement(stage: PledgeStage, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite, too: as many places as values, and plans are kept for one signature alone."""
    sent: list[tuple[str, list[object], bool]] = []

    def told(statement: str, values: list[object], *, keep: bool = True) -> list[tuple[int, int]]:
        sent.append((statement, values, keep))
        return [(1, 2)]

    monkeypatch.setattr(signing, "planned", told)
    act = signing._Act(stage.round.pk, Way.LINK, None, NOW)
    row = (stage.round.pk, 1, 2, "link", 3, None, True, True, SENT, b"m")
    assert signing._in_one(act, [row]) == [(1, 2)]
    signing._in_one(act, [row, row])
    for statement, values, _ in sent:
        assert statement.count("%s") == len(values)
    assert [keep for _, _, keep in sent] == [True, False]
    monkeypatch.setattr(signing, "planned", lambda statement, values, *, keep: [(statement, values, keep)])
    for people in ([7], [7, 8]):
        [(statement, values, keep)] = signing._looked_at_planned({"round": 1, "day": TODAY}, people)
        assert values["people"] == people and keep == (len(people) == 1)
        assert all(f"%({name})s" in statement for name in values)


def test_a_plan_is_kept_by_the_driver(stage: PledgeStage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    class Cursor:
        def __init__(self, driver: object) -> None:
            asked.append((driver,))

        def __enter__(self) -> "Cursor":
            return self

        def __exit__(self, *_: object) -> None:
            asked.append(("closed",))

        def execute(self, *words: object, **more: object) -> "Cursor":
            asked.append((*words, more))
            return self

        def fetchall(self) -> list[int]:
            return [1]

    monkeypatch.setattr(planned.psycopg, "Cursor", Cursor)
    monkeypatch.setattr(planned, "_ASKED", defaultdict(lambda: count(1)))
    for _ in range(4):
        assert planned.planned("SELECT 1", []) == [1]
    assert planned.planned("SELECT 2", [], keep=False) == [1]
    kept = [(each[0], each[2]["prepare"]) for each in asked if len(each) == 3]
    # Made anew with the second and the fourth time, as it will be with the eighth.
    assert kept == [*((f"SELECT 1 -- {turn}", True) for turn in (1, 2, 2, 3)), ("SELECT 2", False)]
    assert asked[:1] == [(connection.connection,)] and asked[-1] == ("closed",)


def test_units_without_lines_of_their_own_share_a_text_that_is_looked_up_once(
    stage: PledgeStage, django_capture_on_commit_callbacks: object
) -> None:
    asked = []
    for person in (stage.teachers[0], stage.nurses[0]):
        with CaptureQueriesContext(connection) as queries, django_capture_on_commit_callbacks(execute=True):
            stage.sign(person)
        asked.append(sum("pledges_wording" in query["sql"] or "signedtext" in query["sql"] for query in queries))
    assert asked[0] > 0 and asked[1] == 0
    assert len(texts._FOUND.texts) == len(texts._FOUND.worded) == 1


def test_what_is_remembered_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_MOST", 2)
    for version in range(1, 4):
        texts._remember((1, version, (version,)), (version, b"mark"), frozenset())
    assert list(texts._FOUND.texts) == [(1, 3, (3,))] and list(texts._FOUND.worded) == [(1, 3)]


def test_where_very_many_units_have_lines_of_their_own_each_is_looked_up(
    stage: PledgeStage, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    monkeypatch.setattr(texts, "_MOST_WORDED", 0)
    for person in (stage.teachers[0], stage.nurses[0]):
        with django_capture_on_commit_callbacks(execute=True):
            stage.sign(person)
    assert len(texts._FOUND.texts) == 2 and list(texts._FOUND.worded.values()) == [None]
