"""The Store protocol as a suite: every store's test module subclasses ``StoreContract``.

A subclass gives four fixtures:

``store``
    the store under test, logged in where that means something;
``seed``
    ``seed(pages: Mapping[str, str])`` creates pages, in order, in whatever way is quickest;
``edit_as_other``
    ``edit_as_other(title, text)`` edits an existing page, not through the store and not as its
    user;
``delete``
    ``delete(title)`` deletes a page, likewise.

Every test works in titles of its own, so nothing need be cleaned up between tests, and the wiki may
hold other pages. Titles lie in namespaces that have subpages on any wiki. Pages come after the
templates they use, so that no job queue is waited for. Texts are expected back as
``bots.stores.texts.as_saved`` says, which is what MediaWiki does on saving; none has what MediaWiki
would expand (``~~~~``, ``subst:``, the pipe trick).

Each expectation was checked against MediaWiki 1.39.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import count, islice

import pytest

from bots.errors import Conflict, InvalidTitle, Missing
from bots.stores.base import Numbered, Revision, Store
from bots.stores.texts import as_saved

Seed = Callable[[Mapping[str, str]], None]
Edit = Callable[[str, str], None]
Delete = Callable[[str], None]

IMPOSSIBLE = [
    "",
    " ",
    "Talk:",
    "Talk: _",
    "Talk:Talk:Strategy",
    "Talk::Strategy",
    "Bad[title]",
    "Bad{title}",
    "Bad<title>",
    "Bad|title",
    "Bad#title",
    "Bad\ttitle",
    "Bad\ntitle",
    "Bad\x7ftitle",
    "Bad\ufffdtitle",
    "Bad~~~title",
    "Bad%41title",
    "Bad&nothing;title",
    ".",
    "..",
    "./Bad",
    "Bad/../title",
    "Bad/./title",
    "Talk:../Bad",
    "Bad/..",
    "x" * 256,
    "Talk:" + "é" * 128,
    "Special:Version",
]

HOSTILE_TITLES = [
    "What? *All*: of \"it\" \\ 100% %zz 'n' & + = ~ , ; ! $ ( ) @ ^ `",
    ".hidden",
    "ends with dots...",
    "...",
    "a//b",
    "a///b",
    "a/",
    "a//",
    "a/.b./c",
    "CON",
    "aux.txt",
    "com1/nul",
    "index.jsonl",
    "a.wikitext",
    "a.wikitext/b",
    "A",
    "Discussion:Stratégie/2030",
    "الاستراتيجية/نقاش",
    "战略/讨论",
    "Стратегија ђ",
    "रणनीति",
    "می‌خواهم",
    "🗳️ 𐐨",
    "-rf",
    "~",
    "sp  ace / s",
]

HOSTILE_TEXTS = {
    "unbalanced quotes": "'''a ''b'''''' c''",
    "unbalanced braces": "{{a|b\n}} }} {{{ [[ ]",
    "a table left open": '{| class="x"\n|-\n| a || b\n! c',
    "nowiki and comment left open": "<nowiki>{{a}}</nowiki> <!-- b\n<nowiki> c",
    "backslashes": r"\1 \g<0> \\ \n",
    "entities": "&amp; &lt; &#x41; &nbsp; & &",
    "space at the beginning": "\n\n  a",
    "space inside": "a  \n\n\n\n b\t \n c",
    "space at the end": "a \t\n \n\n",
    "no-break space at the end": "a\u00a0\u3000",
    "carriage returns": "a\r\nb\rc\n\rd\r\n",
    "decomposed letters": "cafe\u0301 o\u0302\u0323",
    "direction marks and joiners": "\u200fא\u200e می\u200cخواهم \u202bא\u202c",
    "other line breaks": "a\u2028b\u2029c\x85d",
    "control characters": "a\x00b\x07c\x0cd\x1be\x7ff",
    "control characters at the end": "a\x0b\n",
    "noncharacters": "a\ufffeb\uffff",
    "a byte order mark": "\ufeffa",
    "beyond the basic plane": "🗳️ 𐐷 👩🏽‍💻",
}


class StoreContract:
    """What every store does. ``place`` is a page title that no other test uses."""

    @pytest.fixture
    def place(self) -> str:
        return f"Talk:Contract {uuid.uuid4().hex[:12]}"

    @pytest.fixture
    def page(self, place: str, seed: Seed) -> str:
        seed({place: "First line.\n\nLast line."})
        return place

    # Reading

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

    # Pages under a prefix

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

    # Pages that use a template

    @pytest.fixture
    def mark(self, place: str, seed: Seed) -> str:
        """A template's name, with the template in place."""
        name = f"{place.removeprefix('Talk:')} mark"
        seed({f"Template:{name}": "marked"})
        return name

    @pytest.mark.parametrize(
        "call",
        [
            "{{MARK}}",
            "text {{MARK|a|b=c}} text",
            "{{ MARK \n| a = 1\n}}",
            "{{\nMARK\n}}",
            "{{Template:MARK}}",
            "{{template: MARK}}",
            "{{MA<!-- a comment -->RK}}",
            "{{MARK<!-- a comment -->|a}}",
            "[[Talk:X|{{MARK}}]]",
            "{|\n|-\n| {{MARK}}\n|}",
            "<div>{{MARK}}",
            "<noinclude>{{MARK}}</noinclude>",
            "<nowiki> {{MARK}}",
            "<nowiki/>{{MARK}}",
            "<ref>{{MARK}}",
            "{{MARK|<nowiki>}}</nowiki>}}",
            "{{MARK|{{{1|}}}}}",
        ],
    )
    def test_a_live_call_uses_a_template(
        self, store: Store, place: str, mark: str, seed: Seed, call: str
    ):
        seed({place: called(call, mark)})
        assert list(store.using(mark)) == [place]

    @pytest.mark.parametrize(
        "call",
        [
            "MARK",
            "{MARK}",
            "{{{MARK}}}",
            "[[Template:MARK]]",
            "{{MARK",
            "{{MARK other}}",
            "{{:MARK}}",
            "{{Talk:MARK}}",
            "{{MARK]}}",
            "<nowiki>{{MARK}}</nowiki>",
            "<pre>{{MARK}}</pre>",
            "<!-- {{MARK}} -->",
            "<!-- {{MARK}}",
            "<includeonly>{{MARK}}</includeonly>",
            "<includeonly>{{MARK}}",
        ],
    )
    def test_what_is_no_live_call_uses_no_template(
        self, store: Store, place: str, mark: str, seed: Seed, call: str
    ):
        seed({place: called(call, mark)})
        assert list(store.using(mark)) == []

    def test_a_template_may_be_named_as_titles_are(
        self, store: Store, place: str, mark: str, seed: Seed
    ):
        seed({place: f"{{{{{mark}}}}}"})
        spelled = mark[0].lower() + mark[1:].replace(" ", "_")
        assert list(store.using(spelled)) == [place]

    def test_templates_are_used_through_other_templates(
        self, store: Store, place: str, mark: str, seed: Seed
    ):
        seed({f"Template:{mark} inner": f"({{{{{mark}}}}})"})
        seed({f"Template:{mark} outer": f"<b>{{{{{mark} inner}}}}</b>"})
        seed({place: f"{{{{{mark} outer}}}}"})
        assert list(store.using(mark)) == [
            place,
            f"Template:{mark} inner",
            f"Template:{mark} outer",
        ]

    def test_templates_are_used_through_transcluded_pages(
        self, store: Store, place: str, mark: str, seed: Seed
    ):
        seed({f"{place}/host": f"{{{{{mark}}}}}"})
        seed({f"{place}/portal": f"{{{{{place}/host}}}}"})
        seed({place: "{{/host}}"})
        main = place.removeprefix("Talk:")
        seed({main: f"{{{{{mark}}}}}"})
        seed({f"{place}/with a colon": f"{{{{:{main}}}}}"})
        assert list(store.using(mark)) == sorted(
            [place, f"{place}/host", f"{place}/portal", f"{place}/with a colon", main]
        )

    def test_what_a_template_keeps_to_itself_is_not_used_by_its_users(
        self, store: Store, place: str, mark: str, seed: Seed
    ):
        call = f"{{{{{mark}}}}}"
        seed({f"Template:{mark} documented": f"x<noinclude>{call}</noinclude>"})
        seed({f"Template:{mark} selective": f"{call}<onlyinclude>x</onlyinclude>"})
        seed({f"{place}/1": f"{{{{{mark} documented}}}}"})
        seed({f"{place}/2": f"{{{{{mark} selective}}}}"})
        assert list(store.using(mark)) == [
            f"Template:{mark} documented",
            f"Template:{mark} selective",
        ]

    def test_what_a_template_gives_only_to_its_users_is_used_by_them_alone(
        self, store: Store, place: str, mark: str, seed: Seed
    ):
        seed({f"Template:{mark} frame": f"x<includeonly>{{{{{mark}}}}}</includeonly>"})
        seed({place: f"{{{{{mark} frame}}}}"})
        assert list(store.using(mark)) == [place]

    def test_templates_are_used_through_redirects(
        self, store: Store, place: str, mark: str, seed: Seed
    ):
        seed({f"Template:{mark} alias": f"#REDIRECT [[Template:{mark}]]"})
        seed({place: f"{{{{{mark} alias}}}}"})
        assert list(store.using(mark)) == [place]
        assert list(store.using(f"{mark} alias")) == [place]

    def test_pages_that_transclude_each_other_are_found(
        self, store: Store, place: str, mark: str, seed: Seed
    ):
        seed({f"{place}/a": f"{{{{{place}/b}}}}"})
        seed({f"{place}/b": f"{{{{{place}/a}}}} {{{{{mark}}}}}"})
        assert f"{place}/b" in list(store.using(mark))

    def test_a_template_that_is_missing_is_used_all_the_same(
        self, store: Store, place: str, seed: Seed
    ):
        missing = f"{place.removeprefix('Talk:')} missing"
        seed({place: f"{{{{{missing}}}}}"})
        assert list(store.using(missing)) == [place]

    def test_nothing_uses_an_impossible_template(self, store: Store):
        assert list(store.using("Bad[title]")) == []

    # Saving

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

    # History

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

    # Revisions by their numbers, of stores that know them so

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

    # Whatever the titles and texts

    @pytest.mark.parametrize("name", HOSTILE_TITLES)
    def test_hostile_titles_come_back(self, store: Store, place: str, name: str):
        title = f"{place}/{' '.join(name.split())}"
        saved = store.save(title, name, base=None, summary="")
        assert saved.title == title
        assert read(store, title) == saved
        assert list(store.titles(f"{place}/")) == [title]
        assert [it.text for it in store.history(title)] == [saved.text]

    def test_hostile_titles_stand_side_by_side(self, store: Store, place: str, seed: Seed):
        pages = {f"{place}/{' '.join(name.split())}": name for name in HOSTILE_TITLES}
        seed(pages)
        assert list(store.titles(f"{place}/")) == sorted(pages)
        assert {title: it.text for title, it in store.read(pages) if it} == {
            title: as_saved(text) for title, text in pages.items()
        }

    def test_the_longest_title_comes_back(self, store: Store, place: str):
        room = 255 - len(place.removeprefix("Talk:"))
        for filling in ("a" * room, "é" * (room // 2), "?" * room, "." * room):
            title = place + filling
            assert read(store, store.save(title, "x", base=None, summary="").title).text == "x"
            assert title in list(store.titles(place))

    @pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
    def test_hostile_texts_come_back_as_mediawiki_stores_them(
        self, store: Store, place: str, text: str
    ):
        saved = store.save(place, text, base=None, summary="")
        assert saved.text == as_saved(text)
        assert read(store, place) == saved
        assert store.save(place, text, base=saved, summary="") == saved

    def test_a_large_page_comes_back(self, store: Store, place: str):
        text = "\n".join(f"* line {number} of many – ünïcödé" for number in range(20_000))
        assert store.save(place, text, base=None, summary="").text == text
        assert read(store, place).text == text


def read(store: Store, title: str) -> Revision:
    """Return the page's latest revision; the page must exist."""
    [(asked, revision)] = store.read([title])
    assert asked == title
    assert revision is not None
    return revision


def called(call: str, mark: str) -> str:
    # MARK in two halves shows a call whose name a comment interrupts.
    half = len(mark) // 2
    return call.replace("MARK", mark).replace("MA", mark[:half]).replace("RK", mark[half:])
