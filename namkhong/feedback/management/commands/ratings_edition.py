"""Publishes the ratings of a month, or proves that what was published is what the ballots say."""

import re
import sys
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from namkhong.feedback.actions.publishing import checked, publish_month, text_of
from namkhong.feedback.models import Edition
from namkhong.feedback.queries.editions import lines_with_ballots, revisions
from namkhong.feedback.signing import is_ours
from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.units.states import Line


class Command(BaseCommand):
    """`namkhong ratings_edition 2026-10`: publish; with `--check`, count anew and compare, 1 where they differ."""

    help = "Công bố số liệu đánh giá một tháng; --check: tính lại từ từng phiếu và đối chiếu với bản đã ký."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which month, on which line, why once more."""
        parser.add_argument("month", type=_month, help="tháng, viết như 2026-10")
        parser.add_argument("--line", choices=Line.values, help="một tuyến (mặc định mọi tuyến có ý kiến)")
        parser.add_argument("--reason", default="", help="lý do, khi công bố lại một tháng")
        parser.add_argument("--check", action="store_true", help="tính lại và đối chiếu, không công bố")
        parser.add_argument("--text", action="store_true", help="in toàn bộ nội dung đã ký")
        parser.add_argument("--new-key", action="store_true", help="tạo khóa ký mới khi khóa cũ đã mất")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish or check line by line; ends with 1 where a check fails."""
        month = options["month"]
        lines = [options["line"]] if options["line"] else lines_with_ballots(month)
        if not lines:
            raise CommandError("Tháng này không có ý kiến nào.")
        if options["check"]:
            good = [self._check(month, line, options["text"]) for line in lines]
            if not all(good):
                sys.exit(1)
            return
        for line in lines:
            self._publish(month, line, options)

    def _publish(self, month: int, line: str, options: dict[str, Any]) -> None:
        try:
            edition = publish_month(
                month=month, line=line, reason=options["reason"], by=None, at=now(), new_key=options["new_key"]
            )
        except DomainError as refused:
            raise CommandError(f"{Line(line).label}: {refused.sentence}") from refused
        self._tell(edition, options["text"])

    def _check(self, month: int, line: str, text: bool) -> bool:
        edition = revisions(month, line).last()
        if edition is None:
            self.stdout.write(f"{Line(line).label}: tháng này chưa công bố.")
            return False
        verdict = checked(edition=edition)
        self._tell(edition, text)
        self.stdout.write(f"  Tính lại từ từng phiếu: {'khớp' if verdict.counted else 'KHÔNG KHỚP'}")
        self.stdout.write(f"  Số liệu đang lưu:       {'khớp' if verdict.stored else 'KHÔNG KHỚP'}")
        self.stdout.write(f"  Chữ ký:                 {'đúng' if verdict.signature else 'SAI'}")
        if not is_ours(bytes(edition.public_key)):
            self.stdout.write("  Ký bằng khóa khác với khóa đang có trên máy này.")
        return verdict.good

    def _tell(self, edition: Edition, text: bool) -> None:
        told = [
            f"{Line(edition.line).label}, tháng {edition.month_of_year}/{edition.year}, bản {edition.revision}",
            f"  Ý kiến được công bố:    {edition.ballots}",
            f"  Ô khác bản trước:       {edition.changed}",
            f"  SHA-256:                {edition.digest}",
            f"  Chữ ký Ed25519:         {bytes(edition.signature).hex()}",
            f"  Khóa công khai:         {bytes(edition.public_key).hex()}",
        ]
        self.stdout.write("\n".join(told))
        if text:
            self.stdout.write(text_of(edition))


def _month(text: str) -> int:
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text):
        raise ArgumentTypeError("viết tháng như 2026-10")
    return int(text[:4]) * 100 + int(text[5:])
