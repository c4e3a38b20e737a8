"""What becomes of statements: dispositions, the steps from one to another, and their proof. Pure.

An answer that was given is taken back by opening the statement again, so that people see it. What
was accepted is complete only when it links to the change that it led to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from bots.consultation.ledger.coded import Said, accounted_for, share, speaker
from bots.consultation.ledger.codes import written
from bots.consultation.ledger.diffs import Revisions, missing, page_changed, read_diffs
from bots.consultation.ledger.ledger import Ledger
from bots.consultation.ledger.merging import FATES, Fate
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import Conversation
from bots.consultation.words import without_comments

OPEN: Final = "open"
DISPOSITIONS: Final = (
    OPEN,
    "accepted",
    "partly accepted",
    "declined",
    "out of scope",
    "duplicate",
    "withdrawn",
)
"""What can become of a statement; people write one of these, or nothing for the first."""
SET_ASIDE: Final = "set aside"
"""What is shown in their place of a row that people excluded."""
PROVED: Final = frozenset({"accepted", "partly accepted"})
"""The dispositions that need a link to a change."""
SEEN: Final = "disposition seen"
"""The bot's cell with the disposition of its last look, as far as the step to it was allowed."""

Steps = Mapping[str, tuple[str, ...]]
"""By disposition, those that may follow it."""
STEPS: Final[Steps] = {
    OPEN: DISPOSITIONS[1:],
    "accepted": (OPEN, "partly accepted", "withdrawn"),
    "partly accepted": (OPEN, "accepted", "withdrawn"),
    "declined": (OPEN, "withdrawn"),
    "out of scope": (OPEN, "withdrawn"),
    "duplicate": (OPEN, "withdrawn"),
    "withdrawn": (OPEN,),
}

Proof = Literal["", "missing", "not found", "unknown"]
PROOFS: Final[tuple[Proof, ...]] = ("missing", "not found", "unknown")
"""What an accepted statement may lack: a link to the change, a change behind it, or an answer to
the question whether there is one."""


def steps_of(rules: Rules) -> Steps:
    """Return the steps that are allowed: the usual ones, where the settings say nothing else."""
    return {**STEPS, **rules.steps} if rules.steps else STEPS


def disposition_of(cells: Mapping[str, str], name: str = "disposition") -> str:
    """Return the disposition that stands in a row; ``open`` where none does."""
    value = cells.get(name, "")
    return (value and " ".join(without_comments(value).lower().split())) or OPEN


def last_seen(cells: Mapping[str, str], steps: Steps) -> str:
    """Return what a row's ``disposition seen`` is to hold; nothing stands for ``open``.

    A step that is not allowed is not followed: it is reported until it is taken back, or until a
    person writes it there as well.
    """
    before, now = disposition_of(cells, SEEN), disposition_of(cells)
    followed = now if now in DISPOSITIONS and _is_allowed(before, now, steps) else before
    return "" if followed == OPEN else followed


def wrong_step(cells: Mapping[str, str], steps: Steps) -> str:
    """Return what is wrong with a row's disposition, with what is allowed; or nothing."""
    before, now = disposition_of(cells, SEEN), disposition_of(cells)
    if (wrong := wrong_word(cells)) or _is_allowed(before, now, steps):
        return wrong
    allowed = ", ".join((before, *steps.get(before, ())))
    return f"the disposition went from {before} to {now}; from there it may be {allowed}"


def wrong_word(cells: Mapping[str, str]) -> str:
    """Return what is wrong with a row's disposition if it is none; or nothing."""
    now = disposition_of(cells)
    if now in DISPOSITIONS:
        return ""
    return f"the disposition “{now}” is none; use one of {', '.join(DISPOSITIONS)}"


def _is_allowed(before: str, now: str, steps: Steps) -> bool:
    # What was written by a version with other words may become anything.
    return now == before or before not in DISPOSITIONS or now in steps.get(before, ())


