"""Records: template calls that are data, read with both parsers and written in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import mwparserfromhell  # type: ignore[import-untyped, unused-ignore]

from bots.errors import RegionError
from bots.page.calls import Call
from bots.page.ownership import Schema, normal
from bots.page.parameters import TRIMMED
from bots.page.problems import BRACKETS

_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_MOST_OPENINGS: Final = 250
"""Far above what a row holds; at 500 open braces mwparserfromhell exceeds Python's stack."""
_LONGEST: Final = 100_000
"""Half of what a page may hold."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record on a page: its schema and its call, whose span is exact."""

    schema: Schema
    call: Call
    cells: Mapping[str, str]
    """The cells by name, people's additional parameters included."""
    key: str
    """The value of the schema's key, trimmed; empty where people have not given one."""
    intact: bool
    """Whether the bot's cells are as the bot left them, by their ``sum``."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text and what replaces it."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made; all between them comes back byte for byte."""
    parts = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < position:
            raise AssertionError(f"edits overlap at {edit.start}: a fault of the bot, not the page")
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join(parts) + text[position:]


def read_record(text: str, call: Call, schema: Schema) -> Record:
    """Return the record that this call is; raises RegionError as ``check_call`` does."""
    check_call(text, call)
    key = normal(call.cells.get(schema.key, ""))
    return Record(schema, call, call.cells, key, schema.in_sum(call.cells))


def check_call(text: str, call: Call) -> None:
    """Refuse a call that another parser reads otherwise, with RegionError.

    mwparserfromhell is what other bots use, and VisualEditor is nearer to it than to MediaWiki's
    preprocessor: where the two see other cells, a call must not be edited.
    """
    if call.is_plain:
        return
    source = text[call.start : call.end]
    ours = [(p.name, text[p.equals + 1 : p.end]) for p in call.parameters]
    theirs = None if _is_tangled(source) else _parameters(source)
    if theirs != ours:
        unclear = {name for name, _ in {*ours}.symmetric_difference(theirs or ())}
        names = f" ({', '.join(sorted(unclear))})" if theirs is not None and unclear else ""
        raise RegionError(
            f"the brackets and tags in this {{{{{call.name}}}}} can be read in two ways{names},"
            " or they are too many",
            "close each {{, [[, <!-- and <tag> inside its cells, or put them in <nowiki>",
            line=call.line,
            sort=BRACKETS,
        )


def _is_tangled(source: str) -> bool:
    """Return whether reading this may exhaust mwparserfromhell, or take it minutes."""
    openings = sum(map(source.count, ("{{", "[", "<", "{|", "''")))
    return openings > _MOST_OPENINGS or len(source) > _LONGEST


def _parameters(source: str) -> list[tuple[str, str]] | None:
    """Return the named parameters as mwparserfromhell reads them, or None where it sees no call."""
    nodes = mwparserfromhell.parse(source).nodes
    if len(nodes) != 1 or not isinstance(nodes[0], mwparserfromhell.nodes.Template):
        return None
    named = (parameter for parameter in nodes[0].params if parameter.showkey)
    return [(_COMMENT.sub("", str(p.name)).strip(TRIMMED), str(p.value)) for p in named]


def write_record(schema: Schema, cells: Mapping[str, str]) -> str:
    """Return a new record: opened on its own line, one cell a line, closed on its own line."""
    lines = [f"|{name}={cells.get(name, '')}\n" for name in schema.order]
    return f"{{{{{schema.template}\n{''.join(lines)}}}}}"


def edit_record(text: str, record: Record, changes: Mapping[str, str]) -> list[Edit]:
    """Return the edits that set these cells in place.

    A cell that is there keeps its place, spacing and comments; only its value is replaced. A
    cell that is not is put behind the nearest cell before it in the schema's order.
    """
    edits = []
    missing = []
    for name, value in changes.items():
        parameter = record.call.parameter(name)
        if parameter is None:
            missing.append(name)
        else:
            edits.append(Edit(parameter.value_start, parameter.value_end, value))
    if missing:
        edits += _insertions(text, record, {name: changes[name] for name in missing})
    return edits


def _insertions(text: str, record: Record, cells: Mapping[str, str]) -> list[Edit]:
    order = record.schema.order
    by_place: dict[int, list[str]] = {}
    for name in sorted(cells, key=order.index):
        place = _place(record.call, order[: order.index(name)])
        by_place.setdefault(place, []).append(f"|{name}={cells[name]}")
    edits = []
    for place, lines in by_place.items():
        # On a line of its own where the record is written so; where VisualEditor or a person has
        # put all on one line, this goes on as they did.
        own_line = text[place - 1] == "\n"
        joined = "".join(f"{line}\n" if own_line else line for line in lines)
        edits.append(Edit(place, place, joined))
    return edits


def _place(call: Call, before: tuple[str, ...]) -> int:
    """Return the offset behind the nearest of these cells, or before the first parameter."""
    for name in reversed(before):
        parameter = call.parameter(name)
        if parameter:
            return parameter.end
    return call.parameters[0].start if call.parameters else call.end - 2
