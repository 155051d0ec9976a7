"""The life of a plan in the system, and what a plan is made of."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class PlanState(TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", "Đang soát"
    ADOPTED = "adopted", "Đã đưa vào thực hiện"
    REPLACED = "replaced", "Đã thay bằng bản khác"
    DROPPED = "dropped", "Đã bỏ"


ADOPT = move("adopt", frm=[PlanState.DRAFT], to=PlanState.ADOPTED)
DROP = move("drop", frm=[PlanState.DRAFT], to=PlanState.DROPPED)
REPLACE = move("replace", frm=[PlanState.ADOPTED], to=PlanState.REPLACED)
RESTORE = move("restore", frm=[PlanState.DROPPED], to=PlanState.DRAFT)


class RecognitionState(TextChoices):
    """How far the reading of pictured pages has come."""

    READING = "reading", "Đang đọc"
    READ = "read", "Đã đọc"
    REFUSED = "refused", "Chưa đọc được"
    DROPPED = "dropped", "Đã bỏ"


_R = RecognitionState
FINISH = move("finish", frm=[_R.READING], to=_R.READ)
REFUSE = move("refuse", frm=[_R.READING], to=_R.REFUSED)
RETRY = move("retry", frm=[_R.REFUSED, _R.READING], to=_R.READING)
LEAVE = move("leave", frm=[_R.READING, _R.REFUSED], to=_R.DROPPED)

MOVES = {PlanState: (ADOPT, DROP, REPLACE, RESTORE), RecognitionState: (FINISH, REFUSE, RETRY, LEAVE)}
FIRST = {PlanState: PlanState.DRAFT, RecognitionState: RecognitionState.READING}


class ClauseKind(TextChoices):
    """What one item of a plan is. The order here is the order on the screen."""

    LEGAL_BASIS = "legal_basis", "Căn cứ"
    STAGE = "stage", "Giai đoạn"
    TARGET = "target", "Chỉ tiêu"
    AUDIENCE = "audience", "Đối tượng"
    CONTENT_ITEM = "content_item", "Nội dung cuộc vận động"
    EMULATION_CONTENT = "emulation_content", "Nội dung phong trào thi đua"
    TASK_GROUP = "task_group", "Nhóm nhiệm vụ, giải pháp"
    CRITERION = "criterion", "Tiêu chuẩn"
    RESPONSIBILITY = "responsibility", "Phân công trách nhiệm"
    DEADLINE = "deadline", "Thời hạn"
    MILESTONE = "milestone", "Mốc việc"
    RECURRING_ACTIVITY = "recurring_activity", "Việc định kỳ"
    PLEDGE = "pledge", "Bản cam kết"
    AWARD_FORM = "award_form", "Hình thức khen thưởng"
    RECIPIENT = "recipient", "Nơi nhận"
    SIGNER = "signer", "Người ký"


class Basis(TextChoices):
    """How an item came to be in the plan."""

    PRINTED = "printed", "Có trong văn bản"
    INFERRED = "inferred", "Máy suy ra"
    TYPED = "typed", "Người soát nhập"


class Deed(TextChoices):
    """What a person did to the items of a draft in one go; each can be taken back."""

    ADD = "add", "Thêm mục"
    REVISE = "revise", "Sửa"
    REQUOTE = "requote", "Chọn lại đoạn trích"
    CONFIRM = "confirm", "Xác nhận đúng"
    ACCEPT = "accept", "Nhận các mục chắc chắn"
    TAKE_OUT = "take_out", "Bỏ"
    PUT_BACK = "put_back", "Lấy lại"


class WorkKind(TextChoices):
    """What is to be done. Values are those of the duties of a campaign, which is made from the plan."""

    LAUNCH = "launch", "Phát động"
    REGISTER = "register", "Đăng ký thi đua"
    PLEDGE = "pledge", "Ký bản cam kết"
    DIALOGUE = "dialogue", "Đối thoại"
    CONTENT_REVIEW = "content_review", "Rà soát nội dung"
    REPORT = "report", "Báo cáo"
    INTERIM_REVIEW = "interim_review", "Sơ kết"
    FINAL_REVIEW = "final_review", "Tổng kết"
    TASK = "task", "Việc khác"


class WhoMust(TextChoices):
    """Which units must do it, seen from the unit whose plan it is."""

    GRASSROOTS = "grassroots", "Các đơn vị cơ sở"
    DIRECT = "direct", "Các đơn vị trực thuộc trực tiếp"
    ALL_BELOW = "all_below", "Mọi đơn vị bên dưới"
    ORGANISER = "organiser", "Đơn vị ban hành kế hoạch"


class HowOften(TextChoices):
    """How often it comes back."""

    ONCE = "once", "Một lần"
    YEARLY = "yearly", "Hằng năm"
    QUARTERLY = "quarterly", "Hằng quý"
    MONTHLY = "monthly", "Hằng tháng"


class DayBound(TextChoices):
    """How the words bind the day; values are those of `foundation.days.Bound`."""

    BEFORE = "before", "trước ngày"
    BY = "by", "đến hết ngày (chậm nhất)"
    NONE = "none", "văn bản không ghi ngày"


class TargetDirection(TextChoices):
    """Which way a target points."""

    DECREASE = "decrease", "Giảm"
    INCREASE = "increase", "Tăng"
    REACH = "reach", "Đạt"
    AT_LEAST = "at_least", "Ít nhất"
    AT_MOST = "at_most", "Không quá"


class Metric(TextChoices):
    """What a target measures, where the system can follow it by itself."""

    MISCONDUCT_RATE = "misconduct_rate", "Tỷ lệ tiêu cực"
    AWARENESS = "awareness", "Tỷ lệ người biết, hiểu cuộc vận động"
    SATISFACTION = "satisfaction", "Mức độ hài lòng"
    PLEDGE = "pledge", "Tỷ lệ ký cam kết"
    UNITS_LAUNCHED = "units_launched", "Đơn vị đã phát động"
    STAFF_LAUNCHED = "staff_launched", "Người được phát động"
    OTHER = "other", "Chỉ tiêu khác"
