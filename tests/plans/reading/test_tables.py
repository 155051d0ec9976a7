"""Tables of tasks and of criteria, in every shape that texts have them."""

import pytest

from namkhong.plans.reading.as_json import full
from namkhong.plans.reading.read import read_text
from namkhong.plans.rules.duties import duty_of
from namkhong.plans.rules.from_reading import clauses_of_reading
from namkhong.plans.rules.proposals import NumberedClause, PlanFacts
from namkhong.plans.rules.span import Span
from namkhong.plans.rules.telling import tell
from namkhong.plans.states import ClauseKind

FRAME = (
    "SỞ MÔI TRƯỜNG SỐ\n\nKẾ HOẠCH\nGiữ sạch trụ sở giai đoạn 2031 - 2032\n\nI. MỤC ĐÍCH\n\n- Cho sạch.\n\n"
    "II. NHIỆM VỤ\n\n{}\n\nIII. KINH PHÍ\n\nTự lo.\n"
)


def flat(*rows: tuple[str, ...]) -> str:
    """A table as flattened text has it: a bar before every cell and one behind each row."""
    return "\n".join("\n".join(f"|\n{cell}" for cell in row) + "\n|" for row in rows)


def rowed(*rows: tuple[str, ...]) -> str:
    return "|\n" + "\n".join("\n|\n".join(row) + "\n||" for row in rows) + "\n|||"


HEADING = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn hoàn thành")
ROWS = (
    ("I", "Dọn dẹp", "", "", "", ""),
    ("1", "Quét sân", "Văn phòng", "Công đoàn", "Sân sạch", "Trước ngày 15/4/2031"),
    ("2", "Lau kính", "Phòng Quản trị", "", "Báo cáo", "Quý II/2031"),
    ("II", "Trồng cây", "", "", "", ""),
    ("3", "Trồng hàng cau", "Văn phòng", "Các phòng", "20 cây", "Thường xuyên"),
)
EXPECTED = [
    ("1", "Dọn dẹp", "Quét sân", "Văn phòng", "Công đoàn", "Sân sạch", (15, 4, 2031, None)),
    ("2", "Dọn dẹp", "Lau kính", "Phòng Quản trị", "", "Báo cáo", (None, None, 2031, 2)),
    ("3", "Trồng cây", "Trồng hàng cau", "Văn phòng", "Các phòng", "20 cây", (None, None, None, None)),
]


def seen(text: str):
    return [
        (t.number, t.group, t.text, t.lead, t.with_whom, t.product, (t.day, t.month, t.year, t.quarter))
        for t in read_text(text).tasks
    ]


@pytest.mark.parametrize("shape", [flat, rowed])
def test_rows_become_tasks_with_lead_helpers_product_and_time(shape):
    assert seen(FRAME.format(shape(HEADING, *ROWS))) == EXPECTED


@pytest.mark.parametrize("shape", [flat, rowed])
def test_the_order_of_the_columns_does_not_matter(shape):
    order = (0, 5, 1, 4, 3, 2)
    turned = [tuple(row[place] for place in order) for row in (HEADING, *ROWS)]
    assert seen(FRAME.format(shape(*turned))) == EXPECTED


@pytest.mark.parametrize(
    "heading",
    [
        ("TT", "Nội dung công việc", "Đơn vị thực hiện", "Đơn vị phối hợp", "Kết quả", "Thời gian thực hiện"),
        ("Số TT", "Hoạt động", "Bộ phận phụ trách", "Phối hợp", "Kết quả, sản phẩm đầu ra", "Tiến độ"),
        ("Stt", "Tên việc", "Người chịu trách nhiệm", "Cùng tham gia", "Sản phẩm", "Ngày hoàn thành"),
    ],
)
def test_headings_are_worded_in_many_ways(heading):
    assert seen(FRAME.format(flat(heading, *ROWS))) == EXPECTED


