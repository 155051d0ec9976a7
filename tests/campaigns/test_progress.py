"""The table of units: filters, search, counts that agree with the rules, reminding."""

from datetime import date, timedelta
from random import Random

from django.urls import reverse

from namkhong.campaigns import queries
from namkhong.campaigns.actions import Deed, assign_year, excuse, extend, fulfil
from namkhong.campaigns.drafting import Behind, reminder_text
from namkhong.campaigns.models import Duty
from namkhong.campaigns.rules import Standing
from namkhong.campaigns.states import DutyState
from namkhong.papers.models import Document
from namkhong.papers.queries import content_of
from namkhong.people.actions import make_person
from namkhong.people.models import Post
from namkhong.people.states import PostKind
from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.campaigns.stage import Stage, every_day
from tests.world import NOW, SINCE, TODAY, World


def address(stage: Stage, name: str = "progress") -> str:
    return reverse(f"campaigns:{name}", args=[stage.campaign.pk, 2026, stage.report.pk])


def more_units(world: World, count: int) -> list[Unit]:
    """Further units under the district, each with its officer."""
    units = [make_unit(name=f"Trường số {place}", kind=UnitKind.SCHOOL) for place in range(count)]
    Unit.objects.bulk_create(units)
    places = [Placement(unit=unit, line=Line.UNION, parent=world.district, valid_from=SINCE) for unit in units]
    place_many(placements=places, line=Line.UNION)
    for unit in units:
        person = make_person("Lê Văn Mới")
        person.save()
        Post.objects.create(person=person, unit=unit, kind=PostKind.GRASSROOTS_OFFICER, valid_from=SINCE)
    return units


def many_duties(stage: Stage, world: World, count: int) -> None:
    more_units(world, count)
    assign_year(campaign=stage.campaign, year=2026, tree_on=TODAY, is_working_day=every_day, by=None, at=NOW)


def test_filter_and_search_narrow_the_list(stage: Stage, world: World, signed_in) -> None:
    fulfil_report = stage.duty(stage.report, world.school)
    Duty.objects.filter(pk=fulfil_report.pk).update(state=DutyState.FULFILLED, fulfilled_on=date(2026, 11, 9))
    excuse(duty=stage.duty(stage.report, world.office), reason="Mới lập", by=None, at=NOW)
    browser = signed_in(world.district_officer)
    for query, names in (
        ({}, ["Công đoàn cơ sở cơ quan huyện", "Trung tâm Y tế huyện Hòa An", "Trường Tiểu học Đồng Tâm"]),
        ({"tinh-trang": "overdue"}, ["Trung tâm Y tế huyện Hòa An"]),
        ({"tinh-trang": "on_time"}, ["Trường Tiểu học Đồng Tâm"]),
        ({"tinh-trang": "not_obliged"}, ["Công đoàn cơ sở cơ quan huyện"]),
        ({"tinh-trang": "late"}, []),
        ({"tinh-trang": "nonsense", "tim": "trung tam"}, ["Trung tâm Y tế huyện Hòa An"]),
    ):
        page = browser.get(address(stage), query)
        assert [row.view.duty.unit.name for row in page.context["rows"]] == names, query


def test_database_and_rule_agree_on_every_standing(stage: Stage, world: World) -> None:
    chance = Random(5)
    many_duties(stage, world, 40)
    for duty in Duty.objects.filter(definition=stage.report).order_by("pk"):
        state = chance.choice(list(DutyState))
        due = chance.choice([None, TODAY + timedelta(days=chance.randint(-20, 20))])
        done = TODAY + timedelta(days=chance.randint(-30, 0)) if state == DutyState.FULFILLED else None
        Duty.objects.filter(pk=duty.pk).update(state=state, due_on=due, fulfilled_on=done, reason="Có lý do")
        if due and chance.random() < 0.4:
            duty.extensions.create(due_on=due + timedelta(days=chance.randint(1, 15)), reason="Chờ", granted_at=NOW)
    rows = queries.progress_rows(stage.report.pk, 2026, world.district_officer.pk, TODAY)
    told = [queries.duty_view(row, TODAY).standing for row in rows]
    counts = queries.standing_counts(rows, TODAY)
    assert counts == {which: told.count(which) for which in Standing}
    assert sum(counts.values()) == 43
    for which in Standing:
        assert {queries.duty_view(row, TODAY).standing for row in queries.with_standing(rows, which, TODAY)} <= {which}
    share = next(
        s for s in queries.shares_by_definition(stage.campaign.pk, 2026, TODAY) if s.definition == stage.report
    )
    done = counts[Standing.ON_TIME] + counts[Standing.EXTENDED] + counts[Standing.LATE]
    assert (share.done, share.overdue, share.excused) == (done, counts[Standing.OVERDUE], counts[Standing.NOT_OBLIGED])
    assert share.late == counts[Standing.EXTENDED] + counts[Standing.LATE]
    assert queries.shares_by_year(stage.report, TODAY) == [share]
    seen = queries.overview(world.federation_officer.pk, TODAY)[0]
    assert next(s for s in seen.shares if s.definition == stage.report) == share


