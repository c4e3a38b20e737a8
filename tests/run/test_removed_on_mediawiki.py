"""Undo, removed text and translations on a real MediaWiki, with its RevisionDelete."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zlib import crc32

import pytest

from bots.kinds import KINDS
from bots.run.gather import no_progress
from bots.run.job import Job
from bots.run.journal import Journal, entries, new_run_id, state_folder
from bots.run.removed import words_removed
from bots.run.undo import Undoing, Undone, edits_of, undo_run
from bots.run.update import Answer, Outcome
from bots.sandbox import load
from bots.settings import Settings
from bots.stores.wiki import WikiStore
from bots.templates import templates
from tests.mediawiki import admin, bot, human, override, wiki  # noqa: F401
from tests.run.conftest import MILESTONE, TALK, THREADS

pytestmark = pytest.mark.mediawiki

TODAY, LATER = date(2018, 6, 1), date(2018, 6, 9)
WITHOUT = TALK.partition("== Names ==")[0]
WORDS = ("Names", "c-Cy", "GoToComment/c-Cy", "Cy wants", "for Di")
HIDING = "$wgGroupPermissions['sysop']['deleterevision'] = true;"
# As Translate does it, which Debian has no package of.
TRANSLATE = """
$wgHooks['getUserPermissionsErrorsExpensive'][] = static function ( $title, $by, $action, &$why ) {
    if ( $action === 'edit' && preg_match( '~/de$~', $title->getText() ) ) {
        $why = [ 'tpt-target-page', $title->getPrefixedText() ];
        return false;
    }
    return true;
};
"""


class Wiki:
    """A small consultation of its own on the wiki: each test has another name for it."""

    def __init__(self, name: str, store: WikiStore, state: Path) -> None:
        self.name, self.store, self.state = name, store, state
        self.settings = Settings.model_validate(
            {
                "consultation": {"name": name, "wiki": "metawiki", "task": f"{name}/Bot"},
                "scope": {"prefixes": [name]},
                "sources": [{"prefix": f"Talk:{name}"}],
            }
        )
        self.threads, self.talk = f"{name}/Threads", f"Talk:{name}"

    def update(self, today: date = TODAY) -> Outcome:
        return self.job(today).run(self.state, lambda _: Answer.ALL, lambda _: None)[1]

    def job(self, today: date = TODAY) -> Job:
        return Job(self.store, self.settings, KINDS, today)

    def undo(self, run: str, today: date = TODAY) -> Undone:
        folder = state_folder(self.state, self.store.name)
        edits = edits_of(list(entries(folder, run)), frozenset())
        undoing = Undoing(self.store, self.settings, run, today)
        return undo_run(undoing, edits, Journal(folder, new_run_id()), lambda *_: True)

    def text(self, title: str) -> str:
        ((_, revision),) = self.store.read([title])
        return revision.text if revision else ""

    def holding(self) -> list[int]:
        found = words_removed(self.store, self.settings, LATER, no_progress)
        return [holding.revision for holding in found]


@pytest.fixture(scope="module")
def ours(wiki):  # noqa: F811
    """Our templates are on the wiki."""
    load(wiki, templates())


@pytest.fixture
def place(ours, wiki, bot, request, tmp_path: Path) -> Wiki:  # noqa: F811
    name = request.node.name.partition("[")[0].removeprefix("test_").replace("_", " ").capitalize()
    place = Wiki(f"Q {name[:60].strip()} {crc32(request.node.name.encode()) % 9999}", bot, tmp_path)
    load(
        wiki,
        {
            place.talk: TALK,
            place.threads: THREADS,
            f"{place.name}/Timeline": MILESTONE,
        },
    )
    return place


@pytest.fixture
def coded(place: Wiki, human) -> Wiki:  # noqa: F811
    """People have written of the second thread."""
    assert place.update().status == 0
    head, row, rest = place.text(place.threads).partition("|heading=Names\n")
    rest = rest.replace("|summary=", "|summary=Cy wants").replace(
        "|assigned to=", "|assigned to=for Di"
    )
    human.edit(place.threads, head + row + rest)
    assert all(word in place.text(place.threads) for word in WORDS)
    return place


def test_a_run_is_taken_back_and_understood_by_the_next(place: Wiki, human):  # noqa: F811
    outcome = place.update()
    human.edit(f"{place.name}/Timeline", place.text(f"{place.name}/Timeline") + "\n* more")
    done = place.undo(outcome.run)
    assert [edit.page for edit in done.taken] == [place.threads]
    assert [refusal.title for refusal in done.refusals] == [f"{place.name}/Timeline"]
    assert place.text(place.threads) == THREADS
    following = place.update()
    assert following.saved == []
    assert [refusal.title for refusal in following.refusals] == [place.threads]
    human.edit(place.threads, f"{THREADS}\nCome back.")
    assert [change.title for change in place.update().saved] == [place.threads]


@pytest.mark.parametrize("hide", ["", "content", "user", "content|user|comment"])
def test_a_comment_removed_and_hidden_takes_its_words_along(
    coded: Wiki, human, admin, override, hide: str  # noqa: F811
):  # fmt: skip
    spoken = next(coded.store.history(coded.talk)).id
    human.edit(coded.talk, WITHOUT)
    if hide:
        override(HIDING)
        admin.act("revisiondelete", type="revision", ids=str(spoken), hide=hide, reason="asked for")
    blanking = coded.update(LATER)
    assert [change.title for change in blanking.saved] == [coded.threads]
    text = coded.text(coded.threads)
    assert not [word for word in WORDS if word in text]
    assert "|gone=2018-06-09\n|reason=comment removed\n" in text
    assert "|heading=Funding\n" in text
    assert coded.update(LATER).saved == []
    journals = b"".join(p.read_bytes() for p in coded.state.rglob("*") if p.is_file())
    assert b"Cy" not in journals
    done = coded.undo(blanking.run, LATER)
    assert "stay out" in done.refusals[0].problem
    assert coded.text(coded.threads) == text


def test_a_page_deleted_takes_the_words_of_all_its_comments_along(coded: Wiki, admin):  # noqa: F811
    admin.delete(coded.talk)
    assert coded.update(LATER).status == 0
    text = coded.text(coded.threads)
    assert not [word for word in (*WORDS, "Funding", "c-Ana") if word in text]
    assert text.count("|reason=page deleted\n") == 2


def test_our_own_revisions_that_hold_the_words_are_listed_until_they_are_hidden(
    coded: Wiki, human, admin, override  # noqa: F811
):  # fmt: skip
    human.edit(coded.talk, WITHOUT)
    blanking = coded.update(LATER)
    holding = coded.holding()
    with_words = [r.id for r in coded.store.history(coded.threads) if "Names" in r.text]
    assert holding == with_words
    assert len(holding) == 2
    override(HIDING)
    ids = "|".join(map(str, holding))
    admin.act("revisiondelete", type="revision", ids=ids, hide="content", reason="asked for")
    assert coded.holding() == []
    assert "hidden" in coded.undo(blanking.run, LATER).refusals[0].problem


def test_a_page_moved_out_of_the_sources_takes_nothing_along(coded: Wiki, admin):  # noqa: F811
    admin.move(coded.talk, f"Talk:Elsewhere {coded.name}")
    assert coded.update(LATER).saved == []
    assert all(word in coded.text(coded.threads) for word in WORDS)


def test_a_translation_is_no_target_and_its_source_page_is_named(
    place: Wiki, human, override  # noqa: F811
):  # fmt: skip
    human.edit(f"{place.name}/Threads/de", THREADS)
    marked = f"<translate>Hello</translate>\n{MILESTONE}"
    human.edit(f"{place.name}/Timeline", marked)
    assert f"{place.name}/Threads/de" in place.job().plan().kept
    override(TRANSLATE)
    assert f"{place.name}/Threads/de" not in place.job().plan().kept
    outcome = place.update()
    assert [change.title for change in outcome.saved] == [place.threads]
    assert place.text(f"{place.name}/Threads/de") == THREADS
    assert place.text(f"{place.name}/Timeline") == marked
    (refusal,) = outcome.refusals
    assert refusal.title == f"{place.name}/Timeline"
    assert "data page without <translate>" in refusal.mend
