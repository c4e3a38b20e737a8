"""What every store finds: the pages that use a template."""

from __future__ import annotations

import pytest

from bots.stores.base import Store
from tests.stores.contract.places import Places, Seed


class Templates(Places):
    """Pages are found by a template that is live on them."""

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


def called(call: str, mark: str) -> str:
    # MARK in two halves shows a call whose name a comment interrupts.
    half = len(mark) // 2
    return call.replace("MARK", mark).replace("MA", mark[:half]).replace("RK", mark[half:])
