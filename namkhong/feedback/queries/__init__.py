"""Questions about points, the sums of ballots, months and words."""

from namkhong.feedback.queries.aside import aside_group, aside_of, waiting_appeals
from namkhong.feedback.queries.by_point import PointFigures, point_figures
from namkhong.feedback.queries.counted import CountedShare, counted_share, counter_ratings, transactions_of
from namkhong.feedback.queries.factors import InstrumentFigures, factor_figures
from namkhong.feedback.queries.figures import UnitFigures, children_figures, has_units_below, month_figures
from namkhong.feedback.queries.inspecting import last_inspection
from namkhong.feedback.queries.instruments import (
    instrument_of,
    instruments_for,
    instruments_of,
    own_instruments,
    quick_instrument,
    versions_there,
)
from namkhong.feedback.queries.months import Month, month_of_unit
from namkhong.feedback.queries.paper import agreement_of, pile_of, piles_of, sheet_of, sheets_of
from namkhong.feedback.queries.points import batch_of, batches_of, point_of, points_of
from namkhong.feedback.queries.remarks import (
    Said,
    Search,
    Topics,
    page_of_remarks,
    remarks_found,
    surfacing_in,
    topic_months,
)
from namkhong.feedback.queries.ways import invitations_of, kiosk_of, kiosks_of, sample_of, samples_at

__all__ = [
    "CountedShare",
    "InstrumentFigures",
    "Month",
    "PointFigures",
    "Said",
    "Search",
    "Topics",
    "UnitFigures",
    "agreement_of",
    "aside_group",
    "aside_of",
    "batch_of",
    "batches_of",
    "children_figures",
    "counted_share",
    "counter_ratings",
    "factor_figures",
    "has_units_below",
    "instrument_of",
    "instruments_for",
    "instruments_of",
    "invitations_of",
    "kiosk_of",
    "kiosks_of",
    "last_inspection",
    "month_figures",
    "month_of_unit",
    "own_instruments",
    "page_of_remarks",
    "pile_of",
    "piles_of",
    "point_figures",
    "point_of",
    "points_of",
    "quick_instrument",
    "remarks_found",
    "sample_of",
    "samples_at",
    "sheet_of",
    "sheets_of",
    "surfacing_in",
    "topic_months",
    "transactions_of",
    "versions_there",
    "waiting_appeals",
]
