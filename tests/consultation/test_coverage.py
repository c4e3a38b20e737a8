"""The proof: the sums hold after every history, and what is counted is what is there."""

from __future__ import annotations

import os
import random
import re
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from zlib import crc32

import pytest

from bots.consultation.keys import row_key
from bots.consultation.ledger.coverage import Account, accounts, by_language, total
from bots.consultation.ledger.ledger import Ledger
from bots.consultation.ledger.merging import read_rows
from bots.consultation.ledger.selection import read_selection
from bots.consultation.process.evidence import Evidence
from bots.consultation.rules import Rules
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation, ambiguous_names, anchor
from bots.consultation.talks.heard import excerpt, own_words
from bots.consultation.talks.presence import presence
from bots.kinds import coverage, statements
from bots.page.keep import Wanted, keep
from bots.page.records import apply, edit_record
from bots.page.regions import Host, read_host
from bots.run.relinked import with_relinked
from bots.talk.threads import parse
from tests.consultation.test_statements import META, SIGNED, heard

HISTORIES = int(os.environ.get("CONSULT_COVERAGE_HISTORIES", "2000"))
CHUNK = 250
RULES = Rules(organizers=frozenset({"Org"}))
PEOPLE = ("Ana", "Bo", "Cy", "Org")
EVIDENCE = Evidence(
    date(2018, 6, 1),
    exists=lambda _: False,
    members=lambda _: None,
    closed=lambda *_: False,
    stages=(),
)
ROWS = {"statements": statements.ROW}
MARKERS = ("", "|rows=comments", "|level=1", "|rows=comments|length=9", "|source=Talk:A")


LETTERS = [chr(code) for code in range(0x400, 0x4FF)]


def quoted(text: str, title: str) -> Conversation:
    """The conversation with the words of all comments, and a revision that tells of each edit."""
    words = {c.id: excerpt(own_words(c, text)) for c in parse(text, META).comments}
    return replace(heard(text, title), quotes=words, revision=crc32(text.encode()))


