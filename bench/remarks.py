"""What people write, by the hundred thousand: reading it behind the door, and finding words in it.

`python -m bench.remarks [remarks]`, on PostgreSQL through `tools/on_postgresql.py`. The sentences are put together by
chance from pieces of our own, each with a name, a number or nothing in it; a rare word stands in one of five thousand.
"""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from bench.alone import database, finish, look_at_tables
from bench.rows import Row

if TYPE_CHECKING:
    from bench.land import Country
    from namkhong.feedback.models import Ballot
    from namkhong.units.models import Unit

WHO = ("Cán bộ một cửa", "Anh Nguyễn Văn Minh", "Chị Lan ở quầy số 3", "Bác sĩ trực", "Bảo vệ", "Người nhận hồ sơ")
DID = (
    "nói năng nhẹ nhàng, dễ hiểu",
    "bắt chờ từ sáng đến trưa",
    "đòi thêm giấy tờ không có trong danh mục",
    "gợi ý đưa tiền bồi dưỡng",
    "hướng dẫn rất kỹ",
    "trả kết quả sớm hai ngày",
    "không nghe máy số 0912 345 678",
)
AND = ("", "Xin cảm ơn.", "Mong sửa lại.", "Nhà vệ sinh bẩn.", "Máy lấy số bị hỏng.", "Tôi sẽ quay lại.")
RARE = "Cầu thang trơn trượt."
FIRST, DAYS = date(2026, 10, 1), 31
AT_ONCE = 10_000
MADE_AT_ONCE = 500
ROUNDS = 30
SEARCHES = (
    ("common", "cho"),
    ("two_words", "giay to"),
    ("phrase", '"quay so 3" cam on'),
    ("rare", "tron truot"),
    ("nothing", "khongcochunay"),
)


def measure(country: "Country", remarks: int) -> Iterator[Row]:
    """Reading, then searching the nation and one province."""
    from namkhong.feedback.actions import read_remarks
    from namkhong.feedback.models import Remark

    _make(country, remarks)
    look_at_tables()
    began, cpu, read = time.perf_counter(), time.process_time(), 0
    while count := read_remarks(AT_ONCE):
        read += count
    spent = time.perf_counter() - began
    assert Remark.objects.count() == read == remarks, "every ballot with words is one remark"
    yield Row("feedback.remarks_read_per_s", round(read / spent), "remarks/s")
    yield Row("feedback.remark_read_cpu_us", round((time.process_time() - cpu) / read * 1e6), "µs")
    look_at_tables()
    for where, unit in (("nation", country.top), ("province", country.provinces[-1]), ("school", country.schools[-1])):
        for name, words in SEARCHES:
            yield Row(f"feedback.words_{where}_{name}_p95", round(_searched(unit.pk, words), 1), "ms")


def _searched(unit: int, words: str) -> float:
    """The 95th percentile of the milliseconds for the first page of what is found."""
    from namkhong.feedback.queries.remarks import Search, page_of_remarks

    search, waits = Search(unit, FIRST, FIRST + timedelta(days=DAYS - 1), words), []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        page_of_remarks(search, ())
        waits.append((time.perf_counter() - began) * 1000)
    return sorted(waits)[int(ROUNDS * 0.95) - 1]


def _make(country: "Country", remarks: int) -> None:
    from bench.ratings import poster_at
    from namkhong.feedback.models import Ballot, Point, Unread

    [slug] = poster_at([country.top])
    point, units, dice = Point.objects.get(slug=slug).pk, country.units, Random(6)
    for start in range(0, remarks, MADE_AT_ONCE):
        numbers = range(start, min(start + MADE_AT_ONCE, remarks))
        ballots = [_ballot(units, point, dice, number) for number in numbers]
        Ballot.objects.bulk_create(ballots)
        Unread.objects.bulk_create([Unread(ballot=ballot.pk) for ballot in ballots])


def _ballot(units: "Sequence[Unit]", point: int, dice: Random, number: int) -> "Ballot":
    from namkhong.feedback.models import Ballot

    said = f"{dice.choice(WHO)} {dice.choice(DID)}. {dice.choice(AND)}"
    return Ballot(
        id=UUID(int=number + 1),
        mark=number,
        unit=dice.choice(units),
        point_id=point,
        day=FIRST + timedelta(days=number % DAYS),
        hour=9,
        score=dice.randint(1, 5),
        evidence="C",
        words=f"{said} {RARE}".strip() if number % 5000 == 0 else said.strip(),
    )


def main() -> int:
    """Measure in a database of its own."""
    remarks = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with database():
        from bench import land

        return finish(measure(land.build(int(os.environ.get("UNITS", "130000"))), remarks))


if __name__ == "__main__":
    sys.exit(main())
