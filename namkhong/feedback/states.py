"""Kinds of instruments and points, how much a rating proves, and the life of a version of an instrument."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class InstrumentKind(TextChoices):
    """What a set of questions is for."""

    QUICK = "quick", "Chấm nhanh"
    SIPAS = "sipas", "Đo lường sự hài lòng"
    ONE_STOP = "one_stop", "Bộ phận một cửa"
    HOSPITAL = "hospital", "Cơ sở y tế"
    SCHOOL = "school", "Trường học"


class InstrumentState(TextChoices):
    """Where a version of an instrument stands."""

    DRAFT = "draft", "Đang soạn"
    ISSUED = "issued", "Đang dùng"
    REPLACED = "replaced", "Đã thay"


ISSUE = move("issue", frm=[InstrumentState.DRAFT], to=InstrumentState.ISSUED)
REPLACE = move("replace", frm=[InstrumentState.ISSUED], to=InstrumentState.REPLACED)

MOVES = {InstrumentState: (ISSUE, REPLACE)}
FIRST = {InstrumentState: InstrumentState.DRAFT}


class PointKind(TextChoices):
    """How people come to a point."""

    POSTER = "poster", "Áp phích dán tại nơi làm việc"
    SLIPS = "slips", "Mã in trên phiếu hẹn, phiếu trả kết quả"
    COUNTER = "counter", "Mã đổi liên tục tại quầy"
    KIOSK = "kiosk", "Máy chấm điểm tại chỗ"
    INVITATION = "invitation", "Thư mời sau khi trả kết quả"
    PAPER = "paper", "Phiếu giấy nhập vào"
    SAMPLE = "sample", "Mẫu ngẫu nhiên do bên độc lập phát"


SHOWING_CODES = (PointKind.COUNTER, PointKind.KIOSK)
"""Kinds whose code changes with the time and is shown on a screen."""

HANDING_OUT_CODES = (PointKind.SLIPS, PointKind.INVITATION, PointKind.PAPER, PointKind.SAMPLE)
"""Kinds for which one-time codes are printed."""


class Evidence(TextChoices):
    """How much a rating proves; figures of different classes are never put together in one."""

    ONE_TIME = "A", "Mã dùng một lần"
    COUNTER = "B", "Mã tại quầy"
    OPEN = "C", "Không có mã"
    SAMPLE = "D", "Mẫu độc lập"


class Lowered(TextChoices):
    """Why a rating proves less than its sender may have thought; said to the sender, never a refusal."""

    WRONG = "wrong", "Mã không đúng, nên ý kiến này được công bố riêng, ở nhóm không có mã."
    SPENT = "spent", "Mã này đã được dùng một lần, nên ý kiến này được công bố riêng, ở nhóm không có mã."
    OLD = "old", "Mã đã hết hạn, nên ý kiến này được công bố riêng, ở nhóm không có mã."
    CROWD = "crowd", "Nơi gửi đang có quá nhiều ý kiến cùng lúc, nên ý kiến này được công bố riêng, ở nhóm không có mã."
