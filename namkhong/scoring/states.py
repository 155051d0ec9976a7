"""The life of a scoring round, of a sheet and of an appeal."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class RoundState(TextChoices):
    """Where a round of scoring stands."""

    PREPARING = "preparing", "Đang chuẩn bị"
    SCORING = "scoring", "Đang chấm"
    DECIDING = "deciding", "Đang xét, xếp loại"
    PUBLISHED = "published", "Đã công bố"
    SETTLED = "settled", "Đã chốt sau khiếu nại"
    DROPPED = "dropped", "Đã bỏ"


BEGIN = move("begin", frm=[RoundState.PREPARING], to=RoundState.SCORING)
BEGIN_DECIDING = move("begin_deciding", frm=[RoundState.SCORING], to=RoundState.DECIDING)
BACK_TO_SCORING = move("back_to_scoring", frm=[RoundState.DECIDING], to=RoundState.SCORING)
PUBLISH = move("publish", frm=[RoundState.DECIDING], to=RoundState.PUBLISHED)
SETTLE = move("settle", frm=[RoundState.PUBLISHED], to=RoundState.SETTLED)
DROP = move("drop", frm=[RoundState.PREPARING, RoundState.SCORING], to=RoundState.DROPPED)


class SheetState(TextChoices):
    """Where one subject's sheet stands."""

    OPEN = "open", "Đang tự chấm"
    SUBMITTED = "submitted", "Chờ thẩm định"
    RETURNED = "returned", "Bị trả lại"
    CHECKED = "checked", "Đã thẩm định"
    PUBLISHED = "published", "Đã công bố"
    SUPERSEDED = "superseded", "Đã được thay sau khiếu nại"
    VOID = "void", "Không xếp loại"


SUBMIT = move("submit", frm=[SheetState.OPEN, SheetState.RETURNED], to=SheetState.SUBMITTED)
RECALL = move("recall", frm=[SheetState.SUBMITTED], to=SheetState.OPEN)
RETURN = move("return", frm=[SheetState.SUBMITTED, SheetState.CHECKED], to=SheetState.RETURNED)
CHECK = move("check", frm=[SheetState.SUBMITTED], to=SheetState.CHECKED)
CHECK_AGAIN = move("check_again", frm=[SheetState.CHECKED], to=SheetState.SUBMITTED)
PUBLISH_SHEET = move("publish_sheet", frm=[SheetState.CHECKED], to=SheetState.PUBLISHED)
SUPERSEDE = move("supersede", frm=[SheetState.PUBLISHED], to=SheetState.SUPERSEDED)
LEAVE_OUT = move(
    "leave_out",
    frm=[SheetState.OPEN, SheetState.SUBMITTED, SheetState.RETURNED, SheetState.CHECKED],
    to=SheetState.VOID,
)
TAKE_IN = move("take_in", frm=[SheetState.VOID], to=SheetState.OPEN)


class AppealState(TextChoices):
    """Where an appeal against a published result stands."""

    WAITING = "waiting", "Chờ trả lời"
    UPHELD = "upheld", "Chấp nhận"
    DISMISSED = "dismissed", "Không chấp nhận"
    TAKEN_BACK = "taken_back", "Đã rút"


UPHOLD = move("uphold", frm=[AppealState.WAITING], to=AppealState.UPHELD)
DISMISS = move("dismiss", frm=[AppealState.WAITING], to=AppealState.DISMISSED)
TAKE_BACK = move("take_back", frm=[AppealState.WAITING], to=AppealState.TAKEN_BACK)

MOVES = {
    RoundState: (BEGIN, BEGIN_DECIDING, BACK_TO_SCORING, PUBLISH, SETTLE, DROP),
    SheetState: (
        SUBMIT,
        RECALL,
        RETURN,
        CHECK,
        CHECK_AGAIN,
        PUBLISH_SHEET,
        SUPERSEDE,
        LEAVE_OUT,
        TAKE_IN,
    ),
    AppealState: (UPHOLD, DISMISS, TAKE_BACK),
}
FIRST = {
    RoundState: RoundState.PREPARING,
    SheetState: SheetState.OPEN,
    AppealState: AppealState.WAITING,
}


class Step(TextChoices):
    """At which step of a sheet points were given."""

    SELF = "self", "Tự chấm"
    CHECK = "check", "Thẩm định"
    DECIDE = "decide", "Hội đồng, cấp trên quyết định"
    APPEAL = "appeal", "Sau khiếu nại"


class VetoKind(TextChoices):
    """What keeps a subject from the best grades whatever its points."""

    REPRIMAND = "reprimand", "Kỷ luật khiển trách đang có hiệu lực"
    WARNING = "warning", "Kỷ luật từ cảnh cáo trở lên đang có hiệu lực"
    UNDER_VERIFICATION = "under_verification", "Chưa đủ điều kiện xét"
    OTHER = "other", "Không đạt điều kiện khác"


DISCIPLINE = (VetoKind.REPRIMAND, VetoKind.WARNING)
"""Vetoes that are discipline in force."""


class TieMeans(TextChoices):
    """By what the council tells subjects with equal totals at the edge of a quota apart."""

    BASE = "base", "Điểm chưa kể điểm thưởng"
    CRITERION = "criterion", "Điểm của một tiêu chí"
    CHOSEN = "chosen", "Hội đồng chọn"
    NOBODY = "nobody", "Không xếp ai trong số bằng điểm"


class Scored(TextChoices):
    """Whom a round scores, seen from its unit."""

    DIRECT = "direct", "Các đơn vị trực thuộc trực tiếp"
    GRASSROOTS = "grassroots", "Các đơn vị cơ sở bên dưới"
    OWN_STAFF = "own_staff", "Cán bộ, công chức, viên chức của đơn vị"