def test_a_heading_over_two_rows():
    text = FRAME.format(
        flat(
            ("TT", "Nội dung", "Phân công thực hiện", "Thời gian"),
            ("Chủ trì", "Phối hợp"),
            ("1", "Quét sân", "Văn phòng", "Công đoàn", "Tháng 4/2031"),
            ("2", "Lau kính", "Phòng Quản trị", "", "Hằng quý"),
        )
    )
    assert [(t.text, t.lead, t.with_whom, t.due) for t in read_text(text).tasks] == [
        ("Quét sân", "Văn phòng", "Công đoàn", "Tháng 4/2031"),
        ("Lau kính", "Phòng Quản trị", "", "Hằng quý"),
    ]


def test_merged_group_rows_of_flattened_tables_have_fewer_cells():
    text = FRAME.format(flat(HEADING, ("I", "Dọn dẹp"), *ROWS[1:3], ("II", "Trồng cây"), *ROWS[4:]))
    assert seen(text) == EXPECTED


def test_one_cell_may_name_who_leads_and_who_helps():
    text = FRAME.format(
        flat(
            ("STT", "Nhiệm vụ", "Cơ quan thực hiện", "Thời hạn"),
            ("1", "Quét sân", "Văn phòng chủ trì, phối hợp với Công đoàn", "30/4/2031"),
        )
    )
    [task] = read_text(text).tasks
    assert (task.lead, task.with_whom, task.day, task.month) == ("Văn phòng", "Công đoàn", 30, 4)


def test_a_table_of_the_body_gives_deadlines_and_its_cells_are_no_sentences():
    reading = read_text(FRAME.format(flat(HEADING, *ROWS)))
    assert [(d.from_body, d.day, d.month, d.quarter) for d in reading.deadlines] == [
        ("Văn phòng", 15, 4, None),
        ("Phòng Quản trị", None, None, 2),
    ]
    for item in (*reading.tasks, *reading.deadlines):
        assert reading.text[item.source.start : item.source.end] == item.source.quote


def test_labelled_lines_under_a_task_make_a_task():
    text = FRAME.format(
        "1. Quét sân\n\n- Cơ quan chủ trì: Văn phòng.\n\n- Cơ quan phối hợp: Công đoàn.\n\n"
        "- Thời hạn: trước ngày 15/4/2031."
    )
    [task] = read_text(text).tasks
    assert (task.text, task.lead, task.with_whom, task.day) == ("Quét sân", "Văn phòng", "Công đoàn", 15)


def test_what_is_only_foreseen_binds_nobody():
    text = FRAME.format(flat(HEADING, ("1", "Quét sân", "Văn phòng", "", "", "Dự kiến tháng 4/2031")))
    [task] = read_text(text).tasks
    assert (task.due, task.month) == ("Dự kiến tháng 4/2031", None)


def test_other_tables_stay_text():
    text = FRAME.format(
        flat(("TT", "Loại cây", "Đơn vị tính", "Số lượng"), ("1", "Cau", "cây", "20"), ("2", "Tre", "bụi", "5"))
    )
    assert read_text(text).tasks == () and read_text(text).criteria == ()


def test_tasks_become_clauses_and_duties():
    result = full(read_text(FRAME.format(flat(HEADING, *ROWS))))
    clauses = [clause for clause in clauses_of_reading(result) if clause.kind is ClauseKind.DEADLINE]
    assert sorted(clause.text for clause in clauses) == ["Lau kính", "Quét sân", "Trồng hàng cau"]
    [cau] = [clause for clause in clauses if clause.text == "Trồng hàng cau"]
    assert (cau.facts["who"], cau.facts["with_whom"], cau.facts["when"]) == ("Văn phòng", "Các phòng", "Thường xuyên")
    plan = PlanFacts("Giữ sạch", "Sở Môi trường số", 2031, 2031, result["text"])
    duty = duty_of(NumberedClause(1, cau), plan, Span(2031, 2032, ()))
    assert duty is not None and duty.evidence == "20 cây"


