"""Random bytes by the page: asking the system for a few at a time makes a busy door wait for its turn each time."""

import secrets
from typing import Final

_PAGE: Final = 4096


class Lots:
    """Bytes drawn by lot, each handed out once."""

    def __init__(self) -> None:
        self._page, self._used = b"", 0

    def draw(self, count: int) -> bytes:
        """So many bytes, fewer than a page."""
        if self._used + count > len(self._page):
            self._page, self._used = secrets.token_bytes(_PAGE), 0
        self._used += count
        return self._page[self._used - count : self._used]
