"""What happens to a return: each verb, each refusal, nothing half done."""

from decimal import Decimal
from uuid import uuid4

import pytest

from namkhong.campaigns.actions import close
from namkhong.campaigns.actions.duties import CampaignClosed
from namkhong.campaigns.models import Duty
from namkhong.campaigns.states import DutyKind
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event, Notice
from namkhong.papers.models import StoredFile
from namkhong.reports import policies
from namkhong.reports.actions import (
    SheetDraft,
    accept,
    attach,
    begin,
    detach,
    install_forms,
    recall,
    refresh,
    remind,
    revise,
    save,
    send_back,
    state_historical,
    state_historical_year,
    submit,
)
from namkhong.reports.actions.filling import AlreadyBegun, EditedMeanwhile, FigureOutOfRange, NotWritable
from namkhong.reports.actions.forms import SourceMissing
from namkhong.reports.actions.judging import ReasonTooShort, RevisionOpen
from namkhong.reports.actions.reminding import NobodyToRemind
from namkhong.reports.actions.sending import AnotherSubmission, Incomplete
from namkhong.reports.forms_data import library
from namkhong.reports.models import Addend, Entry, Form, FormUse, HistoricalFigure, Indicator, Return, Section
from namkhong.reports.states import FIRST, MOVES, Origin, ReturnState
from tests.reports.conftest import REVIEW_TEXTS
from tests.world import NOW, TODAY


def put(running, sheet, version=None, **values):
    draft = SheetDraft(values={key: None if v is None else Decimal(v) for key, v in values.items()})
    by = running.officer(sheet.unit)
    return save(sheet=sheet, draft=draft, version=version or sheet.version, by=by, at=running.at())


def entry(sheet, key):
    return Entry.objects.get(sheet=sheet, indicator__key=key)


def test_begins_once_with_what_is_known(running):
    world = running.world
    running.accepted(world.school, 2025, cases=3)
    sheet = running.sheet(world.school)
    assert entry(sheet, "cases_before").value == 3
    assert entry(sheet, "cases_before").origin == Origin.KNOWN
    assert entry(sheet, "staff").value is None
    with pytest.raises(AlreadyBegun):
        running.sheet(world.school)


def test_takes_the_usual_form_where_none_was_chosen(running):
    FormUse.objects.filter(definition__title="Báo cáo năm").delete()
    assert running.sheet(running.world.school).form.key == "yearly"


def test_brings_the_usual_form_into_a_fresh_installation(running):
    FormUse.objects.all().delete()
    Section.objects.all().delete()
    Indicator.objects.all().delete()
    Form.objects.all().delete()
    assert running.sheet(running.world.school).form.key == "yearly"


def test_cannot_begin_after_closing(running):
    close(campaign=running.campaign, on=TODAY, by=None, at=NOW)
    with pytest.raises(CampaignClosed):
        begin(duty=running.duty(running.world.district), on=TODAY, by=None, at=NOW)


def test_a_typed_figure_is_marked_and_loses_its_source(running):
    running.accepted(running.world.school, 2025, cases=3)
    sheet = running.sheet(running.world.school)
    put(running, sheet, cases_before="4", staff_before="100")
    changed, kept = entry(sheet, "cases_before"), entry(sheet, "staff_before")
    assert (changed.origin, changed.note) == (Origin.TYPED, "")
    assert kept.origin == Origin.KNOWN
    assert kept.note


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("staff", "-1", "không được âm"),
        ("staff", "1.5", "số nguyên"),
        ("satisfaction", "101", "Nhiều nhất là 100"),
        ("staff", "1000000000000", "quá lớn"),
        ("launched", "2", "Nhiều nhất là 1"),
    ],
)
def test_refuses_a_figure_out_of_range_and_says_why(running, key, value, why):
    sheet = running.sheet(running.world.school)
    with pytest.raises(FigureOutOfRange, match=why):
        put(running, sheet, **{key: value})
    assert entry(sheet, key).value is None


def test_a_superior_may_have_launched_more_than_one(running):
    sheet = running.sheet(running.world.district)
    put(running, sheet, launched="3", staff=None)
    assert entry(sheet, "launched").value == 3


def test_two_savings_of_one_version_do_not_overwrite(running):
    sheet = running.sheet(running.world.school)
    assert put(running, sheet, version=1, staff="10") == 2
    with pytest.raises(EditedMeanwhile, match=running.world.school_officer.full_name):
        put(running, sheet, version=1, staff="20")
    assert entry(sheet, "staff").value == 10
    Return.objects.filter(pk=sheet.pk).update(saved_by=None)
    with pytest.raises(MovedMeanwhile):
        put(running, sheet, version=1, staff="20")


