"""Words of kinds of change, and where on a form a refusal is shown."""

from dataclasses import dataclass
from typing import Final

from django import forms

from namkhong.foundation.errors import DomainError
from namkhong.units.states import ChangeKind


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of change: what it is called, and when it is the right one."""

    value: str
    label: str
    hint: str


HINTS: Final = {
    ChangeKind.MERGE: "Nhiều đơn vị thành một: lập đơn vị mới, hoặc nhập vào một đơn vị đang có.",
    ChangeKind.SPLIT: "Một đơn vị thành nhiều đơn vị, hoặc giao một phần cho đơn vị khác.",
    ChangeKind.RENAME: "Đơn vị giữ nguyên, chỉ mang tên mới từ ngày có hiệu lực.",
    ChangeKind.TRANSFER: "Đơn vị giữ nguyên người và việc, trực thuộc cấp trên khác.",
    ChangeKind.DISSOLVE: "Đơn vị chấm dứt hoạt động, không có đơn vị kế thừa.",
    ChangeKind.WIND_UP: "Đơn vị vẫn còn, nhưng không đứng trên một tuyến nữa.",
}
KINDS: Final = [KindRow(kind.value, kind.label, HINTS[kind]) for kind in ChangeKind]

REMARKS: Final = {
    ChangeKind.RENAME: "Người, việc và báo cáo giữ nguyên. Văn bản cũ giữ tên cũ; tìm theo tên cũ vẫn thấy.",
    ChangeKind.TRANSFER: "Người và việc giữ nguyên. Việc chưa xong được gửi về cấp trên mới.",
    ChangeKind.WIND_UP: "Người giữ nguyên. Việc chưa xong của tuyến này không phải làm nữa.",
}


def place_error(form: forms.Form, refused: DomainError, places: dict[str, str] | None = None) -> None:
    """Show a refusal at the field it is about, at the head of the form where it is about none."""
    field = (PLACES | (places or {})).get(type(refused).__name__)
    form.add_error(field if field in form.fields else None, refused.sentence)


PLACES: Final[dict[str, str]] = {}
"""The field that each refusal is about, by the name of its class."""
