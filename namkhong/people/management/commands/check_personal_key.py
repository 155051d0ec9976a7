"""`namkhong check_personal_key`: does the key that lies outside the database open what is in it?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from namkhong.foundation.errors import DomainError
from namkhong.people.models import PersonalData
from namkhong.people.sealing import number_in, sealers

KEEP_APART = (
    "Hãy sao lưu khóa này (tệp personal_key hoặc biến NAMKHONG_PERSONAL_KEY) ở nơi khác với bản sao lưu cơ sở dữ liệu. "
    "Mất khóa thì không ai mở lại được thông tin cá nhân."
)


class Command(BaseCommand):
    """Opens every data key and one box of each; shows nothing of what is inside."""

    help = "Say whether the personal key on this machine matches the database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 where the key does not match."""
        try:
            keys = sealers()
            for number, key in keys.items():
                head, after = number.to_bytes(4, "big"), (number + 1).to_bytes(4, "big")
                row = PersonalData.objects.filter(sealed__gte=head, sealed__lt=after).order_by("pk").first()
                if row is not None and number_in(row.sealed) == number:
                    key.open(row.person_id, bytes(row.sealed))
        except DomainError as error:
            raise CommandError(error.sentence) from error
        if not keys:
            self.stdout.write("Chưa có thông tin cá nhân nào được niêm phong.")
            return
        self.stdout.write(f"Khóa khớp: mở được {len(keys)} khóa dữ liệu. {KEEP_APART}")
