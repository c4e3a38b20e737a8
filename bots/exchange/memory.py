"""Memory that is free, given back to the system: the C library's part in staying small."""

from __future__ import annotations

import ctypes
import gc
from typing import Final

_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
_LARGE: Final = 1 << 16


def spare() -> None:
    """Have this process look less often for what nobody needs: it makes a million things a run.

    Nearly none of them form circles, so that looking for those finds nothing and takes a tenth of
    the time.
    """
    gc.set_threshold(1_000_000, 20, 20)
    give_back()


def leave_to_the_system(ending: BaseException) -> None:
    """Have nothing freed that a process holds where it ends, for the system takes it back at once.

    The traceback holds all that was made. In a circle that nobody looks for it stays to the very
    end; to free a million things one by one takes a tenth of a run.
    """
    circle: list[object] = [ending]
    circle.append(circle)
    gc.freeze()


def give_back() -> None:
    """Have large blocks come from the system one by one and go back to it, where this is glibc.

    On its own it learns from freed blocks to keep them, and pages of very different lengths then
    leave holes: each process grew by a quarter on the way through a dump of 200 MB.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library
        return
    mallopt(_MMAP_THRESHOLD, _LARGE)
    mallopt(_TRIM_THRESHOLD, 2 * _LARGE)
