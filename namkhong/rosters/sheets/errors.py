"""Why a table cannot be read, each reason as a sentence that says what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row, which is counted as Excel counts."""

    row: int
    sentence: str


class FaultyRows(DomainError):
    """The base of all refusals of a table that could be read; its sentence has a place for the `count` of faults."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        super().__init__(count=show_decimal(len(faults)))
        self.faults = tuple(faults)


class CannotRead(DomainError):
    """The base of all reasons."""

    sentence = "Không đọc được bảng tính. Hãy mở ra bằng Excel, lưu lại thành tệp .xlsx mới rồi gửi lại."


class TooWide(CannotRead):
    sentence = (
        "Bảng tính trải quá rộng nên không mở hết được, thường do có ô bị gõ nhầm ở tận cuối trang. "
        "Hãy chép riêng phần danh sách sang một trang mới rồi gửi lại."
    )


class TooSlow(CannotRead):
    sentence = "Đọc bảng tính quá lâu nên đã dừng. Hãy chép riêng phần danh sách sang tệp mới rồi gửi lại."


class Locked(CannotRead):
    sentence = "Bảng tính có đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu, lưu lại rồi gửi lên."


class NothingInside(CannotRead):
    sentence = "Bảng tính không có dòng nào có chữ. Hãy kiểm tra lại tệp."


class NoHeader(CannotRead):
    sentence = (
        "Không tìm thấy dòng tiêu đề cột. Bảng cần một dòng ghi tên các cột, ví dụ: {example}. "
        "Có thể tải tệp mẫu về để so."
    )


class FormulasInside(CannotRead):
    sentence = (
        "Bảng tính OpenDocument có công thức. Hãy chọn tất cả, sao chép rồi dán lại dưới dạng giá trị, lưu và gửi lại."
    )
