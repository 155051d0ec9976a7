"""Reports through a reorganisation: nothing accepted changes, what waits finds its receiver, all of it comes back."""

from datetime import date, timedelta

import pytest

from namkhong.campaigns.actions import enrol_newcomers, unenrol
from namkhong.campaigns.actions.newcomers import BegunAlready
from namkhong.campaigns.models import Duty
from namkhong.people.models import Post
from namkhong.people.states import PostKind
from namkhong.reports.actions import accept, begin, begin_from_drafts, follow, send_back, unfollow
from namkhong.reports.models import Entry, Form, Narrative, Rerouting, Return
from namkhong.reports.queries import acted_on, answered_duties, drafts_left, hanging, total_for
from namkhong.units.actions import found_below
from namkhong.units.models import Heir, Succession
from tests.reports.reorganising import Reorganising
from tests.world import NOW, TODAY

SINCE = date(2026, 7, 1)


@pytest.fixture
def change(running):
    return Reorganising(SINCE, at=NOW + timedelta(hours=5))


def go(change):
    follow(batch=change.batch, effective_on=SINCE, by=None, at=change.at)


def receivers():
    return dict(Return.objects.order_by("pk").values_list("unit__short_name", "to_unit"))


def test_what_waits_goes_to_the_only_successor_of_its_receiver_and_comes_back(running, change):
    world = running.world
    done, sent = running.accepted(world.school), running.sent(world.clinic)
    draft = running.sheet(world.office)
    before = receivers()
    change.merge([world.district], world.sister)
    for unit in world.grassroots:
        change.transfer(unit, world.sister)
    go(change)
    assert Return.objects.get(pk=done.pk).to_unit_id == world.district.pk, "accepted stays where it was sent"
    assert {Return.objects.get(pk=row.pk).to_unit_id for row in (sent, draft)} == {world.sister.pk}
    assert set(Rerouting.objects.values_list("sheet", "moved")) == {
        (done.pk, False),
        (sent.pk, True),
        (draft.pk, True),
    }
    change.undo()
    unfollow(batch=change.batch, by=None, at=change.at)
    assert receivers() == before
    assert not Rerouting.objects.exists()


def test_what_waits_goes_to_the_unit_above_the_sender_where_there_are_several_successors(running, change):
    world = running.world
    sent = running.sent(world.school)
    one, two = change.found("Cụm 1", world.federation), change.found("Cụm 2", world.federation)
    change.split(world.district, {one: "0.5", two: "0.5"})
    for unit in world.grassroots:
        change.transfer(unit, two)
    go(change)
    assert Return.objects.get(pk=sent.pk).to_unit == two


def test_a_unit_that_moves_takes_what_waits_with_it(running, change):
    world = running.world
    sent, other = running.sent(world.school), running.sent(world.clinic)
    change.transfer(world.school, world.sister)
    go(change)
    assert Return.objects.get(pk=sent.pk).to_unit == world.sister
    assert Return.objects.get(pk=other.pk).to_unit == world.district


def test_a_sender_that_ends_leaves_its_report_with_the_receiver(running, change):
    world = running.world
    sent = running.sent(world.school)
    change.merge([world.school], world.clinic)
    go(change)
    assert Return.objects.get(pk=sent.pk).to_unit == world.district
    accept(sheet=sent, by=world.district_officer, at=running.at())


@pytest.mark.parametrize("successors", [0, 1, 2])
def test_sender_and_receiver_that_end_on_one_day(running, change, successors):
    """The receiver's only successor; else the unit above the sender's only successor; else it stays, seen by all."""
    world = running.world
    sent = running.sent(world.school)
    upper = [change.found(f"Cụm {n}", world.federation) for n in range(max(successors, 1))]
    ward = change.found("Trường mới", upper[-1])
    change.split(world.school, {ward: "1"} if successors else {})
    change.split(world.district, {row: str(1 / successors) for row in upper} if successors else {})
    go(change)
    expected = upper[-1] if successors else world.district
    assert Return.objects.get(pk=sent.pk).to_unit == expected


