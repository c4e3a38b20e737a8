"""The same work on many things, on several processes, with the results in order.

What is under way is bounded, in either direction, so that memory does not grow with the input.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from threading import Thread
from typing import Any, Final, TypeVar

from bots.errors import ConsultationError, TryLater
from bots.exchange.memory import give_back

T = TypeVar("T")
R = TypeVar("R")

_AHEAD: Final = 2
"""Things handed to each process beyond the one it works on: one more result, one more to do."""


def cores() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def in_order(
    work: Callable[[Any, T], R], common: Any, things: Iterable[T], jobs: int
) -> Iterator[R]:
    """Yield ``work(common, thing)`` for each thing, in order.

    ``work`` is a module's function; ``common`` is given to each process once. A single thing is
    worked on right here, for starting a process takes longer than most pages. Where ``things``
    raises, the results of what came before are yielded first.
    """
    coming = iter(things)
    first = next(coming, None)
    if first is None:
        return
    # An input that fails after its first thing is as good as one that has more of them.
    second, failed = _next(coming)
    if jobs < 2 or second is None:
        yield work(common, first)
        if failed:
            raise failed
        if second is not None:
            yield work(common, second)
            for thing in coming:
                yield work(common, thing)
        return
    give_back()
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(work, common))
    try:
        waiting: deque[Future[R]] = deque(pool.submit(_do, thing) for thing in (first, second))
        while not failed:
            another, failed = _next(coming)
            if another is None:
                break
            waiting.append(pool.submit(_do, another))
            while waiting and (len(waiting) > _AHEAD * jobs or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
        if failed:
            raise failed
    except BrokenProcessPool as error:
        raise TryLater(
            "a process was ended from outside, perhaps for want of memory", "try with --jobs 1"
        ) from error
    finally:
        # What is under way is waited for: else, at its own end, Python 3.11 may wake a thread of
        # the pool that has just closed its pipe.
        pool.shutdown(wait=True, cancel_futures=True)


def _next(coming: Iterator[T]) -> tuple[T | None, ConsultationError | None]:
    """Return the next thing, or nothing at the end, and why there is none if that is an error."""
    try:
        return next(coming, None), None
    except ConsultationError as error:
        return None, error


_given: tuple[Callable[[Any, Any], Any], Any]
"""In each process: the work, and what is common to all of it."""


def _begin(work: Callable[[Any, Any], Any], common: Any) -> None:
    global _given
    _given = (work, common)
    give_back()
    # Control-C goes to all processes of a terminal: the one that reads decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, even if that was killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(thing: Any) -> Any:
    work, common = _given
    return work(common, thing)
