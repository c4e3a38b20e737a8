"""Ways of writing one thing made one: tokens before they are taken for a date or a range."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bots.consultation.dates.lexicon import TO_DASH, Token

LINKS: Final = frozenset({"to", "and", "slash"})
"""What may stand between the two sides of a range."""


def trim(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without commas at the ends."""
    kept = list(tokens)
    while kept and kept[0][0] == "comma":
        kept.pop(0)
    while kept and kept[-1][0] == "comma":
        kept.pop()
    return kept


def plain(tokens: list[Token]) -> list[Token]:
    """Return the tokens without signs that join no dates: "mid-July", "Q1/2019"."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        behind = tokens[index + 1][0] if index + 1 < len(tokens) else ""
        if token == TO_DASH and behind in {"month", "year", "season"} and _opens_with_third(kept):
            continue
        # "Q1/2019", "KW 29-2018"
        if (
            token in {TO_DASH, ("slash", 0)}
            and behind == "year"
            and _ends_with_number_of_unit(kept)
        ):
            continue
        # One month by two names, as Arabic pages often have it: "تموز/يوليو", "تموز (يوليو)".
        if token[0] == "month" and token in kept[-2:] and kept[-1] in {token, ("slash", 0)}:
            del kept[kept.index(token) + 1 :]
            continue
        kept.append(token)
    return kept


def _ends_with_number_of_unit(side: list[Token]) -> bool:
    roles = {role for role, _ in side[-2:]}
    return "number" in roles and bool(roles & {"quarter", "half", "week"})


def _opens_with_third(side: list[Token]) -> bool:
    """Return whether the last word is an "early", "mid" or "late" that has no date yet."""
    if not side or side[-1][0] != "third":
        return False
    return len(side) == 1 or side[-2][0] in LINKS


def weekdays_apart(tokens: list[Token]) -> list[Token]:
    """Return "Fri-Sun, April 20-22" as "Fri April 20 - Sun 22", so that both can be checked."""
    for index in range(len(tokens) - 2):
        first, link, last = tokens[index : index + 3]
        if first[0] == last[0] == "weekday" and link[0] in LINKS:
            rest = tokens[:index] + tokens[index + 3 :]
            links = [i for i, token in enumerate(rest) if token[0] in LINKS]
            if len(links) == 1:
                return [first, *rest[: links[0] + 1], last, *rest[links[0] + 1 :]]
    return tokens


def days_in_a_row(tokens: list[Token]) -> list[Token]:
    """Return the tokens with "20, 21 and 22" as "20 to 22"; other lists stay and are not read."""
    run = [i for i, token in enumerate(tokens) if token[0] in {"number", "bare"}]
    if len(run) < 3:
        return tokens
    between = [tokens[i] for i in range(run[0], run[-1]) if i not in run]
    days = [tokens[i][1] for i in run]
    if all(token[0] in {"comma", "and"} for token in between) and all(
        later == earlier + 1 for earlier, later in pairwise(days)
    ):
        return [*tokens[: run[0] + 1], ("to", 0), *tokens[run[-1] :]]
    return tokens
