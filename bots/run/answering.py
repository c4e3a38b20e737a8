"""What a request comes to by a run's plan: a page with the answer, or a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bots.consultation.people.withheld import withheld
from bots.consultation.previews import preview
from bots.consultation.requests import DONE, EXPORT, FAILED, NOTHING, PREVIEW, SOME_LINES
from bots.consultation.typed.exported import Exported
from bots.consultation.typed.lines import Finding
from bots.errors import ConsultationError
from bots.kinds import RECORD_SCHEMAS, row_schemas
from bots.page.inert import box
from bots.page.keep import Bases, Kept
from bots.page.regions import Host, read_host
from bots.run.asked import Asked, Tables
from bots.run.exporting import Asked as Rows
from bots.run.exporting import rows_of
from bots.run.gather import Gathered
from bots.run.importing import Importing
from bots.run.plan import Change, Plan
from bots.settings import Settings
from bots.stores.base import Revision

_KIND: Final = "requests"
"""What edit summaries call what is done here."""
_QUOTED: Final = re.compile(r"“[^”]*”")
_LONGEST: Final = 100_000
"""Characters of an answer; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a request comes to before anything is saved."""

    page: Change | None = None
    """The page with the answer; None where there is none, or it is as it should be."""
    title: str = ""
    """Its title, if there is one."""
    state: str = DONE
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """What a run has planned, from which requests are answered."""

    plan: Plan
    gathered: Gathered
    settings: Settings
    user: str
    """The account whose pages with answers may be written over."""
    there: Mapping[str, Revision | None]
    """The pages for answers, as they stand."""
    tables: Tables | None

    def make(self, one: Asked) -> Made:
        """Return what becomes of a request."""
        if one.request.do == PREVIEW:
            return self._preview(one)
        if one.request.do == EXPORT and self.tables:
            return self._export(one, self.tables)
        return self._import(one, one.importing) if one.importing else Made()

    def _preview(self, one: Asked) -> Made:
        refused = {error.title: error for error in self.plan.refusals}
        if wrong := [refused[title] for title in one.pages if title in refused]:
            return Made(state=FAILED, why=told(wrong))
        lines: list[str] = []
        for change in self.plan.changes:
            if one.is_about(change):
                found = preview(
                    self._host(change.title, change.before),
                    self._host(change.title, change.kept.text),
                    self.settings.rules,
                )
                lines += [change.title, "", *found, ""] if found else []
        return self._page(one, "\n".join(lines)) if lines else Made(why=NOTHING)

    def _host(self, title: str, text: str) -> Host:
        return read_host(title, text, row_schemas(self.settings.rules), RECORD_SCHEMAS)

    def _export(self, one: Asked, tables: Tables) -> Made:
        asked = Rows(pages=frozenset(one.request.titles))
        try:
            found = rows_of(self.gathered, self.plan, self.settings, asked)
        except ConsultationError as error:
            return Made(state=FAILED, why=told([error]))
        if not found.rows:
            return Made(why=NOTHING)
        rules = self.settings.rules
        rows = [_outward(row, withheld(row.schema, row.cells, rules)) for row in found.rows]
        return self._saved(one, tables.written(rows, found.schemas, rules.facets))

    def _import(self, one: Asked, importing: Importing) -> Made:
        problems = [found for found in importing.findings if found.what != "notice"]
        if not problems:
            return Made() if one.pages else Made(why=NOTHING)
        made = self._page(one, "\n".join(map(_line, problems)))
        if made.state == FAILED:
            return made
        return replace(made, state=DONE if one.pages else FAILED, why=SOME_LINES)

    def _page(self, one: Asked, text: str) -> Made:
        return self._saved(one, box(f"{text[:_LONGEST]} …" if len(text) > _LONGEST else text))

    def _saved(self, one: Asked, text: str) -> Made:
        """Return the page with an answer; nothing is written over what others have made of it."""
        title = one.answer
        base = self.there.get(title)
        if base is not None and base.text == text:
            return Made(title=title)
        if base is not None and base.user != self.user:
            return Made(state=FAILED, why=f"{title}: somebody else has written on this page")

        def transform(_: str, __: Bases) -> Kept:
            raise ConsultationError("was changed while the run was at work", title=title)

        return Made(Change(title, base, Kept(text), (_KIND,), transform), title)


def told(errors: Iterable[ConsultationError]) -> str:
    """Return what is wrong on pages, as one line."""
    return "; ".join(
        wordless(f"{error.title}: {error.problem}" if error.title else error.problem)
        for error in errors
    )


def wordless(sentence: str) -> str:
    """Return a message without what it quotes: nobody could remove it from an answer."""
    return _QUOTED.sub("“…”", sentence)


def _line(found: Finding) -> str:
    place = f"{found.page}: " if found.page else ""
    return f"{place}{wordless(found.sentence)}"


def _outward(row: Exported, names: Iterable[str]) -> Exported:
    """Return a row as it may stand on another page: with a link to itself, not to the comment."""
    here = f"{row.place.page}#consultation-statement-{row.key}"
    cells = {**row.cells, "link": here} if row.cells.get("link") else row.cells
    return replace(row, cells=cells, withheld=frozenset(names) - {"link"})
