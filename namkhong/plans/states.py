"""The life of a plan in the system, and what a plan is made of."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class PlanState(TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", "Bản đọc, đang soát"
    ADOPTED = "adopted", "Đã đưa vào thực hiện"
    REPLACED = "replaced", "Đã thay bằng bản khác"
    DROPPED = "dropped", "Đã bỏ"


ADOPT = move("adopt", frm=[PlanState.DRAFT], to=PlanState.ADOPTED)
DROP = move("drop", frm=[PlanState.DRAFT], to=PlanState.DROPPED)
REPLACE = move("replace", frm=[PlanState.ADOPTED], to=PlanState.REPLACED)
MOVES = (ADOPT, DROP, REPLACE)
FIRST = PlanState.DRAFT


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
