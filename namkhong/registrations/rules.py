"""Names of honours, how alike two texts are, and what to look at before a list is sent up. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from namkhong.foundation.text import spelled

SHORTEST_REASON: Final = 10
"""A refusal must say what is wrong; so many letters at least."""
ALIKE: Final = 90
"""From so many per cent on a promise is asked about: is it the one of last year?"""
FEWEST_PARTIES: Final = 2
"""A covenant is between units."""
NAMED: Final = 5
"""So many names stand in a sentence; more are counted."""


class Whose(StrEnum):
    """Whom an honour is for."""

    UNIT = "unit"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Honour:
    """A title or form of praise: its name in the tables of law, its words, whom it is for, and the rule that names who
    decides on it. `subject` is empty where no rule is known: such a name is offered without a source.
    """

    code: str
    label: str
    whose: Whose
    subject: str = ""


_HEAD, _CHAIR, _PREMIER, _UNION = (
    f"award.decides.{who}" for who in ("unit_head", "province_chair", "prime_minister", "union")
)
HONOURS: Final = (
    Honour("collective_advanced", "Tập thể lao động tiên tiến", Whose.UNIT, _HEAD),
    Honour("collective_excellent", "Tập thể lao động xuất sắc", Whose.UNIT, _CHAIR),
    Honour("emulation_flag", "Cờ thi đua cấp bộ, tỉnh", Whose.UNIT, _CHAIR),
    Honour("emulation_flag_government", "Cờ thi đua của Chính phủ", Whose.UNIT, _PREMIER),
    Honour("merit_certificate", "Giấy khen", Whose.UNIT, _HEAD),
    Honour("commendation", "Bằng khen cấp bộ, tỉnh", Whose.UNIT, _CHAIR),
    Honour("merit_certificate_union", "Giấy khen của công đoàn", Whose.UNIT, _UNION),
    Honour("commendation_federation", "Bằng khen của liên đoàn lao động tỉnh", Whose.UNIT, _UNION),
    Honour("strong_union", "Công đoàn cơ sở vững mạnh", Whose.UNIT),
    Honour("worker_advanced", "Lao động tiên tiến", Whose.PERSON, _HEAD),
    Honour("fighter_grassroots", "Chiến sĩ thi đua cơ sở", Whose.PERSON, _HEAD),
    Honour("fighter_province", "Chiến sĩ thi đua cấp bộ, tỉnh", Whose.PERSON, _CHAIR),
    Honour("fighter_national", "Chiến sĩ thi đua toàn quốc", Whose.PERSON, _PREMIER),
    Honour("merit_certificate", "Giấy khen", Whose.PERSON, _HEAD),
    Honour("commendation", "Bằng khen cấp bộ, tỉnh", Whose.PERSON, _CHAIR),
    Honour("merit_certificate_union", "Giấy khen của công đoàn", Whose.PERSON, _UNION),
    Honour("excellent_member", "Đoàn viên công đoàn xuất sắc", Whose.PERSON),
)
"""What may be aimed at, those decided near by first."""


def says_why(reason: str) -> bool:
    """Whether a reason is long enough to say something."""
    return sum(sign.isalnum() for sign in reason) >= SHORTEST_REASON


def alike(one: str, other: str) -> int:
    """How much of two texts is the same, in per cent of their words; nothing is like an empty text.

    >>> alike("Giữ đúng giờ làm việc", "Giữ đúng  GIỜ làm việc")
    100
    """
    words, others = spelled(one).split(), spelled(other).split()
    if not words or not others:
        return 0
    return int(SequenceMatcher(None, words, others, autojunk=False).ratio() * 100)


def asks_again(promise: str, last_year: str) -> int:
    """How alike a promise is to last year's, where it is so much that it must be asked about; else 0."""
    share = alike(promise, last_year)
    return share if share >= ALIKE else 0


@dataclass(frozen=True, slots=True)
class Held:
    """What a list holds on a day. `gone` and `twice` are names; `due_on` is None where no duty names a day."""

    own: bool
    approved: int
    waiting: int
    drafts: int
    gone: Sequence[str]
    twice: Sequence[str]
    unread: bool
    has_superior: bool
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at before sending; `blocking` ones must be mended first."""

    key: str
    sentence: str
    blocking: bool = False


def remarks(held: Held, on: date) -> list[Remark]:
    """What to look at before a list is sent up, what must be mended first at the head."""
    found = [*_must(held)]
    if not held.own and held.approved:
        found.append(Remark("no_own", "Chưa có đăng ký của tập thể đơn vị; danh sách chỉ gồm cá nhân."))
    if held.gone:
        found.append(Remark("gone", f"Không còn làm việc tại đơn vị: {_named(held.gone)}."))
    if held.twice:
        found.append(Remark("twice", f"Có thể bị ghi hai lần: {_named(held.twice)}. Hãy xem lại."))
    if held.waiting or held.drafts:
        left = " và ".join(
            words
            for count, words in (
                (held.waiting, f"{held.waiting} đăng ký chờ duyệt tại đơn vị"),
                (held.drafts, f"{held.drafts} bản chưa gửi hoặc bị từ chối"),
            )
            if count
        )
        found.append(Remark("left_out", f"Còn {left}: những người này không có trong danh sách gửi đi."))
    if held.due_on and held.due_on < on:
        words = f"Đã qua hạn {held.due_on:%d/%m/%Y}. Danh sách vẫn gửi được nhưng sẽ ghi là gửi muộn."
        found.append(Remark("late", words))
    return found


def _must(held: Held) -> list[Remark]:
    found = []
    if not held.own and not held.approved:
        words = "Chưa có gì để gửi: hãy ghi đăng ký của đơn vị hoặc duyệt đăng ký của ít nhất một người."
        found.append(Remark("nobody", words, blocking=True))
    if held.own and held.unread:
        words = "Đăng ký của đơn vị chép từ năm trước và chưa ai xem lại. Hãy mở ra xem rồi lưu."
        found.append(Remark("unread", words, blocking=True))
    if not held.has_superior:
        words = "Đơn vị không có cấp trên trên tuyến của cuộc vận động này nên không có nơi để gửi."
        found.append(Remark("no_superior", words, blocking=True))
    return found


def _named(names: Sequence[str]) -> str:
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" và {rest} người nữa" if rest > 0 else "")
