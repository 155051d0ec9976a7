"""What a careful colleague would say about one point of a plan."""

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from namkhong.plans.states import ClauseKind


class Weight(StrEnum):
    """How much a finding weighs, the heaviest first."""

    BLOCKING = "blocking"
    SERIOUS = "serious"
    NOTE = "note"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return _WEIGHTS[self]


_WEIGHTS = {Weight.BLOCKING: "Cần xử lý trước", Weight.SERIOUS: "Nên sửa", Weight.NOTE: "Lưu ý"}


class FindingKind(StrEnum):
    """What a finding is about. The order here is the order on the screen within one weight."""

    RANGES = "ranges"
    NO_SUCH_DAY = "no_such_day"
    PAST = "past"
    CHAIN = "chain"
    LATER_THAN_SUPERIOR = "later_than_superior"
    WEAKER = "weaker"
    OUTSIDE = "outside"
    PERSONAL = "personal"
    NOBODY = "nobody"
    NO_LEAD = "no_lead"
    NO_DEADLINE = "no_deadline"
    NO_COLLECTOR = "no_collector"
    NO_RECIPIENT = "no_recipient"
    NO_FORM = "no_form"
    UNLISTED = "unlisted"
    OUTDATED = "outdated"
    TWO_DATES = "two_dates"
    MISSING_PART = "missing_part"
    BASE = "base"
    DAY_OFF = "day_off"
    ABBREVIATION = "abbreviation"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return _KINDS[self]


_KINDS = {
    FindingKind.RANGES: "Khoảng năm mâu thuẫn",
    FindingKind.NO_SUCH_DAY: "Ngày không có trong lịch",
    FindingKind.PAST: "Hạn đã qua lúc ban hành",
    FindingKind.CHAIN: "Hạn của cấp trên và cấp dưới",
    FindingKind.LATER_THAN_SUPERIOR: "Hạn muộn hơn cấp trên giao",
    FindingKind.WEAKER: "Chỉ tiêu so với cấp trên",
    FindingKind.OUTSIDE: "Thời gian so với cấp trên",
    FindingKind.PERSONAL: "Thông tin cá nhân",
    FindingKind.NOBODY: "Việc chưa có người làm",
    FindingKind.NO_LEAD: "Việc chưa có nơi chủ trì",
    FindingKind.NO_DEADLINE: "Báo cáo chưa có hạn",
    FindingKind.NO_COLLECTOR: "Chưa có nơi tổng hợp",
    FindingKind.NO_RECIPIENT: "Báo cáo chưa có nơi nhận",
    FindingKind.NO_FORM: "Báo cáo chưa có mẫu",
    FindingKind.UNLISTED: "Được giao việc, thiếu ở Nơi nhận",
    FindingKind.OUTDATED: "Hiệu lực của văn bản viện dẫn",
    FindingKind.TWO_DATES: "Ngày, số văn bản viện dẫn",
    FindingKind.MISSING_PART: "Phần còn thiếu",
    FindingKind.BASE: "Tỷ lệ chưa rõ mốc so sánh",
    FindingKind.DAY_OFF: "Hạn rơi vào ngày nghỉ",
    FindingKind.ABBREVIATION: "Chữ viết tắt chưa giải thích",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text that was read; `quote` is fit to be shown (personal data masked, long ones cut)."""

    start: int
    end: int
    quote: str


class Deed(StrEnum):
    """What a ready change does, through the action of the same name."""

    REVISE = "revise"
    ADD = "add"
    TAKE_OUT = "take_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that an officer can take with one click; `clause` is the number of the item, None when adding."""

    deed: Deed
    label: str
    clause: int | None = None
    kind: ClauseKind | None = None
    text: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: what is wrong in one sentence, where, and what to do about it.

    `sentence` and `mend` never hold personal data in full. `clauses` are the numbers of the items it is about.
    """

    kind: FindingKind
    weight: Weight
    sentence: str
    mend: str
    spots: tuple[Spot, ...] = ()
    clauses: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def mark(self) -> str:
        """What a dismissal holds on to: another mark once the finding or one of its places has changed."""
        places = [[spot.start, spot.end, spot.quote] for spot in self.spots]
        said = json.dumps([self.kind, self.sentence, places], ensure_ascii=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]
