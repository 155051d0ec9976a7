"""How the page of a point is to look: in English, in large type, both or neither; told by the address (`?v=en-to`).

What the page says besides its questions stands in the templates in both languages; sentences that are answers stand
here.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from namkhong.feedback.states import Lowered

NOWHERE: Final = "Không có điểm lấy ý kiến ở địa chỉ này."
CLOSED: Final = "Điểm lấy ý kiến này đã đóng."
ALREADY: Final = "Một ý kiến khác đã được gửi từ trang này. Muốn gửi thêm, xin mở trang mới."
UNREADABLE: Final = "Trang đã mở không còn dùng được. Xin mở lại."
TOO_LONG: Final = "Nội dung gửi lên dài quá mức cho phép."

_APART = "so your answer is published separately, among those without a code."
_ENGLISH: Final[dict[str, str]] = {
    NOWHERE: "Nobody is asked at this address.",
    CLOSED: "This place no longer asks for ratings.",
    ALREADY: "A different answer has been sent from this page. To send another, please open a new page.",
    UNREADABLE: "The page you opened can no longer be used. Please open it again.",
    TOO_LONG: "What you sent is longer than allowed.",
    Lowered.WRONG.label: f"The code is not right, {_APART}",
    Lowered.SPENT.label: f"This code has been used before, {_APART}",
    Lowered.OLD.label: f"The code has expired, {_APART}",
    Lowered.CROWD.label: f"Too many answers come from one place at the moment, {_APART}",
}


@dataclass(frozen=True, slots=True)
class Look:
    """English or Vietnamese, large or ordinary type."""

    english: bool = False
    large: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """As the templates know it."""
        return tuple(part for part, shown in (("english", self.english), ("large", self.large)) if shown)

    @property
    def address(self) -> str:
        """What is added to an address so that it looks like this."""
        named = "-".join(name for name, shown in (("en", self.english), ("to", self.large)) if shown)
        return f"?v={named}" if named else ""

    def said(self, sentence: str) -> str:
        """A sentence of the door in the language of the page; one that has not been put into English as it is."""
        return _ENGLISH.get(sentence, sentence) if self.english else sentence


PLAIN: Final = Look()


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for besides its point: a look, and the ballot and ticket of the page one comes from.

    Whoever changes the look at a counter keeps the ticket, so that a code that has changed meanwhile takes nothing.
    """

    look: Look = PLAIN
    ballot: str = ""
    ticket: str = ""


_PLAINLY: Final = Asked()


def asked_in(query: str) -> Asked:
    """What stands behind the question mark of an address; whatever a stranger may write there, nothing fails."""
    if not query:
        return _PLAINLY
    try:
        pairs = dict(parse_qsl(query, max_num_fields=8))
    except ValueError:
        return _PLAINLY
    named = pairs.get("v", "").split("-")
    return Asked(Look("en" in named, "to" in named), pairs.get("i", "")[:32], pairs.get("t", "")[:60])
