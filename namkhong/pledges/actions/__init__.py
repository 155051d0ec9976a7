"""Everything that changes rounds, their texts and pledges."""

from namkhong.pledges.actions.rounds import (
    RoundDraft,
    begin_evaluation,
    close_round,
    open_round,
    prepare,
    renew,
    reopen_round,
    revise,
)
from namkhong.pledges.actions.signing import (
    AnotherBody,
    ManySigned,
    NotObliged,
    RoundNotOpen,
    Signature,
    Signed,
    TextChanged,
    sign,
    sign_many,
)
from namkhong.pledges.actions.texts import NothingToPledge
from namkhong.pledges.actions.touching import touch
from namkhong.pledges.actions.wordings import drop_draft, issue, word

__all__ = [
    "AnotherBody",
    "ManySigned",
    "NotObliged",
    "NothingToPledge",
    "RoundDraft",
    "RoundNotOpen",
    "Signature",
    "Signed",
    "TextChanged",
    "begin_evaluation",
    "close_round",
    "drop_draft",
    "issue",
    "open_round",
    "prepare",
    "renew",
    "reopen_round",
    "revise",
    "sign",
    "sign_many",
    "touch",
    "word",
]
