"""What every store remembers: the revisions of a page."""

from __future__ import annotations

import pytest

from bots.errors import Conflict
from bots.stores.base import Numbered, Store
from tests.stores.contract.places import Delete, Edit, Places, read


class History(Places):
    """Each edit is a revision, by page and, where the store knows it, by number."""

    def test_history_is_newest_first(self, store: Store, page: str, edit_as_other: Edit):
        store.save(page, "ours", base=read(store, page), summary="one")
        edit_as_other(page, "theirs")
        store.save(page, "ours again", base=read(store, page), summary="two")

        past = list(store.history(page))

        assert [revision.text for revision in past] == [
            "ours again",
            "theirs",
            "ours",
            "First line.\n\nLast line.",
        ]
        assert [revision.user == store.user for revision in past] == [True, False, True, False]
        assert [revision.parent for revision in past] == [*(it.id for it in past[1:]), 0]
        assert [past[0].summary, past[2].summary] == ["two", "one"]
        assert {revision.title for revision in past} == {page}
        assert past[0] == read(store, page)

    def test_history_is_cut_at_a_limit(self, store: Store, page: str):
        revision = read(store, page)
        for text in ("one", "two", "three"):
            revision = store.save(page, text, base=revision, summary="")
        assert [it.text for it in store.history(page, 2)] == ["three", "two"]
        assert [it.text for it in store.history(page, limit=1)] == ["three"]

    def test_an_edit_by_another_stands_in_the_history_at_once(
        self, store: Store, page: str, edit_as_other: Edit
    ):
        base = store.save(page, "ours", base=read(store, page), summary="")
        edit_as_other(page, "theirs")
        newest = next(iter(store.history(page)))
        assert (newest.text, newest.parent) == ("theirs", base.id)
        assert newest == read(store, page)

    def test_an_old_text_restored_is_a_new_revision(
        self, store: Store, page: str, edit_as_other: Edit
    ):
        before = read(store, page)
        store.save(page, "ours", base=before, summary="")
        edit_as_other(page, before.text)
        after = read(store, page)
        assert after.sha1 == before.sha1
        assert after.id != before.id

    def test_a_missing_or_impossible_page_has_no_history(self, store: Store, place: str):
        assert list(store.history(place)) == []
        assert list(store.history("Bad[title]")) == []

    def test_a_page_created_anew_has_a_new_history(self, store: Store, page: str, delete: Delete):
        old = store.save(page, "old", base=read(store, page), summary="")
        delete(page)
        assert list(store.history(page)) == []

        created = store.save(page, "old", base=None, summary="")

        assert list(store.history(page)) == [created]
        assert created.id != old.id
        with pytest.raises(Conflict):
            store.save(page, "new", base=old, summary="")

    def test_revisions_are_known_by_their_numbers(
        self, store: Store, page: str, edit_as_other: Edit
    ):
        if not isinstance(store, Numbered):
            pytest.skip("this store does not know revisions by their numbers")
        first = read(store, page)
        second = store.save(page, "ours", base=first, summary="")
        edit_as_other(page, "theirs")
        third = read(store, page)
        known = [first.id, second.id, third.id]
        assert store.pages_of([*known, third.id + 10**9]) == dict.fromkeys(known, page)
        assert store.pages_of([]) == {}
        times = {one.id: one.timestamp for one in (first, second, third)}
        assert store.times_of([*known, third.id + 10**9]) == times
        assert store.times_of([]) == {}

    def test_revisions_of_a_deleted_page_are_no_more(self, store: Store, page: str, delete: Delete):
        if not isinstance(store, Numbered):
            pytest.skip("this store does not know revisions by their numbers")
        old = store.save(page, "ours", base=read(store, page), summary="")
        delete(page)
        assert store.pages_of([old.id]) == {}
        created = store.save(page, "new", base=None, summary="")
        assert store.pages_of([old.id, created.id]) == {created.id: page}
