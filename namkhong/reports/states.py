"""The life of a return (one unit's filled-in report), and how figures come about and add up."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class ReturnState(TextChoices):
    """Where a return stands."""

    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Đã gửi, chờ tiếp nhận"
    SENT_BACK = "sent_back", "Bị trả lại"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    SUPERSEDED = "superseded", "Đã thay bằng bản sau"


SUBMIT = move("submit", frm=[ReturnState.DRAFT, ReturnState.SENT_BACK], to=ReturnState.SUBMITTED)
RECALL = move("recall", frm=[ReturnState.SUBMITTED], to=ReturnState.DRAFT)
SEND_BACK = move("send_back", frm=[ReturnState.SUBMITTED], to=ReturnState.SENT_BACK)
ACCEPT = move("accept", frm=[ReturnState.SUBMITTED], to=ReturnState.ACCEPTED)
SUPERSEDE = move("supersede", frm=[ReturnState.ACCEPTED], to=ReturnState.SUPERSEDED)
MOVES = (SUBMIT, RECALL, SEND_BACK, ACCEPT, SUPERSEDE)
FIRST = ReturnState.DRAFT

SENT = (ReturnState.SUBMITTED, ReturnState.ACCEPTED)
"""States in which the figures stand for the unit."""

WRITABLE = (ReturnState.DRAFT, ReturnState.SENT_BACK)
"""States in which the unit may still change its figures."""


class Aggregation(TextChoices):
    """How a figure of a superior comes from the figures below it."""

    SUM = "sum", "Cộng"
    MAX = "max", "Lớn nhất"
    WEIGHTED_MEAN = "weighted_mean", "Bình quân có trọng số"
    RATIO = "ratio", "Tính tỷ lệ trên tổng số"
    CHANGE = "change", "Mức thay đổi so với năm gốc"


DERIVED = (Aggregation.RATIO, Aggregation.CHANGE)
"""Worked out from other figures, never typed."""


class Origin(TextChoices):
    """Where a figure in a return comes from."""

    TYPED = "typed", "Đơn vị nhập"
    KNOWN = "known", "Hệ thống đã biết"
    SUMMED = "summed", "Cộng từ đơn vị dưới"
    DERIVED = "derived", "Tính từ số khác"
    JOINED = "joined", "Lấy từ báo cáo khác của đơn vị"
    INHERITED = "inherited", "Lấy từ báo cáo đang soạn của đơn vị cũ"


class FormKind(TextChoices):
    """Which duty a form answers."""

    PERIODIC = "periodic", "Báo cáo định kỳ"
    STAGE_REVIEW = "stage_review", "Tổng kết giai đoạn"
