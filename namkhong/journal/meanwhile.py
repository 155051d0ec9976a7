"""How far work has come that is still inside its one transaction, where nobody else sees its rows.

Kept as a small file beside the other files: another connection could not write it, since SQLite has one writer.
Only a hint for a bar; a file that is missing or broken says nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Stage:
    """The stage at hand: how many are finished, and what is being done now."""

    done: int
    words: str


def tell_stage(progress: int, done: int, words: str) -> None:
    """`done` stages of the work are finished; `words` say what begins now."""
    path = _path(progress)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(f"{done}\n{words}", encoding="utf-8")
    fresh.replace(path)


def stage_of(progress: int) -> Stage | None:
    """What was told last; None where nothing was, or the work has ended."""
    try:
        done, _, words = _path(progress).read_text(encoding="utf-8").partition("\n")
        return Stage(int(done), words)
    except (OSError, ValueError):
        return None


def forget_stage(progress: int) -> None:
    """The work has ended."""
    _path(progress).unlink(missing_ok=True)


def _path(progress: int) -> Path:
    return Path(settings.VAR) / "progress" / str(progress)
