"""One figure of the benchmark, how it is printed and kept."""

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.json"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `name` starts with the room; `control` was measured beside it in the same run, in the same unit.

    `goal` is a bound on `value` (`<= 100`), or on `ratio` where it says so (`ratio <= 4`); None: reported only.
    """

    name: str
    value: float
    unit: str
    control: float | None = None
    control_is: str = ""
    goal: str | None = None

    @property
    def ratio(self) -> float | None:
        """Value over control."""
        return round(self.value / self.control, 3) if self.control else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        words = self.goal.split()
        measured = self.ratio if words[0] == "ratio" else self.value
        sign, bound = words[-2], float(words[-1])
        if measured is None:
            return False
        return measured <= bound if sign == "<=" else measured >= bound


def show(rows: Sequence[Row]) -> None:
    """Print the table."""
    print(f"\n{'figure':42}{'value':>12} {'unit':10}{'control':>12}{'ratio':>9}  {'goal':14} met")
    for row in rows:
        control = "" if row.control is None else f"{row.control:.2f}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        met = {True: "yes", False: "NO", None: "-"}[row.met]
        print(f"{row.name:42}{row.value:12.2f} {row.unit:10}{control:>12}{ratio:>9}  {row.goal or '':14} {met}")


def keep(rows: Sequence[Row]) -> None:
    """Write `docs/benchmarks.json`; rows of figures not measured this time stay as they were."""
    before = json.loads(DOCUMENT.read_text())["rows"] if DOCUMENT.exists() else []
    fresh = {row.name: {**asdict(row), "ratio": row.ratio, "met": row.met} for row in rows}
    kept = [row for row in before if row["name"] not in fresh]
    document = {
        "machine": f"{os.cpu_count()} cores, {_memory()} GiB, {platform.system()}, Python {platform.python_version()}",
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "rows": sorted([*kept, *fresh.values()], key=lambda row: str(row["name"])),
    }
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _commit() -> str:
    answer = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return answer.stdout.strip()
