"""One test's consultation on the real wiki: its pages, its people, its bot behind the proxy."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bots.kinds import KINDS
from bots.run.job import Job
from bots.run.journal import Entry, entries, state_folder
from bots.run.plan import Change
from bots.run.update import Answer, Outcome
from bots.sandbox import Person, Sandbox
from bots.settings import Settings
from bots.stores.opening import open_local
from bots.stores.wiki import WikiStore
from tests.reliability.clock import OwnClock
from tests.reliability.proxy import Proxy

TODAY = date(2018, 6, 1)
REGION = "{{Consultation region|id=t|kind=threads}}\n{{Consultation region end|id=t}}"
PAGE = f"Ana's introduction.\n\nMore by Ana.\n\n{REGION}\n\nAna's last words."
_BODY = re.compile(
    r"(\{\{Consultation region\|id=(\w+)[^{}]*\}\}).*?"
    r"(\{\{Consultation region end\|id=\2)[^{}]*\}\}",
    re.DOTALL,
)


def thread(heading: str, minute: int = 0) -> str:
    when = f"10:{minute:02}, 21 April 2018 (UTC)"
    return f"== {heading} ==\nWhat about it? [[User:Ana|Ana]] {when}\n\n"


def outside(text: str) -> str:
    """What of a page is not the bot's: all but the rows, and what the end marker lists."""
    return _BODY.sub(r"\1…\3", text)


@dataclass
class World:
    """What a test works with; ``check`` is called when it has ended."""

    name: str
    wiki: Sandbox
    proxy: Proxy
    human: Person
    admin: Person
    state: Path
    clock: OwnClock = field(default_factory=OwnClock)
    expected: dict[str, str] = field(default_factory=dict)
    """What stands outside the bot's rows, by title, as people left it."""
    words: list[tuple[str, str]] = field(default_factory=list)
    """What people typed, by title, and did not remove."""
    discard: list[str] = field(default_factory=list)

    @property
    def user(self) -> str:
        return self.wiki.accounts.bot.name

    @property
    def stop(self) -> str:
        return f"{self.name}/Stop"

    @property
    def settings(self) -> Settings:
        return Settings.model_validate(
            {
                "consultation": {
                    "name": "R",
                    "wiki": "metawiki",
                    "task": f"{self.name}/Bot",
                    "stop": self.stop,
                    "discussiontools": False,
                },
                "scope": {"prefixes": [self.name]},
                "sources": [{"prefix": f"Talk:{self.name}"}],
            }
        )

    def store(self) -> WikiStore:
        """The wiki through the proxy, as a new run opens it."""
        self.proxy.now = self.clock.now
        return open_local(self.proxy.api, self.user, self.wiki.place.pywikibot, self.clock)

    def title(self, page: str = "") -> str:
        return f"{self.name}/{page}" if page else self.name

    def talk(self, threads: int = 3) -> None:
        """A person writes threads on the talk page."""
        text = "".join(thread(f"Thread {n}", n) for n in range(threads))
        self.human.edit(f"Talk:{self.name}", text)

    def write(self, page: str, text: str = PAGE, *, by: Person | None = None) -> str:
        """A person writes a page of the consultation."""
        title = self.title(page)
        (by or self.human).edit(title, text)
        self.expected[title] = outside(self.text(page))
        return title

    def change(self, page: str, old: str, new: str) -> None:
        """A person changes words on a page as it stands now."""
        text = self.text(page)
        assert old in text
        self.write(page, text.replace(old, new, 1))
        self.words.append((self.title(page), new))

    def text(self, page: str) -> str:
        """The page as it is, asked past the proxy; nothing where there is none."""
        return self.history(page)[0].get("content", "") if self.history(page) else ""

    def history(self, page: str) -> list[dict[str, Any]]:
        """The revisions of a page, newest first."""
        answer = self.admin.ask(
            action="query",
            prop="revisions",
            titles=self.title(page),
            rvprop="ids|user|comment|flags|content|timestamp",
            rvlimit="50",
        )
        found = answer["query"]["pages"][0].get("revisions", [])
        return [dict(one) for one in found]

    def by_bot(self, page: str) -> list[dict[str, Any]]:
        """The bot's revisions of a page, newest first."""
        return [one for one in self.history(page) if one["user"] == self.user]

    def rows(self, page: str) -> int:
        return self.text(page).count("{{Consultation thread row\n")

    def job(self, store: WikiStore | None = None, **more: Any) -> Job:
        return Job(store or self.store(), self.settings, KINDS, TODAY, **more)

    def update(
        self,
        ask: Callable[[Change], Answer] = lambda _: Answer.ALL,
        store: WikiStore | None = None,
        **more: Any,
    ) -> Outcome:
        """A whole run, in this process."""
        return self.job(store, **more).run(self.state, ask, lambda _: None)[1]

    def journal(self, run: str) -> list[Entry]:
        store = f"wiki:127.0.0.1:{self.proxy.port}"
        return list(entries(state_folder(self.state, store), run))

    def check(self, outputs: dict[str, str]) -> None:
        """No human text is lost, nothing outside the rows has changed, no secret is told."""
        for title, text in self.expected.items():
            page = title.removeprefix(self.name).removeprefix("/")
            assert outside(self.text(page)) == text, title
        for title, words in self.words:
            page = title.removeprefix(self.name).removeprefix("/")
            assert words in self.text(page), (title, words)
        accounts = self.wiki.accounts
        secrets = {accounts.bot.secret, *(a.password for a in (accounts.bot, accounts.human))}
        secrets |= {accounts.admin.password, *self.proxy.tokens}
        told = [name for name, output in outputs.items() if any(s in output for s in secrets)]
        assert told == [], f"secrets stand in {told}"


def saved(outcome: Outcome) -> list[str]:
    return [change.title.rpartition("/")[2] for change in outcome.saved]


def problems(outcome: Outcome) -> str:
    return "\n".join(str(refusal) for refusal in outcome.refusals)
