"""A page with Translate markup is never written, and ``check`` says what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bots.run.update import Answer
from bots.stores.base import Found
from bots.stores.folder import FolderStore
from tests.run.conftest import MILESTONE, THREADS, Place

MARKUP = [
    "<translate>\nHello\n</translate>\n{}",
    "<translate>{}</translate>",
    "<languages/>\n<translate><!--T:1-->\nHello</translate>\n{}",
    "<translate nowrap>Hello</translate>{}",
    "{}\n<translate>never closed",
    "never opened</translate>\n{}",
    "<TRANSLATE>Hello</TRANSLATE>{}",
    "<!-- <translate>Hello</translate> -->{}",
    "<pre><translate>Hello</translate></pre>{}",
]


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("ours", [THREADS, MILESTONE, f"{THREADS}\n{MILESTONE}"])
def test_it_is_never_written_whatever_stands_on_it(place: Place, markup: str, ours: str):
    text = markup.format(ours)
    place.write("P/Threads", text)
    _, outcome = place.update()
    assert place.text("P/Threads") == text
    assert [change.title for change in outcome.saved] == ["P/Timeline"]
    (refusal,) = outcome.refusals
    assert refusal.title == "P/Threads"
    assert "data page without <translate>" in refusal.mend
    assert refusal.line > 0


def test_it_is_not_written_when_the_markup_comes_between_reading_and_saving(place: Place):
    def marks(change):
        place.write(change.title, f"<translate>Hello</translate>\n{change.before}")
        return Answer.YES

    _, outcome = place.update(ask=marks)
    assert outcome.saved == []
    assert place.text("P/Threads") == f"<translate>Hello</translate>\n{THREADS}"
    assert {refusal.title for refusal in outcome.refusals} == {"P/Threads", "P/Timeline"}


def test_markup_that_is_only_spoken_of_is_none(place: Place):
    place.write("P/Threads", f"<nowiki><translate></nowiki>\n{THREADS}")
    assert place.update()[1].status == 0
    assert "|heading=Funding\n" in place.text("P/Threads")


def test_a_page_with_markup_that_only_shows_a_record_is_passed_over_silently(place: Place):
    place.write("P/Front", "<translate>Hello</translate>\n{{:P/Timeline}}")
    _, outcome = place.update()
    assert outcome.status == 0
    assert place.text("P/Front") == "<translate>Hello</translate>\n{{:P/Timeline}}"


class Told(FolderStore):
    """A folder that tells translations, as a wiki with Translate does."""

    def using(self, template: str) -> Iterator[str]:
        raise AssertionError("a store that tells more is asked for that")

    def found(self, template: str) -> list[Found]:
        titles = list(super().using(template))
        return [
            Found(title, 1, False, "", "tpt-target-page" if title.endswith("/de") else "")
            for title in titles
        ]


def test_a_translation_is_no_target(place: Place, monkeypatch: pytest.MonkeyPatch):
    place.write("P/Threads/de", THREADS)
    monkeypatch.setattr(Place, "store", property(lambda self: Told(self.folder)))
    plan, outcome = place.update()
    assert outcome.status == 0
    assert "P/Threads/de" not in plan.kept
    assert place.text("P/Threads/de") == THREADS
    assert "|heading=Funding\n" in place.text("P/Threads")
