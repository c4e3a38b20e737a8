"""Putting the on-wiki templates on a wiki: page by page, each saved on the revision read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bots.errors import ConsultationError, Stopped, TryLater
from bots.run.journal import Entry, Journal
from bots.run.save import check_stop_page, refuse
from bots.run.signals import ends_on_signal
from bots.run.summaries import Summaries
from bots.run.update import STOP_EVERY, Answer
from bots.stores.base import Store
from bots.templates import Difference, Standing, differences, reconciled

_KEYS: Final = {Standing.MISSING: "new", Standing.MERGED: "merge"}
"""What a summary says of a save, by how the page stood; of all others, that it was updated."""
Ask = Callable[[Difference], Answer]
"""Shows a difference and returns the answer."""


@dataclass(slots=True)
class Installed:
    """What became of the templates."""

    saved: list[Difference] = field(default_factory=list)
    refusals: list[ConsultationError] = field(default_factory=list)
    stopped: ConsultationError | None = None
    """Why it ended before its end."""

    @property
    def status(self) -> int:
        """The exit status: 0 done, 1 some page failed, 3 try later, 4 stopped."""
        return self.stopped.status if self.stopped else int(bool(self.refusals))


def compare(store: Store, shipped: Mapping[str, str], titles: Sequence[str]) -> list[Difference]:
    """Return how these pages of the store stand to what is shipped.

    Where a wiki has changed one, its history tells from what, so that both can be had.
    """
    found = differences(shipped, store.read(titles))
    return [
        reconciled(difference, (revision.text for revision in store.history(difference.title)))
        for difference in found
    ]


def install_templates(
    store: Store,
    wanted: Sequence[Difference],
    journal: Journal,
    *,
    stop_page: str | None,
    summaries: Summaries,
    ask: Ask,
    saved: Callable[[Difference], None],
) -> Installed:
    """Save the pages that ``ask`` says yes to and return what came of it.

    A page that someone has edited since it was read is left alone and reported.
    """
    outcome = Installed()
    answer = Answer.NO
    try:
        with ends_on_signal() as signals:
            for number, difference in enumerate(wanted):
                signals.check()
                if number % STOP_EVERY == 0:
                    check_stop_page(store, stop_page)
                if answer is not Answer.ALL:
                    with signals.at_once():
                        answer = ask(difference)
                if answer is Answer.QUIT:
                    break
                if answer is Answer.NO:
                    continue
                try:
                    _save(store, difference, summaries, journal)
                except (Stopped, TryLater):
                    raise
                except ConsultationError as error:
                    error.title = error.title or difference.title
                    outcome.refusals.append(error)
                    detail = {"reason": error.problem}
                    journal.write(Entry("refused", difference.title, detail=detail))
                    continue
                outcome.saved.append(difference)
                saved(difference)
    except (Stopped, TryLater) as error:
        outcome.stopped = error
    return outcome


def _save(store: Store, difference: Difference, summaries: Summaries, journal: Journal) -> None:
    refuse(store, difference.title, difference.base, difference.wanted, again=True)
    revision = store.save(
        difference.title,
        difference.wanted,
        base=difference.base,
        summary=summaries.template(journal.run, _KEYS.get(difference.standing, "update")),
    )
    before = difference.base.id if difference.base else 0
    journal.write(Entry("saved", difference.title, before, revision.id))
