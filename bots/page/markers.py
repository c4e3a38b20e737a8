"""The markers of a page's regions, in pairs; refused where they are not sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bots.errors import RegionError
from bots.page.calls import Call
from bots.page.names import END, START
from bots.page.problems import MARKERS


def pairs(found: Iterable[Call]) -> Iterator[tuple[Call, Call]]:
    """Yield start and end marker of each region, by start.

    Raises RegionError at the first marker that is nested, doubled, swapped or alone.
    """
    opened: Call | None = None
    seen: dict[str, int] = {}
    for call in found:
        if call.name not in (START, END):
            continue
        _check(call)
        name = call.cells["id"]
        if call.name == END:
            if opened is None or opened.cells["id"] != name:
                raise _wrong_end(call, opened)
            yield opened, call
            opened = None
            continue
        if opened is not None:
            raise _begins_inside(call, opened)
        if name in seen:
            raise RegionError(
                f"region {name} stands twice on this page (first in line {seen[name]})",
                "give the second one another id= in both its markers, or remove it",
                line=call.line,
                sort=MARKERS,
            )
        opened, seen[name] = call, call.line
    if opened is not None:
        raise RegionError(
            f"region {opened.cells['id']} begins here but does not end",
            f"put {{{{{END}|id={opened.cells['id']}}}}} behind its rows",
            line=opened.line,
            sort=MARKERS,
        )


def _check(call: Call) -> None:
    name = call.cells.get("id", "")
    if call.nested:
        raise RegionError(
            f"a region marker {f'(id={name}) ' if name else ''}stands inside another template or"
            " link",
            "put it on a line of its own outside any other template",
            line=call.line,
            sort=MARKERS,
        )
    if not name:
        raise RegionError(
            f"{{{{{call.name}}}}} has no id",
            "give both markers the same id=",
            line=call.line,
            sort=MARKERS,
        )


def _wrong_end(call: Call, opened: Call | None) -> RegionError:
    name = call.cells["id"]
    if opened is None:
        return RegionError(
            f"region {name} ends here but does not begin",
            f"put back {{{{{START}|id={name}|kind=…}}}}, or remove this end marker",
            line=call.line,
            sort=MARKERS,
        )
    return RegionError(
        f"region {opened.cells['id']} (line {opened.line}) meets the end of {name}",
        f"put {{{{{END}|id={opened.cells['id']}}}}} here, or bring the markers in order",
        line=call.line,
        sort=MARKERS,
    )


def _begins_inside(call: Call, opened: Call) -> RegionError:
    name = opened.cells["id"]
    return RegionError(
        f"region {call.cells['id']} begins inside region {name}, which began in"
        f" line {opened.line} and has not ended",
        f"put {{{{{END}|id={name}}}}} before it",
        line=call.line,
        sort=MARKERS,
    )
