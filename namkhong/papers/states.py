"""States of a document and of a number, and the moves between them."""

from django.db.models import TextChoices

from namkhong.foundation.moves import move


class DocumentState(TextChoices):
    """Where a document stands. Only drafts change; what was issued is replaced by another, never rewritten."""

    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"
    REPLACED = "replaced", "Đã bị thay thế"


class NumberState(TextChoices):
    """A number stays in the register for ever; a cancelled one says why."""

    ISSUED = "issued", "Đã cấp"
    CANCELLED = "cancelled", "Đã hủy"


class KindChoice(TextChoices):
    """Kinds of document as choices; values are those of `content.DocumentKind`."""

    PLAN = "plan", "Kế hoạch"
    REPORT = "report", "Báo cáo"
    SUBMISSION = "submission", "Tờ trình"
    MINUTES = "minutes", "Biên bản"
    DECISION = "decision", "Quyết định"
    LETTER = "letter", "Công văn"


ISSUE = move("issue", frm=[DocumentState.DRAFT], to=DocumentState.ISSUED)
REPLACE = move("replace", frm=[DocumentState.ISSUED], to=DocumentState.REPLACED)
WITHDRAW = move("withdraw", frm=[DocumentState.ISSUED], to=DocumentState.DRAFT)
CANCEL = move("cancel", frm=[NumberState.ISSUED], to=NumberState.CANCELLED)

MOVES = {DocumentState: (ISSUE, REPLACE, WITHDRAW), NumberState: (CANCEL,)}
FIRST = {DocumentState: DocumentState.DRAFT, NumberState: NumberState.ISSUED}
