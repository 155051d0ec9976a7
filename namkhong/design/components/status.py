"""Where something stands: status tags, due days, callouts, progress, shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString

TONES = ("info", "good", "warn", "danger", "quiet", "brand")
SOON_DAYS = 10
"""From how many days before the due day a thing counts as coming up."""
YEAR = 365
"""Beyond so many days overdue years are counted: nobody reads 1332 days."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is shown: words, tone of colour and drawing, so that it never hangs on colour alone."""

    label: str
    tone: str
    icon: str


STATUSES: dict[str, Look] = {
    "todo": Look("Chưa làm", "quiet", "circle"),
    "draft": Look("Đang soạn", "quiet", "pencil"),
    "overdue": Look("Quá hạn", "danger", "alert"),
    "missing": Look("Chưa gửi", "danger", "cross"),
    "soon": Look("Sắp đến hạn", "warn", "clock"),
    "returned": Look("Bị trả lại", "warn", "return"),
    "late": Look("Gửi muộn", "warn", "clock"),
    "submitted": Look("Đã gửi", "info", "send"),
    "running": Look("Đang diễn ra", "info", "play"),
    "accepted": Look("Đã tiếp nhận", "good", "check-circle"),
    "done": Look("Đã xong", "good", "check"),
    "exempt": Look("Không phải làm", "quiet", "dash"),
    "closed": Look("Đã khóa", "quiet", "lock"),
    "info": Look("Lưu ý", "info", "info"),
}
TONE_ICONS = {
    "info": "info",
    "good": "check-circle",
    "warn": "alert",
    "danger": "stop",
    "quiet": "info",
    "brand": "flag",
}


def checked_tone(tone: str) -> str:
    """The tone itself. Raises: ValueError where it is not one of `TONES`."""
    if tone not in TONES:
        raise ValueError(f"tone {tone!r} is none of {', '.join(TONES)}")
    return tone


def status(kind: str, label: str = "") -> dict[str, Any]:
    """A tag of one of `STATUSES`, with other words where `label` is given.

    Raises: ValueError for an unknown kind.
    """
    if kind not in STATUSES:
        raise ValueError(f"status {kind!r} is none of {', '.join(STATUSES)}")
    look = STATUSES[kind]
    return {"label": label or look.label, "tone": look.tone, "icon": look.icon}


def due(
    due_on: date | None, on: date, settled_on: date | None = None, first_due_on: date | None = None
) -> dict[str, Any]:
    """How a due day stands on the day `on`: days left, last day, overdue; or when it was settled and how late.

    `first_due_on` is the day before an extension; it stays visible, because an extension never hides the original.
    """
    if due_on is None:
        words, tone, icon = "Chưa định hạn", "quiet", "dash"
    elif settled_on is not None:
        words, tone, icon = _settled(due_on, settled_on)
    else:
        words, tone, icon = _left((due_on - on).days)
    was = first_due_on if first_due_on != due_on else None
    settled = settled_on is not None
    return {"words": words, "tone": tone, "icon": icon, "due_on": due_on, "first_due_on": was, "settled": settled}


def _left(days: int) -> tuple[str, str, str]:
    if days < -YEAR:
        return f"Quá hạn hơn {-days // YEAR} năm", "danger", "alert"
    if days < 0:
        return f"Quá hạn {-days} ngày", "danger", "alert"
    if days == 0:
        return "Hôm nay là hạn cuối", "warn", "clock"
    return f"Còn {days} ngày", "warn" if days <= SOON_DAYS else "quiet", "clock"


def _settled(due_on: date, settled_on: date) -> tuple[str, str, str]:
    shown = date_format(settled_on, "d/m/Y")
    late = (settled_on - due_on).days
    if late > 0:
        return f"Đã gửi {shown}, muộn {late} ngày", "warn", "clock"
    return f"Đã gửi {shown}, đúng hạn", "good", "check"


def callout(content: SafeString, tone: str = "info", title: str = "") -> dict[str, Any]:
    """A boxed remark. Tones: info, good, warn, danger, quiet. Raises: ValueError for another tone."""
    return {"content": content, "tone": checked_tone(tone), "title": title, "icon": TONE_ICONS[tone]}


def percent(part: float, whole: float) -> float:
    """`part` of `whole` in percent, between 0 and 100; 0 where there is no whole."""
    return min(100.0, max(0.0, 100 * part / whole)) if whole else 0.0


def progress(label: str, done: int, total: int, poll_url: str = "", note: str = "") -> dict[str, Any]:
    """How far a piece of work is. With `poll_url` the bar asks that page for itself every two seconds."""
    share = percent(done, total)
    return {
        "label": label,
        "done": done,
        "total": total,
        "width": f"{share:.1f}",
        "percent": number_format(int(share)),
        "poll_url": poll_url if done < total else "",
        "note": note,
    }


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a whole: its words, how many, and a tone (good, warn, danger, info, quiet, brand)."""

    label: str
    count: int
    tone: str = "brand"


GAP = 0.4
"""White between two parts of a bar, in percent of its length."""


def share_bar(label: str, parts: Sequence[Share]) -> dict[str, Any]:
    """A bar divided by counts (submitted, late, missing), with the counts in words below in the same order."""
    total = sum(part.count for part in parts)
    left, drawn = 0.0, []
    for part in parts:
        width = percent(part.count, total)
        drawn.append(
            {
                "share": part,
                "tone": checked_tone(part.tone),
                "x": f"{left:.2f}",
                "width": f"{max(0.0, width - GAP):.2f}",
            }
        )
        left += width
    words = ", ".join(f"{part.label.lower()} {number_format(part.count, force_grouping=True)}" for part in parts)
    return {"label": label, "total": total, "parts": drawn, "words": words}
