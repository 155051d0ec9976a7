"""`namkhong renew_personal_key`: a new data key, with which all personal data is sealed anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.people.actions import drop_old_keys, renew_key, reseal_some
from namkhong.people.models import PersonalData
from namkhong.redress.models import Concern
from namkhong.redress.queries.receipts import KIND
from namkhong.rosters.models import Overwritten, Roster
from namkhong.rosters.states import RosterState


class Command(BaseCommand):
    """What lists have overwritten and may have to give back, and how people who raised a concern can be reached, is
    sealed anew as well: all places where boxes are kept are known here only, at the top of the house.

    People may go on working meanwhile. Broken off, it is taken up with `--go-on`, without yet another key."""

    help = "Make a new data key and seal all personal data anew; --go-on takes up work that was broken off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to go on with the newest key, and whether to drop the old ones."""
        parser.add_argument("--go-on", action="store_true", help="seal the rest with the newest key")
        parser.add_argument("--forget-old", action="store_true", help="drop old keys; nobody may be loading")

    def handle(self, *args: Any, **options: Any) -> None:
        """Some hundred boxes in one transaction, until none is left."""
        forget = options["forget_old"]
        _refuse_loading(forget)
        try:
            if not options["go_on"]:
                renew_key(at=now())
            kept = (PersonalData.objects.all(), Overwritten.objects.all(), Concern.objects.all())
            for boxes, kind in zip(kept, ("person", "person", KIND), strict=True):
                after: int | None = 0
                while after is not None:
                    after = reseal_some(boxes=boxes, after=after, at=now(), kind=kind)
            _refuse_loading(forget)  # begun just before the new key was made, it seals with the old one
            dropped = drop_old_keys(kept=kept) if forget else 0
        except DomainError as error:
            raise CommandError(error.sentence) from error
        self.stdout.write(f"Đã niêm phong lại bằng khóa mới; số khóa cũ đã bỏ: {dropped}.")


def _refuse_loading(forget: bool) -> None:
    """A list is sealed to its end with the key of its beginning: once that is dropped, nobody could open the rest."""
    if forget and Roster.objects.filter(state=RosterState.LOADING).exists():
        raise CommandError("Có danh sách đang được nạp. Hãy chờ nạp xong rồi mới bỏ khóa cũ.")
