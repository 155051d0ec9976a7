"""Pages of rounds, registers, receiving, evaluating and coverage, as people walk through them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from namkhong.pledges import actions, queries
from namkhong.pledges.models import Evaluation, Pledge, Round, Wording
from namkhong.pledges.states import Kept, RoundState, Way
from tests.pledges.stage import PledgeStage, account_of, employ_some
from tests.world import NOW, TODAY


def at(name: str, *numbers: int) -> str:
    return reverse(f"pledges:{name}", args=numbers)


def lines_posted(*texts: str) -> dict[str, str]:
    """A form of lines as a browser sends it."""
    sent = {f"dieu-{place}-text": text for place, text in enumerate(texts)}
    return (
        sent
        | {f"dieu-{place}-no_item": "" for place in range(len(texts))}
        | {
            "dieu-TOTAL_FORMS": str(len(texts)),
            "dieu-INITIAL_FORMS": "0",
        }
    )


def kept_posted(*marks: Kept, note: str = "") -> dict[str, str]:
    sent = {f"dieu-{place}-kept": mark.value for place, mark in enumerate(marks)}
    return sent | {f"dieu-{place}-note": note if mark is not Kept.KEPT else "" for place, mark in enumerate(marks)}


def test_a_round_is_prepared_and_opened(prepared: PledgeStage, signed_in, run_queued) -> None:
    world = prepared.world
    Wording.objects.all().delete()
    Round.objects.all().delete()
    browser = signed_in(world.district_officer)
    index = browser.get(at("index"))
    assert "chưa có đợt ký" in index.content.decode()
    path = at("prepare", prepared.campaign.pk)
    assert "Không cửa quyền" in browser.get(path).content.decode()
    head = {"title": "Đợt 2026", "opens_on": "01/11/2026", "due_on": "30/10/2026", "reading": ""}
    wrong = browser.post(path, head | lines_posted("Không một", "Không hai"))
    assert wrong.status_code == 422
    assert "Hạn ký phải từ ngày mở đợt" in wrong.content.decode()
    twice = browser.post(path, head | {"due_on": ""} | lines_posted("Không một", "không  một"))
    assert twice.status_code == 422
    made = browser.post(path, head | {"due_on": "30/11/2026"} | lines_posted("Không một", "Không hai", ""))
    round = Round.objects.get()
    assert made["Location"] == at("round", round.pk)
    page = browser.get(made["Location"]).content.decode()
    assert "Mở đợt ký" in page
    assert signed_in(world.school_officer).get(made["Location"]).status_code == 404
    assert browser.post(at("open_round", round.pk)).status_code == 302
    assert run_queued() == 1
    round.refresh_from_db()
    assert (round.state, round.counted_at is not None) == (RoundState.OPEN, True)
    assert signed_in(world.school_officer).get(made["Location"]).status_code == 200
    again = browser.post(at("open_round", round.pk))
    assert again.status_code == 422
    assert browser.post(path, head | {"due_on": ""} | lines_posted("Một")).status_code == 422


def test_a_round_goes_through_its_year(stage: PledgeStage, signed_in) -> None:
    browser, pk = signed_in(stage.world.district_officer), stage.round.pk
    revised = {"title": "Tên mới", "opens_on": "02/11/2026", "due_on": "", "reading": "Đọc đi"}
    assert browser.get(at("revise", pk)).status_code == 200
    assert browser.post(at("revise", pk), revised).status_code == 302
    for step, state in (
        ("begin_evaluation", "evaluating"),
        ("reopen_round", "open"),
        ("close_round", "closed"),
        ("reopen_round", "open"),
        ("close_round", "closed"),
    ):
        assert browser.post(at(step, pk)).status_code == 302
        assert Round.objects.get(pk=pk).state == state
        assert browser.get(at("round", pk)).status_code == 200
    assert browser.post(at("revise", pk), revised).status_code == 422
    renewed = {"title": "Đợt 2027", "opens_on": "01/01/2027", "due_on": "", "reading": ""}
    assert "2027" in browser.get(at("renew", pk)).content.decode()
    made = browser.post(at("renew", pk), renewed)
    fresh = Round.objects.get(year=2027)
    assert made["Location"] == at("round", fresh.pk)
    assert len(fresh.wordings.get(issued_at=None).lines) == 5
    assert browser.post(at("renew", pk), renewed).status_code == 422


def test_a_unit_words_its_own_lines(stage: PledgeStage, signed_in) -> None:
    world, pk = stage.world, stage.round.pk
    browser, path = signed_in(world.clinic_officer), at("words", pk, world.clinic.pk)
    assert "12 điều y đức" in browser.get(path).content.decode()
    assert "giữ trọn trách nhiệm" in browser.get(path + "?goi-y=y-duc").content.decode()
    assert browser.post(path, lines_posted("x" * 501)).status_code == 422
    assert browser.post(path, lines_posted("Một", "một")).status_code == 422
    assert browser.post(path, lines_posted("Không nhận quà")).status_code == 302
    assert "Bản nháp chưa ban hành" in browser.get(path).content.decode()
    stage.sign(stage.nurses[0])
    assert browser.post(at("issue", pk, world.clinic.pk), follow=True).status_code == 200
    assert "Có người ký bản cũ" in browser.get(path).content.decode()
    register = browser.get(at("register", pk, world.clinic.pk) + "?tinh-trang=ban-cu").content.decode()
    assert stage.nurses[0].full_name in register
    assert stage.nurses[1].full_name not in register
    refused = browser.post(at("issue", pk, world.clinic.pk), follow=True).content.decode()
    assert "Không có bản nháp" in refused
    assert browser.post(path, lines_posted("Khác")).status_code == 302
    assert browser.post(at("drop_draft", pk, world.clinic.pk)).status_code == 302
    assert signed_in(world.school_officer).get(path).status_code == 404


def test_the_register_is_filtered_and_searched(stage: PledgeStage, signed_in, same_queries) -> None:
    world, pk = stage.world, stage.round.pk
    browser, path = signed_in(world.school_officer), at("register", pk, world.school.pk)
    a, b, c, d, _ = stage.teachers
    stage.sign(a)
    more = {"round": stage.round, "by": None, "at": NOW}
    actions.refuse(person=b, reason="Chưa đồng ý", **more)
    actions.go_on_leave(person=c, until_on=TODAY + timedelta(days=9), reason="Ốm", **more)
    actions.retire(person=d, **more)
    shown = {
        "": 7,
        "chua-ky": 3,
        "da-ky": 1,
        "khong-ky": 1,
        "nghi": 1,
        "nghi-huu": 1,
        "chuyen-di": 0,
        "khac": 7,
    }
    for state, count in shown.items():
        page = browser.get(f"{path}?tinh-trang={state}")
        assert page.context["page"].paginator.count == count, state
    assert browser.get(f"{path}?tim=thi+bich").context["page"].paginator.count == 1
    assert browser.get(f"{path}?tim=khong+co+ai").status_code == 200
    text = browser.get(path).content.decode()
    assert "/cam-ket/ky/" in text  # a link to send to who has not signed
    same_queries(lambda: browser.get(path), lambda: employ_some(world.school, ("Một Người",) * 20))
    assert signed_in(world.clinic_officer).get(path).status_code == 404
    reader = signed_in(world.auditor).get(path).content.decode()
    assert "/cam-ket/ky/" not in reader


def test_reasons_are_written_down_and_taken_back(stage: PledgeStage, signed_in) -> None:
    world, pk, person = stage.world, stage.round.pk, stage.teachers[0]
    browser, path = signed_in(world.school_officer), at("person", pk, world.school.pk, person.pk)
    assert browser.get(path).status_code == 200
    wrong = browser.post(path, {"what": "refuse", "reason": " "})
    assert wrong.status_code == 422
    assert "Hãy ghi lý do" in wrong.content.decode()
    assert browser.post(path, {}).status_code == 422
    early = {"what": "go_on_leave", "reason": "Ốm", "until_on": "01/01/2026"}
    assert browser.post(path, early).status_code == 422
    assert browser.post(path, early | {"until_on": "01/01/2027"}).status_code == 302
    assert "Bỏ ghi chú này" in browser.get(path).content.decode()
    back = at("await_again", pk, world.school.pk, person.pk)
    assert browser.post(back).status_code == 302
    assert browser.post(back).status_code == 422
    assert browser.post(path, {"what": "retire", "reason": ""}).status_code == 302
    assert "vẫn làm việc ở đây" in browser.get(path).content.decode()
    browser.post(back)
    actions.sign(round=stage.round, person=person, way=Way.PAPER, by=world.school_officer, at=NOW)
    assert "Ghi nhầm chữ ký" in browser.get(path).content.decode()
    gone = at("unsign", pk, world.school.pk, person.pk)
    assert signed_in(world.school_head).post(gone).status_code == 422  # somebody else needs a reason
    assert browser.post(gone).status_code == 302
    assert stage.pledge(person).state == "awaited"
    assert signed_in(world.district_officer).post(path, {"what": "retire"}).status_code == 404
    assert signed_in(world.district_officer).post(gone).status_code == 404
    assert browser.get(at("person", pk, world.school.pk, stage.nurses[0].pk)).status_code == 404


def test_pledges_are_received_ticked_or_all_and_returned(stage: PledgeStage, signed_in, same_queries) -> None:
    world, pk = stage.world, stage.round.pk
    stage.sign_all([*stage.teachers, world.school_head])
    browser, path = signed_in(world.school_head), at("receive", pk)
    page = browser.get(path)
    assert "Ký nhận tất cả (5)" in page.content.decode()
    one = stage.pledge(stage.teachers[0])
    assert browser.post(path, {"ben": "thu-truong", "ban": [one.pk, "x"], "lam": "da-chon"}).status_code == 302
    one.refresh_from_db()
    assert one.head_by == world.school_head
    assert browser.post(path, {"ben": "thu-truong", "lam": "tat-ca"}).status_code == 302
    assert Pledge.objects.filter(head_by=world.school_head).count() == 5
    assert browser.post(path, {"ben": "thu-truong", "lam": "tat-ca"}).status_code == 422
    assert browser.post(at("give_back", pk), {"ben": "thu-truong"}).status_code == 302
    assert Pledge.objects.filter(head_by=world.school_head).count() == 1
    for _ in range(2):
        told = browser.post(at("give_back", pk), {"ben": "thu-truong"}, follow=True).content.decode()
    assert "Không có lần ký nhận nào" in told
    union = signed_in(world.school_officer)
    same_queries(lambda: union.get(path), lambda: stage.sign_all(employ_some(world.school, ("Một Người",) * 12)))
    assert signed_in(world.auditor).get(path).status_code == 404


def test_lines_are_evaluated_by_oneself_then_by_the_head(stage: PledgeStage, signed_in) -> None:
    world, pk = stage.world, stage.round.pk
    stage.sign_all(stage.teachers)
    teacher = stage.teachers[0]
    account_of(teacher, "co-giao")
    own, path = signed_in(teacher), at("own_evaluation", pk)
    head, all_path = signed_in(world.school_head), at("assess", pk)
    assert head.get(all_path).status_code == 404  # not yet
    actions.begin_evaluation(round=stage.round, by=None, at=NOW)
    assert "Tự đánh giá" in own.get(reverse("desk:home")).content.decode()
    assert own.get(path).status_code == 200
    assert own.post(path, kept_posted(Kept.KEPT)).status_code == 422
    marks = [Kept.PARTLY, *[Kept.KEPT] * 4]
    assert own.post(path, kept_posted(*marks)).status_code == 422  # a note is needed
    assert own.post(path, kept_posted(*marks, note="Có lần đi muộn")).status_code == 302
    numbers = list(Pledge.objects.order_by("pk").values_list("pk", flat=True))
    refused = head.post(all_path, {"ban": numbers})
    assert refused.status_code == 422
    assert teacher.full_name in refused.content.decode()
    mine = stage.pledge(teacher).pk
    assert head.post(all_path, {"ban": [pk for pk in numbers if pk != mine]}).status_code == 302
    one = at("assess_one", pk, mine)
    assert "Có lần đi muộn" in head.get(one).content.decode()
    assert head.post(one, kept_posted(*marks)).status_code == 422
    assert head.post(one, kept_posted(*marks, note="Có lần đi muộn")).status_code == 302
    assert Evaluation.objects.filter(assessor="head").count() == 5
    assert head.get(all_path).status_code == 200
    assert own.post(path, kept_posted(*[Kept.KEPT] * 5)).status_code == 422
    assert "Người đứng đầu đã đánh giá" in own.get(path).content.decode()
    assert head.get(at("person", pk, world.school.pk, teacher.pk)).status_code == 200


def test_a_long_list_to_evaluate_costs_no_more(stage: PledgeStage, signed_in, same_queries) -> None:
    stage.sign_all([stage.teachers[0], *employ_some(stage.world.school, ("Một Người",) * 19)])
    actions.begin_evaluation(round=stage.round, by=None, at=NOW)
    head, path = signed_in(stage.world.school_head), at("assess", stage.round.pk)
    others = Pledge.objects.exclude(person=stage.teachers[0])
    others.update(unit=stage.world.clinic)
    same_queries(lambda: head.get(path), lambda: others.update(unit=stage.world.school))


def test_coverage_is_shown_down_the_tree(stage: PledgeStage, signed_in, run_queued) -> None:
    world, pk = stage.world, stage.round.pk
    stage.sign_all(stage.teachers)
    browser, path = signed_in(world.district_officer), at("coverage", pk, world.district.pk)
    assert "đang được tính" in browser.get(path).content.decode()
    assert browser.post(at("recount", pk)).status_code == 302
    run_queued()
    page = browser.get(path).content.decode()
    assert "Chưa có danh sách người" in page
    assert "5/12 người đã ký (41%)" in page
    assert "tiles" in browser.get(path + "?xem=o").content.decode()
    assert at("register", pk, world.school.pk) in page
    upper = signed_in(world.federation_officer).get(path)
    assert upper.status_code == 200
    assert signed_in(world.sister_officer).get(path).status_code == 404
    assert signed_in(world.school_officer).get(path).status_code == 404
    assert signed_in(world.school_officer).get(at("coverage", pk, world.school.pk)).status_code == 200


def test_the_duty_leads_to_the_register(stage: PledgeStage, signed_in) -> None:
    world = stage.world
    browser = signed_in(world.school_officer)
    path = at("find", stage.campaign.pk, 2026, world.school.pk)
    assert browser.get(path)["Location"] == at("register", stage.round.pk, world.school.pk)
    elsewhere = browser.get(at("find", stage.campaign.pk, 2025, world.school.pk))
    assert elsewhere["Location"].startswith(at("index"))
    assert browser.get(elsewhere["Location"]).status_code == 200
    assert browser.get(at("find", stage.campaign.pk, 2025, world.clinic.pk)).status_code == 404


def test_what_waits(stage: PledgeStage) -> None:
    world = stage.world
    stage.sign_all(stage.teachers[:2])
    assert [item.kind for item in queries.waiting_for(world.school_officer.pk, TODAY)] == [
        "pledge.sign",
        "pledge.receive",
    ]
    assert [item.label for item in queries.waiting_for(world.school_head.pk, TODAY)] == [
        "Ký bản cam kết",
        "Ký nhận 2 bản cam kết (người đứng đầu)",
    ]
    assert queries.waiting_for(world.stranger.pk, TODAY) == []
    actions.begin_evaluation(round=stage.round, by=None, at=NOW)
    kinds = {item.kind for item in queries.waiting_for(world.school_head.pk, TODAY)}
    assert kinds == {"pledge.receive", "pledge.evaluate"}
    assert [item.kind for item in queries.waiting_for(stage.teachers[0].pk, TODAY)] == ["pledge.evaluate_self"]


@pytest.mark.parametrize("name", ["round", "revise", "renew", "receive", "assess", "own_evaluation"])
def test_a_round_that_is_not_there(stage: PledgeStage, signed_in, name: str) -> None:
    for number in (9_999, 2**70):
        assert signed_in(stage.world.district_head).get(at(name, number)).status_code == 404


def test_a_year_far_away(stage: PledgeStage) -> None:
    assert queries.round_in(stage.campaign.pk, 10**6) is None
