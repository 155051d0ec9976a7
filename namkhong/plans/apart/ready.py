"""Makes the reading process quick to start."""

import compileall
from functools import cache
from pathlib import Path

import namkhong.plans

_READER = Path(namkhong.plans.__file__).parent / "reading"


@cache
def make_ready() -> bool:
    """Compile the reader's modules, once for a server; False where that cannot be kept: readings then start slower.

    The reading process may write no file, so what Python compiles on its first start would be lost and done again for
    every document: a tenth of the time that a long plan takes.
    """
    return bool(compileall.compile_dir(_READER, quiet=2))
