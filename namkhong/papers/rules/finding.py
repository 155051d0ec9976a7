"""What the linter answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One slip: ``code`` for tests, ``where`` and ``sentence`` for people; ``blocking`` ones stop the issue."""

    code: str
    where: str
    sentence: str
    blocking: bool = False
