"""What every store lists: the titles that begin in the same way."""

from __future__ import annotations

from bots.stores.base import Store
from tests.stores.contract.places import Delete, Places, Seed


class Prefixes(Places):
    """Titles come by their beginning."""

    def test_titles_under_a_prefix_are_sorted_and_redirects_are_among_them(
        self, store: Store, page: str, seed: Seed
    ):
        # Behind the scenes MediaWiki sorts underscores: B_c after B/c and BC.
        subpages = [f"{page}/{name}" for name in ("B c", "B/c", "BC", "b", "é", "战")]
        seed(dict.fromkeys(reversed(subpages), f"#REDIRECT [[{page}]]"))
        assert list(store.titles(f"{page}/")) == subpages
        assert list(store.titles(f"{page}/B")) == subpages[:3]
        assert list(store.titles(f"{page}/B ")) == subpages[:1]
        assert list(store.titles(page)) == [page, *subpages]

    def test_a_prefix_is_normalized_as_titles_are(self, store: Store, page: str):
        prefix = page.replace(" ", "_").replace("Talk:C", "talk:c")
        assert list(store.titles(prefix)) == [page]

    def test_no_prefix_means_every_page(self, store: Store, page: str, seed: Seed):
        other = page.removeprefix("Talk:")
        seed({other: "in the main namespace"})
        found = list(store.titles())
        assert found == sorted(set(found))
        assert {page, other} <= set(found)

    def test_a_deleted_page_has_no_title(self, store: Store, page: str, delete: Delete):
        delete(page)
        assert list(store.titles(page)) == []

    def test_nothing_is_under_an_impossible_prefix(self, store: Store):
        assert list(store.titles("Bad[title]")) == []
