"""Pages of the unit and of those above it, the desk, and what other rooms ask."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from namkhong.foundation.periods import month_period, year_period
from namkhong.journal.models import Event
from namkhong.people.models import Person
from namkhong.redress import actions, queries
from namkhong.redress.models import Concern, InspectionFlag, Remedy, Threshold
from namkhong.redress.policies import who_answers
from namkhong.redress.states import ConcernState
from tests.feedback.given import point_at
from tests.redress.given import ANSWER, LOW, WORDS, answered, burst_at, owed, raised, soon, tallied
from tests.reports.reorganising import Reorganising
from tests.world import NOW, TODAY, World

SignIn = Callable[[Person], Client]
LISTS = ["/phan-anh/", "/phan-anh/giai-trinh/", "/phan-anh/kiem-tra/", "/"]


def test_the_unit_reads_accepts_and_answers(world: World, signed_in: SignIn) -> None:
    concern, officer = raised(world.school, "0912345678"), signed_in(world.school_officer)
    where = reverse("redress:concern", args=[concern.pk])
    page = officer.get(where).content.decode()
    assert WORDS in page and "0912345678" not in page and "Số điện thoại: ••••" in page
    assert officer.post(f"{where}nhan/").status_code == 302
    assert officer.post(f"{where}nhan/", follow=True).content.decode().count("vừa được người khác xử lý") == 1
    short = officer.post(where, {"words": "Đã rõ"})
    assert short.status_code == 422 and "ít nhất 10 chữ" in short.content.decode()
    assert officer.post(where, {"words": ""}).status_code == 422
    assert officer.post(where, {"words": ANSWER}).status_code == 302
    page = officer.get(where).content.decode()
    assert ANSWER in page and "Gửi trả lời" not in page
    assert not DBTaskResult.objects.exists()
    assert officer.get("/phan-anh/?phan=da-tra-loi").content.decode().count("Quầy số 3") == 1


def test_an_address_that_was_left_is_written_to(world: World, signed_in: SignIn, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    concern = raised(world.school, "lan@vidu.vn")
    signed_in(world.school_officer).post(reverse("redress:concern", args=[concern.pk]), {"words": ANSWER})
    queued = DBTaskResult.objects.get()
    assert "lan@" not in str(queued.args_kwargs) and queued.args_kwargs["args"][1] == "http://testserver/"


def test_the_contact_is_opened_for_one_page(world: World, signed_in: SignIn) -> None:
    concern, officer = raised(world.school, "0912345678"), signed_in(world.school_officer)
    where = reverse("redress:concern", args=[concern.pk])
    assert officer.post(f"{where}lien-he/", {"reason": "vì tò mò"}).status_code == 302
    assert not Event.objects.filter(verb="concern.open_contact").exists()
    opened = officer.post(f"{where}lien-he/", {"reason": "contact"})
    assert "0912345678" in opened.content.decode() and "no-store" in opened["Cache-Control"]
    assert Event.objects.filter(verb="concern.open_contact").count() == 1
    assert "0912345678" not in officer.get(where).content.decode()
    assert signed_in(world.district_officer).post(f"{where}lien-he/", {"reason": "contact"}).status_code == 404
    nothing = reverse("redress:open_contact", args=[raised(world.school).pk])
    assert officer.post(nothing, {"reason": "contact"}, follow=True).status_code == 200


def test_passed_on_to_a_sister_that_was_searched_for(world: World, signed_in: SignIn) -> None:
    concern, officer = raised(world.school), signed_in(world.school_officer)
    where = reverse("redress:transfer", args=[concern.pk])
    page = officer.get(f"{where}?tim=trung+tam").content.decode()
    assert world.clinic.name in page and world.office.name not in page
    for body in ({"unit": world.clinic.pk}, {"unit": "9" * 30, "reason": "Nhầm đơn vị rồi"}, {}):
        assert officer.post(where, body).status_code == 422
    other = officer.post(where, {"unit": world.sister_school.pk, "reason": "Nhầm đơn vị rồi"})
    assert other.status_code == 422 and "cùng cấp trên trực tiếp" in other.content.decode()
    assert officer.post(where, {"unit": world.clinic.pk, "reason": "Xảy ra ở trung tâm y tế"}).status_code == 302
    assert officer.get(reverse("redress:concern", args=[concern.pk])).status_code == 404
    page = signed_in(world.clinic_officer).get(reverse("redress:concern", args=[concern.pk])).content.decode()
    assert "Xảy ra ở trung tâm y tế" in page and world.school.name in page


def test_the_soonest_due_stands_first_and_late_is_marked(world: World, signed_in: SignIn) -> None:
    point = point_at(world.school, desk="Quầy sau"), point_at(world.clinic, desk="Quầy trước")
    raised(point[0])
    late = raised(point[1])
    Concern.objects.filter(pk=late.pk).update(answer_by=TODAY - timedelta(days=1))
    page = signed_in(world.district_officer).get("/phan-anh/").content.decode()
    assert page.index("Quầy trước") < page.index("Quầy sau") and page.count("Quá hạn trả lời") == 1
    answered(late)
    Concern.objects.filter(pk=late.pk).update(state=ConcernState.SETTLED, solved=False)
    page = signed_in(world.district_officer).get("/phan-anh/?phan=da-khep").content.decode()
    assert "người gửi chưa hài lòng" in page


def test_the_year_of_a_unit(world: World, signed_in: SignIn) -> None:
    answered(raised(world.school))
    officer = signed_in(world.school_officer)
    for year in ("", "?nam=2026", "?nam=9999", "?nam=x"):
        answer = officer.get(f"/phan-anh/don-vi/{world.school.pk}/{year}")
        assert answer.context["told"].in_time == 1, year
    assert officer.get(f"/phan-anh/don-vi/{world.school.pk}/?nam=2025").context["told"].received == 0


def test_explained_and_judged_on_the_pages(world: World, signed_in: SignIn) -> None:
    row = owed(world.school)
    burst_at(point_at(world.school, desk="Quầy số 9"), date(2026, 10, 7), 1, 0)
    where, officer, above = (
        reverse("redress:remedy", args=[row.pk]),
        signed_in(world.school_officer),
        signed_in(world.district_officer),
    )
    page = officer.get(where).content.decode()
    assert "25 ý kiến hài lòng, bằng 41,7 %" in page and "Tháng 10/2026 (phải giải trình)" in page
    body = {"causes": "Buổi sáng chỉ có một người.", "measures": "Thêm một người tiếp nhận.", "mend_by": "01/01/2020"}
    wrong = officer.post(where, body)
    assert wrong.status_code == 422 and "từ hôm nay đến một năm nữa" in wrong.content.decode()
    assert officer.post(where, body | {"causes": ""}).status_code == 422
    assert officer.post(where, body | {"causes": "ừ", "mend_by": f"{soon():%d/%m/%Y}"}).status_code == 422
    assert officer.post(where, body | {"mend_by": f"{soon():%d/%m/%Y}"}).status_code == 302
    assert "Chấp nhận giải trình" not in officer.get(where).content.decode()
    assert "Chấp nhận giải trình" in above.get(where).content.decode()
    for reason in ("", "ngắn"):
        assert above.post(f"{where}tra-lai/", {"reason": reason}).status_code == 422
    assert above.post(f"{where}tra-lai/", {"reason": "Chưa nói rõ ai chịu trách nhiệm"}).status_code == 302
    page = officer.get(where).content.decode()
    assert "Chưa nói rõ ai chịu trách nhiệm" in page and "Thêm một người tiếp nhận." in page
    officer.post(where, body | {"mend_by": f"{soon():%d/%m/%Y}"})
    assert above.post(f"{where}chap-nhan/").status_code == 302
    assert Remedy.objects.get().state == "settled"
    assert above.post(f"{where}chap-nhan/", follow=True).content.decode().count("vừa được người khác") == 1


def test_a_threshold_is_set_on_its_page(world: World, signed_in: SignIn) -> None:
    where, above = reverse("redress:threshold", args=[world.district.pk]), signed_in(world.district_officer)
    assert 'value="70"' in above.get(where).content.decode()
    for percent in ("", "49", "99", "7o"):
        assert above.post(where, {"percent": percent}).status_code == 422
    assert above.post(where, {"percent": "82,5"}).status_code == 302
    assert Threshold.objects.get().percent == Decimal("82.5")
    assert "Đặng Thu Trang" in above.get(where).content.decode()


def flagged(world: World) -> InspectionFlag:
    for month in (202608, 202609, 202610):
        owed(world.school, month)
    return InspectionFlag.objects.get()


def test_an_inspection_is_decided_on_the_pages(world: World, signed_in: SignIn) -> None:
    flag, above = flagged(world), signed_in(world.district_officer)
    where = reverse("redress:flag", args=[flag.pk])
    assert world.school.name in above.get("/phan-anh/kiem-tra/").content.decode()
    assert above.get(where).content.decode().count("41,7 %") == 3
    for reason in ("", "không"):
        assert above.post(where, {"reason": reason}).status_code == 422
    assert above.post(where, {"reason": "Vừa kiểm tra tháng trước."}).status_code == 302
    assert "Vừa kiểm tra tháng trước." in above.get(where).content.decode()
    assert "vừa được người khác" in above.post(where, {"reason": "Thêm lần nữa nhé."}).content.decode()
    InspectionFlag.objects.update(state="raised", reason="")
    assert above.post(f"{where}dua-vao/").status_code == 302
    assert InspectionFlag.objects.get().state == "planned"


def test_the_desk_tells_each_his_part(world: World) -> None:
    def labels(person: Person) -> list[str]:
        return [item.label for item in queries.waiting_for(person.pk, TODAY)]

    raised(world.school)
    row = flagged(world) and Remedy.objects.get(month=202610)
    explain = ["Giải trình mức hài lòng thấp"]
    assert labels(world.school_officer) == ["Trả lời phản ánh", *explain * 3]
    assert labels(world.district_officer) == ["Quyết định 1 đề nghị kiểm tra"]
    assert labels(world.clinic_officer) == labels(world.sister_officer) == labels(world.nobody) == []
    explanation = actions.Explanation("Chỉ có một người.", "Thêm một người.", soon())
    actions.explain(remedy=row, explanation=explanation, by=None, at=NOW)
    assert labels(world.district_officer) == ["Xem 1 bản giải trình", "Quyết định 1 đề nghị kiểm tra"]
    concern = answered(Concern.objects.get())
    actions.judge_answer(concern=concern, solved=False, words="", is_working_day=lambda _: True, at=NOW)
    first = queries.waiting_for(world.school_officer.pk, TODAY)[0]
    assert (first.label, first.due_on) == ("Trả lời lại phản ánh", TODAY + timedelta(days=5))


def test_figures_for_rooms_above(world: World) -> None:
    answered(raised(world.school))
    raised(world.school)
    tallied(world.school, 202611, LOW)
    told = {row.key: row.value for row in queries.figures(world.school.pk, year_period(2026))}
    assert told == {
        "concerns": 2,
        "concerns_in_time": 1,
        "concerns_late": 1,
        "rated": 60,
        "rated_satisfaction": Decimal("41.7"),
    }
    before = {row.key: row.value for row in queries.figures(world.school.pk, month_period(2026, 10))}
    assert before["concerns"] == 0 and before["rated"] is None and before["rated_satisfaction"] is None
    tallied(world.clinic, 202611, (0, 0, 0, 0, 29))
    few = {row.key: row.value for row in queries.figures(world.clinic.pk, year_period(2026))}
    assert few["rated"] == 29 and few["rated_satisfaction"] is None


@pytest.mark.parametrize("address", LISTS)
def test_long_lists_cost_no_more_queries(world: World, signed_in: SignIn, same_queries, address: str) -> None:
    viewer = signed_in(world.district_officer if address != "/" else world.school_officer)
    flagged(world)
    raised(world.school)

    def grow() -> None:
        for _ in range(19):
            raised(world.school)
        made = [
            Remedy(
                unit=world.school,
                month=month,
                low=True,
                satisfied=25,
                answered=60,
                threshold=70,
                opened_at=NOW,
                due_on=soon(),
            )
            for month in range(202401, 202413)
        ]
        Remedy.objects.bulk_create(made)
        flags = [InspectionFlag(unit=world.school, month=month, raised_at=NOW) for month in range(202401, 202413)]
        InspectionFlag.objects.bulk_create(flags)

    same_queries(lambda: viewer.get(address).content, grow)


def test_a_concern_of_one_unit_costs_as_much_as_of_many(world: World, signed_in: SignIn, same_queries) -> None:
    viewer, where = signed_in(world.school_officer), f"/phan-anh/don-vi/{world.school.pk}/"
    raised(world.school)
    same_queries(lambda: viewer.get(where).content, lambda: [raised(world.school) for _ in range(19)])


def test_whoever_stands_for_a_closed_unit_answers_for_it(world: World, signed_in: SignIn) -> None:
    concern, month = raised(world.school, "0912345678"), owed(world.school)
    where, explain = (
        reverse(f"redress:{name}", args=[row.pk]) for name, row in (("concern", concern), ("remedy", month))
    )
    clinic = signed_in(world.clinic_officer)
    assert clinic.get(where).status_code == clinic.post(where, {"words": ANSWER}).status_code == 404
    Reorganising(TODAY).merge([world.school], world.clinic)
    assert clinic.post(f"{where}lien-he/", {"reason": "contact"}).content.decode().count("0912345678") == 1
    assert "Trả lời phản ánh" in clinic.get("/").content.decode()
    assert WORDS in clinic.get(where).content.decode() and "Quầy số 3" in clinic.get("/phan-anh/").content.decode()
    assert clinic.post(where, {"words": ANSWER}).status_code == 302
    assert "Giải trình mức hài lòng thấp" in clinic.get("/").content.decode()
    assert clinic.get(explain).status_code == 200
    assert signed_in(world.sister_officer).get(where).status_code == 404
    assert signed_in(world.school_officer).post(where, {"words": ANSWER}).status_code == 404
    above = signed_in(world.district_officer)
    assert above.get(explain).status_code == above.get(where).status_code == 200
    told = who_answers(world.school.pk, TODAY)
    assert told == who_answers(world.clinic.pk, TODAY) and world.clinic_officer.pk in told
    assert world.school_officer.pk not in told
