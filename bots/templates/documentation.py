"""A template's documentation: what it is for, an example, and the data for its form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bots.i18n.messages import SOURCE, languages, messages
from bots.kinds import KINDS
from bots.page.notices import NOTICE
from bots.page.ownership import Schema
from bots.page.records import write_record
from bots.page.regions import END, FAMILY, START
from bots.templates.parameters import SCHEMAS
from bots.templates.templatedata import slug, templatedata
from bots.templates.words import PREFIX, by_language

_ROW: Final = " row"
_HEAD: Final = " head"
_DOC: Final = f"{PREFIX}doc-"
_RULES: Final = ("yours", "correct", "delete", "own")
_ROW_ID: Final = "81bc7f3a"
_CELLS: Final = {
    "id": "summer-assembly-2018",
    "title": "Summer Assembly 2018",
    "name": "Advocacy",
    "page": "Strategy/2030/Timeline",
    "lang": "en",
    "date": "2018-07-18/2018-07-22",
    "done when": "date:2018-07-22",
    "status": "done",
    "progress": "4/5",
    "seen": "2018-07-18/2018-07-22",
    "was": "2018-06 → 2018-07-18/2018-07-22 (2018-03-02)",
    "stage": "drafting",
    "members": "8",
    "threads": "12",
    "comments": "57",
    "people": "31",
    "first": "2018-04-12",
    "started": "2018-04-12",
    "latest": "2018-07-01",
    "heading": "How will small communities be heard?",
    "link": "Talk:Strategy/2030/Timeline",
    "latest link": "Talk:Strategy/2030/Timeline",
    "comment": "",
    "do": "preview",
    "state": "open",
    "summary": "Three people ask for a call in their own time zone.",
    "note": "Notes are on the events page.",
    "contact": "User:Example",
    "call until": "2018-05-31",
    "author": "Ana",
    "quote": "<nowiki>Money must reach small communities without a long form.</nowiki>",
    "stances": "3/1/0",
    "theme": "money",
    "disposition": "accepted",
    "response": "The form is one page now.",
    "place": "Kraków",
    "track": "Advocacy",
    "depends on": "call-for-members",
    "evidence": "[[:Strategy/2030/Timeline]]",
    "begins at": "20",
    "lasts": "30",
    "kind": "workshop",
    "context": "14 people, in person",
    "content": "Rather too seldom than too often; two disagree strongly.",
    "consent": "no names",
    "reported by": "[[User:Example]]",
    "as of": "2018-07-23",
}


def documentation(name: str, facets: Iterable[str] = ()) -> str:
    """Return the text of ``Template:<name>/doc``, which speaks the reader's language."""
    parts = [_spoken(f"{PREFIX}template-{slug(name)}")]
    if name == START:
        rules = "\n".join(f"* {_spoken(f'{_DOC}{rule}')}" for rule in _RULES)
        parts.append(f"== {_spoken(f'{_DOC}change')} ==\n{rules}")
    if source := example(name):
        parts.append(f"== {_spoken(f'{_DOC}example')} ==\n<pre>\n{source}\n</pre>\n\n{source}")
    data = f"<templatedata>\n{templatedata(name, facets)}\n</templatedata>"
    parts.append(f"== {_spoken(f'{_DOC}parameters')} ==\n{data}")
    return "\n\n".join(parts)


def _spoken(key: str) -> str:
    """Return wikitext that says a message in the reader's language."""
    said = {language: messages(language)[key] for language in languages()}
    source = said[SOURCE]
    different = {code: text for code, text in said.items() if code == SOURCE or text != source}
    # In one line, for it may stand in a heading or in a list.
    return by_language(different).replace("\n", "") if len(different) > 1 else source


def example(name: str) -> str:
    """Return wikitext that shows the template in use; none for those that others use."""
    if name in (START, END):
        return f"{{{{{START}|id=groups|kind=working groups}}}}\n{{{{{END}|id=groups}}}}"
    schema = SCHEMAS.get(name.removesuffix(_HEAD) + _ROW if name.endswith(_HEAD) else name)
    if schema is None:
        return _HELPERS.get(name, "")
    record = example_record(schema)
    kind = next((kind for kind in KINDS.values() if kind.row == schema), None)
    if kind is None:
        return record
    return (
        f"{{{{{START}|id=example|kind={kind.name}}}}}\n"
        f"{kind.frame.before}{record}\n{kind.frame.after}"
        f"{{{{{END}|id=example|rows={_ROW_ID}}}}}"
    )


def example_record(schema: Schema) -> str:
    """Return one record of this schema, every cell of it that an example can have filled."""
    cells = {cell: _CELLS.get(cell, "") for cell in schema.order}
    if schema.key in schema.bot:
        cells[schema.key] = _ROW_ID
    return write_record(schema, {**cells, "sum": schema.checksum(cells)})


_HELPERS: Final = {
    NOTICE.template: (
        f"{{{{{NOTICE.template}|id=81bc7f3a|page=Strategy/2030/Timeline|problem=markers"
        "|what=line 12: region dates begins here but does not end|day=2018-07-23}}"
    ),
    f"{FAMILY}date": f"{{{{{FAMILY}date|2018-07-18/2018-07-22}}}}",
    f"{FAMILY}words": f"{{{{{FAMILY}words|column threads}}}}",
}
