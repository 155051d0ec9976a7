"""Holding a draft while something in it is changed."""

from namkhong.foundation.errors import DomainError
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState


class NotADraft(DomainError):
    sentence = "Kế hoạch này đã được đưa vào thực hiện hoặc đã bỏ nên không sửa được nữa. Hãy tải lại trang."


def hold_draft(plan: Plan) -> None:
    """Hold the plan for this transaction, if it is still a draft. Raises: NotADraft."""
    if Plan.objects.select_for_update().filter(pk=plan.pk, state=PlanState.DRAFT).first() is None:
        raise NotADraft()
