"""Pages that people and the bot change in turn, at random: nothing of people's is ever lost.

Each history is told by its number, so that one that fails can be told again.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from bots.errors import RegionError
from bots.page.keep import Kept
from bots.page.ownership import HELD, SUM, held
from bots.page.quote import cell
from bots.page.records import Record, apply, edit_record
from tests.page.test_cases import before, people
from tests.page.world import host, item, note, run, wanted

TYPED = "{{t|a=b}} [[L]] <nowiki>}}</nowiki> a b |p=1 |q = '' <!--c--> <ref>x</ref> é \\1".split()
STEPS = 6


class People:
    """What people do to a page, as chance has it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.deeds: list[Callable[[str, Record], str]] = [
            self.types_in_own_cell, self.types_in_own_cell, self.corrects, self.corrects,
            self.releases, self.loses_sum, self.deletes, self.copies, self.moves, self.flattens,
            self.respaces, self.types_on_a_line,
        ]  # fmt: skip

    def change(self, text: str) -> str:
        for _ in range(self.chance.choice([1, 1, 2, 3])):
            record = self.any_record(text)
            text = self.chance.choice(self.deeds)(text, record) if record else text
        return text

    def any_record(self, text: str) -> Record | None:
        there = host(text)
        records = [*there.records, *(row for region in there.regions for row in region.rows)]
        return self.chance.choice(records) if records else None

    def words(self) -> str:
        return " ".join(self.chance.choices(TYPED, k=self.chance.randint(0, 5)))

    def types_in_own_cell(self, text: str, record: Record) -> str:
        name = self.chance.choice([n for n in record.schema.people if n != record.schema.key])
        return apply(text, edit_record(text, record, {name: self.words()}))

    def corrects(self, text: str, record: Record) -> str:
        name = self.chance.choice([n for n in record.schema.bot if n != record.schema.key])
        return apply(text, edit_record(text, record, {name: cell(self.words()) or "typed"}))

    def releases(self, text: str, record: Record) -> str:
        return apply(text, edit_record(text, record, {HELD: ""}))

    def loses_sum(self, text: str, record: Record) -> str:
        return apply(text, edit_record(text, record, {SUM: ""}))

    def deletes(self, text: str, record: Record) -> str:
        return text[: record.call.start] + text[record.call.end :].lstrip("\n")

    def copies(self, text: str, record: Record) -> str:
        other = self.any_record(text) or record
        source = text[record.call.start : record.call.end]
        return f"{text[: other.call.start]}{source}\n{text[other.call.start :]}"

    def moves(self, text: str, record: Record) -> str:
        rest = self.deletes(text, record)
        other = self.any_record(rest)
        place = other.call.start if other else 0
        return f"{rest[:place]}{text[record.call.start : record.call.end]}\n{rest[place:]}"

    def flattens(self, text: str, record: Record) -> str:
        return self.rewrites(text, record, lambda source: source.replace("\n", ""))

    def respaces(self, text: str, record: Record) -> str:
        return self.rewrites(text, record, lambda source: source.replace("|", " | "))

    def rewrites(self, text: str, record: Record, how: Callable[[str], str]) -> str:
        start, end = record.call.start, record.call.end
        return text[:start] + how(text[start:end]) + text[end:]

    def types_on_a_line(self, text: str, record: Record) -> str:
        place = self.chance.choice([i for i, character in enumerate(text) if character == "\n"])
        return f"{text[:place]}\n{self.words()}{text[place:]}"


def check(was: str, kept: Kept) -> None:
    rest = iter(people(kept.text))
    assert all(character in rest for character in people(was))
    for one, other in zip(host(was).regions, host(kept.text).regions, strict=True):
        rows = {row.key: row for row in reversed(other.rows)}
        for key, row in {row.key: row for row in reversed(one.rows)}.items():
            for name in held(row.cells):
                assert name in held(rows[key].cells)
                assert rows[key].cells.get(name, "") == row.cells.get(name, "")


@pytest.mark.parametrize("number", range(30))
def test_history(number: int):
    chance = random.Random(number)  # noqa: S311 - the same history each time
    crowd, text, keys = People(chance), before("sound"), ["one", "two", "three"]
    older = [text]
    for step in range(STEPS):
        today = f"2018-07-{10 + step}"
        keys += [f"k{step}"] if chance.random() < 0.2 else []
        asked = wanted(
            [item(k, chance.randint(1, 3)) for k in keys if chance.random() > 0.1],
            [note(f"n{i}", f"v{chance.randint(1, 2)}") for i in range(1, 4)],
            today,
        )
        summit = {"status": chance.choice("ab"), "progress": chance.choice("12")}
        try:
            was = crowd.change(text)
            history = [was, *older] if chance.random() < 0.7 else []
            kept = run(was, asked, summit, history, today)
        except RegionError:
            # Refused: people take back what they did.
            continue
        check(was, kept)
        assert run(kept.text, asked, summit, today=today).text == kept.text
        text, older = kept.text, [kept.text, was, *older]
