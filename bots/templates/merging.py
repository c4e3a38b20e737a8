"""Two sets of changes to one text brought together, where they are in different lines."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, order=True, slots=True)
class _Change:
    """Lines of the base, from ``start`` to before ``end``, and what stands in their place."""

    start: int
    end: int
    lines: tuple[str, ...]


def merged(base: str, theirs: str, ours: str) -> str | None:
    """Return ``base`` with the changes of both, or None where both changed the same lines.

    Lines that touch count as the same: nobody should have to find out what came of it. A change
    that both have made is made once.
    """
    lines = base.split("\n")
    changes = sorted({*_changes(lines, theirs.split("\n")), *_changes(lines, ours.split("\n"))})
    made: list[str] = []
    done = -1
    for change in changes:
        if change.start <= done:
            return None
        made += lines[max(done, 0) : change.start]
        made += change.lines
        done = change.end
    made += lines[max(done, 0) :]
    return "\n".join(made)


def _changes(base: list[str], changed: list[str]) -> set[_Change]:
    codes = SequenceMatcher(None, base, changed, autojunk=False).get_opcodes()
    return {
        _Change(start, end, tuple(changed[first:last]))
        for tag, start, end, first, last in codes
        if tag != "equal"
    }
