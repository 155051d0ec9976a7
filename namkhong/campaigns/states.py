"""The life of a campaign and of a duty. Lateness is never a state: it is read from days."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class CampaignState(TextChoices):
    """Where a campaign stands."""

    PREPARING = "preparing", "Đang chuẩn bị"
    RUNNING = "running", "Đang thực hiện"
    CLOSED = "closed", "Đã kết thúc"


LAUNCH = move("launch", frm=[CampaignState.PREPARING], to=CampaignState.RUNNING)
CLOSE = move("close", frm=[CampaignState.RUNNING], to=CampaignState.CLOSED)
REOPEN = move("reopen", frm=[CampaignState.CLOSED], to=CampaignState.RUNNING)


class DutyState(TextChoices):
    """Where a duty stands."""

    OPEN = "open", "Chưa xong"
    FULFILLED = "fulfilled", "Đã xong"
    NOT_OBLIGED = "not_obliged", "Không phải làm"


FULFIL = move("fulfil", frm=[DutyState.OPEN], to=DutyState.FULFILLED)
WITHDRAW = move("withdraw", frm=[DutyState.FULFILLED], to=DutyState.OPEN)
EXCUSE = move("excuse", frm=[DutyState.OPEN], to=DutyState.NOT_OBLIGED)
OBLIGE = move("oblige", frm=[DutyState.NOT_OBLIGED], to=DutyState.OPEN)

MOVES = {CampaignState: (LAUNCH, CLOSE, REOPEN), DutyState: (FULFIL, WITHDRAW, EXCUSE, OBLIGE)}
FIRST = {CampaignState: CampaignState.PREPARING, DutyState: DutyState.OPEN}


class DutyKind(TextChoices):
    """What is to be done."""

    LAUNCH = "launch", "Phát động"
    REGISTER = "register", "Đăng ký thi đua"
    PLEDGE = "pledge", "Ký bản cam kết"
    DIALOGUE = "dialogue", "Đối thoại với người lao động"
    CONTENT_REVIEW = "content_review", "Rà soát nội dung"
    REPORT = "report", "Báo cáo"
    INTERIM_REVIEW = "interim_review", "Sơ kết"
    FINAL_REVIEW = "final_review", "Tổng kết"
    TASK = "task", "Việc khác"


REPORTING = (DutyKind.REPORT, DutyKind.FINAL_REVIEW)
"""Kinds that are fulfilled by an accepted return, never by a tick."""


class Obliged(TextChoices):
    """Which units a duty falls on, seen from the organiser on the campaign's line."""

    GRASSROOTS = "grassroots", "Các đơn vị cơ sở"
    DIRECT = "direct", "Các đơn vị trực thuộc trực tiếp"
    ALL_BELOW = "all_below", "Mọi đơn vị bên dưới"
    ORGANISER = "organiser", "Đơn vị tổ chức cuộc vận động"


class Recurrence(TextChoices):
    """How often a duty comes back."""

    ONCE = "once", "Một lần"
    YEARLY = "yearly", "Hằng năm"
    QUARTERLY = "quarterly", "Hằng quý"
    MONTHLY = "monthly", "Hằng tháng"


class Direction(TextChoices):
    """Which way a target points."""

    DECREASE = "decrease", "Giảm"
    INCREASE = "increase", "Tăng"
    REACH = "reach", "Đạt"
    AT_LEAST = "at_least", "Ít nhất"
    AT_MOST = "at_most", "Không quá"


class MeasuredAs(TextChoices):
    """Whether "giảm 5 %" means five per cent of the last figure or five percentage points."""

    RELATIVE = "relative", "Phần trăm so với năm gốc"
    POINTS = "points", "Điểm phần trăm"
