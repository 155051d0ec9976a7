"""Holding a reorganisation, so that two officers at once do a thing once."""

from namkhong.foundation.moves import MovedMeanwhile
from namkhong.units.models import Reorganisation
from namkhong.units.states import ReorganisationState


def hold(reorganisation: Reorganisation, state: ReorganisationState) -> None:
    """Lock the row while it is in a state, within the transaction at hand. Raises: MovedMeanwhile."""
    rows = Reorganisation.objects.select_for_update().filter(pk=reorganisation.pk, state=state)
    if not rows.exists():
        raise MovedMeanwhile()
