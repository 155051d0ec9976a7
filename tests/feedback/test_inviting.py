"""Invitations after the result was returned: a list in, links for those drawn out, nothing kept, no second draw."""

from datetime import timedelta
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from namkhong.feedback.actions import Closed, close_point, invite
from namkhong.feedback.models import Ballot, CodeBatch, Draw, Point
from namkhong.feedback.rules.drawing import drawn
from namkhong.feedback.sheets import reading
from namkhong.feedback.states import PointKind
from namkhong.journal.models import Event
from tests.feedback.conftest import Visitor
from tests.feedback.given import point_at
from tests.feedback.test_public_page import hidden
from tests.world import NOW, TODAY, World

UNTIL = TODAY + timedelta(days=30)
HEAD = ["TT", "Mã hồ sơ", "Họ và tên", "Email"]


def book(*rows: list[object], head: list[str] = HEAD) -> bytes:
    """A workbook as the one-stop software exports it."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as made:
        sheet = made.add_worksheet()
        for line, row in enumerate([["DANH SÁCH HỒ SƠ ĐÃ TRẢ"], [], head, *rows]):
            for place, value in enumerate(row):
                if isinstance(value, str) and value.startswith("=formula "):
                    sheet.write_formula(line, place, value.removeprefix("=formula "), value="7")
                else:
                    sheet.write(line, place, value)
    return out.getvalue()


def results(count: int) -> bytes:
    return book(*([n, f"HS-{n:04}", f"Người Thứ {n}", f"a{n}@vd.vn" if n % 2 else ""] for n in range(1, count + 1)))


@pytest.fixture
def point(world: World) -> Point:
    return point_at(world.school, PointKind.INVITATION, desk="Nơi trả kết quả")


@pytest.fixture
def send(world: World, point: Point, signed_in):
    """Hand in a list as the school's officer."""
    officer = signed_in(world.school_officer)

    def sent(data: bytes, name: str = "da-tra.xlsx", how: str = "percent", amount: str = "20"):
        form = {"how": how, "amount": amount, "valid_to": UNTIL, "file": SimpleUploadedFile(name, data)}
        return officer.post(reverse("feedback:invite", args=[point.pk]), form)

    return sent


def sheets_of(answer) -> list[list[list[object]]]:
    """The sheets of a workbook that was answered with."""
    assert answer.status_code == 200, answer.content.decode()[:4000]
    found = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return [found.get_sheet_by_index(place).to_python() for place in range(len(found.sheet_names))]


def test_a_fifth_is_drawn_and_each_gets_a_link_that_counts_once(
    send, point: Point, visitor: Visitor, world: World
) -> None:
    [head, *rows], how = sheets_of(send(results(51)))
    draw = Draw.objects.get()
    assert (draw.population, draw.batch.size, draw.batch.valid_to) == (51, 11, UNTIL)
    assert [row[0] for row in rows] == drawn(draw.seed, 51, 11)
    assert head[:4] == ["Hồ sơ thứ", "Mã hồ sơ", "Thư điện tử", "Đường dẫn"]
    assert all(row[1] == f"HS-{int(row[0]):04}" for row in rows)
    assert all(row[2] == (f"a{int(row[0])}@vd.vn" if row[0] % 2 else "") for row in rows)
    assert len({row[3] for row in rows}) == 11 and all(row[3] in row[4] and world.school.name in row[4] for row in rows)
    assert draw.seed in str(how) and "SHA-256" in str(how)
    for score in (5, 1):
        path = str(rows[0][3]).removeprefix("http://testserver")
        visitor.send(point.slug, s=score, c=path.rpartition("/")[2], **hidden(visitor.open(path)))
    assert list(Ballot.objects.order_by("-score").values_list("evidence", flat=True)) == ["A", "C"]


def test_nothing_of_the_list_is_kept_and_the_name_does_not_come_back(send) -> None:
    answer = send(results(30), how="number", amount="10")
    assert "Người Thứ" not in str(sheets_of(answer))
    draw = Draw.objects.get()
    stored = [*Draw.objects.values_list(), *CodeBatch.objects.values_list(), *Event.objects.values_list("facts")]
    assert "HS-" not in str(stored) and "@vd.vn" not in str(stored) and draw.batch.size == 10
    assert Event.objects.get(verb="point.invite").facts == {"drawn": 10, "of": 30, "seed": draw.seed}


def test_the_same_list_again_gives_the_same_file_and_no_second_draw(send) -> None:
    first = sheets_of(send(results(40)))
    assert sheets_of(send(results(40), amount="90")) == first
    assert Draw.objects.count() == CodeBatch.objects.count() == 1
    assert sheets_of(send(results(41))) != first and Draw.objects.count() == 2


