"""Questions about points and the sums of ballots."""

from namkhong.feedback.queries.figures import UnitFigures, children_figures, has_units_below, month_figures
from namkhong.feedback.queries.points import batch_of, batches_of, point_of, points_of, quick_instrument

__all__ = [
    "UnitFigures",
    "batch_of",
    "batches_of",
    "children_figures",
    "has_units_below",
    "month_figures",
    "point_of",
    "points_of",
    "quick_instrument",
]