class World:
    """Two talk pages, a page with a list of statements, and chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.talk: dict[str, list[str]] = {"Talk:A": [], "Talk:B": []}
        self.minute = self.said = 0
        self.names = {name: name for name in PEOPLE}
        self.votes: set[tuple[Any, ...]] = set()
        self.page = "{{Consultation region|id=r|kind=statements}}\n{{Consultation region end|id=r}}"

    def consultation(self) -> Consultation:
        host = self.host()
        read = tuple(quoted("".join(lines), title) for title, lines in self.talk.items())
        cells = [row.cells["comment"] for region in host.regions for row in region.rows]
        return with_relinked(
            Consultation(
                evidence=EVIDENCE,
                conversations=read,
                ambiguous=ambiguous_names(read),
                presence=presence(read, comments=cells),
                rules=RULES,
                regions=tuple(("P", region) for region in host.regions),
            )
        )

    def host(self) -> Host:
        return read_host("P", self.page, ROWS, {})

    def found(self, *, planned: bool) -> list[Account]:
        state = self.consultation()
        return coverage.account_of(state, state.conversations, planned=planned)

    # What people do

    def say(self) -> None:
        lines = self.talk[self.chance.choice(sorted(self.talk))]
        self.minute += self.chance.choice((0, 1))
        who = self.names[self.chance.choice(PEOPLE)]
        kind = self.chance.randrange(6)
        signed = SIGNED.format(who, self.minute % 60)
        said = f"{'Yes' * self.chance.randrange(5)} ok"
        self.said += 1
        if self.chance.random() < 0.4:
            # Words that are nobody else's.
            said = "".join(self.chance.choices(LETTERS, k=40))
        if (who, self.minute, said) in self.votes:
            # In the same words in the same minute, nobody could tell them apart.
            said += f" {self.said}"
        self.votes.add((who, self.minute, said))
        signed += f" %{self.said}%"
        if kind == 0 or not lines:
            lines.append(f"== T{self.minute} ==\n{said} {signed}\n")
        elif kind == 1:
            lines.append(f"Both of us. {signed} {SIGNED.format('Di', self.minute % 60)}\n")
        elif kind == 2:
            lines.append(f"At 10:{self.minute % 60:02}, 21 April 2018 (UTC) we met.\n")
        else:
            lines.append(f"{':' * self.chance.randrange(3)}{said} {signed}\n")

    def remove(self) -> None:
        lines = self.talk[self.chance.choice(sorted(self.talk))]
        if lines:
            lines.pop(self.chance.randrange(len(lines)))

    def move(self) -> None:
        one, other = self.chance.sample(sorted(self.talk), 2)
        if self.talk[one]:
            place = self.chance.randrange(len(self.talk[one]))
            self.talk[other].append(self.talk[one].pop(place))

    def line(self, change) -> None:
        """Something is changed in one line of a talk page."""
        lines = self.talk[self.chance.choice(sorted(self.talk))]
        if lines:
            place = self.chance.randrange(len(lines))
            lines[place] = change(lines[place])

    def rename_heading(self) -> None:
        self.line(lambda line: re.sub(r"== .* ==", f"== N{self.said} ==", line))

    def edit(self) -> None:
        self.line(lambda line: line.replace(" [[", f", {self.said} more words [[", 1))

    def rename_author(self) -> None:
        """An account is renamed, and somebody mends its signatures everywhere."""
        lines = [line for lines in self.talk.values() for line in lines]
        names = sorted({name for line in lines for name in re.findall(r"User:(\w+)\|", line)})
        if names:
            name = self.chance.choice(names)
            self.names = {n: f"{name}x" if now == name else now for n, now in self.names.items()}
            self.votes |= {(f"{name}x", *vote) for who, *vote in self.votes if who == name}
            for title, there in self.talk.items():
                mended = [line.replace(f"User:{name}|{name}]", f"User:{name}x|{name}x]")
                          for line in there]  # fmt: skip
                self.talk[title] = mended

    def marks(self) -> dict[tuple[str, str], str]:
        """The mark of each comment, by its page and its id."""
        found = {}
        for title, lines in self.talk.items():
            text = "".join(lines)
            numbered = text.splitlines()
            for comment in parse(text, META).comments:
                if mark := re.search("%.+%", numbered[comment.line - 1]):
                    found[title, anchor(comment.id)] = mark[0]
        return found

    def check_rows(self) -> None:
        """Each row that was coded is about what it was about; if that is there."""
        marks = self.marks()
        region = self.host().regions[0]
        doubts = self.consultation().relinking(region).doubts
        for row in region.rows:
            theme, cells = row.cells.get("theme", ""), row.cells
            now = marks.get((cells.get("page", ""), cells.get("comment", "")), "")
            if row.key in doubts:
                continue
            # A person who is told so looks at the row, and codes it anew.
            other = "other comment" in cells.get("relinked", "")
            if theme in marks.values() and cells.get("comment") and row.schema.in_sum(cells):
                assert now in (theme, "") or other, f"{row.key}: {theme} is {now}"
            if now and (not theme or (other and theme != now)):
                self.page = apply(self.page, edit_record(self.page, row, {"theme": now}))
                return self.check_rows()
        return None

    def run(self) -> None:
        host, state = self.host(), self.consultation()
        wanted = {
            region.id: Wanted(
                statements.rows(state, region),
                statements.KIND.frame,
                appends=True,
                lost=lambda cells: statements.KIND.lost(state, cells),
                opened=partial(statements.opened, state, region),
                news=partial(statements.KIND.news, state),
            )
            for region in host.regions
        }
        self.page = keep(host, wanted, {}, {}, "2018-06-01").text
        self.check_rows()

    def _row(self):
        rows = self.host().regions[0].rows
        return self.chance.choice(rows) if rows else None

    def delete_row(self) -> None:
        if row := self._row():
            self.page = self.page[: row.call.start] + self.page[row.call.end + 1 :]

    def code(self) -> None:
        if row := self._row():
            other = self._row()
            cells = self.chance.choice(
                ({"excluded": "no"}, {"merged into": other.key}, {"merged into": other.key},
                 {"merged into": "x"}, {"id": "y"}, {"excluded": ""}, {"merged into": ""})
            )  # fmt: skip
            self.page = apply(self.page, edit_record(self.page, row, cells))

    def split(self) -> None:
        if row := self._row():
            text = self.page[row.call.start : row.call.end]
            mine = text.replace(f"|id={row.key}\n", f"|id=mine{self.minute}\n", 1)
            self.page = f"{self.page[: row.call.end]}\n{mine}{self.page[row.call.end :]}"

    def open_row(self) -> None:
        read = self.consultation().conversations
        names = [comment.name for c in read for t in c.threads for comment in t.heard]
        if names:
            row = f"{{{{Consultation statement|comment={self.chance.choice(names)}}}}}\n"
            end = self.page.index("{{Consultation region end")
            self.page = self.page[:end] + row + self.page[end:]

    def ask_otherwise(self) -> None:
        asked = self.chance.choice(MARKERS)
        end = self.page.index("}}")
        self.page = f"{{{{Consultation region|id=r|kind=statements{asked}{self.page[end:]}"


DEEDS = ("say",) * 6 + ("run",) * 3 + (
    "remove", "move", "delete_row", "code", "code", "ask_otherwise", "split", "rename_heading",
    "edit", "rename_author", "open_row",
)  # fmt: skip


def lived(seed: int) -> World:
    """A world after some time."""
    world = World(seed)
    for _ in range(3):
        world.say()
    for _ in range(12):
        getattr(world, world.chance.choice(DEEDS))()
    return world


@pytest.mark.parametrize("first", range(0, HISTORIES, CHUNK))
def test_the_sums_hold_after_every_history_and_one_run_leaves_nothing_to_the_next(first: int):
    standings = set()
    for seed in range(first, first + CHUNK):
        world = lived(seed)
        for planned in (False, True):
            found = world.found(planned=planned)
            assert all(account.holds for account in found), seed
            assert total(found).holds, seed
            assert total(by_language(found).values()).counts == total(found).counts
            standings |= {name for name, count in total(found).counts.items() if count}
        assert all(len(a.open) == a.counts["not yet handled"] for a in found), seed
        world.run()
        now, then = world.found(planned=False), world.found(planned=True)
        assert all(account.holds for account in now), seed
        assert [a.counts for a in now] == [a.counts for a in then], f"{seed} needs a second run"
    assert standings == {"covered", "merged", "set aside", "out of scope", "not yet handled"}


# One by one


def account(standing: list[dict[str, str]], written: str = "", text: str = "", **settings: str):
    talk = text or f"== T ==\nOne. {SIGNED.format('Ana', 1)}\n: Two. {SIGNED.format('Bo', 2)}\n"
    ledger = Ledger(
        frozenset({"Talk:P"}),
        read_selection(settings, RULES),
        read_rows(standing),
        frozenset(written.split()),
    )
    (found,) = accounts([heard(talk)], [ledger], RULES)
    assert found.holds
    return {name: count for name, count in found.counts.items() if count}


ANA, BO = "c-Ana-2018-04-21T10:01:00.000Z", "c-Bo-2018-04-21T10:02:00.000Z"


def test_before_the_first_run_nothing_is_handled():
    assert account([]) == {"not yet handled": 2}


def test_a_threads_row_covers_all_its_comments():
    assert account([{"id": row_key(ANA)}]) == {"covered": 2}


def test_a_row_deleted_by_hand_sets_its_comments_aside():
    assert account([], written=row_key(ANA)) == {"set aside": 2}


def test_a_row_with_a_reason_sets_its_comments_aside():
    assert account([{"id": row_key(ANA), "excluded": "thanks only"}]) == {"set aside": 2}


def test_a_persons_row_for_one_comment_counts_before_its_threads():
    rows = [{"id": row_key(ANA), "excluded": "no"}, {"id": "mine", "comment": f"{BO}-Ana"}]
    assert account(rows) == {"set aside": 1, "covered": 1}


def test_a_split_row_covers_what_one_of_its_parts_covers():
    rows = [
        {"id": row_key(ANA), "comment": f"{ANA}-T", "excluded": "no"},
        {"id": "mine", "comment": f"{ANA}-T", "part": "2"},
    ]
    assert account(rows, rows="comments", level="1") == {"covered": 1, "out of scope": 1}


@pytest.mark.parametrize(
    ("into", "counts"),
    [
        ({"a": "b"}, {"a": "merged", "b": "covered"}),
        ({"a": "b", "b": "c"}, {"a": "merged", "b": "merged", "c": "covered"}),
        ({"a": "a"}, {"a": "covered"}),
        ({"a": "b", "b": "a"}, {"a": "covered", "b": "covered"}),
        ({"a": "x"}, {"a": "covered"}),
    ],
)
def test_merged_are_rows_that_a_standing_row_speaks_for(into, counts):
    rows = [{"id": name, "merged into": into.get(name, "")} for name in counts]
    assert {name: row.fate for name, row in read_rows(rows).items()} == counts


def test_ten_thousand_rows_merged_in_a_chain_are_no_burden():
    rows = [{"id": str(n), "merged into": str(n + 1)} for n in range(10_000)] + [{"id": "10000"}]
    assert sum(row.fate == "merged" for row in read_rows(rows).values()) == 10_000


def test_what_the_marker_leaves_out_is_out_of_scope():
    assert account([{"id": row_key(ANA)}], level="1") == {"covered": 1, "out of scope": 1}


def test_organizers_are_out_of_scope_everywhere():
    text = f"== T ==\nOne. {SIGNED.format('Org', 1)}\n"
    (found,) = accounts([heard(text)], [], RULES)
    assert found.counts == {"out of scope": 1}


def test_a_signature_that_is_none_is_told_with_its_reason():
    text = f"== T ==\nWe met at 10:00, 21 April 2018 (UTC).\n\nOne. {SIGNED.format('Ana', 1)}\n"
    (found,) = accounts([heard(text)], [], RULES)
    assert (found.signatures, found.comments, found.rejected) == (2, 1, 1)
    assert found.reasons == {"no link to a user before it": 1}
    assert found.holds
