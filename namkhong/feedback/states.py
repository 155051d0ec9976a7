"""Kinds of instruments and points, how much a rating proves, the life of an instrument and of a pile of paper."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class InstrumentKind(TextChoices):
    """What a set of questions is for."""

    QUICK = "quick", "Chấm nhanh"
    SIPAS = "sipas", "Đo lường sự hài lòng"
    ONE_STOP = "one_stop", "Bộ phận một cửa"
    HOSPITAL = "hospital", "Cơ sở y tế"
    SCHOOL = "school", "Trường học"
    OTHER = "other", "Bộ câu hỏi khác"


class InstrumentState(TextChoices):
    """Where a version of an instrument stands."""

    DRAFT = "draft", "Đang soạn"
    ISSUED = "issued", "Đang dùng"
    REPLACED = "replaced", "Đã thay"


ISSUE = move("issue", frm=[InstrumentState.DRAFT], to=InstrumentState.ISSUED)
REPLACE = move("replace", frm=[InstrumentState.ISSUED], to=InstrumentState.REPLACED)


class PileState(TextChoices):
    """Where a pile of paper sheets stands."""

    KEYING = "keying", "Đang nhập"
    CHECKING = "checking", "Đang nhập lại một phần mười"
    SETTLED = "settled", "Đã đưa vào"


CLOSE_KEYING = move("close_keying", frm=[PileState.KEYING], to=PileState.CHECKING)
REOPEN_KEYING = move("reopen_keying", frm=[PileState.CHECKING], to=PileState.KEYING)
PUT_IN = move("put_in", frm=[PileState.CHECKING], to=PileState.SETTLED)


class AsideState(TextChoices):
    """Where a finding of the detectors stands."""

    STANDING = "standing", "Đang để riêng"
    APPEALED = "appealed", "Chờ trả lời khiếu nại"
    UPHELD = "upheld", "Đã tính lại"
    DISMISSED = "dismissed", "Giữ nguyên để riêng"


APPEAL_ASIDE = move("appeal", frm=[AsideState.STANDING], to=AsideState.APPEALED)
UPHOLD_ASIDE = move("uphold", frm=[AsideState.APPEALED], to=AsideState.UPHELD)
DISMISS_ASIDE = move("dismiss", frm=[AsideState.APPEALED], to=AsideState.DISMISSED)

MOVES = {
    InstrumentState: (ISSUE, REPLACE),
    PileState: (CLOSE_KEYING, REOPEN_KEYING, PUT_IN),
    AsideState: (APPEAL_ASIDE, UPHOLD_ASIDE, DISMISS_ASIDE),
}
FIRST = {
    InstrumentState: InstrumentState.DRAFT,
    PileState: PileState.KEYING,
    AsideState: AsideState.STANDING,
}


class PointKind(TextChoices):
    """How people come to a point."""

    POSTER = "poster", "Áp phích dán tại nơi làm việc"
    SLIPS = "slips", "Mã in trên phiếu hẹn, phiếu trả kết quả"
    COUNTER = "counter", "Mã đổi liên tục tại quầy"
    KIOSK = "kiosk", "Máy chấm điểm tại chỗ"
    INVITATION = "invitation", "Thư mời sau khi trả kết quả"
    PAPER = "paper", "Phiếu giấy nhập vào"
    SAMPLE = "sample", "Mẫu ngẫu nhiên do bên độc lập phát"


PROOF = {
    PointKind.SLIPS: (
        "Mỗi người làm xong việc được phát một mã, mỗi mã tính một lần. Đáng tin nhất trong các cách đơn vị tự làm."
    ),
    PointKind.INVITATION: (
        "Máy bốc thăm trong danh sách hồ sơ đã trả, mỗi hồ sơ một đường dẫn. "
        "Đáng tin như mã in trên phiếu, và không ai chọn trước được người để hỏi."
    ),
    PointKind.PAPER: (
        "Dành cho người không dùng điện thoại. Mỗi tờ in sẵn một mã; nhập vào máy rồi người thứ hai nhập lại một phần "
        "mười. Đáng tin như mã in trên phiếu."
    ),
    PointKind.COUNTER: (
        "Màn hình ở quầy đổi mã nửa phút một lần, nên người chấm phải có mặt tại chỗ. "
        "Không cho biết họ đã làm xong việc hay chưa."
    ),
    PointKind.KIOSK: "Máy tính bảng đặt ở quầy, chạm một lần là xong, mất mạng vẫn ghi được. Đáng tin như mã ở quầy.",
    PointKind.POSTER: (
        "Ai cũng chấm được, kể cả người chưa đến làm việc. Chỉ công bố riêng, không dùng để chấm điểm thi đua."
    ),
    PointKind.SAMPLE: (
        "Cấp trên bốc thăm, bên độc lập phát mã; đơn vị được đo không cầm mã. Dùng để đối chiếu với các cách khác."
    ),
}
"""What ratings that come in each way prove, in a sentence for those who choose."""

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


PROVES = {
    Evidence.ONE_TIME: "Mỗi người làm xong việc được phát một mã in trên phiếu, mỗi mã chấm được một lần. "
    "Đáng tin nhất trong các ý kiến người dân tự gửi.",
    Evidence.COUNTER: "Chấm bằng mã hiện trên màn hình tại quầy, đổi liên tục: người chấm đã có mặt ở đó, "
    "nhưng một người có thể chấm hơn một lần.",
    Evidence.OPEN: "Chấm từ áp phích hay đường dẫn, ai cũng gửi được và không kiểm tra được. Chỉ để tham khảo.",
    Evidence.SAMPLE: "Bên độc lập chọn ngẫu nhiên người đã làm việc với đơn vị và phát mã cho họ. "
    "Dùng để kiểm tra xem các nhóm kia có đúng không.",
}
"""What a class proves, in the words for the public."""


class Detector(TextChoices):
    """By what ballots are set aside; the key is what a ballot keeps as the reason."""

    SERIAL = "serial", "Mã dùng liền số"
    BURST = "burst", "Dồn dập trong một giờ"
    EVEN = "even", "Cách nhau đều đặn"
    HOURS = "hours", "Mã tại quầy ngoài giờ làm việc"
    TOP = "top", "Dồn vào một mức trong ngày"
    SURGE = "surge", "Ngày tăng vọt"
    ABOVE = "above", "Nhiều hơn số kết quả đã trả"


class Lowered(TextChoices):
    """Why a rating proves less than its sender may have thought; said to the sender, never a refusal."""

    WRONG = "wrong", "Mã không đúng, nên ý kiến này được công bố riêng, ở nhóm không có mã."
    SPENT = "spent", "Mã này đã được dùng một lần, nên ý kiến này được công bố riêng, ở nhóm không có mã."
    OLD = "old", "Mã đã hết hạn, nên ý kiến này được công bố riêng, ở nhóm không có mã."
    CROWD = "crowd", "Nơi gửi đang có quá nhiều ý kiến cùng lúc, nên ý kiến này được công bố riêng, ở nhóm không có mã."
