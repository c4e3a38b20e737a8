"""Whether a page's own text keeps this bot away: ``{{bots}}`` and ``{{nobots}}``."""

from __future__ import annotations

from typing import Final

from bots.page.calls import calls

_NOBOTS: Final = frozenset({"Nobots", "NoBots"})


def allows(text: str, user: str) -> bool:
    """Return whether a bot of this name may edit a page with this text.

    Only live calls count; names are compared without regard to case. Of several calls, one that
    keeps the bot away decides.
    """
    for call in calls(text, "Nobots") + calls(text, "NoBots"):
        if call.name in _NOBOTS:
            return False
    for call in calls(text, "Bots"):
        if call.name == "Bots" and not _let_in(call.cells, user):
            return False
    return True


def _let_in(cells: dict[str, str], user: str) -> bool:
    names = {user.casefold(), "all"}
    if "optout" in cells and _listed(cells["optout"]) & {"all", user.casefold()}:
        return False
    if "deny" in cells:
        return not _listed(cells["deny"]) & names
    if "allow" in cells:
        return bool(_listed(cells["allow"]) & names)
    return True


def _listed(value: str) -> set[str]:
    return {" ".join(name.replace("_", " ").split()).casefold() for name in value.split(",")}
