"""Taking a run back: each of its edits on which nothing was built since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from bots.consultation.state import Consultation
from bots.errors import ConsultationError, Stopped, TryLater
from bots.kinds.base import Needs
from bots.page.notices import NOTICE
from bots.page.regions import COMMON
from bots.run.beginning import check_beginning
from bots.run.gather import gather
from bots.run.journal import Entry, Journal
from bots.run.removed import without_removed
from bots.run.save import refuse
from bots.run.signals import ends_on_signal
from bots.run.summaries import run_of, summaries_of, undone_by
from bots.run.update import STOP_EVERY
from bots.settings import Settings
from bots.stores.base import Revision, Store
from bots.stores.texts import as_saved

_UNDOES: Final = "undoes"


class AlreadyBack(ConsultationError):
    """The page has the text again that it had before the edit: nothing is left to take back."""


def edits_of(entries: list[Entry], only: frozenset[str]) -> list[Entry]:
    """Return the edits of a run, the last first, on these pages; on all if none is named."""
    saved = [entry for entry in entries if entry.event == "saved"]
    return [entry for entry in reversed(saved) if not only or entry.page in only]


def unwritten_edits(
    store: Store, settings: Settings, run: str, known: Iterable[Entry]
) -> list[Entry]:
    """Return the edits of a run that was killed before its journal had them.

    Their summaries name the run; those that others have built on are not looked for.
    """
    known = list(known)
    if any(entry.event == "end" for entry in known):
        return []
    told = {entry.after for entry in known}
    # Problems are told on talk pages, which are out of scope else.
    notices = {*store.using(NOTICE.template)} if settings.scope.notices else set()
    using = store.using(COMMON)
    titles = (title for title in using if settings.reaches(title) or title in notices)
    return [
        Entry("saved", title, revision.parent, revision.id, _detail(undone_by(revision.summary)))
        for title, revision in store.read(titles)
        if revision is not None
        and revision.user == store.user
        and run_of(revision.summary) == run
        and revision.id not in told
    ]


@dataclass
class Undoing:
    """One run that takes back another's edits."""

    store: Store
    settings: Settings
    undone: str
    """The run whose edits are taken back."""
    today: date

    @cached_property
    def _consultation(self) -> Consultation:
        """What the sources hold now: words removed since must not come back."""
        also = frozenset({Needs.CONVERSATIONS})
        return gather(self.store, self.settings, self.today, also=also).consultation

    def text_before(self, edit: Entry) -> tuple[Revision, str]:
        """Return the page's revision and what its text will be when the edit is taken back.

        That is its text from before, but for words whose comments were removed since. Raises
        ConsultationError where the edit cannot be taken back: someone has edited since, the page
        was created by it, or its old text cannot be looked through for such words. Raises
        AlreadyBack where it has that text again.
        """
        current, before = _unchanged_since(self.store, edit)
        consultation = self._consultation
        text = without_removed(edit.page, before, current.text, consultation)
        if as_saved(text) == as_saved(current.text):
            raise ConsultationError(
                "it only took out words that were removed on the wiki, and those stay out",
                title=edit.page,
                revision=edit.after,
            )
        refuse(self.store, edit.page, current, text, again=True)
        return current, text

    def take_back(self, edit: Entry, journal: Journal) -> Revision:
        """Save the text from before the edit and return the revision that the page has now."""
        current, text = self.text_before(edit)
        again = _UNDOES in edit.detail
        run = edit.detail.get(_UNDOES, self.undone)
        note = summaries_of(self.settings).undo(journal.run, run, again=again)
        revision = self.store.save(edit.page, text, base=current, summary=note)
        detail = _detail("" if again else self.undone)
        journal.write(Entry("saved", edit.page, current.id, revision.id, detail))
        return revision


@dataclass(slots=True)
class Undone:
    """What became of a run's edits."""

    taken: list[Entry] = field(default_factory=list)
    back: list[Entry] = field(default_factory=list)
    """Those that somebody has taken back before."""
    refusals: list[ConsultationError] = field(default_factory=list)
    stopped: ConsultationError | None = None

    @property
    def status(self) -> int:
        """The exit status: 0 done, 1 some page failed, 3 try later, 4 stopped."""
        return self.stopped.status if self.stopped else int(bool(self.refusals))


def undo_run(
    undoing: Undoing,
    edits: Sequence[Entry],
    journal: Journal,
    wanted: Callable[[Entry, str, str], bool],
) -> Undone:
    """Take these edits back and return what came of it; every refusal stands in the journal.

    ``wanted`` is shown the page's text now and then, and says whether to go on with it.
    """
    done = Undone()
    journal.write(Entry("start", detail={"store": undoing.store.name, _UNDOES: undoing.undone}))
    try:
        with ends_on_signal() as signals:
            for number, edit in enumerate(edits):
                signals.check()
                if number % STOP_EVERY == 0:
                    check_beginning(undoing.store, undoing.settings)
                try:
                    with signals.at_once():
                        current, text = undoing.text_before(edit)
                        answer = wanted(edit, current.text, text)
                    if not answer:
                        continue
                    undoing.take_back(edit, journal)
                except (Stopped, TryLater):
                    raise
                except AlreadyBack:
                    done.back.append(edit)
                    continue
                except ConsultationError as error:
                    error.title = error.title or edit.page
                    done.refusals.append(error)
                    journal.write(Entry("refused", edit.page, detail={"reason": error.problem}))
                    continue
                done.taken.append(edit)
    except (Stopped, TryLater) as error:
        done.stopped = error
    journal.write(Entry("end", detail={"status": done.status, "saved": len(done.taken)}))
    return done


def _detail(undone: str) -> dict[str, object]:
    """Return what the journal says of an edit that takes one of this run back, if it does."""
    return {_UNDOES: undone} if undone else {}


def _unchanged_since(store: Store, edit: Entry) -> tuple[Revision, str]:
    """Return the page's revision, which must be the edit's, and its text from before."""
    (_, current), *_ = store.read([edit.page])
    if current is None:
        raise ConsultationError("does not exist any more", title=edit.page)
    if current.id != edit.after:
        before = _text_of(store, edit.page, edit.before)
        if before is not None and as_saved(before) == as_saved(current.text):
            raise AlreadyBack("is as it was before this run", title=edit.page)
        raise ConsultationError(
            "was edited since, so this edit stays",
            "take it back by hand from the page's history, if it is to go",
            title=edit.page,
            revision=edit.after,
        )
    if edit.before == 0:
        raise ConsultationError(
            "was created by this run, and a bot deletes nothing",
            "ask for its deletion, or leave it: it does no harm",
            title=edit.page,
        )
    before = _text_of(store, edit.page, edit.before)
    if before is None:
        raise ConsultationError(
            "its earlier text was hidden, or is not among the latest revisions",
            title=edit.page,
            revision=edit.before,
        )
    return current, before


def _text_of(store: Store, title: str, revision: int) -> str | None:
    """Return the text of a revision, where it is among the latest ones and was not hidden."""
    return next((r.text for r in store.history(title) if r.id == revision), None)