def test_what_has_been_sent_is_frozen(running):
    world = running.world
    sheet = running.sent(world.school)
    file = StoredFile.objects.create(
        unit=world.school, sha256="0" * 64, name="a.pdf", media_type="application/pdf", size=1, uploaded_at=NOW
    )
    with pytest.raises(NotWritable):
        put(running, sheet, staff="1")
    with pytest.raises(NotWritable):
        refresh(sheet=sheet, on=TODAY, by=None, at=NOW)
    with pytest.raises(NotWritable):
        attach(sheet=sheet, file=file, by=None, at=NOW)
    draft = running.sheet(world.clinic)
    row = attach(sheet=draft, file=file, by=None, at=NOW)
    running.send(running.fill(draft))
    with pytest.raises(NotWritable):
        detach(attachment=row, by=None, at=NOW)


def test_fetching_anew_keeps_what_a_person_typed(running):
    world = running.world
    sheet = running.sheet(world.district)
    put(running, sheet, staff="7")
    running.accepted(world.school, staff=200, cases=5)
    refresh(sheet=sheet, on=TODAY, by=None, at=NOW)
    assert entry(sheet, "staff").value == 7
    assert entry(sheet, "cases").value == 5
    assert entry(sheet, "cases").origin == Origin.SUMMED
    assert entry(sheet, "cases").note == "Cộng từ 1/3 đơn vị"


def test_sending_freezes_rates_and_tells_the_superior(running):
    sheet = running.sent(running.world.school, staff=200, cases=3)
    assert entry(sheet, "misconduct_rate").value == Decimal("1.5")
    assert entry(sheet, "misconduct_change").value is None
    assert Notice.objects.filter(to_id=running.world.district_officer.pk, kind="report_submitted").exists()
    assert Event.objects.filter(verb="report.submit", subject_id=sheet.pk).count() == 1


def test_a_report_to_nobody_is_sent_and_kept(running):
    sheet = running.filled(running.world.school)
    Return.objects.filter(pk=sheet.pk).update(to_unit=None)
    Notice.objects.all().delete()
    assert running.send(sheet).state == ReturnState.SUBMITTED
    assert not Notice.objects.exists()


def test_the_same_sending_twice_is_one_and_another_is_refused(running):
    sheet, submission = running.filled(running.world.school), uuid4()
    for _ in range(2):
        assert submit(sheet=sheet, submission=submission, on=TODAY, by=None, at=NOW).state == ReturnState.SUBMITTED
    assert Event.objects.filter(verb="report.submit").count() == 1
    with pytest.raises(AnotherSubmission):
        submit(sheet=sheet, submission=uuid4(), on=TODAY, by=None, at=NOW)


def test_an_incomplete_report_names_every_gap_and_stays_a_draft(running):
    sheet = running.filled(running.world.school, cases=None, pledged=500)
    with pytest.raises(Incomplete, match="2 chỗ") as refusal:
        running.send(sheet)
    assert [gap.key for gap in refusal.value.gaps] == ["cases", "pledged"]
    sheet.refresh_from_db()
    assert sheet.state == ReturnState.DRAFT


def test_nothing_moves_after_closing(running):
    ready, sent = running.filled(running.world.school), running.sent(running.world.clinic)
    accepted = running.accepted(running.world.office)
    close(campaign=running.campaign, on=TODAY, by=None, at=NOW)
    for step in (
        lambda: running.send(ready),
        lambda: recall(sheet=sent, by=None, at=NOW),
        lambda: accept(sheet=sent, by=None, at=NOW),
        lambda: send_back(sheet=sent, reason="Đề nghị đối chiếu lại.", by=None, at=NOW),
        lambda: revise(sheet=accepted, by=None, at=NOW),
    ):
        with pytest.raises(CampaignClosed):
            step()


def test_accepting_fulfils_the_duty_on_the_day_it_was_sent(running):
    sheet = running.accepted(running.world.school)
    duty = Duty.objects.get(pk=sheet.duty_id)
    assert (duty.state, duty.fulfilled_on) == ("fulfilled", TODAY)
    with pytest.raises(MovedMeanwhile):
        accept(sheet=sheet, by=None, at=NOW)


