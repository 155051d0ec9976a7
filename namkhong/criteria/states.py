"""Kinds of subjects and of criteria, and the life of a version of a criteria set."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class SetState(TextChoices):
    """Where a version of a criteria set stands. What is issued never changes; a change is the next version."""

    DRAFT = "draft", "Đang soạn"
    ISSUED = "issued", "Đã ban hành"
    REPLACED = "replaced", "Đã có bản mới"


ISSUE = move("issue", frm=[SetState.DRAFT], to=SetState.ISSUED)
REPLACE = move("replace", frm=[SetState.ISSUED], to=SetState.REPLACED)

MOVES = {SetState: (ISSUE, REPLACE)}
FIRST = {SetState: SetState.DRAFT}


class SubjectKind(TextChoices):
    """Who is scored by a set."""

    COLLECTIVE = "collective", "Tập thể"
    INDIVIDUAL = "individual", "Cá nhân"
    GRASSROOTS_UNION = "grassroots_union", "Công đoàn cơ sở"
    ONE_STOP = "one_stop", "Bộ phận một cửa"


class Scale(TextChoices):
    """How points are given for a criterion."""

    GROUP = "group", "Nhóm (cộng các mục bên trong)"
    POINTS = "points", "Cho điểm từ 0 đến điểm tối đa"
    YES_NO = "yes_no", "Có hoặc không"
    LEVELS = "levels", "Chọn một mức"
    MEASURED = "measured", "Hệ thống tự tính"
    BONUS = "bonus", "Điểm thưởng"
    MINUS = "minus", "Điểm trừ"


class Measure(TextChoices):
    """Figures the system knows, by which a measured criterion is scored without anybody typing."""

    REPORTS_ON_TIME = "reports_on_time", "Tỷ lệ báo cáo đúng hạn"
    DUTIES_ON_TIME = "duties_on_time", "Tỷ lệ việc làm đúng hạn"
    PLEDGE_COVERAGE = "pledge_coverage", "Tỷ lệ người đã ký cam kết"
    UNDERSTANDING = "understanding", "Tỷ lệ người hiểu rõ nội dung"
    SATISFACTION = "satisfaction", "Mức độ hài lòng"
    CONCERNS_IN_TIME = "concerns_in_time", "Tỷ lệ phản ánh trả lời đúng hạn"
    CASES_CONCLUDED = "cases_concluded", "Số vụ tiêu cực đã kết luận"
