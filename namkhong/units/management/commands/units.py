"""`namkhong units load vietnam`: the administrative areas of the country as units."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.units.country import source
from namkhong.units.country.areas import FIRST_DAY
from namkhong.units.country.former import FormerLoaded, load_former
from namkhong.units.country.today import Loaded, load_today


class Command(BaseCommand):
    """Loads what is missing and says what it did; running it again changes nothing."""

    help = "Nạp sẵn đơn vị hành chính của cả nước."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`load vietnam`, with `--former` for what was before 1 July 2025 and `--under` for the unit above."""
        commands = parser.add_subparsers(dest="command", required=True, title="việc")
        load = commands.add_parser("load", help="nạp đơn vị hành chính (chạy lại không làm thay đổi gì)")
        load.add_argument("country", choices=["vietnam"], help="34 tỉnh, thành phố và 3.321 xã, phường, đặc khu")
        load.add_argument(
            "--former",
            action="store_true",
            help=(
                "nạp cả 63 tỉnh, 696 huyện, 10.035 xã trước ngày 01/7/2025 và việc sắp xếp (10.602 cặp đơn vị cũ, mới)"
            ),
        )
        load.add_argument("--under", default="", metavar="TÊN", help="đơn vị đứng trên các tỉnh (mặc định: Chính phủ)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Everything in one transaction; a refusal is printed as its sentence."""
        began = time.monotonic()
        try:
            self._load(under=options["under"], former=options["former"])
        except DomainError as error:
            raise CommandError(error.sentence) from error
        self.stdout.write(f"Xong sau {time.monotonic() - began:.0f} giây.")

    def _load(self, *, under: str, former: bool) -> None:
        self.stdout.write("Đang đọc dữ liệu ...")
        country = source.read()
        with transaction.atomic():
            loaded = load_today(country=country, under=under, on=today(), by=None, at=now())
            self._say_today(loaded)
            if former:
                self.stdout.write("Đang nạp đơn vị trước ngày 01/7/2025 và thực hiện việc sắp xếp ...")
                self._say_former(load_former(country=country, top=loaded.top, by=None, at=now(), say=self._line))

    def _line(self, text: str) -> None:
        self.stdout.write(f"  {text}")

    def _say_today(self, loaded: Loaded) -> None:
        if loaded.nothing_new:
            self._line(f"Đơn vị hiện nay đã đủ dưới “{loaded.top.name}”: không có gì thay đổi.")
            return
        self._line(f"Dưới “{loaded.top.name}”: thêm {_count(loaded.founded)}, giữ nguyên {_count(loaded.kept)} đơn vị.")
        if loaded.renamed:
            self._line(f"Đã đổi tên {_count(loaded.renamed)} đơn vị theo các nghị quyết sau ngày 01/7/2025.")
        if loaded.adopted:
            self._line(f"Đã ghi mã địa bàn cho {_count(loaded.adopted)} đơn vị có sẵn mang đúng tên.")
        for name in loaded.apart:
            self._line(f"Lưu ý: “{name}” có từ trước, không đứng dưới “{loaded.top.name}” và được giữ nguyên vị trí.")
        if loaded.since > FIRST_DAY:
            self._line(
                f"Lưu ý: “{loaded.top.name}” đứng trên tuyến từ ngày {loaded.since:%d/%m/%Y}, nên các đơn vị bên dưới "
                "cũng từ ngày đó."
            )

    def _say_former(self, loaded: FormerLoaded) -> None:
        if not loaded.founded:
            self._line("Đơn vị cũ đã được nạp trước đây: không có gì thay đổi.")
            return
        done = loaded.reorganised
        self._line(f"Đã thực hiện {_count(done.carried_out)} nghị quyết sắp xếp.")
        self._line(
            f"Cần người quyết định: {_count(done.to_decide)} xã cũ được chia cho nhiều xã mới, chưa có tỷ lệ. Hãy mở "
            f"{_count(done.drafts)} dự thảo sắp xếp của các tỉnh, nhập tỷ lệ rồi thực hiện."
        )


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
