"""Putting bytes away by their hash: written beside the place, then moved in, so that no half file is ever seen."""

import os
import tempfile
from pathlib import Path


def put(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` unless it is there already."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
