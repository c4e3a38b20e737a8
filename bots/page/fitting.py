"""What people typed elsewhere, looked at before it goes into a cell: would it stay in there?

On the wiki an editor sees at once that a row fell apart. A spreadsheet shows nothing of the kind.
"""

from __future__ import annotations

import re
from typing import Final

from bots.errors import RegionError
from bots.page.brackets import brackets
from bots.page.calls import calls
from bots.page.live import live
from bots.page.names import FAMILY
from bots.page.ownership import normal
from bots.page.records import check_call
from bots.page.regions import is_translatable
from bots.page.soundness import check_apart, check_closed, check_one_reading

_ROW: Final = f"{FAMILY}statement"
_NAMES: Final = frozenset({_ROW})
_SIGNATURE: Final = "~~~"
_SUBSTITUTED: Final = re.compile(r"\{\{\s*(?:safe)?subst:", re.IGNORECASE)
_TAG: Final = re.compile(r"<([a-z]+)", re.IGNORECASE)
_PIPE: Final = "{{!}}"


def fitted(value: str) -> str:
    """Return the value with each ``|`` that would end its cell written so that it shows as one."""
    masked = live(value)
    pairs = [bracket for bracket in brackets(masked) if bracket.mark in "{["]
    bare = [
        match.start()
        for match in re.finditer(r"\|", masked)
        if not any(pair.start < match.start() < pair.end for pair in pairs)
    ]
    for place in reversed(bare):
        value = f"{value[:place]}{_PIPE}{value[place + 1 :]}"
    return value


def why_unfit(value: str) -> str:
    """Return why this wikitext cannot stand in a cell of a row; nothing where it can."""
    if _SIGNATURE in value:
        return "~~~~ would become the bot's own signature"
    if _SUBSTITUTED.search(value):
        return "subst: would be carried out by saving"
    if is_translatable(value):
        return "<translate> would keep the bot away from the whole page"
    if FAMILY.strip().lower() in value.lower() and calls(value, FAMILY):
        return "it holds a template of the consultation's own"
    stays = all(_stays(value, row) for row in ("{{%s\n|a=%s\n|b=c\n}}\n", "{{%s|a=%s|b=c}}\n"))
    return "" if stays else "its brackets or tags are not closed, and would tear the row apart"


def _stays(value: str, row: str) -> bool:
    """Return whether the value is read back from a row, and leaves the next row alone."""
    # What one cell opens, a later one may close: the quotes of all rows end with </nowiki>.
    after = "d" + "".join(f"</{name}>" for name in dict.fromkeys(_TAG.findall(value)))
    text = row % (_ROW, value) + row % (_ROW, after)
    found = calls(text, FAMILY)
    cells = [{name: normal(cell) for name, cell in call.cells.items()} for call in found]
    if cells != [{"a": normal(value), "b": "c"}, {"a": after, "b": "c"}]:
        return False
    try:
        check_closed(text, found)
        check_one_reading(text, found, _NAMES)
        check_apart(text, found, _NAMES)
        check_call(text, found[0])
    except RegionError:
        return False
    return True
