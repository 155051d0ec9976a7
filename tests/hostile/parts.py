"""The parts of the scene, room by room."""

from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

from namkhong.campaigns.actions import define
from namkhong.campaigns.models import Campaign, Duty, Ownership
from namkhong.cascade.actions import begin as begin_lower
from namkhong.cascade.actions import send
from namkhong.cascade.models import Delivery
from namkhong.cascade.rules import Own
from namkhong.criteria.actions import begin as begin_set
from namkhong.criteria.actions import issue as issue_set
from namkhong.feedback.actions import (
    InstrumentDraft,
    SampleDraft,
    appeal_aside,
    begin_pile,
    draft_instrument,
    draw_sample,
    key_in,
    make_codes,
    start_kiosk,
)
from namkhong.feedback.actions.publishing import publish_month
from namkhong.feedback.models import PileSheet
from namkhong.feedback.rules.codes import CodeName
from namkhong.journal.actions import begin_progress
from namkhong.papers.actions import store_file
from namkhong.people.models import Employment, Person
from namkhong.plans.models import Clause, Correction
from namkhong.plans.states import ClauseKind
from namkhong.pledges.actions import RoundDraft, open_round
from namkhong.pledges.actions import prepare as prepare_round
from namkhong.pledges.actions import sign as sign_pledge
from namkhong.pledges.actions.answering import add_question
from namkhong.pledges.actions.paper import begin_paper
from namkhong.pledges.models import Pledge
from namkhong.pledges.rules.suggestions import FIVE_NO
from namkhong.pledges.states import Way
from namkhong.redress.actions import Explanation, explain
from namkhong.redress.models import InspectionFlag
from namkhong.registrations.actions import Place, Text, Wish, draw_up, send_list, write
from namkhong.registrations.models import CovenantParty
from namkhong.reports.actions import begin, save, submit
from namkhong.reports.actions.filling import SheetDraft
from namkhong.reports.models import Return
from namkhong.rosters.actions import check, match_columns, take_in
from namkhong.rosters.models import Roster
from namkhong.rosters.states import RosterKind
from namkhong.units.actions import ResultDraft, add_change, draft_reorganisation
from namkhong.units.models import Unit
from namkhong.units.states import Line, UnitKind
from tests.campaigns.stage import REPORT, adopted_plan
from tests.criteria.sets import SMALL
from tests.feedback.given import group_at, point_at, quick
from tests.redress.given import owed, raised
from tests.reports.conftest import FIGURES, TEXTS
from tests.rosters.books import STAFF_HEAD, book
from tests.world import NOW, SINCE, TODAY, World

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32 + b"IEND\xaeB`\x82"


def asking(world: World) -> dict[str, Any]:
    """The school asks people at three points, and has printed codes for one; a month was published."""
    slips, counter, poster = (point_at(world.school, kind, desk="Quầy kín") for kind in ("slips", "counter", "poster"))
    codes = make_codes(point=slips, size=3, valid_to=TODAY, by=world.school_officer, at=NOW)
    aside, appealed = (group_at(counter, sentence="Vì sao kín.") for _ in range(2))
    appeal_aside(group=appealed, words="Hôm đó trả kết quả kín.", by=world.school_officer, at=NOW)
    own = InstrumentDraft("other", "Bộ câu hỏi kín", slips.instrument.definition)
    drafted = draft_instrument(unit=world.district, draft=own, of=None, by=world.district_officer, at=NOW)
    edition = publish_month(month=202610, line=Line.UNION, by=None, at=NOW)
    return {
        "slips_point": slips,
        "counter_point": counter,
        "poster_point": poster,
        "codes": codes,
        "edition": edition,
        "aside": aside,
        "appealed": appealed,
        "drafted_instrument": drafted,
    }


def redressing(world: World) -> dict[str, Any]:
    """People have complained about the school and the clinic; both had a low month, the clinic three and explained."""
    words = "Chuyện kín về cách tiếp đón"
    concern, theirs = (raised(unit, "0912345678", words) for unit in (world.school, world.clinic))
    remedy = owed(world.school)
    sent_remedy = [owed(world.clinic, month) for month in (202608, 202609, 202610)][-1]
    explanation = Explanation("Nguyên nhân kín đáo", "Biện pháp kín đáo", TODAY)
    explain(remedy=sent_remedy, explanation=explanation, by=world.clinic_officer, at=NOW)
    return {
        "concern": concern,
        "sister_concern": theirs,
        "remedy": remedy,
        "sent_remedy": sent_remedy,
        "flag": InspectionFlag.objects.get(),
    }


