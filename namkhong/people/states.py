"""Posts a person may hold on a unit."""

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
