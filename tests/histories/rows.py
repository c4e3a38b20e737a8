"""What people do to the rows and records of a page."""

from __future__ import annotations

from collections.abc import Callable

from bots.page.ownership import HELD, SUM
from bots.page.records import Record, apply, edit_record
from bots.page.regions import Region
from tests.histories.world import PAGES, World, words

Deed = Callable[[World, str], str | None]
"""Takes the world and a page's title, and returns the page's new text; None where it cannot."""

SHAPES = (
    "{}", "{}", "{} and more", "* one\n* {}", "'''{}'''", "{{{{t|a={}}}}}", "[[L|{}]]", "{} = x",
    "<nowiki>}}}}{}</nowiki>", "<!-- {} -->", "<ref>{}</ref>", "{}\n\nnew paragraph", "\\1 {} $1",
    "[https://example.org/?a=b {}]", "é {} 一", "a<br>{}", "{}|",
)  # fmt: skip
"""The last one is cut in two: what stands behind it is a parameter without a name."""


def typed(world: World) -> str:
    return world.chance.choice(SHAPES).format(world.word())


def any_row(world: World, title: str) -> tuple[Region, Record] | None:
    rows = world.rows(title)
    return world.chance.choice(rows) if rows else None


def any_record(world: World, title: str) -> Record | None:
    records = [*world.host(title).records, *(row for _, row in world.rows(title))]
    return world.chance.choice(records) if records else None


def change(world: World, title: str, record: Record, cells: dict[str, str]) -> str:
    text = world.text(title)
    return apply(text, edit_record(text, record, cells))


def codes(world: World, title: str) -> str | None:
    if record := any_record(world, title):
        names = [name for name in record.schema.people if name != record.schema.key]
        names = [name for name in names if name not in ("date", "part of", "done when")]
        return change(world, title, record, {world.chance.choice(names): typed(world)})
    return None


def adds_to_a_cell(world: World, title: str) -> str | None:
    text = world.text(title)
    if record := any_record(world, title):
        filled = [p for p in record.call.parameters if p.name in record.schema.people and p.value]
        filled = [p for p in filled if p.name in ("note", "summary", "assigned to")]
        if filled:
            place = world.chance.choice(filled).value_end
            return f"{text[:place]} {world.word()}{text[place:]}"
    return None


def corrects(world: World, title: str) -> str | None:
    if record := any_record(world, title):
        names = [n for n in record.schema.bot if n not in (record.schema.key, "gone", "reason")]
        word, name = world.word(), world.chance.choice(names)
        # A word that they typed there before goes by their own hand, wherever a list repeats it.
        world.corrections.difference_update(words(record.cells.get(name, "")))
        world.corrections.add(word)
        return change(world, title, record, {name: word})
    return None


def holds(world: World, title: str) -> str | None:
    if record := any_record(world, title):
        name = world.chance.choice([n for n in record.schema.bot if n != record.schema.key])
        before = record.cells.get(HELD, "")
        return change(world, title, record, {HELD: f"{before}, {name}" if before else name})
    return None


def releases(world: World, title: str) -> str | None:
    records = [*world.host(title).records, *(row for _, row in world.rows(title))]
    held = [record for record in records if record.cells.get(HELD, "").strip()]
    if not held:
        return None
    record = world.chance.choice(held)
    world.corrections.difference_update(*(words(v) for v in record.cells.values()))
    return change(world, title, record, {HELD: ""})


def loses_sum(world: World, title: str) -> str | None:
    record = any_record(world, title)
    return change(world, title, record, {SUM: ""}) if record else None


def deletes(world: World, title: str) -> str | None:
    text = world.text(title)
    if found := any_row(world, title):
        region, row = found
        for copy in reversed([r for r in region.rows if r.key == row.key]):
            text = text[: copy.call.start] + text[copy.call.end :].removeprefix("\n")
        if row.key in region.written:
            world.deleted.add((title, region.id, row.key))
        return text
    return None


def asks_back(world: World, title: str) -> str | None:
    """A person takes a deleted row's id out of the end marker."""
    text = world.text(title)
    out = [(r, key) for r in world.host(title).regions for key in r.excluded]
    if out:
        region, key = world.chance.choice(out)
        start, end = region.end.start, region.end.end
        world.deleted.discard((title, region.id, key))
        return text[:start] + text[start:end].replace(key, "") + text[end:]
    return None


def copies(world: World, title: str) -> str | None:
    text = world.text(title)
    if found := any_row(world, title):
        row = found[1]
        source = text[row.call.start : row.call.end]
        if world.chance.random() < 0.5:
            source = source.replace(f"|id={row.key}", f"|id={row.key}{world.word()}")
        return f"{text[: row.call.end]}\n{source}{text[row.call.end :]}"
    return None


def moves(world: World, title: str) -> str | None:
    text = world.text(title)
    if found := any_row(world, title):
        region, row = found
        rest = [r for r in region.rows if r is not row]
        if rest:
            place = world.chance.choice(rest).call.start
            source = text[row.call.start : row.call.end] + "\n"
            if place > row.call.start:
                after = text[row.call.end : place].removeprefix("\n")
                return text[: row.call.start] + after + source + text[place:]
            after = text[row.call.end :].removeprefix("\n")
            return text[:place] + source + text[place : row.call.start] + after
    return None


def pastes(world: World, title: str) -> str | None:
    """A row of another page, or of another region here, pasted between the rows of a region."""
    text = world.text(title)
    sources = [(page, found) for page in PAGES if page not in world.broken
               for found in world.rows(page)]  # fmt: skip
    if sources:
        page, (_, row) = world.chance.choice(sources)
        source = world.text(page)[row.call.start : row.call.end]
        places = [(region, there) for region, there in world.rows(title)
                  if region.schema is row.schema]  # fmt: skip
        if places:
            region, there = world.chance.choice(places)
            world.deleted.discard((title, region.id, row.key))
            return f"{text[: there.call.start]}{source}\n{text[there.call.start :]}"
    return None


def adds_parameter(world: World, title: str) -> str | None:
    text = world.text(title)
    if record := any_record(world, title):
        after = world.chance.choice(record.call.parameters)
        name = world.chance.choice([f"mine {world.word()}", "note", ""])
        value = f"|{name}={world.word()}" if name else f"|{world.word()}"
        return f"{text[: after.end]}{value}\n{text[after.end :]}"
    return None


def adds_comment(world: World, title: str) -> str | None:
    text = world.text(title)
    if record := any_record(world, title):
        place = world.chance.choice(record.call.parameters).value_end
        return f"{text[:place]}<!-- {world.word()} -->{text[place:]}"
    return None


def spaces_out(world: World, title: str) -> str | None:
    return _rewritten(
        world, title, lambda source: source.replace("\n|", "\n | ").replace("=", " = ", 3)
    )


def flattens(world: World, title: str) -> str | None:
    """VisualEditor writes a call on one line where its TemplateData does not say otherwise."""
    return _rewritten(world, title, lambda source: source.replace("\n|", "|").replace("\n}}", "}}"))


def _rewritten(world: World, title: str, how: Callable[[str], str]) -> str | None:
    text = world.text(title)
    if record := any_record(world, title):
        start, end = record.call.start, record.call.end
        return text[:start] + how(text[start:end]) + text[end:]
    return None


DEEDS: tuple[Deed, ...] = (
    codes, codes, codes, adds_to_a_cell, corrects, corrects, holds, releases, loses_sum, deletes,
    asks_back, copies, moves, pastes, adds_parameter, adds_comment, spaces_out, flattens,
)  # fmt: skip
