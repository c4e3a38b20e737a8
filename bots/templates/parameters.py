"""The parameters of every template: owners from the schemas, the rest of what forms need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bots.consultation.answers.waiting import TURNS
from bots.consultation.ledger.coverage import STANDINGS
from bots.consultation.ledger.dispositions import DISPOSITIONS
from bots.consultation.ledger.selection import PARAMETERS as SELECTION
from bots.consultation.ledger.selection import STANCES
from bots.consultation.process.evidence import STAGES
from bots.consultation.process.milestones import STATUSES
from bots.kinds import KINDS, RECORD_SCHEMAS
from bots.page.notices import NOTICE
from bots.page.ownership import HELD, SUM, Schema
from bots.page.regions import END, START

SCHEMAS: Final[dict[str, Schema]] = {
    **RECORD_SCHEMAS,
    **{kind.row.template: kind.row for kind in KINDS.values()},
}
"""The schemas of all records and rows, by template."""
_ASKED: Final = tuple(
    dict.fromkeys(name for kind in KINDS.values() for name in kind.asks if name not in SELECTION)
)
_OTHERS: Final = {
    START: Schema(START, bot=(), people=("id", "kind", "source", *SELECTION, *_ASKED)),
    END: Schema(END, bot=("rows", "next"), people=("id",)),
    NOTICE.template: NOTICE,
}

_TYPES: Final = {
    "page": "wiki-page-name",
    "next": "wiki-page-name",
    "latest link": "wiki-page-name",
    "answer": "wiki-page-name",
    "link": "wiki-page-name",
    "contact": "wiki-page-name",
    "threads": "number",
    "comments": "number",
    "people": "number",
    "members": "number",
    "note": "content",
    "summary": "content",
    "assigned to": "content",
    "title": "content",
    "name": "content",
    "heading": "content",
    "quote": "content",
    "theme": "content",
    "response": "content",
    "change": "content",
    "excluded": "content",
    "due": "date",
    "part": "number",
    "level": "number",
    **dict.fromkeys(
        ("signatures", "further", "rejected", *STANDINGS),
        "number",
    ),
    "next comment": "wiki-page-name",
    **dict.fromkeys(("support", "oppose", "neutral", "repeated", "struck", "late"), "number"),
    "least": "number",
    **dict.fromkeys(("reported", "scale", "top ten"), "number"),
    "statements": "number",
    "text": "content",
    "also": "content",
    "day": "date",
    "count": "number",
    "ends": "date",
    "result": "content",
    "length": "number",
    "context": "content",
    "content": "content",
    "said by": "content",
    "reported by": "content",
    "details": "content",
    "place": "content",
    **dict.fromkeys(
        ("statements", "handled", "reported", "begins at", "lasts", "meetings"), "number"
    ),
}
_VALUES: Final = {
    "kind": tuple(KINDS),
    "status": STATUSES,
    "stage": STAGES,
    "state": ("open", "closed"),
    "reason": ("comment removed", "page deleted", "not found"),
    "disposition": DISPOSITIONS,
    "turn": TURNS,
    "stance": STANCES,
}
_EXAMPLES: Final = {
    "id": "summer-assembly-2018",
    "source": "Talk:Strategy/2030/Advocacy; Talk:Strategy/2030/Timeline",
    "date": "2018-07-18/2018-07-22",
    "done when": "page:Strategy/2030/Reports/2018-06",
    "review after": "2018-12-01",
    "call until": "2018-05-31",
    "contact": "User:Example",
    "part of": "recommendations",
    "held": "status, date",
    "lang": "pt",
    "progress": "2/5",
    "place": "Kraków",
    "depends on": "call-for-members; phase:scoping",
    "reported by": "[[User:Example]]",
    "track": "Advocacy",
}
_REQUIRED: Final = {START: ("id", "kind"), END: ("id",)}
_SUGGESTED: Final = (
    "title",
    "name",
    "do",
    "date",
    "summary",
    "stage",
    "theme",
    "disposition",
    "content",
    "consent",
    "place",
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a template as a form shows it."""

    name: str
    by_bot: bool
    """Whether the bot keeps it."""
    type: str = "line"
    """One of TemplateData's types."""
    required: bool = False
    suggested: bool = False
    values: tuple[str, ...] = ()
    """The values that it usually has."""
    example: str = ""
    facet: bool = False
    """Whether it is a cell that the consultation's settings name."""


def schema_of(template: str, facets: Iterable[str] = ()) -> Schema | None:
    """Return the schema of a record's template in a consultation with these facets."""
    kind = next((kind for kind in KINDS.values() if kind.row.template == template), None)
    return kind.schema(facets) if kind else SCHEMAS.get(template)


def parameters(template: str, facets: Iterable[str] = ()) -> tuple[Parameter, ...]:
    """Return the parameters of a template, by its name, people's first; none where it has none."""
    schema = schema_of(template, facets) or _OTHERS.get(template)
    if schema is None:
        return ()
    # ``held`` is the bot's to write and people's to clear.
    bookkeeping = (HELD, SUM) if template in SCHEMAS else ()
    return (
        *(_parameter(template, schema, name, by_bot=False) for name in schema.people),
        *(_parameter(template, schema, name, by_bot=True) for name in (*schema.bot, *bookkeeping)),
    )


def _parameter(template: str, schema: Schema, name: str, *, by_bot: bool) -> Parameter:
    return Parameter(
        name=name,
        by_bot=by_bot,
        # Where words are offered, a number of that name elsewhere does not make it one here.
        type="line" if name in schema.values else _TYPES.get(name, "line"),
        required=not by_bot and (name == schema.key or name in _REQUIRED.get(template, ())),
        suggested=not by_bot and name in _SUGGESTED,
        values=tuple(schema.values.get(name, _VALUES.get(name, ()))),
        example=_EXAMPLES.get(name, ""),
        facet=template in SCHEMAS and name not in (*SCHEMAS[template].order, HELD, SUM),
    )
