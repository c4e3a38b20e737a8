"""What must hold whatever people and the bot have done to a page before."""

from __future__ import annotations

from collections import Counter

from bots.page.calls import Call
from bots.page.ownership import HELD, SUM, held, normal
from bots.page.records import Record
from bots.page.regions import Host, Region
from tests.histories.world import World, words


def peoples_words(world: World, host: Host) -> Counter[str]:
    """The words on a page, but for those that the bot has copied there from a cell of people.

    A word that people typed into a cell of the bot has to be there once.
    """
    found = Counter(words(host.text))
    records = [*host.records, *(row for region in host.regions for row in region.rows)]
    for record in records:
        call = record.call
        for parameter in call.parameters:
            if parameter.name in record.schema.bot and parameter.name != record.schema.key:
                found -= Counter(words(host.text[parameter.value_start : parameter.value_end]))
    return found + Counter(world.corrections.intersection(words(host.text)))


def check_edit(world: World, title: str, before: str, after: str) -> None:
    """Nothing of people's went when the bot turned one text into the other."""
    was, now = world.host(title, before), world.host(title, after)
    assert outside(was) == outside(now), "text outside of regions and records changed"
    allowed: Counter[str] = Counter()
    for one, other in zip(was.regions, now.regions, strict=True):
        assert one.id == other.id
        for row, same in _pairs(one, other):
            if _taken_out(world, row, same):
                allowed += Counter(words(before[row.call.start : row.call.end]))
            else:
                _check_cells(row, same, before, after)
    for record, same in zip(was.records, now.records, strict=True):
        _check_cells(record, same, before, after)
    lost = peoples_words(world, was) - Counter(words(after)) - allowed
    assert not lost, f"lost {sorted(lost)}"


def check_removed(world: World, title: str) -> None:
    """No row that is as the bot wrote it has words of a comment that stands nowhere."""
    for _, row in world.rows(title):
        comment = row.cells.get("comment", "")
        signed = bool(row.cells.get(SUM, "").strip()) and row.schema.in_sum(row.cells)
        if signed and comment.startswith("c-"):
            assert world.stands(comment), f"{row.key} has words of a comment that is gone"


def check_links(world: World, title: str) -> None:
    """Every row is still about the thread that it was about when it was written."""
    for region, row in world.rows(title):
        comment = row.cells.get("comment", "")
        sound = row.schema.in_sum(row.cells) and "comment" not in row.cells.get(HELD, "")
        if not (comment.startswith("c-") and sound and row.key in region.written):
            continue
        at = (title, region.id, row.key)
        now = world.author(comment.split("-")[1])
        was = world.author(world.about.get(at, now))
        section = world.thread(was)
        if section:
            assert f"[[User:{now}|" in section, f"{row.key} was about {was}, and is about {now}"
        world.about[at] = now


def outside(host: Host) -> list[str]:
    """The stretches of a page that no region and no record covers."""
    spans = [(region.start.start, region.end.end) for region in host.regions]
    spans += [(record.call.start, record.call.end) for record in host.records]
    position, parts = 0, []
    for start, end in sorted(spans):
        if start >= position:
            parts.append(host.text[position:start])
        position = max(position, end)
    return [*parts, host.text[position:]]


def _pairs(one: Region, other: Region) -> list[tuple[Record, Record]]:
    """The rows that stood there, each with what it has become: none goes, none changes places."""
    known = {row.key for row in one.rows}
    stayed = [row for row in other.rows if row.key in known]
    assert [row.key for row in one.rows] == [row.key for row in stayed]
    for row in other.rows:
        assert row.key in known or row.key not in one.written, f"{row.key} came back"
    return list(zip(one.rows, stayed, strict=True))


def _taken_out(world: World, row: Record, same: Record) -> bool:
    """Whether the words were taken out of a row, which only a comment that is gone permits."""
    began = normal(row.cells.get("gone", "")), normal(same.cells.get("gone", ""))
    if began[0] or not began[1] or not row.schema.words:
        return False
    assert not any(normal(same.cells.get(name, "")) for name in row.schema.words), "words live on"
    if "summary" not in row.schema.words:
        return False
    assert not world.stands(_comment(row)), "the comment stands there still"
    return True


def _comment(row: Record) -> str:
    """The comment of a row, in which a person may have put a word in the place of its id."""
    link = row.cells["link"].removeprefix("Special:GoToComment/")
    return next(name for name in (row.cells["comment"], link) if name.startswith("c-"))


def _check_cells(row: Record, same: Record, before: str, after: str) -> None:
    assert _peoples(row, before) == _peoples(same, after)
    for name in held(row.cells):
        assert name in held(same.cells), f"{name} is held no longer"
        assert row.cells.get(name, "") == same.cells.get(name, "")


def _peoples(record: Record, text: str) -> list[str]:
    """A record's parameters that are not the bot's, as they are written."""
    kept = {*record.schema.bot, SUM, HELD}
    if record.schema.key in kept:
        kept -= {record.schema.key}
    call: Call = record.call
    return [text[p.start : p.end] for p in call.parameters if p.name not in kept]
