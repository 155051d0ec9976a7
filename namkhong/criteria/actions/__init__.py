"""What can be done with criteria sets."""

from namkhong.criteria.actions.drafting import (
    AlreadyDrafting,
    CannotBeKept,
    EditedMeanwhile,
    NotADraft,
    NothingToUndo,
    begin,
    begin_version,
    copy,
    drop,
    rewrite,
    undo,
)
from namkhong.criteria.actions.issuing import HasFaults, install_library, issue

__all__ = [
    "AlreadyDrafting",
    "CannotBeKept",
    "EditedMeanwhile",
    "HasFaults",
    "NotADraft",
    "NothingToUndo",
    "begin",
    "begin_version",
    "copy",
    "drop",
    "install_library",
    "issue",
    "rewrite",
    "undo",
]
