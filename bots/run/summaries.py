"""Edit summaries: said in the wiki's language, and read again whatever that language is.

Nothing that the bots do hangs on a word of them. A run is known by its id; an edit that takes
another one back begins with a sign that is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from bots import __version__
from bots.i18n.bundles import SUMMARIES, Values, own_bundle, speaker
from bots.i18n.bundles import say as say_ourselves
from bots.i18n.messages import SOURCE
from bots.run.journal import RUN_ID
from bots.settings import Settings
from bots.talk.site import site

Say = Callable[[str, str, Values], str]
"""Returns a message by language and key, with its values in it."""
UNDOES: Final = "↶"
"""Begins the summary of each edit that takes one back, so that it counts as a person's will."""
REDOES: Final = "↷"
"""Begins it where an undo is taken back: then the bot keeps the page again."""
_UNDOES_IN_0_1: Final = "undo of run "
"""How version 0.1 began it, in English on every wiki."""
NOTICES: Final = ("notice",)
"""The kinds of an edit that tells problems, or marks them as mended: no region is edited."""
_LONGEST: Final = 500
"""Characters of a summary: MediaWiki cuts what is behind them, and the run stands at the end."""
_SHOWN: Final = 3
"""How many kinds a summary names that would be too long with all of them."""


@dataclass(frozen=True, slots=True)
class Summaries:
    """How this consultation's bots say what they did.

    A summary links the page that explains the bot and the one that stops it, never a user page,
    and quotes nobody: it cannot be edited afterwards.
    """

    language: str
    task: str
    stop: str | None = None
    say: Say = say_ourselves

    def change(self, run: str, kinds: Iterable[str], added: int, changed: int, base: bool) -> str:
        """Return the summary of an edit on a page with regions or records of these kinds.

        ``base`` says whether the page was there before.
        """
        kinds = tuple(kinds)
        if kinds == NOTICES:
            key = "told" if added else "mended"
        elif added and changed:
            key = "added-changed"
        elif added or changed:
            key = "added" if added else "changed"
        else:
            key = "markers" if base else "page"
        what = self._say(f"summary-{key}", added=added, changed=changed)
        names = [self._kind(kind) for kind in kinds]
        shorter = [*names[:_SHOWN], "…"]
        return self._within(
            *(
                self._say("summary-edit", kinds=" · ".join(some), what=what) + end
                for end in self._ends(run)
                for some in (names, shorter)
            )
        )

    def heading(self) -> str:
        """Return the heading of a section in which problems with a page are told."""
        return self._say("notice-heading")

    def undo(self, run: str, undone: str, *, again: bool) -> str:
        """Return the summary of an edit that takes one back; or brings it back, ``again``."""
        sign, key = (REDOES, "summary-redo") if again else (UNDOES, "summary-undo")
        said = self._say(key, undone=undone)
        return self._within(*(f"{sign} {said}{end}" for end in self._ends(run)))

    def template(self, run: str, key: str) -> str:
        """Return the summary of a template's edit: ``new``, ``update`` or ``merge``."""
        said = self._say(f"summary-template-{key}", version=__version__)
        return self._within(*(f"{said}{end}" for end in self._ends(run)))

    def _ends(self, run: str) -> tuple[str, ...]:
        """Return what stands behind all else, in its order: the longest first."""
        short = self._say("summary-run", task=self.task, run=run)
        if not self.stop:
            return (f" {short}",)
        full = self._say("summary-run-stop", task=self.task, run=run, stop=self.stop)
        return (f" {full}", f" {short}")

    def _kind(self, name: str) -> str:
        key = f"kind-{name.replace(' ', '-')}"
        # A kind that somebody has just added has no word yet, and is called as in its marker.
        known = f"{SUMMARIES}-{key}" in own_bundle(SUMMARIES, SOURCE)
        return self._say(key) if known else name

    def _say(self, key: str, **values: int | str) -> str:
        return self.say(self.language, f"{SUMMARIES}-{key}", values)

    @staticmethod
    def _within(*longest_first: str) -> str:
        return next((text for text in longest_first if len(text) <= _LONGEST), longest_first[-1])


def summaries_of(settings: Settings, say: Say = say_ourselves) -> Summaries:
    """Return how summaries are said on the consultation's wiki: in its language."""
    table = settings.consultation
    language = speaker(SUMMARIES, site(table.wiki).language)
    return Summaries(language, table.task, table.stop, say)


def takes_back(summary: str) -> bool:
    """Return whether an edit with this summary took one of the bot's back."""
    return summary.lstrip().startswith((UNDOES, _UNDOES_IN_0_1))


def run_of(summary: str) -> str:
    """Return the run that made an edit with this summary; nothing where none is named."""
    named = RUN_ID.findall(summary)
    return named[-1] if named else ""


def undone_by(summary: str) -> str:
    """Return the run of which an edit with this summary took an edit back; nothing if none."""
    named = RUN_ID.findall(summary)
    return named[0] if takes_back(summary) and len(named) > 1 else ""
