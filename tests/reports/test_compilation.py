"""A round on paper: every recommendation with its words, what was said of it, what was answered."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest

from bots.errors import UsageError
from bots.reports.compilation import Compilation, compile_round
from bots.reports.compilation_page import make_compilation
from bots.reports.words import Words
from bots.run.gather import gather
from tests.kinds.conftest import Ledger, ledger  # noqa: F401

TEXT = """{{{{Consultation recommendation
|id={key}
|title={title}
|iteration={iteration}
|stage=draft
}}}}
== What should change? ==
{words}
"""


@pytest.fixture
def round_one(ledger: Ledger) -> Ledger:  # noqa: F811
    ledger.write("P/R1", TEXT.format(key="1-1", title="Help", iteration="1", words="Ask ''us''."))
    ledger.write("P/R2", TEXT.format(key="2-1", title="More", iteration="2", words="Ask them."))
    ledger.write("Talk:P/R1", "== Yes ==\nPlease do. [[User:Ed|Ed]] 10:15, 2 April 2018 (UTC)\n")
    ledger.update()
    return ledger


def compiled(place: Ledger, iteration: str = "") -> Compilation:
    state = gather(place.store, place.settings, date(2018, 6, 9)).consultation
    return compile_round(state, place.text, name="Strategy", iteration=iteration)


def test_each_recommendation_has_its_words(round_one: Ledger):
    found = compiled(round_one).recommendations
    assert [chapter.title for chapter in found] == ["Help", "More"]
    assert [block.text for block in found[0].text] == ["What should change?", "Ask us."]
    assert ("stage", "draft") in found[0].facts


def test_a_row_of_one_id_in_another_list_is_not_taken_for_that_of_a_recommendation(
    round_one: Ledger,
):
    round_one.region("P/More", "statements", source="Talk:P")
    end = "{{Consultation region end"
    for title, comment in (
        ("P/Said", "c-Ed-2018-04-02T10:15:00.000Z"),
        ("P/More", "c-Di-2018-04-22T10:02:00.000Z"),
    ):
        typed = f"{{{{Consultation statement|id=mine|comment={comment}|summary=From {title}}}}}\n"
        round_one.write(title, round_one.text(title).replace(end, typed + end))
    round_one.update()
    found = compiled(round_one)
    assert "From P/Said" in repr(found.recommendations)
    assert "From P/More" in repr(found.others)


def test_an_iteration_can_be_taken_alone(round_one: Ledger):
    found = compiled(round_one, "2")
    assert [chapter.title for chapter in found.recommendations] == ["More"]
    assert found.others == ()
    with pytest.raises(UsageError, match="iteration “3” — there are 1, 2"):
        compiled(round_one, "3")


def test_summaries_and_answers_stand_with_their_recommendation(round_one: Ledger):
    (row,) = [r for r in round_one.rows("P/Said") if r.cells["page"] == "Talk:P/R1"]
    round_one.fill(
        "P/Said",
        row.key,
        summary="Ed wants it.",
        response="So do we.",
        disposition="accepted",
        change="[[Special:Diff/5|diff]]",
    )
    (one,) = compiled(round_one).recommendations[0].statements
    assert (one.words, one.summarized, one.response) == ("Ed wants it.", True, "So do we.")
    assert (one.disposition, one.change) == ("accepted", "diff")


def test_without_a_summary_the_first_words_speak(round_one: Ledger):
    (one,) = compiled(round_one).recommendations[0].statements
    assert (one.words, one.summarized) == ("Please do.", False)


def test_what_was_said_elsewhere_is_not_lost(round_one: Ledger):
    found = compiled(round_one)
    told = sum(len(chapter.statements) for chapter in (*found.recommendations, *found.others))
    assert told == len(round_one.rows("P/Said"))
    assert [chapter.title for chapter in found.others] == ["Talk:P"]


def test_two_on_one_page_have_a_section_each(round_one: Ledger):
    two = "".join(
        f"== {key} ==\n{{{{Consultation recommendation\n|id={key}\n|title={key}\n}}}}\n"
        f"Words of {key}.\n"
        for key in ("f1", "f2")
    )
    round_one.write("P/Final", two)
    found = {chapter.title: chapter for chapter in compiled(round_one).recommendations}
    assert [block.text for block in found["f2"].text] == ["Words of f2."]


class Outline(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.asked += [v for k, v in attrs if k in ("src", "href") and v and not v.startswith("#")]


def test_the_contents_tell_drafts_of_one_title_apart_by_their_iterations(round_one: Ledger):
    contents = make_compilation(compiled(round_one), Words("en")).partition("</ol>")[0]
    assert contents.index("Help") < contents.index("iteration <bdi>1<") < contents.index("More")
    assert "iteration <bdi>2<" in contents
    alone = make_compilation(compiled(round_one, "2"), Words("en")).partition("</ol>")[0]
    assert "iteration <bdi>2<" not in alone


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_page_asks_nothing_of_the_network_and_speaks_its_language(
    round_one: Ledger, language: str
):
    words = Words(language)
    html = make_compilation(compiled(round_one), words)
    assert Outline(html).asked == []
    assert f'<html lang="{language}" dir="{words.direction}">' in html
    assert words.say("compilation-recommendations") in html


def test_what_people_wrote_is_no_markup_of_the_page(round_one: Ledger):
    text = round_one.text("P/R1").replace("Ask", "&lt;script&gt;alert(1)&lt;/script&gt; Ask")
    round_one.write("P/R1", text)
    assert "<script" not in make_compilation(compiled(round_one), Words("en"))
