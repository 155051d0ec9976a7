"""One entry serves every line: the report for one duty is written and sent for the duties joined to it."""

from datetime import date

import pytest

from namkhong.campaigns.actions import assign_year, close, define, join, launch, prepare
from namkhong.campaigns.actions.campaign import StageDraft
from namkhong.campaigns.actions.definitions import DefinitionDraft
from namkhong.campaigns.models import Duty
from namkhong.campaigns.states import DutyKind, Obliged
from namkhong.foundation.days import Bound
from namkhong.papers.models import StoredFile
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from namkhong.reports.actions import accept, answer_together, attach, begin, recall, send_back
from namkhong.reports.models import Attachment, Entry, Indicator, Narrative, Return
from namkhong.reports.queries import companions, duties_to_report, joinable, lead_of
from namkhong.reports.states import Origin, ReturnState
from namkhong.units.states import Line
from tests.world import NOW, TODAY

REASON = "Số liệu chưa khớp nhau."


@pytest.fixture
def committee(running):
    """The committee's campaign on its own line; it asks the school for the same yearly report."""
    world, by = running.world, running.world.committee_head
    plan = Plan.objects.create(
        unit=world.district_committee,
        line=Line.ADMINISTRATION,
        title="Kế hoạch của UBND",
        state=PlanState.ADOPTED,
        created_at=NOW,
        adopted_at=NOW,
    )
    stages = [StageDraft("Giai đoạn 2", 2021, 2026)]
    campaign = prepare(plan=plan, name="Văn hóa công sở", stages=stages, targets=[], by=by, at=NOW)
    draft = DefinitionDraft(
        kind=DutyKind.REPORT,
        title="Báo cáo năm gửi UBND",
        obliged=Obliged.DIRECT,
        first_year=2026,
        bound=Bound.BEFORE,
        day=20,
        month=11,
    )
    define(campaign=campaign, draft=draft, by=by, at=NOW)
    launch(campaign=campaign, on=date(2021, 3, 1), by=by, at=NOW)
    assign_year(campaign=campaign, year=2026, tree_on=TODAY, is_working_day=lambda day: True, by=by, at=NOW)
    campaign.refresh_from_db()
    return campaign


@pytest.fixture
def pair(running, committee):
    """The school's two duties: (the union's, which leads; the committee's, joined to it)."""
    school = running.world.school
    lead = Duty.objects.get(unit=school, year=2026, campaign=running.campaign)
    other = Duty.objects.get(unit=school, year=2026, campaign=committee)
    join(duty=other, lead=lead, by=running.world.school_officer, at=running.at())
    return lead, other


def begun(running, duty):
    sheet = begin(duty=duty, on=TODAY, by=running.officer(duty.unit), at=running.at())
    return running.fill(sheet)


def mirror_of(duty):
    return Return.objects.filter(duty=duty).order_by("-revision").first()


def value(sheet, key):
    return Entry.objects.get(sheet=sheet, indicator__key=key)


def test_sending_one_report_sends_the_other(running, pair):
    lead, other = pair
    sheet = begun(running, lead)
    file = StoredFile.objects.create(
        unit=lead.unit, sha256="0" * 64, name="a.pdf", media_type="application/pdf", size=1, uploaded_at=NOW
    )
    attach(sheet=sheet, file=file, by=None, at=running.at())
    running.send(sheet)
    mirror = mirror_of(other)
    assert (mirror.state, mirror.mirrored_from, mirror.to_unit) == (
        ReturnState.SUBMITTED,
        sheet,
        running.world.district_committee,
    )
    assert value(mirror, "staff").value == 100
    assert value(mirror, "staff").origin == Origin.JOINED
    assert "Năm không" in value(mirror, "staff").note
    assert Narrative.objects.get(sheet=mirror, section__key="results").text == "Đã niêm yết thủ tục."
    assert Attachment.objects.get(sheet=mirror).file == file
    accept(sheet=mirror, by=running.world.committee_officer, at=running.at())
    sheet.refresh_from_db()
    assert sheet.state == ReturnState.SUBMITTED, "each line's superior judges its own"


def test_the_other_report_is_nobodys_work_before(running, pair):
    lead, other = pair
    assert [row.pk for row in duties_to_report([lead.unit_id], TODAY).filter(year=2026)] == [lead.pk]
    assert lead_of(other.pk) == lead
    assert lead_of(lead.pk) is None
    sheet = begun(running, lead)
    assert [(row.duty, row.sheet) for row in companions(sheet)] == [(other, None)]


def test_recalling_takes_back_what_was_not_judged(running, pair):
    lead, other = pair
    sheet = running.send(begun(running, lead))
    recall(sheet=sheet, by=None, at=running.at())
    mirror = mirror_of(other)
    assert mirror.state == ReturnState.DRAFT
    running.send(running.fill(Return.objects.get(pk=sheet.pk), staff=300))
    mirror.refresh_from_db()
    assert (mirror.state, value(mirror, "staff").value) == (ReturnState.SUBMITTED, 300)
    accept(sheet=mirror, by=None, at=running.at())
    recall(sheet=sheet, by=None, at=running.at())
    mirror.refresh_from_db()
    assert mirror.state == ReturnState.ACCEPTED, "what was judged stands"


