"""``themes``: what statements are about, by any facet: how many, by whom, for and against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bots.consultation.facets import Facet, facet_of
from bots.consultation.keys import row_key
from bots.consultation.ledger.coded import Coded, coded
from bots.consultation.ledger.statements import COUNTED
from bots.consultation.ledger.themes import UNCODED, Theme, themes
from bots.consultation.reported.offwiki import reported_statements
from bots.consultation.state import Consultation
from bots.errors import RegionError
from bots.kinds._asked import conversations_of, rests_without
from bots.kinds.base import Cells, Kind, Needs
from bots.kinds.coverage import planned_ledgers
from bots.kinds.overview import TOTAL
from bots.kinds.statements import FACET as USUAL
from bots.page.ownership import AS_OF, Schema, normal
from bots.page.quote import cell, words
from bots.page.regions import Region

FACET = "facet"
NO_KEY = "uncoded"
"""The key of the row with the statements that nobody has coded yet."""
ROW = Schema(
    template="Consultation theme row",
    bot=(
        "id",
        "facet",
        "key",
        "label",
        "standing",
        "statements",
        "reported",
        "people",
        *COUNTED,
        "scale",
        "gone",
        AS_OF,
    ),
    people=("note",),
    values={"standing": ("no key",)},
)
_STEPS = (1, 2, 5)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return all statements, then those of each key, of what is no key, and those without one."""
    facet = _facet(consultation, region)
    statements = _statements(consultation, region)
    found = {t.value: t for t in themes(statements, facet.name, facet.keys, facet.key_of)}
    reported = _reported(consultation, region, facet)
    told = Counter(value for values in reported for value in values)
    extra = sorted({*found, *told} - {*facet.keys, UNCODED})
    scale = _scale(max((len(theme.statements) for theme in found.values()), default=0))
    every = Theme(UNCODED, tuple(statements))
    return [
        {**_row(consultation, facet, every, len(reported), scale), "id": TOTAL, "standing": ""},
        *(
            _row(consultation, facet, found.get(value, Theme(value, ())), told[value], scale)
            for value in (*facet.keys, *extra, UNCODED)
        ),
    ]


def settled(consultation: Consultation, region: Region) -> Mapping[str, Cells]:
    """Return the rows of values that nobody uses any more: they stay, with nothing in them."""
    facet = _facet(consultation, region)
    return {
        row.key: _row(consultation, facet, Theme(value, ()), 0, 1)
        for row in region.rows
        for value in [words(normal(row.cells.get("key", "")))]
        if row.key == row_key(FACET, facet.name, value)
    }


def _facet(consultation: Consultation, region: Region) -> Facet:
    rules = consultation.rules
    name = " ".join(region.settings.get(FACET, "").lower().split()) or USUAL
    known = tuple(dict.fromkeys((USUAL, *rules.facets)))
    if name not in known:
        raise RegionError(
            f"region {region.id}: “{name}” is no way to code statements here",
            f"use one of: {', '.join(known)}",
            line=region.start.line,
        )
    return facet_of(rules.codes, name)


def _statements(consultation: Consultation, region: Region) -> list[Coded]:
    """Return the statements that the region asks for, in the lists as this run leaves them."""

    def make() -> list[Coded]:
        conversations = consultation.conversations
        return list(coded(conversations, planned_ledgers(consultation)))

    asked = {c.source.title for c in conversations_of(consultation, region)}
    return [statement for statement in consultation.once("coded", make) if statement.page in asked]


def _reported(consultation: Consultation, region: Region, facet: Facet) -> list[tuple[str, ...]]:
    """Return the values of each statement from off the wiki; of none where pages are named."""
    if normal(region.settings.get("source", "")):
        return []
    return [
        tuple(dict.fromkeys(map(facet.key_of, statement.values(facet.name)))) or (UNCODED,)
        for statement in reported_statements(consultation)
        if statement.standing not in ("merged", "set aside")
    ]


def _row(
    consultation: Consultation, facet: Facet, theme: Theme, reported: int, scale: int
) -> dict[str, str]:
    value, stances = theme.value, theme.stances
    unknown = value != UNCODED and bool(facet.unknown([value]))
    return {
        "id": row_key(FACET, facet.name, value) if value else NO_KEY,
        "facet": facet.name,
        "key": cell(value),
        "label": _label(facet, value, consultation.language),
        "standing": "no key" if unknown else "",
        "statements": str(len(theme.statements)),
        "reported": str(reported) if reported else "",
        "people": str(len(theme.people)),
        **{stance: str(stances[stance]) for stance in COUNTED},
        "scale": str(scale),
        AS_OF: consultation.today.isoformat(),
    }


def _label(facet: Facet, key: str, language: str) -> str:
    """Return wikitext that shows a key's label, in the reader's language where it has several."""
    labels = facet.labels.get(key, {})
    usual = cell(facet.label(key, language))
    others = "".join(
        f"|{code}={cell(label)}" for code, label in labels.items() if cell(label) != usual
    )
    return (
        f"{{{{#switch:{{{{Consultation words|language}}}}{others}|#default={usual}}}}}"
        if others
        else usual
    )


def _scale(most: int) -> int:
    """Return the number that a full bar stands for: one that seldom changes."""
    steps: Iterable[int] = (step * 10**power for power in range(12) for step in _STEPS)
    return next(step for step in steps if step >= most)


KIND = Kind(
    "themes",
    ROW,
    frozenset({Needs.CONVERSATIONS, Needs.COMMENTS}),
    rows,
    settled=settled,
    asks=(FACET,),
    rests=rests_without("statements", "reported"),
)
