"""The lives of a concern, of the duty to explain and mend, and of a proposal to inspect."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class ConcernState(TextChoices):
    """Where a concern of a citizen stands."""

    RECEIVED = "received", "Mới nhận"
    TRANSFERRED = "transferred", "Chuyển đến, chờ nhận"
    ACCEPTED = "accepted", "Đang xử lý"
    ANSWERED = "answered", "Đã trả lời"
    REOPENED = "reopened", "Người gửi báo chưa xong"
    SETTLED = "settled", "Đã khép lại"


_C = ConcernState
WAITING = (_C.RECEIVED, _C.TRANSFERRED, _C.ACCEPTED, _C.REOPENED)
"""States in which the unit has something to do."""

ACCEPT = move("accept", frm=[_C.RECEIVED, _C.TRANSFERRED], to=_C.ACCEPTED)
TRANSFER = move("transfer", frm=[_C.RECEIVED], to=_C.TRANSFERRED)
ANSWER = move("answer", frm=WAITING, to=_C.ANSWERED)
REOPEN = move("reopen", frm=[_C.ANSWERED], to=_C.REOPENED)
SETTLE = move("settle", frm=[_C.ANSWERED], to=_C.SETTLED)


class ContactKind(TextChoices):
    """How somebody may be reached who left a contact."""

    PHONE = "phone", "Số điện thoại"
    EMAIL = "email", "Thư điện tử"


class RemedyState(TextChoices):
    """Where the duty to explain and mend stands; lateness is read from days."""

    OPEN = "open", "Chờ giải trình"
    SUBMITTED = "submitted", "Chờ cấp trên xem"
    RETURNED = "returned", "Bị trả lại"
    SETTLED = "settled", "Cấp trên đã chấp nhận"


OWED = (RemedyState.OPEN, RemedyState.RETURNED)
"""States in which the unit has something to write."""

SUBMIT = move("submit", frm=OWED, to=RemedyState.SUBMITTED)
RETURN = move("return", frm=[RemedyState.SUBMITTED], to=RemedyState.RETURNED)
APPROVE = move("approve", frm=[RemedyState.SUBMITTED], to=RemedyState.SETTLED)


class FlagState(TextChoices):
    """What became of a proposal to inspect a unit."""

    RAISED = "raised", "Chờ quyết định"
    PLANNED = "planned", "Đã đưa vào chương trình kiểm tra"
    DISMISSED = "dismissed", "Không cần kiểm tra"


PLAN = move("plan", frm=[FlagState.RAISED], to=FlagState.PLANNED)
DISMISS = move("dismiss", frm=[FlagState.RAISED], to=FlagState.DISMISSED)

MOVES = {
    ConcernState: (ACCEPT, TRANSFER, ANSWER, REOPEN, SETTLE),
    RemedyState: (SUBMIT, RETURN, APPROVE),
    FlagState: (PLAN, DISMISS),
}
FIRST = {
    ConcernState: ConcernState.RECEIVED,
    RemedyState: RemedyState.OPEN,
    FlagState: FlagState.RAISED,
}
