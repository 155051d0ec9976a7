"""Questions about concerns, duties to explain and mend, and proposals to inspect."""

from namkhong.redress.queries.asking import Measured, answered_in_time_of, figures, satisfaction_of, waiting_for
from namkhong.redress.queries.concerns import (
    Timeliness,
    answers_of,
    concern_of,
    concerns_seen,
    in_part,
    part_counts,
    passed_on,
    sisters,
    timeliness,
)
from namkhong.redress.queries.receipts import by_receipt, invitation_of, receipt_of
from namkhong.redress.queries.remedies import (
    Month,
    before_and_after,
    bursts_of,
    flag_of,
    flags_seen,
    remedies_seen,
    remedy_counts,
    remedy_of,
)
from namkhong.redress.queries.thresholds import threshold_set_by, thresholds_of

__all__ = [
    "Measured",
    "Month",
    "Timeliness",
    "answered_in_time_of",
    "answers_of",
    "before_and_after",
    "bursts_of",
    "by_receipt",
    "concern_of",
    "concerns_seen",
    "figures",
    "flag_of",
    "flags_seen",
    "in_part",
    "invitation_of",
    "part_counts",
    "passed_on",
    "receipt_of",
    "remedies_seen",
    "remedy_counts",
    "remedy_of",
    "satisfaction_of",
    "sisters",
    "threshold_set_by",
    "thresholds_of",
    "timeliness",
    "waiting_for",
]
