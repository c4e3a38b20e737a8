"""When somebody has taken the bot's last edit back, and when not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bots.run.reverted import was_reverted
from bots.stores.base import Revision

BEFORE = "Read on.\n|rows=a\n|sum=1\nThanks."
AFTER = "Read on.\n|rows=a b\n|sum=2\nThanks."


class Page:
    """A page's revisions, made one after another."""

    user = "Bot"

    def __init__(self) -> None:
        self.revisions: list[Revision] = []

    def edit(self, user: str, text: str, summary: str = "") -> Page:
        number = len(self.revisions)
        at = datetime(2018, 6, 1, tzinfo=UTC)
        self.revisions.append(Revision("P", number + 1, text, user, at, summary, number))
        return self

    def history(self, title: str, limit: int = 50) -> Iterator[Revision]:
        assert title == "P"
        return iter(self.revisions[: -limit - 1 : -1])

    @property
    def is_reverted(self) -> bool:
        return was_reverted(self, self.revisions[-1])  # type: ignore[arg-type]


def kept() -> Page:
    return Page().edit("Ana", BEFORE).edit("Bot", AFTER)


def test_what_the_bot_left_was_not():
    assert not kept().is_reverted
    assert not kept().edit("Ana", AFTER.replace("Read on", "Read")).is_reverted


def test_a_page_put_back_was():
    assert kept().edit("Ana", BEFORE).is_reverted
    assert kept().edit("Ana", f"{AFTER} Hello").edit("Bo", BEFORE).is_reverted


def test_an_edit_undone_behind_others_was():
    page = kept().edit("Ana", AFTER.replace("Read on", "Read"))
    assert page.edit("Bo", BEFORE.replace("Read on", "Read")).is_reverted
    # To protect the page, or to move it, is no edit of it.
    assert page.edit("Cy", BEFORE.replace("Read on", "Read")).is_reverted
    assert not page.edit("Cy", BEFORE.replace("Read on", "Look")).is_reverted


def test_an_edit_of_somebody_elses_undone_was_not():
    page = kept().edit("Ana", AFTER.replace("Read on", "Read")).edit("Bo", f"{AFTER}\nMore.")
    assert not page.edit("Bo", AFTER).is_reverted


def test_an_edit_undone_in_part_was_not():
    page = kept().edit("Ana", AFTER.replace("Read on", "Read"))
    assert not page.edit("Bo", AFTER.replace("Read on", "Read").replace("a b", "a")).is_reverted


def test_a_page_that_the_bot_never_edited_was_not():
    page = Page().edit("Ana", BEFORE).edit("Ana", AFTER)
    assert not page.edit("Bo", BEFORE).is_reverted
    # Protected: a revision without a change.
    assert not page.edit("Bo", BEFORE).is_reverted


def test_of_two_edits_of_the_bots_the_last_counts():
    page = kept().edit("Ana", f"{AFTER}\nMore.").edit("Bot", f"{AFTER}\nMore.\n|rows=c")
    assert page.edit("Bo", f"{AFTER}\nMore.").is_reverted


def test_where_a_revision_between_is_hidden_nobody_can_tell():
    page = kept().edit("Ana", AFTER.replace("Read on", "Read"))
    page.edit("Bo", BEFORE.replace("Read on", "Read"))
    del page.revisions[0]
    assert not page.is_reverted
