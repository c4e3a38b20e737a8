"""What every store saves: a text on the revision that it was made from."""

from __future__ import annotations

import pytest

from bots.errors import Conflict, InvalidTitle, Missing
from bots.stores.base import Store
from tests.stores.contract.hostile import IMPOSSIBLE
from tests.stores.contract.places import Delete, Edit, Places, read


class Saving(Places):
    """No edit is lost, whoever made it."""

    def test_a_page_is_saved_on_the_revision_it_was_made_from(self, store: Store, page: str):
        base = read(store, page)

        saved = store.save(page, "New text.", base=base, summary="why")

        assert (saved.title, saved.text, saved.parent) == (page, "New text.", base.id)
        assert (saved.user, saved.summary) == (store.user, "why")
        assert saved.id not in (0, base.id)
        assert read(store, page) == saved

    def test_saving_goes_on_from_what_was_saved(self, store: Store, page: str):
        revision = read(store, page)
        for text in ("one", "two", "one", "two"):
            revision = store.save(page, text, base=revision, summary="again", minor=True)
        assert read(store, page) == revision
        ids = [past.id for past in store.history(page)]
        assert len(set(ids)) == len(ids) == 5

    def test_a_page_is_saved_under_its_proper_title(self, store: Store, page: str):
        spelled = page.replace(" ", "_").replace("Talk:C", "talk:c")
        saved = store.save(spelled, "New text.", base=read(store, page), summary="")
        assert saved.title == page
        assert read(store, page).text == "New text."

    def test_a_page_is_created_when_asked(self, store: Store, place: str):
        saved = store.save(place, "New page.", base=None, summary="created")
        assert saved.parent == 0
        assert read(store, place) == saved
        assert list(store.titles(place)) == [place]

    def test_a_page_that_exists_is_not_created(self, store: Store, page: str):
        with pytest.raises(Conflict) as caught:
            store.save(page, "New page.", base=None, summary="")
        assert caught.value.title == page
        assert read(store, page).text == "First line.\n\nLast line."

    def test_an_edit_meanwhile_is_a_conflict(self, store: Store, page: str, edit_as_other: Edit):
        base = read(store, page)
        edit_as_other(page, "Theirs.\n\nLast line.")

        with pytest.raises(Conflict) as caught:
            store.save(page, "Ours.\n\nLast line.", base=base, summary="")

        assert caught.value.title == page
        assert read(store, page).text == "Theirs.\n\nLast line."

    def test_an_edit_meanwhile_elsewhere_on_the_page_is_never_lost(
        self, store: Store, page: str, edit_as_other: Edit
    ):
        """A store may merge, as MediaWiki does, and then says what stands there; or refuse."""
        base = read(store, page)
        edit_as_other(page, "First line.\n\nTheirs.")
        try:
            saved = store.save(page, "Ours.\n\nLast line.", base=base, summary="")
        except Conflict:
            assert read(store, page).text == "First line.\n\nTheirs."
        else:
            assert saved.text == "Ours.\n\nTheirs."
            assert read(store, page) == saved

    def test_ones_own_edit_meanwhile_is_a_conflict_too(self, store: Store, page: str):
        base = read(store, page)
        store.save(page, "Once.", base=base, summary="")
        with pytest.raises(Conflict):
            store.save(page, "Twice.", base=base, summary="")
        assert read(store, page).text == "Once."

    def test_what_is_read_between_reading_and_saving_hides_no_conflict(
        self, store: Store, page: str, edit_as_other: Edit
    ):
        base = read(store, page)
        edit_as_other(page, "Theirs.")
        list(store.history(page))
        list(store.read([page]))
        with pytest.raises(Conflict):
            store.save(page, "Ours.", base=base, summary="")

    def test_a_page_deleted_meanwhile_is_not_created(self, store: Store, page: str, delete: Delete):
        base = read(store, page)
        delete(page)
        with pytest.raises(Missing) as caught:
            store.save(page, "New text.", base=base, summary="")
        assert caught.value.title == page
        assert dict(store.read([page])) == {page: None}

    def test_the_same_text_makes_no_revision(self, store: Store, page: str):
        base = read(store, page)
        assert store.save(page, base.text, base=base, summary="") == base
        assert store.save(page, f"{base.text} \n\n", base=base, summary="") == base
        assert len(list(store.history(page))) == 1

    @pytest.mark.parametrize("title", IMPOSSIBLE)
    def test_an_impossible_title_is_not_saved(self, store: Store, title: str):
        with pytest.raises(InvalidTitle):
            store.save(title, "text", base=None, summary="")
