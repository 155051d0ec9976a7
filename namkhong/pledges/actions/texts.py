"""Whole texts as they are signed: kept once, and remembered by whoever signs often."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.pledges.models import SignedText, Wording
from namkhong.pledges.queries.texts import text_along


class NothingToPledge(DomainError):
    sentence = "Đợt ký này chưa có nội dung cam kết. Hãy báo đơn vị tổ chức ban hành nội dung trước."


Known = tuple[int, bytes]
"""Number and mark of a whole text."""

Key = tuple[int, int, tuple[int, ...]]
"""A round, the version of its texts, and the units on a way from the organiser down that have lines of their own."""


@dataclass(slots=True)
class Found:
    """What one act has looked up, for many who sign at once."""

    texts: dict[Key, Known] = field(default_factory=dict)
    worded: dict[tuple[int, int], frozenset[int] | None] = field(default_factory=dict)


_FOUND = Found()
"""What is remembered: it holds for one version of all texts of a round, and only once it is there to stay."""
_MOST = 200_000
_MOST_WORDED = 5_000
"""Where more units have lines of their own, which ones is not remembered: every unit then counts as if it had some."""


def text_in_force(round: int, version: int, path: Sequence[int], found: Found) -> Known:
    """The text that people of a unit sign, kept if it never was. Raises: NothingToPledge.

    Units without lines of their own sign the same text, which is looked up once for all of them.
    """
    worded = _worded(round, version, found)
    key = (round, version, tuple(path) if worded is None else tuple(unit for unit in path if unit in worded))
    if known := _FOUND.texts.get(key) or found.texts.get(key):
        return known
    text = text_along(round, path)
    if not text.lines:
        raise NothingToPledge()
    SignedText.objects.bulk_create(
        [SignedText(round_id=round, mark=text.mark, lines=text.as_data)], ignore_conflicts=True
    )
    number = SignedText.objects.values_list("pk", flat=True).get(round=round, mark=text.mark)
    known = found.texts[key] = (number, text.mark)
    transaction.on_commit(lambda: _remember(key, known, worded))
    return known


def forget_texts() -> None:
    """Remember nothing, as a process that has just begun."""
    _FOUND.texts.clear()
    _FOUND.worded.clear()


def _worded(round: int, version: int, found: Found) -> frozenset[int] | None:
    """The units with lines of their own; None where they are too many to be remembered."""
    key = (round, version)
    for known in (_FOUND.worded, found.worded):
        if key in known:
            return known[key]
    issued = Wording.objects.filter(round=round, issued_at__isnull=False).order_by()
    units = issued.values_list("unit", flat=True).distinct()[: _MOST_WORDED + 1]
    worded = frozenset(units)
    return found.worded.setdefault(key, worded if len(worded) <= _MOST_WORDED else None)


def _remember(key: Key, known: Known, worded: frozenset[int] | None) -> None:
    if len(_FOUND.texts) >= _MOST:
        forget_texts()
    _FOUND.texts[key] = known
    for old in [each for each in _FOUND.worded if each[0] == key[0] and each[1] < key[1]]:
        _FOUND.worded.pop(old, None)
    _FOUND.worded[key[:2]] = worded