def asking_in_other_ways(world: World) -> dict[str, Any]:
    """A tablet, invitations and a pile of paper at the school, and a sample that the district has drawn there."""
    kiosk, invitation, paper = (
        point_at(world.school, kind, desk="Quầy kín") for kind in ("kiosk", "invitation", "paper")
    )
    codes = make_codes(point=paper, size=2, valid_to=TODAY, by=world.school_officer, at=NOW)
    pile = begin_pile(point=paper, by=world.school_officer, at=NOW)
    key_in(pile=pile, code=CodeName(codes.pk, 1), score=1, words="Lời kín", by=world.school_officer, at=NOW)
    drawn = {"instrument": quick(), "drawn_by": world.district, "by": world.district_officer, "at": NOW}
    draft = SampleDraft("Bưu điện kín", 40, Decimal(5), TODAY)
    return {
        "kiosk_point": kiosk,
        "invitation_point": invitation,
        "paper_point": paper,
        "kiosk": start_kiosk(point=kiosk, by=world.school_officer, at=NOW),
        "pile": pile,
        "pile_sheet": PileSheet.objects.get(),
        "draw": draw_sample(unit=world.school, draft=draft, **drawn),
    }


def with_criteria(world: World) -> dict[str, Any]:
    """The district has issued a set of criteria and is writing another."""
    by = world.district_officer
    rows = [begin_set(unit=world.district, definition=SMALL, by=by, at=NOW) for _ in range(2)]
    issue_set(row=rows[1], revision=1, by=by, at=NOW)
    return {"criteria_draft": rows[0], "criteria_set": rows[1]}


def registering(world: World, campaign: Campaign) -> dict[str, Any]:
    """The school is writing its registrations, the clinic has sent its list, a covenant is being signed."""
    mine = Place(campaign, world.school, 2026)
    Employment.objects.create(person=world.nobody, unit=world.school, position="Giáo viên", valid_from=SINCE)
    Employment.objects.create(person=world.school_officer, unit=world.school, valid_from=SINCE)
    wish = Wish("Lao động tiên tiến", "Nội dung phấn đấu kín")
    own = write(place=mine, person=None, wish=wish, by=world.school_officer, at=NOW)
    of_nobody = write(place=mine, person=world.nobody, wish=wish, by=world.school_officer, at=NOW)
    theirs = Place(campaign, world.clinic, 2026)
    write(place=theirs, person=None, wish=wish, by=world.clinic_officer, at=NOW)
    send_list(place=theirs, by=world.clinic_officer, at=NOW)
    text = Text("Khối thi đua kín", [world.school, world.clinic, world.office], ["Giữ lời hứa kín"])
    drawn = {"campaign": campaign, "unit": world.district, "year": 2026, "text": text}
    covenant = draw_up(**drawn, by=world.district_officer, at=NOW)
    party = CovenantParty.objects.get(covenant=covenant, unit=world.school)
    return {"registration": own, "of_nobody": of_nobody, "covenant": covenant, "party": party}


def correction_of(clause: Clause, by: Person) -> Correction:
    """Somebody confirmed the item."""
    changes = [{"clause": clause.pk, "before": {}, "after": {}}]
    return Correction.objects.create(plan=clause.plan, deed="confirm", label="kín", changes=changes, at=NOW, by=by)


def cascading(world: World) -> dict[str, Any]:
    """A plan of the district sent to its units; the school and the clinic are drafting their own."""
    plan = adopted_plan(world.district, world.district_officer)
    kind = ClauseKind.TASK_GROUP
    upper = Clause.objects.create(plan=plan, kind=kind, order=0, text="Chủ động phòng ngừa kín", facts={})
    units = [unit.pk for unit in world.grassroots]
    send(plan=plan, units=units, due_on=TODAY, note_text="Lời nhắn kín", by=world.district_head, at=NOW)
    copies = {row.unit_id: row for row in Delivery.objects.filter(plan=plan).select_related("plan__unit", "unit")}
    own = Own(unit="Đơn vị", superior="Cấp trên", margin=5)
    mine, theirs = (copies[unit.pk] for unit in (world.school, world.clinic))
    return {
        "sent_plan": plan,
        "delivery": mine,
        "delivery2": copies[world.office.pk],
        "lower_draft": begin_lower(delivery=mine, own=own, by=world.school_officer, at=NOW),
        "sister_draft": begin_lower(delivery=theirs, own=own, by=world.clinic_officer, at=NOW),
        "upper_clause": upper,
    }


