"""The people of a divided unit: to which part each goes, by ticks and by Excel, carried out and taken back."""

import re
from collections.abc import Sequence
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from python_calamine import CalamineWorkbook

from namkhong.foundation.moves import MovedMeanwhile
from namkhong.people.actions import make_person
from namkhong.people.models import Employment, Person, Post
from namkhong.people.queries import head_of
from namkhong.reorganisations import actions, queries
from namkhong.reorganisations.models import Allotment
from namkhong.units.models import Change, ChangePart, Unit
from namkhong.units.states import PartRole, ReorganisationState
from tests.reorganisations.conftest import EFFECTIVE, Office
from tests.reorganisations.test_sheets import workbook
from tests.world import NOW, SINCE, World

HEAD = ("Mã dòng", "Họ và tên", "Chức danh", "Đơn vị nhận")
NAMES = ("Hà Thị An", "Lê Văn Bảy", "Trần Thị Chín", "Đỗ Văn Dần")
EAST, WEST = "Trạm Y tế Đông", "Trạm Y tế Tây"


class Division:
    """A unit with four people that is being divided, as the officer of the district sees it."""

    def __init__(self, office: Office, unit: Unit, *parts: str) -> None:
        self.office, self.unit = office, unit
        self.people = [make_person(name) for name in NAMES]
        Person.objects.bulk_create(self.people)
        Employment.objects.bulk_create(
            Employment(person=person, unit=unit, position="Điều dưỡng", valid_from=SINCE) for person in self.people
        )
        office.add("split", sources=[unit], **{f"name_{n}": name for n, name in enumerate(parts, start=1)})
        self.change = Change.objects.get()
        results = ChangePart.objects.filter(role=PartRole.RESULT).order_by("order")
        self.parts = {part.name or part.unit.name: part.pk for part in results}
        shares = {f"share_{part}": "50" for part in self.parts.values()}
        assert office.client.post(self.path[: -len("nguoi/")], shares).status_code == 302

    @property
    def path(self) -> str:
        """Where the list is."""
        return f"/sap-xep/thay-doi/{self.change.pk}/nguoi/"

    def page(self, query: str = "") -> str:
        """The words of the list."""
        answer = self.office.client.get(self.path + query)
        assert answer.status_code == 200
        return answer.content.decode()

    def send(self, people: Sequence[Person], part: str, query: str = "", **more: str) -> HttpResponse:
        """Tick people and send them to a part, by its name."""
        ticked = {"nguoi": [person.pk for person in people], "part": str(self.parts.get(part, part))}
        return self.office.client.post(self.path + query, ticked | more)

    def hand_in(self, *rows: Sequence[object], head: Sequence[str] = HEAD) -> HttpResponse:
        """Hand a filled list in."""
        file = SimpleUploadedFile("nguoi.xlsx", workbook(rows, head))
        return self.office.client.post(self.path + "bang/", {"file": file})

    def carry_out(self) -> None:
        """Decide what is still open, and press the button."""
        self.office.carry_out()
        assert self.office.row.state == ReorganisationState.CARRIED_OUT

    def at(self, name: str) -> set[str]:
        """Who works at a unit after the division."""
        rows = Employment.objects.on(EFFECTIVE).filter(unit__name=name)
        return set(rows.values_list("person__full_name", flat=True))


@pytest.fixture
def divided(office: Office, world: World) -> Division:
    """The clinic becomes two stations; most people go east."""
    division = Division(office, world.clinic, EAST, WEST)
    office.answer(people=str(division.parts[EAST]))
    return division


@pytest.fixture
def parted(office: Office, world: World) -> Division:
    """A station is parted off from the clinic, which goes on."""
    return Division(office, world.clinic, world.clinic.name, WEST)


def test_some_go_apart_and_come_back(divided: Division, world: World) -> None:
    an, bay, *_ = divided.people
    assert divided.send([an, bay, world.clinic_officer], WEST).status_code == 302
    page = divided.page()
    assert page.count("(chọn riêng)") == 3 and "trừ những người bạn chọn riêng" in page
    assert "5 người, 3 người chọn riêng" in divided.office.get("xem-truoc/")
    divided.carry_out()
    assert divided.at(EAST) == {"Trần Thị Chín", "Đỗ Văn Dần"} and divided.at(WEST) == {"Hà Thị An", "Lê Văn Bảy"}
    assert Post.objects.on(EFFECTIVE).get(person=world.clinic_officer).unit.name == WEST
    divided.office.undo()
    assert divided.office.row.state == ReorganisationState.UNDONE
    assert divided.at(world.clinic.name) == set(NAMES)
    assert Post.objects.on(EFFECTIVE).get(person=world.clinic_officer).unit == world.clinic
    divided.office.client.post(divided.office.path("soan-lai/"))
    assert Allotment.objects.count() == 3, "the draft keeps what was decided"


