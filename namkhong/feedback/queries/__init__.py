"""Questions about points and the sums of ballots."""

from namkhong.feedback.queries.figures import UnitFigures, children_figures, has_units_below, month_figures
from namkhong.feedback.queries.points import points_of

__all__ = ["UnitFigures", "children_figures", "has_units_below", "month_figures", "points_of"]
