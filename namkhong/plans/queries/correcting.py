"""What people corrected in a draft."""

from django.db.models import QuerySet

from namkhong.plans.models import Correction, Plan


def last_correction(plan: Plan, person: int) -> Correction | None:
    """The last correction of a draft by this person that has not been taken back."""
    return corrections_of(plan).filter(by=person, undone_at=None).first()


def correction_of(pk: int) -> Correction | None:
    """A correction with its plan."""
    return Correction.objects.filter(pk=pk).select_related("plan__unit").first()


def corrections_of(plan: Plan) -> QuerySet[Correction]:
    """What people corrected in a plan, the latest first."""
    return Correction.objects.filter(plan=plan).select_related("by", "undone_by").order_by("-at", "-pk")
