"""The life of a registration, of the list sent up with it, and of a covenant between units."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class RegistrationState(TextChoices):
    """Where a registration, or a joint list of them, stands; the words are those of the software offices know."""

    NOT_SENT = "not_sent", "Chưa gửi"
    WAITING = "waiting", "Chờ duyệt"
    REFUSED = "refused", "Từ chối"
    APPROVED = "approved", "Đã duyệt"


SEND = move("send", frm=[RegistrationState.NOT_SENT, RegistrationState.REFUSED], to=RegistrationState.WAITING)
RECALL = move("recall", frm=[RegistrationState.WAITING], to=RegistrationState.NOT_SENT)
REFUSE = move("refuse", frm=[RegistrationState.WAITING], to=RegistrationState.REFUSED)
APPROVE = move("approve", frm=[RegistrationState.WAITING], to=RegistrationState.APPROVED)
REVOKE = move("revoke", frm=[RegistrationState.APPROVED, RegistrationState.REFUSED], to=RegistrationState.WAITING)

EDITABLE = (RegistrationState.NOT_SENT, RegistrationState.REFUSED)
"""States in which what is registered may still be written; also those of a list that has not gone up."""
GONE_UP = (RegistrationState.WAITING, RegistrationState.APPROVED)
"""States of a list that the unit above has before it, or has approved."""


class CovenantState(TextChoices):
    """Where a covenant between the units of a bloc stands."""

    DRAFT = "draft", "Đang soạn"
    SIGNING = "signing", "Đang ký"
    SIGNED = "signed", "Đã ký đủ"
    CANCELLED = "cancelled", "Đã hủy"


OPEN = move("open", frm=[CovenantState.DRAFT], to=CovenantState.SIGNING)
REDRAFT = move("redraft", frm=[CovenantState.SIGNING], to=CovenantState.DRAFT)
COMPLETE = move("complete", frm=[CovenantState.SIGNING], to=CovenantState.SIGNED)
BREAK_OFF = move("break_off", frm=[CovenantState.SIGNED], to=CovenantState.SIGNING)
CANCEL = move(
    "cancel", frm=[CovenantState.DRAFT, CovenantState.SIGNING, CovenantState.SIGNED], to=CovenantState.CANCELLED
)

MOVES = {
    RegistrationState: (SEND, RECALL, REFUSE, APPROVE, REVOKE),
    CovenantState: (OPEN, REDRAFT, COMPLETE, BREAK_OFF, CANCEL),
}
FIRST = {RegistrationState: RegistrationState.NOT_SENT, CovenantState: CovenantState.DRAFT}