def proof_of(cells: Mapping[str, str], known: Revisions, host: str = "") -> Proof:
    """Return what a row lacks that is accepted, be it in part; nothing where nothing is lacking."""
    if disposition_of(cells) not in PROVED:
        return ""
    diffs = read_diffs(cells.get("change", ""), host)
    if not diffs:
        return "missing"
    if any(page_changed(diff, known) is not None for diff in diffs):
        return ""
    return "not found" if all(missing(diff, known) for diff in diffs) else "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row's statement."""

    key: str
    said: tuple[Said, ...]
    """Its comments; the first is the one that is quoted."""
    own: Mapping[str, str]
    """The cells of its row."""
    told: Mapping[str, str]
    """The cells of the row that speaks for it; its own, unless it was merged."""
    merged_into: str = ""
    """The key of that row; nothing where it speaks for itself."""
    twin: str = ""
    """The name of its comment, where a list before has a row of its id that is about another."""

    @property
    def is_set_aside(self) -> bool:
        """Whether people excluded it."""
        return bool(self.cell("excluded"))

    @property
    def disposition(self) -> str:
        """What became of it."""
        return SET_ASIDE if self.is_set_aside else disposition_of(self.told)

    @property
    def response(self) -> str:
        """What was answered, as people wrote it; of what is set aside, the reason."""
        return self.cell("excluded") or written(self.told, "response")

    @property
    def counted(self) -> str:
        """As what it is counted: a word that is no disposition leaves it open."""
        known = self.is_set_aside or self.disposition in DISPOSITIONS
        return self.disposition if known else OPEN

    def cell(self, name: str) -> str:
        """Return what people wrote in a cell of its own, without HTML comments."""
        return written(self.own, name)

    def proof(self, known: Revisions, host: str = "") -> Proof:
        """Return what it lacks to be complete if it is accepted."""
        return "" if self.is_set_aside else proof_of(self.told, known, host)

    def is_complete(self, known: Revisions, host: str = "") -> bool:
        """Return whether it is decided, and done if it was accepted."""
        settled = self.disposition == SET_ASIDE or self.disposition in DISPOSITIONS[1:]
        return settled and not self.proof(known, host)

    def by(self, author: str) -> Said | None:
        """Return the author's first comment that it accounts for; None where there is none."""
        return next((said for said in self.said if said[1].author == author), None)


def outcomes(conversations: Sequence[Conversation], ledgers: Iterable[Ledger]) -> list[Outcome]:
    """Return what became of the statements in these lists, each once, in the rows' order.

    Of a statement in two lists counts the row that stands for itself before one that is merged,
    and that before one set aside, as in the coverage; two that stand for themselves answer
    together, the first list's words first. Rows whose comment is found nowhere any more are left
    out.
    """
    found: dict[str, list[tuple[Fate, Outcome]]] = {}
    for ledger, accounted in accounted_for(conversations, ledgers):
        for key, said in accounted.items():
            if not said:
                continue
            row = ledger.rows[key]
            speaking = speaker(row, ledger)
            into = speaking.key if row.into and speaking is not row else ""
            there = found.setdefault(key, [])
            twin = said[0][1].name if there else ""
            new = row.fate, Outcome(key, said, row.cells, speaking.cells, into, twin)
            for place, known in enumerate(there):
                if share(known[1].said, said):
                    there[place] = _of_both(known, new)
                    break
            else:
                there.append(new)
    return [outcome for there in found.values() for _, outcome in there]


def _of_both(one: tuple[Fate, Outcome], other: tuple[Fate, Outcome]) -> tuple[Fate, Outcome]:
    """Return what became of a statement by its rows in two lists."""
    if one[0] != other[0]:
        fate, best = min(one, other, key=lambda found: FATES.index(found[0]))
        return fate, replace(best, twin=one[1].twin)
    fate, first = one
    if fate != "covered":
        return one
    typed = {name: value for name, value in first.own.items() if value.strip()}
    if disposition_of(typed) == OPEN:
        typed.pop("disposition", None)
    cells = {**other[1].own, **typed}
    return fate, replace(first, own=cells, told=cells)


def count(found: Iterable[Outcome]) -> Counter[str]:
    """Return how many of the statements there are by what became of them."""
    return Counter(outcome.counted for outcome in found)
