"""The desk: what waits, what is new, and how far the units below are."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from namkhong.campaigns.actions import Deed, extend, fulfil
from namkhong.desk.queries import waiting_groups
from namkhong.journal.actions import tell
from namkhong.papers.actions import draft
from tests.campaigns.stage import Stage
from tests.papers import samples
from tests.world import NOW, TODAY, World

HOME = "/"


@pytest.mark.parametrize(
    "who", ["school_officer", "school_head", "district_officer", "federation_head", "auditor", "administrator"]
)
def test_everybody_with_a_post_has_a_desk(stage: Stage, world: World, signed_in, who: str) -> None:
    answer = signed_in(getattr(world, who)).get(HOME)
    assert answer.status_code == 200
    assert getattr(world, who).full_name in answer.content.decode()


def test_signed_out_visitor_is_asked_to_sign_in(db: None) -> None:
    assert Client().get(HOME)["Location"].startswith("/tai-khoan/dang-nhap/")


def test_person_without_a_post_is_told_what_to_do(stage: Stage, world: World, signed_in) -> None:
    page = signed_in(world.nobody).get(HOME).content.decode()
    assert "chưa được giao nhiệm vụ" in page and "quản trị" in page
    assert "Ký bản cam kết" not in page


def test_who_sees_nothing_this_year_is_led_to_the_campaigns_of_other_years(world: World, signed_in) -> None:
    page = signed_in(world.auditor).get(HOME).content.decode()
    assert "Năm nay chưa có việc nào được giao" in page and f'href="{reverse("campaigns:index")}">Xem' in page


def test_work_is_grouped_by_urgency(stage: Stage, world: World) -> None:
    groups = {
        group.key: [item.label for item in group.items] for group in waiting_groups(world.school_officer.pk, TODAY)
    }
    assert groups == {
        "qua-han": ["Lập báo cáo năm 2026"],
        "sap-han": ["Ký bản cam kết"],
        "chua-dinh": ["Đối thoại với người lao động"],
    }


def test_done_work_leaves_the_desk_and_an_extension_moves_it(stage: Stage, world: World) -> None:
    fulfil(duty=stage.duty(stage.pledge, world.school), deed=Deed(TODAY), by=world.school_head, at=NOW)
    later = TODAY + timedelta(days=30)
    report = stage.duty(stage.report, world.school)
    extend(duty=report, due_on=later, reason="Chờ số liệu", by=world.district_officer, at=NOW)
    groups = {
        group.key: [item.due_on for item in group.items] for group in waiting_groups(world.school_officer.pk, TODAY)
    }
    assert groups == {"sap-toi": [later], "chua-dinh": [None]}


def test_head_finds_the_document_to_issue_and_the_one_who_may_not_does_not(stage: Stage, world: World) -> None:
    draft(unit=world.school.pk, content=samples.REPORT_UNION, by=None, at=NOW)
    labels = {
        person.pk: [item.label for group in waiting_groups(person.pk, TODAY) for item in group.items]
        for person in (world.school_head, world.school_officer)
    }
    assert "Ban hành báo cáo" in labels[world.school_head.pk]
    assert "Ban hành báo cáo" not in labels[world.school_officer.pk]


def test_old_arrears_do_not_hide_what_went_overdue_last(stage: Stage, world: World) -> None:
    days = [item.due_on for item in waiting_groups(world.school_officer.pk, TODAY + timedelta(days=60))[0].items]
    assert len(days) > 1 and days == sorted(days, reverse=True)


def test_superior_sees_how_many_are_missing_and_whom_to_remind(stage: Stage, world: World, signed_in) -> None:
    page = signed_in(world.federation_officer).get(HOME)
    strip = page.context["strips"][0]
    assert (strip.share.obliged, strip.share.done, strip.share.overdue) == (3, 0, 3)
    assert strip.overview.whole and strip.remind_url in page.content.decode()


def test_school_sees_no_other_units_counts(stage: Stage, world: World, signed_in) -> None:
    assert signed_in(world.school_officer).get(HOME).context["strips"] == []


def test_auditor_is_told_that_he_only_looks(stage: Stage, world: World, signed_in) -> None:
    page = signed_in(world.auditor).get(HOME).content.decode()
    assert "không thay đổi được số liệu" in page and "Nói không với tiêu cực" in page


def test_notices_are_shown_until_seen(stage: Stage, world: World, signed_in) -> None:
    browser, person = signed_in(world.school_officer), world.school_officer.pk
    for _ in range(7):
        tell(people=[person], kind="campaign_assigned", at=NOW, url="/x/", facts={"name": "Năm không", "years": [2026]})
    page = browser.get(HOME)
    assert len(page.context["notices"]) == 5 and "Xem tất cả 7 thông báo" in page.content.decode()
    assert browser.post(reverse("desk:read")).status_code == 302
    assert browser.get(HOME).context["notices"] == []
    assert "đã giao việc năm 2026" in browser.get(reverse("desk:notices")).content.decode()


def test_looking_at_the_address_that_marks_notices_leads_to_them(world: World, signed_in) -> None:
    assert signed_in(world.school_officer).get(reverse("desk:read")).status_code == 302


def test_long_group_is_shown_in_part_and_in_full_on_request(stage, world, signed_in, monkeypatch) -> None:
    monkeypatch.setattr("namkhong.desk.views.AT_MOST", 0)
    browser = signed_in(world.school_officer)
    assert "Xem tất cả 1 việc" in browser.get(HOME).content.decode()
    full = browser.get(HOME, {"nhom": "sap-han"})
    assert [group.key for group, _ in full.context["groups"]] == ["sap-han"]
    assert "Ký bản cam kết" in full.content.decode()
