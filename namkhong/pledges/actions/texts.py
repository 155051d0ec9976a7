"""Whole texts as they are signed: kept once, and remembered by whoever signs often."""

from collections.abc import Sequence

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.pledges.models import SignedText
from namkhong.pledges.queries.texts import text_along


class NothingToPledge(DomainError):
    sentence = "Đợt ký này chưa có nội dung cam kết. Hãy báo đơn vị tổ chức ban hành nội dung trước."


Known = tuple[int, bytes]
"""Number and mark of a whole text."""

Key = tuple[int, int, tuple[int, ...]]
"""A round, the version of its texts, and a way from the organiser down."""

_KNOWN: dict[Key, Known] = {}
_MOST = 200_000


def text_in_force(round: int, version: int, path: Sequence[int], found: dict[Key, Known]) -> Known:
    """The text that people of a unit sign, kept if it never was. Raises: NothingToPledge.

    What is remembered holds for one version of all texts of the round and one way through the tree, both just read
    from the database; it is remembered only when the text itself is there to stay. `found` is what this one act has
    found, for many who sign at once.
    """
    key = (round, version, tuple(path))
    if known := _KNOWN.get(key) or found.get(key):
        return known
    text = text_along(round, path)
    if not text.lines:
        raise NothingToPledge()
    SignedText.objects.bulk_create(
        [SignedText(round_id=round, mark=text.mark, lines=text.as_data)], ignore_conflicts=True
    )
    number = SignedText.objects.values_list("pk", flat=True).get(round=round, mark=text.mark)
    known = found[key] = (number, text.mark)
    transaction.on_commit(lambda: _remember(key, known))
    return known


def _remember(key: Key, known: Known) -> None:
    if len(_KNOWN) >= _MOST:
        _KNOWN.clear()
    _KNOWN[key] = known
