"""The critic on the pages: shown, set aside with a reason, brought back, mended with one click, printed."""

import io
from collections.abc import Callable

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from namkhong.journal.models import Event
from namkhong.people.kept import owner_mark
from namkhong.people.models import Person
from namkhong.plans import actions, queries
from namkhong.plans.models import Clause, Dismissal, Plan
from namkhong.plans.rules.critic import Change, Deed, Finding, FindingKind
from namkhong.plans.states import Basis, ClauseKind
from tests.plans.given import PLAN, district_plan, draft
from tests.world import NOW, TODAY, World

SignIn = Callable[[Person], Client]
TEXT = (
    PLAN.replace("“Nụ cười công sở” giai đoạn 2021 - 2026", "“Nụ cười công sở” giai đoạn 2021 - 2025")
    .replace("- Công đoàn cơ sở;\n", "- Công đoàn cơ sở;\n- Liên đoàn Lao động tỉnh;\n")
    .replace("II. CHỈ TIÊU", "Cần hỏi thì gọi 0912 345 678, gặp bà Mai.\n\nII. CHỈ TIÊU")
)


@pytest.fixture
def plan(world: World) -> Plan:
    return draft(world.district, world.district_officer, TEXT)


@pytest.fixture
def officer(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.district_officer)


def url(name: str, plan: Plan) -> str:
    return reverse(f"plans:{name}", args=[plan.pk])


def finding(plan: Plan, kind: FindingKind = FindingKind.RANGES) -> Finding:
    return next(row for row in said(plan).open if row.kind is kind)


def said(plan: Plan) -> queries.Judged:
    row = queries.plan_of(plan.pk)
    assert row is not None
    return queries.judged(row, queries.clauses_of(row), TODAY)


def verbs(plan: Plan) -> list[str]:
    return list(
        Event.objects.filter(subject_kind="plan", subject_id=plan.pk).order_by("pk").values_list("verb", flat=True)
    )


def test_findings_stand_on_every_page_of_the_plan(plan: Plan, officer: Client, world: World) -> None:
    ranges = finding(plan)
    for name in ("review", "findings", "adopt"):
        page = officer.get(url(name, plan)).content.decode()
        assert (ranges.sentence if name != "adopt" else "góp ý chưa xử lý") in page
    listed = officer.get(url("findings", plan)).content.decode()
    assert (
        "345 678" not in listed
        and f'data-from="{ranges.spots[0].start}"' in listed
        and "Lấy năm cuối là 2025" in listed
    )
    actions.adopt(plan=plan, by=world.district_head, at=NOW)
    assert ranges.sentence in officer.get(url("plan", plan)).content.decode()
    assert "Lấy năm cuối là 2025" not in officer.get(url("findings", plan)).content.decode()


def test_only_the_unit_sees_what_its_critic_says(plan: Plan, world: World, signed_in: SignIn) -> None:
    actions.adopt(plan=plan, by=world.district_head, at=NOW)
    school = signed_in(world.school_officer)
    assert "khoảng năm khác nhau" not in school.get(url("plan", plan)).content.decode()
    assert school.get(url("findings", plan)).status_code == 404


def test_a_finding_is_set_aside_and_brought_back(plan: Plan, officer: Client, world: World) -> None:
    ranges = finding(plan)
    sent = {"mark": ranges.mark, "reason": "  Đã hỏi tỉnh:  giữ nguyên. "}
    page = officer.post(url("dismiss", plan), sent, follow=True).content.decode()
    assert "Đã hỏi tỉnh: giữ nguyên." in page and world.district_officer.full_name in page
    row = Dismissal.objects.get()
    assert (row.kind, row.mark, row.dismissed_by) == ("ranges", ranges.mark, world.district_officer)
    officer.post(url("dismiss", plan), sent)
    assert Dismissal.objects.count() == 1
    assert [pair[1].reason for pair in said(plan).aside] == ["Đã hỏi tỉnh: giữ nguyên."]
    for _ in range(2):
        officer.post(url("bring_back", plan), {"dismissal": row.pk})
    row.refresh_from_db()
    assert (row.undone_at, row.undone_by) != (None, None) and finding(plan).mark == ranges.mark
    assert verbs(plan)[-2:] == ["plan.dismiss_finding", "plan.restore_finding"]
    again = actions.dismiss_finding(plan=plan, finding=ranges, reason="Vẫn thế", by=world.district_officer, at=NOW)
    assert again.pk != row.pk


def test_it_comes_back_once_its_place_has_changed(plan: Plan, world: World) -> None:
    chosen = finding(plan)
    actions.dismiss_finding(plan=plan, finding=chosen, reason="Biết rồi", by=world.district_officer, at=NOW)
    assert all(row.kind is not FindingKind.RANGES for row in said(plan).open)
    last = Clause.objects.filter(plan=plan, kind=ClauseKind.STAGE).latest("order")
    Clause.objects.filter(pk=last.pk).update(facts=last.facts | {"end_year": 2027})
    assert "2027" in finding(plan).sentence


@pytest.mark.parametrize(("reason", "says"), [("   ", "ghi lý do"), ("x" * 301, "300")])
def test_a_reason_is_needed_and_what_was_typed_stays(plan: Plan, officer: Client, reason: str, says: str) -> None:
    answer = officer.post(url("dismiss", plan), {"mark": finding(plan).mark, "reason": reason})
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page and reason in page and not Dismissal.objects.exists()


def test_a_reason_typed_when_the_session_ended_is_kept(plan: Plan, officer: Client, world: World) -> None:
    session = officer.session
    mark = finding(plan).mark
    body = f"mark={mark}&reason=Ghi+d%E1%BB%9F"
    session["kept_form"] = {"path": url("dismiss", plan), "owner": world.district_officer.pk, "body": body}
    session.save()
    assert "Ghi dở" in officer.get(url("findings", plan)).content.decode()
    assert owner_mark(world.district_officer.pk)


