"""Kinds of units and the lines on which they stand."""

from django.db.models import TextChoices


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
