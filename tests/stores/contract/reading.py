"""What every store reads: pages by their titles."""

from __future__ import annotations

from datetime import timedelta
from itertools import count, islice

from bots.stores.base import Store
from tests.stores.contract.hostile import IMPOSSIBLE
from tests.stores.contract.places import Places, Seed, read


class Reading(Places):
    """Pages are read as they stand."""

    def test_a_page_is_read_as_one_value(self, store: Store, page: str):
        revision = read(store, page)
        assert revision.title == page
        assert revision.text == "First line.\n\nLast line."
        assert revision.id > 0
        assert revision.parent == 0
        assert revision.user
        assert revision.timestamp.utcoffset() == timedelta(0)

    def test_reading_twice_gives_the_same_revision(self, store: Store, page: str):
        assert read(store, page) == read(store, page)

    def test_any_number_of_titles_is_read_in_the_order_asked(
        self, store: Store, place: str, seed: Seed
    ):
        asked = [f"{place}/{number}" for number in range(120)]
        asked.reverse()
        there = {title: f"text of {title}" for title in asked[::3]}
        seed(there)

        found = list(store.read(asked))

        assert [title for title, _ in found] == asked
        assert {title: it.text for title, it in found if it} == there
        assert len({it.id for _, it in found if it}) == len(there)

    def test_pages_come_while_titles_are_still_to_come(self, store: Store, place: str):
        endless = (f"{place}/{number}" for number in count())
        assert len(list(islice(store.read(endless), 60))) == 60

    def test_no_titles_no_pages(self, store: Store):
        assert list(store.read([])) == []

    def test_a_title_asked_for_twice_comes_once(self, store: Store, page: str):
        assert [title for title, _ in store.read([page, f"{page}/no", page])] == [
            page,
            f"{page}/no",
        ]

    def test_a_missing_page_is_none(self, store: Store, place: str):
        assert list(store.read([place])) == [(place, None)]

    def test_an_impossible_title_is_none_and_does_no_harm(self, store: Store, page: str):
        asked = [page, *IMPOSSIBLE, f"{page}#Section", f"{page}|{page}"]
        found = dict(store.read(asked))
        assert list(found) == asked
        assert [title for title, revision in found.items() if revision] == [page]

    def test_a_title_is_found_however_it_is_spelled(self, store: Store, place: str, seed: Seed):
        title = f"{place}/É e"
        seed({title: "text"})
        name = title.removeprefix("Talk:")
        spellings = [
            title,
            title.replace(" ", "_"),
            f"talk:{name}",
            f" TALK :  {name[0].lower()}{name[1:]}_",
            title.replace("É", "E\u0301"),
        ]

        found = list(store.read(spellings))

        assert [asked for asked, _ in found] == spellings
        assert [revision.title for _, revision in found if revision] == [title] * len(spellings)

    def test_titles_in_another_case_are_other_pages(self, store: Store, place: str, seed: Seed):
        seed({f"{place}/a": "small"})
        assert dict(store.read([f"{place}/A"])) == {f"{place}/A": None}

    def test_a_redirect_is_read_itself(self, store: Store, page: str, seed: Seed):
        seed({f"{page}/old": f"#REDIRECT [[{page}]]"})
        revision = read(store, f"{page}/old")
        assert revision.title == f"{page}/old"
        assert revision.redirect == page
