"""What several rows or records ask for alike, made once a run instead of once for each of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

A = TypeVar("A")
T = TypeVar("T")


def once(
    key: Callable[[Any], tuple[object, ...]],
) -> Callable[[Callable[[A], T]], Callable[[A], T]]:
    """Return a decorator: the function gives its last value again while its key is the same.

    The same are the very same values, not equal ones: to compare all that was said would take
    longer than most of what is made of it. Nobody may change them or what is returned.
    """

    def decorate(make: Callable[[A], T]) -> Callable[[A], T]:
        last: list[tuple[tuple[object, ...], T]] = []

        @wraps(make)
        def remembering(given: A) -> T:
            now = key(given)
            if not last or any(a is not b for a, b in zip(last[0][0], now, strict=True)):
                last[:] = [(now, make(given))]
            return last[0][1]

        return remembering

    return decorate