def test_units_that_came_and_went_within_the_batch_are_passed_over(running, change):
    world = running.world
    sent = running.sent(world.school)
    short = change.found("Chỉ một lúc", world.federation)
    change.merge([world.district], short)
    change.merge([short], world.sister)
    for unit in world.grassroots:
        change.transfer(unit, world.sister)
    go(change)
    assert Return.objects.get(pk=sent.pk).to_unit == world.sister
    # A circle of successions names nobody.
    Succession.objects.create(
        predecessor=world.sister, successor=world.district, share=1, effective_on=SINCE, batch_id=change.batch
    )
    unfollow(batch=change.batch, by=None, at=change.at)
    go(change)
    assert Return.objects.get(pk=sent.pk).to_unit == world.sister, "the unit above the sender"


def test_the_successor_counts_what_was_accepted_once_and_names_nobody_twice(running, change):
    world, form = running.world, Form.objects.get(key="yearly")
    running.accepted(world.school, staff=100)
    running.accepted(world.school, 2025, staff=107)
    sent = running.sent(world.clinic, staff=120)
    change.merge([world.district], world.sister)
    for unit in world.grassroots:
        change.transfer(unit, world.sister)
    go(change)

    def total(unit, period="2026", **how):
        return total_for(unit.pk, running.campaign, form, period, TODAY, **how)

    assert total(world.sister).values["staff"] == 100
    assert total(world.sister, "2025").values["staff"] is None, "that year had been closed before"
    assert total(world.district).values["staff"] == 100, "as it was"
    assert [row.name for row in total(world.sister).missing] == [world.clinic.name]
    assert world.clinic.name not in [row.name for row in total(world.district).missing]
    accept(sheet=sent, by=world.sister_officer, at=running.at())
    assert total(world.sister).values["staff"] == 220
    assert total(world.sister, provisional=True).values["staff"] == 220
    assert total(world.sister).obliged == 2
    assert total(world.district).values["staff"] == 100


def test_what_the_receiver_had_summed_up_is_not_counted_by_the_successor(running, change):
    world, form = running.world, Form.objects.get(key="yearly")
    running.accepted(world.school, staff=100)
    own = running.send(running.fill(running.sheet(world.district), staff=100))
    change.merge([world.district], world.sister)
    go(change)
    assert total_for(world.sister.pk, running.campaign, form, "2026", TODAY).values["staff"] is None
    above = total_for(world.federation.pk, running.campaign, form, "2026", TODAY, provisional=True)
    assert above.returns == [own.pk]


def test_the_preview_counts_what_hangs_on_units(running):
    world = running.world
    running.sheet(world.school)
    running.sent(world.clinic)
    back = running.sent(world.office)
    send_back(sheet=back, reason="Số liệu chưa khớp nhau.", by=world.district_officer, at=running.at())
    found = {row.kind: (row.count, row.sample) for row in hanging([world.district.pk, world.school.pk], TODAY)}
    assert found == {
        "reports.draft": (1, ("TH Đồng Tâm, năm 2026",)),
        "reports.sent": (1, ("TTYT Hòa An, năm 2026",)),
    }
    assert {row.kind for row in hanging([world.office.pk], TODAY)} == {"reports.sent_back"}
    assert hanging([world.sister.pk], TODAY) == []


def test_duties_with_a_sent_report_are_named(running):
    world = running.world
    sent, done = running.sent(world.clinic), running.accepted(world.office)
    running.sheet(world.school)
    assert set(answered_duties([unit.pk for unit in world.grassroots])) == {sent.duty_id, done.duty_id}


def test_what_was_done_since_forbids_taking_back(running, change):
    world = running.world
    sent, draft = running.sent(world.clinic), running.filled(world.office)
    change.merge([world.district], world.sister)
    for unit in world.grassroots:
        change.transfer(unit, world.sister)
    go(change)
    assert acted_on(change.batch) == []
    running.steps = 600
    accept(sheet=sent, by=world.sister_officer, at=running.at())
    running.send(draft)
    running.sheet(world.school)
    Return.objects.filter(unit=world.school).update(to_unit=world.sister)
    assert acted_on(change.batch) == [
        "Đã tiếp nhận hoặc trả lại báo cáo: TTYT Hòa An, năm 2026.",
        "Đã gửi báo cáo tới nơi nhận mới: CĐCS cơ quan, năm 2026.",
        "Đã lập báo cáo sau khi sắp xếp: TH Đồng Tâm, năm 2026.",
    ]


