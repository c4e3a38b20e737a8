"""``done when``: the tiny language in which people say what shows that something is done."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bots.consultation.dates.written import Period, read_period
from bots.consultation.wikilinks import wikilink

STAGES: Final = (
    "call open",
    "forming",
    "scoping",
    "drafting",
    "consulting",
    "refining",
    "final",
    "closed",
)
"""The stages of a working group, in their order."""

_FORMS: Final[Mapping[str, re.Pattern[str]]] = {
    "page": re.compile(r"(?P<title>[^#<>\[\]{}|]+)"),
    "members": re.compile(r"(?P<title>[^#<>\[\]{}|]+?)\s*(?:>=|≥)\s*(?P<number>\d{1,6})"),
    "date": re.compile(r"(?P<date>.+)"),
    "closed": re.compile(r"(?P<title>[^#<>\[\]{}|]+)#(?P<thread>.+)"),
    "groups": re.compile(r"stage\s*(?:>=|≥)\s*(?P<stage>.+)"),
}

_LINK: Final = re.compile(r"\[\[:?([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
"""People may link the page that they name."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, such as ``members:Strategy/2030/Advocacy>=8``."""

    word: str
    title: str = ""
    thread: str = ""
    number: int = 0
    date: date = date.min
    stage: str = ""


def _nobody_knows(event: str) -> None:
    """Return that the event's time is not known."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What conditions are checked against."""

    today: date
    exists: Callable[[str], bool]
    members: Callable[[str], int | None]
    """How many members the group on this page has; None where that cannot be told."""
    closed: Callable[[str, str], bool]
    """Whether this thread of this page is closed."""
    stages: tuple[str, ...]
    """The stage of each working group."""
    groups: tuple[str, ...] = ()
    """The page of each working group."""
    when: Callable[[str], Period | None] = _nobody_knows
    """When an event is that a date is told by ("after Wikimania"); None where nobody knows."""


def read_conditions(text: str) -> tuple[tuple[Condition, ...], tuple[str, ...]]:
    """Return the conditions, all of which must hold, and the parts that cannot be read.

    Conditions are separated by semicolons or line breaks.
    """
    conditions, unread = [], []
    for part in re.split(r"[;\n]", html.unescape(text)):
        if part.strip():
            condition = _condition(part.strip())
            if condition:
                conditions.append(condition)
            else:
                unread.append(part.strip())
    return tuple(conditions), tuple(unread)


def _condition(text: str) -> Condition | None:
    word, _, rest = text.partition(":")
    word = word.strip().lower()
    rest = _LINK.sub(r"\1", rest.strip())
    match = _FORMS[word].fullmatch(rest) if word in _FORMS else None
    if not match:
        return None
    found = match.groupdict(default="")
    due = date.min
    if "date" in found:
        period = read_period(found["date"])
        if not period or period.open == "end":
            return None
        due = period.end
    stage = found.get("stage", "").lower()
    if stage and stage not in STAGES:
        return None
    return Condition(
        word=word,
        title=found.get("title", "").strip().replace("_", " "),
        thread=found.get("thread", "").strip().replace("_", " "),
        number=int(found.get("number") or 0),
        date=due,
        stage=stage,
    )


def holds(condition: Condition, evidence: Evidence) -> bool:
    """Return whether the condition is met; what cannot be told is not met."""
    return _CHECKS[condition.word](condition, evidence)


def shown(conditions: Iterable[Condition], evidence: Evidence) -> str:
    """Return links to what shows that conditions hold, of those that do; a day needs none."""
    met = [condition for condition in conditions if holds(condition, evidence)]
    places = [
        place
        for condition in met
        for place in (
            [(page, "") for page in evidence.groups]
            if condition.word == "groups"
            else [(condition.title, condition.thread)]
        )
        if place[0]
    ]
    return "; ".join(wikilink(page, thread) for page, thread in dict.fromkeys(places))


def _enough_members(condition: Condition, evidence: Evidence) -> bool:
    count = evidence.members(condition.title)
    return count is not None and count >= condition.number


def _all_at_stage(condition: Condition, evidence: Evidence) -> bool:
    least = STAGES.index(condition.stage)
    return bool(evidence.stages) and all(
        stage in STAGES and STAGES.index(stage) >= least for stage in evidence.stages
    )


_CHECKS: Final[Mapping[str, Callable[[Condition, Evidence], bool]]] = {
    "page": lambda condition, evidence: evidence.exists(condition.title),
    "members": _enough_members,
    "date": lambda condition, evidence: evidence.today > condition.date,
    "closed": lambda condition, evidence: evidence.closed(condition.title, condition.thread),
    "groups": _all_at_stage,
}