def test_a_csv_with_one_column_and_more_asked_for_than_there_are(send) -> None:
    [_, *rows], _ = sheets_of(send("Số hồ sơ\nA1\nA2\n".encode(), "da-tra.csv", "number", "500"))
    assert [row[1] for row in rows] == ["A1", "A2"]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"%PDF-1.4 ...", "a.pdf", "tệp PDF"),
        (b"MZ\x00\x01", "a.xlsx", "một loại tệp khác"),
        (b"", "a.xlsx", "trống|không có"),
        ("Họ tên,Số\nLan,1\n".encode(), "a.csv", "thiếu cột “Mã hồ sơ”"),
        ("Mã hồ sơ\n".encode(), "a.csv", "chưa có hồ sơ nào"),
        (book(["1", "A1", "Lan", ""], ["2", "", "Mai", "m@vd.vn"]), "a.xlsx", "Dòng 5: Thiếu mã hồ sơ."),
        (book(["1", "A1", "", ""], ["2", " A1 ", "", ""]), "a.xlsx", "Dòng 5: Trùng mã hồ sơ với dòng 4."),
        (book(["1", "=formula 1+6", "", ""]), "a.xlsx", "Dòng 4: Cột “Mã hồ sơ” là công thức."),
        (book(["1", "x" * 121, "", ""]), "a.xlsx", "Dòng 4: Ô dài quá 120 ký tự."),
        (("Mã hồ sơ\n" + "\n".join(f"A{n}" for n in range(100_000))).encode(), "a.csv", "hơn 20.000 dòng"),
    ],
    ids=["pdf", "binary", "empty", "columns", "no-rows", "no-reference", "twice", "formula", "long", "many"],
)
def test_a_list_that_is_none_is_told_and_nothing_is_made(send, data: bytes, name: str, sentence: str) -> None:
    answer = send(data, name)
    page = answer.content.decode()
    assert answer.status_code == 422 and any(words in page for words in sentence.split("|")), page
    assert not CodeBatch.objects.exists() and not Draw.objects.exists()


def test_cells_that_excel_made_days_of_or_merged_are_told(send) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["Mã hồ sơ", "Thư điện tử"])
        sheet.write_datetime(1, 0, NOW.replace(tzinfo=None), made.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.merge_range(2, 0, 3, 0, "A7")
    page = send(out.getvalue()).content.decode()
    assert "Dòng 2: Cột “Mã hồ sơ”: Excel đã đổi thành ngày" in page and "ô bị gộp" in page


def test_what_looks_like_a_formula_is_given_back_as_text(send) -> None:
    answer = send(book(["1", "=HYPERLINK(1)", "", "@SUM(A1)"]), how="number", amount="1")
    [_, row], _ = sheets_of(answer)
    assert row[1] == "=HYPERLINK(1)" and row[2] == "@SUM(A1)"


def test_mistakes_in_the_form_are_told_at_their_place(send, point: Point) -> None:
    assert "từ 1 đến 100" in send(results(3), amount="101").content.decode()
    assert send(results(3), amount="0").status_code == 422
    close_point(point=point, by=None, at=NOW)
    assert "đã đóng" in send(results(3)).content.decode() and not Draw.objects.exists()
    with pytest.raises(Closed):
        invite(point=point, key=b"", references=["a"], size=1, valid_to=UNTIL, by=None, at=NOW)


def test_the_page_the_model_list_and_who_may_not(world: World, point: Point, signed_in, send) -> None:
    officer = signed_in(world.school_officer)
    send(results(10))
    page = officer.get(reverse("feedback:point", args=[point.pk])).content.decode()
    assert "Mời theo danh sách" in page and Draw.objects.get().seed in page and "Tạo mã" not in page
    model = officer.get(reverse("feedback:invite_template", args=[point.pk]))
    assert sheets_of(model)[0][0] == [column.label for column in reading.COLUMNS]
    other = point_at(world.school, PointKind.SLIPS)
    for name, pk in (("invite", other.pk), ("invite_template", other.pk), ("invite", 999_999)):
        assert officer.get(reverse(f"feedback:{name}", args=[pk])).status_code == 404
    assert signed_in(world.clinic_officer).get(reverse("feedback:invite", args=[point.pk])).status_code == 404
    batch = CodeBatch.objects.get()
    assert officer.get(reverse("feedback:slips", args=[batch.pk])).status_code == 404
