"""Posts a person may hold on a unit; what is kept of a person under lock, and why it may be opened."""

from django.db.models import TextChoices


class PostKind(TextChoices):
    """What a person is trusted with at a unit. Being superior is read from the tree; these say for what."""

    GRASSROOTS_OFFICER = "grassroots_officer", "Cán bộ cơ sở"
    HEAD = "head", "Người đứng đầu đơn vị"
    SUPERIOR_OFFICER = "superior_officer", "Chuyên viên cấp trên"
    SUPERIOR_HEAD = "superior_head", "Lãnh đạo cấp trên"
    AUDITOR = "auditor", "Người kiểm tra"
    ADMINISTRATOR = "administrator", "Quản trị"


HEADS = (PostKind.HEAD, PostKind.SUPERIOR_HEAD)
"""The posts of which a unit has one."""


class PersonalField(TextChoices):
    """What is kept of a person under lock; the stored names are those in the sealed box."""

    IDENTITY = "identity", "Số định danh cá nhân"
    PHONE = "phone", "Số điện thoại"
    BORN = "born", "Ngày sinh"


class OpeningReason(TextChoices):
    """Why a field under lock is opened."""

    CONTACT = "contact", "Liên hệ công việc"
    VERIFY = "verify", "Đối chiếu, xác minh thông tin"
    PAPERS = "papers", "Làm hồ sơ, giấy tờ cho người này"
    REQUEST = "request", "Chính người này yêu cầu"
