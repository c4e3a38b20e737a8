"""What people do to a page as a whole, and to the talk pages."""

from __future__ import annotations

import re

from bots.page.names import START
from tests.histories.rows import Deed, typed
from tests.histories.world import PAGES, TALKS, TIMELINE, World, thread

_THREADS = re.compile(r"(?m)^(?=== )")
_SIGNED = re.compile(r"\[\[User:(U\d+x*)\|")
_DATE = re.compile(r"\|\s*date\s*=\s*[\d/-]+")


def types_outside(world: World, title: str) -> str | None:
    """A paragraph typed on a line of its own, outside of regions and records."""
    text = world.text(title)
    host = world.host(title)
    taken = [(r.start.start, r.end.end) for r in host.regions]
    taken += [(r.call.start, r.call.end) for r in host.records]
    lines = [m.end() for m in re.finditer("^|\n", text)]
    free = [place for place in lines if not any(a < place < b for a, b in taken)]
    if not free:
        return None
    place = world.chance.choice(free)
    return f"{text[:place]}{typed(world).replace('|', '')}\n{text[place:]}"


def types_between_rows(world: World, title: str) -> str | None:
    text = world.text(title)
    rows = world.rows(title)
    if not rows:
        return None
    place = world.chance.choice(rows)[1].call.end
    return f"{text[:place]}\n{world.word()} between{text[place:]}"


def types_behind_a_row(world: World, title: str) -> str | None:
    text = world.text(title)
    rows = world.rows(title)
    if not rows:
        return None
    place = world.chance.choice(rows)[1].call.end
    return f"{text[:place]} {world.word()}{text[place:]}"


def moves_a_region(world: World, title: str) -> str | None:
    text = world.text(title)
    regions = world.host(title).regions
    if not regions:
        return None
    region = world.chance.choice(regions)
    start, end = region.start.start, region.end.end
    source, rest = text[start:end], text[:start] + text[end:]
    return f"{rest}\n\n{source}" if world.chance.random() < 0.5 else f"{source}\n\n{rest}"


def moves_a_date_on(world: World, title: str) -> str | None:
    text = world.text(TIMELINE)
    if title != TIMELINE or not _DATE.search(text):
        return None
    day = world.chance.randint(1, 28)
    return _DATE.sub(f"|date=2018-0{world.chance.randint(6, 9)}-{day:02}", text, count=1)


def breaks(world: World, title: str) -> str | None:
    """Something after which the bot may write nothing here, until it is mended."""
    text = world.text(title)
    regions = world.host(title).regions
    if not regions:
        return None
    region = world.chance.choice(regions)
    broken = world.chance.choice(
        [
            text[: region.end.start] + text[region.end.end :],
            text[: region.start.start] + text[region.start.end :],
            f"{text}\n{text[region.start.start : region.end.end]}",
            text.replace("{{" + START, "<translate>{{" + START, 1),
            f"<translate>A</translate>{text}",
        ]
    )
    world.broken[title] = text
    return broken


PAGE_DEEDS: tuple[Deed, ...] = (
    types_outside, types_outside, types_between_rows, types_behind_a_row, moves_a_region,
    moves_a_date_on, breaks,
)  # fmt: skip


def talks(world: World) -> None:
    """Somebody does something on the talk pages."""
    deed = world.chance.choice(
        [_begins, _begins, _answers, _removes, _archives, _renames, _edits]
        + [_renames_author] * world.accounts_renamed
    )
    title = world.chance.choice(TALKS)
    if (changed := deed(world, title)) is not None:
        world.log.append(f"{deed.__name__.strip('_')} on {title}")
        world.put(title, changed)


def _split(world: World, title: str) -> tuple[str, list[str]]:
    lead, *threads = _THREADS.split(world.text(title))
    return lead, [f"{t.rstrip()}\n" for t in threads]


def _begins(world: World, title: str) -> str:
    world.threads += 1
    lead, threads = _split(world, title)
    threads.insert(world.chance.randint(0, len(threads)), thread(world.threads))
    return lead + "".join(threads)


def _answers(world: World, title: str) -> str | None:
    lead, threads = _split(world, title)
    if not threads:
        return None
    world.threads += 1
    answer = thread(world.threads).partition("\n")[2]
    threads[world.chance.randrange(len(threads))] += f": {answer}"
    return lead + "".join(threads)


def _removes(world: World, title: str) -> str | None:
    lead, threads = _split(world, title)
    if not threads:
        return None
    threads.pop(world.chance.randrange(len(threads)))
    return lead + "".join(threads)


def _archives(world: World, title: str) -> str | None:
    lead, threads = _split(world, title)
    target = TALKS[-1]
    if not threads or title == target:
        return None
    moved = threads.pop(world.chance.randrange(len(threads)))
    world.put(target, f"{world.text(target)}\n{moved}")
    return lead + "".join(threads)


def _renames(world: World, title: str) -> str | None:
    lead, threads = _split(world, title)
    if not threads:
        return None
    number = world.chance.randrange(len(threads))
    threads[number] = re.sub(r"== .* ==", f"== New {world.threads} ==", threads[number], count=1)
    return lead + "".join(threads)


def _edits(world: World, title: str) -> str | None:
    return world.text(title).replace("So?", f"So, edited {world.threads}?", 1)


def _renames_author(world: World, title: str) -> str | None:
    names = _SIGNED.findall(world.text(title))
    if not names:
        return None
    name = world.chance.choice(names)
    world.renamed[name] = f"{name}x"
    return world.text(title).replace(f"User:{name}|{name}", f"User:{name}x|{name}x")


assert set(PAGES).isdisjoint(TALKS)
