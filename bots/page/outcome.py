"""The last look before a text is handed out: is all that was written read back as it was meant?

The values that the bot writes come from titles, headings and records, that is from people. One
that is not inert where it stands would tear its row, and perhaps the next ones, apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bots.errors import RegionError
from bots.page.calls import Call, calls
from bots.page.names import END, FAMILY, START
from bots.page.ownership import normal
from bots.page.records import Edit, check_call
from bots.page.regions import Host
from bots.page.soundness import check_apart, check_closed, check_one_reading

Cells = Mapping[str, str]


def check_outcome(
    host: Host,
    edits: Iterable[Edit],
    text: str,
    rewritten: Mapping[int, Cells],
    fresh: Sequence[tuple[str, Cells]],
) -> None:
    """Raise RegionError unless the text has the host's calls, those edited as meant, and the new.

    ``rewritten`` gives the cells meant of calls by where they began on the host, ``fresh`` the
    new rows as template and cells.
    """
    names = {START, END, *(name for name, _ in fresh)}
    names |= {region.schema.template for region in host.regions}
    names |= {record.schema.template for record in host.records}
    found = calls(text, FAMILY)
    after = {call.start: call for call in found if call.name in names}
    moved = _Moves(edits)
    written = []
    for call in host.calls:
        if call.name in names:
            now = after.pop(moved.start(call), None)
            meant = rewritten.get(call.start, call.cells)
            if now is None or now.name != call.name or not _equal(now.cells, meant):
                raise _unreadable(call.line)
            if call.start in rewritten:
                written.append(now)
    written += after.values()
    arriving = Counter(_read(name, cells) for name, cells in fresh)
    if arriving != Counter(_read(call.name, call.cells) for call in after.values()):
        raise _unreadable(next((call.line for call in after.values()), 1))
    try:
        check_closed(text, found)
        check_one_reading(text, found, frozenset(names))
        check_apart(text, found, frozenset(names))
        for call in written:
            check_call(text, call)
    except RegionError as error:
        # The page was sound before: it is what the bot wants to write that is not.
        raise _unreadable(error.line) from error


def _read(name: str, cells: Cells) -> tuple[str, frozenset[tuple[str, str]]]:
    """Return a call as it compares; an empty cell is as good as none."""
    filled = ((cell, normal(value)) for cell, value in cells.items())
    return (name, frozenset((cell, value) for cell, value in filled if value))


def _equal(cells: Cells, others: Cells) -> bool:
    return cells == others or _read("", cells) == _read("", others)


class _Moves:
    """Where a call stands after the edits."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits = sorted(edits, key=lambda edit: (edit.start, edit.end))
        self._next = 0
        self._by = 0

    def start(self, call: Call) -> int:
        """Return the call's new start; calls have to be asked for in order."""
        while self._next < len(self._edits) and self._edits[self._next].end <= call.start:
            edit = self._edits[self._next]
            self._by += len(edit.text) - (edit.end - edit.start)
            self._next += 1
        return call.start + self._by


def _unreadable(line: int) -> RegionError:
    return RegionError(
        "a row or record would not be read back as it was meant: what the bot wants to write into"
        " it is wikitext",
        "look for {{, |, [[, <nowiki> or a line break in the title, heading or record it is made"
        " from",
        line=line,
    )
