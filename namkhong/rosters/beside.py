"""Work that is done beside other work: a second process makes things while this one deals with those made before."""

import gc
import os
import pickle
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, NoReturn, TypeVar

T = TypeVar("T")


class Stopped(Exception):
    """The second process has ended before its work had."""


@contextmanager
def beside(items: Iterator[T], *, apart: bool) -> Iterator[Iterator[T]]:
    """The same items, made in a process of their own where `apart` says so; it ends with the block.

    Whoever makes them must not touch the database: the connection belongs to this process. What goes wrong there is
    raised here. Raises, iterating: Stopped where the process was ended from outside.
    """
    if not apart:
        yield items
        return
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _make(items, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        try:
            yield _made(stream)
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _make(items: Iterator[T], writing: int) -> NoReturn:  # pragma: no cover - in a process that is not measured
    """Send one item after another; never comes back, so that nothing of the first process is ended twice."""
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.disable()
        with os.fdopen(writing, "wb") as stream:
            try:
                for item in items:
                    pickle.dump(("made", item), stream, protocol=5)
                    stream.flush()
                pickle.dump(("end", None), stream)
            except Exception as wrong:
                pickle.dump(("wrong", wrong), stream)
        code = 0
    except BrokenPipeError:
        code = 0  # nobody needs the rest
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _made(stream: IO[bytes]) -> Iterator[Any]:
    while True:
        try:
            kind, what = pickle.load(stream)
        except (EOFError, pickle.UnpicklingError) as ended:
            raise Stopped() from ended
        if kind == "wrong":
            raise what
        if kind == "end":
            return
        yield what
