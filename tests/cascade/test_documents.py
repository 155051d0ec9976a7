"""What a lower plan prints is read back as the same plan; a plan goes down four levels."""

from datetime import date
from io import BytesIO
from itertools import pairwise

from docx import Document as Word

from namkhong.cascade import actions
from namkhong.cascade.drafting import plan_document
from namkhong.cascade.queries.drafting import document_of_plan, own_of
from namkhong.papers.content import from_json
from namkhong.papers.docx import docx_file
from namkhong.papers.rules import check
from namkhong.people.actions import appoint
from namkhong.people.models import Person
from namkhong.people.states import PostKind
from namkhong.plans.actions import adopt
from namkhong.plans.apart import read_file_apart
from namkhong.plans.models import Plan
from namkhong.plans.queries import clauses_of, draft_of
from namkhong.plans.rules import clauses_of_reading
from namkhong.plans.rules.days import is_later
from namkhong.plans.states import ClauseKind
from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.cascade.conftest import Stage
from tests.plans.given import PLAN, district_plan, draft
from tests.world import NOW, SINCE, TODAY, World


def facts_of(kind: ClauseKind, plan: Plan, *names: str) -> list[tuple[object, ...]]:
    """Chosen facts of the clauses of a kind, sorted."""
    rows = [clause for clause in clauses_of(plan) if clause.kind == kind]
    return sorted(tuple(row.facts.get(name) for name in names) for row in rows)


def test_the_word_file_is_read_back_as_the_same_plan(stage: Stage, world: World) -> None:
    plan = stage.drafted(world.school, world.school_officer)
    content = plan_document(plan, TODAY)
    assert not [finding for finding in check(content) if finding.blocking]
    result = read_file_apart(docx_file(content), "ke-hoach.docx")
    read = clauses_of_reading(result)
    for kind, names in (
        (ClauseKind.DEADLINE, ("day", "month", "recurrence", "bound", "kind")),
        (ClauseKind.TARGET, ("direction", "low", "high", "unit", "period", "stage")),
        (ClauseKind.STAGE, ("start_year", "end_year", "open_ended")),
    ):
        found = sorted(tuple(row.facts.get(name) for name in names) for row in read if row.kind == kind)
        assert found == facts_of(kind, plan, *names), kind
    bases = [row.facts["number"] for row in read if row.kind == ClauseKind.LEGAL_BASIS]
    assert "15/KH-LĐLĐ" in bases and result["genre"] == "ke_hoach"


def test_the_document_has_the_form_of_the_state(stage: Stage, world: World) -> None:
    plan = stage.issued(world.school, world.school_head)
    document = document_of_plan(plan)
    assert document is not None
    content = from_json(document.content)
    assert content.issuer == world.school.name and content.superior == world.district.name
    assert content.legal_bases[0].startswith("Thực hiện Kế hoạch số 15/KH-LĐLĐ ngày 12 tháng 02 năm 2021 của Liên đoàn")
    assert content.recipients[0] == f"{world.district.name} (để báo cáo)"
    assert content.signature is not None and content.signature.name == "Bùi Hữu Phước"
    words = "\n".join(paragraph.text for paragraph in Word(BytesIO(docx_file(content))).paragraphs)
    assert "Bộ phận phụ trách: Tổ Văn phòng" in words


def test_a_library_plan_with_laws_people_and_groups_prints_whole(world: World) -> None:
    """Groups, sub-items, laws and awards of a definition find their places."""
    plan = district_plan(world, "truc_ninh")
    actions.send(plan=plan, units=[world.school.pk], due_on=None, note_text="", by=None, at=NOW)
    stage = Stage(world, plan)
    lower = stage.drafted(world.school, world.school_officer)
    content = plan_document(lower, TODAY)
    heads = [block.text for block in content.body if block.block == "heading"]
    assert {"Mục đích, yêu cầu", "Tổ chức thực hiện", "Giai đoạn, chỉ tiêu"} <= set(heads)
    assert not [finding for finding in check(content) if finding.blocking]


TEAM = "Tổ công đoàn số Một"


def test_four_levels_each_earlier_than_the_one_above(world: World) -> None:
    """Federation, district, school, and a team below the school: every day lies before the superior's."""
    team = make_unit(name=TEAM, kind=UnitKind.GRASSROOTS_UNION, notation="TCĐ", place="Sông Lam", founded_on=SINCE)
    Unit.objects.bulk_create([team])
    place_many(
        placements=[Placement(unit=team, line=Line.UNION, parent=world.school, valid_from=SINCE)], line=Line.UNION
    )
    leader = Person.objects.get(pk=world.school_officer.pk)
    appoint(person=leader, unit=team, kind=PostKind.HEAD, since=SINCE, by=None, at=NOW, title="Tổ trưởng")
    text = PLAN.replace("LIÊN ĐOÀN LAO ĐỘNG HUYỆN HÒA AN\n", "").replace(
        "Liên đoàn Lao động huyện", "Liên đoàn Lao động tỉnh Sông Lam"
    )
    plan = draft(world.federation, world.federation_head, text)
    adopt(plan=plan, by=world.federation_head, at=NOW)
    plan.refresh_from_db()
    days = [_report_days(plan)]
    for unit, by in (
        (world.district, world.district_head),
        (world.school, world.school_head),
        (team, leader),
    ):
        actions.send(plan=plan, units=[unit.pk], due_on=None, note_text="", by=by, at=NOW)
        row = Stage(world, plan).copy(unit)
        own = own_of(unit, row.plan.unit.name, Line.UNION, TODAY, lead="Các đơn vị trực thuộc")
        lower = actions.begin(delivery=row, own=own, by=by, at=NOW)
        actions.write_document(plan=lower, by=by, at=NOW)
        actions.issue(plan=lower, on=TODAY, by=by, at=NOW)
        lower.refresh_from_db()
        assert lower.superior_plan == plan
        days.append(_report_days(lower))
        plan = lower
    assert len(days) == 4
    for above, below in pairwise(days):
        assert below and min(below) < min(above), days
    for clause in clauses_of(plan):
        for upper in clauses_of(plan.superior_plan or plan):
            if clause.text == upper.text:
                assert not is_later(draft_of(clause).facts, draft_of(upper).facts)


def _report_days(plan: Plan) -> list[date]:
    rows = [clause for clause in clauses_of(plan) if clause.kind == ClauseKind.DEADLINE and clause.facts.get("day")]
    return sorted(date(2001, row.facts["month"], row.facts["day"]) for row in rows)
