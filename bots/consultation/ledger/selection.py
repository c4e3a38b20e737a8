"""Which comments a list of statements is about: what its start marker and the settings say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bots.consultation.rules import Grain, Rules
from bots.consultation.talks.heard import Heard

STANCES: Final = ("support", "oppose", "neutral", "comment")
PARAMETERS: Final = ("rows", "level", "length", "stance")
"""The start marker's parameters that are read here."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a list of statements takes in."""

    rows: Grain = "threads"
    level: int | None = None
    """The deepest level that is in."""
    length: int = 0
    """How many characters of its own a comment must have."""
    stances: frozenset[str] = frozenset()
    """Only comments of these stances; all, where none is named."""
    rules: Rules = field(default_factory=Rules)

    def leaves_out(self, comment: Heard) -> str:
        """Return why the comment is no statement here; nothing where it is one."""
        if why := apart(comment, self.rules):
            return why
        if self.level is not None and comment.level > self.level:
            return "level"
        if comment.length < self.length:
            return "length"
        if self.stances and (comment.stance or "comment") not in self.stances:
            return "stance"
        return ""


def apart(comment: Heard, rules: Rules) -> str:
    """Return why the comment is no statement anywhere: an organizer's or a bot's; or nothing."""
    if comment.author in rules.organizers:
        return "organizer"
    return "bot" if comment.automatic or comment.author in rules.bots else ""


def read_selection(settings: Mapping[str, str], rules: Rules) -> Selection:
    """Return what a start marker asks for; raises ValueError with a sentence where it is unclear.

    ``level<=2`` reads as the parameter ``level<``; ``level=2`` says the same.
    """
    rows = settings.get("rows", "").strip().lower() or rules.rows
    if rows not in ("threads", "comments"):
        raise ValueError(f"rows={rows} is neither threads nor comments")
    level = _number("level", settings.get("level", "") or settings.get("level<", ""))
    stances = {name.strip().lower() for name in settings.get("stance", "").split(";")} - {""}
    if unknown := sorted(stances - {*STANCES}):
        raise ValueError(f"stance={unknown[0]} is none; use {', '.join(STANCES)}")
    return Selection(
        rows="comments" if rows == "comments" else "threads",
        level=level,
        length=_number("length", settings.get("length", "")) or 0,
        stances=frozenset(stances),
        rules=rules,
    )


def _number(name: str, value: str) -> int | None:
    plain = value.strip().removeprefix("<=").strip()
    if not plain:
        return None
    if not (plain.isdecimal() and len(plain) < 10):
        raise ValueError(f"{name}={plain} is no number")
    return int(plain)