def test_back_to_the_rest(divided: Division) -> None:
    an, bay, *_ = divided.people
    divided.send([an, bay], WEST)
    assert divided.send([an], "chung").status_code == 302
    assert Allotment.objects.get().person == bay
    divided.office.answer(people=str(divided.parts[WEST]))
    divided.send([an], EAST)
    assert divided.send([an], WEST).status_code == 302, "the same as everybody, and meant so"
    assert Allotment.objects.count() == 2


def test_searching_filtering_and_all_that_were_found(divided: Division, world: World) -> None:
    assert "Hà Thị An" in divided.page("?tim=ha+thi") and "Lê Văn Bảy" not in divided.page("?tim=ha+thi")
    divided.send([], WEST, "?tim=thi", everybody="on")
    assert set(Allotment.objects.values_list("person__full_name", flat=True)) == {"Hà Thị An", "Trần Thị Chín"}
    west, east = (divided.page(f"?ve={divided.parts[name]}") for name in (WEST, EAST))
    assert "Hà Thị An" in west and "Lê Văn Bảy" not in west
    assert "Lê Văn Bảy" in east and "Hà Thị An" not in east
    assert "Lê Văn Bảy" in divided.page("?ve=0"), "a part of nobody shows everybody"


def test_before_the_rest_is_decided(office: Office, world: World) -> None:
    divided = Division(office, world.clinic, EAST, WEST)
    page = divided.page()
    assert "Chưa chọn đơn vị nhận những người còn lại" in page and "chưa chọn" in page
    assert "những người còn lại cùng về một đơn vị" in page and "Chưa chọn đơn vị nhận" in page
    divided.send(divided.people[:1], WEST)
    assert "Hà Thị An" not in divided.page(f"?ve={divided.parts[EAST]}")


def test_who_leaves_a_unit_that_goes_on(parted: Division, world: World) -> None:
    assert "Chọn những người chuyển đi" in parted.office.get("xem-truoc/")
    assert "ở lại, trừ những người bạn chọn chuyển đi" in parted.page()
    an, bay, *_ = parted.people
    Employment.objects.create(person=world.clinic_head, unit=world.clinic, valid_from=SINCE)
    assert "chuyển đi thì thôi nhiệm vụ này" in parted.page()
    parted.send([an, world.clinic_head, world.clinic_officer], WEST)
    parted.send([bay], world.clinic.name)
    parted.carry_out()
    assert parted.at(WEST) == {"Hà Thị An", "Đỗ Minh Đức"}
    assert parted.at(world.clinic.name) == {"Lê Văn Bảy", "Trần Thị Chín", "Đỗ Văn Dần"}
    assert head_of(world.clinic.pk, EFFECTIVE) is None
    assert Post.objects.on(EFFECTIVE).get(person=world.clinic_officer).unit.name == WEST
    parted.office.undo()
    assert head_of(world.clinic.pk, EFFECTIVE).person == world.clinic_head
    assert parted.at(world.clinic.name) == {*NAMES, "Đỗ Minh Đức"}


def test_what_the_page_refuses(divided: Division, world: World) -> None:
    an = divided.people[0]
    for people, part, said in (
        ([an], "", "Hãy chọn đơn vị nhận"),
        ([], WEST, "Chưa đánh dấu người nào"),
        ([an, world.stranger], WEST, "Có người vừa chọn không còn ở"),
    ):
        answer = divided.send(people, part)
        assert answer.status_code == 422 and said in answer.content.decode()
    assert not Allotment.objects.exists()
    with pytest.raises(actions.NoSuchPart):
        actions.allot(change=divided.change, people=[an.pk], part=0, by=None, at=NOW)
    divided.carry_out()
    assert divided.office.client.get(divided.path).status_code == 404
    with pytest.raises(MovedMeanwhile):
        actions.allot(change=divided.change, people=[an.pk], part=None, by=None, at=NOW)


def test_only_of_a_division(office: Office, world: World) -> None:
    office.add("dissolve", sources=[world.office])
    change = Change.objects.get()
    assert office.client.get(f"/sap-xep/thay-doi/{change.pk}/nguoi/").status_code == 404
    with pytest.raises(actions.NotDivided):
        actions.allot(change=change, people=[1], part=None, by=None, at=NOW)


