"""The consultation's own pages: regions and records of every kind that there is, and settings."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from benchmarks.consultation.talk import HOME, ORGANIZERS, SHARES, TOPICS, root_of, wiki_of
from bots.kinds import KINDS

ROOT = "Strategy/2030"
BEGAN = date(2017, 1, 1)
ASKED = {"changes": {"since": "2020-01-01"}, "digest": {"for": ORGANIZERS[0]}}
"""What a region of a kind cannot do without."""
STAGES = ("forming", "scoping", "drafting", "consulting", "refining", "final")
MEMBERS = 12
MILESTONES = 60
SETTINGS = f"""\
[consultation]
name = "Strategy 2030"
wiki = "{HOME}"
task = "{ROOT}/Bot"
stop = "{ROOT}/Bot/Stop"

[scope]
prefixes = ["{ROOT}"]

[people]
organizers = [{", ".join(f'"{name}"' for name in ORGANIZERS)}]

[facets.theme]
money = {{ en = ["budget", "travel"], fr = ["budget"], es = ["dinero"], de = ["Reisegeld"] }}
power = {{ en = ["decides", "checks"], fr = ["décide"], es = ["decide"], de = ["entscheidet"] }}
reports = {{ en = ["report", "reads"], fr = ["rapport"], es = ["informe"], de = ["Bericht"] }}

[facets."key question"]
who = {{ en = ["who"], fr = ["qui"] }}
what = {{ en = ["what"], fr = ["quoi"] }}

[facets.level]
structural = {{ en = ["groups", "hub"] }}
tactical = {{ en = ["page"] }}

[[sources]]
prefix = "Talk:{ROOT}"
"""
SOURCE = """
[[sources]]
prefix = "{prefix}"
wiki = "{wiki}"
"""
MARKERS = (
    "{{{{Consultation region|id={id}|kind={kind}{more}}}}}\n{{{{Consultation region end|id={id}}}}}"
)


def settings() -> str:
    """Return the settings: the pages of each language are signed as its wiki does."""
    return SETTINGS + "".join(
        SOURCE.format(prefix=root_of(topic, language), wiki=wiki_of(language))
        for topic in TOPICS
        for language in SHARES
        if wiki_of(language) != HOME
    )


def region(kind: str, **settings: str) -> str:
    """Return an empty region."""
    more = "".join(f"|{name}={value}" for name, value in settings.items())
    return MARKERS.format(id=kind.replace(" ", "-"), kind=kind, more=more)


def hosts(seed: int, titles: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the consultation's pages: for each group, for each language, and for all together.

    ``titles`` are its talk pages.
    """
    roots = {f"{'/'.join(title.split('/')[:4])}/" for title in titles}
    chance = random.Random(f"{seed} hosts")  # noqa: S311
    placed = set()
    for number, topic in enumerate(TOPICS):
        yield f"{ROOT}/{topic}", _group(chance, number, topic)
        # The last group looks at each comment on the first level, the others at threads.
        narrow = {"rows": "comments", "level<": "1"} if topic == TOPICS[-1] else {}
        about = f"Talk:{ROOT}/{topic}/*"
        yield f"{ROOT}/{topic}/Statements", region("statements", source=about, **narrow)
        placed.add("statements")
    for language in SHARES:
        asked = {root_of(topic, language) for topic in TOPICS} & roots
        about = "; ".join(f"{root}*" for root in sorted(asked))
        for kind in ("threads", "unanswered"):
            yield f"{ROOT}/{kind.capitalize()}/{language}", region(kind, source=about)
            placed.add(kind)
    for kind in sorted(KINDS.keys() - placed):
        shown = region(kind, **ASKED.get(kind, {}))
        yield f"{ROOT}/All/{kind.capitalize()}", f"Of all of it:\n{shown}\nThat is all."
    yield f"{ROOT}/Timeline", _timeline(chance)


def _group(chance: random.Random, number: int, topic: str) -> str:
    people = "".join(
        f"|-\n| [[User:Ana {number} {n}|Ana {number} {n}]] || Group {n}\n" for n in range(MEMBERS)
    )
    return (
        "{{Consultation working group\n"
        f"|id=group-{number}\n|name={topic}\n|stage={chance.choice(STAGES)}\n}}}}\n"
        "== Members ==\n"
        f'{{| class="wikitable"\n! Name !! Organization\n{people}|}}\n'
    )


def _timeline(chance: random.Random) -> str:
    parts = []
    for number in range(MILESTONES):
        day = BEGAN + timedelta(days=14 * number + chance.randrange(14))
        topic = chance.choice(TOPICS)
        done = chance.choice(
            (
                f"date:{day}",
                f"page:{ROOT}/{topic}/Statements",
                f"members:{ROOT}/{topic}>={MEMBERS}",
                "groups:stage>=drafting",
                "",
            )
        )
        parts.append(
            f"== Step {number} ==\n{{{{Consultation milestone\n|id=step-{number}\n"
            f"|title=Step {number} of {topic}\n|date={day}\n|done when={done}\n}}}}\n"
        )
    return "".join(parts)
