"""Publishing a finished month: counted from the ballots, small cells hidden, signed, frozen."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from namkhong.feedback.box.editions import write_cells
from namkhong.feedback.models import Edition
from namkhong.feedback.queries import editions
from namkhong.feedback.rules.editions import Head, ballots_told, digest_of, signed_text
from namkhong.feedback.signing import Signed, sign, verifies
from namkhong.foundation.errors import DomainError
from namkhong.foundation.months import month_of
from namkhong.journal.actions import record
from namkhong.people.models import Person


class MonthNotOver(DomainError):
    sentence = "Tháng này chưa kết thúc, nên chưa công bố được."


class ReasonMissing(DomainError):
    sentence = "Tháng này đã công bố. Hãy nêu lý do công bố lại."


class NothingChanged(DomainError):
    sentence = (
        "Không có số liệu nào thay đổi so với bản đã công bố. Thay đổi dưới 10 ý kiến của một đơn vị thì chưa công bố, "
        "để không lộ ý kiến của từng người."
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an edition is what the ballots say, and what was signed."""

    counted: bool
    stored: bool
    signature: bool

    @property
    def good(self) -> bool:
        """All three agree: counted anew from the ballots, the stored cells, the signature."""
        return self.counted and self.stored and self.signature


@transaction.atomic
def publish_month(
    *, month: int, line: str, reason: str = "", by: Person | None, at: datetime, new_key: bool = False
) -> Edition:
    """Publish a month on a line of units; once more only with a reason, as a new revision.

    Raises: MonthNotOver, ReasonMissing, NothingChanged, KeyMissing, KeyUnfit.
    """
    if month >= month_of(at.date()):
        raise MonthNotOver()
    earlier = editions.revisions(month, line)
    last = earlier.last()
    if last is not None and not reason.strip():
        raise ReasonMissing()
    content = editions.content_of(month, line, earlier, earlier)
    changed = editions.changed_cells(editions.lines_in(last) if last else {}, content.lines)
    if last is not None and not changed:
        raise NothingChanged()
    head = _head_after(last, month, line, reason, at)
    text = signed_text(head, content.lines)
    signed = sign(text, may_make=new_key or not Edition.objects.exists())
    return _written(head, content, changed, digest_of(text), signed, by)


def checked(*, edition: Edition) -> Verdict:
    """Count an edition anew from the ballots as they are now, and look whether hash and signature agree."""
    so_far = editions.revisions(edition.month, edition.line).filter(revision__lte=edition.revision)
    earlier = so_far.filter(revision__lt=edition.revision)
    content = editions.content_of(edition.month, edition.line, earlier, so_far)
    counted = digest_of(signed_text(_head_of(edition), content.lines))
    text = text_of(edition)
    return Verdict(
        counted=counted == edition.digest,
        stored=digest_of(text) == edition.digest,
        signature=verifies(text, bytes(edition.signature), bytes(edition.public_key)),
    )


def text_of(edition: Edition) -> str:
    """The signed text of an edition, from its stored cells."""
    return signed_text(_head_of(edition), editions.lines_in(edition))


def _head_after(last: Edition | None, month: int, line: str, reason: str, at: datetime) -> Head:
    if last is None:
        return Head(month, line, 1, reason.strip(), "", at)
    return Head(month, line, last.revision + 1, reason.strip(), last.digest, at)


def _head_of(edition: Edition) -> Head:
    before = editions.revisions(edition.month, edition.line).filter(revision=edition.revision - 1)
    previous = before.values_list("digest", flat=True).first() or ""
    return Head(edition.month, edition.line, edition.revision, edition.reason, previous, edition.made_at)


def _written(
    head: Head, content: editions.Content, changed: int, digest: str, signed: Signed, by: Person | None
) -> Edition:
    edition = Edition.objects.create(
        month=head.month,
        line=head.line,
        revision=head.revision,
        reason=head.reason,
        ballots=sum(ballots_told(lines) for lines in content.lines.values()),
        changed=changed,
        digest=digest,
        signature=signed.signature,
        public_key=signed.public_key,
        made_at=head.made_at,
        made_by=by,
    )
    write_cells(edition.pk, content.lines, content.own)
    facts = {"month": f"{head.month % 100}/{head.month // 100}", "revision": head.revision, "changed": changed}
    by_whom = by.pk if by else None
    record(
        verb="edition.publish", subject_kind="edition", subject_id=edition.pk, at=head.made_at, by=by_whom, facts=facts
    )
    return edition
