"""The reading process: limits first, then the decoders; the file on standard input, JSON on standard output."""

import json
import os
import sys
from typing import Any

from namkhong.plans.apart.__main__ import limit


def main(memory_mb: str, cpu_seconds: str, name: str, telling: str) -> None:
    """Answer {"reading": {"pages": …, "seen": […]}}, {"refusal": sentence}, {"full": true} or {"tangled": true}."""
    limit(int(memory_mb) * 1024 * 1024, int(cpu_seconds))
    content = sys.stdin.buffer.read()
    try:
        answer = read(content, int(telling))
    except MemoryError:
        answer = {"full": True}
    sys.stdout.write(json.dumps(answer))


def read(content: bytes, telling: int) -> dict[str, Any]:
    """What the pages hold, or a sentence why they could not be looked at."""
    # Only after the limits hold may the decoders be loaded.
    from namkhong.plans.reading.errors import UnreadableFile
    from namkhong.pledges.apart.codes import TooManyPages, pages_of, seen_on

    seen: list[dict[str, Any]] = []
    pages = 0
    try:
        count, pictures = pages_of(content)
        for pages, picture in enumerate(pictures, 1):
            seen += [{"page": pages} | found for found in seen_on(picture)]
            os.write(telling, f"{pages} {max(count, pages)}\n".encode())
    except (UnreadableFile, TooManyPages) as refused:
        return {"refusal": refused.sentence}
    return {"reading": {"pages": pages, "seen": seen}}


if __name__ == "__main__":
    main(*sys.argv[1:5])
