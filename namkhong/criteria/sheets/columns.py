"""The columns of a sheet of criteria."""

from typing import Final

from namkhong.criteria.rules.words import SCALES
from namkhong.criteria.states import Measure
from namkhong.rosters.sheets import Column

COLUMNS: Final = (
    Column(
        "number", "Số", ("số thứ tự", "stt", "tt", "mã"), required=True, example="1.2", explained="Không trùng nhau."
    ),
    Column(
        "parent",
        "Nhóm cha",
        ("nhóm", "thuộc nhóm", "thuộc mục"),
        example="1",
        explained="Số của nhóm chứa mục này; bỏ trống là mục lớn. Không có cột này thì 1.2 nằm trong 1.",
    ),
    Column(
        "title",
        "Nội dung",
        ("tiêu chí", "nội dung tiêu chí", "tên tiêu chí"),
        required=True,
        example="Trả hồ sơ đúng hẹn",
    ),
    Column(
        "scale",
        "Cách chấm",
        ("kiểu chấm",),
        required=True,
        example="Chọn mức",
        explained="Một trong: "
        + ", ".join(SCALES.values())
        + ". Mục do hệ thống tự tính ghi thêm số liệu, ví dụ “Hệ thống tự tính: "
        + Measure.PLEDGE_COVERAGE.label
        + "”.",
    ),
    Column("most", "Điểm tối đa", ("điểm", "điểm chuẩn", "thang điểm"), required=True, example="8"),
    Column("weight", "Hệ số", ("trọng số",), example="1", explained="Bỏ trống là 1."),
    Column(
        "levels",
        "Các mức",
        ("mức điểm", "mức"),
        example="8: Từ 98 % số hồ sơ",
        explained="Mỗi dòng trong ô là một mức: điểm, dấu hai chấm, tên mức. Mục tự tính: “10: từ 90”.",
    ),
    Column("evidence", "Minh chứng", ("hồ sơ minh chứng",), example="Báo cáo một cửa"),
    Column(
        "deadline",
        "Hạn",
        ("hạn nộp minh chứng", "thời hạn"),
        example="30/11",
        explained="Ngày/tháng, như nhau mọi năm.",
    ),
    Column("checked_by", "Nơi thẩm định", ("cơ quan thẩm định", "đơn vị thẩm định"), example="Văn phòng"),
    Column(
        "cap_by",
        "Giới hạn theo",
        ("không vượt quá mục",),
        example="1.1",
        explained="Số của mục mà điểm không được vượt quá.",
    ),
    Column("guide", "Hướng dẫn", ("cách tính", "ghi chú"), explained="Giải thích thêm cho người chấm."),
)
