"""Links on the wiki, written so that nothing in their labels does anything else."""

from __future__ import annotations

from bots.consultation.talks.conversations import anchor
from bots.page.plain import plain
from bots.page.quote import cell


def wikilink(page: str, fragment: str = "", label: str = "") -> str:
    """Return wikitext of a link to a page, or to a place on it; by its title without a label.

    The label may be wikitext that people wrote: what it shows is taken.
    """
    target = f":{page}#{anchor(fragment)}" if fragment else f":{page}"
    shown = cell(plain(label)) or (f"{page}#{cell(fragment)}" if fragment else "")
    return f"[[{target}|{shown}]]" if shown else f"[[{target}]]"
