"""A host's text with the bot's edits made, looked at once more before it is handed out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bots.errors import RegionError
from bots.page.outcome import check_outcome
from bots.page.records import Edit, apply
from bots.page.regions import Host, is_translatable

Cells = Mapping[str, str]


def edited(
    host: Host,
    edits: Sequence[Edit],
    rewritten: Mapping[int, Cells],
    fresh: Sequence[tuple[str, Cells]],
) -> str:
    """Return the host's text with the edits; their line breaks are the page's.

    ``rewritten`` and ``fresh`` say what is meant, as ``check_outcome`` wants it. Raises
    RegionError where the page is translatable, and where what is to be written would not be read
    back.
    """
    if not edits:
        return host.text
    if is_translatable(host.text):
        raise RegionError(
            "this page has Translate markup, and there the bot writes nothing",
            "move what it keeps to a data page without <translate> and show that page here",
            line=1,
        )
    if host.text.count("\r\n") == host.text.count("\n") > 0:
        edits = [replace(edit, text=edit.text.replace("\n", "\r\n")) for edit in edits]
    text = apply(host.text, edits)
    check_outcome(host, edits, text, rewritten, fresh)
    return text