def test_what_is_gone_is_said_to_be_gone(plan: Plan, officer: Client) -> None:
    posts = [
        ("dismiss", {"mark": "0" * 16, "reason": "x"}),
        ("mend", {"mark": "0" * 16, "change": "0"}),
        ("mend", {"mark": finding(plan).mark, "change": "99"}),
        ("mend", {"mark": finding(plan).mark, "change": "²"}),
        ("bring_back", {"dismissal": "12345"}),
        ("bring_back", {"dismissal": "9" * 30}),
        ("bring_back", {}),
    ]
    for name, sent in posts:
        assert "không còn nữa" in officer.post(url(name, plan), sent, follow=True).content.decode()


def test_a_change_is_taken_with_one_click(plan: Plan, officer: Client) -> None:
    sent = {"mark": finding(plan).mark, "change": "0"}
    page = officer.post(url("mend", plan), sent, follow=True).content.decode()
    assert "Lấy năm cuối là 2025" in page
    last = Clause.objects.filter(plan=plan, kind=ClauseKind.STAGE).latest("order")
    assert (last.facts["end_year"], last.basis) == (2025, Basis.TYPED)
    assert verbs(plan)[-1] == "clause.revise" and all(row.kind is not FindingKind.RANGES for row in said(plan).open)


def test_a_change_comes_too_late(plan: Plan, officer: Client, world: World) -> None:
    sent = {"mark": finding(plan).mark, "change": "0"}
    actions.adopt(plan=plan, by=world.district_head, at=NOW)
    assert "không sửa được nữa" in officer.post(url("mend", plan), sent, follow=True).content.decode()


def test_every_deed_goes_through_its_action(plan: Plan, world: World) -> None:
    clause = Clause.objects.filter(plan=plan, kind=ClauseKind.TARGET).earliest("order")
    who = {"by": world.district_officer, "at": NOW}
    new = Change(deed=Deed.ADD, label="", kind=ClauseKind.RECIPIENT, text="Hội Nông dân")
    assert actions.take_change(plan=plan, change=new, seen="", **who).text == "Hội Nông dân"
    out = Change(deed=Deed.TAKE_OUT, label="", clause=clause.pk)
    assert actions.take_change(plan=plan, change=out, seen="", **who) == clause
    clause.refresh_from_db()
    assert clause.removed_at == NOW
    with pytest.raises(actions.NothingToChange):
        actions.take_change(plan=plan, change=out, seen="", **who)
    other = Clause.objects.filter(plan=plan, kind=ClauseKind.STAGE).earliest("order")
    with pytest.raises(actions.ChangedMeanwhile):
        change = Change(deed=Deed.REVISE, label="", clause=other.pk, text="Khác")
        actions.take_change(plan=plan, change=change, seen="cũ", **who)


def test_the_slip_holds_what_is_open_and_what_was_set_aside(plan: Plan, officer: Client, world: World) -> None:
    ranges = finding(plan)
    actions.dismiss_finding(plan=plan, finding=ranges, reason="Tỉnh đã trả lời", by=world.district_officer, at=NOW)
    made = docx.Document(io.BytesIO(officer.get(url("slip_docx", plan)).content))
    words = "\n".join(line.text for line in made.paragraphs)
    cells = "\n".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)
    assert "PHIẾU GÓP Ý" in words and "Tỉnh đã trả lời" in words and "Số:" not in cells
    assert finding(plan, FindingKind.PERSONAL).mend in cells and "345 678" not in words + cells
    assert officer.get(url("slip_pdf", plan)).content.startswith(b"%PDF")


def test_the_slip_of_a_plan_without_findings_says_so(world: World, officer: Client) -> None:
    plan = district_plan(world)
    for row in said(plan).open:
        actions.dismiss_finding(plan=plan, finding=row, reason="Đã xem", by=world.district_officer, at=NOW)
    made = docx.Document(io.BytesIO(officer.get(url("slip_docx", plan)).content))
    assert any("chưa thấy điểm nào" in line.text for line in made.paragraphs)
    assert "Không còn góp ý nào" in officer.get(url("findings", plan)).content.decode()


def test_another_plan_and_the_superior_are_asked_in_the_same_number_of_questions(plan: Plan, world: World) -> None:
    def count() -> int:
        row = queries.plan_of(plan.pk)
        assert row is not None
        with CaptureQueriesContext(connection) as asked:
            queries.judged(row, queries.clauses_of(row), TODAY)
        return len(asked)

    before = count()
    other = draft(world.district, world.district_officer, TEXT.replace("05/01/2021", "05/02/2021"))
    draft(world.school, world.school_officer, TEXT.replace("05/01/2021", "05/03/2021"))
    Clause.objects.filter(plan=other).exclude(facts__number="08/KH-LĐLĐ").update(facts={})
    assert count() == before
    clash = [row for row in said(plan).open if row.kind is FindingKind.TWO_DATES]
    assert [str(other) in row.sentence for row in clash] == [True]
    Plan.objects.filter(pk=plan.pk).update(superior_plan=district_plan(world))
    assert any(row.kind is FindingKind.WEAKER for row in said(plan).open)
    assert count() == before + 1


def test_set_aside_twice_is_once(plan: Plan, world: World) -> None:
    chosen = finding(plan)
    first, again = (
        actions.dismiss_finding(plan=plan, finding=chosen, reason=why, by=world.district_officer, at=NOW)
        for why in ("Đã hỏi tỉnh", "Vẫn thế")
    )
    assert (first.pk, again.reason) == (again.pk, "Đã hỏi tỉnh")
