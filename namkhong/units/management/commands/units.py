"""`namkhong units load vietnam`: the administrative areas of the country as units."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.units.country import source
from namkhong.units.country.areas import FIRST_DAY
from namkhong.units.country.today import Loaded, load_today


class Command(BaseCommand):
    """Loads what is missing and says what it did; running it again changes nothing."""

    help = "Nạp sẵn đơn vị hành chính của cả nước."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`load vietnam`, with `--former` for what was before 1 July 2025 and `--under` for the unit above."""
        commands = parser.add_subparsers(dest="command", required=True, title="việc")
        load = commands.add_parser("load", help="nạp đơn vị hành chính")
        load.add_argument("country", choices=["vietnam"], help="vietnam: 34 tỉnh và 3.321 xã")
        load.add_argument(
            "--former", action="store_true", help="nạp cả tỉnh, huyện, xã trước ngày 01/7/2025 và việc sắp xếp"
        )
        load.add_argument("--under", default="", metavar="TÊN", help="đơn vị đứng trên các tỉnh (mặc định: Chính phủ)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Everything in one transaction; a refusal is printed as its sentence."""
        began = time.monotonic()
        try:
            self.stdout.write("Đang đọc dữ liệu ...")
            country = source.read()
            loaded = load_today(country=country, under=options["under"], on=today(), by=None, at=now())
            self._say(loaded)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Xong sau {time.monotonic() - began:.0f} giây.")

    def _say(self, loaded: Loaded) -> None:
        if loaded.nothing_new:
            self.stdout.write(f"Đơn vị hành chính hiện nay đã đủ dưới “{loaded.top.name}”: không có gì thay đổi.")
            return
        self.stdout.write(f"Dưới “{loaded.top.name}”: thêm {loaded.founded} đơn vị, giữ nguyên {loaded.kept} đơn vị.")
        if loaded.renamed:
            self.stdout.write(f"Đã đổi tên {loaded.renamed} đơn vị theo các nghị quyết sau ngày 01/7/2025.")
        if loaded.since > FIRST_DAY:
            self.stdout.write(
                f"Lưu ý: “{loaded.top.name}” chỉ đứng trên tuyến từ ngày {loaded.since:%d/%m/%Y}, nên các đơn vị bên "
                "dưới cũng được đặt từ ngày đó."
            )
