"""Doing a duty, taking it back, giving more time, excusing: what is done, and every refusal at its place."""

import base64
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from namkhong.campaigns.actions import close, excuse, extend, fulfil, fulfil_by_report, reopen_report, withdraw
from namkhong.campaigns.actions.duties import CampaignClosed, Deed, NeedsReport, ReasonMissing
from namkhong.campaigns.models import Duty, Fulfilment
from namkhong.campaigns.states import DutyState
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event, Notice
from tests.campaigns.stage import Stage
from tests.world import NOW, TODAY, World

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def page(duty: Duty, name: str = "duty") -> str:
    return reverse(f"campaigns:{name}", args=[duty.pk])


def test_school_states_a_pledge_with_evidence(stage: Stage, world: World, signed_in) -> None:
    duty, browser = stage.duty(stage.pledge, world.school), signed_in(world.school_officer)
    sent = {"done_on": "20/11/2026", "count": "41", "note": "Ký tại hội nghị"}
    upload = SimpleUploadedFile("danh-sach.png", PICTURE, "image/png")
    answer = browser.post(page(duty), sent | {"evidence": upload})
    assert answer.status_code == 302, answer.content.decode()
    deed = Fulfilment.objects.get(duty=duty)
    assert (deed.count, deed.done_on, deed.note) == (41, TODAY - timedelta(days=2), "Ký tại hội nghị")
    assert deed.evidence is not None
    duty.refresh_from_db()
    assert duty.state == DutyState.FULFILLED
    shown = browser.get(page(duty)).content.decode()
    assert "20/11/2026" in shown and "danh-sach.png" in shown and "41 người" in shown
    kept = reverse("campaigns:evidence", args=[deed.pk])
    assert b"".join(browser.get(kept).streaming_content) == PICTURE
    assert signed_in(world.stranger).get(kept).status_code == 404


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"done_on": "30/11/2026"}, "30/11/2026 chưa tới"),
        ({"done_on": "hôm qua"}, "Ngày làm xong"),
        ({"done_on": "20/11/2026", "count": "hai chục"}, "số nguyên"),
        ({"done_on": "20/11/2026", "evidence": SimpleUploadedFile("rong.pdf", b"")}, "rong.pdf"),
        ({"done_on": "20/11/2026", "evidence": SimpleUploadedFile("gia.pdf", b"MZ not a pdf at all")}, "gia.pdf"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    stage: Stage, world: World, signed_in, sent: dict[str, object], told: str
) -> None:
    duty = stage.duty(stage.pledge, world.school)
    answer = signed_in(world.school_officer).post(page(duty), {"note": "Đã họp ngày thứ Sáu"} | sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Đã họp ngày thứ Sáu" in shown
    assert told in shown or "Minh chứng" in shown
    assert not Fulfilment.objects.exists()


def test_second_click_says_somebody_was_first(stage: Stage, world: World, signed_in) -> None:
    duty, browser = stage.duty(stage.pledge, world.school), signed_in(world.school_officer)
    sent = {"done_on": "20/11/2026"}
    assert browser.post(page(duty), sent).status_code == 302
    answer = browser.post(page(duty), sent)
    assert answer.status_code == 422 and Fulfilment.objects.count() == 1


def test_closed_campaign_takes_nothing_more(stage: Stage, world: World) -> None:
    duty = stage.duty(stage.pledge, world.school)
    close(campaign=stage.campaign, on=TODAY, by=None, at=NOW)
    with pytest.raises(CampaignClosed):
        fulfil(duty=duty, deed=Deed(TODAY), by=None, at=NOW)
    with pytest.raises(CampaignClosed):
        withdraw(duty=duty, by=None, at=NOW)


def test_report_duty_is_answered_by_a_report_only(stage: Stage, world: World, signed_in) -> None:
    duty = stage.duty(stage.report, world.school)
    shown = signed_in(world.school_officer).get(page(duty)).content.decode()
    assert reverse("reports:begin", args=[duty.pk]) in shown and "19/10" not in shown
    assert "chậm nhất hết ngày 09/11/2026" in shown
    for verb in (
        lambda: fulfil(duty=duty, deed=Deed(TODAY), by=None, at=NOW),
        lambda: withdraw(duty=duty, by=None, at=NOW),
    ):
        with pytest.raises(NeedsReport):
            verb()


def test_accepted_report_fulfils_once_and_may_be_reopened(stage: Stage, world: World) -> None:
    duty = stage.duty(stage.report, world.school)
    for _ in range(2):
        fulfil_by_report(duty=duty, on=TODAY, by=None, at=NOW)
    duty.refresh_from_db()
    assert (duty.state, duty.fulfilled_on) == (DutyState.FULFILLED, TODAY)
    reopen_report(duty=duty, by=None, at=NOW)
    duty.refresh_from_db()
    assert (duty.state, duty.fulfilled_on) == (DutyState.OPEN, None)


def test_withdrawing_opens_the_duty_and_keeps_what_was_said(stage: Stage, world: World, signed_in) -> None:
    duty, browser = stage.duty(stage.pledge, world.school), signed_in(world.school_officer)
    fulfil(duty=duty, deed=Deed(TODAY, note="Nhầm đơn vị"), by=world.school_head, at=NOW)
    assert browser.get(page(duty, "withdraw")).status_code == 200
    assert signed_in(world.district_officer).get(page(duty, "withdraw")).status_code == 404
    assert browser.post(page(duty, "withdraw")).status_code == 302
    shown = browser.get(page(duty)).content.decode()
    assert "Nhầm đơn vị" in shown and "đã rút lại" in shown
    assert browser.post(page(duty, "withdraw")).status_code == 422


def test_extension_keeps_the_first_day_and_tells_the_unit(stage: Stage, world: World, signed_in) -> None:
    duty, browser = stage.duty(stage.report, world.school), signed_in(world.district_officer)
    back = reverse("campaigns:progress", args=[stage.campaign.pk, 2026, stage.report.pk])
    sent = {"due_on": "30/11/2026", "reason": "Chờ số liệu", "ve": back}
    assert browser.post(page(duty, "extend"), sent)["Location"] == back
    shown = signed_in(world.school_officer).get(page(duty)).content.decode()
    assert "30/11/2026" in shown and "Chờ số liệu" in shown and "09/11/2026" in shown
    assert Notice.objects.filter(kind="duty_extended", to_id=world.school_officer.pk).exists()
    again = browser.post(page(duty, "extend"), sent)
    assert again.status_code == 422 and "phải sau hạn hiện nay (30/11/2026)" in again.content.decode()


def test_verbs_ask_for_a_reason_themselves(stage: Stage, world: World) -> None:
    duty = stage.duty(stage.report, world.school)
    with pytest.raises(ReasonMissing):
        extend(duty=duty, due_on=TODAY, reason=" ", by=None, at=NOW)
    with pytest.raises(ReasonMissing):
        excuse(duty=duty, reason=" ", by=None, at=NOW)


@pytest.mark.parametrize("reason", ["", "   "])
def test_reason_is_needed(stage: Stage, world: World, signed_in, reason: str) -> None:
    duty, browser = stage.duty(stage.report, world.school), signed_in(world.district_officer)
    for name in ("extend", "excuse"):
        answer = browser.post(page(duty, name), {"due_on": "30/11/2026", "reason": reason})
        assert answer.status_code == 422 and "Lý do" in answer.content.decode()
    assert not Event.objects.filter(verb__in=["duty.extend", "duty.excuse"]).exists()


def test_duty_without_a_day_cannot_be_extended(stage: Stage, world: World, signed_in) -> None:
    duty = stage.duty(stage.dialogue, world.school)
    sent = {"due_on": "30/11/2026", "reason": "Bận"}
    answer = signed_in(world.district_officer).post(page(duty, "extend"), sent)
    assert answer.status_code == 422 and "chưa định ngày" in answer.content.decode()


def test_foreign_address_is_not_followed_back(stage: Stage, world: World, signed_in) -> None:
    duty = stage.duty(stage.pledge, world.school)
    sent = {"reason": "Đơn vị mới lập", "ve": "https://example.test/"}
    answer = signed_in(world.district_officer).post(page(duty, "excuse"), sent)
    assert answer["Location"] == page(duty)


def test_excused_unit_may_be_obliged_again(stage: Stage, world: World, signed_in) -> None:
    duty, browser = stage.duty(stage.pledge, world.school), signed_in(world.district_officer)
    excuse(duty=duty, reason="Đơn vị mới lập", by=world.district_head, at=NOW)
    assert "Đơn vị mới lập" in signed_in(world.school_officer).get(page(duty)).content.decode()
    with pytest.raises(MovedMeanwhile):
        excuse(duty=duty, reason="Hai lần", by=None, at=NOW)
    assert browser.get(page(duty, "oblige")).status_code == 200
    assert browser.post(page(duty, "oblige")).status_code == 302
    duty.refresh_from_db()
    assert (duty.state, duty.reason) == (DutyState.OPEN, "")
    assert browser.post(page(duty, "oblige")).status_code == 422


def test_superior_of_the_superior_gives_no_time_over_his_head(stage: Stage, world: World, signed_in) -> None:
    duty = stage.duty(stage.pledge, world.school)
    assert signed_in(world.federation_officer).get(page(duty)).status_code == 200
    assert signed_in(world.federation_officer).get(page(duty, "extend")).status_code == 404


def test_form_kept_while_the_session_ended_is_offered_back(stage: Stage, world: World, signed_in, client) -> None:
    duty, browser = stage.duty(stage.pledge, world.school), signed_in(world.school_officer)
    mark = browser.get(page(duty)).context["form_owner"]
    browser.logout()
    sent = {"done_on": "20/11/2026", "note": "Đang ghi dở", "form_owner": mark}
    assert browser.post(page(duty), sent).status_code == 302
    session = browser.session
    kept = session["kept_form"]
    browser.force_login(world.school_officer.account)
    session = browser.session
    session["kept_form"] = kept
    session.save()
    shown = browser.get(page(duty)).content.decode()
    assert "Đang ghi dở" in shown and "vẫn còn" in shown
