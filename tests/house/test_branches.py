"""The marks of tools/branches.py tell what Coverage's tracer tells of the same run."""

import json
import subprocess
import sys
from pathlib import Path

import coverage
import pytest

from tools.branches import marked

SAMPLE = '''
"""About it."""
from __future__ import annotations
from dataclasses import dataclass
from functools import lru_cache

KEPT: int
SOME = (1,
        2)
"""How many."""


@dataclass(frozen=True)
class Thing:
    """Has a number."""

    number: int
    other: int = 0

    @property
    @lru_cache
    def twice(self) -> int:
        """Two times."""
        "is said again"
        return self.number * 2

    third = 3


def looks(numbers):
    found: int
    for number in numbers:
        if number > 5:
            break
        elif number == 4:
            continue
        if number == 3: found = 3
    else:
        found = 0
    while numbers:
        numbers = numbers[1:]
    for _ in numbers:
        pass
    if not numbers:
        def inner():
            nonlocal found
            found = 5
        inner()


def fails(what):
    try:
        with open(__file__):
            if what:
                raise what
    except ValueError:
        return 1
    except (KeyError,
            TypeError):
        what = None
    else:
        what = 2
    finally:
        SOME
    while True:
        if what:
            return [x for x in SOME if x]
        what = 1


def fits(what):
    match what:
        case 1 | 2:
            yield 1
        case [x] if x:
            yield 2
    match what:
        case 5:
            yield 3
        case _:
            yield 4
    if what == 7:
        yield 5


async def later():
    if KEPT:
        pass


if __name__ == "nowhere":
    SOME = ()
Thing(1).twice
'''
CALLS = [
    "",
    "looks([1, 2]); fails(None); list(fits(1))",
    "looks([3, 4]); fails(ValueError()); list(fits([1]))",
    "looks([6]); fails(TypeError()); fails(KeyError()); list(fits([0])); list(fits(5))",
    "looks([]); fails(ValueError()); fails(None); list(fits(7))",
]


def told(data_file: Path) -> dict[str, list]:
    """What Coverage reports."""
    measure = coverage.Coverage(data_file=str(data_file), config_file=False, branch=True)
    measure.load()
    report = data_file.with_suffix(".json")
    measure.json_report(outfile=str(report))
    (file,) = json.loads(report.read_text())["files"].values()
    names = ("executed_lines", "missing_lines", "executed_branches", "missing_branches")
    return {name: sorted(file[name]) for name in names}


@pytest.mark.parametrize("calls", CALLS)
def test_marks_tell_what_the_tracer_tells(calls: str, tmp_path: Path) -> None:
    source = tmp_path / "sample.py"
    source.write_text(SAMPLE + calls + "\n")
    traced, noted = tmp_path / "traced", tmp_path / "noted"
    run = ["coverage", "run", "--branch", f"--data-file={traced}", "--rcfile=/dev/null", str(source)]
    subprocess.run([sys.executable, "-m", *run], check=True)
    steps: set[tuple[int, int]] = set()
    exec(marked(source.read_bytes(), str(source)), {"__file__": str(source), "_steps_": steps, "_at_": -1})
    data = coverage.CoverageData(basename=str(noted))
    data.add_arcs({str(source): steps})
    data.write()
    assert told(noted) == told(traced)
