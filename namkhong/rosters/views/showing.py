"""Words and figures that pages of lists show."""

from dataclasses import dataclass

from namkhong.design.components.panels import Stat, Step
from namkhong.rosters.columns import COLUMNS
from namkhong.rosters.models import Roster
from namkhong.rosters.states import RosterKind

_LABELS = {
    "new": "Mới",
    "changed": "Đổi thông tin",
    "moved": "Chuyển đơn vị",
    "same": "Giữ nguyên",
    "ended": "Thôi làm việc",
}


def steps(now: int) -> list[Step]:
    """The way of a list; `now` is the place of the step at hand."""
    labels = ("Gửi tệp", "Ghép cột", "Kiểm tra", "Nạp")
    states = ["done"] * now + ["now"] + ["later"] * (len(labels) - now - 1)
    return [Step(label, state) for label, state in zip(labels, states[: len(labels)], strict=True)]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake as it is shown."""

    row: int
    column: str
    sentence: str
    warning: bool


def mistakes_of(roster: Roster) -> list[Mistake]:
    """The first mistakes, with the names of columns."""
    labels = {column.key: column.label for column in COLUMNS[roster.kind]}
    return [
        Mistake(row, labels.get(column, "Cả dòng"), sentence, warning)
        for row, column, sentence, warning in roster.mistakes
    ]


def checked_figures(roster: Roster) -> list[Stat]:
    """What the dry run has counted."""
    counts = roster.counts
    good = counts.get("rows", 0) - counts.get("bad", 0)
    figures = [
        Stat("Dòng đúng", good),
        Stat("Dòng lỗi", counts.get("bad", 0)),
        Stat("Điều cần lưu ý", counts.get("warnings", 0)),
        Stat("Đã có trong hệ thống", counts.get("known", 0)),
    ]
    if roster.kind == RosterKind.STAFF:
        figures.append(Stat("Có trước, nay không có trong tệp", counts.get("missing", 0)))
    return figures


def loaded_figures(roster: Roster) -> list[Stat]:
    """What the loading has done."""
    counts = roster.counts
    done = [Stat(label, counts[key]) for key, label in _LABELS.items() if key in counts]
    if counts.get("bad"):
        done.append(Stat("Dòng lỗi đã bỏ qua", counts["bad"]))
    return done