CRITERIA = (
    ("STT", "Tiêu chí", "Điểm chuẩn", "Tự chấm"),
    ("I", "Giờ giấc", "40", ""),
    ("1", "Đi đúng giờ", "25", ""),
    ("1.1", "Buổi sáng", "15", ""),
    ("1.2", "Buổi chiều", "10", ""),
    ("2", "Không bỏ về sớm", "15", ""),
    ("II", "Giao tiếp", "60", ""),
    ("1", "Chào hỏi", "57,5", ""),
    ("2", "Điểm thưởng", "2,5", ""),
)


@pytest.mark.parametrize("shape", [flat, rowed])
def test_tables_of_criteria_keep_groups_points_and_parts(shape):
    first, second = read_text(FRAME.format(shape(*CRITERIA))).criteria
    assert (first.group, first.max_points, first.criteria) == ("Giờ giấc", 40, ("Đi đúng giờ", "Không bỏ về sớm"))
    assert (first.points, first.subs[0]) == ((25, 15), ("Buổi sáng (15 điểm)", "Buổi chiều (10 điểm)"))
    assert (second.group, second.points) == ("Giao tiếp", (57.5, 2.5))


def test_criteria_in_numbered_lines_with_points():
    [group] = read_text(
        FRAME.format(
            "1. Tiêu chí\n\n1.1. Giờ giấc (40 điểm).\n\n1.2. Giao tiếp (60 điểm).\n\n1.3. Điểm cộng: tối đa (03 điểm)."
        )
    ).criteria
    assert (group.points, group.max_points) == ((40, 60, 3), 100)


def test_points_reach_the_clauses_of_the_plan():
    result = full(read_text(FRAME.format(flat(*CRITERIA))))
    drafts = [clause for clause in clauses_of_reading(result) if clause.kind is ClauseKind.CRITERION]
    assert drafts[0].facts == {
        "group": "Giờ giấc",
        "subs": ["Buổi sáng (15 điểm)", "Buổi chiều (10 điểm)"],
        "points": "25",
    }


def test_a_reading_kept_from_before_has_no_tasks_and_no_points():
    result = full(read_text(FRAME.format(flat(*CRITERIA))))
    del result["tasks"]
    for group in result["criteria"]:
        del group["points"], group["subs"]
    drafts = [clause for clause in clauses_of_reading(result) if clause.kind is ClauseKind.CRITERION]
    assert drafts[0].facts == {"group": "Giờ giấc"}


def test_a_table_behind_the_signature_gives_work_with_its_days_but_no_deadlines_of_the_body():
    text = FRAME.format("1. Giữ sạch") + (
        "\nNơi nhận:\n- Các phòng;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn Thử\n\nPHỤ LỤC\n\n"
        + flat(
            HEADING,
            ("1", "Quét sân", "Văn phòng", "", "", "Trước ngày 15/4/2031"),
            ("2", "Báo cáo kết quả", "Văn phòng", "", "", "Ngày 20 hằng tháng"),
        )
    )
    reading = read_text(text)
    assert reading.deadlines == () and [task.in_annex for task in reading.tasks] == [True, True]
    sweep, report = [c for c in clauses_of_reading(full(reading)) if c.kind is ClauseKind.DEADLINE]
    assert (sweep.facts["bound"], sweep.facts["day"], sweep.facts["month"]) == ("before", 15, 4)
    assert sweep.facts["evidence"] == [] and sweep.facts["kind"] == "task"
    assert (report.facts["kind"], report.facts["recurrence"], report.facts["day"]) == ("report", "monthly", 20)


def test_who_helps_and_the_points_are_told_to_the_reader():
    clauses = clauses_of_reading(full(read_text(FRAME.format(flat(HEADING, *ROWS) + "\n\n" + flat(*CRITERIA)))))
    [cau] = [clause for clause in clauses if clause.text == "Trồng hàng cau"]
    assert "Phối hợp: Các phòng" in tell(cau)
    [first, *_] = [clause for clause in clauses if clause.kind is ClauseKind.CRITERION]
    assert "25 điểm" in tell(first)
