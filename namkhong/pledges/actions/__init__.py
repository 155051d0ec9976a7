"""Everything that changes rounds, their texts and pledges."""

from namkhong.pledges.actions.counting import Drained, Rebuilt, drain, rebuild
from namkhong.pledges.actions.evaluating import evaluate_all, evaluate_self
from namkhong.pledges.actions.keeping import count_at_night, keep_counts
from namkhong.pledges.actions.reasons import (
    ReasonNeeded,
    await_again,
    go_on_leave,
    refuse,
    retire,
    transfer,
    unsign,
    wrote_today,
)
from namkhong.pledges.actions.receiving import Received, receive, return_receipt
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
    "Drained",
    "ManySigned",
    "NotObliged",
    "NothingToPledge",
    "ReasonNeeded",
    "Rebuilt",
    "Received",
    "RoundDraft",
    "RoundNotOpen",
    "Signature",
    "Signed",
    "TextChanged",
    "await_again",
    "begin_evaluation",
    "close_round",
    "count_at_night",
    "drain",
    "drop_draft",
    "evaluate_all",
    "evaluate_self",
    "go_on_leave",
    "issue",
    "keep_counts",
    "open_round",
    "prepare",
    "rebuild",
    "receive",
    "refuse",
    "renew",
    "reopen_round",
    "retire",
    "return_receipt",
    "revise",
    "sign",
    "sign_many",
    "touch",
    "transfer",
    "unsign",
    "word",
    "wrote_today",
]