def test_pages_cost_as_many_queries_for_many_units_as_for_few(stage, world, signed_in, same_queries) -> None:
    browser = signed_in(world.district_officer)
    pages = [address(stage), address(stage, "remind"), reverse("campaigns:campaign", args=[stage.campaign.pk]), "/"]

    def ask() -> None:
        for page in pages:
            assert browser.get(page).status_code == 200

    same_queries(ask, lambda: many_duties(stage, world, 20))


def test_auditor_sees_no_links_that_change(stage: Stage, world: World, signed_in) -> None:
    assert "Gia hạn" not in signed_in(world.auditor).get(address(stage)).content.decode()
    assert "Gia hạn" in signed_in(world.district_officer).get(address(stage)).content.decode()


def test_reminder_names_who_is_late_and_who_is_due() -> None:
    behind = [Behind("Trường A", date(2026, 11, 9)), Behind("Trường B", date(2026, 11, 30)), Behind("Trường C", None)]
    words = reminder_text("Năm không", "Báo cáo", 2026, behind, "LĐLĐ huyện", TODAY)
    assert "quá hạn, 1 đơn vị:\n1. Trường A (hạn 09/11/2026)" in words
    assert "Sắp đến hạn, 1 đơn vị:\n1. Trường B" in words and words.endswith("LĐLĐ huyện")
    many = reminder_text("Năm không", "Báo cáo", 2026, [behind[0]] * 45, "", TODAY)
    assert "… và 5 đơn vị nữa" in many


def test_letter_is_drafted_with_the_units_in_a_table(stage: Stage, world: World, signed_in) -> None:
    Duty.objects.filter(definition=stage.pledge).update(due_on=date(2026, 11, 9))
    extend(duty=stage.duty(stage.pledge, world.office), due_on=date(2026, 11, 25), reason="Chờ", by=None, at=NOW)
    where = reverse("campaigns:remind", args=[stage.campaign.pk, 2026, stage.pledge.pk])
    answer = signed_in(world.district_officer).post(where)
    document = Document.objects.get()
    assert answer["Location"] == reverse("papers:document", args=[document.pk])
    content = content_of(document)
    rows = [row.cells for block in content.body if block.block == "table" for row in block.rows]
    assert [(cells[1], cells[3]) for cells in rows] == [
        ("Công đoàn cơ sở cơ quan huyện", "Còn 3 ngày"),
        ("Trung tâm Y tế huyện Hòa An", "Quá hạn 13 ngày"),
        ("Trường Tiểu học Đồng Tâm", "Quá hạn 13 ngày"),
    ]
    assert content.signature is not None and content.signature.name == world.district_head.full_name
    assert content.superior == world.federation.name


def test_reports_are_reminded_where_it_is_known_who_sent_one(stage: Stage, world: World, signed_in) -> None:
    browser = signed_in(world.district_officer)
    page = browser.get(address(stage, "remind"))
    assert reverse("reports:urge", args=[stage.campaign.pk, "2026", world.district.pk]) in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert browser.post(address(stage, "remind")).status_code == 404


def test_nobody_is_reminded_when_all_is_done(stage: Stage, world: World, signed_in) -> None:
    for unit in world.grassroots:
        duty = stage.duty(stage.pledge, unit)
        fulfil(duty=duty, deed=Deed(TODAY), by=None, at=NOW)
    where = reverse("campaigns:remind", args=[stage.campaign.pk, 2026, stage.pledge.pk])
    browser = signed_in(world.district_officer)
    assert "Không còn đơn vị nào phải nhắc" in browser.get(where).content.decode()
    assert browser.post(where).status_code == 404
