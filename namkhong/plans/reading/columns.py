"""What the columns of a table hold, from the words of its heading."""

from enum import Enum

from namkhong.plans.reading.words import key_text


class Column(Enum):
    """Kinds of column that tables of tasks and of criteria have."""

    NUMBER = "number"
    TASK = "task"
    CRITERION = "criterion"
    LEAD = "lead"
    WITH = "with"
    PRODUCT = "product"
    DUE = "due"
    POINTS = "points"
    OTHER = "other"


# Looked at in this order: "thời gian thực hiện" is a time though it says "thực hiện".
_WORDS: tuple[tuple[Column, tuple[str, ...]], ...] = (
    (
        Column.OTHER,
        ("ghi chú", "tự chấm", "thẩm định", "điểm đạt", "đạt được", "căn cứ", "hướng dẫn", "kinh phí", "đvt"),
    ),
    (Column.POINTS, ("điểm",)),
    (Column.PRODUCT, ("sản phẩm", "kết quả", "đầu ra", "minh chứng")),
    (Column.DUE, ("thời hạn", "thời gian", "tiến độ", "thời điểm", "hoàn thành", "hạn chót", "hạn cuối", "lộ trình")),
    (Column.DUE, ("ngày", "tháng")),
    (Column.LEAD, ("chủ trì", "phụ trách", "chịu trách nhiệm", "đầu mối", "chỉ đạo", "tham mưu")),
    (Column.WITH, ("phối hợp", "tham gia", "hỗ trợ")),
    (Column.CRITERION, ("tiêu chí", "tiêu chuẩn", "chỉ tiêu")),
    (Column.TASK, ("nhiệm vụ", "nội dung", "công việc", "hoạt động", "giải pháp", "tên việc", "đầu việc", "việc")),
    (Column.LEAD, ("thực hiện", "đơn vị", "cơ quan", "bộ phận", "phân công", "người", "trách nhiệm")),
)
_NUMBERS = ("stt", "tt", "số tt", "số thứ tự", "s tt", "#")


def column_of(heading: str) -> Column:
    """The kind of one column; OTHER where its heading says nothing known."""
    key = key_text(heading).strip(" .:")
    if key.replace(" ", "") in _NUMBERS or key in _NUMBERS:
        return Column.NUMBER
    if "nội dung" in key and not any(word in key for word in ("điểm", "phối hợp")):
        return Column.TASK
    for column, words in _WORDS:
        if any(word in key for word in words):
            return column
    return Column.OTHER


def is_task_table(columns: tuple[Column, ...]) -> bool:
    """It names work, and who does it or by when."""
    return Column.TASK in columns and bool({Column.LEAD, Column.DUE, Column.WITH} & set(columns))


def is_rubric(columns: tuple[Column, ...]) -> bool:
    """It names what is judged and how many points it gives."""
    return Column.POINTS in columns and bool({Column.CRITERION, Column.TASK} & set(columns))
