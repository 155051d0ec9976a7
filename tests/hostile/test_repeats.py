"""Double clicks, old tabs, two people at once: done once, or refused in words; never half, never twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, connections

from namkhong.campaigns.actions import assign_year, enrol_newcomers, launch, unenrol
from namkhong.campaigns.actions.campaign import AlreadyPrepared, prepare
from namkhong.campaigns.models import Campaign, Duty
from namkhong.foundation.errors import DomainError
from namkhong.journal.models import Event
from namkhong.papers.actions import draft
from namkhong.papers.models import Document, StoredFile
from namkhong.plans.actions import Pictures, begin_recognition, draft_plan, refuse_recognition, retry_recognition
from namkhong.plans.models import Plan, Recognition
from namkhong.reports.actions import accept, begin, recall, submit
from namkhong.reports.actions.filling import AlreadyBegun
from namkhong.reports.models import Return
from namkhong.units.actions import found_below
from tests.campaigns.stage import adopted_plan, every_day
from tests.hostile.conftest import Scene, stored
from tests.papers.samples import PLAN_UNION
from tests.reports.conftest import FIGURES, TEXTS
from tests.world import NOW, TODAY


def typed(scene: Scene, **changes: str) -> dict[str, str]:
    """What the browser of the school sends."""
    figures = {f"so-{key}": str(value).replace(".", ",") for key, value in FIGURES.items()}
    texts = {f"loi-{key}": value for key, value in TEXTS.items()}
    return figures | texts | {"version": str(scene.sheet.version), "submission": str(uuid4()), "lam": "gui"} | changes


def test_the_same_sending_again_is_success_and_under_its_name_another_body_is_refused(scene: Scene, signed_in) -> None:
    client, path, body = signed_in(scene.world.school_officer), f"/bao-cao/{scene.sheet.pk}/", typed(scene)
    assert client.post(path, body)["Location"] == client.post(path, body)["Location"] == f"{path}da-gui/"
    changed = client.post(path, body | {"so-cases": "7", "loi-results": "Lời sửa sau khi bấm quay lại"})
    page = changed.content.decode()
    assert changed.status_code == 409
    assert "chưa được gửi" in page and "Lời sửa sau khi bấm quay lại" in page
    assert Return.objects.get(pk=scene.sheet.pk).entries.get(indicator__key="cases").value == FIGURES["cases"]


def test_a_second_click_makes_no_second_document(scene: Scene, signed_in) -> None:
    client, path = signed_in(scene.world.clinic_officer), f"/bao-cao/{scene.submitted.pk}/van-ban/"
    assert client.post(path)["Location"] == client.post(path)["Location"]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Each on a connection of its own at the same moment; on SQLite in memory one after another. Refusals are kept."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            if connection.vendor == "postgresql":
                start.wait(timeout=10)
            return act()
        except DomainError as refused:
            return refused
        finally:
            if connection.vendor == "postgresql":
                connections.close_all()

    if connection.vendor != "postgresql":
        return [run(act) for act in acts]
    with ThreadPoolExecutor(len(acts)) as crowd:
        return list(crowd.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_moment(scene: Scene) -> None:
    """One story for all races, because setting the scene costs more than the races."""
    world, by = scene.world, scene.world.district_officer
    # accepted once
    done = at_once(*[lambda: accept(sheet=scene.submitted, by=by, at=NOW)] * 3)
    assert sum(isinstance(each, DomainError) for each in done) == 2
    # sent by two, taken back and accepted at the same moment: one of the three states, whole
    sent = at_once(*[lambda: submit(sheet=scene.sheet, submission=uuid4(), on=TODAY, by=by, at=NOW)] * 3)
    assert sum(isinstance(each, DomainError) for each in sent) == 2
    judged = at_once(
        lambda: accept(sheet=scene.sheet, by=by, at=NOW),
        lambda: recall(sheet=scene.sheet, by=world.school_officer, at=NOW),
    )
    assert sum(isinstance(each, DomainError) for each in judged) == 1
    state = Return.objects.get(pk=scene.sheet.pk).state
    assert (state == "accepted") == (Duty.objects.get(pk=scene.report_duty.pk).state == "fulfilled")
    # launched once, given out once, although three pressed
    launched = at_once(*[lambda: launch(campaign=scene.prepared, on=TODAY, by=by, at=NOW)] * 3)
    assert sum(isinstance(each, DomainError) for each in launched) == 2
    terms = {"year": 2027, "tree_on": TODAY, "is_working_day": every_day, "by": by, "at": NOW}
    given = at_once(*[lambda: assign_year(campaign=scene.prepared, **terms)] * 3)
    assert sorted(given) == [0, 0, 3]
    # begun, prepared, drafted, stored once
    duty = Duty.objects.filter(campaign=scene.campaign, definition__kind="report").exclude(unit__in=world.grassroots)
    owed = duty.select_related("unit", "to_unit", "definition", "campaign").with_due().get()
    begun = at_once(*[lambda: begin(duty=owed, on=TODAY, by=by, at=NOW)] * 3)
    assert sum(isinstance(each, AlreadyBegun) for each in begun) == 2
    plan = adopted_plan(world.district, by)
    made = at_once(*[lambda: prepare(plan=plan, name="Một", stages=[], targets=[], by=by, at=NOW)] * 3)
    assert sum(isinstance(each, AlreadyPrepared) for each in made) == 2
    assert Campaign.objects.filter(plan=plan).count() == 1
    Plan.objects.filter(pk=scene.draft_plan.pk).update(state="dropped")
    drafts = at_once(*[lambda: draft_plan(reading=scene.reading, line="union", by=by, at=NOW)] * 3)
    assert len({plan.pk for plan in drafts}) == 1
    at_once(*[lambda: stored(world.office)] * 3)
    assert StoredFile.objects.filter(unit=world.office).count() == 1
    source = {"content": PLAN_UNION, "by": by.pk, "at": NOW, "source": ("return", 1)}
    at_once(*[lambda: draft(unit=world.office.pk, **source)] * 3)
    assert Document.objects.filter(unit=world.office).count() == 1


@pytest.mark.django_db(transaction=True)
def test_scans_and_newcomers_at_the_same_moment(scene: Scene) -> None:
    """One file of scans is read once, whoever begins it or has it read again; a unit comes in, and goes out, once."""
    world, by = scene.world, scene.world.district_officer
    pictures = Pictures(stored(world.district), 2)
    begin_scan = partial(begin_recognition, unit=world.district, line="union", pictures=pictures, by=by, at=NOW)
    rows = at_once(*[begin_scan] * 3)
    assert len({row.pk for row in rows}) == 1
    refused = rows[0]
    refuse_recognition(recognition=refused, refusal="Mờ quá.", at=NOW)
    rows = [Recognition.objects.get(pk=refused.pk) for _ in range(3)]
    at_once(*[partial(retry_recognition, recognition=row, pages=2, by=by, at=NOW) for row in rows], begin_scan)
    assert Recognition.objects.filter(state="reading").count() == 1
    late = found_below(parent=world.district, name="Trường mới", kind="school", since=TODAY, by=None, at=NOW)
    terms = {"with_past": True, "on": TODAY, "is_working_day": every_day, "by": by, "at": NOW}
    brought = at_once(*[partial(enrol_newcomers, campaign=scene.campaign, units=[late.pk], **terms)] * 3)
    (batch,) = [each.pk for each in brought if not isinstance(each, DomainError)]
    duties = Duty.objects.filter(unit=late)
    assert duties.count() == duties.values("definition", "year").distinct().count() > 0
    out = at_once(*[partial(unenrol, campaign=scene.campaign, batch=batch, by=by, at=NOW)] * 3)
    assert sum(each is None for each in out) == 1 and not duties.exists()
    assert Event.objects.filter(verb="campaign.unenrol").count() == 1