def test_many_reports_ask_no_more(running, change, same_queries):
    from tests.reports.test_totals import more_units

    world = running.world
    first = running.accepted(world.school)
    change.merge([world.district], world.sister)

    def again():
        go(change)
        unfollow(batch=change.batch, by=None, at=change.at)

    same_queries(again, lambda: more_units(running, first))


def _merged_with_a_duty(running, change):
    """The school and the clinic become one school, which owes the same report."""
    world = running.world
    new = change.found("Trường mới", world.district)
    change.merge([world.school, world.clinic], new)
    duty = running.duty(world.school)
    duty.pk, duty.unit = None, new
    duty.save()
    type(duty).objects.filter(unit__in=[world.school, world.clinic], year=2026).update(
        state="not_obliged", reason="Đơn vị kế thừa"
    )
    return running.duty(new)


def test_what_units_that_ended_had_begun_is_offered_to_their_only_successor(running, change):
    world = running.world
    drafts = [running.filled(world.school, staff=120), running.filled(world.clinic, staff=200)]
    duty = _merged_with_a_duty(running, change)
    assert set(drafts_left(duty, TODAY)) == set(drafts)
    sheet = begin_from_drafts(duty=duty, on=TODAY, by=None, at=running.at())
    entry = Entry.objects.get(sheet=sheet, indicator__key="staff")
    assert (entry.value, entry.origin) == (320, "inherited")
    assert "TTYT Hòa An, TH Đồng Tâm" in entry.note
    text = Narrative.objects.get(sheet=sheet, section__key="results").text
    assert text == "TTYT Hòa An: Đã niêm yết thủ tục.\n\nTH Đồng Tâm: Đã niêm yết thủ tục."
    assert drafts_left(duty, TODAY) == [], "it has a report now"


def test_a_draft_that_two_successors_could_claim_is_offered_to_none(running, change):
    world = running.world
    running.filled(world.school)
    one, two = change.found("Trường A", world.district), change.found("Trường B", world.district)
    change.split(world.school, {one: "0.5", two: "0.5"})
    for unit in (one, two):
        duty = running.duty(world.school)
        duty.pk, duty.unit = None, unit
        duty.save()
    assert drafts_left(running.duty(one), TODAY) == []


def test_the_page_offers_the_drafts_and_takes_them(running, change, signed_in):
    world = running.world
    draft = running.filled(world.school, staff=120)
    duty = _merged_with_a_duty(running, change)
    Post.objects.create(person=world.office_officer, unit=duty.unit, kind=PostKind.GRASSROOTS_OFFICER, valid_from=SINCE)
    Heir.objects.update(valid_from=SINCE)
    browser = signed_in(world.office_officer)
    page = browser.get(f"/bao-cao/lap/{duty.pk}/").content.decode()
    assert "1 đơn vị cũ đã soạn dở báo cáo này" in page
    assert browser.get(f"/bao-cao/{draft.pk}/").status_code == 200, "the successor reads the draft"
    assert signed_in(world.stranger).get(f"/bao-cao/{draft.pk}/").status_code == 404
    answer = browser.post(f"/bao-cao/lap/{duty.pk}/", {"lam": "tu-don-vi-cu"})
    assert "Cộng từ báo cáo đang soạn của TH Đồng Tâm" in browser.get(answer["Location"]).content.decode()


def test_a_newcomer_that_has_begun_its_report_stays_in_the_campaign(running) -> None:
    world = running.world
    late = found_below(parent=world.district, name="Trường Tân Lập", kind="school", since=TODAY, by=None, at=NOW)
    by_nobody = {"by": None, "at": NOW}
    terms = {"units": [late.pk], "with_past": True, "on": TODAY, "is_working_day": lambda _: True} | by_nobody
    batch = enrol_newcomers(campaign=running.campaign, **terms)
    duty = Duty.objects.with_due().filter(unit=late, definition__kind="report").first()
    begin(duty=duty, on=TODAY, by=None, at=NOW)
    with pytest.raises(BegunAlready):
        unenrol(campaign=running.campaign, batch=batch.pk, **by_nobody)