def test_sending_back_needs_a_reason_and_opens_the_sheet(running):
    sheet = running.sent(running.world.school)
    with pytest.raises(ReasonTooShort):
        send_back(sheet=sheet, reason="  Sai  ", by=None, at=NOW)
    send_back(sheet=sheet, reason="Mục 3 ghi 12 vụ, phụ lục ghi 11.", by=None, at=NOW)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.submission) == (ReturnState.SENT_BACK, None)
    assert running.send(sheet).state == ReturnState.SUBMITTED
    assert Notice.objects.filter(to_id=running.world.school_officer.pk, kind="report_sent_back").exists()


def test_taking_back_forgets_what_was_frozen(running):
    world = running.world
    running.accepted(world.school)
    own = running.send(running.fill(running.sheet(world.district)))
    recall(sheet=own, by=world.district_officer, at=NOW)
    assert not Addend.objects.filter(total=own).exists()
    assert not Entry.objects.filter(sheet=own, origin=Origin.DERIVED).exists()
    with pytest.raises(MovedMeanwhile):
        recall(sheet=own, by=None, at=NOW)


def test_an_accepted_report_stands_until_its_replacement_is_accepted(running):
    old = running.accepted(running.world.school, staff=100)
    new = revise(sheet=old, by=running.world.school_officer, at=NOW)
    assert new.revision == 2
    with pytest.raises(RevisionOpen):
        revise(sheet=old, by=None, at=NOW)
    put(running, new, staff="130")
    running.send(new)
    old.refresh_from_db()
    assert old.state == ReturnState.ACCEPTED
    accept(sheet=new, by=running.world.district_officer, at=NOW)
    old.refresh_from_db()
    assert old.state == ReturnState.SUPERSEDED
    assert entry(old, "staff").value == 100, "the old one is kept as it was"
    with pytest.raises(MovedMeanwhile):
        revise(sheet=old, by=None, at=NOW)


def test_a_review_freezes_its_series(running):
    world = running.world
    sheet = running.sheet(world.district, kind=DutyKind.FINAL_REVIEW)
    with pytest.raises(Incomplete):
        running.send(sheet)
    save(sheet=sheet, draft=SheetDraft(texts=REVIEW_TEXTS), version=1, by=None, at=NOW)
    sent = running.send(sheet)
    assert [year["year"] for year in sent.frozen["years"]] == list(range(2021, 2027))


def test_forms_are_installed_once(running):
    before = Form.objects.count()
    install_forms(forms=library())
    assert Form.objects.count() == before


def test_old_figures_name_their_paper_all_or_none(running):
    world, values = running.world, {"staff": Decimal(10), "cases": Decimal(1)}
    who = {"campaign": running.campaign, "unit": world.district, "year": 2020, "by": None, "at": NOW}
    with pytest.raises(SourceMissing):
        state_historical_year(values=values, source="  ", **who)
    assert not HistoricalFigure.objects.exists()
    state_historical_year(values=values, source="Báo cáo số 5", **who)
    state_historical(key="staff", value=Decimal(12), source="Báo cáo số 6", **who)
    assert dict(HistoricalFigure.objects.values_list("key", "value")) == {"staff": 12, "cases": 1}


def test_reminding_tells_the_officers_of_each_unit(running):
    world = running.world
    with pytest.raises(NobodyToRemind):
        remind(duties=[], by=None, at=NOW)
    duties = [running.duty(world.school), running.duty(world.office)]
    assert remind(duties=duties, by=world.district_officer, at=NOW) == 2
    told = Notice.objects.filter(kind="report_reminder").values_list("to_id", flat=True)
    assert {world.school_officer.pk, world.office_head.pk} <= set(told)


def test_every_state_can_be_reached_and_only_the_last_cannot_be_left():
    reached = {FIRST} | {move.to for move in MOVES}
    assert reached == set(ReturnState)
    left = {state for move in MOVES for state in move.frm}
    assert set(ReturnState) - left == {ReturnState.SUPERSEDED}


def test_who_may_see_write_send_and_judge(running):
    world = running.world
    sheet = running.sent(world.school)
    own, above, top, sister = (
        person.pk for person in (world.school_officer, world.district_officer, world.federation_officer, world.stranger)
    )
    assert [policies.may_see(p, sheet, TODAY) for p in (own, above, top, sister)] == [True, True, True, False]
    assert [policies.may_write(p, sheet, TODAY) for p in (own, above, sister)] == [True, False, False]
    assert [policies.may_submit(p, sheet, TODAY) for p in (own, above, sister)] == [True, False, False]
    assert [policies.may_judge(p, sheet, TODAY) for p in (own, above, top, sister)] == [False, True, False, False]
