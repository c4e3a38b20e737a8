"""A round on paper: its recommendations, what people said of each, and what was answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bots.consultation.answers.voices import COUNTED
from bots.consultation.ledger.coded import Coded, coded
from bots.consultation.pages.headed import sections
from bots.consultation.results.lineage import by_number, rank
from bots.consultation.results.recommendations import RECOMMENDATION, Recommendation
from bots.consultation.state import Consultation
from bots.errors import UsageError
from bots.kinds.coverage import ledgers
from bots.page.blocks import Block, blocks
from bots.page.ownership import normal
from bots.page.plain import plain
from bots.talk.masking import mask

TextOf = Callable[[str], str]
"""Gives a page's wikitext; nothing for one that does not exist."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A statement with what became of it."""

    words: str
    """Its summary, or where nobody has written one the heading of its thread."""
    summarized: bool
    language: str
    link: str
    disposition: str
    response: str
    change: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A recommendation, or what was said elsewhere on one talk page."""

    title: str
    page: str
    facts: tuple[tuple[str, str], ...] = ()
    """What its record says, by the name of the cell."""
    text: tuple[Block, ...] = ()
    statements: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Compilation:
    """All of a round."""

    name: str
    language: str
    iteration: str
    made: date
    recommendations: tuple[Chapter, ...]
    others: tuple[Chapter, ...]
    """What was said on talk pages that are no recommendation's, by page."""
    address: str = ""


def compile_round(
    consultation: Consultation,
    text_of: TextOf,
    *,
    name: str,
    iteration: str = "",
    address: str = "",
) -> Compilation:
    """Return the recommendations of an iteration, or all, with summaries and responses.

    Everything is told as it stands on the wiki now. What was merged speaks through the row that it
    was merged into; what is set aside is left out. Raises UsageError where there is no such
    iteration.
    """
    known = [
        Recommendation(entry.key, entry.page, entry.cells)
        for entry in consultation.entries(RECOMMENDATION.template)
    ]
    wanted = [one for one in known if not iteration or one.said("iteration") == iteration.lower()]
    if iteration and not wanted:
        there = sorted({name for one in known if (name := one.said("iteration"))})
        raise UsageError(
            f"no recommendation is of an iteration “{iteration}”",
            f"there are {', '.join(there)}" if there else "leave the iteration out",
        )
    said = coded(consultation.conversations, ledgers(consultation))
    chapters = []
    taken: set[tuple[str, str]] = set()
    for one in sorted(wanted, key=_place):
        pages = {c.source.title for c in one.about(consultation.conversations)}
        own = [statement for statement in said if statement.page in pages]
        taken |= {(statement.key, statement.page) for statement in own}
        chapters.append(_chapter(one, known, own, text_of(one.page), consultation))
    elsewhere = [] if iteration else [s for s in said if (s.key, s.page) not in taken]
    return Compilation(
        name,
        consultation.language,
        iteration,
        consultation.today,
        tuple(chapters),
        tuple(_others(elsewhere, consultation)),
        address,
    )


def _place(one: Recommendation) -> tuple[float, tuple[tuple[int, str], ...]]:
    iteration = rank(one.said("iteration"))
    return (float("inf") if iteration is None else iteration), by_number(one.id)


def _chapter(
    one: Recommendation,
    known: Sequence[Recommendation],
    said: Iterable[Coded],
    text: str,
    consultation: Consultation,
) -> Chapter:
    alone = sum(other.page == one.page for other in known) == 1
    named = ("group", "iteration", "stage", "direction", "from", "into", *COUNTED, "endorsed by")
    facts = tuple((name, plain(one.cells.get(name, ""))) for name in (*named, "agreement"))
    return Chapter(
        plain(one.cells.get("title", "")) or one.id,
        one.page,
        tuple((name, value) for name, value in facts if value),
        tuple(blocks(text if alone else _section(text, one.id))),
        tuple(_answered(said, consultation)),
    )


def _section(text: str, key: str) -> str:
    """Return the section of a page in which a record stands; nothing where it is in none."""
    live = mask(text)
    at = next(
        (place for place in _starts(text, RECOMMENDATION.template) if _is_of(text[place:], key)), -1
    )
    around = [s for s in sections(text, live) if s.start <= at < s.end]
    inner = max(around, key=lambda section: section.start, default=None)
    return text[inner.start : inner.end] if inner else ""


def _starts(text: str, template: str) -> Iterable[int]:
    place = text.find("{{" + template)
    while place >= 0:
        yield place
        place = text.find("{{" + template, place + 1)


def _is_of(call: str, key: str) -> bool:
    line = call.partition("|id=")[2].partition("\n")[0]
    return normal(line) == key


def _others(said: Iterable[Coded], consultation: Consultation) -> Iterable[Chapter]:
    by_page: dict[str, list[Coded]] = {}
    for statement in said:
        by_page.setdefault(consultation.home(statement.page), []).append(statement)
    for page in sorted(by_page):
        yield Chapter(page, page, statements=tuple(_answered(by_page[page], consultation)))


def _answered(said: Iterable[Coded], consultation: Consultation) -> Iterable[Answered]:
    for statement in said:
        summary = plain(statement.cell("summary"))
        quote = plain(statement.cells.get("quote", ""))
        yield Answered(
            summary or quote,
            bool(summary),
            statement.language,
            consultation.link(statement.reference),
            normal(statement.cell("disposition")).lower() or "open",
            plain(statement.cell("response")),
            plain(statement.cell("change")),
        )