def pledging(world: World, campaign: Campaign) -> dict[str, Any]:
    """An open round of pledges with a question, and a scan that the school has handed in."""
    by = world.district_officer
    draft = RoundDraft(title="Đợt ký kín", opens_on=TODAY)
    round = prepare_round(campaign=campaign, year=2026, draft=draft, lines=FIVE_NO, by=by, at=NOW)
    open_round(round=round, by=by, at=NOW)
    asked = {"words": "Câu hỏi kín?", "options": ["Một", "Hai"], "right": 0, "why": "Vì thế."}
    scan = [("quet-kin.png", BytesIO(PNG))]
    teacher = world.school_head
    Employment.objects.create(person=teacher, unit=world.school, valid_from=SINCE)
    signed = sign_pledge(round=round, person=teacher, way=Way.ACCOUNT, by=teacher, at=NOW)
    return {
        "signed": Pledge.objects.get(pk=signed.pledge),
        "round": round,
        "question": add_question(campaign=campaign, **asked, by=by, at=NOW),
        "paper": begin_paper(round=round, unit=world.school, uploads=scan, by=world.school_officer, at=NOW),
    }


def checked_roster(world: World) -> Roster:
    """A list of the district's staff with a mistake, so that it has a marked copy, and a bar."""
    by = world.district_officer.pk
    rows = BytesIO(book([STAFF_HEAD, ["NS1", "Nguyễn Thị Lan", "Trường lạ"]]))
    roster = take_in(kept_by=world.district, kind=RosterKind.STAFF, name="Danh sách kín.xlsx", data=rows, by=by, at=NOW)
    match_columns(roster=roster, columns=roster.columns, mend_capitals=False, by=by, at=NOW)
    check(roster=roster, by=by, at=NOW)
    roster.progress_id = begin_progress(label="Đang kiểm tra", by=by, total=1, at=NOW, next_url="/").pk
    roster.save(update_fields=["progress_id"])
    return roster


def reorganising(world: World) -> dict[str, Any]:
    """The district is about to merge two of its units, and has been handed back a table with errors."""
    row = draft_reorganisation(
        unit=world.district, title="Sắp xếp kín", number="1", decided_on=TODAY, effective_on=TODAY, by=None, at=NOW
    )
    made = ResultDraft(name="Đơn vị mới kín", kind=UnitKind.SCHOOL)
    sources = [world.school, world.clinic]
    change = add_change(reorganisation=row, kind="merge", sources=sources, results=[made], by=None, at=NOW)
    parts = [ResultDraft(name=name, kind=UnitKind.GRASSROOTS_UNION) for name in ("Phần một kín", "Phần hai kín")]
    division = add_change(reorganisation=row, kind="split", sources=[world.office], results=parts, by=None, at=NOW)
    data = BytesIO(PNG + b"1\0IEND\xaeB`\x82")
    returned = store_file(unit=world.district.pk, name="Bảng có cột lỗi – 1.png", data=data, by=None, at=NOW)
    return {"reorganisation": row, "change": change, "division": division, "returned": returned}


def prepared_campaign(world: World) -> Campaign:
    """A second campaign of the district, not launched yet."""
    plan = adopted_plan(world.district, world.district_officer)
    campaign = Campaign.objects.create(plan=plan, unit=world.district, line=Line.UNION, name="Đang chuẩn bị kín")
    Ownership.objects.create(campaign=campaign, unit=world.district, valid_from=SINCE)
    define(campaign=campaign, draft=REPORT, by=None, at=NOW)
    return campaign


def stored(unit: Unit):
    """A small picture kept for a unit."""
    return store_file(unit=unit.pk, name="danh-sach-kin.png", data=BytesIO(PNG), by=None, at=NOW)


def filled(duty: Duty) -> Return:
    """A report with every figure."""
    duty = Duty.objects.with_due().select_related("unit", "to_unit", "definition", "campaign").get(pk=duty.pk)
    sheet = begin(duty=duty, on=TODAY, by=None, at=NOW)
    values = {key: Decimal(value) for key, value in FIGURES.items()}
    save(sheet=sheet, draft=SheetDraft(values=values, texts=TEXTS), version=1, by=None, at=NOW)
    sheet.refresh_from_db()
    return sheet


def sent(sheet: Return, by: Person) -> Return:
    """A report on its way."""
    return submit(sheet=sheet, submission=uuid4(), on=TODAY, by=by, at=NOW)
