"""The review of a draft of 200 pages and 3,000 items; `python -m bench.review` measures it alone."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bench.alone import database, finish
from bench.rows import Row

if TYPE_CHECKING:
    from namkhong.people.models import Person
    from namkhong.plans.models import Plan
    from namkhong.units.models import Unit

PAGES = 200
GOAL = "<= 300"
CONTROL = "the sign-in page"
_HEAD = "KẾ HOẠCH\nTriển khai phong trào thi đua làm việc văn minh giai đoạn 2026 - 2030\n"
_LINES = (
    "- Phòng Tổ chức báo cáo kết quả về Văn phòng trước ngày {day}/{month} hằng năm.",
    "- Phấn đấu mỗi năm giảm từ {low}% đến {high}% số hồ sơ trễ hẹn của bộ phận thứ {n}.",
    "- Ban Tuyên giáo chủ trì, phối hợp Phòng Tài chính lập sổ theo dõi thứ {n}, xong trước ngày {day}/{month}/2027.",
)
_LINES_A_PAGE = 15


def measure(unit: "Unit", officer: "Person") -> Iterator[Row]:
    """Processor time of the server: the page, a part of its text, the critic; the control is the sign-in page."""
    from django.urls import reverse

    from bench.serving import page_ms, server, sign_in

    plan = large_draft(unit, officer)
    pages = [
        ("review_3000_items", reverse("plans:review", args=[plan.pk])),
        ("review_part", reverse("plans:part", args=[plan.pk, 10])),
        ("critic_3000_items", reverse("plans:findings", args=[plan.pk])),
    ]
    with server() as serving:
        _, floor = page_ms(serving, reverse("account_login"))
        for name, path in pages:
            _, cpu = page_ms(serving, path, sign_in(officer))
            yield Row(f"plans.{name}_cpu_ms", round(cpu, 1), "ms CPU", round(floor, 1), CONTROL, GOAL)


def large_draft(unit: "Unit", officer: "Person") -> "Plan":
    """A draft with an item on every line of 200 pages."""
    from namkhong.foundation.clock import now
    from namkhong.plans.actions import draft_plan
    from namkhong.plans.models import Reading
    from namkhong.plans.reading.as_json import full
    from namkhong.plans.reading.read import read_text
    from namkhong.units.states import Line

    result = full(read_text(long_text()))
    text, genre = result.pop("text"), result["genre"]
    reading = Reading.objects.create(unit=unit, text=text, result=result, genre=genre, read_at=now(), read_by=officer)
    plan = draft_plan(reading=reading, line=Line.UNION, by=officer, at=now())
    assert plan.clauses.count() >= PAGES * _LINES_A_PAGE, "the reader no longer finds an item on every line"
    return plan


def long_text() -> str:
    """The plan that it is read from."""
    lines = []
    for n in range(PAGES * _LINES_A_PAGE):
        if n % _LINES_A_PAGE == 0:
            lines.append(f"{n // _LINES_A_PAGE + 1}. Nhóm nhiệm vụ thứ {n // _LINES_A_PAGE + 1}")
        words = _LINES[n % len(_LINES)]
        lines.append(words.format(n=n, day=n % 28 + 1, month=n % 12 + 1, low=n % 5 + 1, high=n % 5 + 6))
    return _HEAD + "\n".join(lines)


def main() -> int:
    """Measure; the exit status says whether every goal is met."""
    with database():
        from django.core.management import call_command

        from bench.world import _person, _units
        from namkhong.people.states import PostKind

        call_command("collectstatic", verbosity=0, interactive=False)
        _, organiser, _ = _units(1)
        officer = _person("Nguyễn Thị Soát", organiser, PostKind.SUPERIOR_OFFICER, "bench.officer")
        return finish(list(measure(organiser, officer)))


if __name__ == "__main__":
    sys.exit(main())
