"""Files, functions and templates stay small enough to be read at one sitting (`make lint` prints the table)."""

from tools.sizes import measure, too_large


def test_nothing_is_too_large() -> None:
    assert too_large(measure()) == []
