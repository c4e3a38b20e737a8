"""The talk pages: who says what, in which language, and how each wiki signs it."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from benchmarks.talk_pages import EPOCH, NAMES, SENTENCES, stamp
from bots.talk.site import Site, site

SHARES = {
    "en": 38,
    "es": 11,
    "fr": 10,
    "de": 9,
    "pt": 7,
    "ru": 6,
    "ar": 5,
    "zh": 4,
    "ja": 3,
    "pl": 3,
    "hi": 2,
    "sw": 2,
}
"""Of a hundred talk pages, how many are in each language."""
HOME = "metawiki"
TOPICS = (
    *("Advocacy", "Capacity building", "Hubs", "Money and sharing", "Partnerships"),
    *("Roles", "Safe and welcoming", "Technology", "Who is missing"),
)
"""What the nine working groups are about."""
ORGANIZERS = ("DRomero (Core Team)", "LBergeron (Core Team)", "TKalu (Core Team)")
VOTES = ("{{support}} ", "'''Support''' ", "{{oppose}} ", "{{neutral}} ", "'''Comment''' – ")
PER_ARCHIVE = 400
"""Comments on a page before people archive it."""


def wiki_of(language: str) -> str:
    """Return the wiki whose habits the people of a language sign by."""
    return HOME if language == "en" else f"{language}wiki"


def root_of(topic: str, language: str) -> str:
    """Return what the titles of the talk pages on a topic in a language begin with."""
    return f"Talk:Strategy/2030/{topic}/{language}/"


@dataclass
class Talk:
    """A talk page as it grows."""

    title: str
    language: str
    comments: int
    """How many it is to have."""
    seed: str
    archives: int = 0
    """How many archives its first page names."""
    parts: list[str] = field(default_factory=list)
    moment: datetime = EPOCH

    @cached_property
    def chance(self) -> random.Random:
        """What decides: the same seed decides alike."""
        return random.Random(self.seed)  # noqa: S311 - not for secrets

    @cached_property
    def site(self) -> Site:
        """How its wiki signs."""
        return site(wiki_of(self.language))

    def write(self) -> str:
        """Return the page with all its comments."""
        self.moment = EPOCH + timedelta(minutes=self.chance.randrange(1_000_000))
        if self.archives:
            self.parts.append("{{Archives}}\n")
        left = self.comments
        while left:
            left -= self.thread(left)
        return "".join(self.parts)

    def thread(self, most: int) -> int:
        """Add a thread and return how many comments it has."""
        size = min(most, 1 + int(self.chance.expovariate(1 / 5)))
        words = self.chance.choice(SENTENCES[self.language])
        self.parts.append(f"== {words[: self.chance.randint(8, 40)].strip()} ==\n")
        closed = self.chance.random() < 0.04
        self.parts.append("{{Discussion top}}\n" if closed else "")
        level = 0
        for number in range(size):
            last = number == size - 1
            answers = last and number > 0 and self.chance.random() < 0.4
            self.comment(level, self.chance.choice(ORGANIZERS) if answers else self.someone())
            level = max(0, min(level + self.chance.choice((-2, -1, 0, 1, 1)), 6))
        self.parts.append("{{Discussion bottom}}\n" if closed else "")
        return size

    def comment(self, level: int, name: str) -> None:
        """Add a comment, as people write them: short or long, with a vote, a link, a list."""
        chance = self.chance
        self.moment += timedelta(minutes=1 + int(chance.expovariate(1 / 600)))
        count = 1 + int(chance.lognormvariate(1.0, 0.7))
        words = " ".join(chance.choices(SENTENCES[self.language], k=count))
        kind = chance.random()
        if kind < 0.1:
            words = chance.choice(VOTES) + words
        elif kind < 0.15:
            words = f"{words} [[Strategy/2030|{words[:12]}]] [https://example.org/{level} …]"
        elif kind < 0.18:
            words = f"<nowiki>~~~~</nowiki> {words} <!-- {count} -->"
        elif kind < 0.22:
            words = f"{words}\n{':' * level}* {words[:30]}\n{':' * level}* {words[-30:]}\n"
        when = stamp(self.moment.astimezone(ZoneInfo(self.site.zone)), self.site)
        # Without an empty line, two paragraphs that are not indented would be one.
        indent = ":" * level or "\n"
        if kind > 0.98:
            self.parts.append(f"{indent}{words} {{{{unsigned|{name}|{when}}}}}\n")
            return
        user, talk = self.site.user[-1], self.site.user_talk[-1]
        self.parts.append(
            f"{indent}{words} [[{user}:{name}|{name}]] ([[{talk}:{name}|talk]]) {when}\n"
        )

    def someone(self) -> str:
        """Return who speaks: a few people speak often, many once."""
        number = int(self.chance.paretovariate(0.6))
        if self.chance.random() < 0.05:
            return f"192.0.2.{number % 250 + 1}"
        name = NAMES[number % len(NAMES)]
        return f"{name} {self.language} {number % 5000}" if "." not in name else f"Ann {number}"


def talks(pages: int, comments: int, seed: int) -> Iterator[Talk]:
    """Yield the talk pages, archives among them, with all comments dealt out."""
    chance = random.Random(seed)  # noqa: S311
    weights = [chance.lognormvariate(0, 1.3) for _ in range(pages)]
    # As many conversations as make that many pages when the long ones are archived.
    count = next(n for n in range(pages, 0, -1) if _pages(_dealt(weights[:n], comments)) <= pages)
    sizes = _dealt(weights[:count], comments)
    languages = chance.choices([*SHARES], [*SHARES.values()], k=count)
    for number, (size, language) in enumerate(zip(sizes, languages, strict=True)):
        title = f"{root_of(TOPICS[number % len(TOPICS)], language)}{number}"
        archives = math.ceil(size / PER_ARCHIVE) - 1
        last = size - archives * PER_ARCHIVE
        yield Talk(title, language, last, f"{seed} {title}", archives)
        for part in range(1, archives + 1):
            name = f"{title}/Archive {part}"
            yield Talk(name, language, PER_ARCHIVE, f"{seed} {name}")


def _dealt(weights: list[float], comments: int) -> list[int]:
    """Return how many comments each has: by weight, at least one, all of them in sum."""
    share = (comments - len(weights)) / sum(weights)
    sizes = [1 + int(weight * share) for weight in weights]
    for number in range(comments - sum(sizes)):
        sizes[number % len(sizes)] += 1
    return sizes


def _pages(sizes: list[int]) -> int:
    return sum(math.ceil(size / PER_ARCHIVE) for size in sizes)


def grown(text: str, talk: Talk) -> str:
    """Return a page a week later: somebody answers at its end, and a new thread begins."""
    later = Talk(talk.title, talk.language, 4, f"later {talk.seed}", moment=EPOCH)
    later.moment = EPOCH + timedelta(minutes=2_000_000 + later.chance.randrange(10_000))
    later.comment(1, later.someone())
    later.thread(3)
    return text + "".join(later.parts)