def test_sent_again_it_replaces_what_was_not_judged_and_supersedes_what_was(running, pair):
    lead, other = pair
    sheet = running.send(begun(running, lead))
    send_back(sheet=sheet, reason=REASON, by=None, at=running.at())
    running.send(running.fill(Return.objects.get(pk=sheet.pk), staff=300))
    mirror = mirror_of(other)
    assert (mirror.revision, mirror.state, value(mirror, "staff").value) == (1, ReturnState.SUBMITTED, 300)
    accept(sheet=mirror, by=None, at=running.at())
    send_back(sheet=sheet, reason=REASON, by=None, at=running.at())
    running.send(running.fill(Return.objects.get(pk=sheet.pk), staff=400))
    later = mirror_of(other)
    assert (later.revision, later.state, value(later, "staff").value) == (2, ReturnState.SUBMITTED, 400)
    assert Return.objects.get(pk=mirror.pk).state == ReturnState.ACCEPTED
    send_back(sheet=later, reason=REASON, by=None, at=running.at())
    send_back(sheet=sheet, reason=REASON, by=None, at=running.at())
    running.send(running.fill(Return.objects.get(pk=sheet.pk), staff=500))
    later.refresh_from_db()
    assert (later.state, value(later, "staff").value) == (ReturnState.SUBMITTED, 500)


def test_where_the_other_form_asks_for_more_it_stays_a_draft_filled_in(running, pair, committee):
    lead, other = pair
    mirror = begin(duty=other, on=TODAY, by=None, at=running.at())
    extra = Indicator.objects.create(
        form=mirror.form, key="extra", label="Số khác", unit_name="vụ", aggregation="sum", required=True, order=99
    )
    sheet = begun(running, lead)
    Indicator.objects.filter(pk=extra.pk).update(required=False)
    form = mirror.form
    form.pk, form.key = None, "committee"
    form.save()
    _move(mirror, form)
    running.send(sheet)
    mirror.refresh_from_db()
    assert mirror.state == ReturnState.DRAFT
    found = companions(sheet)[0]
    assert [gap.key for gap in found.gaps] == ["extra"]
    assert value(mirror, "staff").value == 100


def _move(mirror, form):
    """The mirror's form becomes one of its own, with a figure that it alone requires."""
    for row in Indicator.objects.filter(form=mirror.form_id):
        old = row.pk
        row.pk, row.form, row.required = None, form, row.required or row.key == "extra"
        row.save()
        Entry.objects.filter(sheet=mirror, indicator=old).update(indicator=row)
    Return.objects.filter(pk=mirror.pk).update(form=form)


def test_a_closed_campaign_is_passed_over(running, pair, committee):
    lead, other = pair
    close(campaign=committee, on=TODAY, by=None, at=running.at())
    running.send(begun(running, lead))
    assert mirror_of(other) is None


def test_pairs_that_one_report_could_answer_are_offered(running, committee):
    world = running.world
    found = joinable(world.school.pk, TODAY)
    assert len(found) == 1
    assert {found[0].lead.campaign, found[0].duty.campaign} == {running.campaign, committee}
    assert joinable(world.office.pk, TODAY) == [], "it stands on one line only"
    assert joinable(world.district.pk, TODAY) == [], "units stand below it"


def test_joining_after_sending_passes_the_report_on_at_once(running, committee):
    world = running.world
    found = joinable(world.school.pk, TODAY)[0]
    running.send(begun(running, found.lead))
    answer_together(pair=found, on=TODAY, by=world.school_officer, at=running.at())
    assert mirror_of(found.duty).state == ReturnState.SUBMITTED
    assert joinable(world.school.pk, TODAY) == []


def test_joining_before_sending_sends_nothing(running, committee):
    found = joinable(running.world.school.pk, TODAY)[0]
    answer_together(pair=found, on=TODAY, by=None, at=running.at())
    assert not Return.objects.filter(duty=found.duty).exists()


def test_the_pages_offer_joining_and_tell_what_went_along(running, committee, signed_in):
    world = running.world
    sheet = begun(running, Duty.objects.get(unit=world.school, year=2026, campaign=running.campaign))
    browser = signed_in(world.school_officer)
    page = browser.get(f"/bao-cao/{sheet.pk}/").content.decode()
    assert "Hai nơi cùng hỏi một nội dung" in page
    pair = joinable(world.school.pk, TODAY)[0]
    form = {"cung": pair.lead.pk, "viec": pair.duty.pk}
    assert "Đã ghép" in browser.post(f"/bao-cao/{sheet.pk}/ghep/", form, follow=True).content.decode()
    again = browser.post(f"/bao-cao/{sheet.pk}/ghep/", form, follow=True).content.decode()
    assert "không còn ghép được" in again
    lead = Return.objects.filter(duty=pair.lead).first() or begun(running, pair.lead)
    running.send(lead)
    receipt = browser.get(f"/bao-cao/{lead.pk}/da-gui/").content.decode()
    assert "Đã gửi luôn cho nơi khác" in receipt
    mirror = browser.get(f"/bao-cao/{mirror_of(pair.duty).pk}/").content.decode()
    assert "Lấy từ báo cáo khác của đơn vị" in mirror


def test_the_page_of_a_joined_duty_leads_to_the_one_that_answers_it(running, pair, signed_in):
    lead, other = pair
    browser = signed_in(running.world.school_officer)
    assert f"/bao-cao/lap/{lead.pk}/" in browser.get(f"/bao-cao/lap/{other.pk}/").content.decode()
    sheet = begun(running, lead)
    assert f"/bao-cao/{sheet.pk}/" in browser.get(f"/bao-cao/lap/{other.pk}/").content.decode()
