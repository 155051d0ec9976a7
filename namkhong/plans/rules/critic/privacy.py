"""Personal data in the text."""

from collections.abc import Iterator

from namkhong.plans.rules.critic.case import Case
from namkhong.plans.rules.critic.finding import Finding, FindingKind, Weight

_SEVERAL = 5
"""So many pieces of one kind are each shown; a list of people is one finding."""


def find(case: Case) -> Iterator[Finding]:
    """One finding for every kind of personal data, with its places; the data itself is never repeated."""
    by_kind: dict[str, list[tuple[int, int]]] = {}
    for piece in case.personal:
        by_kind.setdefault(piece.what, []).append((piece.start, piece.end))
    for what, places in by_kind.items():
        count = f"{len(places)} chỗ có " if len(places) > 1 else "Trong bài có "
        yield Finding(
            kind=FindingKind.PERSONAL,
            weight=Weight.SERIOUS,
            sentence=f"{count}{what}.",
            mend="Thay bằng số, địa chỉ của cơ quan, hoặc bỏ đi trước khi gửi rộng và đăng công khai.",
            spots=tuple(case.spot(max(0, start - 30), end) for start, end in places[:_SEVERAL]),
        )
