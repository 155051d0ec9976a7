"""What hangs on units that are about to change: each room answers upward with counts and what will become of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hanging:
    """Things of one kind that hang on a set of units.

    `label` names them ("Việc chưa xong"), `becomes` says in a sentence what the reorganisation does with them, `sample`
    names a few so that a person recognises them, `url` leads to all of them where there is such a page.
    """

    kind: str
    label: str
    count: int
    becomes: str
    sample: tuple[str, ...] = ()
    url: str = ""
