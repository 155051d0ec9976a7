"""Kinds of units, the lines on which they stand, and the life of a reorganisation."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class Line(TextChoices):
    """A tree on which units answer to one another; one unit may stand on several."""

    ADMINISTRATION = "administration", "Chính quyền"
    UNION = "union", "Công đoàn"
    PARTY_FRONT = "party_front", "Đảng, Mặt trận"
    SECTOR = "sector", "Ngành dọc"


class UnitKind(TextChoices):
    """What a unit is. Levels are not kinds: how high a unit stands is read from the tree."""

    CONFEDERATION = "confederation", "Tổng Liên đoàn"
    FEDERATION = "federation", "Liên đoàn Lao động"
    SECTOR_UNION = "sector_union", "Công đoàn ngành"
    GRASSROOTS_UNION = "grassroots_union", "Công đoàn cơ sở"
    COMMITTEE = "committee", "Ủy ban nhân dân"
    AGENCY = "agency", "Cơ quan hành chính"
    SCHOOL = "school", "Trường học"
    HOSPITAL = "hospital", "Cơ sở y tế"
    PUBLIC_SERVICE_UNIT = "public_service_unit", "Đơn vị sự nghiệp công lập"
    MASS_ORGANISATION = "mass_organisation", "Mặt trận, đoàn thể"
    STATE_ENTERPRISE = "state_enterprise", "Doanh nghiệp nhà nước"


class ReorganisationState(TextChoices):
    """Where a reorganisation stands."""

    DRAFT = "draft", "Đang soạn"
    CARRIED_OUT = "carried_out", "Đã thực hiện"
    UNDONE = "undone", "Đã hoàn tác"
    DROPPED = "dropped", "Đã bỏ"


CARRY_OUT = move("carry_out", frm=[ReorganisationState.DRAFT], to=ReorganisationState.CARRIED_OUT)
UNDO = move("undo", frm=[ReorganisationState.CARRIED_OUT], to=ReorganisationState.UNDONE)
DROP = move("drop", frm=[ReorganisationState.DRAFT], to=ReorganisationState.DROPPED)
REDRAFT = move("redraft", frm=[ReorganisationState.UNDONE, ReorganisationState.DROPPED], to=ReorganisationState.DRAFT)

MOVES = {ReorganisationState: (CARRY_OUT, UNDO, DROP, REDRAFT)}
FIRST = {ReorganisationState: ReorganisationState.DRAFT}


class ChangeKind(TextChoices):
    """What a line of a reorganisation does."""

    MERGE = "merge", "Sáp nhập, hợp nhất"
    SPLIT = "split", "Chia, tách"
    RENAME = "rename", "Đổi tên"
    TRANSFER = "transfer", "Chuyển về cấp trên khác"
    DISSOLVE = "dissolve", "Giải thể"
    WIND_UP = "wind_up", "Kết thúc hoạt động của một tuyến"


class PartRole(TextChoices):
    """Whether a unit goes into a change or comes out of it."""

    SOURCE = "source", "Đơn vị cũ"
    RESULT = "result", "Đơn vị mới"
