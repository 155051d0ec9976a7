"""What a table or a list of criteria says besides the text has a field, and survives a correction."""

import pytest
from django.test import Client

from namkhong.plans import queries
from namkhong.plans.models import Clause, Plan
from namkhong.plans.rules import ClauseDraft, tell
from namkhong.plans.rules.drafts import work_facts
from namkhong.plans.states import ClauseKind
from tests.plans.given import bound, draft
from tests.plans.pages import sent, url
from tests.world import World


def test_who_helps_can_be_corrected() -> None:
    work = ClauseDraft(ClauseKind.DEADLINE, "Lập sổ theo dõi", work_facts(who="Phòng Nội vụ", with_whom="Phòng Y tế"))
    form = bound(work)
    assert form.is_valid() and form.facts(work.facts)["with_whom"] == "Phòng Y tế"
    form = bound(work, with_whom="Phòng Tài chính")
    assert form.is_valid()
    changed = ClauseDraft(work.kind, work.text, form.facts(work.facts))
    assert "Phối hợp: Phòng Tài chính" in tell(changed)


@pytest.mark.parametrize(
    ("typed", "kept", "told"), [("12,5", "12.5", ["12,5 điểm"]), ("", "", []), ("10", "10", ["10 điểm"])]
)
def test_points_can_be_corrected(typed: str, kept: str, told: list[str]) -> None:
    row = ClauseDraft(ClauseKind.CRITERION, "Niêm yết đủ thủ tục", {"group": "", "points": "20", "subs": ["Đủ"]})
    form = bound(row, points=typed)
    assert form.is_valid()
    facts = form.facts(row.facts)
    assert (facts["points"], facts["subs"]) == (kept, ["Đủ"])
    assert [line for line in tell(ClauseDraft(row.kind, row.text, facts)) if "điểm" in line] == told


def test_points_are_a_number() -> None:
    form = bound(ClauseDraft(ClauseKind.CRITERION, "Niêm yết", {"group": ""}), points="mười")
    assert not form.is_valid() and "points" in form.errors


def test_both_stand_on_their_pages(world: World, signed_in) -> None:
    plan: Plan = draft(world.district, world.district_officer)
    officer: Client = signed_in(world.district_officer)
    assert "Điểm tối đa" in officer.get(url("add", plan.pk, "criterion")).content.decode()
    row = Clause.objects.filter(plan=plan, kind="deadline").earliest("order")
    assert "Ai phối hợp" in officer.get(url("clause", row.pk)).content.decode()
    officer.post(url("clause", row.pk), sent(row, with_whom="Ban Tuyên giáo"))
    row.refresh_from_db()
    assert row.facts["with_whom"] == "Ban Tuyên giáo"
    assert "Phối hợp: Ban Tuyên giáo" in tell(queries.draft_of(row))
