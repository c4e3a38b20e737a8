"""The pages on which histories are played, and what is known of them besides their text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from bots.kinds import RECORD_SCHEMAS, ROWS
from bots.page.records import Record
from bots.page.regions import Host, Region, read_host
from bots.settings import Settings

THREADS, TIMELINE, MORE = PAGES = ("P/Threads", "P/Timeline", "P/More")
TALK, OTHER, ARCHIVE = TALKS = ("Talk:P", "Talk:P/B", "Talk:P/Archive")
BEGIN = date(2018, 6, 1)

SETTINGS = Settings.model_validate(
    {
        "consultation": {"name": "P", "wiki": "metawiki", "task": "P/Bot"},
        "scope": {"prefixes": ["P"]},
        "sources": [{"prefix": "Talk:P"}],
    }
)
_WORD = re.compile(r"w\d+w")
"""Everything that a person types holds a word that nobody has typed before."""


def thread(number: int) -> str:
    """Return a thread begun by a person who begins no other."""
    minute, hour = number % 60, 8 + number // 60 % 12
    when = f"{hour:02}:{minute:02}, {1 + number % 28} April 2018 (UTC)"
    return f"== H{number} ==\nSo? [[User:U{number}|U{number}]] {when}\n"


PAGES_AT_FIRST = {
    THREADS: "Read on.\n\n{{Consultation region|id=t|kind=threads}}\n"
    "{{Consultation region end|id=t}}\n\nThe pages:\n"
    "{{Consultation region|id=o|kind=overview}}\n{{Consultation region end|id=o}}\n\nThank you.",
    TIMELINE: "== Gathering ==\n{{Consultation milestone\n|id=gathering\n|title=Gathering\n"
    "|date=2018-06-03/2018-06-05\n}}\n* workshops\n\n== Report ==\n{{Consultation milestone\n"
    "|id=report\n|title=Report\n|date=2018-07-01\n|part of=gathering\n|done when=page:P/Report\n}}"
    "\n\n{{Consultation region|id=m|kind=milestones}}\n{{Consultation region end|id=m}}\nOver.",
    MORE: "More.\n{{Consultation region|id=b|kind=threads|source=Talk:P/B}}\n"
    "{{Consultation region end|id=b}}\nAnd more.",
    TALK: thread(1) + thread(2) + thread(3),
    OTHER: thread(4) + thread(5),
    ARCHIVE: "Old threads.",
}


@dataclass
class World:
    """What a history has come to."""

    chance: random.Random
    text: Callable[[str], str]
    put: Callable[[str, str], object]
    """A person saves a page."""
    words: int = 0
    threads: int = 10
    today: date = BEGIN
    accounts_renamed: bool = False
    """Whether accounts are renamed, and somebody mends their old signatures."""
    log: list[str] = field(default_factory=list)
    """What happened, for the history that fails."""
    broken: dict[str, str] = field(default_factory=dict)
    """Pages that a person has made unsound, with the text from before."""
    corrections: set[str] = field(default_factory=set)
    """The words that people typed into cells of the bot and have not given back to it."""
    stopped: set[str] = field(default_factory=set)
    """Pages put back to before the bot's last edit, and not otherwise edited since."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Accounts that were renamed in their signatures, with their new names."""
    about: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """Who began the thread that a row is about, by page, region and key."""
    deleted: set[tuple[str, str, str]] = field(default_factory=set)
    """Rows that people have deleted, as page, region and key."""

    def word(self) -> str:
        self.words += 1
        return f"w{self.words}w"

    def host(self, title: str, text: str | None = None) -> Host:
        return read_host(title, self.text(title) if text is None else text, ROWS, RECORD_SCHEMAS)

    def rows(self, title: str) -> list[tuple[Region, Record]]:
        return [(region, row) for region in self.host(title).regions for row in region.rows]

    def stands(self, comment: str) -> bool:
        """Whether the comment with this id stands on any talk page, whatever its author's name."""
        return bool(self.thread(self.author(comment.split("-")[1])))

    def author(self, name: str) -> str:
        """What the account is called today that once had this name."""
        while name in self.renamed:
            name = self.renamed[name]
        return name

    def thread(self, author: str) -> str:
        """The thread in which an account has spoken; nothing where it stands nowhere."""
        for title in TALKS:
            for section in re.split(r"(?m)^(?=== )", self.text(title)):
                if f"[[User:{author}|" in section:
                    return section
        return ""


def words(text: str) -> list[str]:
    """Return the words that people typed into a text."""
    return sorted(_WORD.findall(text))
