"""The reading process: limits first, then the parsers; the document on standard input, JSON on standard output."""

import gc
import json
import os
import resource
import sys
from typing import Any


class Pictured(Exception):
    """Pages are pictures, and whoever asks does not want to wait for them."""

    def __init__(self, pages: int) -> None:
        super().__init__(pages)
        self.pages = pages


def main(way: str, memory_mb: str, cpu_seconds: str, name: str, telling: str = "") -> None:
    """Answer {"reading": …}, {"pictured": pages}, {"refusal": sentence}, {"full": true} or {"tangled": true}.

    `way` is "text", "file" (pages that are pictures are only counted) or "pictures" (they are read too, and each is
    told on the open file of the number `telling`, as a line "read of").
    """
    limit(int(memory_mb) * 1024 * 1024, int(cpu_seconds))
    # The process ends with its answer: looking over all that is kept, again and again, would be for nothing.
    gc.set_threshold(200_000, 50, 50)
    content = sys.stdin.buffer.read()
    try:
        answer = read(way, content, name, int(telling) if telling else None)
    except MemoryError:
        answer = {"full": True}
    sys.stdout.write(json.dumps(answer))


def limit(memory: int, seconds: int) -> None:
    """No more memory, processor time or open files than this; no file may be written, no core dumped.

    The program that reads pictures is started from here, and each of its runs has the same limits.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(way: str, content: bytes, name: str, telling: int | None = None) -> dict[str, Any]:
    """The reading, or the reader's own sentence why there is none."""
    # Only after the limits hold may the parsers be loaded.
    from namkhong.plans.reading.as_json import full
    from namkhong.plans.reading.errors import UnreadableFile
    from namkhong.plans.reading.extract import Extract, as_taken
    from namkhong.plans.reading.read import read_text
    from namkhong.plans.reading.sources import extract_of, in_unicode

    def on_page(done: int, pages: int) -> None:
        if way == "file":
            raise Pictured(pages)
        if telling is not None:
            os.write(telling, f"{done} {pages}\n".encode())

    try:
        extract = in_unicode(Extract(content.decode())) if way == "text" else extract_of(content, name, on_page)
        # A zero sign or half a surrogate pair cannot be stored; each becomes one other sign, so that places hold.
        clean = extract.text.replace("\x00", " ").encode("utf-8", "replace").decode()
        return {"reading": full(as_taken(read_text(clean), extract))}
    except Pictured as found:
        return {"pictured": found.pages}
    except UnreadableFile as refused:
        return {"refusal": refused.sentence}
    except RecursionError:
        return {"tangled": True}


if __name__ == "__main__":
    main(*sys.argv[1:6])
