"""How a clause of a superior's plan lives on below, how far a unit has come with its plan, what that may lack."""

from django.db.models import TextChoices


class How(TextChoices):
    """What a lower clause does with the superior's clause it carries out."""

    INHERITED = "inherited", "Kế thừa nguyên văn"
    CONCRETE = "concrete", "Cụ thể hóa"


class Standing(TextChoices):
    """How far a unit has come with a plan that was sent down; read from days and plans, never stored."""

    UNOPENED = "unopened", "Chưa mở"
    OPENED = "opened", "Đã mở, chưa tiếp nhận"
    RECEIVED = "received", "Đã tiếp nhận"
    DRAFTING = "drafting", "Đang soạn"
    ISSUED = "issued", "Đã ban hành"


class GapKind(TextChoices):
    """What a lower plan lacks against the superior's clause."""

    MISSING = "missing", "chưa đưa vào kế hoạch"
    UNOWNED = "unowned", "chưa có ai phụ trách"
    WEAKER = "weaker", "chỉ tiêu thấp hơn"
    LATER = "later", "hạn muộn hơn hạn cấp trên"


class ChangeKind(TextChoices):
    """What an amendment does to a clause."""

    ADDED = "added", "Mục mới"
    REVISED = "revised", "Mục được sửa"
    REMOVED = "removed", "Mục bỏ đi"


class Answer(TextChoices):
    """What a lower unit does about a change above."""

    FOLLOW = "follow", "Sửa theo"
    KEEP = "keep", "Giữ nguyên"


class Scope(TextChoices):
    """To whom of the units directly below a plan is sent."""

    ALL = "all", "Tất cả các đơn vị trực thuộc"
    KINDS = "kinds", "Theo loại đơn vị"
    CHOSEN = "chosen", "Chọn từng đơn vị"


class Section(TextChoices):
    """The parts of the page on which a lower plan is drafted; values stand in addresses."""

    INHERITED = "ke-thua", "Kế thừa của cấp trên"
    TARGETS = "chi-tieu", "Chỉ tiêu"
    TASKS = "nhiem-vu", "Nhiệm vụ và phân công"
    WORK = "thoi-han", "Việc và thời hạn"
