"""A report as wikitext, for a page on the wiki: the same sections as tables, with links.

Whatever people wrote is inert here, and what is opened is closed: the page can be shown on another
one. DiscussionTools takes nothing on it for a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bots.page.quote import cell, quote
from bots.reports.cells import Cell, Cells, Table
from bots.reports.opening import notes, period, told_headlines
from bots.reports.sections import Part, sections
from bots.reports.values import Report
from bots.reports.words import Words

_UNLINKABLE: Final = re.compile(r"[\[\]{}|<>\n]|~~~|&(?=[#\w]+;)")
_NUMBER: Final = re.compile(r"[+−-]?[\d.,]+")
_INDENT: Final = 1.5


def make_wikitext(report: Report, words: Words) -> str:
    """Return the report's wikitext; it ends with a line break."""
    return "\n".join(_lines(report, words)) + "\n"


def _lines(report: Report, words: Words) -> Iterator[str]:
    # mw-notalk: a heading that people wrote may look like a signature.
    side = words.direction
    yield f'<div lang="{words.language}" dir="{side}" class="mw-content-{side} mw-notalk">'
    if report.span.name:
        yield f"'''{inert(report.span.name)}''' · {inert(period(report, words))}"
    else:
        yield f"'''{inert(period(report, words))}'''"
    yield f"== {inert(words.say('headlines'))} =="
    yield from _table(_headlines(report, words))
    for section in sections(report, Cells(words)):
        yield f"== {inert(section.heading)} =="
        for part in section.parts:
            yield from _part(part)
    yield f"== {inert(words.say('troubles'))} =="
    yield from _troubles(report, words)
    yield f"== {inert(words.say('notes'))} =="
    yield from (f"* {inert(note)}" for note in notes(report, words))
    yield ""
    yield inert(words.say("made", words.day(report.made)))
    yield "</div>"


def _part(part: Part) -> Iterator[str]:
    if part.heading:
        yield f"=== {inert(part.heading)} ==="
    if part.table:
        yield from _table(part.table)
        if part.table.rest:
            yield from ("", inert(part.table.rest))
    if part.note:
        yield from ("", inert(part.note))


def _headlines(report: Report, words: Words) -> Table:
    told = told_headlines(report, words)
    when = [name for _, name in told[0].changes]
    rows = tuple(
        (Cell(line.name), Cell(line.total), *(Cell(number) for number, _ in line.changes))
        for line in told
    )
    columns = (("", False), (words.say("column-total"), True), *((name, True) for name in when))
    return Table(words.say("headlines"), columns, rows)


def _table(table: Table) -> Iterator[str]:
    yield '<div style="overflow-x: auto">'
    yield '{| class="wikitable sortable"'
    yield "|-"
    for name, numeric in table.columns:
        yield f'! scope="col"{_aligned(numeric)} | {inert(name)}'
    for row in table.rows:
        yield from _row(row, table)
    if table.total:
        yield from _row(table.total, table, 'class="sortbottom"')
    yield "|}"
    yield "</div>"


def _row(row: Iterable[Cell], table: Table, attributes: str = "") -> Iterator[str]:
    yield f"|- {attributes}".rstrip()
    for number, (one, (_, numeric)) in enumerate(zip(row, table.columns, strict=True)):
        sign, scope = ("| ", "") if number else ("! ", ' scope="row"')
        style = _aligned(numeric) if number else _start(one.indent)
        value = f' data-sort-value="{one.sort}"' if one.sort else ""
        given = f"{scope}{style}{value}".strip()
        yield f"{sign}{f'{given} | ' if given else ''}{_content(one)}"


def inert(text: str) -> str:
    """Return wikitext that shows the text and does nothing else, in a table's heading either."""
    if _NUMBER.fullmatch(text):
        return text
    return quote(text) if "!!" in text else cell(text)


def _aligned(numeric: bool) -> str:
    return ' style="text-align: end"' if numeric else ""


def _start(indent: int) -> str:
    further = f"; padding-inline-start: {indent * _INDENT}em" if indent else ""
    return f' style="text-align: start{further}"'


def _content(one: Cell) -> str:
    shown = inert(one.text)
    if one.language and shown:
        language = "" if one.language == "und" else f' lang="{one.language}"'
        shown = f"<bdi{language}>{shown}</bdi>"
    if one.target and shown:
        shown = _link(one.target, shown)
    return "<br>".join((shown, *map(inert, one.more)))


def _link(target: str, shown: str) -> str:
    """Return a link, or the text where there can be none."""
    if _UNLINKABLE.search(target):
        return shown
    if target.startswith(("https://", "http://")):
        return f"[{target.replace(chr(39), '%27')} {shown}]"
    # In a table's heading two of these part cells, be it in a link.
    title = target.lstrip(":").replace("!!", "!&#33;")
    return f"[[:{title}|{shown}]]"


def _troubles(report: Report, words: Words) -> Iterator[str]:
    if not report.troubles:
        yield inert(words.say("no-troubles"))
    for trouble in report.troubles:
        place = [_link(trouble.page, f"<bdi>{inert(trouble.page)}</bdi>")]
        if trouble.line:
            place.append(inert(words.say("line", words.number(trouble.line))))
        if trouble.refused:
            place.append(inert(words.say("refused")))
        told = inert(" — ".join(filter(None, (trouble.problem, trouble.mend))))
        yield f'* {" · ".join(place)}: <span lang="en" dir="ltr">{told}</span>'
