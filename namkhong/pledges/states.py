"""The life of a pledge round and of one person's pledge."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class RoundState(TextChoices):
    """Where a yearly round of pledges stands."""

    PREPARING = "preparing", "Đang chuẩn bị"
    OPEN = "open", "Đang ký"
    EVALUATING = "evaluating", "Đang tự đánh giá"
    CLOSED = "closed", "Đã khép lại"


OPEN_ROUND = move("open_round", frm=[RoundState.PREPARING], to=RoundState.OPEN)
BEGIN_EVALUATION = move("begin_evaluation", frm=[RoundState.OPEN], to=RoundState.EVALUATING)
CLOSE_ROUND = move("close_round", frm=[RoundState.OPEN, RoundState.EVALUATING], to=RoundState.CLOSED)
REOPEN_ROUND = move("reopen_round", frm=[RoundState.CLOSED, RoundState.EVALUATING], to=RoundState.OPEN)


class PledgeState(TextChoices):
    """Where one person's pledge of one round stands. Nobody who is obliged and has no row has done anything yet."""

    AWAITED = "awaited", "Chưa ký"
    SIGNED = "signed", "Đã ký"
    REFUSED = "refused", "Không ký"
    ON_LEAVE = "on_leave", "Đang nghỉ dài ngày"
    TRANSFERRED = "transferred", "Đã chuyển đi"
    RETIRED = "retired", "Đã nghỉ hưu, thôi việc"


_UNSIGNED = [PledgeState.AWAITED, PledgeState.REFUSED, PledgeState.ON_LEAVE]
_LEFT = [PledgeState.TRANSFERRED, PledgeState.RETIRED]

SIGN = move("sign", frm=[*_UNSIGNED, *_LEFT], to=PledgeState.SIGNED)
UNSIGN = move("unsign", frm=[PledgeState.SIGNED], to=PledgeState.AWAITED)
REFUSE = move("refuse", frm=[PledgeState.AWAITED, PledgeState.ON_LEAVE], to=PledgeState.REFUSED)
GO_ON_LEAVE = move("go_on_leave", frm=[PledgeState.AWAITED, PledgeState.REFUSED], to=PledgeState.ON_LEAVE)
TRANSFER = move("transfer", frm=[*_UNSIGNED, PledgeState.SIGNED], to=PledgeState.TRANSFERRED)
RETIRE = move("retire", frm=[*_UNSIGNED, PledgeState.SIGNED], to=PledgeState.RETIRED)
COME_BACK = move("come_back", frm=_LEFT, to=PledgeState.SIGNED)
AWAIT_AGAIN = move("await_again", frm=[PledgeState.REFUSED, PledgeState.ON_LEAVE, *_LEFT], to=PledgeState.AWAITED)


class PaperState(TextChoices):
    """Where a batch of signed sheets stands, from the scanner to the register."""

    READING = "reading", "Đang đọc"
    READ = "read", "Chờ soát"
    REFUSED = "refused", "Không đọc được"
    RECORDED = "recorded", "Đã ghi vào sổ"
    UNDONE = "undone", "Đã hoàn tác"
    DROPPED = "dropped", "Đã bỏ"


FINISH_SCAN = move("finish_scan", frm=[PaperState.READING], to=PaperState.READ)
REFUSE_SCAN = move("refuse_scan", frm=[PaperState.READING], to=PaperState.REFUSED)
RETRY_SCAN = move("retry_scan", frm=[PaperState.READING, PaperState.REFUSED], to=PaperState.READING)
RECORD_PAPER = move("record_paper", frm=[PaperState.READ], to=PaperState.RECORDED)
UNDO_PAPER = move("undo_paper", frm=[PaperState.RECORDED], to=PaperState.UNDONE)
DROP_PAPER = move("drop_paper", frm=[PaperState.READING, PaperState.READ, PaperState.REFUSED], to=PaperState.DROPPED)

MOVES = {
    PaperState: (FINISH_SCAN, REFUSE_SCAN, RETRY_SCAN, RECORD_PAPER, UNDO_PAPER, DROP_PAPER),
    RoundState: (OPEN_ROUND, BEGIN_EVALUATION, CLOSE_ROUND, REOPEN_ROUND),
    PledgeState: (SIGN, UNSIGN, REFUSE, GO_ON_LEAVE, TRANSFER, RETIRE, COME_BACK, AWAIT_AGAIN),
}
FIRST = {PaperState: PaperState.READING, RoundState: RoundState.PREPARING, PledgeState: PledgeState.AWAITED}


class Way(TextChoices):
    """How a pledge was signed."""

    ACCOUNT = "account", "Tự ký trên hệ thống"
    LINK = "link", "Tự ký bằng đường dẫn riêng"
    PAPER = "paper", "Ký trên giấy"


class Side(TextChoices):
    """To whom a pledge is made: two counterparties at once, or whichever exist where the person works."""

    HEAD = "head", "Người đứng đầu"
    UNION = "union", "Công đoàn"


class Kept(TextChoices):
    """How one pledged line was kept over the year."""

    KEPT = "kept", "Thực hiện tốt"
    PARTLY = "partly", "Còn thiếu sót"
    BROKEN = "broken", "Vi phạm"


class Assessor(TextChoices):
    """Who evaluates the lines of a pledge."""

    SELF = "self", "Tự đánh giá"
    HEAD = "head", "Người đứng đầu đánh giá"
