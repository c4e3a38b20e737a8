"""What must hold of a page before anything on it is edited; each check refuses with the mend.

All of them ask one thing: do MediaWiki, another parser and a person who reads the source see the
same calls of ours? Where they might not, nothing may be saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from bots.errors import RegionError
from bots.page.calls import Call, calls, template_name
from bots.page.live import WIKITEXT_TAGS, live
from bots.page.names import ANY_OPENING, END, FAMILY, START, opening, prefixed
from bots.page.ownership import Schema
from bots.page.problems import BRACKETS, KIND, MARKERS, TWICE
from bots.page.records import Record
from bots.talk.masking import OPAQUE_TAGS

_DOUBTFUL: Final = re.compile(rf"<(?:{'|'.join(WIKITEXT_TAGS)})[\s/>]", re.IGNORECASE)
_NAME: Final = re.compile(r"\{\{[^|}\n]{0,60}")
_UNCLOSED: Final = "look here and above for {{, [[, -{, <!-- or <nowiki> without its end"


def check_spelled(text: str, found: Iterable[Call], names: Iterable[str]) -> None:
    """Refuse a page where a template of ours is called by what is another one's name.

    Upper and lower case make two names, and for MediaWiki such a row or marker is none.
    """
    proper = {name.casefold(): name for name in names}
    closed = {call.start: call.name for call in found}
    shown = live(text)
    for match in ANY_OPENING.finditer(shown):
        name = closed.get(match.start()) or _name_at(shown, match.start())
        meant = proper.get(name.casefold(), name)
        if meant != name:
            raise RegionError(
                f"{{{{{name}}}}} is not {{{{{meant}}}}}: upper and lower case make two templates",
                f"write {{{{{meant}}}}}",
                line=line_of(text, match.start()),
                sort=MARKERS if meant in (START, END) else KIND,
            )


def check_closed(text: str, found: Iterable[Call]) -> None:
    """Refuse a page where a template of ours opens and MediaWiki does not see it close."""
    starts = {call.start for call in found}
    shown = live(text)
    for match in ANY_OPENING.finditer(shown):
        at = match.start()
        if at not in starts and _name_at(shown, at).startswith(FAMILY):
            raise RegionError(
                f"{_shown(text, at)} begins here, but its end is lost in something that"
                " was not closed",
                _UNCLOSED,
                line=line_of(text, at),
                sort=BRACKETS,
            )


def check_one_reading(text: str, found: Iterable[Call], names: frozenset[str]) -> None:
    """Refuse a page whose calls depend on which extensions, namespaces or tags its wiki knows."""
    if _DOUBTFUL.search(text):
        ours = {call for call in found if call.name in names}
        others = {call for call in calls(text, FAMILY, OPAQUE_TAGS) if call.name in names}
        for call in sorted(ours ^ others, key=lambda call: call.start):
            raise RegionError(
                f"{{{{{call.name}}}}} stands in a tag such as <ref> or <gallery>, or one of its"
                " cells has half of such a tag or of what is in it",
                "take it out of the tag, and close in each cell what is opened there",
                line=call.line,
                sort=BRACKETS,
            )
    for match in prefixed(names).finditer(live(text)):
        # {{Vorlage:Consultation region}} is our template on a German wiki and nowhere else.
        if template_name(f"{match['prefix']}:x") != "X":
            raise RegionError(
                f"{_shown(text, match.start())} has a prefix that only this wiki can explain",
                f"call it as {{{{{' '.join(match['name'].split())}}}}}",
                line=line_of(text, match.start()),
            )


def check_apart(text: str, found: Iterable[Call], names: frozenset[str]) -> None:
    """Refuse a call of ours that has swallowed another, be it behind nowiki or a comment.

    An unclosed ``<nowiki>`` in a cell ends at the next quote's ``</nowiki>``, rows further down;
    what lies between looks as if it had never been there.
    """
    opens = opening(names)
    for call in found:
        if call.name not in names:
            continue
        if match := opens.search(text, call.start + len("{{"), call.end):
            raise RegionError(
                f"{{{{{call.name}}}}} reaches over {_shown(text, match.start())} in line"
                f" {line_of(text, match.start())}",
                "look in its cells for {{, [[, -{, <!-- or <nowiki> without its end",
                line=call.line,
                sort=BRACKETS,
            )


def check_rows(
    text: str, start: Call, end: Call, schema: Schema, inside: Sequence[Call], rows: frozenset[str]
) -> None:
    """Refuse a region whose rows, as a person counts them, are not those that the parser found.

    A row that an unclosed bracket has swallowed must never look like a row deleted.
    """
    name = start.cells["id"]
    for call in inside:
        if call.name in rows and call.name != schema.template:
            raise RegionError(
                f"region {name} shows {schema.template.removeprefix(FAMILY)}s, but this is a"
                f" {{{{{call.name}}}}}",
                "move it to a region of its own kind, or put kind= back as it was",
                line=call.line,
                sort=KIND,
            )
    starts = {call.start for call in inside if call.name == schema.template and not call.nested}
    for match in opening([schema.template]).finditer(text, start.end, end.start):
        if match.start() not in starts:
            raise RegionError(
                f"a row of region {name} lies inside a comment, <nowiki> or something else that"
                " was not closed",
                f"{_UNCLOSED}; to take a row out, delete it",
                line=line_of(text, match.start()),
                sort=BRACKETS,
            )


def check_alone(records: Iterable[Record]) -> None:
    """Refuse doubled records, and records inside other templates."""
    seen: dict[tuple[str, str], int] = {}
    for record in records:
        call = record.call
        if call.nested:
            raise RegionError(
                f"{{{{{call.name}}}}} stands inside another template or link",
                "put it on a line of its own outside any other template",
                line=call.line,
                sort=BRACKETS,
            )
        key = (call.name, record.key)
        if record.key and key in seen:
            raise RegionError(
                f"two records {{{{{call.name}}}}} have the id {record.key} (first in line"
                f" {seen[key]})",
                "give the second one an id of its own",
                line=call.line,
                sort=TWICE,
            )
        seen[key] = call.line


def line_of(text: str, offset: int) -> int:
    """Return the line, from 1, in which an offset lies."""
    return text.count("\n", 0, offset) + 1


def _name_at(shown: str, start: int) -> str:
    """Return the name of the template that seems to be called here, closed or not."""
    literal = _NAME.match(shown, start)
    return template_name(literal[0].removeprefix("{{")) if literal else ""


def _shown(text: str, start: int) -> str:
    """Return how a call begins, as a person finds it in the source."""
    name = _NAME.match(text, start)
    return " ".join(f"{name[0] if name else '{{'}…}}}}".split())
