"""What can be done with instruments, points, codes and the sums of ballots."""

from namkhong.feedback.actions.counting import drain
from namkhong.feedback.actions.instruments import install_instruments
from namkhong.feedback.actions.points import (
    BatchTooLarge,
    Closed,
    PointDraft,
    close_point,
    make_codes,
    open_point,
    reopen_point,
)
from namkhong.feedback.actions.recounting import Recount, recount
from namkhong.feedback.actions.setting_aside import put_back, set_aside

__all__ = [
    "BatchTooLarge",
    "Closed",
    "PointDraft",
    "Recount",
    "close_point",
    "drain",
    "install_instruments",
    "make_codes",
    "open_point",
    "put_back",
    "recount",
    "reopen_point",
    "set_aside",
]