def table(divided: Division) -> list[list[object]]:
    """The list as it is handed out."""
    answer = divided.office.client.get(divided.path[:-1] + ".xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert [row[0] for row in book.get_sheet_by_index(1).to_python()][1:3] == [EAST, WEST]
    return book.get_sheet_by_index(0).to_python()


def test_the_list_goes_out_and_comes_back(divided: Division, world: World) -> None:
    divided.send(divided.people[:1], WEST)
    head, *rows = table(divided)
    assert tuple(head) == HEAD and len(rows) == 5
    assert {row[1]: row[3] for row in rows if row[3]} == {"Hà Thị An": WEST}
    filled = [[*row[:3], {"Hà Thị An": "", "Lê Văn Bảy": "tram y te tay"}.get(row[1], row[3])] for row in rows]
    assert divided.hand_in(*filled).status_code == 302
    assert Allotment.objects.get().person.full_name == "Lê Văn Bảy"
    assert "2 người đổi đơn vị nhận" in divided.page()
    divided.hand_in(*filled)
    assert "0 người đổi đơn vị nhận" in divided.page()
    one = [row for row in filled if row[1] == "Đỗ Văn Dần"]
    assert divided.hand_in([*one[0][:3], EAST]).status_code == 302
    assert Allotment.objects.count() == 2, "who is not in the list stays as he was"


def test_errors_of_the_list_stand_beside_their_rows(divided: Division, world: World) -> None:
    an, bay, chin, _ = divided.people
    answer = divided.hand_in(
        (an.pk, "Hà Thị An", "", WEST),
        (bay.pk, "Lê Văn Tám", "", WEST),
        (chin.pk, "tran thi chin", "", "Trạm Bắc"),
        (world.stranger.pk, "Phan Văn Lực", "", WEST),
        ("không", "Ai đó", "", WEST),
        (an.pk, "Hà Thị An", "", EAST),
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and not Allotment.objects.exists()
    assert "Còn 5 chỗ phải sửa" in page
    assert f"Dòng 3: Mã dòng {bay.pk} là của Lê Văn Bảy, không phải “Lê Văn Tám”" in page
    assert (
        f"Dòng 4: Đơn vị nhận “Trạm Bắc” không có trong thay đổi này. Hãy ghi một trong các tên: {EAST}; {WEST}" in page
    )
    assert "Dòng 5: Không có người nào" in page and "Dòng 6: Không có người nào" in page
    assert "Dòng 7: Hà Thị An đã có ở dòng 2" in page
    link = re.search(rf'href="({divided.office.path("bang/")}\d+/)"', page)
    assert link and divided.office.client.get(link[1]).status_code == 200


def test_parts_whose_names_differ_by_accents_alone(office: Office, world: World) -> None:
    """Which of them is meant is never guessed; written as it is called, each part is found."""
    divided = Division(office, world.clinic, "Trạm Y tế Hòa", "Trạm Y tế Hoa")
    office.answer(people=str(divided.parts["Trạm Y tế Hòa"]))
    an, bay, chin, _ = divided.people
    answer = divided.hand_in((an.pk, "Hà Thị An", "", "tram y te hoa"))
    assert answer.status_code == 422 and not Allotment.objects.exists()
    assert "Dòng 2: Đơn vị nhận “tram y te hoa” không có trong thay đổi này" in answer.content.decode()
    sent = divided.hand_in(
        (an.pk, "Hà Thị An", "", "Trạm Y tế  Hòa"),
        (bay.pk, "Lê Văn Bảy", "", "trạm y tế hoa"),
        (chin.pk, "Trần Thị Chín", "", "Trạm Y tế Ho\u0300a"),
    )
    assert sent.status_code == 302
    found = dict(Allotment.objects.values_list("person__full_name", "part__name"))
    assert found == {
        "Hà Thị An": "Trạm Y tế Hòa",
        "Lê Văn Bảy": "Trạm Y tế Hoa",
        "Trần Thị Chín": "Trạm Y tế Hòa",
    }


def test_a_list_that_is_none(divided: Division) -> None:
    missing = divided.hand_in(("1", "An"), head=("Mã dòng", "Họ và tên"))
    assert missing.status_code == 422 and "Bảng thiếu cột “Đơn vị nhận”" in missing.content.decode()
    nothing = divided.office.client.post(divided.path + "bang/", {})
    assert nothing.status_code == 422
    assert "Cách ghi" in divided.office.client.get(divided.path + "bang/").content.decode()


def test_a_formula_in_the_list(divided: Division) -> None:
    file = workbook(
        [(divided.people[0].pk, "Hà Thị An", "", "")], HEAD, lambda _, sheet: sheet.write_formula(1, 3, "=1")
    )
    answer = divided.office.client.post(divided.path + "bang/", {"file": SimpleUploadedFile("nguoi.xlsx", file)})
    assert "Cột “Đơn vị nhận” là công thức" in answer.content.decode()


def test_only_named_with_the_people_of_that_day(divided: Division, world: World) -> None:
    """Who has left meanwhile, though he was allotted, goes nowhere; the list counts those who are there."""
    an = divided.people[0]
    divided.send([an], WEST)
    Employment.objects.filter(person=an).update(valid_to=SINCE)
    counts = queries.counts_of(queries.divided_in(divided.change), EFFECTIVE)
    assert counts == {divided.parts[EAST]: 4, divided.parts[WEST]: 0}
    divided.carry_out()
    assert divided.at(WEST) == set()
