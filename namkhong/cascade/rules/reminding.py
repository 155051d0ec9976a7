"""Words to paste into a chat: who is behind with its own plan, and what a unit's plan still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from namkhong.cascade.rules.naming import in_sentence
from namkhong.cascade.states import Standing
from namkhong.foundation.days import show_day

LISTED = 40
"""More names than this nobody reads in a chat; the letter names all."""
GAPS_LISTED = 3
"""Gaps told of one unit in the message to all; the letter and the message to that unit tell all."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A unit with something outstanding: how far it has come, its day, and what its plan lacks in words."""

    unit_name: str
    standing: Standing
    due_on: date | None
    lacking: tuple[str, ...] = ()

    def words(self, on: date, most: int | None = None) -> str:
        """What is missing, in one line; of the gaps in a plan the first `most`, None for all."""
        if self.standing is Standing.ISSUED:
            shown = self.lacking[:most]
            more = len(self.lacking) - len(shown)
            return "kế hoạch cần bổ sung: " + "; ".join(shown) + (f" và {more} chỗ nữa" if more else "")
        said = self.standing.label[:1].lower() + self.standing.label[1:]
        said = f"{said}, chưa ban hành kế hoạch" if self.standing is not Standing.UNOPENED else "chưa mở kế hoạch"
        if self.due_on is None:
            return said
        late = (on - self.due_on).days
        return f"{said} (quá hạn {late} ngày)" if late > 0 else f"{said} (hạn {show_day(self.due_on)})"


def reminder_text(plan: str, behind: Sequence[Behind], sender: str, on: date) -> str:
    """One message to all."""
    lines = [
        f"{place}. {row.unit_name}: {row.words(on, GAPS_LISTED)}" for place, row in enumerate(behind[:LISTED], start=1)
    ]
    if len(behind) > LISTED:
        lines.append(f"… và {len(behind) - LISTED} đơn vị nữa, xem công văn kèm theo")
    listed = "\n".join(lines)
    return (
        f"Kính gửi các đơn vị,\nVề việc lập kế hoạch thực hiện {in_sentence(plan)}, đến ngày {show_day(on)} còn "
        f"{len(behind)} đơn vị chưa xong:\n\n{listed}\n\n"
        f"Đề nghị các đơn vị hoàn thành sớm, vướng mắc xin báo lại.\n{sender}"
    )


def reminder_to_one(plan: str, row: Behind, sender: str, on: date) -> str:
    """One message to one unit."""
    return (
        f"Kính gửi {row.unit_name},\nVề việc lập kế hoạch thực hiện {in_sentence(plan)}: {row.words(on)}.\n"
        f"Đề nghị đơn vị hoàn thành sớm, vướng mắc xin báo lại.\n{sender}"
    )
